"""Where claims stand on a page of tolls: their numbers, the incidents that show them, and the links to them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from marsad.model.claim import Claim
from marsad.model.toll import IncidentToll, TellingReport, TollRow, Tolls
from marsad.publishing.toll_words import speakers_of
from marsad.tolls.wording import quoted

NO_INCIDENT = "none"
"""The anchor of the claims that belong to no incident."""


@dataclass(frozen=True, slots=True)
class IncidentView:
    """An incident as a page shows it: its `anchor`, its `depth` in the tree (0 = top), its parts, all claims it shows.

    `shown` are its own claims, those set aside here, and those of other incidents that hold its ranges up.
    """

    incident: IncidentToll
    anchor: str
    depth: int
    parts: tuple[IncidentView, ...]
    shown: tuple[str, ...]

    def heading(self, below: int, words: str, anchor: str = "") -> str:
        """A heading `below` the incident's own (0 = its own), as HTML; `words` are HTML."""
        level = min(2 + self.depth + below, 6)
        named = f' id="{anchor}"' if anchor else ""
        return f"<h{level}{named}>{words}</h{level}>"


class ClaimLinks:
    """All claims of a page, from 1, and how to lead to them."""

    def __init__(self, tolls: Tolls) -> None:
        self.claims: Mapping[str, Claim] = {claim.id: claim for claim in tolls.claims}
        self.number: Mapping[str, int] = {claim.id: number for number, claim in enumerate(tolls.claims, 1)}
        self.reports: Mapping[str, TellingReport] = {report.id: report for report in tolls.reports}
        self.speakers: Mapping[str, str] = speakers_of(tolls)
        self.roots = _views(tolls.incidents)
        self.homes: dict[str, IncidentView] = {}
        for view in each_of(self.roots):
            for claim in (*view.incident.claims, *(each.claim for each in view.incident.set_aside)):
                self.homes.setdefault(claim, view)

    def anchor(self, claim: str, view: IncidentView | None) -> str:
        """The address of a claim's strip in an incident; where that does not show it, in the one that it belongs to."""
        place = view if view is not None and claim in view.shown else self.homes.get(claim)
        return f"{NO_INCIDENT if place is None else place.anchor}-c{self.number[claim]}"

    def link(self, claim: str, view: IncidentView | None) -> str:
        """A link to a claim's strip, as HTML."""
        number = self.number[claim]
        label = escape(f"claim {number}: {quoted(self.claims[claim])}")
        return f'<a class="ref" href="#{self.anchor(claim, view)}" aria-label="{label}">{number}</a>'

    def links(self, claims: Iterable[str], view: IncidentView | None) -> str:
        """Links to several claims by their numbers, as HTML."""
        return " ".join(self.link(claim, view) for claim in sorted(claims, key=self.number.__getitem__))


def each_of(views: Sequence[IncidentView]) -> Iterator[IncidentView]:
    """All incidents, every parent before its parts."""
    for view in views:
        yield view
        yield from each_of(view.parts)


def rows_of(incident: IncidentToll) -> Iterator[TollRow]:
    """All rows of an incident."""
    yield from incident.toll
    yield from (group.row for group in incident.groups)


def _views(incidents: Sequence[IncidentToll]) -> tuple[IncidentView, ...]:
    numbers = {incident.id: number for number, incident in enumerate(incidents, 1)}

    def made(parent: str | None, depth: int) -> tuple[IncidentView, ...]:
        mine = [incident for incident in incidents if incident.parent == parent]
        return tuple(
            IncidentView(each, f"i{numbers[each.id]}", depth, made(each.id, depth + 1), _shown(each)) for each in mine
        )

    return made(None, 0)


def _shown(incident: IncidentToll) -> tuple[str, ...]:
    held = (claim for row in rows_of(incident) for claim in (*row.held_by.lower, *row.held_by.upper))
    aside = (each.claim for each in incident.set_aside)
    return tuple(dict.fromkeys((*incident.claims, *aside, *held)))
