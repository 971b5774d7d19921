"""`marsad schema`: what marsad writes, as JSON Schema made from the model."""

from __future__ import annotations

import json
from typing import Any

import click

from marsad.cli.exits import EPILOG
from marsad.model.claim import SCHEMA, Claim

_PATTERNS = {"id": "^c[0-9a-f]{20}$", "report": "^sha256:[0-9a-f]{64}$"}


@click.command(epilog=EPILOG)
@click.argument("name", type=click.Choice(["claim"]))
def schema(name: str) -> None:
    """Print the JSON Schema of NAME, which every line of `marsad read --format jsonl` keeps to."""
    click.echo(json.dumps(claim_schema(), indent=2, ensure_ascii=False))


def claim_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of one claim: every field is there, no other may be."""
    from pydantic import TypeAdapter

    made = TypeAdapter(Claim).json_schema(mode="serialization")
    definitions = made.pop("$defs")
    for value in (made, *definitions.values()):
        _close(value)
    fields = {"schema": {"const": SCHEMA}, **made["properties"]}
    for field, pattern in _PATTERNS.items():
        fields[field]["pattern"] = pattern
    for field in ("lower", "upper", "start", "end"):
        _never_negative(definitions["Count"]["properties"][field])
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": SCHEMA,
        "title": SCHEMA,
        "description": made["description"],
        "type": "object",
        "properties": fields,
        "required": list(fields),
        "additionalProperties": False,
        "$defs": definitions,
    }


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
