"""Why a range is what it is: the claims on an incident, harm by harm and kind by kind, on the axis that they share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from marsad.model.claim import Claim, Harm
from marsad.model.toll import ChangedReading, SetAside, TollRow
from marsad.publishing.axis import Axis, axis_over
from marsad.publishing.incident_view import ClaimLinks, IncidentView
from marsad.publishing.views.kinds import Kind, kinds_of, row_for

_FARTHEST = 3
"""A claim set aside may stretch the axis to so many times what the others need."""


class End(NamedTuple):
    """A range that a claim holds up: whose it is, its row, and which of its ends."""

    kind: Kind
    row: TollRow
    lower: bool
    upper: bool

    def others(self, claim: str) -> frozenset[str]:
        """The other claims that it takes to hold the same ends."""
        held = self.row.held_by
        return frozenset((held.lower if self.lower else ()) + (held.upper if self.upper else ())) - {claim}


@dataclass(frozen=True, slots=True)
class Part:
    """What a claim does to an incident's toll: the row of its people, the ends it holds, how it is read, if it counts."""

    row: TollRow | None = None
    ends: tuple[End, ...] = ()
    changes: tuple[ChangedReading, ...] = ()
    aside: SetAside | None = None


class Strip(NamedTuple):
    """A claim, and what it does."""

    claim: Claim
    part: Part


class KindStrips(NamedTuple):
    """The claims on one kind of people; `kind` and `row` are None where the toll has no range of theirs."""

    kind: Kind | None
    row: TollRow | None
    strips: tuple[Strip, ...]


class HarmStrips(NamedTuple):
    """The claims of one harm on their axis: those in the sum by the people that they count, and those set aside."""

    harm: Harm
    axis: Axis
    kinds: tuple[KindStrips, ...]
    aside: tuple[Strip, ...]


def strips_of(view: IncidentView, links: ClaimLinks) -> Iterator[HarmStrips]:
    """The claims that an incident shows, the harms of its toll first."""
    harms = [*(row.harm for row in view.incident.toll), *(links.claims[claim].harm for claim in view.shown)]
    every = _Parts(view, links)
    for harm in dict.fromkeys(harms):
        yield _Harm(every, harm).strips()


class _Parts:
    """What each claim of an incident does, looked up once."""

    def __init__(self, view: IncidentView, links: ClaimLinks) -> None:
        self.view, self.links = view, links
        self.kinds = kinds_of(view.incident)
        self.aside = {each.claim: each for each in view.incident.set_aside}
        self.ends: dict[str, list[End]] = {}
        self.changes: dict[str, list[ChangedReading]] = {}
        for kind, rows in self.kinds.items():
            for row in rows.values():
                lower, upper = frozenset(row.held_by.lower), frozenset(row.held_by.upper)
                for claim in lower | upper:
                    self.ends.setdefault(claim, []).append(End(kind, row, claim in lower, claim in upper))
        for change in view.incident.changed:
            for claim in dict.fromkeys((change.claim, *change.together_with)):
                self.changes.setdefault(claim, []).append(change)


class _Harm:
    """One harm of an incident: its claims, its axis, its rows."""

    def __init__(self, every: _Parts, harm: Harm) -> None:
        self._every, self._harm, self._links = every, harm, every.links
        self._rows: Mapping[Kind, TollRow] = {kind: rows[harm] for kind, rows in every.kinds.items() if harm in rows}
        shown = [self._links.claims[claim] for claim in every.view.shown]
        mine = [claim for claim in shown if claim.harm == harm]
        self._kept = [claim for claim in mine if claim.id not in every.aside]
        self._aside = [claim for claim in mine if claim.id in every.aside]

    def strips(self) -> HarmStrips:
        """Its claims, in the order in which they are looked at."""
        by_kind: dict[Kind | None, list[Claim]] = {kind: [] for kind in self._rows}
        for claim in self._kept:
            by_kind.setdefault(row_for(claim, self._rows), []).append(claim)
        kinds = (
            KindStrips(kind, self._rows.get(kind) if kind else None, self._strips(sorted(claims, key=self._order)))
            for kind, claims in by_kind.items()
            if claims
        )
        aside = sorted(self._aside, key=lambda c: (self._every.aside[c.id].reason, self._links.number[c.id]))
        return HarmStrips(self._harm, self._axis(), tuple(kinds), self._strips(aside))

    def _axis(self) -> Axis:
        counts = [claim.count for claim in self._kept]
        ends = [(c.lower, c.upper) for c in counts] + [(row.near_lower, row.near_upper) for row in self._rows.values()]
        highest = max((lower if upper is None else upper for lower, upper in ends), default=0)
        for count in [claim.count for claim in self._aside]:
            last = count.lower if count.upper is None else count.upper
            if not ends or last <= _FARTHEST * highest:
                ends.append((count.lower, count.upper))
        return axis_over(
            (upper for _, upper in ends if upper is not None), (lower for lower, upper in ends if upper is None)
        )

    def _order(self, claim: Claim) -> tuple[int, int]:
        """Those that hold an end first, then those read otherwise, then the others, as they were told."""
        rank = 0 if claim.id in self._every.ends else 1 if claim.id in self._every.changes else 2
        return (rank, self._links.number[claim.id])

    def _strips(self, claims: Iterable[Claim]) -> tuple[Strip, ...]:
        return tuple(Strip(claim, self._part(claim)) for claim in claims)

    def _part(self, claim: Claim) -> Part:
        kind, every = row_for(claim, self._rows), self._every
        row = None if kind is None else self._rows[kind]
        ends, changes = every.ends.get(claim.id, ()), every.changes.get(claim.id, ())
        return Part(row, tuple(ends), tuple(changes), every.aside.get(claim.id))
