"""One claim as a drawing: its number on an axis, with the toll's own range as a band behind it (SVG, no script).

Places along the axis are percentages, so that a strip fits every width; shapes keep their size. Colour adds, it never
tells: an exact number is a dot, an open one an arrow, "about" a ring with dashed wings, a changed reading a diamond, the
end of a range that a claim holds up a bracket.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from html import escape

from marsad.model.claim import Harm
from marsad.model.toll import TollRow
from marsad.publishing.axis import Axis
from marsad.publishing.toll_words import range_words

_DOT = '<circle class="dot" r="5.5"/>'
_RING = '<path class="wings" d="M-24 0H-7M7 0H24"/><circle class="ring" r="5.5"/>'
_DIAMOND = '<path class="diamond" d="M0 -8.5L8.5 0L0 8.5L-8.5 0Z"/>'
_CAP = '<path class="cap" d="M0 -7V7"/>'
_ARROW = '<path class="arrow" d="M-9 -6L0 0L-9 6"/>'
_BEYOND = '<path class="arrow" d="M-16 -6L-9 0L-16 6M-8 -6L-1 0L-8 6"/>'
_HOLDS_LOWER = '<path class="bracket" d="M-8 -11H-13V11H-8"/>'
_HOLDS_UPPER = '<path class="bracket" d="M8 -11H13V11H8"/>'


@dataclass(frozen=True, slots=True)
class StripWords:
    """What a drawing says in one language: `range` puts a range into words, the others are sentences with {values}."""

    range: Callable[[int, int | None], str]
    about: str
    aside: str
    changed: str
    toll: str
    axis: str

    def number(self, mark: Mark) -> str:
        """A claim's number."""
        number = self.range(mark.lower, mark.upper)
        return self.about.format(number=number) if mark.about else number

    def claim(self, mark: Mark, row: TollRow | None) -> str:
        """A claim's number, how it stands, and the toll beside it."""
        standing = self.aside if mark.aside else self.changed if mark.changed else "{number}"
        return standing.format(number=self.number(mark)) + self.beside(row)

    def beside(self, row: TollRow | None) -> str:
        """The toll of the same people; empty when there is none."""
        return "" if row is None else self.toll.format(range=self.range(row.lower, row.upper))


ENGLISH = StripWords(
    range=range_words, about="about {number}", aside="set aside: {number}", changed="read otherwise: {number}",
    toll="; the toll is {range}", axis="Axis from 0 to {end} people",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mark:
    """What a strip shows of a claim: its number (`upper` None is open), how it is said, and what it does to the toll."""

    harm: Harm
    lower: int
    upper: int | None
    about: bool = False
    changed: bool = False
    aside: bool = False
    holds_lower: bool = False
    holds_upper: bool = False


def ruler(axis: Axis, row: TollRow | None = None, words: StripWords = ENGLISH) -> str:
    """The axis with its numbers, and the toll's range of `row` where there is one."""
    labels = "".join(
        f'<text class="tick" x="{axis.at(tick)}" y="100%" dy="-4" text-anchor="middle">{tick:,}</text>'
        for tick in axis.ticks
    )
    line = '<line class="base" x1="0%" x2="100%" y1="100%" y2="100%"/>'
    said = words.axis.format(end=f"{axis.end:,}") + words.beside(row)
    return _drawing(said, _bands(axis, row) + labels + line, "ruler")


def strip(axis: Axis, mark: Mark, row: TollRow | None = None, words: StripWords = ENGLISH) -> str:
    """A claim's number, over the toll's range of the same people (`row`)."""
    shapes = _grid(axis) + _bands(axis, row) + _number(axis, mark) + _label(axis, mark, words)
    return _drawing(words.claim(mark, row), shapes, _kind(mark))


def sample(mark: Mark | None, row: TollRow | None = None) -> str:
    """A shape without a number, to explain it; the words beside it say all."""
    axis = Axis(10, 10)
    shapes = _bands(axis, row) + (_number(axis, mark) if mark is not None else "")
    kind = "killed" if mark is None else _kind(mark)
    return f'<svg class="sample {kind}" aria-hidden="true">{shapes}</svg>'


def _kind(mark: Mark) -> str:
    return f"{mark.harm} aside" if mark.aside else mark.harm


def _drawing(words: str, shapes: str, kind: str) -> str:
    return f'<svg class="{kind}" role="img" aria-label="{escape(words)}">{shapes}</svg>'


def _grid(axis: Axis) -> str:
    lines = (f'<line class="grid" x1="{axis.at(t)}" x2="{axis.at(t)}" y1="0%" y2="100%"/>' for t in axis.ticks)
    return "".join(lines)


def _bands(axis: Axis, row: TollRow | None) -> str:
    if row is None:
        return ""
    band = _band(axis, row.lower, row.upper, "band")
    if (row.near_lower, row.near_upper) == (row.lower, row.upper):
        return band
    ends = [row.near_lower, *([] if row.near_upper is None else [row.near_upper])]
    lines = "".join(
        f'<line class="near-end" x1="{axis.at(end)}" x2="{axis.at(end)}" y1="0%" y2="100%"/>' for end in ends
    )
    return _band(axis, row.near_lower, row.near_upper, "near") + band + lines


def _band(axis: Axis, lower: int, upper: int | None, kind: str) -> str:
    start, end = axis.at(lower), axis.at(axis.end if upper is None else upper)
    if start == end:
        return f'<line class="{kind} one" x1="{start}" x2="{start}" y1="0%" y2="100%"/>'
    width = f"{float(end[:-1]) - float(start[:-1]):.2f}%"
    return f'<rect class="{kind}" x="{start}" y="0%" width="{width}" height="100%"/>'


def _number(axis: Axis, mark: Mark) -> str:
    upper = axis.end if mark.upper is None else mark.upper
    if mark.lower > axis.end:
        return _shape("100%", _BEYOND)
    brackets = _shape(axis.at(mark.lower), _HOLDS_LOWER) if mark.holds_lower else ""
    brackets += _shape(axis.at(upper), _HOLDS_UPPER) if mark.holds_upper else ""
    if mark.lower == mark.upper:
        return brackets + _shape(axis.at(upper), _DIAMOND if mark.changed else _RING if mark.about else _DOT)
    dashed = " dashed" if mark.changed or mark.about else ""
    line = f'<line class="span{dashed}" x1="{axis.at(mark.lower)}" x2="{axis.at(upper)}" y1="50%" y2="50%"/>'
    last = _ARROW if mark.upper is None else _BEYOND if upper > axis.end else _CAP
    first = _DIAMOND if mark.changed else _CAP
    return line + _shape(axis.at(mark.lower), first) + _shape(axis.at(upper), last) + brackets


def _shape(place: str, shape: str) -> str:
    return f'<svg x="{place}" y="50%" overflow="visible">{shape}</svg>'


def _label(axis: Axis, mark: Mark, words: StripWords) -> str:
    middle = mark.lower if mark.upper is None else (mark.lower + mark.upper) // 2
    number = words.number(mark)
    side = axis.side(middle, len(number))
    return f'<text class="label" x="{axis.at(middle)}" y="50%" dy="-14" text-anchor="{side}">{escape(number)}</text>'
