"""The incidents of a query over time, as a picture that stands alone (SVG)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from marsad.publishing.drawing.picture_style import Theme, line, picture
from marsad.publishing.drawing.span import bar_of, bar_width, bars
from marsad.publishing.drawing.timeline import HEIGHT, Bin, timeline
from marsad.publishing.exports.cells import possible
from marsad.publishing.moment import Moment
from marsad.publishing.pages.catalogue import Catalogue
from marsad.publishing.query import Query
from marsad.publishing.row_sets import indices
from marsad.store.facets import Narrow

WIDTH = 960
_LATE = timedelta(1)
"""What is known at a moment may have happened on the next day of another time zone."""
_MARGIN, _HEAD, _FOOT = 20, 52, 34


def timeline_chart(moment: Moment, query: Query, t: Catalogue, theme: Theme) -> str:
    """The picture: every person once, incidents without a day left out, as the foot says."""
    register = moment.register
    rows = [register.rows[n] for n in indices(register.counted(moment.select(query)))]
    latest = None if moment.told is None else moment.told.date() + _LATE
    dated = [(day, row) for row in rows if (day := possible(row.first_day or row.last_day, latest)) is not None]
    bins = _bins(dated, t)
    words = t.plain("feeds.timeline")
    drawn = timeline(bins, lambda bar: _link(moment, query, bar), label=words) if bins else ""
    height = _HEAD + HEIGHT + _FOOT
    foot = f"{moment.project.title} · {t.plain('count.incidents', n=len(dated))} · {t.plain('base.revision', number=moment.revision)}"
    shapes = (
        line("headline", words, WIDTH, _MARGIN, 30, t)
        + f'<svg x="{_MARGIN}" y="{_HEAD}" width="{WIDTH - 2 * _MARGIN}" height="{HEIGHT}">{drawn}</svg>'
        + line("line", foot, WIDTH, _MARGIN, height - 12, t)
    )
    return picture(WIDTH, height, words, shapes, theme, t)


def _bins(dated: list[tuple[date, Narrow]], t: Catalogue) -> list[Bin]:
    if not dated:
        return []
    first, last = min(day for day, _ in dated), max(day for day, _ in dated)
    width = bar_width(first, last)
    of: dict[date, list[Narrow]] = {}
    for day, row in dated:
        of.setdefault(bar_of(day, width)[0], []).append(row)
    return [_bin(start, end, of.get(start, []), t) for start, end in bars(first, last, width)]


def _bin(start: date, end: date, rows: Iterable[Narrow], t: Catalogue) -> Bin:
    some = list(rows)
    uppers = [row.killed_upper for row in some]
    upper = None if None in uppers else sum(each or 0 for each in uppers)
    label = t.day(start) if start == end else t.month(start.year, start.month)
    return Bin(start, end, label, len(some), sum(row.killed_lower or 0 for row in some), upper)


def _link(moment: Moment, query: Query, bar: Bin) -> str:
    days = query.without("since").without("until")
    return f"{moment.project.address}/{days.address(since=bar.first, until=bar.last)}"
