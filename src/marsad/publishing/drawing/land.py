"""The shape of the land and the names of cities, as the pages draw them: read once, cut to a window.

The files are those that the map in the browser reads (`pages/static`): Natural Earth's land at 1:50 million without
borders, and cities of our own gazetteer. At this scale a coast may be off by a few kilometres.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

Point = tuple[float, float]
"""Longitude and latitude in degrees."""
Ring = tuple[Point, ...]

_BLOCK = 10
"""Degrees; land is first cut to blocks of this size with as much around, so that a window needs only one of them."""
_WIDEST = 10


@dataclass(frozen=True, slots=True)
class Window:
    """A piece of the map in degrees."""

    west: float
    south: float
    east: float
    north: float

    def holds(self, lon: float, lat: float) -> bool:
        """Does the point lie in it?"""
        return self.west <= lon <= self.east and self.south <= lat <= self.north


@dataclass(frozen=True, slots=True)
class City:
    """A city as a word on the map: `names` by language (`en` always), `rank` counts from 0, the biggest of the world."""

    names: dict[str, str]
    lon: float
    lat: float
    rank: int


def land_in(window: Window) -> tuple[Ring, ...]:
    """The rings of land within the window; fill them by the rule even-odd, for a lake is a ring within a ring."""
    lon, lat = (window.west + window.east) / 2, (window.south + window.north) / 2
    if max(window.east - window.west, window.north - window.south) > 2 * _WIDEST:
        return _cut_all(_rings(), window)
    return _cut_all(_block(int(lon // _BLOCK), int(lat // _BLOCK)), window)


def cities_in(window: Window) -> tuple[City, ...]:
    """The labelled cities within the window, biggest first."""
    return tuple(city for city in _cities() if window.holds(city.lon, city.lat))


def _read(name: str) -> Any:
    return json.loads((files("marsad.publishing") / "pages" / "static" / name).read_text(encoding="utf-8"))


@cache
def _rings() -> tuple[Ring, ...]:
    (land,) = _read("land.geojson")["features"]
    return tuple(
        tuple((lon, lat) for lon, lat in ring) for polygon in land["geometry"]["coordinates"] for ring in polygon
    )


@cache
def _cities() -> tuple[City, ...]:
    found = []
    for feature in _read("labels.geojson")["features"]:
        says, (lon, lat) = feature["properties"], feature["geometry"]["coordinates"]
        names = {"en": says["name"]} | ({"ar": says["name_ar"]} if "name_ar" in says else {})
        found.append(City(names, lon, lat, says["rank"]))
    return tuple(found)


@lru_cache(maxsize=128)
def _block(column: int, row: int) -> tuple[Ring, ...]:
    west, south = column * _BLOCK, row * _BLOCK
    return _cut_all(
        _rings(), Window(west - _WIDEST, south - _WIDEST, west + _BLOCK + _WIDEST, south + _BLOCK + _WIDEST)
    )


def _cut_all(rings: Iterable[Ring], window: Window) -> tuple[Ring, ...]:
    return tuple(cut for ring in rings if _touches(ring, window) and len(cut := _cut(ring, window)) > 2)


def _touches(ring: Ring, window: Window) -> bool:
    lons, lats = [lon for lon, _ in ring], [lat for _, lat in ring]
    return (
        min(lons) <= window.east
        and max(lons) >= window.west
        and min(lats) <= window.north
        and max(lats) >= window.south
    )


def _cut(ring: Ring, window: Window) -> Ring:
    """The ring within the window, edge by edge (Sutherland and Hodgman)."""
    edges = ((0, window.west, 1), (0, window.east, -1), (1, window.south, 1), (1, window.north, -1))
    for axis, edge, inward in edges:
        ring = _half(ring, axis, edge, inward)
    return ring


def _half(ring: Ring, axis: int, edge: float, inward: int) -> Ring:
    """The part of the ring on one side of a line along an axis."""
    kept: list[Point] = []
    for before, point in zip((*ring[-1:], *ring[:-1]), ring, strict=True):
        was_in, is_in = (before[axis] - edge) * inward >= 0, (point[axis] - edge) * inward >= 0
        if was_in != is_in:
            share = (edge - before[axis]) / (point[axis] - before[axis])
            other = before[1 - axis] + share * (point[1 - axis] - before[1 - axis])
            kept.append((edge, other) if axis == 0 else (other, edge))
        if is_in:
            kept.append(point)
    return tuple(kept)
