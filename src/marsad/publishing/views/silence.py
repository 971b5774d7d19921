"""The map of silence: per area and week, who was read and who told something. That nothing was read never means that nobody died."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from marsad.publishing.moment import Moment
from marsad.publishing.query import UNKNOWN, Query
from marsad.publishing.row_sets import indices
from marsad.store.coverage import AreaWeek, Coverage, Listener, Outlet

Area = tuple[str | None, str | None]
"""Country and province, None = not known."""
Heard = Literal["told", "read", "nothing"]
WEEKS = 13
"""Weeks side by side: a quarter of a year."""
STILL_WEEKS = 26
"""The same where a page is a file, and no other weeks can be asked for."""
_LONGEST = 53
_MOST_AREAS = 40
_LATELY = timedelta(28)
_WEEK = timedelta(7)
_FEWEST_DAYS = 5
_SHORTEST_GAP = 14
_GAPS = 5
"""An outlet is dark when it was last heard longer ago than so many of its usual gaps, and than two weeks."""


@dataclass(frozen=True, slots=True)
class Cell:
    """An area in a week. `heard`: somebody *told* something of it; those who tell of it were *read*, and told nothing of it; or *nothing*
    of theirs was read at all.
    """

    heard: Heard
    reports: int = 0
    outlets: int = 0
    languages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AreaRow:
    """An area: `outlets` that ever told of it, those `lately` (four weeks up to the last report of all), and its incidents, of which `alone` have one
    independent origin or none. `last` is the day of the last report on it.
    """

    area: Area
    cells: tuple[Cell, ...]
    reports: int
    outlets: int
    lately: int
    languages: tuple[str, ...]
    last: date | None
    incidents: int
    alone: int


@dataclass(frozen=True, slots=True)
class Dark:
    """An outlet that is not heard any more: `gap` is the usual number of days between two of its days, `silent` how many it is now."""

    outlet: Outlet
    gap: float
    silent: int


@dataclass(frozen=True, slots=True)
class SilenceView:
    """The areas of a query, those with most reports first, `more` of which are not shown; weeks by their Mondays.

    `last` is the day of the last report of all: of later days nothing is known. `undated` reports are in no week.
    """

    query: Query
    weeks: tuple[date, ...]
    areas: tuple[AreaRow, ...]
    more: int
    countries: tuple[str, ...]
    dark: tuple[Dark, ...]
    outlets: int
    reports: int
    undated: int
    first: date | None
    last: date | None


def silence_view(moment: Moment, query: Query, *, still: bool = False) -> SilenceView:
    """Who was heard about the areas of a query, in the weeks between its days, or in the last quarter."""
    coverage = moment.coverage
    outlets = moment.once("outlets", lambda: tuple(coverage.outlets()))
    known = [outlet.last for outlet in outlets if outlet.last is not None]
    last = _sane(max(known, default=None), moment)
    weeks = _weeks(query, last, STILL_WEEKS if still else WEEKS)
    found = moment.once("silence", lambda: _Found(coverage, moment, last))
    areas = [area for area in found.areas() if _is_meant(area, query)]
    shown = areas[:_MOST_AREAS]
    return SilenceView(
        query=query,
        weeks=weeks,
        areas=tuple(found.row(area, weeks) for area in shown),
        more=len(areas) - len(shown),
        countries=tuple(sorted({area[0] for area in found.areas() if area[0]})),
        dark=tuple(_dark(outlets, last)),
        outlets=sum(outlet.name is not None for outlet in outlets),
        reports=sum(outlet.reports for outlet in outlets),
        undated=sum(outlet.undated for outlet in outlets),
        first=min((outlet.first for outlet in outlets if outlet.first is not None), default=None),
        last=last,
    )


def _sane(last: date | None, moment: Moment) -> date | None:
    """No report was published long after it was recorded: such a date is a mistake, and must not make weeks of silence."""
    told = None if moment.told is None else moment.told.date() + timedelta(1)
    return last if last is None or told is None else min(last, told)


def monday(day: date) -> date:
    """The Monday of a day's week."""
    return day - timedelta(day.weekday())


