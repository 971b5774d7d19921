"""Correlation clustering: groups such that the scores within them add up to the most.

Never connected components: in a city with several strikes a day each is like the next, and the chain would make one
incident of all. Here every pair in a group counts, those against it too, and so do pairs that were never compared.

Greedy additive edge contraction (Keuper et al. 2015) joins the two groups whose joint score is highest until none is
above 0; then single members move wherever that gains (Kernighan and Lin 1970, moves only). Scores are whole numbers
and ties fall to the lower place, so the result is one and the same for one input.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from marsad.errors import ItemError

Pair = tuple[int, int]
_NEVER = -(10**12)
"""Outweighs every sum of scores."""
_ROUNDS = 20


@dataclass(frozen=True, slots=True)
class Links:
    """What is beyond score: pairs that belong `together`, and pairs that are kept `apart`."""

    together: frozenset[Pair] = frozenset()
    apart: frozenset[Pair] = frozenset()


def cluster(size: int, scores: Mapping[Pair, int], *, unseen: int, links: Links = Links()) -> list[list[int]]:
    """Groups of the items 0..`size`-1, each sorted, in the order of their first items.

    `scores` has the compared pairs (smaller place first); any other pair counts `unseen`, which is not above 0.
    Raises ItemError `incidents.links-contradict` when two items are to be together and apart.
    """
    atoms = _bound_together(size, links.together)
    graph = _Graph(atoms, scores, unseen, links.apart)
    groups = graph.contracted()
    moved = _moved(graph.between_atoms, [len(atom) for atom in atoms], groups, unseen)
    found = (sorted(item for atom in group for item in atoms[atom]) for group in moved)
    return sorted(found)


def _bound_together(size: int, together: Iterable[Pair]) -> list[list[int]]:
    parent = list(range(size))

    def root(item: int) -> int:
        while parent[item] != item:
            parent[item] = parent[parent[item]]
            item = parent[item]
        return item

    for one, other in together:
        first, second = sorted((root(one), root(other)))
        parent[second] = first
    atoms = defaultdict(list)
    for item in range(size):
        atoms[root(item)].append(item)
    return list(atoms.values())


Edges = list[dict[int, tuple[int, int]]]
"""For every group its neighbours, with the sum of the scores between them and how many pairs were scored."""


class _Graph:
    """Groups and what lies between them, while they are joined."""

    def __init__(
        self, atoms: Sequence[Sequence[int]], scores: Mapping[Pair, int], unseen: int, apart: Iterable[Pair]
    ) -> None:
        self._unseen = unseen
        self._sizes = [len(atom) for atom in atoms]
        self._members = [[number] for number in range(len(atoms))]
        self._between: Edges = [{} for _ in atoms]
        of = {item: number for number, atom in enumerate(atoms) for item in atom}
        for (one, other), score in scores.items():
            self._add(of[one], of[other], score, 1)
        for one, other in apart:
            if of[one] == of[other]:
                raise _contradiction()
            self._add(of[one], of[other], _NEVER, 0)
        self.between_atoms: Edges = [dict(edges) for edges in self._between]

    def _add(self, one: int, other: int, score: int, scored: int) -> None:
        if one != other:
            total, number = self._between[one].get(other, (0, 0))
            self._between[one][other] = self._between[other][one] = (total + score, number + scored)

    def _joint(self, one: int, other: int) -> int:
        total, scored = self._between[one][other]
        return total + (self._sizes[one] * self._sizes[other] - scored) * self._unseen

    def contracted(self) -> list[list[int]]:
        """Join while it gains; the groups of atoms that are left."""
        queue = [
            (-joint, one, other)
            for one, edges in enumerate(self._between)
            for other in edges
            if one < other and (joint := self._joint(one, other)) > 0
        ]
        heapq.heapify(queue)
        while queue:
            gain, one, other = heapq.heappop(queue)
            if other in self._between[one] and self._joint(one, other) == -gain:
                self._join(one, other, queue)
        return [members for members in self._members if members]

    def _join(self, one: int, other: int, queue: list[tuple[int, int, int]]) -> None:
        if len(self._between[one]) < len(self._between[other]):
            one, other = other, one
        self._members[one] += self._members[other]
        self._members[other] = []
        self._sizes[one] += self._sizes[other]
        del self._between[one][other]
        gone, self._between[other] = self._between[other], {}
        for neighbour, (total, scored) in gone.items():
            if neighbour != one:
                del self._between[neighbour][other]
                self._add(one, neighbour, total, scored)
        for neighbour in self._between[one]:
            if (joint := self._joint(one, neighbour)) > 0:
                heapq.heappush(queue, (-joint, min(one, neighbour), max(one, neighbour)))


def _moved(between: Edges, sizes: Sequence[int], groups: Sequence[Sequence[int]], unseen: int) -> list[list[int]]:
    """Move atoms one by one to the group, or out of any, where the sum of the scores gains most."""
    group_of = {atom: number for number, group in enumerate(groups) for atom in group}
    people = [sum(sizes[atom] for atom in group) for group in groups]
    # an atom whose scores are all within its group, or all against, has nowhere to go
    restless = [atom for atom in range(len(sizes)) if any(total > 0 for total, _ in between[atom].values())]
    for _ in range(_ROUNDS):
        moves = 0
        for atom in restless:
            here, best, gain = group_of[atom], group_of[atom], 0
            joint = _joint_with_groups(atom, between, sizes, group_of, people, unseen)
            stay = joint.pop(here, (people[here] - sizes[atom]) * sizes[atom] * unseen)
            for there, score in sorted(joint.items()):
                if score - stay > gain:
                    best, gain = there, score - stay
            if -stay > gain:
                best, gain = len(people), -stay
                people.append(0)
            if gain > 0:
                group_of[atom] = best
                people[here] -= sizes[atom]
                people[best] += sizes[atom]
                moves += 1
        if not moves:
            break
    moved = defaultdict(list)
    for atom, group in group_of.items():
        moved[group].append(atom)
    return list(moved.values())


def _joint_with_groups(
    atom: int, between: Edges, sizes: Sequence[int], group_of: Mapping[int, int], people: Sequence[int], unseen: int
) -> dict[int, int]:
    """The joint score of an atom with every group that it has a scored pair with, itself left out of its own."""
    sums: defaultdict[int, int] = defaultdict(int)
    pairs: defaultdict[int, int] = defaultdict(int)
    for other, (total, scored) in between[atom].items():
        sums[group_of[other]] += total
        pairs[group_of[other]] += scored
    own = group_of[atom]
    return {
        group: total + (sizes[atom] * (people[group] - (sizes[atom] if group == own else 0)) - pairs[group]) * unseen
        for group, total in sums.items()
    }


def _contradiction() -> ItemError:
    return ItemError(
        "incidents.links-contradict",
        "two accounts are to be kept together and apart",
        hint="Look at the judgements about their reports again; one of them has to go.",
    )
