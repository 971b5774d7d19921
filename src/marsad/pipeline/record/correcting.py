"""Corrections as a person writes them, `count.lower=12` or `place=Idlib`, made into what the ledger keeps.

What is written comes from the person and never from the report, for the ledger keeps it for ever. So words, offsets and the
names of victims cannot be corrected.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, get_args

from marsad.errors import ItemError
from marsad.model import claim as model
from marsad.model.claim import Claim, Place
from marsad.model.claim_json import place_to_json
from marsad.model.incident import Description
from marsad.places.gazetteer import Gazetteer

_UNKNOWN = ("unknown", "none", "")
_RANGE = re.compile(r"(\d+)?(?:\s*(?:\.\.|–|-|to)\s*(\d+)?)?")
_PRECISION = {
    "country": "country",
    "admin1": "admin1",
    "admin2": "admin2",
    "region": "region",
    "site": "exact",
    "neighbourhood": "exact",
}
Fields = dict[str, Any]


def claim_fields(claim: Claim, said: Iterable[str], before: Mapping[str, Any]) -> Fields:
    """What `said` ("count=9..12", "group.status=civilian") corrects in a claim, on top of what was corrected `before`.

    Raises ItemError `pipeline.field-unknown`, `pipeline.field-invalid`, `pipeline.place-unknown`.
    """
    fields: Fields = {name: dict(value) if isinstance(value, Mapping) else value for name, value in before.items()}
    for name, value in _pairs(said, _CLAIM):
        made = _CLAIM[name](name, value, claim, fields)
        whole, _, part = name.partition(".")
        fields[whole] = {**(fields.get(whole) or {}), **made} if part or name == "count" else made
    return fields


def incident_fields(description: Description, said: Iterable[str]) -> Fields:
    """What `said` ("day=2023-06-25", "place=Jisr al-Shughur") corrects in an incident's description. Raises as above."""
    fields: Fields = {}
    for name, value in _pairs(said, _INCIDENT):
        fields |= _INCIDENT[name](name, value, description)
    days = (fields.get("first_day") or description.first_day, fields.get("last_day") or description.last_day)
    first, last = (date.fromisoformat(str(day)) if day else None for day in days)
    if first and last and first > last:
        raise _invalid("first_day", str(first), f"a day that is not after the last, {last}")
    return fields


def _pairs(said: Iterable[str], known: Mapping[str, object]) -> Iterable[tuple[str, str]]:
    for one in said:
        name, is_said, value = one.partition("=")
        name = name.strip().lower()
        if not is_said or name not in known:
            what = f"{one!r} names no field that can be corrected"
            raise ItemError("pipeline.field-unknown", what, hint=f"FIELD=VALUE; the fields are {', '.join(known)}")
        yield name, value.strip()


def _invalid(name: str, value: str, wanted: str) -> ItemError:
    return ItemError("pipeline.field-invalid", f"{name} cannot be {value!r}", hint=f"it is {wanted}")


def _word(values: object) -> Callable[[str, str, Any, Fields], Any]:
    """One of the contract's words."""
    allowed = get_args(values)

    def read(name: str, value: str, claim: Claim, fields: Fields) -> Any:
        word = value.lower().replace(" ", "_")
        if word not in allowed:
            raise _invalid(name, value, f"one of {', '.join(allowed)}")
        return _at(name, word)

    return read


def _text(name: str, value: str, claim: Claim, fields: Fields) -> Any:
    return _at(name, None if value.lower() in _UNKNOWN else value)


def _at(name: str, value: Any) -> Any:
    """The value itself, or the part of the object that it is."""
    _, _, part = name.partition(".")
    return {part: value} if part else value


def _count(name: str, value: str, claim: Claim, fields: Fields) -> Fields:
    """12, 9..12, 12.. or ..12: both ends, and how it is said then."""
    found = _RANGE.fullmatch(value)
    if found is None or value in ("", "..", "-"):
        raise _invalid(name, value, "12, 9..12, 12.. (or more) or ..12 (at most)")
    is_range = not value.isdigit()
    lower, upper = (None if end is None else int(end) for end in found.groups())
    if not is_range:
        upper = lower
    forms = {(True, True): "between", (True, False): "at_least", (False, True): "at_most"}
    form = forms[lower is not None, upper is not None] if is_range else "exact"
    return _ends(name, lower or 0, upper) | {"form": form}


def _end(name: str, value: str, claim: Claim, fields: Fields) -> Fields:
    """One end of the count; the other one stays."""
    known = {"lower": claim.count.lower, "upper": claim.count.upper} | fields.get("count", {})
    is_open = name == "count.upper" and value.lower() in (*_UNKNOWN, "open")
    if not is_open and not value.isdigit():
        raise _invalid(name, value, "a whole number" + (", or open" if name == "count.upper" else ""))
    known |= _at(name, None if is_open else int(value))
    return _ends(name, known["lower"], known["upper"])


