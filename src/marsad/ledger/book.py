"""The book: the ledger of an open record, replayed once and kept up to date."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import UTC, datetime

from marsad.ledger.admission import admit
from marsad.ledger.replay import EMPTY, replay
from marsad.ledger.state import State
from marsad.model.change import Change, Draft
from marsad.model.judgement import Verdict
from marsad.store.record import Record


class Book:
    """The state of one record's ledger. Verdicts named in `two_people` hold only when a second person has signed."""

    def __init__(self, two_people: Collection[Verdict] = ()) -> None:
        self._state = EMPTY
        self._two_people = two_people

    def state(self, record: Record) -> State:
        """The state after the last change that this transaction sees."""
        if record.changes.last() < self._state.number:  # what was written here was rolled back
            self._state = EMPTY
        self._state = replay(record.changes.all(after=self._state.number), self._state)
        return self._state

    def write(self, record: Record, drafts: Iterable[Draft], at: datetime | None = None) -> list[Change]:
        """Admit drafts and append what became of them; needs a writing transaction.

        Raises ItemError when one of the drafts is not allowed; then nothing is appended.
        """
        changes, after = admit(self.state(record), drafts, at or datetime.now(UTC), two_people=self._two_people)
        record.changes.extend(changes)
        self._state = after
        return changes
