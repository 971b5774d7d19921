"""Scope: one event, a stated period, a running total, or an earlier event told as background."""

from __future__ import annotations

from marsad.reading.dates import TimeMention
from marsad.reading.items import Row

_CUMULATIVE = ("so far this year", "since the start", "since the beginning", "since the conflict", "since the war", "in total since",
               "since it began", "since it started", "since its start", "has claimed", "have claimed", "since then")  # fmt: skip
_WAR = {"war", "conflict", "uprising", "insurgency", "revolt", "revolution", "crisis", "unrest", "campaign", "fighting"}
_PERIOD_NOUNS = ("in three towns", "several towns", "across the country", "in several", "in separate", "in various")
_PRIOR = {"similar", "previous", "previously", "earlier", "worst", "deadliest"}


def scope_of(row: Row, near: int, time: TimeMention | None, reference_year: int | None, lower: int) -> str:
    """The scope of a claim whose harm stands at token `near` and whose time is `time`."""
    lows = row.sentence.lows
    text = " ".join(lows)
    perfect = any(low in ("has", "have") for low in lows[max(0, near - 6) : near]) or "has" in lows
    if time is not None and time.kind == "since":
        return "cumulative"
    if any(phrase in text for phrase in _CUMULATIVE) and lower >= 50:
        return "cumulative"
    if perfect and _WAR & set(lows) and lower >= 1000:
        return "cumulative"
    if lower >= 5000 and (perfect or _WAR & set(lows)):
        return "cumulative"
    if time is not None and time.kind == "window":
        return "period"
    return "event"
