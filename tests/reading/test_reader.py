"""The reader: a dispatch from end to end, and what holds for any text."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marsad.model.claim import Claim
from marsad.model.reading import Reading
from marsad.model.report import Report
from marsad.reading.reader import Reader

READER = Reader()
DISPATCH = """TARVEK NEWS, Nov 12 2024 - At least 17 people, including children, were killed on Tuesday in Turkish air strikes in northeastern Syria, a monitor said.

Eleven civilians, three of them children, were killed in Raqqa province, above all at a bus station, the Syrian Observatory for Human Rights told AFP. Another six people died near Manbij, it said.

The civil defence said that twelve people were killed in northeastern Syria. At least 42 civilians were wounded, according to the civil defence, which called the count preliminary.

The defence ministry said that dozens of "terrorists" were killed in the strikes.

Last week, drone attacks by rebels killed five civilians, two of them children, in Kobani, according to the Observatory.

The war has killed more than half a million people since 2011.
"""
OBSERVATORY = "Syrian Observatory for Human Rights"
CIVIL_DEFENCE = "Syria Civil Defence"
MINISTRY = "Syrian Defence Ministry"
TUESDAY = (date(2024, 11, 12), date(2024, 11, 12))
LAST_WEEK = (date(2024, 11, 4), date(2024, 11, 10))
WAR = (date(2011, 1, 1), date(2024, 11, 12))


@cache
def claims() -> tuple[Claim, ...]:
    return READER.read(Report(text=DISPATCH)).claims


def test_who_says_how_many_came_to_what_harm() -> None:
    rows = [(c.harm, c.count.lower, c.count.upper, c.group.status, c.source.name, c.source.kind) for c in claims()]
    assert rows == [
        ("killed", 17, None, "unknown", OBSERVATORY, "monitor"),
        ("killed", 2, None, "civilian", OBSERVATORY, "monitor"),
        ("killed", 11, 11, "civilian", OBSERVATORY, "monitor"),
        ("killed", 3, 3, "civilian", OBSERVATORY, "monitor"),
        ("killed", 6, 6, "unknown", OBSERVATORY, "monitor"),
        ("killed", 12, 12, "unknown", CIVIL_DEFENCE, "rescue"),
        ("injured", 42, None, "civilian", CIVIL_DEFENCE, "rescue"),
        ("killed", 24, 99, "combatant", MINISTRY, "party"),
        ("killed", 5, 5, "civilian", OBSERVATORY, "monitor"),
        ("killed", 2, 2, "civilian", OBSERVATORY, "monitor"),
        ("killed", 500_001, None, "unknown", None, "media"),
    ]


def test_where_and_when() -> None:
    told = [(c.count.lower, c.place and c.place.words, c.time and (c.time.start, c.time.end)) for c in claims()]
    assert [row for row in told if row[0] not in (24, 42)] == [
        (17, "northeastern Syria", TUESDAY),
        (2, "northeastern Syria", TUESDAY),
        (11, "Raqqa province", TUESDAY),
        (3, "Raqqa province", TUESDAY),
        (6, "Manbij", TUESDAY),
        (12, "northeastern Syria", TUESDAY),
        (5, "Kobani", LAST_WEEK),
        (2, "Kobani", LAST_WEEK),
        (500_001, "Syria", WAR),
    ]


def test_what_is_part_of_what() -> None:
    lower = {c.id: c.count.lower for c in claims()}
    parts = [(c.count.lower, lower[c.part_of]) for c in claims() if c.part_of is not None]
    assert parts == [(2, 17), (3, 11), (2, 5)]
    assert [c.count.lower for c in claims() if c.group.age == "child"] == [2, 3, 2]


def test_the_war_is_no_event() -> None:
    assert [c.count.lower for c in claims() if c.scope == "cumulative"] == [500_001]
    assert {c.scope for c in claims()[:8]} == {"event"}


def test_how_and_by_whom() -> None:
    told = [(c.event.type, [actor.name for actor in c.event.actors]) for c in claims()]
    assert told == [("air_strike", ["Turkey"])] * 8 + [("drone_strike", ["Syrian rebels"])] * 2 + [("unknown", [])]


def test_what_is_preliminary() -> None:
    assert [(c.count.lower, c.hedges) for c in claims() if c.hedges] == [(42, ("preliminary",))]


@pytest.mark.parametrize("text", ["", " ", "\n\n \t\r\n", "\u00a0\u2003\u3000", "\u200b\ufeff"])
def test_a_report_of_white_space_has_no_claims(text: str) -> None:
    report = Report(text=text)
    assert READER.read(report) == Reading(report.id)


def test_without_any_date_a_weekday_stays_unknown() -> None:
    reading = READER.read(Report(text="Four farmers were killed on Sunday in Raqqa."))
    assert [c.time and c.time.start for c in reading.claims] == [None]
    assert [note.code for note in reading.notes] == ["reading.no-reference-date"]


WORDS = st.sampled_from(
    """killed|wounded|were|12|٣|at least|“|”|’|\u00a0|\u200b|e\u0301|civilians|children|in|Raqqa|on Sunday|said|.|,|\n|\n\n
    |including|two of them|soldiers|the army|a|man|and|more than|20–30|died|people|Cafe\u0301|x\u0301|the rest|toll|\t|;""".split(
        "|"
    )
)
DIRTY = st.lists(st.tuples(WORDS, st.sampled_from([" ", " ", " ", "", "\u00ad", "\u2003"])), max_size=30).map(
    lambda pairs: "".join(word + space for word, space in pairs)
)
SAID = st.builds(
    "{1}{0} people were killed{1} in {2}.".format, st.integers(1, 9999), st.text(max_size=5), st.text(max_size=20)
)


@settings(deadline=None, max_examples=150)
@given(st.text() | DIRTY | SAID)
def test_every_claim_quotes_the_text(text: str) -> None:
    report = Report(text=text, published=date(2024, 11, 12))
    reading = READER.read(report)
    for claim in reading.claims:
        assert 0 <= claim.span.start < claim.span.end <= len(text)
        assert text[claim.span.start : claim.span.end] == claim.span.quote
        if claim.count.start is not None and claim.count.end is not None:
            assert 0 <= claim.count.start < claim.count.end <= len(text)
            assert text[claim.count.start : claim.count.end] == claim.count.words
    assert READER.read(report) == reading
