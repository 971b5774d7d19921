"""Numbers: a table of phrases with the bounds that the claim contract gives them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.reading.lexicon import load_lexicon
from marsad.reading.numbers import NumberReader, Quantity
from marsad.text.fold import fold
from marsad.text.tokens import tokenize

READER = NumberReader(load_lexicon("en"))
NUMBER = st.integers(1, 50_000_000)
Bounds = tuple[int, int | None, str]


def quantity(text: str) -> Quantity | None:
    tokens = tokenize(fold(text))
    return READER.at(tokens, [token.low for token in tokens], 0)


def bounds(phrase: str) -> Bounds:
    """Of `phrase` before people, which it must leave alone."""
    text = f"{phrase} people"
    found = quantity(text)
    assert found is not None
    assert found.first == 0
    assert found.last < len(tokenize(fold(text)))
    return found.lower, found.upper, found.form


@pytest.mark.parametrize(
    ("phrase", "lower", "upper", "form"),
    [
        ("9", 9, 9, "exact"),
        ("0", 0, 0, "exact"),
        ("nine", 9, 9, "exact"),
        ("seventeen", 17, 17, "exact"),
        ("twenty-five", 25, 25, "exact"),
        ("thirty one", 31, 31, "exact"),
        ("three hundred", 300, 300, "exact"),
        ("one hundred and twenty", 120, 120, "exact"),
        ("two thousand three hundred", 2300, 2300, "exact"),
        ("1,200", 1200, 1200, "exact"),
        ("12 000", 12_000, 12_000, "exact"),
        ("٣٤", 34, 34, "exact"),
        ("1.5 million", 1_500_000, 1_500_000, "exact"),
        ("three million", 3_000_000, 3_000_000, "exact"),
        ("half a million", 500_000, 500_000, "exact"),
        ("exactly 14", 14, 14, "exact"),
        ("a total of 14", 14, 14, "exact"),
        ("at least 13", 13, None, "at_least"),
        ("no fewer than 12", 12, None, "at_least"),
        ("40 or more", 40, None, "at_least"),
        ("50+", 50, None, "at_least"),
        ("at least a dozen", 12, None, "at_least"),
        ("at least dozens", 24, None, "at_least"),
        ("at least 100,000", 100_000, None, "at_least"),
        ("more than 20", 21, None, "at_least"),
        ("over 20", 21, None, "at_least"),
        ("well over 100", 101, None, "at_least"),
        ("more than a dozen", 13, None, "at_least"),
        ("over a hundred", 101, None, "at_least"),
        ("more than half a million", 500_001, None, "at_least"),
        ("up to 70", 0, 70, "at_most"),
        ("as many as 70", 0, 70, "at_most"),
        ("at most 8", 0, 8, "at_most"),
        ("no more than 5", 0, 5, "at_most"),
        ("up to dozens", 0, 99, "at_most"),
        ("fewer than 10", 0, 9, "at_most"),
        ("less than 10", 0, 9, "at_most"),
        ("under five", 0, 4, "at_most"),
        ("between 20 and 30", 20, 30, "between"),
        ("between five and ten", 5, 10, "between"),
        ("20–30", 20, 30, "between"),
        ("20-30", 20, 30, "between"),
        ("from 20 to 30", 20, 30, "between"),
        ("three or four", 3, 4, "between"),
        ("about 40", 40, 40, "about"),
        ("some 40", 40, 40, "about"),
        ("nearly 40", 40, 40, "about"),
        ("an estimated 60", 60, 60, "about"),
        ("12 or so", 12, 12, "about"),
        ("a hundred", 100, 100, "about"),
        ("a thousand", 1000, 1000, "about"),
        ("a couple of", 2, 2, "words"),
        ("half a dozen", 6, 6, "words"),
        ("a dozen", 12, 12, "words"),
        ("two dozen", 24, 24, "words"),
        ("a few", 3, 6, "words"),
        ("a handful of", 3, 6, "words"),
        ("several", 3, 9, "words"),
        ("tens of", 20, 99, "words"),
        ("dozens of", 24, 99, "words"),
        ("several dozen", 36, 99, "words"),
        ("scores of", 40, 99, "words"),
        ("hundreds of", 200, 999, "words"),
        ("several hundred", 300, 999, "words"),
        ("thousands of", 2000, 9999, "words"),
        ("tens of thousands of", 20_000, 99_999, "words"),
        ("hundreds of thousands of", 200_000, 999_999, "words"),
        ("millions of", 2_000_000, None, "words"),
        ("many", 10, None, "words"),
        ("numerous", 10, None, "words"),
        ("a large number of", 10, None, "words"),
        ("a number of", 2, None, "plural"),
        ("an unknown number of", 2, None, "plural"),
    ],
)
def test_what_a_phrase_counts(phrase: str, lower: int, upper: int | None, form: str) -> None:
    assert bounds(phrase) == (lower, upper, form)


@pytest.mark.parametrize(("phrase", "share"), [("half of", 0.5), ("a third of", 1 / 3), ("two thirds of", 2 / 3)])
def test_a_fraction_counts_nobody_by_itself(phrase: str, share: float) -> None:
    found = quantity(f"{phrase} them")
    assert found is not None
    assert (found.lower, found.upper) == (0, None)
    assert found.fraction == pytest.approx(share, abs=0.01)


@pytest.mark.parametrize(
    "text", ["people", "10:30 people", "1.5 people", "35-year-old people", "5th people", "99999999 people"]
)
def test_what_counts_nobody(text: str) -> None:
    assert quantity(text) is None


def test_a_range_needs_a_higher_end() -> None:
    assert bounds("30 to 20") == (30, 30, "exact")


@given(NUMBER)
def test_bounds_of_any_number(number: int) -> None:
    for said in (str(number), f"{number:,}"):
        assert bounds(said) == (number, number, "exact")
        assert bounds(f"at least {said}") == (number, None, "at_least")
        assert bounds(f"more than {said}") == (number + 1, None, "at_least")
        assert bounds(f"up to {said}") == (0, number, "at_most")
        assert bounds(f"fewer than {said}") == (0, number - 1, "at_most")
        assert bounds(f"about {said}") == (number, number, "about")


@given(NUMBER, NUMBER)
def test_bounds_of_any_range(one: int, other: int) -> None:
    if one < other:
        assert bounds(f"{one} to {other}") == (one, other, "between")
        assert bounds(f"between {one} and {other}") == (one, other, "between")
    else:
        assert bounds(f"{one} to {other}") == (one, one, "exact")
