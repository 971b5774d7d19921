"""A range as a bar beside its words in a table (SVG, no script): solid up to what is certain, lighter up to what can be.

Places along the axis are percentages, so that a bar fits every width. An upper end that nobody knows runs on to the end of the axis
as an arrow; what nobody has said anything of is a dotted line, never a bar of no length.
"""

from __future__ import annotations

from marsad.model.interval import Interval
from marsad.publishing.axis import Axis

_ARROW = '<path class="arrow" d="M-7 -5L0 0L-7 5"/>'
_BACK = '<path class="arrow" d="M7 -5L0 0L7 5"/>'


def bar(axis: Axis, within: Interval | None, *, rtl: bool = False) -> str:
    """A range on its axis, the axis running the way that the language runs. It says nothing that the words beside it do not say."""
    return f'<svg class="bar" aria-hidden="true" focusable="false">{_shapes(axis, within, rtl=rtl)}</svg>'


def ruler(axis: Axis, *, rtl: bool = False) -> str:
    """The numbers of the axis, for the head of the bars' column."""
    labels = "".join(
        f'<text class="tick" x="{_share(_at(axis, tick, rtl=rtl))}" y="100%" dy="-4" text-anchor="{_anchor(axis, tick, rtl=rtl)}">{tick:,}</text>'
        for tick in axis.ticks
    )
    return f'<svg class="bar-ruler" aria-hidden="true" focusable="false">{labels}</svg>'


def _shapes(axis: Axis, within: Interval | None, *, rtl: bool) -> str:
    if within is None or (within.lower, within.upper) == (0, None):
        return '<line class="unsaid" x1="0%" x2="100%" y1="50%" y2="50%"/>'
    sure = _rect(axis, 0, within.lower, "sure", rtl=rtl) if within.lower else ""
    if within.upper is None:
        ends = _share(_at(axis, within.lower, rtl=rtl)), _share(0 if rtl else 100)
        line = f'<line class="open" x1="{ends[0]}" x2="{ends[1]}" y1="50%" y2="50%"/>'
        return f'{sure}{line}<svg x="{ends[1]}" y="50%" overflow="visible">{_BACK if rtl else _ARROW}</svg>'
    if within.upper == 0:
        return f'<line class="none" x1="{_share(_at(axis, 0, rtl=rtl))}" x2="{_share(_at(axis, 0, rtl=rtl))}" y1="10%" y2="90%"/>'
    return sure + (_rect(axis, within.lower, within.upper, "may", rtl=rtl) if within.upper > within.lower else "")


def _rect(axis: Axis, first: int, last: int, kind: str, *, rtl: bool) -> str:
    start, end = sorted((_at(axis, first, rtl=rtl), _at(axis, last, rtl=rtl)))
    return f'<rect class="{kind}" x="{_share(start)}" y="18%" width="{_share(end - start)}" height="64%"/>'


def _at(axis: Axis, number: int, *, rtl: bool) -> float:
    share = 100 * min(number, axis.end) / axis.end
    return 100 - share if rtl else share


def _share(percent: float) -> str:
    return f"{percent:.2f}".rstrip("0").rstrip(".") + "%"


def _anchor(axis: Axis, tick: int, *, rtl: bool) -> str:
    at = _at(axis, tick, rtl=rtl)
    return "start" if at == 0 else "end" if at == 100 else "middle"
