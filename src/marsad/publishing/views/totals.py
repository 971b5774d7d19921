"""Totals as a page says them: sums of ranges over the incidents of a query, row by row, and running totals beside them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal

from marsad.errors import ItemError
from marsad.ledger.breakdown import By, Row, Totals, totals
from marsad.ledger.quantities import HARMS, QUANTITIES
from marsad.pipeline.record.cumulative import Compared, cumulative
from marsad.publishing.axis import Axis, axis_over
from marsad.publishing.disclosure import ShownSource
from marsad.publishing.moment import Moment
from marsad.publishing.query import UNKNOWN, FacetName, Query
from marsad.publishing.views.query_sums import QuerySums
from marsad.store.entries import BETWEEN
from marsad.store.filters import IncidentFilter

Kind = Literal["month", "area", "actor", "status", "event"]
_BY: dict[str, By] = {
    "month": "month", "area": "area", "actor": "actor", "status": "status", "event": "event-type", "year": "year"
}  # fmt: skip
KINDS = tuple(_BY)
_MOST_RUNNING = 40
"""Running totals that one page shows, the latest."""


@dataclass(frozen=True, slots=True)
class TotalLine:
    """One row. `into` are questions that lead to its incidents, each with the name that it is for where a row has several."""

    row: Row
    into: tuple[tuple[str | None, Query], ...]


@dataclass(frozen=True, slots=True)
class Running:
    """A running total beside the record's own sum; `words` is the quotation and `source` who says it, without the names that are withheld."""

    compared: Compared
    words: str
    source: ShownSource


@dataclass(frozen=True, slots=True)
class TotalsView:
    """Totals of a `quantity`, by `by`. `running` are claims over a span of days on the one country that is asked for; `countries` are
    those that have such claims, with how many.
    """

    by: str
    quantity: str
    query: Query
    totals: Totals
    lines: tuple[TotalLine, ...]
    axis: Axis
    running: tuple[Running, ...]
    countries: tuple[tuple[str, int], ...]


def totals_view(moment: Moment, query: Query, by: str | None, quantity: str | None) -> TotalsView:
    """The totals of a query. Raises ItemError `publishing.query` for rows or quantities that there are not."""
    by, quantity = by or "month", quantity or "killed"
    if by not in _BY:
        raise _refused("by", f"{by!r} is none of {', '.join(KINDS)}")
    if quantity not in QUANTITIES or (by == "status" and quantity not in HARMS):
        raise _refused("quantity", f"nobody counts {quantity!r} by {by}")
    found = totals(QuerySums(moment, query), _BY[by], quantity, IncidentFilter(since=query.since, until=query.until))
    lines = tuple(TotalLine(row, tuple(_into(query, by, row.key))) for row in found.rows)
    running, countries = _running(moment, query, quantity)
    return TotalsView(by, quantity, query, found, lines, _axis(found.rows), running, countries)


def _axis(rows: tuple[Row, ...]) -> Axis:
    known = [row.within for row in rows if row.within is not None]
    most = [one.upper for one in known if one.upper is not None]
    return axis_over([*(one.lower for one in known), *most], (one.lower for one in known if one.upper is None))


def _into(query: Query, by: str, key: tuple[Any, ...]) -> Iterator[tuple[str | None, Query]]:
    """The questions for the incidents of a row: those of its page, narrowed to it."""
    if by == "area":
        country, area = key
        yield None, _only(_only(query, "country", country), "area", area)
    elif by == "actor":
        names = key[0].split(BETWEEN) if key[0] else [None]
        for name in names:
            yield (name if len(names) > 1 else None), _only(query, "actor", name)
    elif by == "event":
        yield None, _only(query, "event_type", key[0])
    elif by == "status":
        if key[0] is not None:
            yield None, _only(query, "victims", key[0])
    elif key[0] is not None and key[1] is not None:
        yield None, _during(query, _first(key[0]), _last(key[1]))


def _only(query: Query, facet: FacetName, value: str | None) -> Query:
    return query.without(facet).choosing(facet, value or UNKNOWN)


def _during(query: Query, first: date, last: date) -> Query:
    since = max(day for day in (query.since, first) if day is not None)
    until = min(day for day in (query.until, last) if day is not None)
    rest = dict(query.pairs()) | {"since": since.isoformat(), "until": until.isoformat()}
    chosen = [(facet, value) for facet, values in query.chosen for value in values]
    return Query.parse([*chosen, *((name, value) for name, value in rest.items() if name not in dict(chosen))])


def _first(name: str) -> date:
    return date.fromisoformat(f"{name}-01" if len(name) == len("2024-01") else f"{name}-01-01")


def _last(name: str) -> date:
    first = _first(name)
    if len(name) == len("2024"):
        return date(first.year, 12, 31)
    after = (
        date(first.year + first.month // 12, first.month % 12 + 1, 1)
        if (first.year, first.month) < (9999, 12)
        else None
    )
    return date.max if after is None else after - timedelta(1)


def _running(moment: Moment, query: Query, quantity: str) -> tuple[tuple[Running, ...], tuple[tuple[str, int], ...]]:
    """They are held against what is known now; of an earlier moment nothing is said."""
    if moment.at is not None:
        return (), ()
    countries = tuple(moment.record.claims.running())
    chosen, areas = query.values("country"), query.values("area")
    if len(chosen) != 1 or UNKNOWN in chosen or len(areas) > 1:
        return (), countries
    area = areas[0] if areas and areas[0] != UNKNOWN else None
    wanted = IncidentFilter(country=chosen[0], admin1=area, since=query.since)
    found = list(cumulative(moment.record, moment.policy, wanted, quantity))[-_MOST_RUNNING:]
    claims = [each.claim for each in found]
    shown = moment.disclosure
    running = (Running(each, shown.quote_text(each.claim, claims), shown.source(each.claim.source)) for each in found)
    return tuple(running), countries


def _refused(name: str, why: str) -> ItemError:
    return ItemError("publishing.query", f"{name}: {why}", hint="docs/reference/public.md lists what can be asked.")
