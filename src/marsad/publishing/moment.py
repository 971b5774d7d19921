"""A moment of the record, opened to be published: what was known then, as it may be shown now.

Everything that is published is a view of a moment. The state and the rows are those of then; what may be disclosed is always decided by the
newest state, for a consent that was taken back, or a report that was taken down, is honoured for every earlier moment too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property
from typing import Any, NamedTuple, TypeVar

from marsad.ledger.book import Book
from marsad.ledger.replay import as_of
from marsad.ledger.state import State
from marsad.pipeline.record.consenting import consenting
from marsad.pipeline.record.policy import policy_of
from marsad.pipeline.record.projection import entry_of, reason_of, write_rows
from marsad.pipeline.record.showing import Known, incident_known
from marsad.publishing.disclosure import Disclosure
from marsad.publishing.project import Points, Project
from marsad.publishing.query import Query
from marsad.publishing.register import Register
from marsad.publishing.row_sets import Rows
from marsad.store.aside import aside, let_find
from marsad.store.coverage import Coverage
from marsad.store.facets import Facet, Facets, Narrow
from marsad.store.incidents import Incidents
from marsad.store.record import Record
from marsad.store.store import Store
from marsad.store.sums import Sums
from marsad.tolls.policy import Policy

T = TypeVar("T")
At = date | datetime | None
"""The end of a day in UTC, or an exact moment; None = now."""


class Tables(NamedTuple):
    """The rows of incidents of a moment, to be asked by the database."""

    incidents: Incidents
    sums: Sums
    facets: Facets


class Gone(NamedTuple):
    """A code that is no incident of its own: where it leads (None = withdrawn), and why."""

    code: str
    successor: str | None
    reason: str


class Kept:
    """What is needed to open a moment and costs time to make. Here it is made each time; a server keeps it.

    `points` says how exactly the project shows points.
    """

    def __init__(self, points: Points) -> None:
        self.points: Points = points

    def register(self, record: Record, state: State) -> Register:
        """All open incidents as they are now."""
        return Register(record.facets.rows(), record.facets.values(), self.points)

    def past(self, record: Record, at: date | datetime) -> tuple[State, Register]:
        """What was known at an earlier moment."""
        state = as_of(record.changes.all(), at)
        return state, register_at(state, self.points)


class Moment:
    """What was known `at` a moment. `record` is open for the words of reports; `state` is the ledger's of then, `register` its open incidents.

    `newest` is the state of now, which says what may be disclosed.
    """

    def __init__(self, at: At, record: Record, states: tuple[State, State], register: Register, rules: Rules) -> None:
        self.at, self.record, self.register = at, record, register
        self.state, self.newest = states
        self.policy, self.project, self.disclosure = rules.policy, rules.project, rules.disclosure
        self._open = ExitStack()
        self._latest: tuple[str, Any] | None = None

    @property
    def revision(self) -> int:
        """The number of the last change of the ledger that is in this moment."""
        return self.state.number

    @property
    def told(self) -> datetime | None:
        """When that change was made; None when nothing was recorded yet."""
        return self.state.at

    @cached_property
    def tables(self) -> Tables:
        """The rows of then, for sums and searches; those of an earlier moment are made when they are first asked."""
        if self.at is None:
            return Tables(self.record.incidents, self.record.sums, self.record.facets)
        connection = self._open.enter_context(aside())
        incidents = Incidents(connection)
        write_rows(incidents, self.state, self.state.incidents)
        return Tables(incidents, Sums(connection), Facets(connection))

    @cached_property
    def coverage(self) -> Coverage:
        """Who was read by then, about which areas."""
        if self.at is None:
            return self.record.coverage
        there = self.state.reports
        read = (each for each in self.record.coverage.read() if each.id in there)
        return Coverage(self.tables.facets.connection, read)

    def once(self, name: str, make: Callable[[], T]) -> T:
        """What `make` makes of this moment, made once for as long as its register is kept."""
        made = self.register.made
        if name not in made:
            made[name] = make()
        found: T = made[name]
        return found

    def latest(self, name: str, make: Callable[[], T]) -> T:
        """What `make` makes, kept until something of another name is asked for: the same thing in several languages is made once."""
        if self._latest is None or self._latest[0] != name:
            self._latest = name, make()
        found: T = self._latest[1]
        return found

    def known(self, code: str) -> Known:
        """All that was known of the incident that a code leads to. Raises ItemError `ledger.incident-unknown`."""
        return incident_known(self.record, self.state, code, self.policy, self.at)

    def find(self, query: Query) -> Rows | None:
        """The incidents that a query's text is found in; None when it has none. Raises ItemError `store.question-empty`."""
        if query.text is None:
            return None
        if self.at is not None and self.project.search_reports:
            let_find(self.tables.facets.connection, _texts(self.record, query.text))
        return self.register.of(self.tables.facets.found(query.text, reports=self.project.search_reports))

    def select(self, query: Query) -> Rows:
        """The incidents that a query asks for."""
        return self.register.select(query, self.find(query))

    def gone(self, code: str) -> Gone | None:
        """What became of a code that is no open incident any more; None where it is one, or never was a code."""
        incident = self.state.incidents.get(code)
        if incident is None or incident.status == "open":
            return None
        merged = incident.status == "merged"
        return Gone(code, self.state.resolve(code) if merged else None, reason_of(self.state, code))

    def close(self) -> None:
        """Let go of what was made for this moment."""
        self._open.close()


