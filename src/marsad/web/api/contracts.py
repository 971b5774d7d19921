"""The contracts of claims and tolls as JSON Schema, made from the model: what `marsad schema` prints and what the API publishes."""

from __future__ import annotations

from typing import Any

from pydantic import TypeAdapter

from marsad.model.claim import SCHEMA, Claim
from marsad.model.toll import SCHEMA as TOLL
from marsad.model.toll import Tolls

_PATTERNS = {"id": "^c[0-9a-f]{20}$", "report": "^sha256:[0-9a-f]{64}$"}


def claim_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of one claim: every field is there, no other may be."""
    made = TypeAdapter(Claim).json_schema(mode="serialization")
    definitions = made.pop("$defs")
    for value in (made, *definitions.values()):
        _close(value)
    _describe_claim(made["properties"])
    for field in ("lower", "upper", "start", "end"):
        _never_negative(definitions["Count"]["properties"][field])
    return _whole(SCHEMA, made, definitions)


def toll_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of tolls, the claims in them as `claim_schema` has them."""
    made = TypeAdapter(Tolls).json_schema(mode="serialization")
    definitions = made.pop("$defs")
    changed, group = definitions["ChangedReading"]["properties"], definitions["GroupRow"]["properties"]
    definitions["ChangedReading"]["properties"] = {"from" if k == "from_" else k: v for k, v in changed.items()}
    group |= definitions["TollRow"]["properties"]
    del group["row"]
    for value in (made, *definitions.values()):
        _close(value)
    claim = definitions["Claim"]
    claim["properties"] = {"schema": {"const": SCHEMA}, **claim["properties"]}
    claim["required"] = list(claim["properties"])
    _describe_claim(claim["properties"])
    for field in ("lower", "upper", "near_lower", "near_upper"):
        _never_negative(definitions["TollRow"]["properties"][field])
    return _whole(TOLL, made, definitions)


def _whole(name: str, made: dict[str, Any], definitions: dict[str, Any]) -> dict[str, Any]:
    fields = {"schema": {"const": name}, **made["properties"]}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": name,
        "title": name,
        "description": made["description"],
        "type": "object",
        "properties": fields,
        "required": list(fields),
        "additionalProperties": False,
        "$defs": definitions,
    }


def _describe_claim(fields: dict[str, Any]) -> None:
    for field, pattern in _PATTERNS.items():
        fields[field]["pattern"] = pattern


def _close(value: dict[str, Any]) -> None:
    """Make every field of an object required, for unknown is written as null, and forbid others."""
    value["required"] = list(value["properties"])
    value["additionalProperties"] = False
    for field in value["properties"].values():
        field.pop("default", None)
        field.pop("title", None)


def _never_negative(field: dict[str, Any]) -> None:
    for branch in field.get("anyOf", [field]):
        if branch.get("type") == "integer":
            branch["minimum"] = 0


def components() -> dict[str, Any]:
    """Both contracts as schemas of an OpenAPI document, under their names `Claim1` and `Toll1` and those of their parts."""
    found: dict[str, Any] = {}
    for name, made in (("Claim1", claim_schema()), ("Toll1", toll_schema())):
        parts = made.pop("$defs")
        del made["$schema"], made["$id"]
        for part, said in {name: made, **{f"{name}{part}": said for part, said in parts.items()}}.items():
            found[part] = _moved(said, name)
    return found


def _moved(said: Any, name: str) -> Any:
    """A schema whose references lead to the components of an OpenAPI document."""
    if isinstance(said, list):
        return [_moved(each, name) for each in said]
    if not isinstance(said, dict):
        return said
    return {
        key: f"#/components/schemas/{name}{value.rpartition('/')[2]}" if key == "$ref" else _moved(value, name)
        for key, value in said.items()
    }
