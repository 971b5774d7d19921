"""How knowledge came to us, drawn: origins at the beginning, outlets that we read at the end, those between in between (SVG)."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from marsad.publishing.views.relay import Edge, Node, Relay

_WIDTH, _ROW, _BOX, _HEIGHT, _EDGE = 760, 44, 232, 32, 2
_LETTERS = 34


def relay_chain(relay: Relay, label: str, direction: str = "ltr") -> str:
    """The graph as a picture, from the left or, in scripts that run so, from the right. A list beside it must say the same."""
    columns = _columns(relay)
    most = max(len(column) for column in columns)
    places = {
        node: (
            _EDGE + at * (_WIDTH - 2 * _EDGE - _BOX) / max(len(columns) - 1, 1),
            _EDGE + (row + (most - len(column)) / 2) * _ROW,
        )
        for at, column in enumerate(columns)
        for row, node in enumerate(column)
    }
    if direction == "rtl":
        places = {node: (_WIDTH - x - _BOX, y) for node, (x, y) in places.items()}
    height = 2 * _EDGE + most * _ROW - (_ROW - _HEIGHT)
    edges = "".join(_edge(edge, places) for edge in relay.edges)
    nodes = "".join(_node(node, *places[node]) for node in relay.nodes)
    return (
        f'<svg class="relay" viewBox="0 0 {_WIDTH} {height}" role="img" aria-label="{escape(label)}" direction="ltr">'
        f"<title>{escape(label)}</title>{edges}{nodes}</svg>"
    )


def _columns(relay: Relay) -> list[list[Node]]:
    """The nodes column by column, each beside those before it that it hears from, so that few lines cross."""
    columns = [
        [node for node in relay.nodes if node.column == n] for n in sorted({node.column for node in relay.nodes})
    ]
    row = {node: at for at, node in enumerate(columns[0])}
    for column in columns[1:]:
        heard = {
            node: [row[edge.start] for edge in relay.edges if edge.end == node and edge.start in row] for node in column
        }
        column.sort(key=lambda node: sum(heard[node]) / max(len(heard[node]), 1))
        row |= {node: at for at, node in enumerate(column)}
    return columns


def _edge(edge: Edge, places: Mapping[Node, tuple[float, float]]) -> str:
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
