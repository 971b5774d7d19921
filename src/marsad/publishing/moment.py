"""A moment of the record, opened to be published: what was known then, as it may be shown now.

Everything that is published is a view of a moment. The state and the rows are those of then; what may be disclosed is always decided by the
newest state, for a consent that was taken back, or a report that was taken down, is honoured for every earlier moment too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime

from marsad.ledger.book import Book
from marsad.ledger.replay import as_of
from marsad.ledger.state import State
from marsad.pipeline.record.policy import policy_of
from marsad.pipeline.record.projection import write_rows
from marsad.pipeline.record.showing import Known, incident_known
from marsad.publishing.disclosure import Disclosure
from marsad.publishing.project import Project
from marsad.publishing.query import Query
from marsad.publishing.register import Register, Rows
from marsad.store.aside import aside
from marsad.store.entries import Retired
from marsad.store.facets import Facets
from marsad.store.incidents import Incidents
from marsad.store.record import Record
from marsad.store.store import Store
from marsad.store.sums import Sums
from marsad.tolls.policy import Policy

At = date | datetime | None
"""The end of a day in UTC, or an exact moment; None = now."""


@dataclass(frozen=True, slots=True)
class Moment:
    """What was known `at` a moment. `record` is open for the words of reports; `state` is the ledger's of then.

    `incidents`, `sums` and `facets` ask the rows of then, `register` has them in memory. `revision` is the number of the last change that
    is in it, `told` when that was made (None: nothing was recorded yet).
    """

    at: At
    record: Record
    state: State
    incidents: Incidents
    sums: Sums
    facets: Facets
    register: Register
    policy: Policy
    project: Project
    disclosure: Disclosure

    @property
    def revision(self) -> int:
        """The number of the last change of the ledger that is in this moment."""
        return self.state.number

    @property
    def told(self) -> datetime | None:
        """When that change was made."""
        return self.state.at

    def known(self, code: str) -> Known:
        """All that was known of the incident that a code leads to. Raises ItemError `ledger.incident-unknown`."""
        return incident_known(self.record, self.state, code, self.policy, self.at)

    def find(self, query: Query) -> Rows | None:
        """The incidents that a query's text is found in; None when it has none. Raises ItemError `store.question-empty`."""
        if query.text is None:
            return None
        return self.register.of(self.facets.found(query.text, reports=self.project.search_reports))

    def select(self, query: Query) -> Rows:
        """The incidents that a query asks for."""
        return self.register.select(query, self.find(query))

    def leads_to(self, code: str) -> Retired | str | None:
        """Where a code leads: to the incident that it is now, to a tombstone; None = it never was one."""
        end = self.incidents.follow(code)
        return end if end is None or isinstance(end, Retired) else end.code


@contextmanager
def moment(
    store: Store, at: At = None, register: Callable[[Record, State], Register] | None = None
) -> Iterator[Moment]:
    """The record at a moment, while the block lasts. `register` gives one that is kept from before, for now only.

    Raises RunError when the settings or the policy of the record cannot be used.
    """
    project, policy = Project.of(store.location), policy_of(store)
    with store.read() as record:
        newest = Book().state(record)
        disclosure = Disclosure(project)
        if at is None:
            kept = register_of(record.facets) if register is None else register(record, newest)
            yield Moment(
                None, record, newest, record.incidents, record.sums, record.facets, kept, policy, project, disclosure
            )
            return
        state = as_of(record.changes.all(), at)
        with aside() as connection:
            incidents, facets = Incidents(connection), Facets(connection)
            write_rows(incidents, state, state.incidents)
            yield Moment(
                at, record, state, incidents, Sums(connection), facets, register_of(facets), policy, project, disclosure
            )


def register_of(facets: Facets) -> Register:
    """All open incidents of a record, or of an earlier moment of it, in memory."""
    return Register(facets.rows(), facets.values())


def day_words(at: At) -> str | None:
    """A moment as addresses write it: "2023-06-25", "2023-06-25T14:30Z"; None = now."""
    if isinstance(at, datetime):
        return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%S}Z".replace(":00Z", "Z")
    return None if at is None else at.isoformat()
