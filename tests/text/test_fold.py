"""Folding: what becomes plain, and the exact way back."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.text.fold import Folded, fold, key
from marsad.text.tokens import tokenize

WHOLE = st.characters(exclude_categories=("M", "Cs")).filter(lambda c: len(unicodedata.normalize("NFC", c)) == 1)
PIECES = st.sampled_from(
    [
        "e\u0301",
        "o\u0308",
        "\u0627\u0653",
        "\u200b",
        "\u00ad",
        "\u200f",
        "\u00a0",
        "“",
        "’",
        "–",
        "٣",
        "۴",
        "12",
        " ",
        "killed",
        "\r\n",
    ]
)
DIRTY = st.lists(PIECES | WHOLE, max_size=40).map("".join)


def archived(folded: Folded) -> list[int]:
    return [folded.archived(position) for position in range(len(folded.text) + 1)]


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("“three” ‘dead’", "\"three\" 'dead'"),
        ("«three» „dead‟", '"three" "dead"'),
        ("the town`s", "the town's"),
        ("12\u00a0000", "12 000"),
        ("12\u202f000\u2009dead", "12 000 dead"),
        ("a\tb", "a b"),
        ("٣٤ قتيلا", "34 قتيلا"),
        ("۱۲ تن", "12 تن"),
        ("१२", "12"),
        ("20–30", "20-30"),
        ("al‑Bab", "al-Bab"),
        ("Cafe\u0301", "Café"),
        ("ki\u200blled", "killed"),
        ("\ufeffkilled", "killed"),
        ("in\u00adjured", "injured"),
        ("\u200f12\u200e dead", "12 dead"),
        ("one\u2028two\u0085three", "one\ntwo\nthree"),
        ("", ""),
        ("Plain words.", "Plain words."),
    ],
)
def test_folds_to_plain(text: str, plain: str) -> None:
    assert fold(text).text == plain


@pytest.mark.parametrize(
    ("text", "offsets"),
    [
        ("two", [0, 1, 2, 3]),
        ("“a”", [0, 1, 2, 3]),
        ("e\u0301a", [0, 2, 3]),
        ("a\u200bb", [0, 2, 3]),
        ("\ufeffa", [1, 2]),
        ("x\u0301y", [0, 1, 2, 3]),  # nothing to compose to: the mark keeps its own place
    ],
)
def test_the_way_back(text: str, offsets: list[int]) -> None:
    assert archived(fold(text)) == offsets


def test_windows_line_ends_keep_their_length() -> None:
    assert len(fold("one\r\ntwo").text) == len("one\r\ntwo")


@given(st.text())
def test_offsets_never_run_back_or_leave_the_text(text: str) -> None:
    places = archived(fold(text))
    assert places == sorted(places)
    assert places[0] >= 0
    assert places[-1] == len(text)


@given(DIRTY)
def test_every_token_is_found_again_in_the_archived_text(text: str) -> None:
    for token in tokenize(fold(text)):
        assert fold(text[token.start : token.end]).text == token.text


@given(st.text(st.characters(max_codepoint=127)))
def test_plain_text_keeps_its_offsets(text: str) -> None:
    folded = fold(text)
    assert folded.offsets is None
    assert len(folded.text) == len(text)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Jisr al-Shughur", "JISR AL SHUGHUR"),
        ("Málaga", "Malaga"),
        ("Ma\u0301laga", "malaga"),
        ("Sana’a", "Sanaa"),
        ("Sana'a", "SANAA"),
        ("  Deir   ez-Zor ", "Deir ez Zor"),
        ("U.N.", "u n"),
        ("Şırnak", "şırnak"),
    ],
)
def test_spellings_of_one_name_agree(one: str, other: str) -> None:
    assert key(one) == key(other)


def test_keys_tell_names_apart() -> None:
    assert len({key(name) for name in ("Homs", "Hama", "Raqqa", "حمص", "حماة", "Хомс")}) == 6
