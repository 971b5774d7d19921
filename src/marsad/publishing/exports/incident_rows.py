"""The row of an incident."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from marsad.model.claim import Claim
from marsad.model.incident import Incident
from marsad.pipeline.record.projection import entry_of
from marsad.publishing.disclosure import Veil
from marsad.publishing.exports.showing import Showing, to_the_second, veiled
from marsad.publishing.exports.tables import IncidentRow
from marsad.store.entries import BETWEEN

_DAYS = (("day", 1), ("days", 6), ("week", 7), ("month", 31))
"""How many days each word spans at most."""
Ends = Mapping[str, int | None]


def incident_row(incident: Incident, told: Sequence[Claim], showing: Showing, veil: Veil) -> IncidentRow:
    """What is known of `incident`; `told` are its claims, `veil` keeps names out of the row."""
    state = showing.state
    entry, place = entry_of(incident, state), incident.description.place
    point = showing.disclosure.point(place)
    first, last = showing.day(entry.first_day), showing.day(entry.last_day)
    ranges = entry.state["quantities"]
    toll = state.tolls.get(incident.code, {})
    return IncidentRow(
        incident=entry.code,
        link=f"{showing.address}/incident/{entry.code}/",
        title=veiled(incident.description.title, veil) or "",
        part_of=entry.parent,
        event_type=incident.description.event,
        first_day=first,
        last_day=last,
        date_precision=date_precision(first, last),
        country=entry.country,
        area=entry.admin1,
        place=veiled(entry.place, veil),
        place_precision=point.precision if point is not None else "unknown" if place is None else place.precision,
        latitude=None if point is None else point.lat,
        longitude=None if point is None else point.lon,
        radius_km=None if point is None else point.radius_km,
        geonames=None if place is None else place.geonames,
        blamed=tuple(entry.perpetrator.split(BETWEEN)) if entry.perpetrator else (),
        opponents=_opponents(told),
        grade=entry.grade,
        grade_reason=veiled(entry.state["grade"]["why"], veil),
        reports=entry.reports,
        origins=entry.origins,
        **_range("killed", ranges.get("killed")),
        **_range("injured", ranges.get("injured")),
        **_range("civilians_killed", ranges.get("killed civilians")),
        conflicts=len(toll.get("toll", {}).get("conflicts", ())),
        corrected=tuple(sorted(state.corrected_fields(incident.code))),
        known_since=min((to_the_second(state.claims[claim.id].at) for claim in told), default=None),
        revision=toll.get("number"),
    )


def date_precision(first: date | None, last: date | None) -> str:
    """How well a day is known."""
    if first is None or last is None:
        return "unknown"
    span = (last - first).days + 1
    return next((word for word, most in _DAYS if span <= most), "longer")


def range_kind(lower: int | None, upper: int | None) -> str:
    """How far a number is known."""
    if lower is None:
        return "unknown"
    if upper is None:
        return "at_least"
    return "exact" if lower == upper else "range"


def _range(name: str, ends: Ends | None) -> dict[str, Any]:
    lower, upper = (None, None) if ends is None else (ends["lower"], ends["upper"])
    return {name: range_kind(lower, upper), f"{name}_lower": lower, f"{name}_upper": upper}


def _opponents(told: Sequence[Claim]) -> tuple[str, ...]:
    return tuple(sorted({actor.name for claim in told for actor in claim.event.actors if actor.role == "opponent"}))
