"""What lists say of an incident, from its parts, in two languages."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from marsad.publishing.pages.catalogue import catalogue
from marsad.publishing.pages.incident_words import around, blamed, possible_days, title, title_plain, told_by
from marsad.store.facets import Narrow
from tests.publishing.registers import register_of
from tests.store.counted import incident

EN, AR = catalogue("en"), catalogue("ar")
BINNISH = {"place": "Binnish", "admin1": "Idlib", "country": "SY"}


def row(**said: Any) -> Narrow:
    return register_of(incident("SY-1", **said)).rows[0]


def plain(words: str) -> str:
    return words.replace("<bdi>", "").replace('<bdi dir="auto">', "").replace("</bdi>", "")


@pytest.mark.parametrize(
    "said, precision, expected",
    [
        ({**BINNISH, "event_type": "air_strike"}, "settlement", "Air strike in Binnish"),
        ({**BINNISH, "event_type": "air_strike"}, "exact", "Air strike in Binnish"),
        ({**BINNISH, "event_type": "shelling"}, "near_settlement", "Shelling near Binnish"),
        ({**BINNISH, "event_type": "mine"}, "region", "Mine or unexploded ordnance, somewhere in Binnish"),
        ({"admin1": "Idlib", "country": "SY", "event_type": "shelling"}, "admin1", "Shelling, somewhere in Idlib"),
        ({"country": "SY"}, "country", "Event not named, somewhere in Syria"),
        ({"country": "XA"}, "country", "Event not named, somewhere in XA"),
        ({"event_type": "shelling"}, None, "Shelling, place not known"),
    ],
)
def test_a_title_claims_no_more_about_the_place_than_is_known(said: Any, precision: Any, expected: str) -> None:
    one = row(**said)
    assert plain(title(EN, one, precision)) == expected
    assert title_plain(EN, one.event_type, one.place, one.admin1, one.country, precision) == expected


def test_a_title_in_arabic_sets_the_name_apart() -> None:
    one = row(**BINNISH, event_type="air_strike")
    assert title(AR, one, "near_settlement") == 'غارة جوية قرب <bdi dir="auto">Binnish</bdi>'


def test_a_name_from_outside_stays_text() -> None:
    one = row(place="<b>x", perpetrator='"<i>', event_type="mine")
    assert "<b>" not in title(EN, one, "settlement")
    assert "<i>" not in blamed(EN, one)


@pytest.mark.parametrize(
    "said, english, arabic",
    [
        (BINNISH, "Idlib, Syria", "Idlib، سوريا"),
        ({"place": "Idlib", "admin1": "Idlib", "country": "SY"}, "Syria", "سوريا"),
        ({"admin1": "Idlib", "country": "SY"}, "Syria", "سوريا"),
        ({"country": "SY"}, "", ""),
        ({}, "", ""),
    ],
)
def test_around_a_place_stands_what_the_title_leaves_out(said: Any, english: str, arabic: str) -> None:
    assert plain(around(EN, row(**said))) == english
    assert plain(around(AR, row(**said))) == arabic


def test_a_country_without_a_name_in_the_language_has_its_english_one() -> None:
    assert around(AR, row(admin1="Oslo", country="NO")) == '<bdi lang="en">Norway</bdi>'


def test_those_who_are_blamed_are_alternatives() -> None:
    assert plain(blamed(EN, row(perpetrator="Army; Front"))) == "Blamed: Army or Front"
    assert blamed(EN, row()) == "Nobody is named as responsible"


@pytest.mark.parametrize(
    "origins, reports, expected",
    [
        (2, 9, "2 independent origins, 9 reports"),
        (1, 1, "1 independent origin, 1 report"),
        (0, 3, "only a party to the fighting, 3 reports"),
    ],
)
def test_origins_are_told_beside_reports(origins: int, reports: int, expected: str) -> None:
    assert plain(told_by(EN, row(origins=origins, reports=reports))) == expected


@pytest.mark.parametrize(
    "first, last, expected",
    [(None, None, 0), (date(2023, 6, 25), None, 1), (date(2023, 6, 25), date(2023, 6, 27), 3)],
)
def test_the_days_that_it_may_have_been_on_are_counted(first: date | None, last: date | None, expected: int) -> None:
    assert possible_days(row(first=first, last=last)) == expected
