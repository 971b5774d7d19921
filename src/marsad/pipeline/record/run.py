"""A run: bring a record up to date. Read what is new, group it, reckon the incidents that it changes; no more than that.

Each step is a transaction that leaves the record whole, and what is to be done is asked of the record itself, so a run
that was ended goes on where it stopped.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from marsad.errors import ItemError
from marsad.ledger.book import Book
from marsad.model.change import MACHINE, Change
from marsad.model.incident import is_code
from marsad.pipeline.record.finding import find
from marsad.pipeline.record.grouping import group_new, ungrouped
from marsad.pipeline.record.policy import keep_policy
from marsad.pipeline.record.projection import renew_rows
from marsad.pipeline.record.reading import read_stale, stale
from marsad.pipeline.record.reckoning import AT_ONCE, reckon, stale_families
from marsad.settings import Settings
from marsad.store.rows import pieces
from marsad.store.store import Store
from marsad.tolls.policy import Policy

Progress = Callable[[str, int, int], None]
"""Told what is being done, how much of it is done, and how much there is."""


@dataclass(slots=True)
class Summary:
    """What a run did: reports read, claims in them, reports that failed, and what changed in the ledger."""

    read: int = 0
    claims: int = 0
    failed: list[ItemError] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)

    @property
    def kinds(self) -> Counter[str]:
        """How many changes of each kind there were."""
        return Counter(change.kind for change in self.changes)

    @property
    def incidents(self) -> dict[str, list[Change]]:
        """The changes of every incident that was touched, by its code."""
        found: dict[str, list[Change]] = {}
        for change in self.changes:
            if is_code(change.subject):
                found.setdefault(change.subject, []).append(change)
        return found


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run would do now: reports to read, reports to group, incidents to reckon."""

    read: int
    group: int
    reckon: int


def plan(store: Store, policy: Policy) -> Plan:
    """What there is to do. What reading will bring to light is not known before."""
    with store.read() as record:
        families = stale_families(Book().state(record), policy)
        return Plan(len(stale(store)), len(ungrouped(record)), sum(len(codes) for codes in families))


def run(store: Store, settings: Settings, policy: Policy, jobs: int | None, progress: Progress) -> Summary:
    """Bring the record up to date. Raises RunError when the record cannot be read or written."""
    book, summary = Book(), Summary()
    renew_rows(store, book)
    ids = stale(store)
    for outcome in read_stale(store, book, ids, settings, jobs):
        summary.read += 1
        summary.claims += outcome.claims
        if outcome.error is not None:
            summary.failed.append(outcome.error)
        progress("reading", summary.read, len(ids))
    progress("grouping", 0, 1)
    summary.changes += keep_policy(store, book, policy, f"{MACHINE}run")
    summary.changes += group_new(store, book, policy)
    with store.read() as record:
        families = stale_families(book.state(record), policy)
    done = 0
    for batch in pieces(families, AT_ONCE):
        summary.changes += reckon(store, book, batch, policy)
        done += len(batch)
        progress("reckoning", done, len(families))
    find(store, book)
    return summary
