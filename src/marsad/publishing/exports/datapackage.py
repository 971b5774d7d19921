"""`datapackage.json`: the tables as a Data Package with Table Schemas (https://specs.frictionlessdata.io)."""

from __future__ import annotations

import json
from typing import Any

from marsad.publishing.exports.codebook import INTRODUCTION
from marsad.publishing.exports.columns import CODEBOOK, Column, Table
from marsad.publishing.exports.gathering import Selection
from marsad.publishing.exports.provenance import provenance
from marsad.publishing.exports.tables import TABLES
from marsad.publishing.exports.writing import Counts

_TYPES: dict[str, dict[str, Any]] = {
    "text": {"type": "string"},
    "code": {"type": "string"},
    "list": {"type": "string"},
    "integer": {"type": "integer"},
    "number": {"type": "number"},
    "boolean": {"type": "boolean", "trueValues": ["true"], "falseValues": ["false"]},
    "day": {"type": "date", "format": "%Y-%m-%d"},
    "moment": {"type": "datetime", "format": "%Y-%m-%dT%H:%M:%SZ"},
}


def datapackage(selection: Selection, counts: Counts) -> str:
    """The data package of the CSV files of a selection, `counts` rows in each."""
    said = {
        "profile": "tabular-data-package",
        "name": "marsad",
        "title": "Incidents, claims, sources, tolls and judgements",
        "description": " ".join(INTRODUCTION),
        **provenance(selection),
        "resources": [_resource(table, counts[table.name]) for table in TABLES],
    }
    return json.dumps(said, ensure_ascii=False, indent=2) + "\n"


def _resource(table: Table, rows: int) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "path": f"{table.name}.csv",
        "description": table.meaning,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "rows": rows,
        "schema": table_schema(table),
    }


def table_schema(table: Table) -> dict[str, Any]:
    """The Table Schema of one table."""
    references = [
        {"fields": each.column, "reference": {"resource": each.table, "fields": _key(each.table)}}
        for each in table.references
    ]
    return {
        "fields": [_field(column) for column in table.columns],
        "missingValues": [""],
        "primaryKey": list(table.key),
        **({"foreignKeys": references} if references else {}),
    }


def _key(name: str) -> str:
    return next(table.key[0] for table in TABLES if table.name == name)


def _field(column: Column) -> dict[str, Any]:
    constraints: dict[str, Any] = {} if column.empty is not None else {"required": True}
    if column.codes:
        constraints["enum"] = list(column.codes)
    if column.type == "integer":
        constraints["minimum"] = 0
    said = {"name": column.name, **_TYPES[column.type], "description": column.meaning}
    more = {"unit": column.unit, "empty": column.empty, "codebook": f"since {column.since} of {CODEBOOK}"}
    return said | {name: value for name, value in more.items() if value} | {"constraints": constraints}
