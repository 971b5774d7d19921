"""Checking: whether what a record keeps beside its ledger is what the ledger says: its state, and the rows of its incidents."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields

from marsad.archive.damage import Damage
from marsad.ledger.keeping import differing
from marsad.ledger.replay import replay
from marsad.ledger.state import State
from marsad.pipeline.record.projection import PROJECTED, entry_of, is_current, reason_of, ties_of
from marsad.store.entries import IncidentEntry
from marsad.store.record import Record


def wrong_state(record: Record) -> Iterator[Damage]:
    """What the kept state says otherwise than a replay of the ledger."""
    for thing in differing(record):
        yield Damage("pipeline.state-differs", f"{thing}: the state that is kept is not what the ledger says")


def wrong_incidents(record: Record) -> Iterator[Damage]:
    """Rows of incidents that are not what the ledger said when they were written last.

    Rows of an older form say less; the next run writes them anew, and until then nothing is held against them.
    """
    if not is_current(record):
        return
    upto = int(record.settings.get(PROJECTED) or 0)
    state = replay(change for change in record.changes.all() if change.number <= upto)
    rows = {entry.code: entry for entry in record.incidents.all()}
    retired = {each.code: each for each in record.incidents.retired()}
    for code, incident in sorted(state.incidents.items()):
        row, end = rows.pop(code, None), retired.pop(code, None)
        if incident.status != "open":
            successor = state.resolve(code) if incident.status == "merged" else None
            right = (
                row is None and end is not None and (end.successor, end.reason) == (successor, reason_of(state, code))
            )
        elif not incident.claims:
            right = row is None and end is None
        else:
            right = end is None and row is not None and _is_right(record, row, state)
        if not right:
            yield Damage("pipeline.incident-differs", f"{code}: its row is not what the ledger says")
    for code in sorted({*rows, *retired}):
        yield Damage("pipeline.incident-differs", f"{code}: it has a row, but the ledger does not know it")


def _is_right(record: Record, row: IncidentEntry, state: State) -> bool:
    expected = entry_of(state.incident(row.code), state)
    same = all(getattr(row, f.name) == getattr(expected, f.name) for f in fields(row) if f.name != "change")
    return same and record.incidents.ties_of(row.code) == ties_of(state.incidents[row.code], state)
