"""A report and its reading, made by hand, for the tests of everything around the reader."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from marsad.model.claim import Claim, Count, Event, EventActor, Group, Place, Source, Span, Time
from marsad.model.identity import claim_id
from marsad.model.reading import Mention, Note, Reading
from marsad.model.report import Report

TEXT = """Market hit in the north

At least 13 people, including nine civilians, were killed on Sunday when warplanes struck a market in Idlib, a monitor said.
Earlier this month drones killed four civilians. The governor denied that dozens of soldiers had died.
"""
REPORT = Report(TEXT, "dispatch.txt", date(2023, 6, 26), "Example Press", "en", "Market hit in the north")
STRIKE = Event("air_strike", None, "market", (EventActor("Russia", "perpetrator", "suspected", "Russian"),))
DRONES = Event("drone_strike")
IDLIB = Place("Idlib", "Idlib", 168338, "SY", "Idlib", 35.93, 36.63, "settlement")
SUNDAY = Time("on Sunday", date(2023, 6, 25), date(2023, 6, 25))
MONITOR = Source("Example Monitor", "monitor", "a monitor", ("Example Press",))


def claim(quote: str, words: str | None, lower: int, upper: int | None, text: str = TEXT, **fields: Any) -> Claim:
    """A claim on `quote` with the count's `words` in it; `fields` replace what is said by default."""
    start = text.index(quote)
    at = text.index(words, start) if words else None
    count = Count(lower, upper, "exact", "person", words, at, None if at is None or words is None else at + len(words))
    made = Claim(
        id="", report=Report(text).id, path="dispatch.txt", language="en", harm="killed", count=count, group=Group(),
        persons=(), part_of=None, supersedes=None, scope="event", polarity="asserted", hedges=(), event=STRIKE,
        place=IDLIB, time=SUNDAY, source=MONITOR, span=Span(start, start + len(quote), quote),
    )  # fmt: skip
    made = replace(made, **fields)
    return replace(made, id=claim_id(made, "by hand"))


PEOPLE = claim("At least 13 people, including nine civilians, were killed", "At least 13", 13, None)
CIVILIANS = claim(
    "nine civilians, were killed", "nine", 9, 9, group=Group("civilian", words="civilians"), part_of=PEOPLE.id
)
EARLIER = claim("drones killed four civilians", "four", 4, 4, scope="prior", event=DRONES, place=None, time=None)
DENIED = claim(
    "denied that dozens of soldiers had died", "dozens", 24, 99, group=Group("combatant"), polarity="denied",
    source=Source("governor", "official", "The governor"),
)  # fmt: skip
CLAIMS = (PEOPLE, CIVILIANS, EARLIER, DENIED)
READING = Reading(
    REPORT.id,
    CLAIMS,
    (
        Mention(1, STRIKE, IDLIB, SUNDAY, (PEOPLE.id, CIVILIANS.id, DENIED.id)),
        Mention(2, DRONES, None, None, (EARLIER.id,)),
    ),
    (Note("reading.no-reference-date", "relative dates stay unknown"),),
    {PEOPLE.id: ("number.bound", "harm.verb")},
)
