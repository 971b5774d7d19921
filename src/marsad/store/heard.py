"""What was heard from whom: the claims of a record with the outlets of their reports, narrow enough to go over all of them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import JSON, ColumnElement, Connection, Text, cast, func, select

from marsad.model.claim import Count, SourceKind, Status
from marsad.store import tables

_C, _R = tables.claims, tables.reports
_PATHS = (
    "source.name", "source.kind", "source.relayed_by", "language", "polarity", "part_of",
    "group.status", "group.age", "group.sex", "group.role", "group.affiliation", "count",
)  # fmt: skip
_EVERYBODY = ["unknown", "unknown", None, None]


class Heard(NamedTuple):
    """A claim as far as it matters who made it: `source`, its `kind` and `relayed_by` are the claim's own (`marsad.model.claim.Source`).

    `killed` is how many it counts where it asserts how many were killed in one event: all of them, or all civilians or combatants, as `status`
    says; None where it says something else.
    """

    claim: str
    outlet: str | None
    published: date | None
    language: str
    source: str | None
    kind: SourceKind
    relayed_by: tuple[str, ...]
    killed: Count | None
    status: Status


def heard(connection: Connection) -> Iterator[Heard]:
    """Every claim of every reading whose words are there, in no order."""
    columns = (_C.c.id, _R.c.outlet, _R.c.published, _C.c.harm, _C.c.scope, _said(connection))
    rows = connection.execute(select(*columns).join(_R, _R.c.id == _C.c.report).where(_C.c.claim.is_not(None)))
    for id_, outlet, published, harm, scope, said in rows:
        name, kind, relayed_by, language, polarity, part_of, status, *group, count = json.loads(said)
        is_whole = harm == "killed" and scope == "event" and polarity == "asserted" and part_of is None
        killed = Count(**count) if is_whole and group == _EVERYBODY else None
        yield Heard(id_, outlet, published, language, name, kind, tuple(relayed_by), killed, status)


def _said(connection: Connection) -> ColumnElement[Any]:
    """What is needed of a claim's JSON as one list, taken out by the database: it is much faster at that."""
    if connection.dialect.name == "sqlite":
        return func.json_extract(_C.c.claim, *(f"$.{path}" for path in _PATHS))
    claim = cast(_C.c.claim, JSON)
    return cast(func.json_build_array(*(claim[tuple(path.split("."))] for path in _PATHS)), Text)
