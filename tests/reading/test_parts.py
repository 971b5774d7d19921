"""Parts of people told in an earlier sentence: who "them", "the dead", "those killed" were."""

from datetime import date

import pytest

from marsad.model.report import Report
from marsad.reading.reader import Reader

READER = Reader()
TOLD = "Shells killed nine people in Aleppo on Sunday, a monitor said. "
HURT = "Shells injured nine people in Aleppo on Sunday, a monitor said. "
CASES = [
    # before, the sentence, (how many, status, age) of each claim of it
    (TOLD, "Two of them were children.", [(2, "civilian", "child")]),
    (TOLD, "Of them, two were children.", [(2, "civilian", "child")]),
    (TOLD, "Among them were two children.", [(2, "civilian", "child")]),
    (TOLD, "Two children were among them.", [(2, "civilian", "child")]),
    (TOLD, "They included two children.", [(2, "civilian", "child")]),
    (TOLD, "Two of the dead were children.", [(2, "civilian", "child")]),
    (TOLD, "Two of those killed were children.", [(2, "civilian", "child")]),
    (TOLD, "Of those killed, two were children.", [(2, "civilian", "child")]),
    (TOLD, "Three of them were fighters and two were children.", [(3, "combatant", "unknown"), (2, "civilian", "child")]),
    (TOLD, "Among them are a nurse and two children.", [(1, "civilian", "unknown"), (2, "civilian", "child")]),
    (HURT, "Among them were two children.", [(2, "civilian", "child")]),
    (TOLD, "Rain fell. Two of them were children.", [(2, "civilian", "child")]),
]  # fmt: skip
NOTHING = [
    (TOLD, "Two of them are still in hospital."),
    (TOLD, "The market has two halls. Both were shut. It was late. Two of them were children."),
    (TOLD, "They included the market in their report."),
    (TOLD, "Twelve of them were children."),
    ("The army has forty lorries. ", "Two of them were red."),
    ("", "Two of them were children."),
]


@pytest.mark.parametrize(("before", "text", "told"), CASES)
def test_a_part_has_the_harm_of_its_whole_and_says_who_it_was(
    before: str, text: str, told: list[tuple[int, str, str]]
) -> None:
    whole, *parts = READER.read(Report(before + text, published=date(2024, 6, 3))).claims
    assert [(c.count.lower, c.group.status, c.group.age) for c in parts] == told
    assert {(c.harm, c.part_of) for c in parts} == {(whole.harm, whole.id)}


@pytest.mark.parametrize(("before", "text"), NOTHING)
def test_what_cannot_be_a_part_is_no_claim(before: str, text: str) -> None:
    claims = READER.read(Report(before + text, published=date(2024, 6, 3))).claims
    assert [claim.span.quote for claim in claims if claim.span.start >= len(before)] == []
