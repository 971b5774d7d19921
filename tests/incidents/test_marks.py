from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.incidents.marks import marks_of

TEXT = (
    "Ana Maria Reyes, 34, and 17-year-old Tom O'Neil were shot on Birch Street, police said. "
    "Reyes, aged 34, died; the Police found 12 shells in the 5300 block. A dog (7) was unhurt."
)


def test_names_are_neighbouring_capitals() -> None:
    assert {"ana maria", "maria reyes", "tom o'neil", "birch street"} <= marks_of(TEXT).names


def test_initials_are_left_out_of_names() -> None:
    assert marks_of("It was John R. Smith.").names == {"it was", "john smith"} - {"it was"}


def test_a_word_that_is_also_written_small_is_no_name() -> None:
    marks = marks_of(TEXT)
    assert "police" not in marks.capitalised
    assert {"reyes", "birch"} <= marks.capitalised


def test_people_who_stand_with_an_age() -> None:
    assert {"reyes", "o'neil"} <= marks_of(TEXT).aged


@pytest.mark.parametrize(
    ("text", "ages"),
    [
        ("a 17-year-old boy", {17}),
        ("a boy, 3 years old", {3}),
        ("aged 64", {64}),
        ("Reyes, 34, died", {34}),
        ("Reyes (34) died", {34}),
        ("a 300-year-old bridge", set()),
        ("34 people died", set()),
        ("in May 2016, police", set()),
    ],
)
def test_ages(text: str, ages: set[int]) -> None:
    assert marks_of(text).ages == ages


def test_other_scripts_keep_their_words() -> None:
    marks = marks_of("قتل ثلاثة مدنيين في إدلب")
    assert "إدلب" in marks.words
    assert marks.capitalised == frozenset()


@given(st.text(max_size=300))
def test_any_text_has_marks(text: str) -> None:
    marks = marks_of(text)
    assert marks == marks_of(text)
    assert marks.numbers <= set(marks.words)
