from __future__ import annotations

import re
from dataclasses import replace
from html import unescape

from hypothesis import given
from hypothesis import strategies as st

from marsad.model.claim import Claim, Span
from marsad.publishing.marked_text import marked
from tests.by_hand import CLAIMS, PEOPLE, TEXT


def bracket(number: int) -> str:
    return f"<i>{number}</i>"


@st.composite
def texts_with_spans(draw: st.DrawFn) -> tuple[str, list[Claim]]:
    text = draw(st.text("ab<&>\"' \nت", min_size=1, max_size=30))
    claims = []
    for _ in range(draw(st.integers(0, 5))):
        start = draw(st.integers(0, len(text) - 1))
        end = draw(st.integers(start + 1, len(text)))
        first = draw(st.integers(start, end - 1))
        count = replace(PEOPLE.count, start=first, end=draw(st.integers(first + 1, end)))
        claims.append(replace(PEOPLE, span=Span(start, end, text[start:end]), count=count))
    return text, claims


@given(texts_with_spans())
def test_marks_never_change_the_text(case: tuple[str, list[Claim]]) -> None:
    text, claims = case
    html = marked(text, claims, bracket)
    without_links = re.sub(r"<i>\d+</i>", "", html)
    assert unescape(re.sub(r"</?(?:mark|b)\b[^>]*>", "", without_links)) == text


@given(texts_with_spans())
def test_every_claim_is_linked_once_and_marks_close_before_others_open(case: tuple[str, list[Claim]]) -> None:
    text, claims = case
    html = marked(text, claims, bracket)
    assert sorted(int(n) for n in re.findall(r"<i>(\d+)</i>", html)) == list(range(1, len(claims) + 1))
    assert re.findall(r"</?mark", html) == ["<mark", "</mark"] * html.count("<mark")


def test_a_claim_within_a_claim() -> None:
    html = marked(TEXT, CLAIMS, bracket)
    assert (
        '<i>1</i><mark class="killed"><b>At least 13</b></mark><mark class="killed"> people, including </mark>'
        '<i>2</i><mark class="killed deep"><b>nine</b></mark><mark class="killed deep"> civilians, were killed</mark>'
    ) in html


def test_the_shorter_of_two_claims_gives_the_style() -> None:
    outer = replace(PEOPLE, harm="injured", span=Span(0, 10, TEXT[:10]))
    inner = replace(
        PEOPLE, harm="missing", span=Span(3, 6, TEXT[3:6]), count=replace(PEOPLE.count, start=None, end=None)
    )
    html = marked(TEXT[:10], [replace(outer, count=inner.count), inner], bracket)
    assert html == (
        '<i>1</i><mark class="injured">Mar</mark><i>2</i><mark class="missing deep">ket</mark><mark class="injured"> hit</mark>'
    )
