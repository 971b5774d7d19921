"""A record for tests: short reports of our own, deposited, run and judged as the commands do it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from marsad.archive.deposit import Deposit, deposit_all
from marsad.archive.takedown import take_down
from marsad.ledger import drafts
from marsad.ledger.book import Book
from marsad.ledger.replay import as_of, replay
from marsad.ledger.state import State
from marsad.model.claim import Claim
from marsad.model.identity import claim_id
from marsad.model.judgement import Verdict
from marsad.model.reading import Reading
from marsad.pipeline.record.grouping import group_new
from marsad.pipeline.record.judging import Decided, book_of, correction, decide
from marsad.pipeline.record.policy import policy_of
from marsad.pipeline.record.reckoning import reckon, stale_families
from marsad.pipeline.record.run import run
from marsad.pipeline.record.showing import Known, incident_known
from marsad.pipeline.record.telling import tell
from marsad.settings import Settings
from marsad.sources.capture import Capture
from marsad.store.entries import IncidentEntry
from marsad.store.record import Record
from marsad.store.store import Store

ANA, BO = "Ana", "Bo"
OTHER_READER = "other/9"
KHARKIV, KHERSON = "UA-20240303-kharkiv-1", "UA-20240305-kherson-1"
MARKET = (
    "An air strike on a market in Kharkiv killed nine civilians on 3 March 2024, the regional health department said. "
    "Twenty people were injured."
)
RESCUERS = "At least 11 people were killed when an air strike hit a market in Kharkiv on 3 March 2024, rescuers said."
FARMERS = "Shelling killed two farmers near Kherson on 5 March 2024, the police said."
LATE = "The air strike on a market in Kharkiv on 3 March 2024 killed 14 civilians, a commission said."


class Kept:
    """A record in a folder; `text` adds a report, `run` brings it up to date."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        Store.create(folder, actor=ANA).close()

    @contextmanager
    def open(self) -> Iterator[tuple[Store, Record]]:
        """The store, and the record as it is now."""
        with Store.open(self.folder) as store, store.read() as record:
            yield store, record

    def text(self, words: str, outlet: str = "Harbour Post", published: date = date(2024, 3, 4)) -> str:
        """Deposit a report; its id."""
        capture = Capture(f"{outlet}.txt", content=words.encode(), published=published, outlet=outlet, language="en")
        with Store.open(self.folder) as store:
            (made,) = deposit_all(store, [capture], Settings(), actor=ANA)
        assert isinstance(made, Deposit)
        return made.report

    def run(self) -> None:
        """Bring the record up to date."""
        with Store.open(self.folder) as store:
            done = run(store, Settings(), policy_of(store), 1, lambda *_: None)
        assert done.failed == []

    def count_anew(self) -> None:
        """Bring the record up to date without reading: as a run of the version whose reading counts now would."""
        with Store.open(self.folder) as store:
            book, policy = Book(), policy_of(store)
            group_new(store, book, policy)
            with store.read() as record:
                families = stale_families(book.state(record), policy)
            reckon(store, book, families, policy)

    def judge(self, verdict: Verdict, *on: str, actor: str = ANA, why: str = "seen", **fields: Any) -> Decided:
        """A person judges."""
        return self._decide(drafts.judgement_made(actor, verdict, on, why, fields))

    def correct(self, thing: str, *said: str) -> Decided:
        """A person corrects a claim or an incident."""
        with self.open() as (store, record):
            fields = correction(record, book_of(store).state(record), thing, said)
        return self.judge("correct", thing, **fields)

    def undo(self, judgement: str, actor: str = ANA) -> Decided:
        """A person takes a judgement back."""
        return self._decide(drafts.judgement_reversed(actor, judgement, "a mistake"))

    def sign(self, judgement: str, actor: str = BO) -> Decided:
        """A second person agrees."""
        return self._decide(drafts.judgement_signed(actor, judgement, "seen too"))

    def _decide(self, draft: Any) -> Decided:
        with Store.open(self.folder) as store, decide(store, book_of(store), policy_of(store), draft) as done:
            pass
        return replace(done, after=self.state())

    def reread(self, report: str, change: Callable[[Claim], Claim | None]) -> None:
        """Another version of the reader reads a report: each claim as `change` says, None = it is not found."""
        with Store.open(self.folder) as store, store.write() as record:
            book, old, entry = book_of(store), record.readings.current(report), record.reports.get(report)
            assert old is not None
            assert entry is not None
            assert entry.report is not None
            read = [new for claim in old.claims if (new := change(claim)) is not None]
            claims = tuple(replace(claim, id=claim_id(claim, OTHER_READER)) for claim in read)
            record.readings.save(Reading(report, claims), OTHER_READER)
            record.accounts.put({report: tell(entry.report, Reading(report, claims)).filed})
            book.write(record, [drafts.claims_read("machine:reader", report, OTHER_READER, claims, old.claims)])

    def take_down(self, report: str) -> None:
        """A report goes."""
        with Store.open(self.folder) as store:
            take_down(store, report, reason="the witness asked for it", actor=ANA)

    def state(self, at: datetime | None = None) -> State:
        """What the record knows now, or knew then."""
        with self.open() as (_, record):
            changes = list(record.changes.all())
        return replay(changes) if at is None else as_of(changes, at)

    def known(self, code: str, at: datetime | None = None) -> Known:
        """An incident as it is or was known."""
        state = self.state(at)
        with self.open() as (store, record):
            return incident_known(record, state, code, policy_of(store), at)

    def entry(self, code: str) -> IncidentEntry | None:
        """The row of an incident."""
        with self.open() as (_, record):
            return record.incidents.get(code)

    def claim(self, quote: str) -> Claim:
        """The one claim now made whose words hold `quote`."""
        with self.open() as (_, record):
            (found,) = [claim for claim in record.claims.current() if quote in claim.span.quote]
        return found

    def killed(self, code: str) -> tuple[int, int | None] | None:
        """How many were killed, by the ledger."""
        said = (self.state().toll(code) or {"quantities": {}})["quantities"].get("killed")
        return None if said is None else (said["lower"], said["upper"])

    def last_cause(self, code: str) -> tuple[str, str]:
        """Why the last toll of an incident is another than the one before."""
        with self.open() as (_, record):
            *_, last = (c for c in record.changes.all(subject=code) if c.kind == "toll_computed")
        return last.content["cause"], last.reason


def now() -> datetime:
    """This moment, between two changes."""
    return datetime.now(UTC)