@dataclass(frozen=True, slots=True)
class Rules:
    """By what a record is published: its policy of counting, its settings, what it discloses."""

    policy: Policy
    project: Project
    disclosure: Disclosure


@contextmanager
def moment(store: Store, at: At = None, kept: Kept | None = None) -> Iterator[Moment]:
    """The record at a moment, while the block lasts.

    Raises RunError when the settings or the policy of the record cannot be used.
    """
    policy, project = policy_of(store), Project.of(store.location)
    kept = kept or Kept(project.points)
    with store.read() as record:
        newest = Book().state(record)
        state, register = (newest, kept.register(record, newest)) if at is None else kept.past(record, at)
        disclosure = Disclosure(project, consenting(record, newest, datetime.now(UTC).date()))
        opened = Moment(at, record, (state, newest), register, Rules(policy, project, disclosure))
        try:
            yield opened
        finally:
            opened.close()


def register_at(state: State, points: Points) -> Register:
    """The open incidents of a state, as its projection would have them, with points as exact as said."""
    entries = [
        entry_of(state.incident(code), state)
        for code, incident in state.incidents.items()
        if incident.status == "open" and incident.claims
    ]
    entries.sort(key=lambda entry: (-(entry.first_day or date.min).toordinal(), entry.code))
    fields = Narrow._fields[1:]
    rows = (Narrow(number, *(getattr(entry, name) for name in fields)) for number, entry in enumerate(entries, 1))
    values = (
        Facet(entry.code, facet, value)
        for entry in entries
        for facet, said in entry.state["facets"].items()
        for value in said
    )
    return Register(rows, values, points)


def day_words(at: At) -> str | None:
    """A moment as addresses write it: "2023-06-25", "2023-06-25T14:30Z"; None = now."""
    if isinstance(at, datetime):
        return at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    return None if at is None else at.isoformat()


def moment_of(words: str | None) -> At:
    """The moment that an address names. Raises ValueError for what is none.

    A day at the very end of the calendar is the last moment of it, for no day comes after.
    """
    if not words:
        return None
    try:
        day = date.fromisoformat(words)
    except ValueError:
        return _exact(words)
    return day if day < date.max else datetime.max.replace(tzinfo=UTC)


def _exact(words: str) -> datetime:
    exact = datetime.fromisoformat(words)
    try:
        return exact.replace(tzinfo=UTC) if exact.tzinfo is None else exact.astimezone(UTC)
    except OverflowError:
        raise ValueError(words) from None


def _texts(record: Record, search: str) -> Iterator[tuple[str, str]]:
    for id_ in record.reports.search(search):
        entry = record.reports.get(id_)
        if entry is not None and entry.report is not None:
            yield id_, entry.report.text
