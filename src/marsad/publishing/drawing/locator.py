"""A small map that shows where an incident was, as exactly as is known and no more exactly (SVG, no script).

A place with a point is a circle of its true radius; a dot stands in it only where the exact spot is known. An area or
a country has no point: the piece of map around it carries words instead. Degrees are drawn equirectangular, true to
scale in the middle. Colours stand as attributes for a picture that stands alone; the pages' style sheet overrides them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from math import cos, floor, radians
from textwrap import wrap

from marsad.model.claim import Precision
from marsad.publishing.drawing.land import City, Ring, Window, cities_in, land_in

WIDTH, HEIGHT = 480, 320
"""Of the picture, in its own units; the style sheet may let it grow and shrink."""

_KM_PER_DEGREE = 111.2
_POINTS: frozenset[Precision] = frozenset({"exact", "settlement", "near_settlement"})
_HALF_HEIGHT_KM: dict[Precision, float] = {
    "exact": 75, "settlement": 75, "near_settlement": 75, "admin2": 90, "admin1": 160, "region": 350, "country": 600,
}  # fmt: skip
_STEPS = (5, 10, 20, 50, 100, 200, 500, 1000)
_MOST_CITIES = 7
_LETTER = 6.6
_LINE = 44
"""Letters of a note in a line."""
_APART = "\N{FIRST STRONG ISOLATE}{}\N{POP DIRECTIONAL ISOLATE}"
_INSET_WIDTH, _INSET_HEIGHT, _INSET_DEGREES = 96, 66, 40


@dataclass(frozen=True, slots=True)
class Frame:
    """A window of the earth on a picture of a size."""

    window: Window
    width: float
    height: float

    def x(self, lon: float) -> float:
        """From the left edge."""
        return (lon - self.window.west) / (self.window.east - self.window.west) * self.width

    def y(self, lat: float) -> float:
        """From the upper edge."""
        return (self.window.north - lat) / (self.window.north - self.window.south) * self.height

    @property
    def per_km(self) -> float:
        """Units of the picture in a kilometre."""
        return self.height / ((self.window.north - self.window.south) * _KM_PER_DEGREE)


def locator(
    lat: float,
    lon: float,
    precision: Precision,
    radius_km: float,
    *,
    label: str,
    note: str | None = None,
    language: str = "en",
    scale: str = "{} km",
) -> str:
    """The map around a place known to `precision`, within `radius_km`.

    `label` says it in words (for those who do not see it) and `note` is written on it: for an area it is the only mark,
    as in "somewhere in Idlib province". `scale` words a length, cities are named in `language` where it is known.
    """
    frame = _around(lat, lon, max(_HALF_HEIGHT_KM[precision], 2.2 * radius_km))
    drawn = precision in _POINTS
    taken = [_around_mark(frame, lat, lon, radius_km)] if drawn else []
    shapes = (
        f'<rect class="sea" width="{WIDTH}" height="{HEIGHT}" fill="#e4eaec"/>',
        f'<path class="land" fill-rule="evenodd" fill="#faf8f2" stroke="#a8afaf" d="{_path(frame)}"/>',
        f'<path class="graticule" fill="none" stroke="#e7e3da" d="{_graticule(frame)}"/>',
        _mark(frame, lat, lon, precision, radius_km) if drawn else "",
        *_cities(frame, language, taken),
        _inset(lat, lon, frame.window),
        _scale_bar(frame, scale),
        _note(note) if note and not drawn else "",
    )
    return (
        f'<svg class="locator" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{escape(label)}" direction="ltr" '
        f'font-family="Noto Sans, Noto Sans Arabic, sans-serif" font-size="12" xmlns="http://www.w3.org/2000/svg"><title>{escape(label)}</title>{"".join(shapes)}</svg>'
    )


def _note(words: str) -> str:
    """Words in the middle, in as many lines as they need, each in its own direction."""
    lines = wrap(words, _LINE)
    top = HEIGHT / 2 - 11 * (len(lines) - 1)
    return "".join(
        f'<text class="note" x="{WIDTH / 2:g}" y="{top + 22 * number:g}" text-anchor="middle" font-size="16">'
        f"{_APART.format(escape(line))}</text>"
        for number, line in enumerate(lines)
    )


def _around(lat: float, lon: float, half_height_km: float) -> Frame:
    high = min(half_height_km / _KM_PER_DEGREE, 45)
    wide = min(high * WIDTH / HEIGHT / max(cos(radians(lat)), 0.1), 90)
    middle = min(max(lon, wide - 180), 180 - wide)
    return Frame(Window(middle - wide, lat - high, middle + wide, lat + high), WIDTH, HEIGHT)


def _path(frame: Frame) -> str:
    """The land, cut a little outside the frame, so that the cut's own edges are not seen."""
    window = frame.window
    beyond = (window.north - window.south) / 20
    wider = Window(window.west - beyond, window.south - beyond, window.east + beyond, window.north + beyond)
    return "".join(_ring(frame, ring, 1) for ring in land_in(wider))


def _ring(frame: Frame, ring: Ring, digits: int) -> str:
    points = [f"{round(frame.x(lon), digits):g} {round(frame.y(lat), digits):g}" for lon, lat in ring]
    different = [point for before, point in zip([None, *points], points, strict=False) if point != before]
    return f"M{'L'.join(different)}Z" if len(different) > 2 else ""