def _ends(name: str, lower: int, upper: int | None) -> Fields:
    if upper is not None and upper < lower:
        raise _invalid(name, f"{lower}..{upper}", "a range that does not end before it starts")
    return {"lower": lower, "upper": upper}


def _hedges(name: str, value: str, claim: Claim, fields: Fields) -> list[str]:
    words = [] if value.lower() in _UNKNOWN else [word.strip().lower() for word in value.split(",")]
    for word in words:
        _word(model.Hedge)(name, word, claim, fields)
    return words


def _time(name: str, value: str, claim: Claim, fields: Fields) -> Fields | None:
    days = _days(name, value)
    return None if days is None else {"words": value, "start": days[0], "end": days[1]}


def _days(name: str, value: str) -> tuple[str, str] | None:
    """A day or two with .. between them, in ISO 8601; None for unknown."""
    if value.lower() in _UNKNOWN:
        return None
    first, _, last = value.partition("..")
    days = _day(name, first.strip()), _day(name, last.strip() or first.strip())
    if days[0] > days[1]:
        raise _invalid(name, value, "a first day and a last day, in this order")
    return days


def _day(name: str, value: str) -> str:
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError:
        raise _invalid(name, value, "a day (2023-06-25), two (2023-06-25..2023-06-27), or unknown") from None


def _place_of_claim(name: str, value: str, claim: Claim, fields: Fields) -> Fields | None:
    return _place(value, None if claim.place is None else claim.place.country)


def _precision_of(name: str, value: str, claim: Claim, fields: Fields) -> Fields:
    known = fields.get("place") or (None if claim.place is None else place_to_json(claim.place))
    if known is None:
        raise _invalid(name, value, "nothing as long as the place is unknown: say place=NAME first")
    words = known["name"] or "place"
    return {**known, "words": words, **_word(model.Precision)(name, value, claim, fields)}


def _place(value: str, country: str | None) -> Fields | None:
    """The place of this name in the gazetteer: the likeliest of a country, or the one that `Name, XX` says."""
    if value.lower() in _UNKNOWN:
        return None
    name, comma, after = value.rpartition(",")
    gazetteer = Gazetteer.open()
    meant = gazetteer.country(after.strip()) or after.strip().upper() if comma else country
    match = gazetteer.resolve(name.strip() if comma else value, [meant] if meant else [], fuzzy=False)
    if match is None or (comma and match.entry.country != meant):
        what = f"the gazetteer knows no place {value!r}, or several that could be meant"
        raise ItemError(
            "pipeline.place-unknown", what, hint='say the country too ("Jisr al-Shughur, Syria"), or another spelling'
        )
    entry = match.entry
    precision: Any = "region" if match.part else _PRECISION.get(entry.kind, "settlement")
    at = round(entry.lat, 4), round(entry.lon, 4)
    return place_to_json(Place(value, entry.name, entry.geonames, entry.country, entry.admin1, *at, precision))


_CLAIM: Mapping[str, Callable[[str, str, Claim, Fields], Any]] = {
    "harm": _word(model.Harm),
    "count": _count,
    "count.lower": _end,
    "count.upper": _end,
    "count.form": _word(model.Form),
    "count.unit": _word(model.Unit),
    "group.status": _word(model.Status),
    "group.age": _word(model.Age),
    "group.sex": _word(model.Sex),
    "group.role": _text,
    "group.affiliation": _text,
    "scope": _word(model.Scope),
    "polarity": _word(model.Polarity),
    "hedges": _hedges,
    "event.type": _word(model.EventType),
    "event.weapon": _text,
    "event.target": _text,
    "place": _place_of_claim,
    "place.precision": _precision_of,
    "time": _time,
    "source.name": _text,
    "source.kind": _word(model.SourceKind),
}
"""The fields of a claim that a person can correct, and how what they write is read."""


def _title(name: str, value: str, description: Description) -> Fields:
    return {"title": value}


def _event(name: str, value: str, description: Description) -> Fields:
    word = value.lower().replace(" ", "_")
    if word not in get_args(model.EventType):
        raise _invalid(name, value, f"one of {', '.join(get_args(model.EventType))}")
    return {"event": word}


def _place_of_incident(name: str, value: str, description: Description) -> Fields:
    return {"place": _place(value, None if description.place is None else description.place.country)}


def _both_days(name: str, value: str, description: Description) -> Fields:
    days = _days(name, value)
    return {"first_day": days and days[0], "last_day": days and days[1]}


def _one_day(name: str, value: str, description: Description) -> Fields:
    return {name: None if value.lower() in _UNKNOWN else _day(name, value)}


_INCIDENT: Mapping[str, Callable[[str, str, Description], Fields]] = {
    "title": _title,
    "event": _event,
    "place": _place_of_incident,
    "day": _both_days,
    "first_day": _one_day,
    "last_day": _one_day,
}
"""The fields of an incident's description that a person can correct."""
CLAIM_FIELDS, INCIDENT_FIELDS = tuple(_CLAIM), tuple(_INCIDENT)
