"""How knowledge came, as a graph and as a drawing."""

from __future__ import annotations

import re

from marsad.publishing.disclosure import Piece
from marsad.publishing.drawing.relay import relay_chain
from marsad.publishing.views.relay import Edge, Node, Relay, relay_of
from marsad.publishing.views.telling import ShownOrigin, Way

WORDS = {"unnamed": "not named", "unsigned": "outlet not said"}
MONITOR, AGENCY, DAILY = Node(0, "Monitor"), Node(1, "Agency"), Node(2, "Daily")


def said(name: str) -> tuple[Piece, ...]:
    return (Piece(name, "plain"),)


def origin(name: str | None, *ways: Way, party: bool = False) -> ShownOrigin:
    return ShownOrigin(None if name is None else said(name), party, copied=False, ways=ways)


def test_the_same_way_in_several_reports_is_one_line() -> None:
    graph = relay_of(
        [
            origin("Monitor", Way((said("Agency"),), said("Daily"), 2), Way((), said("Daily"), 1)),
            origin(None, Way((), None, 1), party=True),
        ],
        WORDS,
    )
    unnamed, unsigned = Node(0, "not named", party=True), Node(2, "outlet not said")
    assert graph == Relay(
        (MONITOR, AGENCY, DAILY, unnamed, unsigned),
        (Edge(MONITOR, AGENCY, 2), Edge(AGENCY, DAILY, 2), Edge(MONITOR, DAILY, 1), Edge(unnamed, unsigned, 1)),
    )


def test_a_withheld_name_is_a_word_in_the_drawing() -> None:
    way = Way((), (Piece("", "withheld", "source"), Piece(" Post", "plain")), 1)
    graph = relay_of([origin("Monitor", way)], WORDS)
    assert graph is not None
    assert graph.nodes[-1].name == "not named Post"


def test_nothing_and_far_too_much_are_not_drawn() -> None:
    assert relay_of([], WORDS) is None
    assert relay_of([origin("Monitor")], WORDS) is None
    assert relay_of([origin(f"Monitor {n}", Way((), said("Daily"), 1)) for n in range(50)], WORDS) is None


def test_the_drawing_runs_with_the_script_and_runs_nothing() -> None:
    graph = Relay((MONITOR, Node(2, "<script>&")), (Edge(MONITOR, Node(2, "<script>&"), 1),))
    left, right = relay_chain(graph, 'a "label"'), relay_chain(graph, "label", "rtl")
    assert "<script>" not in left
    assert 'aria-label="a &quot;label&quot;"' in left
    boxes = [float(x) for x in re.findall(r'<rect x="([\d.]+)"', left)]
    assert boxes[0] < boxes[1]
    boxes = [float(x) for x in re.findall(r'<rect x="([\d.]+)"', right)]
    assert boxes[0] > boxes[1]


def test_outlets_stand_beside_those_that_they_hear_from() -> None:
    a, b, x, y = Node(0, "a"), Node(0, "b"), Node(2, "x"), Node(2, "y")
    drawn = relay_chain(Relay((a, x, b, y), (Edge(a, y, 1), Edge(b, x, 1))), "label")
    assert re.findall(r">([xy])</text>", drawn) == ["x", "y"]
    heights = dict(zip("axby", (float(v) for v in re.findall(r'<rect x="[\d.]+" y="([\d.]+)"', drawn)), strict=True))
    assert heights["y"] < heights["x"]
