"""The incidents of a query over time, as a picture that stands alone (SVG)."""

from __future__ import annotations

from marsad.publishing.drawing.picture_style import Theme, line, picture
from marsad.publishing.drawing.span import Width
from marsad.publishing.drawing.timeline import HEIGHT, Bin, timeline
from marsad.publishing.moment import Moment
from marsad.publishing.pages.catalogue import Catalogue
from marsad.publishing.query import Query
from marsad.publishing.syndication.headlines import apart
from marsad.publishing.views.timeline import Bar, timeline_view

WIDTH = 960
_MARGIN, _HEAD, _FOOT = 20, 52, 34


def timeline_chart(moment: Moment, query: Query, t: Catalogue, theme: Theme) -> str:
    """The picture: every person once; incidents without a day are in no bar, as the foot says."""
    view = timeline_view(moment, query)
    words = t.plain("feeds.timeline")
    bins = [_bin(bar, view.width, t) for bar in view.bars]
    drawn = timeline(bins, lambda bar: _link(moment, query, bar), label=words, selected=(query.since, query.until))
    height = _HEAD + HEIGHT + _FOOT
    found = moment.select(query).bit_count()
    foot = [moment.project.title, t.plain("count.incidents", n=found), t.plain("base.revision", number=moment.revision)]
    if view.undated:
        foot.insert(2, f"{t.plain('range.no_day')}: {view.undated}")
    shapes = (
        line("headline", words, WIDTH, _MARGIN, 30, t)
        + f'<svg x="{_MARGIN}" y="{_HEAD}" width="{WIDTH - 2 * _MARGIN}" height="{HEIGHT}">{drawn}</svg>'
        + line("line", " · ".join(foot), WIDTH, _MARGIN, height - 12, t)
    )
    return picture(WIDTH, height, words, shapes, theme, t)


def _bin(bar: Bar, width: Width, t: Catalogue) -> Bin:
    day = t.day(bar.first) if width in ("day", "week") else t.month(bar.first.year, bar.first.month)
    label = str(bar.first.year) if width == "year" else day
    return Bin(bar.first, bar.last, apart(label, t), bar.incidents, bar.lower, bar.upper)


def _link(moment: Moment, query: Query, bar: Bin) -> str:
    days = query.without("since").without("until")
    return f"{moment.project.address}/{days.address(since=bar.first, until=bar.last)}"
