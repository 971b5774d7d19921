"""Records for the tests of runs: dispatches deposited, a run, and what the record then says."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from benchmarks.dispatches import Dispatch
from marsad.archive.deposit import Deposit, deposit_all
from marsad.ledger.book import Book
from marsad.ledger.drafts import judgement_made
from marsad.ledger.replay import replay
from marsad.ledger.state import State
from marsad.model.judgement import Verdict
from marsad.pipeline.record.checking import wrong_incidents, wrong_state
from marsad.pipeline.record.policy import policy_of
from marsad.pipeline.record.run import Summary, run
from marsad.settings import Settings
from marsad.sources.capture import Capture
from marsad.store.entries import IncidentEntry
from marsad.store.store import Store

MONDAY = date(2024, 3, 4)
IDLIB = Dispatch("An air strike killed nine civilians in Idlib on Monday, the civil defence said.\n", "Plain", MONDAY)
IDLIB_LATER = Dispatch(
    "The toll of Monday's air strike in Idlib rose: 11 civilians were killed, the civil defence said.\n",
    "Harbour",
    date(2024, 3, 5),
)
KHERSON = Dispatch("Shelling killed two farmers in Kherson on Monday, local officials said.\n", "River", MONDAY)
MARIB = Dispatch("A landmine killed three children in Marib on Monday, residents said.\n", "Seven", MONDAY)


def capture(dispatch: Dispatch, **said: Any) -> Capture:
    fields: dict[str, Any] = {"published": dispatch.published, "outlet": dispatch.outlet, **said}
    return Capture("standard input", content=dispatch.text.encode(), **fields)


def add(store: Store, *some: Dispatch | Capture) -> list[str]:
    """Deposit; the ids of the reports."""
    captures = [one if isinstance(one, Capture) else capture(one) for one in some]
    done = list(deposit_all(store, captures, Settings(), actor="ana"))
    assert all(isinstance(each, Deposit) for each in done), done
    return [each.report for each in done if isinstance(each, Deposit)]


def update(store: Store) -> Summary:
    """A run, after which the record must agree with its ledger."""
    summary = run(store, Settings(), policy_of(store), 1, lambda *_: None)
    agrees(store)
    return summary


def agrees(store: Store) -> None:
    """What is kept beside the ledger is what the ledger says, and so is what a book gives."""
    with store.read() as record:
        assert [*wrong_state(record), *wrong_incidents(record)] == []
        assert Book().state(record) == replay(record.changes.all())


def state(store: Store) -> State:
    with store.read() as record:
        return replay(record.changes.all())


def rows(store: Store) -> dict[str, IncidentEntry]:
    with store.read() as record:
        return {entry.code: entry for entry in record.incidents.all()}


def killed(store: Store) -> dict[str, tuple[int | None, int | None]]:
    """The range of those killed in each incident."""
    return {code: (entry.killed_lower, entry.killed_upper) for code, entry in rows(store).items()}


def judge(store: Store, verdict: Verdict, *on: str, **fields: Any) -> str:
    """A person judges; the id of the judgement."""
    with store.write() as record:
        (made,) = Book().write(record, [judgement_made("ana", verdict, on, "read it again", fields)])
    return f"J{made.number}"


def claims_of(store: Store, code: str) -> list[str]:
    return sorted(state(store).incidents[code].claims)


def kinds(summary: Summary, *wanted: str) -> Iterable[str]:
    """What the changes of these kinds were about."""
    return sorted({change.subject for change in summary.changes if change.kind in wanted})
