"""Takedown: the bytes and the text of a report go, and all that was read in it; a tombstone stays.

The tombstone is the report's id (a hash that tells nothing of the text), the hashes of its bytes, who took it down, when and why.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from marsad.errors import ItemError
from marsad.model.change import Draft
from marsad.store.record import Record
from marsad.store.store import Store


@dataclass(frozen=True, slots=True)
class Takedown:
    """What was taken down: the `report`, its `claims`, and the codes of the `incidents` that they were tied to.

    `traceless` is False when others were at work on the database, so that what was removed can still be found in its
    files until the next takedown or the next clean end of a writing command.
    """

    report: str
    claims: tuple[str, ...]
    incidents: tuple[str, ...]
    traceless: bool


def take_down(store: Store, report: str, *, reason: str, actor: str) -> Takedown:
    """Take a report down. `report` is its id or the beginning of it.

    One that is down already loses what an ended run left of its bytes. Raises `ItemError` (`archive.report-missing`,
    `archive.report-ambiguous`).
    """
    with store.write() as record:
        id_ = one_report(record, report)
        claims, incidents = _remove(record, id_, reason, actor)
    return Takedown(id_, claims, incidents, store.scrub())


def one_report(record: Record, beginning: str) -> str:
    """The id of the one report that is meant. Raises `ItemError` when there is none, or more than one."""
    ids = record.reports.named(beginning) if beginning else []
    if not ids:
        raise ItemError(
            "archive.report-missing",
            f"{beginning}: there is no such report",
            hint="Give its id, or the beginning of it.",
        )
    if len(ids) > 1:
        raise ItemError(
            "archive.report-ambiguous",
            f"{beginning}: several reports begin so: {', '.join(ids)}",
            hint="Give more of the id.",
        )
    return ids[0]


def _remove(record: Record, id_: str, reason: str, actor: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    at = datetime.now(UTC)
    entry = record.reports.get(id_)
    assert entry is not None
    incidents = tuple(record.incidents.with_reports([id_]).get(id_, []))
    claims: list[str] = []
    blobs = record.captures.forget(id_)
    if entry.withdrawn is None:
        claims = record.readings.withdraw(id_)
        record.findings.withdraw(id_)
        record.accounts.remove([id_])
        record.reports.withdraw(id_, at=at, reason=reason)
        record.changes.append([Draft(actor, "report_withdrawn", id_, reason, {"claims": claims, "blobs": blobs})], at)
        record.custody.append(actor, "takedown", report=id_, blob=entry.blob, at=at, content={"blobs": blobs})
    for blob in blobs:
        record.blobs.remove(blob)
    return tuple(claims), incidents
