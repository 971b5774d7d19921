"""The incident: one event in the world as the record knows it, under a code that is given once and for ever."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from typing import Any, Literal

from marsad.model.claim import EventType, Place
from marsad.model.claim_json import place_to_json

IncidentStatus = Literal["open", "merged", "withdrawn"]
Grade = Literal["Confirmed", "Fair", "Weak", "Contested", "Discounted"]

_DAY = r"(?!0000)\d{4}(?:(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])?)?"
_CODE = re.compile(rf"[A-Z]{{2}}-(?:{_DAY}|undated)-[a-z0-9]+(?:-[a-z0-9]+)*-[1-9][0-9]*", re.ASCII)


def is_code(name: str) -> bool:
    """Whether `name` is written as an incident's code: country, day, place, counter (`SY-20230625-jisr-al-shughur-1`)."""
    return _CODE.fullmatch(name) is not None


@dataclass(frozen=True, slots=True)
class Description:
    """What an incident is said to be. `first_day` to `last_day` are the days it can have been, inclusive.

    None is unknown: a missing day never becomes another. `parent` is the code of the incident that this one is a part of.
    """

    title: str = ""
    event: EventType = "unknown"
    place: Place | None = None
    first_day: date | None = None
    last_day: date | None = None
    parent: str | None = None


DESCRIPTION_FIELDS: tuple[str, ...] = tuple(field.name for field in fields(Description))


@dataclass(frozen=True, slots=True)
class Incident:
    """An incident. `claims` are those tied to it, `reports` those that tell of it.

    A merged incident keeps the claims it had when it was `merged_into` another; a withdrawn one keeps its code.
    `opened` is the number of the change that opened it, `opened_by` its actor.
    """

    code: str
    description: Description
    opened: int
    opened_by: str
    status: IncidentStatus = "open"
    merged_into: str | None = None
    claims: frozenset[str] = frozenset()
    reports: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Tombstone:
    """What remains of an incident that was withdrawn: that it was there, and why it is gone. `number`: the change."""

    code: str
    number: int
    at: datetime
    actor: str
    reason: str


def description_to_json(description: Description) -> dict[str, Any]:
    """The description as plain JSON; days in ISO 8601."""
    said: dict[str, Any] = {name: getattr(description, name) for name in DESCRIPTION_FIELDS}
    return said | {
        "place": None if description.place is None else place_to_json(description.place),
        "first_day": None if description.first_day is None else description.first_day.isoformat(),
        "last_day": None if description.last_day is None else description.last_day.isoformat(),
    }


def described(description: Description, said: Mapping[str, Any]) -> Description:
    """The description with the fields that `said` names, as `description_to_json` wrote them."""
    values = dict(said)
    if values.get("place") is not None:
        values["place"] = Place(**values["place"])
    for day in ("first_day", "last_day"):
        if values.get(day) is not None:
            values[day] = date.fromisoformat(values[day])
    return replace(description, **values)
