from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from marsad.model.claim import Count, Event, EventActor, Group, Place, Source, Time
from marsad.publishing.words import (
    actor_words,
    event_words,
    group_words,
    number_words,
    place_words,
    source_words,
    standing_words,
    time_words,
)
from tests.by_hand import claim


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (Count(9, 9, "exact"), "9"),
        (Count(13, None, "at_least"), "13 or more"),
        (Count(2, None, "plural"), "2 or more"),
        (Count(0, 70, "at_most"), "up to 70"),
        (Count(20, 30, "between"), "20 to 30"),
        (Count(24, 99, "words"), "24 to 99"),
        (Count(40, 40, "about"), "about 40"),
        (Count(0, 0, "exact"), "none"),
        (Count(500_001, None, "at_least"), "500,001 or more"),
        (Count(60, 60, "exact", "family"), "60 families"),
    ],
)
def test_numbers(count: Count, words: str) -> None:
    assert number_words(count) == words


@pytest.mark.parametrize(
    ("group", "words"),
    [
        (Group(), "not said"),
        (Group("civilian", "child", "female"), "civilian, child, female"),
        (Group("unknown", role="aid_worker"), "aid worker"),
        (Group("combatant", affiliation="Example Brigade"), "combatant, of Example Brigade"),
    ],
)
def test_groups(group: Group, words: str) -> None:
    assert group_words(group) == words


@pytest.mark.parametrize(
    ("place", "words"),
    [
        (None, "place not said"),
        (Place("Qaryat"), "“Qaryat” (not in the gazetteer)"),
        (Place("Idlib", "Idlib", country="SY"), "Idlib, SY"),
        (Place("near Idlib", "Idlib", country="SY", precision="near_settlement"), "near Idlib, SY"),
        (Place("Idlib province", "Idlib", country="SY", precision="admin1"), "province of Idlib, SY"),
        (Place("Syria", "Syria", country="SY", precision="country"), "Syria"),
    ],
)
def test_places(place: Place | None, words: str) -> None:
    assert place_words(place) == words


@pytest.mark.parametrize(
    ("time", "words"),
    [
        (None, "date not said"),
        (Time("on Sunday"), "“on Sunday” (no date)"),
        (Time("on Sunday", date(2023, 6, 25), date(2023, 6, 25)), "2023-06-25"),
        (Time("overnight", date(2023, 6, 24), date(2023, 6, 25)), "2023-06-24 to 2023-06-25"),
        (Time("since 2011", date(2011, 1, 1), None), "since 2011-01-01"),
        (Time("until May", None, date(2011, 5, 1)), "until 2011-05-01"),
    ],
)
def test_times(time: Time | None, words: str) -> None:
    assert time_words(time) == words


@pytest.mark.parametrize(
    ("source", "words"),
    [
        (Source(None, "media"), "the outlet itself"),
        (Source("a hospital", "health"), "a hospital (health)"),
        (Source("Monitor", "monitor", None, ("AFP", "Example Press")), "Monitor (monitor), via AFP, Example Press"),
    ],
)
def test_sources(source: Source, words: str) -> None:
    assert source_words(source) == words


def test_events_and_who_says_who_did_it() -> None:
    actors = (
        EventActor("Russia", "perpetrator", "suspected"),
        EventActor("Group A", "perpetrator", "claimed"),
        EventActor("Group B", "perpetrator", "denied"),
        EventActor("Army", "opponent", "stated"),
    )
    event = Event("bombing", "car bomb", None, actors)
    assert event_words(event) == "bombing (car bomb)"
    assert actor_words(event) == [
        "by Russia (suspected)", "by Group A (says so itself)", "by Group B (denied)", "against Army"
    ]  # fmt: skip
    assert event_words(Event()) == "event not named"


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, []),
        ({"scope": "cumulative"}, ["running total"]),
        ({"polarity": "denied", "hedges": ("expected_to_rise",)}, ["denied", "expected to rise"]),
        ({"scope": "prior", "polarity": "hypothetical"}, ["an earlier event", "feared or possible"]),
    ],
)
def test_what_a_claim_stands_on(fields: dict[str, Any], words: list[str]) -> None:
    assert standing_words(claim("were killed", None, 2, None, **fields)) == words
