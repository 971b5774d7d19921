"""Scope: one event, a stated period, a running total, or an earlier event told as background."""

from __future__ import annotations

from datetime import date, timedelta

from marsad.model.claim import Scope
from marsad.reading.dates import LOOSE, TimeMention
from marsad.reading.items import Row

_WAR = {"war", "conflict", "uprising", "insurgency", "revolt", "revolution", "crisis", "unrest"}
_BEGAN = {"began", "started", "erupted", "broke", "start", "outbreak", "beginning", "launched", "begun"}
_LARGE = 1000
_HUNDREDS = 100
_SHORT_WINDOW = timedelta(days=14)
_BACKGROUND = timedelta(days=9)
"""News is told within days: an event that ended longer before the report is background."""


def scope_of(row: Row, time: TimeMention | None, lower: int, reference: date | None, *, lead: bool) -> Scope:
    """The scope of a claim of at least `lower` people whose time is `time`; `lead`: it opens the report."""
    lows = row.sentence.lows
    words = set(lows)
    perfect = bool({"has", "have"} & words)
    if time is not None and time.kind == "since":
        short = time.start is not None and time.end is not None and time.end - time.start <= _SHORT_WINDOW
        return "period" if short else "cumulative"
    if lower >= _LARGE and _WAR & words and (perfect or _BEGAN & words):
        return "cumulative"
    if lower >= 5 * _LARGE and perfect:
        return "cumulative"
    if time is None:
        return "event"
    if time.kind == "window":
        return "period"
    if reference is not None and time.end is not None and not lead and time.end < reference - _BACKGROUND:
        return "prior"
    return "event"


def scope_of_several(row: Row, time: TimeMention | None, lower: int, *, lead: bool) -> Scope:
    """The scope of a claim on several events, as far as it is not plain: a month of raids is a period, and raids that
    "have killed hundreds", nobody says when, are a running total.
    """
    if time is not None and time.kind in ("month", "season", "year"):
        return "period"
    perfect = bool({"has", "have"} & set(row.sentence.lows))
    return "cumulative" if time is None and perfect and lower >= _HUNDREDS and not lead else "event"


_EXACT_DAYS = 6
"""So many days earlier or later is that very day; "a month earlier" is not."""


def anchored(time: TimeMention | None, anchor: TimeMention | None) -> TimeMention | None:
    """A time that is told from another ("the day before", "that evening") with the days that it is from `anchor`."""
    if time is None or time.kind != "same" or anchor is None or anchor.start is None or anchor.end is None:
        return time
    if abs(time.shift) > _EXACT_DAYS or time.words.endswith(" after"):  # "a day after" another event, told behind it
        return time
    moved = timedelta(days=time.shift)
    return time._replace(start=anchor.start + moved, end=anchor.end + moved)


def is_before_main(time: TimeMention | None, main: TimeMention | None, reference: date | None) -> bool:
    """Whether a loose time is before the report's own event: a past stretch that begins before that one's day ("last
    week", told beside "on Sunday"), or a week and more earlier. "Earlier this week" is as much of now as the event.
    """
    if time is None:
        return False
    if time.kind == "same":
        return time.shift < -_EXACT_DAYS
    if main is None or main.kind not in ("day", "overnight") or main.start is None or time.start is None:
        return False
    past = time.end is not None and reference is not None and time.end < reference
    return past and time.kind in LOOSE and time.start < main.start
