"""Claims as JSON (contract `marsad.claim/1`): a claim to a dictionary in the contract's field order, and back.

Written out field by field because it runs for every claim of every report; a test holds it against the JSON Schema.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from typing import Any, TypeVar, get_args

from marsad.errors import ItemError
from marsad.model import claim as model
from marsad.model.claim import SCHEMA, Claim, Count, Event, EventActor, Group, Place, Source, Span, Time

Json = dict[str, Any]
T = TypeVar("T")

_values = cache(get_args)
_encode = json.JSONEncoder(ensure_ascii=False, separators=(", ", ": ")).encode


def to_line(claim: Claim) -> str:
    """One claim as one line of JSON, without the line's end."""
    return _encode(to_json(claim))


def to_json(claim: Claim) -> Json:
    """The contract's JSON object for `claim`, its keys in the contract's order."""
    return {
        "schema": SCHEMA,
        "id": claim.id,
        "report": claim.report,
        "path": claim.path,
        "language": claim.language,
        "harm": claim.harm,
        "count": _count(claim.count),
        "group": _group(claim.group),
        "persons": list(claim.persons),
        "part_of": claim.part_of,
        "supersedes": claim.supersedes,
        "scope": claim.scope,
        "polarity": claim.polarity,
        "hedges": list(claim.hedges),
        "event": event_to_json(claim.event),
        "place": None if claim.place is None else place_to_json(claim.place),
        "time": None if claim.time is None else time_to_json(claim.time),
        "source": _source(claim.source),
        "span": {"start": claim.span.start, "end": claim.span.end, "quote": claim.span.quote},
    }


def _count(count: Count) -> Json:
    return {
        "lower": count.lower,
        "upper": count.upper,
        "form": count.form,
        "unit": count.unit,
        "words": count.words,
        "start": count.start,
        "end": count.end,
    }


def _group(group: Group) -> Json:
    return {
        "status": group.status,
        "age": group.age,
        "sex": group.sex,
        "role": group.role,
        "affiliation": group.affiliation,
        "words": group.words,
    }


def event_to_json(event: Event) -> Json:
    """The contract's `event` object."""
    actors = [{"name": a.name, "role": a.role, "stance": a.stance, "words": a.words} for a in event.actors]
    return {"type": event.type, "weapon": event.weapon, "target": event.target, "actors": actors}


def place_to_json(place: Place) -> Json:
    """The contract's `place` object."""
    return {
        "words": place.words,
        "name": place.name,
        "geonames": place.geonames,
        "country": place.country,
        "admin1": place.admin1,
        "lat": place.lat,
        "lon": place.lon,
        "precision": place.precision,
    }


def time_to_json(time: Time) -> Json:
    """The contract's `time` object; days in ISO 8601."""
    start, end = time.start, time.end
    return {
        "words": time.words,
        "start": None if start is None else start.isoformat(),
        "end": None if end is None else end.isoformat(),
    }


def _source(source: Source) -> Json:
    return {
        "name": source.name,
        "kind": source.kind,
        "words": source.words,
        "relayed_by": list(source.relayed_by),
    }


def from_json(value: Mapping[str, Any]) -> Claim:
    """The claim that `to_json` wrote.

    Raises `ItemError` (`model.claim-invalid`) when a field is missing, unknown or holds what the contract does not allow.
    """
    try:
        return _claim(dict(value))
    except (KeyError, TypeError, ValueError) as problem:
        what = f"no {SCHEMA} claim: {type(problem).__name__}: {problem}"
        raise ItemError(
            "model.claim-invalid", what, hint="`marsad schema claim` prints what a claim must look like."
        ) from problem


def _claim(value: Json) -> Claim:
    if value.pop("schema") != SCHEMA:
        raise ValueError(f"`schema` is not {SCHEMA!r}")
    value["count"] = _checked(Count, value["count"], form=model.Form, unit=model.Unit)
    value["count"].interval  # noqa: B018  an interval checks its own bounds
    value["group"] = _checked(Group, value["group"], status=model.Status, age=model.Age, sex=model.Sex)
    value["event"] = event_from_json(value["event"])
    value["place"] = _maybe(place_from_json, value["place"])
    value["time"] = _maybe(time_from_json, value["time"])
    value["source"] = _checked(Source, _tuples(value["source"], "relayed_by"), kind=model.SourceKind)
    value["span"] = _checked(Span, value["span"])
    value = _tuples(value, "persons", "hedges")
    for hedge in value["hedges"]:
        _allow("hedges", hedge, model.Hedge)
    return _checked(Claim, value, harm=model.Harm, scope=model.Scope, polarity=model.Polarity)


def event_from_json(value: Json) -> Event:
    """The event that `event_to_json` wrote. Raises `KeyError`, `TypeError` or `ValueError` when it is none."""
    actors = tuple(_checked(EventActor, a, role=model.ActorRole, stance=model.Stance) for a in value["actors"])
    return _checked(Event, value | {"actors": actors}, type=model.EventType)


def place_from_json(value: Json) -> Place:
    """The place that `place_to_json` wrote. Raises as `event_from_json`."""
    return _checked(Place, value, precision=model.Precision)


def time_from_json(value: Json) -> Time:
    """The time that `time_to_json` wrote. Raises as `event_from_json`."""
    days = {key: _maybe(date.fromisoformat, value[key]) for key in ("start", "end")}
    return _checked(Time, value | days)


def _maybe(build: Callable[[Any], T], value: Any) -> T | None:
    return None if value is None else build(value)


def _tuples(value: Json, *keys: str) -> Json:
    return value | {key: tuple(value[key]) for key in keys}


def _checked(kind: Callable[..., T], value: Json, /, **allowed: Any) -> T:
    for field, literal in allowed.items():
        _allow(field, value[field], literal)
    return kind(**value)


def _allow(field: str, value: object, literal: Any) -> None:
    if value not in _values(literal):
        raise ValueError(f"`{field}` is {value!r}, not one of {', '.join(_values(literal))}")
