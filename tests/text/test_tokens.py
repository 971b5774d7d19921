"""Tokens: a table of what holds together, and spans that stay in order."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.text.fold import fold
from marsad.text.tokens import tokenize


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("12 000", "12 000/number"),
        ("12\u00a0000", "12 000/number"),
        ("1,200", "1,200/number"),
        ("1,200,000", "1,200,000/number"),
        ("1,200.5", "1,200.5/number"),
        ("12,3", "12/number|,/punct|3/number"),
        ("1.5", "1.5/number"),
        ("3 4", "3/number|4/number"),
        ("al-Sugur", "al-Sugur/word"),
        ("O'Brien", "O'Brien/word"),
        ("don’t", "don't/word"),
        ("35-year-old", "35-year-old/word"),
        ("5th", "5th/word"),
        ("500kg", "500kg/word"),
        ("T72", "T72/word"),
        ("Syria's", "Syria/word|'s/punct"),
        ("Syria’s", "Syria/word|'s/punct"),
        ("U.S.", "U.S./word"),
        ("U.S.-backed", "U.S./word|-/punct|backed/word"),
        ("20–30", "20/number|-/punct|30/number"),
        ("10:30", "10:30/number"),
        ("٤٥", "45/number"),
        ("(two)", "(/punct|two/word|)/punct"),
        ("a_b", "a/word|_/punct|b/word"),
        ("dead.", "dead/word|./punct"),
        (" \n ", ""),
    ],
)
def test_what_holds_together(text: str, tokens: str) -> None:
    assert "|".join(f"{token.text}/{token.kind}" for token in tokenize(fold(text))) == tokens


def test_offsets_are_those_of_the_archived_text() -> None:
    text = "Cafe\u0301 hit, 3 dead"
    assert [text[t.start : t.end] for t in tokenize(fold(text))] == ["Cafe\u0301", "hit", ",", "3", "dead"]


def test_a_part_of_the_text() -> None:
    assert [(t.text, t.start) for t in tokenize(fold("Two were killed"), 4, 8)] == [("were", 4)]


@given(st.text())
def test_spans_are_in_order_and_inside(text: str) -> None:
    tokens = tokenize(fold(text))
    assert all(0 <= token.start <= token.end <= len(text) for token in tokens)
    assert all(one.end <= other.start for one, other in pairwise(tokens))
    assert all(token.low == token.text.lower() for token in tokens)


@given(st.text(st.characters(max_codepoint=127)))
def test_no_visible_character_is_lost(text: str) -> None:
    seen = "".join(token.text for token in tokenize(fold(text)))
    wanted = [c for c in fold(text).text if c == "_" or (c.isprintable() and not c.isspace())]
    assert [c for c in seen if c.isprintable() and not c.isspace()] == wanted
