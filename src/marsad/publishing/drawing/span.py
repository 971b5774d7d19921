"""How time is cut into the bars of a timeline: days, weeks, months or years, by how long it is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Literal

Width = Literal["day", "week", "month", "year"]

MOST_BARS = 120
"""More bars than this cannot be told apart, least of all on a phone."""
_DAYS: dict[Width, float] = {"day": 1, "week": 7, "month": 30.5}


def bar_width(first: date, last: date) -> Width:
    """The narrowest width of a bar that keeps the days from `first` to `last` (inclusive) within `MOST_BARS`.

    Years where even months are too many.
    """
    days = (last - first).days + 1
    return next((width for width, length in _DAYS.items() if days <= length * MOST_BARS), "year")


def bars(first: date, last: date, width: Width) -> tuple[tuple[date, date], ...]:
    """First and last day of every bar that has a day between `first` and `last`, in their order and without gaps.

    Bars are whole: weeks from Monday to Sunday (ISO 8601), months and years of the calendar; so the same bar means the
    same days in every list.
    """
    return tuple(_bars(first, last, width))


def bar_of(day: date, width: Width) -> tuple[date, date]:
    """First and last day of the bar that `day` falls in."""
    start = _start(day, width)
    return start, _next(start, width) - timedelta(days=1)


def _bars(first: date, last: date, width: Width) -> Iterator[tuple[date, date]]:
    start = _start(first, width)
    while start <= last:
        following = _next(start, width)
        yield start, following - timedelta(days=1)
        start = following


def _start(day: date, width: Width) -> date:
    match width:
        case "day":
            return day
        case "week":
            return day - timedelta(days=day.weekday())
        case "month":
            return day.replace(day=1)
        case "year":
            return day.replace(month=1, day=1)


def _next(start: date, width: Width) -> date:
    match width:
        case "day":
            return start + timedelta(days=1)
        case "week":
            return start + timedelta(days=7)
        case "month":
            return (start + timedelta(days=31)).replace(day=1)
        case "year":
            return start.replace(year=start.year + 1)
