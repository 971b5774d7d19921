"""The bars of a timeline in the language of a page."""

from __future__ import annotations

from datetime import date

from marsad.publishing.drawing.span import Width
from marsad.publishing.drawing.timeline import Bin, Say
from marsad.publishing.pages.catalogue import Catalogue


def bin_in(t: Catalogue, width: Width, days: tuple[date, date], incidents: int, lower: int, upper: int | None) -> Bin:
    """A bar of `width` over `days` with its label and its days in a language; numbers as `Bin` takes them."""
    first, last = days
    return Bin(
        first,
        last,
        _label(t, width, first, last),
        incidents,
        lower,
        upper,
        t.day(first),
        t.day(last),
        _tick(t, width, first),
    )


def bin_words_in(t: Catalogue) -> Say:
    """How a language says a bar: its days, incidents, people killed."""

    def say(bar: Bin) -> str:
        if not bar.incidents:
            return t.plain("timeline.bar_none", days=bar.label)
        incidents = t.plain("count.incidents", n=bar.incidents)
        return t.plain("timeline.bar", days=bar.label, incidents=incidents, range=t.range(bar.lower, bar.upper))

    return say


def _tick(t: Catalogue, width: Width, first: date) -> str:
    return t.day(first) if width == "week" else ""


def _label(t: Catalogue, width: Width, first: date, last: date) -> str:
    match width:
        case "day":
            return t.day(first)
        case "week":
            return t.days(first, last)
        case "month":
            return t.month(first.year, first.month)
        case "year":
            return str(first.year)
