"""The map of silence: per area and week, who was read and who told something. That nothing was read never means that nobody died."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Literal

from marsad.publishing.moment import Moment
from marsad.publishing.query import UNKNOWN, Query
from marsad.store.coverage import Outlet, Telling

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
    of theirs was read at all. `incidents` are those whose first day lies in the week, whenever they were told; `alone` of them have one
    independent origin or none.
    """

    heard: Heard
    reports: int = 0
    outlets: int = 0
    languages: tuple[str, ...] = ()
    incidents: int = 0
    alone: int = 0


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
    outlets = moment.once("outlets", lambda: tuple(moment.coverage.outlets()))
    known = [outlet.last for outlet in outlets if outlet.last is not None]
    last = _sane(max(known, default=None), moment)
    weeks = _weeks(query, last, STILL_WEEKS if still else WEEKS)
    found = moment.once("silence", lambda: _Found(moment, last))
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


@dataclass(slots=True)
class _Told:
    """What is known of an area: who told of it, week by week, and when each was heard last."""

    weeks: dict[date, list[Telling]] = field(default_factory=dict)
    last: dict[str | None, date | None] = field(default_factory=dict)
    languages: set[str] = field(default_factory=set)
    reports: int = 0

    def learn(self, telling: Telling) -> None:
        """Learn what an outlet told in a week."""
        if telling.week is not None:
            self.weeks.setdefault(telling.week, []).append(telling)
        known = self.last.get(telling.outlet)
        self.last[telling.outlet] = telling.last if known is None or telling.last is None else max(known, telling.last)
        self.languages.update(telling.languages)
        self.reports += telling.reports


class _Found:
    """What the database says, by area."""

    def __init__(self, moment: Moment, last: date | None) -> None:
        self._told: dict[Area, _Told] = {}
        for telling in moment.coverage.tellings():
            self._told.setdefault((telling.country, telling.admin1), _Told()).learn(telling)
        self._read: dict[date, set[str | None]] = {}
        for outlet, week_read in moment.coverage.heard():
            self._read.setdefault(week_read, set()).add(outlet)
        self._incidents = _incidents(moment)
        self._lately = None if last is None else last - _LATELY

    def areas(self) -> list[Area]:
        """Every area of which anything is known, the one with most reports first."""
        every = {*self._told, *self._incidents}
        return sorted(every, key=lambda area: (-self._told[area].reports if area in self._told else 0, str(area)))

    def row(self, area: Area, weeks: Iterable[date]) -> AreaRow:
        """An area in some weeks."""
        told = self._told.get(area) or _Told()
        days = [day for day in told.last.values() if day is not None]
        here = self._incidents.get(area, {})
        return AreaRow(
            area=area,
            cells=tuple(self._cell(told, week, here.get(week, (0, 0))) for week in weeks),
            reports=told.reports,
            outlets=len(told.last),
            lately=sum(self._lately is not None and day > self._lately for day in days),
            languages=tuple(sorted(told.languages)),
            last=max(days, default=None),
            incidents=sum(many for many, _ in here.values()),
            alone=sum(alone for _, alone in here.values()),
        )

    def _cell(self, told: _Told, week: date, incidents: tuple[int, int]) -> Cell:
        if some := told.weeks.get(week):
            languages = {language for each in some for language in each.languages}
            return Cell("told", sum(each.reports for each in some), len(some), tuple(sorted(languages)), *incidents)
        heard: Heard = "read" if told.last.keys() & self._read.get(week, set()) else "nothing"
        return Cell(heard, 0, 0, (), *incidents)


def _incidents(moment: Moment) -> Mapping[Area, Mapping[date | None, tuple[int, int]]]:
    """For each area and week of an incident's first day (None = not known): how many there are, and how many of them alone."""
    found: dict[Area, dict[date | None, tuple[int, int]]] = {}
    for row in moment.register.rows:
        weeks = found.setdefault((row.country, row.admin1), {})
        week = None if row.first_day is None else monday(row.first_day)
        many, alone = weeks.get(week, (0, 0))
        weeks[week] = many + 1, alone + (row.origins < 2)
    return found
