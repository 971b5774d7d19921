from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from marsad.evaluation.gold import Corpus, GoldText, gold_claim
from marsad.evaluation.listing import listing
from marsad.evaluation.score import Confusion, Score, score
from marsad.model.claim import Claim, Time
from tests.by_hand import CIVILIANS, EARLIER, PEOPLE, REPORT

WHOLE = {"quote": "At least 13 people", "harm": "killed", "lower": 13, "upper": None}
PART = {"quote": "nine civilians, were killed", "harm": "killed", "lower": 9, "upper": 9}


def scored(claims: list[Claim], *rows: dict[str, Any]) -> Score:
    text = GoldText("t", REPORT, tuple(gold_claim(row, "t") for row in rows))
    return score(Corpus("by hand", (text,), "sha256:0"), lambda _: claims)


def test_precision_recall_and_f1() -> None:
    found = scored(
        [PEOPLE, CIVILIANS, EARLIER], WHOLE, PART, {**PART, "quote": "dozens", "lower": 24, "upper": 99}
    ).claims
    assert (found.hits, found.read, found.found, found.gold) == (2, 3, 2, 3)
    assert found.f1 == pytest.approx(2 / 3)


def test_groups_count_gold_by_its_value_and_readings_by_theirs() -> None:
    by = scored([PEOPLE, EARLIER], {**WHOLE, "scope": "period", "form": "at_least"}).by
    assert (by["scope=period"].found, by["scope=period"].gold, by["scope=period"].read) == (1, 1, 0)
    assert (by["scope=event"].hits, by["scope=event"].read) == (1, 1)
    assert (by["scope=prior"].hits, by["scope=prior"].read) == (0, 1)


def test_nothing_at_all_is_no_division_by_zero() -> None:
    assert scored([]).measures() == {"f1": 0.0}


@pytest.mark.parametrize(
    ("field", "gold", "lenient", "strict"),
    [
        ("status", "unknown", True, True),
        ("status", "civilian", False, False),
        ("place", "Idlib", True, True),
        ("place", "Idlib Governorate", True, False),
        ("place", "Homs", False, False),
        ("place", None, False, False),
        ("perpetrator", "Russia", True, True),
        ("perpetrator", "Russian Federation", True, False),
        ("perpetrator", "Ukraine", False, False),
        ("stance", "suspected", True, True),
        ("source", "the Example Monitor", True, False),
        ("source_kind", "monitor", True, True),
        ("event_type", "air_strike", True, True),
        ("hedges", ["preliminary"], False, False),
        ("persons", [], True, True),
        ("words", "at least 13", True, False),
        ("part_of", None, True, True),
        ("part_of", 1, False, False),
    ],
)
def test_each_field_leniently_and_strictly(field: str, gold: Any, lenient: bool, strict: bool) -> None:
    result = scored([PEOPLE], {**WHOLE, field: gold})
    assert (result.fields[field].right, result.fields[field].of) == (lenient, 1)
    assert (result.strict[field].right, result.strict[field].of) == (strict, 1)


def test_a_field_that_the_gold_leaves_out_is_not_measured() -> None:
    assert scored([PEOPLE], WHOLE).measures() == {"f1": 1.0}


def test_floors_are_kept_for_what_is_measured_often_enough() -> None:
    texts = [GoldText("t", REPORT, (gold_claim({**WHOLE, "age": "unknown", "sex": "male"}, "t"),)) for _ in range(50)]
    texts[0] = GoldText("t", REPORT, (gold_claim({**WHOLE, "sex": "unknown"}, "t"),))
    assert score(Corpus("by hand", tuple(texts), "sha256:0"), lambda _: [PEOPLE]).measures() == {"f1": 1.0, "sex": 0.02}


def test_other_right_answers_are_right() -> None:
    result = scored([PEOPLE], {**WHOLE, "place": None, "or": {"place": ["Homs", "Idlib"]}})
    assert result.fields["place"].share == 1.0


def test_no_name_is_the_outlet_when_the_kind_says_media() -> None:
    source = replace(PEOPLE.source, name="Example Press", kind="media")
    result = scored([replace(PEOPLE, source=source)], {**WHOLE, "source": None})
    assert (result.fields["source"].right, result.strict["source"].right) == (1, 0)


def test_days_are_right_together() -> None:
    row = {**WHOLE, "time_start": "2023-06-24", "time_end": "2023-06-25", "or": {"time_start": [date(2023, 6, 25)]}}
    assert scored([PEOPLE], row).fields["time"].share == 1.0
    shifted = replace(PEOPLE, time=Time("on Saturday", date(2023, 6, 24), date(2023, 6, 24)))
    assert scored([shifted], row).fields["time"].share == 0.0


def test_an_unknown_day_counts_only_strictly() -> None:
    row = {**WHOLE, "time_start": None, "time_end": None}
    result = scored([PEOPLE], row)
    assert (result.fields["time"].of, result.strict["time"].right, result.strict["time"].of) == (0, 0, 1)
    assert scored([replace(PEOPLE, time=None)], row).strict["time"].right == 1


def test_a_part_is_strictly_right_when_its_whole_is_the_right_one() -> None:
    right = scored([PEOPLE, CIVILIANS], WHOLE, {**PART, "part_of": 0})
    wrong = scored([PEOPLE, CIVILIANS], {**PART, "part_of": 1}, {**PART, "quote": "market"}, WHOLE)
    assert (right.fields["part_of"].right, right.strict["part_of"].right) == (1, 1)
    assert (wrong.fields["part_of"].right, wrong.strict["part_of"].right) == (1, 0)


def test_what_was_wrong_is_listed() -> None:
    result = scored(
        [PEOPLE, EARLIER], {**WHOLE, "place": "Homs"}, {**PART, "quote": "dozens", "lower": 24, "upper": 99}
    )
    assert result.confusions == {Confusion("place", "Homs", "Idlib"): 1}
    shown = listing(result, 5)
    assert "place: Homs -> Idlib" in shown
    assert "t: killed 24..99: " in shown
    assert "The governor denied that «dozens» of soldiers had died." in shown
    assert "t: killed 4 (prior): " in shown
    assert "1 text, 2 gold claims, 2 read: precision 0.500, recall 0.500, F1 0.500" in shown
    assert "«dozens»" not in listing(result, 0)
