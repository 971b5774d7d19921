"""Claims as JSON (contract `marsad.claim/1`): a claim to a dictionary in the contract's field order, and back.

Written out field by field because it runs for every claim of every report; a test holds it against the JSON Schema.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, TypeVar, get_args

from marsad.errors import ItemError
from marsad.model import claim as model
from marsad.model.claim import SCHEMA, Claim, Count, Event, EventActor, Group, Place, Source, Span, Time

Json = dict[str, Any]
T = TypeVar("T")

# asked for every field of every claim: a `Literal` itself is slow to look up
_ACTOR_ROLES = get_args(model.ActorRole)
_AGES = get_args(model.Age)
_EVENT_TYPES = get_args(model.EventType)
_FORMS = get_args(model.Form)
_HARMS = get_args(model.Harm)
_HEDGES = get_args(model.Hedge)
_POLARITIES = get_args(model.Polarity)
_PRECISIONS = get_args(model.Precision)
_SCOPES = get_args(model.Scope)
_SEXES = get_args(model.Sex)
_SOURCE_KINDS = get_args(model.SourceKind)
_STANCES = get_args(model.Stance)
_STATUSES = get_args(model.Status)
_UNITS = get_args(model.Unit)
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
    value["count"] = _checked(Count, value["count"], form=_FORMS, unit=_UNITS)
    value["count"].interval  # noqa: B018  an interval checks its own bounds
    value["group"] = _checked(Group, value["group"], status=_STATUSES, age=_AGES, sex=_SEXES)
    value["event"] = event_from_json(value["event"])
    value["place"] = _maybe(place_from_json, value["place"])
    value["time"] = _maybe(time_from_json, value["time"])
    value["source"] = _checked(Source, _tuples(value["source"], "relayed_by"), kind=_SOURCE_KINDS)
    value["span"] = _checked(Span, value["span"])
    value = _tuples(value, "persons", "hedges")
    for hedge in value["hedges"]:
        _allow("hedges", hedge, _HEDGES)
    return _checked(Claim, value, harm=_HARMS, scope=_SCOPES, polarity=_POLARITIES)


def event_from_json(value: Json) -> Event:
    """The event that `event_to_json` wrote. Raises `KeyError`, `TypeError` or `ValueError` when it is none."""
    actors = tuple(_checked(EventActor, a, role=_ACTOR_ROLES, stance=_STANCES) for a in value["actors"])
    return _checked(Event, value | {"actors": actors}, type=_EVENT_TYPES)


def place_from_json(value: Json) -> Place:
    """The place that `place_to_json` wrote. Raises as `event_from_json`."""
    return _checked(Place, value, precision=_PRECISIONS)


def time_from_json(value: Json) -> Time:
    """The time that `time_to_json` wrote. Raises as `event_from_json`."""
    days = {key: _maybe(date.fromisoformat, value[key]) for key in ("start", "end")}
    return _checked(Time, value | days)


def _maybe(build: Callable[[Any], T], value: Any) -> T | None:
    return None if value is None else build(value)


def _tuples(value: Json, *keys: str) -> Json:
    return value | {key: tuple(value[key]) for key in keys}


def _checked(kind: Callable[..., T], value: Json, /, **allowed: tuple[str, ...]) -> T:
    for field, known in allowed.items():
        _allow(field, value[field], known)
    return kind(**value)


def _allow(field: str, value: object, known: tuple[str, ...]) -> None:
    if value not in known:
        raise ValueError(f"`{field}` is {value!r}, not one of {', '.join(known)}")
