"""Why a range is what it is: every claim on an incident as a strip on its harm's axis, beside the toll's own range."""

from __future__ import annotations

from collections.abc import Iterable

from marsad.publishing.claim_strip import claim_strip
from marsad.publishing.html_page import bdi
from marsad.publishing.incident_view import ClaimLinks, IncidentView
from marsad.publishing.strip import ruler
from marsad.publishing.toll_words import kind_words, range_words
from marsad.publishing.views.strips import HarmStrips, KindStrips, Strip, strips_of
from marsad.publishing.words import counted, harm_name

_OPEN = 12
"""So many strips of one kind of people are open; the others are folded."""
_ASIDE_OPEN = 4


def why_range(view: IncidentView, links: ClaimLinks, *, explain: bool) -> str:
    """The sections of an incident, harm by harm and kind by kind, each with the strips of its claims."""
    return "".join(_HarmSection(view, links, harm, explain).html() for harm in strips_of(view, links))


class _HarmSection:
    """One harm of an incident as HTML."""

    def __init__(self, view: IncidentView, links: ClaimLinks, harm: HarmStrips, explain: bool) -> None:
        self.view, self.links, self.harm, self.explain = view, links, harm, explain

    def html(self) -> str:
        """The strips of the harm."""
        kinds = "".join(self._kind(kind, number) for number, kind in enumerate(self.harm.kinds, 1))
        return kinds + self._set_aside()

    def _kind(self, kind: KindStrips, number: int) -> str:
        anchor = f"{self.view.anchor}-{self.harm.harm}-{number}"
        heading = self.view.heading(2, self._heading(kind), anchor)
        strips = self._strips(kind.strips[:_OPEN])
        if folded := kind.strips[_OPEN:]:
            more = f"{counted(len(folded), 'more claim')} on the same people"
            strips += f"<details><summary>{more}</summary>{self._strips(folded)}</details>\n"
        return (
            f'<section aria-labelledby="{anchor}"><div class="ruled">{heading}'
            f'<div class="chart">{ruler(self.harm.axis, kind.row)}</div></div>\n{strips}</section>\n'
        )

    def _heading(self, kind: KindStrips) -> str:
        named = harm_name(self.harm.harm).capitalize()
        if kind.kind is None or kind.row is None:
            return f"{named}: no range of its own"
        people = f", {bdi(kind_words(*kind.kind))}" if any(kind.kind) else ""
        return f"{named}{people}: {bdi(range_words(kind.row.lower, kind.row.upper))}"

    def _strips(self, strips: Iterable[Strip]) -> str:
        items = "".join(self._strip(strip) for strip in strips)
        return f'<ol class="strips">{items}</ol>\n'

    def _strip(self, strip: Strip) -> str:
        return claim_strip(strip.claim, strip.part, self.harm.axis, self.view, self.links, explain=self.explain)

    def _set_aside(self) -> str:
        aside = self.harm.aside
        if not aside:
            return ""
        unfolded = " open" if len(aside) <= _ASIDE_OPEN else ""
        summary = f"Set aside: {counted(len(aside), 'claim')} of people {harm_name(self.harm.harm)}, not in the sum"
        ruled = f'<div class="ruled"><p class="quiet">On the same axis, beside the toll of the same people.</p><div class="chart">{ruler(self.harm.axis)}</div></div>'
        return f'<details class="aside"{unfolded}><summary>{summary}</summary>{ruled}{self._strips(aside).rstrip()}</details>\n'
