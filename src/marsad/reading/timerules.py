"""Rules of time: how the parts of a time expression become days. Pure arithmetic over the civil calendar.

Each rule takes the parts that a pattern caught and the reference day (the report's own day, or None), and gives the
first and the last day, both inclusive; None where the text does not say. Days that do not exist (31 June) are unknown.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from marsad.reading.timeparts import (
    UNIT_DAYS,
    UNIT_MONTHS,
    UNKNOWN,
    Parts,
    Rule,
    When,
    full_day,
    is_year,
    latest_day,
    month_end,
    one_day,
    third_of_month,
    third_of_year,
    unit_start,
    units_before,
    whole_month,
)


def calendar_day(parts: Parts, reference: date | None) -> When:
    """A day of a month, in the year said or the latest."""
    both = parts.first("DAYMONTH", "DDYYYY")
    day, month, year = parts.first("DAY"), parts.first("MONTH"), parts.first("YEAR")
    if both is not None:
        day, month, year = (both[0], both[1], year) if parts.first("DAYMONTH") else (both[0], month, both[1])
    found = full_day(day, month, year, reference)
    return UNKNOWN if found is None else one_day(found)


def numeric_day(parts: Parts, reference: date | None) -> When:
    """Day-month-year; month-day-year only where the first cannot be, or would lie after the reference."""
    dotted = parts.first("DOTTED")
    first, second, year = dotted or (*parts.every("DAY"), parts.first("YEAR"))
    if parts.pairs[0][0] == "YEAR":
        return one_day(date(year, first, second)) if is_year(year) else UNKNOWN
    return numeric_choice(first, second, year, reference)


def numeric_choice(first: int, second: int, year: int, reference: date | None) -> When:
    """See `numeric_day`."""
    readings = []
    for day, month in ((first, second), (second, first)):
        if is_year(year) and month <= 12 and day <= month_end(year, month).day:
            readings.append(date(year, month, day))
    if not readings:
        return UNKNOWN
    if reference is not None and readings[0] > reference >= readings[-1]:
        return one_day(readings[-1])
    return one_day(readings[0])


def fixed_day(parts: Parts, reference: date | None) -> When:
    """The latest day that has this name in every year; the constant is its day and month."""
    day, _, month = parts.constant.partition("-")
    found = latest_day(int(day), int(month), reference)
    return UNKNOWN if found is None else one_day(found)


def days_of_month(parts: Parts, reference: date | None) -> When:
    """Several days of one month, from the first to the last."""
    days, month, year = parts.every("DAY"), parts.first("MONTH"), parts.first("YEAR")
    end = full_day(max(days), month, year, reference)
    return UNKNOWN if end is None else When(end.replace(day=min(days)), end)


def _year_said(reference: date | None, parts: Parts) -> int | None:
    return None if reference is None else reference.year + int(parts.first("REL"))


def day_of_that_year(parts: Parts, reference: date | None) -> When:
    """As in "10 May last year"."""
    year = _year_said(reference, parts)
    return UNKNOWN if year is None else one_day(date(year, parts.first("MONTH"), parts.first("DAY")))


def weekday(parts: Parts, reference: date | None) -> When:
    """The latest such day, the reference itself included."""
    if reference is None:
        return UNKNOWN
    return one_day(reference - timedelta((reference.weekday() - int(parts.first("WEEKDAY", "WD", "WEEKDAYS"))) % 7))


def last_weekday(parts: Parts, reference: date | None) -> When:
    """The latest such day before the reference."""
    return UNKNOWN if reference is None else weekday(parts, reference - timedelta(1))


def next_weekday(parts: Parts, reference: date | None) -> When:
    """The first such day after the reference."""
    return UNKNOWN if reference is None else weekday(parts, reference + timedelta(7))


def weekday_last_week(parts: Parts, reference: date | None) -> When:
    """The day in the week, Monday to Sunday, before the reference's."""
    if reference is None:
        return UNKNOWN
    return one_day(reference - timedelta(reference.weekday() + 7 - int(parts.first("WEEKDAY"))))


def weekday_in(parts: Parts, reference: date | None) -> When:
    """A day placed inside a week that was said with it."""
    inside = parts.pairs[-1][1].when(reference)
    return parts.pairs[0][1].when(inside.end)  # type: ignore[no-any-return]


def relative_day(parts: Parts, reference: date | None) -> When:
    """Today, yesterday, tomorrow."""
    return UNKNOWN if reference is None else one_day(reference + timedelta(parts.first("RELDAY", "TOMORROW")))


def shifted_day(parts: Parts, reference: date | None) -> When:
    """As many days from the reference as the constant says."""
    return UNKNOWN if reference is None else one_day(reference + timedelta(int(parts.constant)))


