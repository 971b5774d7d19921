"""Days, months and stretches of the civil calendar, and the parts of a time expression."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple, Protocol

_YEARS = range(1800, 2201)
UNIT_DAYS = {"hour": 1 / 24, "day": 1, "week": 7, "fortnight": 14, "month": 30, "year": 365, "decade": 3650}
UNIT_MONTHS = {"month": 1, "year": 12, "decade": 120}


class When(NamedTuple):
    """First and last day, inclusive. `shift`: days from another mention, when only that is said ("the next day")."""

    start: date | None
    end: date | None
    shift: int = 0


class Resolvable(Protocol):
    """A time expression inside a longer one."""

    def when(self, reference: date | None) -> When:
        """Its days, seen from `reference`."""
        ...


class Parts:
    """What a pattern caught: (class, value) pairs in the order of the text, and the constant of its rule."""

    __slots__ = ("constant", "pairs")

    def __init__(self, pairs: Sequence[tuple[str, Any]], constant: str) -> None:
        self.pairs = pairs
        self.constant = constant

    def every(self, name: str) -> list[Any]:
        """All values of the class `name`."""
        return [value for symbol, value in self.pairs if symbol == name]

    def first(self, *names: str) -> Any:
        """The first value of one of the classes `names`, or None."""
        return next((value for symbol, value in self.pairs if symbol in names), None)

    def points(self) -> list[tuple[str, Any]]:
        """The parts that are times themselves."""
        return [pair for pair in self.pairs if pair[0][0] == "@" or pair[0] in ("MONTH", "YEAR")]


Rule = Callable[[Parts, date | None], When]
UNKNOWN = When(None, None)


def one_day(day: date) -> When:
    """That day alone."""
    return When(day, day)


def month_end(year: int, month: int) -> date:
    """The last day of the month."""
    return (date(year + month // 12, month % 12 + 1, 1)) - timedelta(days=1)


def whole_month(year: int, month: int) -> When:
    """All days of the month."""
    return When(date(year, month, 1), month_end(year, month))


def is_year(year: int) -> bool:
    """Whether a report may speak of that year."""
    return year in _YEARS


def _candidate_years(reference: date | None) -> Iterator[int]:
    """Years to try for a date without one, latest first; nine, because 29 February may be eight years away."""
    return iter(()) if reference is None else iter(range(reference.year, reference.year - 9, -1))


def latest_day(day: int, month: int, reference: date | None) -> date | None:
    """The latest such day not after `reference`."""
    for year in _candidate_years(reference):
        try:
            found = date(year, month, day)
        except ValueError:
            continue
        if reference is not None and found <= reference:
            return found
    return None


def full_day(day: int, month: int, year: int | None, reference: date | None) -> date | None:
    """The day in the year said, else the latest; ValueError when there is no such day."""
    if year is None:
        return latest_day(day, month, reference)
    return date(year, month, day) if is_year(year) else None


def units_before(reference: date, number: int, unit: str) -> date:
    """`number` units before `reference`; months keep the day of the month where it exists."""
    if unit not in UNIT_MONTHS:
        return reference - timedelta(-int(-number * UNIT_DAYS[unit] // 1))
    months = reference.year * 12 + reference.month - 1 - number * UNIT_MONTHS[unit]
    year, month = divmod(months, 12)
    return date(year, month + 1, min(reference.day, month_end(year, month + 1).day))


def unit_start(day: date, unit: str) -> date:
    """The first day of the week, month or year that holds `day`."""
    if unit == "week":
        return day - timedelta(day.weekday())
    return day.replace(day=1) if unit == "month" else date(day.year, 1, 1)


def third_of_month(whole: When, phase: int) -> When:
    """Days 1-10, 11-20 or 21 to the end of the month."""
    if whole.start is None or whole.end is None:
        return UNKNOWN
    first, last = ((1, 10), (11, 20), (21, whole.end.day))[phase - 1]
    return When(whole.start.replace(day=first), whole.start.replace(day=last))


def third_of_year(year: int, phase: int) -> When:
    """January to April, May to August or September to December."""
    return When(date(year, phase * 4 - 3, 1), month_end(year, phase * 4)) if is_year(year) else UNKNOWN
