"""What lists and totals say in words: which incidents are meant, ranges, and what is not known."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from marsad.model.interval import Interval
from marsad.publishing.toll_words import range_words
from marsad.store.filters import IncidentFilter

UNKNOWN = "unknown"


def known_words(within: Interval | None) -> str:
    """A range: "13", "9 to 12", "at least 30"; "unknown" where nobody has said anything that bounds it."""
    if within is None or (within.lower, within.upper) == (0, None):
        return UNKNOWN
    return range_words(within.lower, within.upper)


def filter_words(wanted: IncidentFilter) -> str:
    """Which incidents a filter describes: "SY, air strike, 2023-06-01 to 2023-06-30"; "all" when it asks for nothing."""
    return ", ".join(_parts(wanted)) or "all"


def _parts(wanted: IncidentFilter) -> Iterator[str]:
    for value in (wanted.place, wanted.admin1, wanted.country):
        if value is not None:
            yield value
    if wanted.near is not None:
        yield f"within {wanted.near.km:g} km of {wanted.near.lat:.2f}, {wanted.near.lon:.2f}"
    if wanted.event_type is not None:
        yield wanted.event_type.replace("_", " ")
    if wanted.perpetrator is not None:
        yield f"by {wanted.perpetrator}"
    if wanted.grade is not None:
        yield f"graded {wanted.grade}"
    if wanted.killed is not None:
        yield f"at least {wanted.killed} killed"
    if wanted.origins is not None:
        yield f"at least {wanted.origins} independent origins"
    if wanted.text is not None:
        yield f"telling of “{wanted.text}”"
    if wanted.since is not None or wanted.until is not None:
        yield window_words(wanted.since, wanted.until)


def window_words(since: date | None, until: date | None) -> str:
    """Days from one to another: "2023", "since 2011-03-15", "2023-06-01 to 2023-06-30"."""
    if since is not None and until is not None:
        whole_year = (since, until) == (date(since.year, 1, 1), date(since.year, 12, 31))
        if whole_year:
            return f"{since.year:04}"
        return str(since) if since == until else f"{since} to {until}"
    return f"since {since}" if since is not None else f"until {until}"


def as_of_words(day: date | None) -> str:
    """The moment of which a list tells, where it is not this one."""
    return "" if day is None else f", as known at the end of {day} (UTC)"
