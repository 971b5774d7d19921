"""Which claims are of one event, and which events are parts of which."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import permutations
from typing import Any

import pytest

from marsad.tolls.sites import Site, sites_of, trees
from marsad.tolls.told import Told
from tests.tolls.telling import ALEPPO, IDLIB, NEAR_IDLIB, PROVINCE, QUARTER, SARMADA, SUNDAY, SYRIA, told


def together(*claims: Told) -> set[frozenset[str]]:
    """The claims by their sites."""
    return {frozenset(each.claim.id for each in site.told) for site in sites_of(claims)}


def are_one(one: Told, other: Told) -> bool:
    return len(together(one, other)) == 1


WEEK: dict[str, Any] = {"day": SUNDAY - timedelta(6), "end": SUNDAY}
PAIRS = [
    ("the same place and day", told(), told(report="r2"), True),
    ("near it", told(), told(place=NEAR_IDLIB, report="r2"), True),
    ("another place", told(), told(place=SARMADA, report="r2"), False),
    ("another day", told(), told(day=SUNDAY + timedelta(1), report="r2"), False),
    ("overnight", told(), told(day=SUNDAY, end=SUNDAY + timedelta(1), report="r2"), True),
    ("last week, at the very place", told(), told(report="r2", **WEEK), True),
    ("in May", told(), told(day=SUNDAY - timedelta(32), end=SUNDAY, report="r2"), False),
    ("kinds that one event may be called", told(), told(event="shelling", report="r2"), True),
    ("kinds that it may not", told(event="stabbing"), told(event="air_strike", report="r2"), False),
    ("an unknown kind", told(), told(event="unknown", report="r2"), True),
    ("another strike in one report", told(), told(cues=["another_event"]), False),
    ("no day, news of that day", told(), told(day=None, report="r2", published=SUNDAY), True),
    ("no day, news of another month", told(), told(day=None, report="r2", published=date(2024, 8, 1)), False),
    ("no day and no news day", told(), told(day=None, report="r2", published=None), False),
    ("no place, one report", told(), told(place=None), True),
    ("no place, two reports", told(), told(place=None, report="r2"), False),
    ("no place, another's doing", told(perpetrator="A"), told(place=None, perpetrator="B"), False),
    ("no place, last week", told(), told(place=None, **WEEK), False),
    ("background without a place", told(), told(place=None, scope="prior"), False),
]


@pytest.mark.parametrize(("one", "other", "same"), [pair[1:] for pair in PAIRS], ids=[pair[0] for pair in PAIRS])
def test_two_claims(one: Told, other: Told, same: bool) -> None:
    assert are_one(one, other) is same


def test_a_part_goes_with_its_whole() -> None:
    whole = told(9, place=SARMADA)
    part = told(2, part_of=whole, place=IDLIB)
    assert together(told(), whole, part) >= {frozenset({whole.claim.id, part.claim.id})}


def test_a_claim_without_a_place_is_of_the_event_with_most_dead() -> None:
    small, large = told(3), told(9, place=SARMADA)
    hurt = told(30, None, harm="injured", cues=["place_carried", "place_far"])
    assert frozenset({large.claim.id, hurt.claim.id}) in together(small, large, hurt)


def test_a_claim_after_several_places_is_of_their_area() -> None:
    province, small, large = told(12, place=PROVINCE), told(3), told(9, place=SARMADA)
    hurt = told(30, None, harm="injured", place=SARMADA, cues=["place_carried"])
    assert frozenset({province.claim.id, hurt.claim.id}) in together(province, small, large, hurt)
    assert frozenset({large.claim.id, hurt.claim.id}) in together(large, hurt)


def test_claims_of_another_strike_in_one_sentence_are_of_one() -> None:
    first = told(9)
    second = [told(1, cues=["another_event"], sentence=7, status=s) for s in ("civilian", "combatant")]
    assert frozenset(t.claim.id for t in second) in together(first, *second)


def tree(*claims: Told) -> dict[str, list[str]]:
    """The names of parts by the name of their root's place."""

    def name(site: Site) -> str:
        return site.place.words if site.place else "-"

    return {name(root): sorted(name(part) for part in root.parts) for root in trees(sites_of(claims))}


