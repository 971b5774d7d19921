"""Triggers: what has casualty language is never dismissed, what has none is."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.evaluation.gold import GoldText
from marsad.evaluation.golden import load_golden
from marsad.reading.lexicon import load_lexicon
from marsad.reading.triggers import Triggers
from marsad.text.fold import fold

TRIGGERS = Triggers(load_lexicon("en"))
GOLDEN = load_golden(sorted((Path(__file__).parents[1] / "golden").glob("*.toml")))
DISMISSED = {"rose-to-from", "witness-accounts"}
"""Known to be lost: a toll without people near it, and corpses without a word for how they died."""
COUNTED = [
    text for text in GOLDEN.texts if text.name not in DISMISSED and any(not claim.optional for claim in text.claims)
]


@pytest.mark.parametrize(
    "text",
    [
        "Two people were killed.",
        "TWO KILLED IN MARKET",
        "A shell wounded a farmer.",
        "The bodies of four men were found.",
        "Nobody died.",
        "Six soldiers are missing.",
        "Gunmen abducted a teacher.",
        "The police arrested 30 protesters.",
        "Some 200 families were displaced.",
        "The death toll rose to 12.",
        "Nine civilians lost their lives.",
        "The strike hit a bus with 14 passengers.",
        "The rebels released eleven prisoners.",
        "A car bomb went off at the gate.",
    ],
)
def test_casualty_language_is_kept(text: str) -> None:
    assert TRIGGERS.any(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n ",
        "The bakery opens at seven.",
        "Parliament held a session on the budget.",
        "The museum lost its licence.",
        "Rain is expected in the north.",
        "The price of bread rose by a third.",
        "Her skill at chess is well known.",  # "kill" is no word here
    ],
)
def test_neutral_texts_are_dismissed(text: str) -> None:
    assert not TRIGGERS.any(text)


@pytest.mark.parametrize("case", COUNTED, ids=lambda case: case.name)
def test_no_golden_text_with_claims_is_dismissed(case: GoldText) -> None:
    assert TRIGGERS.any(fold(case.report.text).text)


@given(st.text(), st.text())
def test_a_strong_word_is_found_wherever_it_stands(before: str, after: str) -> None:
    assert TRIGGERS.any(f"{before} killed {after}")