def last_night(parts: Parts, reference: date | None) -> When:
    """The day before, and the reference."""
    return UNKNOWN if reference is None else When(reference - timedelta(1), reference)


def overnight(parts: Parts, reference: date | None) -> When:
    """Over the night that follows the day named, or precedes it when that day is the reference itself."""
    day = parts.first("@day").when(reference).start
    if day is None:
        return UNKNOWN
    return When(day - timedelta(1), day) if day == reference else When(day, day + timedelta(1))


def _amount(parts: Parts) -> tuple[int, str]:
    number = parts.constant or parts.first("NUM") or 1
    return int(number), parts.first("UNIT", "SHORT", "DAYS", "MONTHS", "YEARS")


def ago(parts: Parts, reference: date | None) -> When:
    """Days and weeks give a day; months that month; years that year; less than a day the reference day itself."""
    if reference is None:
        return UNKNOWN
    number, unit = _amount(parts)
    if unit == "hour":
        return one_day(reference - timedelta(number // 24))
    day = units_before(reference, number, unit)
    if unit == "month":
        return whole_month(day.year, day.month)
    return When(date(day.year, 1, 1), date(day.year, 12, 31)) if unit in UNIT_MONTHS else one_day(day)


def back(parts: Parts, reference: date | None) -> When:
    """The stretch of so many units that ends with the reference."""
    return UNKNOWN if reference is None else When(units_before(reference, *_amount(parts)), reference)


def open_window(parts: Parts, reference: date | None) -> When:
    """A stretch of unknown length that ends with the reference."""
    return When(None, reference)


def this_unit(parts: Parts, reference: date | None) -> When:
    """From the first day of the reference's week, month or year up to the reference."""
    return UNKNOWN if reference is None else When(unit_start(reference, parts.constant), reference)


def last_unit(parts: Parts, reference: date | None) -> When:
    """The whole week, month or year before the reference's."""
    if reference is None:
        return UNKNOWN
    end = unit_start(reference, parts.constant) - timedelta(1)
    return When(unit_start(end, parts.constant), end)


def last_unit2(parts: Parts, reference: date | None) -> When:
    """The one before the last."""
    previous = last_unit(parts, reference)
    return last_unit(parts, previous.end)


def next_unit(parts: Parts, reference: date | None) -> When:
    """The whole week, month or year after the reference's."""
    if reference is None:
        return UNKNOWN
    start = unit_start(unit_start(reference, parts.constant) + timedelta(_LONGER[parts.constant]), parts.constant)
    return When(start, unit_start(start + timedelta(_LONGER[parts.constant]), parts.constant) - timedelta(1))


_LONGER = {"week": 7, "month": 31, "year": 366}  # from the first day of a unit, always inside the next one


def weekend(parts: Parts, reference: date | None) -> When:
    """The latest Saturday and Sunday; one that has begun ends with the reference, and "last" means the one before."""
    if reference is None:
        return UNKNOWN
    if parts.first("REL") and reference.weekday() >= 5:
        reference -= timedelta(2)
    saturday = reference - timedelta((reference.weekday() - 5) % 7)
    return When(saturday, min(saturday + timedelta(1), reference))


def _year_of_month(month: int, reference: date | None) -> int | None:
    return None if reference is None else reference.year - (month > reference.month)


def month(parts: Parts, reference: date | None) -> When:
    """The whole month, in the year said or the latest that has begun."""
    number, year = parts.first("MONTH"), parts.first("YEAR")
    if year is None:
        year = _year_of_month(number, reference)
    return UNKNOWN if year is None or not is_year(year) else whole_month(year, number)


def last_month_named(parts: Parts, reference: date | None) -> When:
    """The month named, strictly before the reference's month ("last December") or perhaps in it ("this December")."""
    if reference is not None and parts.first("REL"):
        reference = reference.replace(day=1) - timedelta(1)
    return month(parts, reference)


def month_of_that_year(parts: Parts, reference: date | None) -> When:
    """As in "In June last year"."""
    year = _year_said(reference, parts)
    return UNKNOWN if year is None else whole_month(year, parts.first("MONTH"))


def month_phase(parts: Parts, reference: date | None) -> When:
    """Early, mid and late: days 1-10, 11-20, 21 to the end."""
    return third_of_month(month(parts, reference), parts.first("PHASE"))


def month_phase_relative(parts: Parts, reference: date | None) -> When:
    """The third of the reference's month, or of the month before it."""
    if reference is None:
        return UNKNOWN
    day = units_before(reference, -parts.first("REL"), "month")
    return third_of_month(whole_month(day.year, day.month), parts.first("PHASE"))


def week_of_month(parts: Parts, reference: date | None) -> When:
    """Days 1 to 7, 8 to 14, and so on; the last week is the last seven days."""
    whole, nth = month(parts, reference), parts.first("NTH")
    if whole.start is None or whole.end is None:
        return UNKNOWN
    first = whole.end.day - 6 if nth == 5 else nth * 7 - 6
    return When(whole.start.replace(day=first), whole.start.replace(day=first + 6))


def year(parts: Parts, reference: date | None) -> When:
    """The whole year."""
    number = parts.first("YEAR")
    return When(date(number, 1, 1), date(number, 12, 31)) if is_year(number) else UNKNOWN


def year_phase(parts: Parts, reference: date | None) -> When:
    """Early, mid and late: January to April, May to August, September to December."""
    return third_of_year(parts.first("YEAR"), parts.first("PHASE"))


def year_phase_relative(parts: Parts, reference: date | None) -> When:
    """As in "Late last year"."""
    number = _year_said(reference, parts)
    return UNKNOWN if number is None else third_of_year(number, parts.first("PHASE"))


def decade(parts: Parts, reference: date | None) -> When:
    """Ten years from the one named."""
    first = parts.first("DECADE")
    return When(date(first, 1, 1), date(first + 9, 12, 31))


def season(parts: Parts, reference: date | None) -> When:
    """Meteorological seasons of the northern hemisphere; a winter bears the year in which it begins."""
    first, year = parts.first("SEASON"), parts.first("YEAR")
    if year is None and reference is not None:
        year = reference.year - (date(reference.year, first, 1) > reference)
    if year is None or not is_year(year):
        return UNKNOWN
    last = first + 2
    return When(date(year, first, 1), month_end(year + (last > 12), (last - 1) % 12 + 1))


def same(parts: Parts, reference: date | None) -> When:
    """As many days from another mention as the constant says."""
    return When(None, None, int(parts.constant))


def _days_away(parts: Parts) -> int:
    number, unit = _amount(parts)
    return int(number * UNIT_DAYS[unit])


def later(parts: Parts, reference: date | None) -> When:
    """So many units after another mention."""
    return When(None, None, _days_away(parts))


def earlier(parts: Parts, reference: date | None) -> When:
    """So many units before another mention."""
    return When(None, None, -_days_away(parts))


def unresolved(parts: Parts, reference: date | None) -> When:
    """The text tells of a time but not which."""
    return UNKNOWN


def _point(pair: tuple[str, Any], reference: date | None) -> When:
    symbol, value = pair
    if symbol in ("MONTH", "YEAR"):
        return (month if symbol == "MONTH" else year)(Parts([pair], ""), reference)
    return value.when(reference)  # type: ignore[no-any-return]


def range_(parts: Parts, reference: date | None) -> When:
    """From the first to the last; a first point without a year or week is sought before the last one."""
    points = parts.points()
    end = _point(points[-1], reference)
    start = _point(points[0], end.end or reference).start
    return When(start, end.end) if start is None or end.end is None or start <= end.end else UNKNOWN


def since(parts: Parts, reference: date | None) -> When:
    """From the first day of the time named up to the reference."""
    start = _point(parts.points()[-1], reference).start
    return When(start, reference) if start is None or reference is None or start <= reference else UNKNOWN


def since_year(parts: Parts, reference: date | None) -> When:
    """From 1 January up to the reference."""
    return When(year(parts, reference).start, reference)


def open_since(parts: Parts, reference: date | None) -> When:
    """From an event whose day is not said, up to the reference."""
    return When(None, reference)


def until(parts: Parts, reference: date | None) -> When:
    """From the unknown up to the last day of the time named."""
    return When(None, _point(parts.points()[-1], reference).end)


def inner(parts: Parts, reference: date | None) -> When:
    """The longer expression names the same days as the one inside it."""
    inside = next(value for symbol, value in parts.pairs if symbol[0] == "@" and symbol != "@clock")
    return inside.when(reference)  # type: ignore[no-any-return]


_ALL: tuple[Rule, ...] = (
    calendar_day, fixed_day, numeric_day, days_of_month, day_of_that_year, weekday, last_weekday, next_weekday, weekday_last_week,
    weekday_in, relative_day, shifted_day, last_night, overnight, ago, back, open_window, this_unit, last_unit,
    last_unit2, next_unit, weekend, month, last_month_named, month_of_that_year, month_phase, month_phase_relative,
    week_of_month, year, year_phase, year_phase_relative, decade, season, same, later, earlier, unresolved, since,
    since_year, open_since, until, inner,
)  # fmt: skip
RULES: dict[str, Rule] = {rule.__name__: rule for rule in _ALL} | {"range": range_}
