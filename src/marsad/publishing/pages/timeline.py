"""The timeline of a query as a figure with its table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from marsad.publishing.drawing.timeline import Bin, timeline
from marsad.publishing.moment import Moment
from marsad.publishing.pages.catalogue import Catalogue
from marsad.publishing.query import Query
from marsad.publishing.views.timeline import Bar, Timeline, timeline_view

Address = Callable[[Query], str]


@dataclass(frozen=True, slots=True)
class Figure:
    """A timeline: its drawing, the rows of its table (days, incidents, killed), and how many incidents have no day."""

    drawing: str
    caption: str
    rows: tuple[tuple[str, str, str], ...]
    undated: int


def timeline_figure(moment: Moment, query: Query, t: Catalogue, address: Address) -> Figure:
    """The timeline of a query; each bar leads to the incidents of its days."""
    said = timeline_view(moment, query)
    caption = t.plain(f"timeline.killed_by_{said.width}")
    found = {bar.first: bar for bar in said.bars}

    def link(drawn: Bin) -> str:
        return address(replace(query, since=drawn.first, until=drawn.last))

    def say(drawn: Bin) -> str:
        bar = found[drawn.first]
        if not bar.incidents:
            return t.plain("timeline.empty", days=_label(t, said, bar))
        incidents = t.plain("count.incidents", n=bar.incidents)
        return t.plain("timeline.bar", days=_label(t, said, bar), incidents=incidents, killed=_killed(t, bar))

    drawing = timeline(
        [_bin(t, said, bar) for bar in said.bars], link, label=caption, say=say, selected=(query.since, query.until)
    )
    rows = tuple((_label(t, said, bar), t.number(bar.incidents), _killed(t, bar)) for bar in said.bars if bar.incidents)
    return Figure(drawing, caption, rows, said.undated)


def _bin(t: Catalogue, said: Timeline, bar: Bar) -> Bin:
    days = (t.day(bar.first), t.day(bar.last))
    return Bin(bar.first, bar.last, _short(t, said, bar), bar.incidents, bar.lower, bar.upper, *days)


def _label(t: Catalogue, said: Timeline, bar: Bar) -> str:
    match said.width:
        case "day":
            return t.day(bar.first)
        case "week":
            return t.plain("timeline.week", day=t.day(bar.first))
        case "month":
            return t.month(bar.first.year, bar.first.month)
        case "year":
            return str(bar.first.year)


def _short(t: Catalogue, said: Timeline, bar: Bar) -> str:
    """The words below a bar, where there is little room."""
    match said.width:
        case "day" | "week":
            return t.day_short(bar.first)
        case "month":
            return t.month_short(bar.first.year, bar.first.month)
        case "year":
            return str(bar.first.year)


def _killed(t: Catalogue, bar: Bar) -> str:
    return (
        t.plain("timeline.no_number") if not bar.telling else t.plain("map.killed", range=t.range(bar.lower, bar.upper))
    )
