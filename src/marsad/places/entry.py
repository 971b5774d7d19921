"""The values of the gazetteer: a place, and what a name was taken for."""

from __future__ import annotations

from typing import Literal, NamedTuple, get_args

Kind = Literal["country", "region", "admin1", "settlement", "admin2", "neighbourhood", "site"]
"""`admin1`, `admin2`: first and second level areas (governorate, district); `site`: a camp, crossing, base or field;
`region`: an area that is no unit of administration (Donbas, Sahel), perhaps of several countries."""
KINDS: tuple[Kind, ...] = get_args(Kind)

_STANDING: dict[Kind, int] = {"region": 200_000, "admin1": 50_000, "admin2": 400, "neighbourhood": 3_000, "site": 2_000}
_SMALLEST = 500
_COUNTRY = 1_000_000


class Entry(NamedTuple):
    """One place. `geonames` is None for a place of the supplement; `admin1` is a name; degrees are WGS 84.

    `population` is 0 where it is not known. A region may have no country.
    """

    geonames: int | None
    name: str
    kind: Kind
    country: str | None
    admin1: str | None
    lat: float
    lon: float
    population: int

    @property
    def weight(self) -> int:
        """How well known the place counts as, in people: its population, or what stands for it."""
        if self.kind == "settlement":
            return max(self.population, _SMALLEST)
        if self.kind == "country":
            return max(self.population, _COUNTRY)
        return max(self.population, _STANDING[self.kind])


class Match(NamedTuple):
    """What a name was taken for: `score` from 0 to 100, `exact` when the name itself stands in the gazetteer.

    `part` when the words name a side of the entry only ("northwestern Syria"): its position says less then.
    """

    entry: Entry
    score: float
    exact: bool
    part: bool = False


class Candidate(NamedTuple):
    """A place that bears a name, and how far (`distance`) that name is from the place's own.

    0 its own in any script, 1 a variant of it by sound, 2 another name.
    """

    entry: Entry
    distance: int

    @property
    def weight(self) -> float:
        """Another name counts for a twentieth, a variant for half: Berea is a town before it is ancient Aleppo."""
        return self.entry.weight / (1, 2, 20)[self.distance]
