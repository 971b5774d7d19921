"""The book: the ledger of an open record, with the state that it leads to."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import UTC, datetime

from marsad.ledger.admission import admit
from marsad.ledger.keeping import Keeper, changed
from marsad.ledger.replay import EMPTY, replay
from marsad.ledger.state import State
from marsad.model.change import Change, Draft
from marsad.model.judgement import Verdict
from marsad.store.record import Record


class Book:
    """The state of one record's ledger. Verdicts named in `two_people` hold only when a second person has signed."""

    def __init__(self, two_people: Collection[Verdict] = ()) -> None:
        self._two_people = two_people
        self._keeper = Keeper()
        self._record: Record | None = None
        self._state = EMPTY
        self.touched: frozenset[str] = frozenset()
        """The codes of the incidents that the last `write` changed: what they hold, what they are, their tolls or grades."""

    def state(self, record: Record) -> State:
        """The state after the last change that this transaction sees. It is good until the next change or the transaction's end."""
        if self._record is not record:
            self._record, self._state = record, self._keeper.state(record)
        if record.changes.last() > self._state.number:
            self._state = replay(record.changes.all(after=self._state.number), self._state)
        return self._state

    def write(self, record: Record, drafts: Iterable[Draft], at: datetime | None = None) -> list[Change]:
        """Admit drafts and append what became of them; needs a writing transaction.

        Raises ItemError when one of the drafts is not allowed; then nothing is appended.
        """
        before = self.state(record)
        changes, after = admit(before, drafts, at or datetime.now(UTC), two_people=self._two_people)
        self.touched = frozenset()
        if changes:
            record.changes.extend(changes)
            self.touched = _touched(after)
            self._state = self._keeper.write(record, after)
        return changes


def _touched(after: State) -> frozenset[str]:
    codes: set[str] = set()
    for mapping in (after.incidents, after.tolls, after.grades):
        codes.update(*changed(mapping))
    own, gone = changed(after.in_force)
    codes.update(question[1] for question in {*own, *gone} if question[0] in ("grade", "description"))
    return frozenset(codes)
