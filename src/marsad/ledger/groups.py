"""Groups of claims on their way to become incidents, and how they are made to obey what people judged.

A clustering that was given the links obeys them already; here it is made sure, for whatever grouping comes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from marsad.ledger.links import Links
from marsad.ledger.state import State
from marsad.model.incident import Description, is_code


@dataclass(slots=True)
class Group:
    """What shall be one incident: claims with their weights, and incidents (by code, without weight) that it goes on.

    `description` is None where nobody described it anew.
    """

    weights: dict[str, int] = field(default_factory=dict)
    description: Description | None = None

    def weight(self, among: Iterable[str] | None = None) -> int:
        """The weight of the group, or of those of its claims that are `among` these."""
        return sum(self.weights.values()) if among is None else sum(self.weights.get(one, 0) for one in among)

    @property
    def codes(self) -> list[str]:
        """The incidents that it goes on."""
        return sorted(thing for thing in self.weights if is_code(thing))

    @property
    def claims(self) -> frozenset[str]:
        """Its claims."""
        return frozenset(thing for thing in self.weights if not is_code(thing))

    @property
    def key(self) -> str:
        """What tells it from other groups, whatever their order and whatever the record says of them now."""
        return min(self.claims or self.weights)


def obey(groups: Iterable[Group], links: Links, state: State) -> list[Group]:
    """The groups, changed as little as the links demand."""
    found = sorted((group for group in groups if group.weights), key=lambda group: group.key)
    _join(found, links, state)
    found = [part for group in found if group.weights for part in _parts(group, links, state)]
    _follow(found, links, state)
    _meet(found, links)
    return sorted((group for group in found if group.weights), key=lambda group: group.key)


def _owners(groups: list[Group]) -> dict[str, Group]:
    return {thing: group for group in groups for thing in group.weights}


def _holding(owner: Mapping[str, Group], things: Iterable[str]) -> list[Group]:
    """The groups that hold any of the things."""
    found = {id(group): group for thing in things if (group := owner.get(thing)) is not None}
    return sorted(found.values(), key=lambda group: group.key)


def _move(owner: dict[str, Group], home: Group, group: Group, things: Iterable[str]) -> None:
    for thing in list(things):
        home.weights[thing] = group.weights.pop(thing)
        owner[thing] = home
    if not group.weights and home.description is None:
        home.description = group.description


def _join(groups: list[Group], links: Links, state: State) -> None:
    """Bring every block home: to the group of its incident, else to the one with most of it.

    A group goes along as a whole unless as much of it belongs to an incident that it goes on itself.
    """
    owner = _owners(groups)
    for block in sorted({tuple(sorted(block)) for block in links.together.values()}):
        split = _holding(owner, block)
        home = max(split, key=lambda group: _home(group, block), default=None)
        for group in split:
            if home is not None and group is not home:
                stays = _stays(group, home, block, state)
                _move(owner, home, group, [one for one in group.weights if one in block or not stays])


def _stays(group: Group, home: Group, block: tuple[str, ...], state: State) -> bool:
    going = {*home.codes, *block}
    own = set(group.codes) - going
    leaving = [one for one in group.weights if one in block or state.place(one) in going]
    staying = [one for one in group.weights if one not in block and state.place(one) in own]
    return bool(staying) and group.weight(staying) >= group.weight(leaving)


def _home(group: Group, block: tuple[str, ...]) -> tuple[bool, int, bool, int]:
    held = any(code in block for code in group.codes)
    return held, group.weight(block), group.description is not None, group.weight()


def _parts(group: Group, links: Links, state: State) -> list[Group]:
    """The group, or parts of it that hold nobody who must be apart; who belongs to one incident now stays together."""
    atoms = {tuple(sorted(thing for thing in links.block(one) if thing in group.weights)) for one in group.weights}
    torn = {atom for atom in atoms if any(links.apart.get(one, frozenset()) & group.weights.keys() for one in atom)}
    if not torn:
        return [group]
    parts: list[Group] = []
    for atom in sorted(atoms, key=lambda atom: (atom not in torn, -group.weight(atom), atom)):
        against = frozenset().union(*(links.apart.get(one, frozenset()) for one in atom))
        fitting = [part for part in parts if not against & part.weights.keys()]
        if not fitting:
            fitting = [Group({}, group.description)]
            parts += fitting
        places = {state.place(one) for one in atom} - {None}
        home = max(fitting, key=lambda part: (_sharing(part, places, state), part.weight()))
        home.weights.update((thing, group.weights[thing]) for thing in atom)
    return parts


def _sharing(part: Group, places: set[str | None], state: State) -> int:
    """How much of the part belongs to these incidents now."""
    return sum(1 + weight for one, weight in part.weights.items() if state.place(one) in places)


def _follow(groups: list[Group], links: Links, state: State) -> None:
    """Every incident that no link holds goes on with the group that now has most of its weight."""
    owner = _owners(groups)
    held: dict[str, list[tuple[int, Group]]] = {}
    for group in groups:
        for code, weight in overlaps(group, state.ties).items():
            held.setdefault(code, []).append((weight, group))
    for code in sorted(held.keys() & owner.keys() - links.together.keys()):
        against = links.apart.get(code, frozenset())
        fitting = [(weight, group) for weight, group in held[code] if not against & group.weights.keys()]
        most = max((weight for weight, _ in fitting), default=0)
        new = min((group for weight, group in fitting if weight == most), key=lambda group: group.key, default=None)
        if new is not None and new is not owner[code]:
            _move(owner, new, owner[code], [code])


def _meet(groups: list[Group], links: Links) -> None:
    """Join the heaviest groups of two that must meet, where nothing keeps them apart."""
    owner = _owners(groups)
    for one, other, _ in sorted(links.meeting, key=lambda pair: int(pair[2][1:])):
        here = sorted(_holding(owner, one), key=lambda group: -group.weight(one))
        there = sorted(_holding(owner, other), key=lambda group: -group.weight(other))
        if not any(group in there for group in here):
            pairs = [(a, b) for a in here for b in there if not _apart(a, b, links)]
            for a, b in pairs[:1]:
                _move(owner, a, b, b.weights)


def _apart(one: Group, other: Group, links: Links) -> bool:
    return any(links.apart.get(thing, frozenset()) & other.weights.keys() for thing in one.weights)


def overlaps(group: Group, ties: Mapping[str, str]) -> dict[str, int]:
    """How much weight of each incident the group holds."""
    found: dict[str, int] = {}
    for thing, weight in group.weights.items():
        if (code := ties.get(thing)) is not None:
            found[code] = found.get(code, 0) + weight
    return found
