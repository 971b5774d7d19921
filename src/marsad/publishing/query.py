"""A question to the incidents, as the address of a page says it: the same for pages, API, feeds and downloads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal, Self, get_args
from urllib.parse import urlencode

from marsad.errors import ItemError
from marsad.store.filters import Circle

FacetName = Literal["country", "area", "event_type", "weapon", "actor", "stance", "victims", "grade", "origins"]
Sort = Literal["-day", "day", "-killed", "killed", "-change"]
FACETS: tuple[FacetName, ...] = get_args(FacetName)
SORTS: tuple[Sort, ...] = get_args(Sort)
UNKNOWN = "unknown"
"""The value of a facet for what nobody has said."""
_MOST = 10**6
_LONGEST = 200
"""Characters of one value; no name of a place or of a force is as long."""
_NUMBERS = ("min_killed", "min_origins", "km")


@dataclass(frozen=True, slots=True)
class Query:
    """Which incidents, in which order. `chosen` holds for each facet the values of which one must be there.

    `since`/`until` take an incident when any of its days lies between them, inclusive; `near` those with a point in the
    circle; `text` those whose words, or reports where the project lets them be searched, hold all its words.
    """

    chosen: tuple[tuple[FacetName, tuple[str, ...]], ...] = ()
    place: str | None = None
    since: date | None = None
    until: date | None = None
    near: Circle | None = None
    min_killed: int | None = None
    min_origins: int | None = None
    text: str | None = None
    sort: Sort = "-day"

    @classmethod
    def parse(cls, pairs: Iterable[tuple[str, str]]) -> Self:
        """The query that the parameters of an address make; names that are none of its own are left to others.

        Raises ItemError `publishing.query` for a value that says nothing: a month 13, a sort that is none.
        """
        said: dict[str, list[str]] = {}
        for name, value in pairs:
            if value.strip():
                said.setdefault(name, []).append(value.strip())
        for name, values in said.items():
            if any(len(value) > _LONGEST for value in values):
                raise _refused(name, "longer than 200 characters")
        chosen = ((name, tuple(sorted(set(said[name])))) for name in FACETS if name in said)
        one = {name: values[-1] for name, values in said.items()}
        numbers = {name: _number(name, one[name]) for name in _NUMBERS if name in one}
        sort = one.get("sort", "-day")
        if sort not in SORTS:
            raise _refused("sort", f"{sort!r} is none of {', '.join(SORTS)}")
        return cls(
            chosen=tuple(chosen),
            place=one.get("place"),
            since=_day("since", one),
            until=_day("until", one),
            near=_circle(one["near"], numbers.get("km", 10)) if "near" in one else None,
            min_killed=numbers.get("min_killed"),
            min_origins=numbers.get("min_origins"),
            text=one.get("q"),
            sort=sort,
        )

    def values(self, facet: FacetName) -> tuple[str, ...]:
        """The values chosen of a facet."""
        return dict(self.chosen).get(facet, ())

    def pairs(self) -> Iterator[tuple[str, str]]:
        """The parameters that make this query, always in the same order."""
        for facet, values in self.chosen:
            yield from ((facet, value) for value in values)
        if self.near is not None:
            yield "near", f"{self.near.lat:.10g},{self.near.lon:.10g}"
            yield "km", f"{self.near.km:.10g}"
        said = {"place": self.place, "since": self.since, "until": self.until, "min_killed": self.min_killed,
                "min_origins": self.min_origins, "q": self.text}  # fmt: skip
        yield from ((name, str(value)) for name, value in said.items() if value is not None)
        if self.sort != "-day":
            yield "sort", self.sort

    def address(self, **more: object) -> str:
        """The query as the end of an address, "?area=Idlib", with `more` parameters; empty when it asks for everything."""
        pairs = [*self.pairs(), *((name, str(value)) for name, value in more.items() if value is not None)]
        return f"?{urlencode(pairs)}" if pairs else ""

    def choosing(self, facet: FacetName, value: str) -> Self:
        """The query with one more value of a facet."""
        return self._chosen(facet, (*self.values(facet), value))

    def without(self, name: str, value: str | None = None) -> Self:
        """The query without what the parameter `name` says, or without one `value` of a facet."""
        if name in FACETS:
            return self._chosen(name, tuple(one for one in self.values(name) if value is not None and one != value))
        blank: dict[str, Any] = {"text" if name == "q" else name: None}
        return replace(self, **blank)

    def _chosen(self, facet: FacetName, values: tuple[str, ...]) -> Self:
        said = dict(self.chosen) | {facet: tuple(sorted(set(values)))}
        return replace(self, chosen=tuple((name, said[name]) for name in FACETS if said.get(name)))


def _number(name: str, value: str) -> int:
    try:
        number = int(value)
    except ValueError:
        raise _refused(name, f"{value!r} is no whole number") from None
    if not 0 <= number <= _MOST:
        raise _refused(name, f"{value} is not between 0 and {_MOST:,}")
    return number


def _day(name: str, one: dict[str, str]) -> date | None:
    if name not in one:
        return None
    try:
        return date.fromisoformat(one[name])
    except ValueError:
        raise _refused(name, f"{one[name]!r} is no date; write it as YYYY-MM-DD") from None


def _circle(value: str, km: float) -> Circle:
    lat, _, lon = value.partition(",")
    try:
        circle = Circle(float(lat), float(lon), float(km))
    except ValueError:
        raise _refused("near", f"{value!r} is no point; write latitude,longitude in degrees") from None
    if not (-90 <= circle.lat <= 90 and -180 <= circle.lon <= 180):
        raise _refused("near", f"{value} is no point on earth")
    return circle


def _refused(name: str, why: str) -> ItemError:
    return ItemError("publishing.query", f"{name}: {why}", hint="docs/reference/public.md lists what can be asked.")