def _graticule(frame: Frame) -> str:
    window = frame.window
    step = next((step for step in (0.5, 1, 2, 5) if window.north - window.south <= step * 4), 10)
    lines = [f"M0 {frame.y(lat):.1f}H{WIDTH}" for lat in _multiples(window.south, window.north, step)]
    return "".join([*lines, *(f"M{frame.x(lon):.1f} 0V{HEIGHT}" for lon in _multiples(window.west, window.east, step))])


def _multiples(start: float, end: float, step: float) -> Iterator[float]:
    number = floor(start / step) + 1
    while number * step < end:
        yield number * step
        number += 1


def _mark(frame: Frame, lat: float, lon: float, precision: Precision, radius_km: float) -> str:
    x, y, r = frame.x(lon), frame.y(lat), max(radius_km * frame.per_km, 6)
    shape = (
        f'<circle class="precision" cx="{x:.1f}" cy="{y:.1f}" r="{r:.1f}" fill="#9c3d1f" fill-opacity="0.16" '
        'stroke="#9c3d1f" stroke-width="1.5"/>'
    )
    if precision == "exact":
        shape += f'<circle class="point" cx="{x:.1f}" cy="{y:.1f}" r="3" fill="#9c3d1f"/>'
    return shape


Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""


def _around_mark(frame: Frame, lat: float, lon: float, radius_km: float) -> Box:
    x, y, r = frame.x(lon), frame.y(lat), min(max(radius_km * frame.per_km, 6), 60)
    return x - r, y - r, x + r, y + r


def _cities(frame: Frame, language: str, taken: list[Box]) -> Iterator[str]:
    """The names of the biggest cities, each only where it covers no other and not the mark."""
    taken += [(0, HEIGHT - 34, 130, HEIGHT), (WIDTH - _INSET_WIDTH - 8, 0, WIDTH, _INSET_HEIGHT + 8)]
    named = 0
    for city in cities_in(frame.window):
        name = city.names.get(language, city.names["en"])
        x, y = frame.x(city.lon), frame.y(city.lat)
        for side in (1, -1):
            box = _label_box(x, y, len(name), side)
            if (
                not any(_overlap(box, other) for other in taken)
                and box[0] > 0
                and box[2] < WIDTH
                and 8 < y < HEIGHT - 8
            ):
                taken.append(box)
                named += 1
                yield _city(city, name, x, y, side, language)
                break
        if named == _MOST_CITIES:
            return


def _city(city: City, name: str, x: float, y: float, side: int, language: str) -> str:
    anchor = "start" if side == 1 else "end"
    spoken = language if language in city.names else "en"
    return (
        f'<circle class="city" cx="{x:.1f}" cy="{y:.1f}" r="2" fill="#7a7a74"/>'
        f'<text class="city-name" x="{x + 6 * side:.1f}" y="{y + 4:.1f}" text-anchor="{anchor}" fill="#5c5953" '
        f'lang="{spoken}">{escape(name)}</text>'
    )


def _label_box(x: float, y: float, letters: int, side: int) -> Box:
    far = x + side * (8 + letters * _LETTER)
    return min(x - 3 * side, far), y - 9, max(x - 3 * side, far), y + 9


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _scale_bar(frame: Frame, words: str) -> str:
    km = max((step for step in _STEPS if step * frame.per_km <= 100), default=_STEPS[0])
    end, foot = 12 + km * frame.per_km, HEIGHT - 12
    return (
        f'<path class="scale" d="M12 {foot - 5}V{foot}H{end:.1f}V{foot - 5}" fill="none" stroke="#5c5953"/>'
        f'<text class="scale-words" x="{end + 6:.1f}" y="{foot}" fill="#5c5953">{escape(words.format(km))}</text>'
    )


def _inset(lat: float, lon: float, shown: Window) -> str:
    """The part of the world in a corner, and on it the window that is shown."""
    window = _part_of_world(lat, lon)
    small = Frame(window, _INSET_WIDTH, _INSET_HEIGHT)
    west, north = small.x(shown.west), small.y(shown.north)
    wide, high = max(small.x(shown.east) - west, 3), max(small.y(shown.south) - north, 3)
    return (
        f'<svg class="inset" x="{WIDTH - _INSET_WIDTH - 6}" y="6" width="{_INSET_WIDTH}" height="{_INSET_HEIGHT}">'
        f'<rect class="sea" width="100%" height="100%" fill="#e4eaec"/>'
        f'<path class="land" fill-rule="evenodd" fill="#d5d4cd" d="{_inset_path(window)}"/>'
        f'<rect class="shown" x="{west:.1f}" y="{north:.1f}" width="{wide:.1f}" height="{high:.1f}" fill="none" '
        'stroke="#9c3d1f"/><rect class="frame" width="100%" height="100%" fill="none" stroke="#a8afaf"/></svg>'
    )


def _part_of_world(lat: float, lon: float) -> Window:
    """One of a few windows, so that each is cut once: its middle lies on a grid of 10 degrees."""
    high = _INSET_DEGREES / 2
    wide = high * _INSET_WIDTH / _INSET_HEIGHT * 1.2
    middle_lat = min(max(round(lat / 10) * 10, -60), 60)
    middle_lon = min(max(round(lon / 10) * 10, wide - 180), 180 - wide)
    return Window(middle_lon - wide, middle_lat - high, middle_lon + wide, middle_lat + high)


@lru_cache(maxsize=128)
def _inset_path(window: Window) -> str:
    frame = Frame(window, _INSET_WIDTH, _INSET_HEIGHT)
    return "".join(_ring(frame, ring, 0) for ring in land_in(window))
