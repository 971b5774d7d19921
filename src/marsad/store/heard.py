"""What was heard from whom: the claims of a record with the outlets of their reports, narrow enough to go over all of them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from sqlalchemy import Connection, select

from marsad.model.claim import Count, Source
from marsad.store import tables
from marsad.store.rows import walk

_C, _R = tables.claims, tables.reports


class Heard(NamedTuple):
    """A claim as far as it matters who made it; `number` is how many it counts. `whole`: it counts everybody who was killed in one event, and asserts it."""

    claim: str
    report: str
    outlet: str | None
    published: date | None
    language: str
    source: Source
    number: Count
    whole: bool


def heard(connection: Connection, wanted: Iterable[str]) -> Iterator[Heard]:
    """Those of the wanted claims whose words are there, in no order."""
    ids = frozenset(wanted)
    columns = (_C.c.number, _C.c.id, _C.c.report, _C.c.claim, _R.c.outlet, _R.c.published)
    statement = select(*columns).join(_R, _R.c.id == _C.c.report).where(_C.c.claim.is_not(None))
    for row in walk(connection, statement, [_C.c.number]):
        if row["id"] in ids:
            said = json.loads(row["claim"])
            source = Source(**{**said["source"], "relayed_by": tuple(said["source"]["relayed_by"])})
            place = (row["id"], row["report"], row["outlet"], row["published"], said["language"])
            yield Heard(*place, source, Count(**said["count"]), _is_whole(said))


def _is_whole(said: dict[str, object]) -> bool:
    group = said["group"]
    assert isinstance(group, dict)
    everybody = all(group[name] == "unknown" for name in ("status", "age", "sex")) and not (
        group["role"] or group["affiliation"]
    )
    return everybody and (said["harm"], said["scope"], said["polarity"], said["part_of"]) == (
        "killed",
        "event",
        "asserted",
        None,
    )
