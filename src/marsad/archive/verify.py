"""Verifying: everything that a record holds is walked, and whatever is not as it was left is named.

The pages of the database are compared with their sums before anything else asks the database; then every row is compared with its
seal, both chains are followed from the first entry, bytes, texts and claims are held against each other, and time stamps are checked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from types import MappingProxyType

from marsad.archive.damage import FROM_BACKUP, Damage
from marsad.archive.evidence import damaged_bytes, damaged_claims, damaged_reports
from marsad.archive.stamping import Stamper, wrong_stamps
from marsad.errors import MarsadError
from marsad.model.change import Change
from marsad.model.change import is_whole as change_is_whole
from marsad.store.chains import is_whole as entry_is_whole
from marsad.store.entries import CustodyEntry
from marsad.store.location import locate
from marsad.store.pages import PageSums
from marsad.store.record import SEALED, Record
from marsad.store.store import Store

Check = Callable[[Record], Iterator[Damage]]


@dataclass(slots=True)
class Verification:
    """What was found: everything that is `damaged` and what was only `left_over`, and how much was looked at."""

    damaged: list[Damage] = field(default_factory=list)
    left_over: list[Damage] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    logged: bool = False

    def add(self, damage: Damage) -> None:
        """Keep a finding."""
        (self.left_over if damage.harmless else self.damaged).append(damage)


def verify(
    where: str,
    *,
    actor: str,
    tidy: bool = False,
    stamper: Stamper | None = None,
    more: Mapping[str, Check] = MappingProxyType({}),
) -> Verification:
    """Verify the record at `where`; `tidy` removes what ended runs left over; `more` are checks of rooms above, by name.

    A record that is whole gets an entry in its custody log; a damaged one is not written to. Raises `RunError` only when there
    is no record at all or its database cannot be reached.
    """
    found = Verification()
    for damage in _pages(where):
        found.add(damage)
    try:
        store = Store.open(where)
    except MarsadError as error:
        if error.code != "store.damaged":
            raise
        found.add(Damage("archive.database-damaged", error.what, FROM_BACKUP))
        return found
    with store:
        for damage in _all(store, stamper, more):
            found.add(damage)
        if not found.damaged:
            found.counts = _counted(store)
            found.logged = _close(store, actor, found, tidy=tidy)
    return found


def _pages(where: str) -> Iterator[Damage]:
    file = locate(where).file
    for start in (PageSums(file).differing() if file is not None and file.is_file() else None) or ():
        yield Damage(
            "archive.page-damaged",
            f"{file}: from byte {start} on it is not as marsad left it",
            f"{FROM_BACKUP} If another program wrote to it on purpose, remove {file}.sums.",
        )


def _all(store: Store, stamper: Stamper | None, more: Mapping[str, Check]) -> Iterator[Damage]:
    checks: dict[str, Check] = {
        "the database": _database_faults,
        "the ledger": broken_ledger,
        "the custody log": broken_custody,
        "the bytes": damaged_bytes,
        "the reports": damaged_reports,
        "the claims": damaged_claims,
        "the time stamps": partial(wrong_stamps, stamper=stamper),
        **{f"the table {table}": partial(_unsealed, table=table) for table in SEALED},
        **more,
    }
    for name, check in checks.items():
        yield from _guarded(store, name, check)


def _guarded(store: Store, name: str, check: Check) -> Iterator[Damage]:
    """What a check finds; that it cannot even be carried out is damage too, and the other checks go on."""
    try:
        with store.read() as record:
            yield from check(record)
    except Exception as problem:  # noqa: BLE001  the batch item's border: damage makes anything fail
        said = str(problem).splitlines()[0] if str(problem) else type(problem).__name__
        yield Damage("archive.database-damaged", f"{name} cannot be read: {said}")


def _unsealed(record: Record, *, table: str) -> Iterator[Damage]:
    for row in record.unsealed(table):
        key = " ".join(str(value) for value in row.values())
        what = f"{table} {key}: it does not say any more what it said when it was written"
        yield Damage("archive.row-damaged", what)


def _database_faults(record: Record) -> Iterator[Damage]:
    return (Damage("archive.database-damaged", f"the database: {line}") for line in record.faults())


def broken_ledger(record: Record) -> Iterator[Damage]:
    """Changes that are not as they were sealed, or do not follow the one before."""
    before: Change | None = None
    for change in record.changes.all():
        if not change_is_whole(change, before):
            yield Damage("archive.ledger-broken", f"change {change.number}: it was altered, or one before it is gone")
        before = change


def broken_custody(record: Record) -> Iterator[Damage]:
    """Entries of the custody log that are not as they were logged, and captures that do not fit it."""
    captures = {number: (capture.report, capture.blob) for number, capture in record.captures.all()}
    before: CustodyEntry | None = None
    for entry in record.custody.all():
        if not entry_is_whole(entry, before):
            what = f"custody entry {entry.number}: it was altered, or one before it is gone"
            yield Damage("archive.custody-broken", what)
        before = entry
        number = entry.content.get("capture")
        if number is not None and captures.pop(number, None) != (entry.report, entry.blob):
            what = f"capture {number} of {entry.report}: the custody log knows it, the record does not"
            yield Damage("archive.capture-missing", what)
    for number, (report, _) in captures.items():
        yield Damage("archive.capture-unlogged", f"capture {number} of {report}: the custody log does not know it")


def _counted(store: Store) -> dict[str, int]:
    with store.read() as record:
        return {
            "reports": record.reports.count(),
            "blobs": sum(1 for _ in record.blobs.addresses()),
            "claims": record.claims.count(),
            "changes": record.changes.last(),
            "custody entries": record.custody.head()[0],
        }


def _close(store: Store, actor: str, found: Verification, *, tidy: bool) -> bool:
    """Log that all was well, and remove what is left over when that is asked for; whether the record could be written."""
    try:
        with store.write() as record:
            if tidy:
                record.blobs.tidy({capture.blob for _, capture in record.captures.all()})
                found.left_over.clear()
            record.custody.append(actor, "verify", at=datetime.now(UTC), content=found.counts)
    except MarsadError as error:
        if error.code not in ("store.read-only", "store.busy", "store.full"):
            raise
        return False
    return True
