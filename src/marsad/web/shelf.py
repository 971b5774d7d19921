"""What a server keeps between requests: the register of now, some earlier moments, and answers that were made already.

All of it belongs to a revision of the record. When the ledger grows, the register is made anew in a thread of its own, and until then readers
are served the revision before.
"""

from __future__ import annotations

import gc
import threading
import time
from collections import OrderedDict
from collections.abc import Hashable
from datetime import UTC, date, datetime
from hashlib import sha256
from importlib.metadata import version
from typing import NamedTuple

from marsad.ledger.state import State
from marsad.publishing.moment import Kept
from marsad.publishing.project import Project
from marsad.publishing.register import Register
from marsad.store.record import Record
from marsad.store.store import Store
from marsad.tolls.policy import Policy

_LOOK = 1.0
"""Seconds after which somebody looks whether the ledger has grown."""
_MOMENTS = 4
_BYTES = 64_000_000


class Answer(NamedTuple):
    """An answer as it is sent."""

    status: int
    body: bytes
    media_type: str
    headers: tuple[tuple[str, str], ...] = ()


class Shelf(Kept):
    """Keeps what moments are made of, and answers by their questions."""

    def __init__(self, store: Store) -> None:
        super().__init__(Project.of(store.location).points)
        self._store = store
        self._lock = threading.Lock()
        self._register: Register | None = None
        self._past: OrderedDict[date | datetime, tuple[State, Register]] = OrderedDict()
        self._answers: OrderedDict[Hashable, Answer] = OrderedDict()
        self._size = 0
        self._policy: Policy | None = None
        self._looked = 0.0
        self._looking = threading.Lock()
        said = (version("marsad"), sorted(map(str, store.location.settings.items())))
        self._settings = sha256(repr(said).encode()).hexdigest()[:8]
        self._day = today()
        self.revision = 0

    @property
    def mark(self) -> str:
        """What changes whenever any answer can be another one: the revision, the settings, the version, the day.

        A consent can end with a day.
        """
        return f"{self.revision}-{self._settings}-{self._day:%y%m%d}"

    @property
    def is_fresh(self) -> bool:
        """Whether somebody has looked less than a second ago."""
        return self._register is not None and time.monotonic() - self._looked < _LOOK

    def look(self) -> int:
        """The revision that is served. At most once a second it is compared with the ledger; the first one is waited for."""
        if self.is_fresh:
            return self.revision
        if not self._looking.acquire(blocking=self._register is None):
            return self.revision
        try:
            with self._store.read() as record:
                last = record.changes.last()
                if self._register is None or last != self.revision:
                    self._renew(super().register(record, State()), last)
                elif self._day != today():
                    self._renew(self._register, last)
            self._policy = super().policy(self._store)
            self._looked = time.monotonic()
        finally:
            self._looking.release()
        return self.revision

    def policy(self, store: Store) -> Policy:
        """The rules of counting as they were when somebody looked last."""
        return super().policy(store) if self._policy is None else self._policy

    def register(self, record: Record, state: State) -> Register:
        """The register of the revision that is served."""
        if self._register is None:
            self.look()
        assert self._register is not None
        return self._register

    def past(self, record: Record, at: date | datetime) -> tuple[State, Register]:
        """An earlier moment; the last few are kept."""
        with self._lock:
            if at in self._past:
                self._past.move_to_end(at)
                return self._past[at]
        made = super().past(record, at)
        with self._lock:
            self._past[at] = made
            while len(self._past) > _MOMENTS:
                self._past.popitem(last=False)
        return made

    def has(self, at: date | datetime) -> bool:
        """Whether an earlier moment is there already."""
        with self._lock:
            return at in self._past

    def answer(self, question: Hashable) -> Answer | None:
        """An answer that was made for this question in this revision."""
        with self._lock:
            found = self._answers.get(question)
            if found is not None:
                self._answers.move_to_end(question)
            return found

    def keep(self, question: Hashable, answer: Answer, revision: int) -> None:
        """Keep an answer, unless the ledger has grown since; the least asked for go when there are too many."""
        with self._lock:
            if revision != self.revision or len(answer.body) > _BYTES // 8:
                return
            old = self._answers.pop(question, None)
            self._size += len(answer.body) - (len(old.body) if old else 0)
            self._answers[question] = answer
            while self._size > _BYTES:
                _, gone = self._answers.popitem(last=False)
                self._size -= len(gone.body)

    def _renew(self, register: Register, revision: int) -> None:
        with self._lock:
            self._register, self.revision, self._day = register, revision, today()
            self._past.clear()
            self._answers.clear()
            self._size = 0


def settle() -> None:
    """Look for rubbish once, and never again among what is here now: millions of objects that stay with a revision.

    Looking through them would stop all answers for a fifth of a second, again and again.
    """
    gc.unfreeze()
    gc.collect()
    gc.freeze()


def today() -> date:
    """The day now, in UTC."""
    return datetime.now(UTC).date()
