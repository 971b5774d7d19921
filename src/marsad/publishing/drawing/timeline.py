"""Incidents over time as bars (SVG, no script): how many were killed at least, and up to how many.

The lower bound of a bar's sum is solid, the range above it faint; where a number is open above, a dashed line rises
from the bar. Places along the drawing are percentages, so that it fits every width; time always runs from left to
right. Every bar is a link to the incidents of its days: the timeline works without a script, and `timeline.js` adds
handles to it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape

from marsad.publishing.axis import Axis, axis_over
from marsad.publishing.toll_words import range_words

HEIGHT, _HEAD, _FOOT = 200, 22, 26
"""Of the drawing in pixels, and what of it is kept free above and below the bars."""
_PLOT = HEIGHT - _HEAD - _FOOT
_GAP = 0.16
"""The share of a bar's room that is left free."""
_MOST_LABELS = 8


@dataclass(frozen=True, slots=True)
class Bin:
    """The incidents of the days from `first` to `last` (inclusive), under a `label` ("March 2024").

    `lower` and `upper` are the sums of the bounds of people killed; `upper` None: at least one incident is open above.
    `since` and `until` are its first and last day in words ("1 March 2024"), which the handles say; where they are
    empty, the label serves.
    """

    first: date
    last: date
    label: str
    incidents: int
    lower: int
    upper: int | None
    since: str = ""
    until: str = ""


Say = Callable[[Bin], str]
"""Words for a bar."""


def bin_words(bar: Bin) -> str:
    """A bar in English: "March 2024: 12 incidents, 40 to 55 killed"."""
    if not bar.incidents:
        return f"{bar.label}: no incident in this list"
    incidents = "1 incident" if bar.incidents == 1 else f"{bar.incidents:,} incidents"
    return f"{bar.label}: {incidents}, {range_words(bar.lower, bar.upper)} killed"


def timeline(
    bins: Sequence[Bin],
    link: Callable[[Bin], str],
    *,
    label: str,
    say: Say = bin_words,
    selected: tuple[date | None, date | None] = (None, None),
) -> str:
    """The bars of `bins` (in their order, without gaps), each a link to `link(bin)`; `label` names the whole.

    `selected` are the first and last day that the list is limited to; bars beyond it are drawn faint.
    """
    if not bins:
        return ""
    axis = axis_over([0, *(bar.lower for bar in bins), *(bar.upper for bar in bins if bar.upper is not None)])
    room = 100 / len(bins)
    drawn = "".join(
        _bar(bar, number * room, room, axis, link(bar), say(bar), outside=_outside(bar, selected))
        for number, bar in enumerate(bins)
    )
    return (
        f'<svg class="timeline-bars" width="100%" height="{HEIGHT}" role="group" aria-label="{escape(label)}" '
        f'direction="ltr" font-family="Noto Sans, Noto Sans Arabic, sans-serif" font-size="12" xmlns="http://www.w3.org/2000/svg">{_grid(axis)}'
        f'<svg class="plot" y="{_HEAD}" width="100%" height="{_PLOT}" overflow="visible">{drawn}</svg>'
        f"{_ticks(axis)}{_labels(bins, room)}</svg>"
    )


def _outside(bar: Bin, selected: tuple[date | None, date | None]) -> bool:
    since, until = selected
    return (since is not None and bar.last < since) or (until is not None and bar.first > until)


def _bar(bar: Bin, x: float, room: float, axis: Axis, link: str, words: str, *, outside: bool) -> str:
    since, until = (escape(each) for each in (bar.since or bar.label, bar.until or bar.label))
    days = f'data-first="{bar.first}" data-last="{bar.last}" data-since="{since}" data-until="{until}"'
    whole = f'<rect class="room" x="{x:.3f}%" y="-{_HEAD}" width="{room:.3f}%" height="{HEIGHT}" fill="none"/>'
    if not bar.incidents:
        return f'<g class="bar none" {days}>{whole}</g>'
    left, wide, middle = x + room * _GAP / 2, room * (1 - _GAP), x + room / 2
    shapes = whole
    if bar.upper is not None and bar.upper > bar.lower:
        shapes += _rect("upper", left, wide, axis, bar.lower, bar.upper, "#e9c9bd")
    if bar.lower:
        shapes += _rect("lower", left, wide, axis, 0, bar.lower, "#9c3d1f")
    if bar.upper is None:
        shapes += _open(middle, axis, bar.lower)
    if not bar.lower and not bar.upper:
        shapes += f'<circle class="unnumbered" cx="{middle:.3f}%" cy="{_PLOT - 3}" r="2" fill="#8a8a84"/>'
    kind = "bar outside" if outside else "bar"
    said = f"<title>{escape(words)}</title>"
    return f'<a class="{kind}" href="{escape(link)}" aria-label="{escape(words)}" {days}>{said}{shapes}</a>'


def _rect(kind: str, left: float, wide: float, axis: Axis, lower: int, upper: int, fill: str) -> str:
    top, foot = _y(axis, upper), _y(axis, lower)
    high = max(foot - top, 1.5)
    return (
        f'<rect class="{kind}" x="{left:.3f}%" y="{foot - high:.1f}" width="{wide:.3f}%" height="{high:.1f}" '
        f'fill="{fill}"/>'
    )


def _open(middle: float, axis: Axis, lower: int) -> str:
    """A dashed line from the bar upward with a tip: how far is not known."""
    return (
        f'<svg class="open" x="{middle:.3f}%" y="{_y(axis, lower):.1f}" overflow="visible">'
        '<path d="M0 -2V-14" stroke="#9c3d1f" stroke-width="1.5" stroke-dasharray="2.5 2"/>'
        '<path d="M-3 -12L0 -17L3 -12" fill="none" stroke="#9c3d1f" stroke-width="1.5"/></svg>'
    )


def _y(axis: Axis, number: int) -> float:
    return _PLOT * (1 - min(number, axis.end) / axis.end)


def _grid(axis: Axis) -> str:
    heights = (f"{_HEAD + _y(axis, tick):.1f}" for tick in axis.ticks if tick)
    return "".join(f'<line class="grid" x1="0" x2="100%" y1="{y}" y2="{y}" stroke="#e7e3da"/>' for y in heights)


def _ticks(axis: Axis) -> str:
    """The numbers of the grid's lines, over the bars and clear of the handle at the left end."""
    return "".join(
        f'<text class="tick" x="14" y="{_HEAD + _y(axis, tick) - 4:.1f}" fill="#5c5953">{tick:,}</text>'
        for tick in axis.ticks
        if tick
    )


def _labels(bins: Sequence[Bin], room: float) -> str:
    """The labels of some bars below them: the first, and every so many after it, as far as they find room."""
    every = -(-len(bins) // _MOST_LABELS)
    base = f'<line class="base" x1="0" x2="100%" y1="{HEIGHT - _FOOT}" y2="{HEIGHT - _FOOT}" stroke="#5c5953"/>'
    return base + "".join(
        # on a phone every second one finds no room
        f'<text class="days{" minor" if number // every % 2 else ""}" x="{number * room:.3f}%" y="{HEIGHT - 8}" '
        f'fill="#5c5953">{escape(bins[number].label)}</text>'
        for number in range(0, len(bins), every)
    )
