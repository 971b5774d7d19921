"""Breakdowns: totals row by row, by the days on which the harm happened or by what it was.

Harm counts on the day on which it happened, however late it became known: a committee's list that adds deaths of last year
changes last year, from the day on which it came in. What may have been in more than one row, and what nobody knows
the row of, has rows of its own, so every incident is in exactly one row and the rows add up to the whole.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import add
from typing import Any, Literal, Protocol

from marsad.ledger.quantities import HARMS
from marsad.model.interval import Interval
from marsad.store.entries import BETWEEN
from marsad.store.filters import IncidentFilter
from marsad.store.sums import Sum

_Ends = tuple[str | None, str | None]
"""The names of the first and the last row that an incident may be of."""
By = Literal["day", "week", "month", "year", "area", "country", "actor", "event-type", "status"]
Standing = Literal["sure", "imprecise", "unknown"]
_COLUMNS: Mapping[By, tuple[str, ...]] = {
    "area": ("country", "admin1"),
    "country": ("country",),
    "actor": ("perpetrator",),
    "event-type": ("event_type",),
}
_STANDINGS: tuple[Standing, ...] = ("sure", "imprecise", "unknown")


@dataclass(frozen=True, slots=True)
class Row:
    """One row of totals. `within` is the range, None when no incident says anything.

    `standing`: `sure` incidents are of this row and no other, `imprecise` ones may be of several ("2023-06-30 to 2023-07-02"),
    of `unknown` ones nobody knows. `telling` incidents are in the range, `unknown` ones say nothing of the quantity; `may` of
    those that tell it are perhaps not of the days that are meant, and count above only. `more` is what imprecise ones could add to a
    row, None when there are none. `key` is what the row is of, for those who say it in words of their own: country and area, the names
    of those blamed, the kind of event, the status, or the names of the first and last day, week, month, year.
    """

    name: str
    standing: Standing
    within: Interval | None
    telling: int
    unknown: int
    may: int
    more: Interval | None = None
    key: tuple[Any, ...] = ()


@dataclass(frozen=True, slots=True)
class Totals:
    """Totals of a `quantity`. `whole` is the sum of all rows; `undated` incidents are in no row, for days were asked for."""

    by: By
    quantity: str
    rows: tuple[Row, ...]
    whole: Row
    undated: int


class Summing(Protocol):
    """What adds up a quantity over incidents: the database (`marsad.store.sums.Sums`), or a page over those of its query."""

    def by(self, keys: Sequence[str], quantity: str, wanted: IncidentFilter) -> list[Sum]:
        """One sum for all incidents that share the columns `keys`."""

    def by_status(self, harm: str, wanted: IncidentFilter) -> list[Sum]:
        """The sums of civilians, combatants, and the rest."""

    def undated(self, quantity: str, wanted: IncidentFilter) -> Sum:
        """The sum of what is left out because nobody knows the day."""


def totals(sums: Summing, by: By, quantity: str, wanted: IncidentFilter) -> Totals:
    """The totals of `quantity` over the open incidents that `wanted` describes. By status, `quantity` is a harm."""
    if by == "status":
        assert quantity in HARMS
        rows = [_status(found) for found in sums.by_status(quantity, wanted)]
        whole = _whole(sums.by((), quantity, wanted))
    elif by in _COLUMNS:
        rows = _by_kind(by, sums.by(_COLUMNS[by], quantity, wanted))
        whole = _whole(rows)
    else:
        rows = _by_days(by, sums.by(("first_day", "last_day"), quantity, wanted))
        whole = _whole(rows)
    undated = sums.undated(quantity, wanted)
    return Totals(by, quantity, tuple(rows), whole, undated.telling + undated.unknown)


def _whole(parts: Iterable[Row | Sum]) -> Row:
    return _row("all", "sure", list(parts))


def _row(
    name: str,
    standing: Standing,
    parts: list[Row | Sum] | list[Sum],
    more: Interval | None = None,
    key: tuple[Any, ...] = (),
) -> Row:
    known = [part.within for part in parts if part.within is not None]
    telling, unknown, may = (sum(getattr(part, name) for part in parts) for name in ("telling", "unknown", "may"))
    return Row(name, standing, reduce(add, known) if known else None, telling, unknown, may, more, key)


def _status(found: Sum) -> Row:
    (kind,) = found.key
    return _row(kind or "status not said", "sure" if kind else "unknown", [found], key=found.key)


def _by_kind(by: By, found: list[Sum]) -> list[Row]:
    rows = [_row(*_KIND[by](*each.key), [each], key=each.key) for each in found]
    return sorted(rows, key=lambda row: (_STANDINGS.index(row.standing), -_least(row), row.name))


def _least(row: Row) -> int:
    return -1 if row.within is None else row.within.lower


def _area(country: str | None, admin1: str | None) -> tuple[str, Standing]:
    if country is None:
        return (f"{admin1}, country not known", "imprecise") if admin1 else ("country not known", "unknown")
    return (f"{admin1}, {country}", "sure") if admin1 else (f"{country}, area not known", "imprecise")


def _country(country: str | None) -> tuple[str, Standing]:
    return (country, "sure") if country else ("country not known", "unknown")


def _actor(names: str | None) -> tuple[str, Standing]:
    if names is None:
        return "actor not known", "unknown"
    return names.replace(BETWEEN, " or "), "imprecise" if BETWEEN in names else "sure"


def _event(kind: str | None) -> tuple[str, Standing]:
    return (kind.replace("_", " "), "sure") if kind not in (None, "unknown") else ("event not known", "unknown")


_KIND: Mapping[By, Callable[..., tuple[str, Standing]]] = {
    "area": _area, "country": _country, "actor": _actor, "event-type": _event,
}  # fmt: skip


def bin_of(day: date, by: By) -> str:
    """The name of the day, week (ISO 8601), month or year in which a day lies; names sort as their days do."""
    if by == "week":
        year, week, _ = day.isocalendar()
        return f"{year:04}-W{week:02}"
    return day.isoformat()[: {"day": 10, "month": 7, "year": 4}[by]]


def _by_days(by: By, found: list[Sum]) -> list[Row]:
    bins: dict[_Ends, list[Sum]] = {}
    for each in found:
        first, last = (None if day is None else bin_of(day, by) for day in each.key)
        bins.setdefault((first, last), []).append(each)
    sure = [first for first, last in bins if first is not None and first == last]
    more: dict[_Ends, Interval] = {(name, name): reach for name, reach in _more(sure, bins).items()}
    rows = [_row(*_span(*ends), parts, more.get(ends), ends) for ends, parts in bins.items()]
    return sorted(rows, key=lambda row: (_STANDINGS.index(row.standing), row.name))


def _span(first: str | None, last: str | None) -> tuple[str, Standing]:
    if first is None:
        return ("day not known", "unknown") if last is None else (f"until {last}", "imprecise")
    if last is None:
        return f"since {first}", "imprecise"
    return (first, "sure") if first == last else (f"{first} to {last}", "imprecise")


def _more(names: list[str], bins: Mapping[_Ends, list[Sum]]) -> dict[str, Interval]:
    """What incidents that may be of several rows could add to each of the rows called `names`."""
    names = sorted(names)
    begin, end = [dict[int, list[Sum]]() for _ in range(2)]
    for (first, last), parts in bins.items():
        if first != last:
            begin.setdefault(0 if first is None else bisect_left(names, first), []).extend(parts)
            end.setdefault(len(names) if last is None else bisect_right(names, last), []).extend(parts)
    found = {}
    number = bounded = open_ = 0
    for at, name in enumerate(names):
        for sign, parts in ((1, begin.get(at, [])), (-1, end.get(at, []))):
            known = [part.within for part in parts if part.within is not None]
            number += sign * len(known)
            bounded += sign * sum(within.upper or 0 for within in known)
            open_ += sign * sum(within.upper is None for within in known)
        if number:
            found[name] = Interval(0, None if open_ else bounded)
    return found


def rule_of(by: By, quantity: str) -> str:
    """How a total is counted, in words that stand above it."""
    kind = {
        "status": "of each incident, the rest of those of whom nothing is said",
        "area": "under the area where it happened",
        "country": "under the country where it happened",
        "actor": "under who is blamed",
        "event-type": "under what happened",
    }
    return (
        f"{quantity} and nothing else, {kind.get(by, f'under the {by} on which it happened, whenever it became known')}; "
        "each open incident once, a part never beside its whole, nothing that was withdrawn; running totals, other events and "
        "denials are not in it; lower and upper ends are added each for itself, and an upper end that nobody knows stays open; "
        "what is not known is in rows of its own, and no row means no incident in the record, not no harm."
    )
