"""`marsad schema`: what marsad writes, as JSON Schema made from the model."""

from __future__ import annotations

import json
from typing import Any

import click

from marsad.cli.exits import EPILOG
from marsad.model.claim import SCHEMA, Claim

_PATTERNS = {"id": "^c[0-9a-f]{20}$", "report": "^sha256:[0-9a-f]{64}$"}


@click.command(epilog=EPILOG)
@click.argument("name", type=click.Choice(["claim", "toll"]))
def schema(name: str) -> None:
    """Print the JSON Schema of NAME.

    Every line of `marsad read --format jsonl` keeps to that of a claim, the output of `marsad toll --format json` to that
    of a toll.
    """
    made = claim_schema() if name == "claim" else toll_schema()
    click.echo(json.dumps(made, indent=2, ensure_ascii=False))


def claim_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of one claim: every field is there, no other may be."""
    from pydantic import TypeAdapter

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
    from pydantic import TypeAdapter

    from marsad.model.toll import SCHEMA as TOLL
    from marsad.model.toll import Tolls

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
