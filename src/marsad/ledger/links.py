"""What judgements in force demand of the grouping of claims: which belong to one incident, and which never may.

A later judgement goes before an earlier one where both speak of the same claims. So somebody who said that two incidents
are the same can still say of one claim that it belongs to neither. An open incident that was judged stands among its
claims under its code, so that a link holds for an incident without claims too.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from marsad.ledger.state import State
from marsad.model.incident import is_code
from marsad.model.judgement import Judgement

Break = tuple[str, ...]
"""A link that does not hold: its kind and what it connects."""


@dataclass(frozen=True, slots=True)
class Links:
    """Must-links and cannot-links between claims (and codes of incidents), without contradiction.

    `together` leads from a claim to all claims of its incident that people tied to it (itself too); a claim without must-link
    is not in it. `apart` leads from a claim to those that may never share an incident with it. `meeting` are pairs of
    sets of claims of which some must meet in one incident: two reports that tell of the same; they bind a grouping, not
    every move on its way. `because` names, for every claim, the judgements that hold it.
    """

    together: Mapping[str, frozenset[str]]
    apart: Mapping[str, frozenset[str]]
    meeting: tuple[tuple[frozenset[str], frozenset[str], str], ...]
    because: Mapping[str, tuple[str, ...]]

    def block(self, claim: str) -> frozenset[str]:
        """The claims that must share an incident with `claim`, itself too."""
        return self.together.get(claim, frozenset({claim}))

    def must(self) -> Iterator[tuple[str, str]]:
        """Pairs of claims that must share an incident: enough of them to connect each block."""
        for block in sorted({tuple(sorted(block)) for block in self.together.values()}):
            yield from pairwise(claim for claim in block if not is_code(claim))

    def cannot(self) -> Iterator[tuple[str, str]]:
        """Every pair of claims that may never share an incident."""
        for claim in sorted(self.apart):
            others = () if is_code(claim) else sorted(self.apart[claim])
            yield from ((claim, other) for other in others if claim < other and not is_code(other))

    def broken(self, places: Mapping[str, object], claims: Iterable[str]) -> set[Break]:
        """Which links of `claims` do not hold when claims stand at these `places`; claims without a place do not count."""
        found: set[Break] = set()
        for claim in claims:
            block = sorted(other for other in self.block(claim) if other in places)
            if len({places[other] for other in block}) > 1:
                found.add(("together", *block))
            place = places.get(claim)
            apart = self.apart.get(claim, ()) if place is not None else ()
            found |= {("apart", *sorted((claim, other))) for other in apart if places.get(other) == place}
        return found

    def unmet(self, places: Mapping[str, object]) -> set[Break]:
        """Which pairs do not meet anywhere when claims stand at these places, though nothing keeps all of them apart."""
        found: set[Break] = set()
        for one, other, judgement in self.meeting:
            here, there = ([c for c in side if places.get(c) is not None] for side in (one, other))
            could = any(a not in self.apart.get(b, ()) for a in here for b in there)
            if could and not {places[c] for c in here} & {places[c] for c in there}:
                found.add(("meeting", judgement))
        return found

    def around(self, claims: Iterable[str]) -> set[str]:
        """The claims, and every claim that a link connects with them."""
        found: set[str] = set()
        for claim in claims:
            found |= self.block(claim) | self.apart.get(claim, frozenset())
        return found


def blamed(state: State, found: Links, breaks: Iterable[Break], places: Mapping[str, object]) -> list[Judgement]:
    """The judgements that say otherwise, where links are broken at these places; in the order in which they were made."""
    names: set[str] = set()
    for kind, *claims in breaks:
        if kind == "meeting":
            names |= set(claims)
            continue
        near = {claim for one in claims for claim in found.block(one)}
        for name in {name for claim in near for name in found.because.get(claim, ())}:
            judgement = state.judgements[name]
            one, other = sides(state, judgement)
            if kind == "together" and judgement.verdict == "same":
                apart = {places[c] for c in (one | other) & near if c in places}
                names |= {name} if len(apart) > 1 else set()
            elif kind == "apart" and judgement.verdict == "different":
                here, there = (found.block(claim) for claim in claims)
                names |= {name} if (one & here and other & there) or (one & there and other & here) else set()
    return sorted((state.judgements[name] for name in names), key=lambda judgement: judgement.number)


def links(state: State, *, without: Collection[str] = ()) -> Links:
    """The links that the judgements in force on pairs demand; `without` names judgements to leave out."""
    web = _Web()
    meeting = []
    for judgement in _pairs(state, without):
        one, other = sides(state, judgement)
        if judgement.verdict == "different":
            web.part(one, other, judgement.id)
        elif any(thing in state.reports for thing in judgement.on):
            meeting.append((one, other, judgement.id))
        else:
            web.join(one | other, judgement.id)
    return web.links(tuple(meeting))


def sides(state: State, judgement: Judgement) -> list[frozenset[str]]:
    """The claims behind each of a pair, and the incident itself where it is open."""
    opened = [thing in state.incidents and state.incidents[thing].status == "open" for thing in judgement.on]
    return [
        side | {thing} if is_open else side
        for side, thing, is_open in zip(judgement.sides, judgement.on, opened, strict=True)
    ]


def _pairs(state: State, without: Collection[str]) -> list[Judgement]:
    """The judgements that link, the latest first."""
    names = {name for question, name in state.in_force.items() if question[0] == "identity"}
    found = (state.judgements[name] for name in names.difference(without))
    return sorted((one for one in found if one.verdict != "unsure"), key=lambda one: one.number, reverse=True)


class _Web:
    """Blocks of claims that must be together and who may not be with whom; what comes first stands."""

    def __init__(self) -> None:
        self.block: dict[str, set[str]] = {}
        self.apart: dict[str, set[str]] = {}
        self.because: dict[str, list[str]] = {}

    def part(self, one: frozenset[str], other: frozenset[str], judgement: str) -> None:
        """Keep apart every claim here from every one there, unless they must be together."""
        for here in one:
            for there in other - self._together(here):
                self.apart.setdefault(here, set()).add(there)
                self.apart.setdefault(there, set()).add(here)
        self._hold(one | other, judgement)

    def join(self, claims: frozenset[str], judgement: str) -> None:
        """Put the claims together, without those that may not be with the others."""
        against = {claim: len(self._against(claim) & claims) for claim in claims}
        joined: set[str] = set()
        for claim in sorted(claims, key=lambda one: (against[one], one)):
            block = self._together(claim)
            if not any(self._against(member) & joined for member in block):
                joined |= block
        for claim in joined:
            self.block[claim] = joined
        self._hold(claims, judgement)

    def links(self, meeting: tuple[tuple[frozenset[str], frozenset[str], str], ...]) -> Links:
        """The web as it is now; what is kept apart from one claim is kept apart from its whole block."""
        blocks = {id(block): frozenset(block) for block in self.block.values()}
        together = {claim: blocks[id(block)] for claim, block in self.block.items()}
        apart: dict[str, set[str]] = {}
        for claim in self.apart:
            for one in self._together(claim):
                apart.setdefault(one, set()).update(*(self._together(other) for other in self.apart[claim]))
        because = {claim: tuple(sorted(found, key=lambda j: int(j[1:]))) for claim, found in self.because.items()}
        return Links(together, {claim: frozenset(others) for claim, others in apart.items()}, meeting, because)

    def _together(self, claim: str) -> set[str]:
        return self.block.get(claim, {claim})

    def _against(self, claim: str) -> set[str]:
        found: set[str] = set()
        for member in self._together(claim):
            for other in self.apart.get(member, ()):
                found |= self._together(other)
        return found

    def _hold(self, claims: Iterable[str], judgement: str) -> None:
        for claim in claims:
            self.because.setdefault(claim, []).append(judgement)
