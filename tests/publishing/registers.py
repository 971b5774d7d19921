"""Random incidents for tests of what is asked of them, in memory and in the database, and questions to them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, NamedTuple

from hypothesis import strategies as st

from marsad.places.distance import kilometres
from marsad.publishing.project import Points
from marsad.publishing.query import UNKNOWN, FacetName, Query
from marsad.publishing.register import Register
from marsad.store.aside import aside
from marsad.store.entries import BETWEEN, IncidentEntry
from marsad.store.facets import Facet, Facets, Narrow
from marsad.store.filters import Circle
from marsad.store.incidents import Incidents
from marsad.store.sums import Sums
from tests.store.counted import incident

FIRST = date(2023, 6, 1)
DAYS = st.integers(0, 6).map(lambda n: FIRST + timedelta(n))
ENDS = st.none() | st.tuples(st.integers(0, 9), st.none() | st.integers(0, 5))
POINTS = [(35.8, 36.3), (35.9, 36.6), (36.2, 37.1)]
PLACES = ["Binnish", "Ariha"]
VALUES: dict[FacetName, list[str]] = {
    "country": ["SY", "IQ"],
    "area": ["Idlib", "Aleppo"],
    "event_type": ["shelling", "mine"],
    "weapon": ["rocket", "bomb"],
    "actor": ["Army", "Front"],
    "stance": ["stated: Army", "claimed: Front"],
    "victims": ["civilians", "children"],
    "grade": ["Fair", "Weak"],
    "origins": ["0", "1", "5+"],
}


class Held(NamedTuple):
    """The same incidents in memory and in a database."""

    register: Register
    sums: Sums


SAID: tuple[FacetName, ...] = ("weapon", "stance", "victims")
"""The facets that stand in no column."""


@contextmanager
def held(entries: Iterable[IncidentEntry]) -> Iterator[Held]:
    """Incidents, as long as the block lasts."""
    with aside() as connection:
        Incidents(connection).put((entry, []) for entry in entries)
        facets = Facets(connection)
        yield Held(Register(facets.rows(), facets.values()), Sums(connection))


def register_of(
    *entries: IncidentEntry, precisions: Mapping[str, str | None] | None = None, points: Points = "exact"
) -> Register:
    """A register of some incidents, made without a database; `precisions` are those of their places."""
    ordered = sorted(entries, key=lambda entry: (-(entry.first_day or date.min).toordinal(), entry.code))
    rows = (Narrow(n, *(getattr(each, name) for name in Narrow._fields[1:])) for n, each in enumerate(ordered, 1))
    values = (
        Facet(entry.code, facet, value)
        for entry in entries
        for facet, said in entry.state.get("facets", {}).items()
        for value in said
    )
    known = (Facet(code, "precision", value) for code, value in (precisions or {}).items() if value is not None)
    return Register(rows, (*values, *known), points)


@st.composite
def forests(draw: st.DrawFn) -> list[IncidentEntry]:
    """Some incidents, each perhaps a part of an earlier one."""
    found: list[IncidentEntry] = []
    for n in range(draw(st.integers(0, 8))):
        first = draw(st.none() | DAYS)
        last = None if draw(st.booleans()) else (first or FIRST) + timedelta(draw(st.integers(0, 2)))
        lat, lon = draw(st.sampled_from([(None, None), *POINTS]))
        ends = {harm: each for harm in ("killed", "injured") if (each := draw(ENDS)) is not None}
        numbers: dict[str, Any] = {
            harm: (low, None if more is None else low + more) for harm, (low, more) in ends.items()
        }
        made = incident(
            f"SY-{n}",
            first,
            parent=draw(st.sampled_from([None, *(entry.code for entry in found)])),
            country=draw(st.sampled_from([None, *VALUES["country"]])),
            admin1=draw(st.sampled_from([None, *VALUES["area"]])),
            place=draw(st.sampled_from([None, *PLACES])),
            event_type=draw(st.sampled_from([None, *VALUES["event_type"]])),
            perpetrator=draw(st.sampled_from([None, "Army", "Front", f"Army{BETWEEN}Front"])),
            grade=draw(st.sampled_from([None, *VALUES["grade"]])),
            origins=draw(st.integers(0, 7)),
            lat=lat,
            lon=lon,
            **numbers,
        )
        facets = {name: draw(st.lists(st.sampled_from(VALUES[name]), unique=True)) for name in SAID}
        state = {**made.state, "facets": facets}
        found.append(replace(made, last_day=last, change=draw(st.integers(1, 5)), state=state))
    return found


@st.composite
def questions(draw: st.DrawFn) -> Query:
    """A question to such incidents."""
    chosen = {
        facet: tuple(sorted(draw(st.sets(st.sampled_from([*values, UNKNOWN]), max_size=2))))
        for facet, values in VALUES.items()
        if draw(st.integers(0, 3)) == 0
    }
    return Query(
        chosen=tuple((facet, values) for facet, values in chosen.items() if values),
        **draw(plain_questions()),
    )


def plain_questions() -> st.SearchStrategy[dict[str, Any]]:
    """What a question asks beside facets; most of it is left out most of the time."""
    rare = st.integers(0, 3)
    near = st.sampled_from(POINTS).flatmap(lambda at: st.sampled_from([5.0, 40.0]).map(lambda km: Circle(*at, km)))
    return st.fixed_dictionaries(
        {},
        optional={
            "since": DAYS,
            "until": DAYS,
            "min_killed": rare,
            "min_origins": rare,
            "place": st.sampled_from(["binnish", "Ariha"]),
            "near": near,
        },
    )


def fits(entry: IncidentEntry, query: Query) -> bool:
    """Whether an incident is asked for: the rules told once more, plainly."""
    first, last = entry.first_day or entry.last_day, entry.last_day or entry.first_day
    near = query.near
    return (
        all(set(values) & values_of(entry, facet) for facet, values in query.chosen)
        and (query.since is None or (last is not None and last >= query.since))
        and (query.until is None or (first is not None and first <= query.until))
        and (query.min_killed is None or (entry.killed_lower is not None and entry.killed_lower >= query.min_killed))
        and (query.min_origins is None or entry.origins >= query.min_origins)
        and (query.place is None or (entry.place is not None and entry.place.lower() == query.place.lower()))
        and (
            near is None
            or (
                entry.lat is not None
                and entry.lon is not None
                and kilometres(entry.lat, entry.lon, near.lat, near.lon) <= near.km
            )
        )
    )


def values_of(entry: IncidentEntry, facet: FacetName) -> set[str]:
    """The values of a facet that an incident has."""
    match facet:
        case "country" | "event_type" | "grade":
            return {getattr(entry, facet) or UNKNOWN}
        case "area":
            return {entry.admin1 or UNKNOWN}
        case "actor":
            return set(entry.perpetrator.split(BETWEEN)) if entry.perpetrator else {UNKNOWN}
        case "origins":
            return {"5+" if entry.origins > 4 else str(entry.origins)}
        case _:
            return set(entry.state["facets"][facet]) or {UNKNOWN}
