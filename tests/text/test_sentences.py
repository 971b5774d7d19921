"""Sentences: where they end, in clean, wrapped and unpunctuated text."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.text.sentences import sentence_spans

SHORT = {"gen", "mr", "dr", "u.s"}
LONGEST = 4000


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in sentence_spans(text, SHORT)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Two died. Three were hurt.", ["Two died.", "Three were hurt."]),
        ("Who fired? Nobody knows! Two died.", ["Who fired?", "Nobody knows!", "Two died."]),
        ("Gen. Halim spoke. Mr. Osei left.", ["Gen. Halim spoke.", "Mr. Osei left."]),
        ("The shell killed J. Moreau there.", ["The shell killed J. Moreau there."]),
        ("The U.S. Army fired.", ["The U.S. Army fired."]),
        ("Some 1.5 million fled. Two died.", ["Some 1.5 million fled.", "Two died."]),
        ('"Two died." The mayor wept.', ['"Two died."', "The mayor wept."]),
        ("It burned ... then it fell.", ["It burned ... then it fell."]),
        ("قتل ثلاثة. جرح خمسة؟ نعم", ["قتل ثلاثة.", "جرح خمسة؟", "نعم"]),
        ("Toll rises\n\nTwo died in the night", ["Toll rises", "Two died in the night"]),
        ("Two died in\nthe market", ["Two died in\nthe market"]),
        ("Northern front\nTwo died", ["Northern front", "Two died"]),
        ("- two killed in Homs\n- three hurt in Hama", ["- two killed in Homs", "- three hurt in Hama"]),
        ("• Homs: two killed\n• Hama: three hurt", ["• Homs: two killed", "• Hama: three hurt"]),
        ("1) Homs: two killed\n2) Hama: three hurt", ["1) Homs: two killed", "2) Hama: three hurt"]),
        ("  Two died.  ", ["Two died."]),
        ("", []),
        (" \n\n ", []),
    ],
)
def test_where_sentences_end(text: str, found: list[str]) -> None:
    assert sentences(text) == found


def test_a_wrapper_breaks_no_sentence() -> None:
    lines = (
        "The district hospital counted eleven bodies on Monday evening, and the",
        "Red Crescent said that four more were carried in from the villages of",
        "Upper Kasra and Lower Kasra, where shells had fallen since the morning.",
        "Another two people died of their wounds in the night.",
    )
    assert sentences("\n".join(lines)) == ["\n".join(lines[:3]), lines[3]]


def test_abbreviations_are_those_of_the_language() -> None:
    text = "Gen. Halim spoke."
    assert len(sentence_spans(text)) == 2
    assert len(sentence_spans(text, SHORT)) == 1


@pytest.mark.parametrize("line", ["killed " * 3000, "x" * 15_000, "a" + " " * 9000 + "b " * 4000])
def test_an_endless_line_is_cut(line: str) -> None:
    found = sentences(line)
    assert len(found) > 1
    assert max(map(len, found)) <= LONGEST
    assert found == [sentence.strip() for sentence in found]


PIECES = st.sampled_from(
    ["Two died", ". ", ".\n", "\n", "\n\n", " ", "Gen. ", "- ", "? ", '"', "hurt", "1. ", "x" * 2500]
)


@given(st.text() | st.lists(PIECES, max_size=30).map("".join))
def test_spans_cover_the_text_in_order(text: str) -> None:
    spans = sentence_spans(text, SHORT)
    assert all(one[1] <= other[0] for one, other in pairwise(spans))
    assert all(text[start:end] == text[start:end].strip() != "" for start, end in spans)
    assert "".join("".join(text[start:end].split()) for start, end in spans) == "".join(text.split())
