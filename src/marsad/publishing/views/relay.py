"""The ways on which knowledge came to us, as a graph: origins, those who passed it on, outlets that we read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import Literal, NamedTuple

from marsad.publishing.views.shown import Pieces
from marsad.publishing.views.telling import ShownOrigin

_MOST = 40
"""More nodes than that are a list, not a picture."""
Column = Literal[0, 1, 2]


class Node(NamedTuple):
    """Somebody on the way: in the column of origins (0), of those between (1), or of outlets (2)."""

    column: int
    name: str
    party: bool = False


class Edge(NamedTuple):
    """One passes it on to the next, in so many reports."""

    start: Node
    end: Node
    reports: int


class Relay(NamedTuple):
    """The graph; its nodes in order."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


def relay_of(origins: Iterable[ShownOrigin], words: Mapping[str, str]) -> Relay | None:
    """The graph of some origins; None where there is nothing to draw, or too much. `words` names who has no name."""
    nodes: dict[Node, None] = {}
    edges: dict[tuple[Node, Node], int] = {}
    for origin in origins:
        first = Node(0, _name(origin.name, words, words["unnamed"]), origin.party)
        nodes[first] = None
        for way in origin.ways:
            between = [Node(1, _name(relay, words, words["unnamed"])) for relay in way.through]
            stops = [first, *between, Node(2, _name(way.outlet, words, words["unsigned"]))]
            for start, end in pairwise(stops):
                nodes[start] = nodes[end] = None
                edges[start, end] = edges.get((start, end), 0) + way.reports
    if not edges or len(nodes) > _MOST:
        return None
    return Relay(tuple(nodes), tuple(Edge(*ends, reports) for ends, reports in edges.items()))


def _name(pieces: Pieces | None, words: Mapping[str, str], absent: str) -> str:
    if not pieces:
        return absent
    return "".join(words["unnamed"] if piece.kind == "withheld" else piece.text for piece in pieces)
