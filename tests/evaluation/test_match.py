from __future__ import annotations

from dataclasses import replace
from typing import Any

from marsad.evaluation.gold import GoldText, gold_claim
from marsad.evaluation.match import match
from marsad.model.claim import Claim, Group
from marsad.model.report import Report
from tests.by_hand import claim

TEXT = "Shelling killed 9 people and hurt 30. In all 13 people were killed, the mayor said, 9 of them farmers."
NINE = claim("killed 9 people", "9", 9, 9, TEXT)
HURT = claim("hurt 30", "30", 30, 30, TEXT, harm="injured")
ALL = claim("13 people were killed", "13", 13, 13, TEXT)


def gold(quote: str, lower: int, upper: int | None, harm: str = "killed", **more: Any) -> dict[str, Any]:
    return {"quote": quote, "harm": harm, "lower": lower, "upper": upper, **more}


def matched(rows: list[dict[str, Any]], *claims: Claim) -> tuple[list[tuple[int, Claim]], list[str], list[Claim]]:
    text = GoldText("t", Report(TEXT), tuple(gold_claim(row, "t") for row in rows))
    found = match(text, claims)
    return (
        [(pair.position, pair.claim) for pair in found.pairs],
        [miss.gold.quote for miss in found.missed],
        found.extra,
    )


def test_found_is_overlap_and_harm_and_interval() -> None:
    rows = [gold("Shelling killed 9 people", 9, 9), gold("hurt 30", 30, 30, "injured")]
    assert matched(rows, NINE, HURT) == ([(0, NINE), (1, HURT)], [], [])


def test_another_number_is_a_miss_and_a_surplus() -> None:
    assert matched([gold("killed 9 people", 8, 8)], NINE) == ([], ["killed 9 people"], [NINE])
    assert matched([gold("killed 9 people", 9, None)], NINE) == ([], ["killed 9 people"], [NINE])


def test_another_harm_or_another_place_in_the_text_is_a_miss() -> None:
    assert matched([gold("killed 9 people", 9, 9, "injured")], NINE) == ([], ["killed 9 people"], [NINE])
    assert matched([gold("the mayor said", 9, 9)], NINE) == ([], ["the mayor said"], [NINE])


def test_every_right_answer_counts() -> None:
    rows = [gold("killed 9 people", 8, 8, "injured", **{"or": {"lower": [9], "upper": [9], "harm": ["killed"]}})]
    assert matched(rows, NINE) == ([(0, NINE)], [], [])


def test_a_claim_is_found_once() -> None:
    rows = [gold("killed 9 people", 9, 9), gold("9 people", 9, 9)]
    assert matched(rows, NINE) == ([(0, NINE)], ["9 people"], [])


def test_of_several_the_one_that_agrees_most_is_taken() -> None:
    civilian = replace(NINE, group=Group("civilian"))
    assert matched([gold("killed 9 people", 9, 9, status="civilian")], NINE, civilian)[0] == [(0, civilian)]
    assert matched([gold("killed 9 people", 9, 9, status="unknown")], NINE, civilian)[0] == [(0, NINE)]


def test_an_optional_claim_costs_nothing_either_way() -> None:
    rows = [gold("hurt 30", 30, 30, "injured", optional=True)]
    assert matched(rows) == ([], [], [])
    assert matched(rows, HURT) == ([], [], [])
    assert matched(rows, HURT, ALL) == ([], [], [ALL])


def test_a_miss_says_what_was_read_instead() -> None:
    text = GoldText("t", Report(TEXT), (gold_claim(gold("killed 9 people", 8, 8), "t"),))
    (miss,) = match(text, [NINE]).missed
    assert miss.instead == NINE
