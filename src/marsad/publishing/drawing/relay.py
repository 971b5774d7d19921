"""How knowledge came to us, drawn: origins at the beginning, outlets that we read at the end, those between in between (SVG)."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from marsad.publishing.views.relay import Edge, Node, Relay

_WIDTH, _ROW, _BOX, _TOP = 720, 46, 196, 10
_HEIGHT = 32
_LETTERS = 26


def relay_chain(relay: Relay, label: str, direction: str = "ltr") -> str:
    """The graph as a picture, from the left or, in scripts that run so, from the right. A list beside it must say the same."""
    columns = sorted({node.column for node in relay.nodes})
    places = {node: _place(node, columns, relay.nodes) for node in relay.nodes}
    if direction == "rtl":
        places = {node: (_WIDTH - x - _BOX, y) for node, (x, y) in places.items()}
    most = max(sum(1 for node in relay.nodes if node.column == column) for column in columns)
    height = _TOP * 2 + most * _ROW - (_ROW - _HEIGHT)
    edges = "".join(_edge(edge, places) for edge in relay.edges)
    nodes = "".join(_node(node, *places[node]) for node in relay.nodes)
    return (
        f'<svg class="relay" viewBox="0 0 {_WIDTH} {height}" role="img" aria-label="{escape(label)}" direction="ltr">'
        f"<title>{escape(label)}</title>{edges}{nodes}</svg>"
    )


def _place(node: Node, columns: Sequence[int], nodes: Sequence[Node]) -> tuple[float, float]:
    """The upper left corner of a node: its column, and in it the middle of the rows that the longest column has."""
    others = [other for other in nodes if other.column == node.column]
    most = max(sum(1 for other in nodes if other.column == column) for column in columns)
    row = others.index(node) + (most - len(others)) / 2
    steps = max(len(columns) - 1, 1)
    return columns.index(node.column) * (_WIDTH - _BOX) / steps, _TOP + row * _ROW


def _edge(edge: Edge, places: dict[Node, tuple[float, float]]) -> str:
    (x1, y1), (x2, y2) = places[edge.start], places[edge.end]
    start, end = (x1 + _BOX, x2) if x2 > x1 else (x1, x2 + _BOX)
    middle, y1, y2 = (start + end) / 2, y1 + _HEIGHT / 2, y2 + _HEIGHT / 2
    width = min(1 + edge.reports / 2, 5)
    return f'<path class="way" d="M{start:g} {y1:g}C{middle:g} {y1:g} {middle:g} {y2:g} {end:g} {y2:g}" stroke-width="{width:g}"/>'


def _node(node: Node, x: float, y: float) -> str:
    name = node.name if len(node.name) <= _LETTERS else f"{node.name[: _LETTERS - 1]}…"
    kind = "party" if node.party else ("origin", "between", "outlet")[node.column]
    full = f"<title>{escape(node.name)}</title>" if name != node.name else ""
    return (
        f'<g class="{kind}"><rect x="{x:g}" y="{y:g}" width="{_BOX}" height="{_HEIGHT}" rx="5"/>'
        f'<text x="{x + _BOX / 2:g}" y="{y + _HEIGHT / 2 + 5:g}" text-anchor="middle">{full}{escape(name)}</text></g>'
    )
