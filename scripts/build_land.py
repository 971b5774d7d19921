"""Build `static/land.geojson` from Natural Earth's land at 1:50 million (public domain), as world-atlas packs it.

    python -m scripts.build_land

Land only: no countries and no borders, because a border is a statement that a casualty recorder must not inherit.
Antarctica is left out; degrees are rounded to hundredths (about a kilometre), far below the error of the scale; points
are dropped that bound less than `SMALLEST` with their neighbours (Visvalingam and Whyatt's rule), islands never.
"""

from __future__ import annotations

import json
from heapq import heapify, heappop, heappush
from itertools import accumulate, pairwise
from math import cos, radians
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from scripts.vendor import STATIC, unpacked

PACKAGE, VERSION = "world-atlas", "2.0.2"
OUTPUT = STATIC / "land.geojson"
SMALLEST = 8
"""Square kilometres."""
FAR, FARTHER = (-38, 58), 80
"""Beyond these latitudes a point must bound so many times more; fjords and sounds would be half of the file."""
SOUTHERNMOST = -60
"""Latitude; land that lies wholly beyond it is left out."""

Point = tuple[float, float]
Ring = list[Point]


def arcs_of(topology: dict[str, Any]) -> list[Ring]:
    """The lines of a TopoJSON, in degrees; it keeps them as steps from point to point on a grid."""
    (wide, high), (west, south) = topology["transform"]["scale"], topology["transform"]["translate"]
    lines = []
    for arc in topology["arcs"]:
        xs, ys = accumulate(x for x, _ in arc), accumulate(y for _, y in arc)
        lines.append([(round(x * wide + west, 2), round(y * high + south, 2)) for x, y in zip(xs, ys, strict=True)])
    return lines


def ring_of(indices: list[int], arcs: list[Ring]) -> Ring:
    """A closed ring out of its lines (~index: run backwards), without points that rounding made equal."""
    points: Ring = []
    for index in indices:
        points += arcs[index] if index >= 0 else arcs[~index][::-1]
    kept = points[:1] + [point for before, point in pairwise(points) if point != before]
    return kept if kept[0] == kept[-1] else [*kept, kept[0]]


def triangle(one: Point, two: Point, three: Point) -> float:
    """Square kilometres between three points, as far as they count."""
    (x1, y1), (x2, y2), (x3, y3) = one, two, three
    area = abs((x2 - x1) * (y3 - y1) - (x3 - x1) * (y2 - y1)) / 2 * 111.2**2 * cos(radians(y2))
    return area if FAR[0] < y2 < FAR[1] else area / FARTHER


def simpler(ring: Ring) -> Ring:
    """The ring without the points that matter least, the least first, as long as four are left."""
    before = [len(ring) - 2, *range(len(ring) - 2)]
    after = [*range(1, len(ring) - 1), 0]
    size = [triangle(ring[before[i]], ring[i], ring[after[i]]) for i in range(len(ring) - 1)]
    waiting = [(area, i) for i, area in enumerate(size)]
    heapify(waiting)
    gone: set[int] = set()
    while waiting and len(ring) - 1 - len(gone) > 4:
        area, i = heappop(waiting)
        if i in gone or area != size[i]:
            continue
        if area > SMALLEST:
            break
        gone.add(i)
        after[before[i]], before[after[i]] = after[i], before[i]
        for j in (before[i], after[i]):
            # never less than what was dropped beside it: a long bow must not vanish point by point
            size[j] = max(area, triangle(ring[before[j]], ring[j], ring[after[j]]))
            heappush(waiting, (size[j], j))
    kept = [point for i, point in enumerate(ring[:-1]) if i not in gone]
    return [*kept, kept[0]]


def parted(ring: Ring) -> list[Ring]:
    """The ring in pieces that do not cross the meridian of 180 degrees: an edge across it would run over the whole map."""
    points = ring[:-1]
    jumps = [i for i, point in enumerate(points) if abs(points[i - 1][0] - point[0]) > 180]
    if len(jumps) % 2 or not jumps:
        return [ring]
    pieces = [
        [points[i % len(points)] for i in range(start, end if end > start else end + len(points))]
        for start, end in zip(jumps, [*jumps[1:], jumps[0]], strict=True)
    ]
    return [closed(piece) for piece in pieces]


def closed(piece: Ring) -> Ring:
    """A piece of land that ends at the meridian of 180 degrees, closed along it."""
    edge = 180.0 if piece[0][0] > 0 else -180.0
    ends = [(edge, piece[0][1]), *piece, (edge, piece[-1][1])]
    kept = [point for i, point in enumerate(ends) if not i or point != ends[i - 1]]
    return [*kept, kept[0]]


def within(hole: Ring, piece: Ring) -> bool:
    xs, ys = [x for x, _ in piece], [y for _, y in piece]
    return min(xs) <= hole[0][0] <= max(xs) and min(ys) <= hole[0][1] <= max(ys)


def pieces_of(polygon: list[Ring]) -> list[list[Ring]]:
    """A polygon with its holes, cut at the meridian of 180 degrees."""
    return [[piece, *(hole for hole in polygon[1:] if within(hole, piece))] for piece in parted(polygon[0])]


def polygons_of(topology: dict[str, Any]) -> list[list[Ring]]:
    arcs = arcs_of(topology)
    polygons = [
        [simpler(ring) for indices in polygon if len(ring := ring_of(indices, arcs)) > 3]
        for geometry in topology["objects"]["land"]["geometries"]
        for polygon in geometry["arcs"]
    ]
    kept = [polygon for polygon in polygons if polygon and max(y for _, y in polygon[0]) > SOUTHERNMOST]
    return [piece for polygon in kept for piece in pieces_of(polygon)]


def main() -> None:
    with TemporaryDirectory() as folder:
        topology = json.loads((unpacked(PACKAGE, VERSION, Path(folder)) / "land-50m.json").read_text())
    polygons = polygons_of(topology)
    land = {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "properties": {"source": "Natural Earth 1:50m land, public domain"},
                "geometry": {"type": "MultiPolygon", "coordinates": polygons},
            }
        ],
    }
    OUTPUT.write_text(json.dumps(land, separators=(",", ":")) + "\n", encoding="utf-8")
    points = sum(len(ring) for polygon in polygons for ring in polygon)
    print(f"{OUTPUT.stat().st_size:,} bytes, {len(polygons):,} pieces of land, {points:,} points")


if __name__ == "__main__":
    main()