def test_towns_are_parts_of_their_province() -> None:
    assert tree(told(place=PROVINCE), told(), told(place=SARMADA, report="r2")) == {
        "Idlib province": ["Idlib", "Sarmada"]
    }


def test_a_country_takes_only_what_its_own_report_tells() -> None:
    assert tree(told(place=SYRIA), told(), told(place=ALEPPO, report="r2")) == {"Syria": ["Idlib"], "Aleppo": []}


def quarter(lower: int, *cues: str, name: str = "Marjeh", **said: Any) -> Told:
    """So many killed in a quarter of Aleppo."""
    return told(lower, place=replace(QUARTER, words=name, name=name), cues=["in_quarter", *cues], **said)


def test_a_town_takes_a_quarter_that_it_is_told_with_and_has_room_for() -> None:
    town = told(45, place=ALEPPO)
    assert tree(town, quarter(17)) == {"Aleppo": ["Marjeh"]}
    apart: dict[str, list[str]] = {"Aleppo": [], "Marjeh": []}
    assert tree(told(12, place=ALEPPO), quarter(17)) == apart
    assert tree(town, quarter(17, report="r2")) == apart
    assert tree(town, quarter(17, day=SUNDAY + timedelta(3))) == apart
    assert tree(town, quarter(17, "further_people")) == apart
    assert tree(town, quarter(30), quarter(20, name="Sukkari")) == {"Aleppo": ["Marjeh"], "Sukkari": []}
    village = told(17, place=QUARTER)  # told as a place of its own
    assert tree(town, village) == apart


def test_a_town_with_its_quarter_lies_in_the_province() -> None:
    north = replace(PROVINCE, words="Aleppo province", name="Aleppo", geonames=170062, admin1="Aleppo")
    claims = told(50, place=north), told(45, place=ALEPPO), quarter(17)
    assert tree(*claims) == {"Aleppo province": ["Aleppo"]}


def test_a_number_told_again_is_of_the_same_event() -> None:
    first = told(38, status="civilian")
    later: dict[str, Any] = {"place": None, "day": SUNDAY - timedelta(3), "end": SUNDAY - timedelta(2)}
    again = told(38, status="civilian", cues=["time_carried"], **later)
    assert are_one(first, again)
    assert first.claim.time == sites_of([first, again])[0].time()
    for other in (
        told(37, status="civilian", cues=["time_carried"], **later),
        told(38, status="combatant", cues=["time_carried"], **later),
        told(38, status="civilian", cues=["time_carried", "another_event"], **later),
        told(38, status="civilian", cues=["time_carried"], report="r2", **later),
        told(38, status="civilian", **later),
    ):
        assert not are_one(first, other)
    dozens = told(24, 99, form="words"), told(24, 99, form="words", cues=["time_carried"], **later)
    assert not are_one(*dozens)
    assert not are_one(told(2), told(2, cues=["time_carried"], **later))


def test_an_area_with_one_area_in_it_is_that_area() -> None:
    claims = told(place=SYRIA), told(place=PROVINCE), told(), told(place=SARMADA)
    assert tree(*claims) == {"Idlib province": ["Idlib", "Sarmada"]}


def test_another_day_or_kind_is_no_part() -> None:
    assert tree(told(place=PROVINCE), told(day=SUNDAY + timedelta(3), report="r2")) == {
        "Idlib province": [],
        "Idlib": [],
    }
    assert tree(told(place=PROVINCE), told(event="stabbing")) == {"Idlib province": [], "Idlib": []}


def test_the_order_of_reports_changes_nothing() -> None:
    claims = [told(report=f"r{k}", place=p) for k, p in enumerate((IDLIB, NEAR_IDLIB, PROVINCE, SARMADA))]
    ranked = [sorted(order, key=lambda each: each.rank) for order in permutations(claims)]
    assert len({frozenset(together(*order)) for order in ranked}) == 1
