"""An incident in one line of a language: for feeds, alerts, embeds and charts."""

from __future__ import annotations

from collections.abc import Mapping

from marsad.publishing.pages.catalogue import Catalogue
from marsad.store.entries import IncidentEntry

Ranges = Mapping[str, Mapping[str, int | None]]


def headline(entry: IncidentEntry, ranges: Ranges, t: Catalogue) -> str:
    """What, where, when, and how many were killed: "air strike, Kharkiv, 3 March 2024: killed: 9 to 11"."""
    event = t.term_plain("event", entry.event_type)
    days = t.days(entry.first_day, entry.last_day)
    killed = t.plain("feeds.killed", range=range_of(ranges, "killed", t))
    words = t.plain("feeds.entry", event=event, place=apart(where(entry, t), t), days=apart(days, t), killed=killed)
    return words[0].upper() + words[1:]


def apart(words: str, t: Catalogue) -> str:
    """Words set apart from the direction of those around them, in plain text of a language that runs from right to left."""
    return f"\u2068{words}\u2069" if t.direction == "rtl" else words


def where(entry: IncidentEntry, t: Catalogue) -> str:
    """The place, as closely as it is known."""
    named = list(dict.fromkeys(name for name in (entry.place, entry.admin1, entry.country) if name))
    return ", ".join(named[:2]) or t.plain("feeds.no_place")


def range_of(ranges: Ranges, name: str, t: Catalogue) -> str:
    """A range of a toll in words; unknown where there is none."""
    ends = ranges.get(name)
    return t.range(None, None) if ends is None else t.range(ends["lower"], ends["upper"])


def figures(ranges: Ranges, grade: str | None, t: Catalogue) -> str:
    """Killed, injured and grade in a sentence each."""
    killed, injured = (range_of(ranges, name, t) for name in ("killed", "injured"))
    return t.plain("feeds.figures", killed=killed, injured=injured, grade=t.term_plain("grade", grade))