def _weeks(query: Query, last: date | None, many: int) -> tuple[date, ...]:
    end = query.until or last
    if end is None:
        return ()
    end = monday(end)
    if query.since is not None:
        many = min(max(1, (end - monday(query.since)).days // 7 + 1), _LONGEST)
    return tuple(end - _WEEK * back for back in reversed(range(many)) if (end - date.min).days >= 7 * many)


def _is_meant(area: Area, query: Query) -> bool:
    countries, areas = query.values("country"), query.values("area")
    return (not countries or (area[0] or UNKNOWN) in countries) and (not areas or (area[1] or UNKNOWN) in areas)


def _dark(outlets: Iterable[Outlet], last: date | None) -> Iterator[Dark]:
    found = []
    for outlet in outlets:
        if (
            outlet.name is None
            or outlet.days < _FEWEST_DAYS
            or outlet.last is None
            or outlet.first is None
            or last is None
        ):
            continue
        gap = (outlet.last - outlet.first).days / (outlet.days - 1)
        silent = (last - outlet.last).days
        if silent > max(_SHORTEST_GAP, _GAPS * gap):
            found.append(Dark(outlet, gap, silent))
    yield from sorted(found, key=lambda one: (-one.silent / one.gap, one.outlet.name))


class _Found:
    """What the database says, by area."""

    def __init__(self, coverage: Coverage, moment: Moment, last: date | None) -> None:
        self._weeks: dict[Area, dict[date, AreaWeek]] = {}
        for week in coverage.weeks():
            self._weeks.setdefault((week.country, week.admin1), {})[week.week] = week
        self._listeners: dict[Area, list[Listener]] = {}
        for listener in coverage.listeners():
            self._listeners.setdefault((listener.country, listener.admin1), []).append(listener)
        self._read: dict[date, set[str | None]] = {}
        for outlet, week_read in coverage.heard():
            self._read.setdefault(week_read, set()).add(outlet)
        self._incidents = _incidents(moment)
        self._last = last

    def areas(self) -> list[Area]:
        """Every area of which anything is known, the one with most reports first."""
        every = {*self._listeners, *self._incidents}
        return sorted(every, key=lambda area: (-self._reports(area), str(area)))

    def row(self, area: Area, weeks: Iterable[date]) -> AreaRow:
        """An area in some weeks."""
        listeners = self._listeners.get(area, [])
        names = {listener.outlet for listener in listeners}
        told = self._weeks.get(area, {})
        since = None if self._last is None else self._last - _LATELY
        incidents, alone = self._incidents.get(area, (0, 0))
        return AreaRow(
            area=area,
            cells=tuple(self._cell(told.get(week), names, week) for week in weeks),
            reports=self._reports(area),
            outlets=len(names),
            lately=sum(since is not None and one.last is not None and one.last > since for one in listeners),
            languages=tuple(sorted({language for week in told.values() for language in week.languages})),
            last=max((one.last for one in listeners if one.last is not None), default=None),
            incidents=incidents,
            alone=alone,
        )

    def _cell(self, told: AreaWeek | None, names: set[str | None], week: date) -> Cell:
        if told is not None:
            return Cell("told", told.reports, told.outlets, told.languages)
        return Cell("read" if names & self._read.get(week, set()) else "nothing")

    def _reports(self, area: Area) -> int:
        return sum(listener.reports for listener in self._listeners.get(area, ()))


def _incidents(moment: Moment) -> Mapping[Area, tuple[int, int]]:
    found: dict[Area, tuple[int, int]] = {}
    for n in indices(moment.register.all):
        row = moment.register.rows[n]
        many, alone = found.get((row.country, row.admin1), (0, 0))
        found[row.country, row.admin1] = many + 1, alone + (row.origins < 2)
    return found
