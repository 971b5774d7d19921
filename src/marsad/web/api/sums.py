"""Totals for programs: sums of ranges, with the rule by which they were counted."""

from __future__ import annotations

from marsad.errors import ItemError
from marsad.ledger.breakdown import Row, rule_of, totals
from marsad.ledger.quantities import HARMS, QUANTITIES
from marsad.model.interval import Interval
from marsad.publishing.moment import Moment, day_words
from marsad.publishing.query import Query
from marsad.publishing.views.query_sums import QuerySums
from marsad.store.filters import IncidentFilter
from marsad.web.api.models import Range, TotalRow, Totals
from marsad.web.api.questions import Summed


def summed(moment: Moment, query: Query, asked: Summed) -> Totals:
    """The totals of the incidents of a query. Raises ItemError `publishing.query` for what nobody counts."""
    if asked.quantity not in QUANTITIES or (asked.by == "status" and asked.quantity not in HARMS):
        counted = HARMS if asked.by == "status" else QUANTITIES
        what = f"quantity: nobody counts {asked.quantity!r} by {asked.by}"
        raise ItemError("publishing.query", what, hint=f"One of {', '.join(counted)}.")
    days = IncidentFilter(since=query.since, until=query.until)
    found = totals(QuerySums(moment, query), asked.by, asked.quantity, days)
    return Totals(
        revision=moment.revision,
        as_of=day_words(moment.at),
        by=asked.by,
        quantity=asked.quantity,
        rule=rule_of(asked.by, asked.quantity),
        rows=[_row(row) for row in found.rows],
        all=_row(found.whole),
        undated=found.undated,
    )


def _row(row: Row) -> TotalRow:
    return TotalRow(
        row=row.name,
        standing=row.standing,
        range=_range(row.within),
        incidents=row.telling + row.unknown,
        unknown=row.unknown,
        may=row.may,
        more=_range(row.more),
    )


def _range(within: Interval | None) -> Range | None:
    return None if within is None else Range(lower=within.lower, upper=within.upper)
