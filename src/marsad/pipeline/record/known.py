"""What was known on a day: the incidents of a record to ask, as they are now or as they were at the end of any day.

The incidents of an earlier day are made from the ledger up to it and asked by the same questions as those of today. Only
words of reports that were taken down since cannot be found any more.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import NamedTuple

from marsad.ledger.replay import as_of
from marsad.pipeline.record.projection import write_rows
from marsad.store.aside import aside, let_find
from marsad.store.incidents import Incidents
from marsad.store.record import Record
from marsad.store.store import Store
from marsad.store.sums import Sums


class Known(NamedTuple):
    """The incidents as they were known, and sums over them."""

    incidents: Incidents
    sums: Sums


@contextmanager
def known(store: Store, day: date | None = None, search: str | None = None) -> Iterator[Known]:
    """What is known now, or was at the end of `day` (UTC). `search` is the text search that will be asked, if any."""
    with store.read() as record:
        if day is None:
            yield Known(record.incidents, record.sums)
            return
        state = as_of(record.changes.all(), day)
        with aside() as connection:
            incidents = Incidents(connection)
            write_rows(incidents, state, state.incidents)
            if search is not None:
                let_find(connection, _texts(record, search))
            yield Known(incidents, Sums(connection))


def _texts(record: Record, search: str) -> Iterator[tuple[str, str]]:
    for id_ in record.reports.search(search):
        entry = record.reports.get(id_)
        if entry is not None and entry.report is not None:
            yield id_, entry.report.text
