"""Kinds of people: whom a row of a toll counts, whom a claim counts, and which row stands for a claim."""

from __future__ import annotations

from collections.abc import Mapping

from marsad.model.claim import Claim, Harm
from marsad.model.toll import GroupRow, IncidentToll, TollRow

Kind = tuple[str | None, ...]
"""Status, age, sex, role, affiliation; None for all of them."""


def kind_of(row: TollRow, role: str | None = None, affiliation: str | None = None) -> Kind:
    """Of whom a row is."""
    return (row.status, row.age, row.sex, role, affiliation)


def kinds_of(incident: IncidentToll) -> dict[Kind, dict[Harm, TollRow]]:
    """The rows of an incident by kind of people and harm, in the order of the toll."""
    groups = [GroupRow(None, None, row) for row in incident.toll] + list(incident.groups)
    found: dict[Kind, dict[Harm, TollRow]] = {}
    for group in groups:
        found.setdefault(kind_of(group.row, group.role, group.affiliation), {})[group.row.harm] = group.row
    return found


def row_for(claim: Claim, rows: Mapping[Kind, TollRow]) -> Kind | None:
    """The narrowest kind of people with a row that holds everybody whom a claim counts; None where no row does.

    Where the toll publishes no row for a combination ("civilians, children"), it is all of the smaller of its kinds.
    """
    group = claim.group
    said = (group.status, group.age, group.sex)
    mine: Kind = (*(None if value == "unknown" else value for value in said), group.role, group.affiliation)
    if mine in rows:
        return mine
    holding = [kind for kind in rows if all(a in (None, b) for a, b in zip(kind, mine, strict=True))]
    return min(holding, key=lambda kind: (-sum(map(bool, kind)), *_size(rows[kind])), default=None)


def _size(row: TollRow) -> tuple[float, int]:
    return (float("inf") if row.upper is None else row.upper, row.lower)
