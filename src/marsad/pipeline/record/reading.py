"""The first stage of a run: read what is new, or was read by an older reader."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime

from marsad.errors import ItemError
from marsad.ledger.book import Book
from marsad.ledger.drafts import claims_read
from marsad.ledger.state import State
from marsad.model.change import MACHINE
from marsad.model.reading import Note, Reading
from marsad.model.report import Report
from marsad.pipeline.read import Outcome, read_all
from marsad.pipeline.record.projection import project
from marsad.pipeline.record.telling import Read, tell
from marsad.reading.claims import READER_VERSION
from marsad.settings import Settings
from marsad.store.findings import Found
from marsad.store.record import Record
from marsad.store.rows import pieces
from marsad.store.store import Store

READER = f"{MACHINE}reader/{READER_VERSION}"
_AT_ONCE = 64
"""Reports a transaction: an ended run costs no more than these."""


def stale(store: Store) -> list[str]:
    """The ids of the reports that this version of the reader has not read."""
    with store.read() as record:
        return record.reports.stale(READER_VERSION)


def read_stale(
    store: Store, book: Book, ids: Sequence[str], settings: Settings, jobs: int | None
) -> Iterator[Outcome[Read]]:
    """Read stale reports in the order in which they came, and keep what was read; the outcomes."""
    outcomes = read_all(_reports(store, ids), settings, tell, jobs)
    for batch in pieces(zip(ids, outcomes, strict=True), _AT_ONCE):
        with store.write() as record:
            keep(record, book, [outcome.view or _unread(report, outcome) for report, outcome in batch])
        yield from (outcome for _, outcome in batch)


def _reports(store: Store, ids: Iterable[str]) -> Iterator[Report | ItemError]:
    for batch in pieces(ids, _AT_ONCE):
        with store.read() as record:
            entries = record.reports.of(batch)
        for id_ in batch:
            entry = entries.get(id_)
            gone = ItemError("archive.withdrawn", f"{id_}: taken down meanwhile", hint="Nothing: it is not read.")
            yield entry.report if entry is not None and entry.report is not None else gone


def _unread(report: str, outcome: Outcome[Read]) -> Read:
    """A report that cannot be read counts as read with nothing in it, and says why; a newer reader tries again."""
    assert outcome.error is not None
    note = Note(outcome.error.code, outcome.error.what)
    return Read(report, Reading(report, notes=(note,)), (), (Found(note.code, note.text),))


def _is_there(report: str, state: State) -> bool:
    """Whether a report was not taken down meanwhile."""
    known = state.reports.get(report)
    return known is not None and not known.withdrawn


def keep(record: Record, book: Book, some: Iterable[Read]) -> None:
    """Keep what was read in some reports, each once, and say so in the ledger; needs a writing transaction."""
    at, state = datetime.now(UTC), book.state(record)
    there = [read for read in some if _is_there(read.report, state)]
    before = {read.report: record.claims.get(sorted(state.current_claims(read.report))) for read in there}
    record.readings.save_all([read.reading for read in there], READER_VERSION, at)
    record.accounts.put({read.report: read.filed for read in there})
    record.findings.replace_all({read.report: read.found for read in there}, at=at)
    drafts = []
    for read in there:
        claims = list({claim.id: claim for claim in read.reading.claims}.values())
        drafts.append(claims_read(READER, read.report, READER_VERSION, claims, before[read.report].values()))
    book.write(record, drafts, at)
    project(record, book.state(record), book.touched)
