"""Why a range is what it is: every claim on an incident as a strip on its harm's axis, beside the toll's own range."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from marsad.model.claim import Claim, Harm
from marsad.model.toll import ChangedReading, TollRow
from marsad.publishing.axis import Axis, axis_over
from marsad.publishing.claim_strip import End, Part, claim_strip
from marsad.publishing.html_page import bdi
from marsad.publishing.incident_view import ClaimLinks, IncidentView
from marsad.publishing.range_table import Kind, kinds_of
from marsad.publishing.strip import ruler
from marsad.publishing.toll_words import kind_words, range_words
from marsad.publishing.words import counted, harm_name

_OPEN = 12
"""So many strips of one kind of people are open; the others are folded."""
_ASIDE_OPEN = 4
_FARTHEST = 3
"""A claim set aside may stretch the axis to so many times what the others need."""


def why_range(view: IncidentView, links: ClaimLinks, *, explain: bool) -> str:
    """The sections of an incident, harm by harm and kind by kind, each with the strips of its claims."""
    return "".join(_HarmSection(view, links, harm, explain).html() for harm in _harms(view, links))


def _harms(view: IncidentView, links: ClaimLinks) -> list[Harm]:
    """The harms that anything is said of, those of the toll first."""
    of_toll = [row.harm for row in view.incident.toll]
    return list(dict.fromkeys([*of_toll, *(links.claims[claim].harm for claim in view.shown)]))


class _HarmSection:
    """One harm of an incident: its claims, its axis, its rows."""

    def __init__(self, view: IncidentView, links: ClaimLinks, harm: Harm, explain: bool) -> None:
        self.view, self.links, self.harm, self.explain = view, links, harm, explain
        self.kinds = kinds_of(view.incident)
        self.rows: Mapping[Kind, TollRow] = {kind: rows[harm] for kind, rows in self.kinds.items() if harm in rows}
        self.aside = {each.claim: each for each in view.incident.set_aside if links.claims[each.claim].harm == harm}
        shown = [links.claims[claim] for claim in view.shown if links.claims[claim].harm == harm]
        self.kept = [claim for claim in shown if claim.id not in self.aside]
        self.axis = self._axis()

    def _axis(self) -> Axis:
        counts = [claim.count for claim in self.kept]
        ends = [(c.lower, c.upper) for c in counts] + [(row.near_lower, row.near_upper) for row in self.rows.values()]
        highest = max((lower if upper is None else upper for lower, upper in ends), default=0)
        others = [self.links.claims[claim].count for claim in self.aside]
        for count in others:
            last = count.lower if count.upper is None else count.upper
            if not ends or last <= _FARTHEST * highest:
                ends.append((count.lower, count.upper))
        return axis_over(
            (upper for _, upper in ends if upper is not None), (lower for lower, upper in ends if upper is None)
        )

    def html(self) -> str:
        """The strips of the harm."""
        by_kind: dict[Kind | None, list[Claim]] = {kind: [] for kind in self.rows}
        for claim in self.kept:
            by_kind.setdefault(row_for(claim, self.rows), []).append(claim)
        kinds = "".join(self._kind(kind, claims, n) for n, (kind, claims) in enumerate(by_kind.items(), 1) if claims)
        return kinds + self._set_aside()

    def _kind(self, kind: Kind | None, claims: Sequence[Claim], number: int) -> str:
        row = None if kind is None else self.rows[kind]
        anchor = f"{self.view.anchor}-{self.harm}-{number}"
        heading = self.view.heading(2, self._heading(kind, row), anchor)
        ordered = sorted(claims, key=self._order)
        strips = self._strips(ordered[:_OPEN], row)
        if len(ordered) > _OPEN:
            more = f"{counted(len(ordered) - _OPEN, 'more claim')} on the same people"
            strips += f"<details><summary>{more}</summary>{self._strips(ordered[_OPEN:], row)}</details>\n"
        return (
            f'<section aria-labelledby="{anchor}"><div class="ruled">{heading}'
            f'<div class="chart">{ruler(self.axis, row)}</div></div>\n{strips}</section>\n'
        )

    def _heading(self, kind: Kind | None, row: TollRow | None) -> str:
        named = harm_name(self.harm).capitalize()
        if kind is None or row is None:
            return f"{named}: no range of its own"
        people = f", {bdi(kind_words(*kind))}" if any(kind) else ""
        return f"{named}{people}: {bdi(range_words(row.lower, row.upper))}"

    def _order(self, claim: Claim) -> tuple[int, int]:
        """Those that hold an end first, then those read otherwise, then the others, as they were told."""
        rank = 0 if self._ends(claim.id) else 1 if self._changes(claim.id) else 2
        return (rank, self.links.number[claim.id])

    def _strips(self, claims: Iterable[Claim], row: TollRow | None) -> str:
        strips = "".join(self._strip(claim, row) for claim in claims)
        return f'<ol class="strips">{strips}</ol>\n'

    def _strip(self, claim: Claim, row: TollRow | None) -> str:
        part = Part(row, self._ends(claim.id), self._changes(claim.id), self.aside.get(claim.id))
        return claim_strip(claim, part, self.axis, self.view, self.links, explain=self.explain)

    def _ends(self, claim: str) -> tuple[End, ...]:
        """The ranges that a claim holds up: of whom, the row, and which ends."""
        found = []
        for kind, rows in self.kinds.items():
            for harm, row in rows.items():
                lower, upper = claim in row.held_by.lower, claim in row.held_by.upper
                if lower or upper:
                    name = harm_name(harm)
                    found.append(End(f"{name}, {kind_words(*kind)}" if any(kind) else name, row, lower, upper))
        return tuple(found)

    def _changes(self, claim: str) -> tuple[ChangedReading, ...]:
        return tuple(each for each in self.view.incident.changed if claim in (each.claim, *each.together_with))

    def _set_aside(self) -> str:
        if not self.aside:
            return ""
        claims = sorted(self.aside, key=lambda claim: (self.aside[claim].reason, self.links.number[claim]))
        strips = "".join(self._strip(self.links.claims[c], self._row(self.links.claims[c])) for c in claims)
        unfolded = " open" if len(claims) <= _ASIDE_OPEN else ""
        summary = f"Set aside: {counted(len(claims), 'claim')} of people {harm_name(self.harm)}, not in the sum"
        ruled = f'<div class="ruled"><p class="quiet">On the same axis, beside the toll of the same people.</p><div class="chart">{ruler(self.axis)}</div></div>'
        return (
            f'<details class="aside"{unfolded}><summary>{summary}</summary>{ruled}'
            f'<ol class="strips">{strips}</ol></details>\n'
        )

    def _row(self, claim: Claim) -> TollRow | None:
        kind = row_for(claim, self.rows)
        return None if kind is None else self.rows[kind]


def row_for(claim: Claim, rows: Mapping[Kind, TollRow]) -> Kind | None:
    """The narrowest kind of people with a row that holds everybody whom a claim counts; None where no row does.

    Where the toll publishes no row for a combination ("civilians, children"), it is all of the smaller of its kinds.
    """
    group = claim.group
    said = (group.status, group.age, group.sex)
    mine: Kind = (*(None if value == "unknown" else value for value in said), group.role, group.affiliation)
    if mine in rows:
        return mine
    holding = [kind for kind in rows if all(a in (None, b) for a, b in zip(kind, mine, strict=True))]
    return min(holding, key=lambda kind: (-sum(map(bool, kind)), *_size(rows[kind])), default=None)


def _size(row: TollRow) -> tuple[float, int]:
    return (float("inf") if row.upper is None else row.upper, row.lower)
