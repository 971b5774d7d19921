"""Seals: a hash in every row over all its other columns.

A database notices damage to its own structure, but not a bit that falls over inside a number or a word. The seal does.
It is against faults, not against forgers: who can write to the database can seal anew. Against those stand the chains
of the ledger and of the custody log, and a stamp over their heads by somebody else.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import Table

from marsad.store.columns import instant

Row = dict[str, Any]


def sealed(table: Table, row: Mapping[str, Any]) -> Row:
    """`row` with its seal; columns that it does not name are null."""
    whole: Row = {column.name: row.get(column.name) for column in table.columns if column.name != "seal"}
    return {**whole, "seal": _digest(table.name, whole)}


def is_sealed(table: Table, row: Mapping[str, Any]) -> bool:
    """Whether `row` says what it said when it was written."""
    return bool(row["seal"] == sealed(table, row)["seal"])


def _digest(table: str, row: Row) -> str:
    canonical = json.dumps([table, row], ensure_ascii=True, separators=(",", ":"), sort_keys=True, default=_plain)
    return hashlib.sha256(canonical.encode("ascii")).hexdigest()


def _plain(value: object) -> str:
    if isinstance(value, datetime):
        return instant(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bytes | memoryview):
        return bytes(value).hex()
    raise TypeError(f"nothing that a row holds: {value!r}")
