"""Totals over incidents: what the record knows about a stretch of days, now or as of any date.

A total over `as_of(changes, day)` is what was known on that day. Harm counts on the day on which it happened, however late it
became known: a committee's list that adds deaths of last year changes last year, from the day on which it came in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from marsad.ledger.state import State
from marsad.model.incident import Incident
from marsad.model.interval import Interval


@dataclass(frozen=True, slots=True)
class Total:
    """The sum of one quantity. `within` is the range; incidents that `may` have been on other days count above only.

    `unknown` incidents say nothing of this quantity, `undated` ones are in no sum: neither is ever taken for 0. None as
    range: no incident says anything.
    """

    quantity: str
    within: Interval | None
    counted: tuple[str, ...]
    may: tuple[str, ...]
    unknown: tuple[str, ...]
    undated: tuple[str, ...]


def total(
    state: State, quantity: str, first: date, last: date, where: Callable[[Incident], bool] = lambda _: True
) -> Total:
    """The sum of `quantity` over the open incidents of `first` to `last` (inclusive) for which `where` holds.

    Parts do not count beside a whole that has the quantity itself.
    """
    within: Interval | None = None
    counted, may, unknown, undated = list[str](), list[str](), list[str](), list[str]()
    for incident, toll in _tolls(state, quantity, where):
        days = incident.description.first_day, incident.description.last_day
        if days[0] is None or days[1] is None:
            undated.append(incident.code)
        elif days[0] <= last and days[1] >= first:
            surely = first <= days[0] and days[1] <= last
            if toll is None:
                unknown.append(incident.code)
                continue
            (counted if surely else may).append(incident.code)
            part = toll if surely else Interval(0, toll.upper)
            within = part if within is None else within + part
    return Total(quantity, within, tuple(counted), tuple(may), tuple(unknown), tuple(undated))


def quantity_of(state: State, code: str, quantity: str) -> Interval | None:
    """The range of a quantity in the toll of an incident; None when nothing is known of it."""
    toll = state.toll(code)
    found = None if toll is None else toll["quantities"].get(quantity)
    return None if found is None else Interval(found["lower"], found["upper"])


def _tolls(
    state: State, quantity: str, where: Callable[[Incident], bool]
) -> Iterator[tuple[Incident, Interval | None]]:
    incidents = {incident.code: incident for incident in state.open_incidents()}
    tolls = {code: quantity_of(state, code, quantity) for code in incidents}
    wholes = {code: _wholes(state, incidents, code) for code in incidents}
    known_in_parts = {whole for code, above in wholes.items() if tolls[code] is not None for whole in above}
    for code, incident in incidents.items():
        inside = any(tolls[whole] is not None for whole in wholes[code])
        told_by_parts = tolls[code] is None and code in known_in_parts
        if not inside and not told_by_parts and where(incident):
            yield incident, tolls[code]


def _wholes(state: State, incidents: dict[str, Incident], code: str) -> list[str]:
    """The open incidents of which this one is a part, nearest first."""
    found: list[str] = []
    parent = incidents[code].description.parent
    while parent is not None and (parent := state.resolve(parent)) in incidents:
        found.append(parent)
        parent = incidents[parent].description.parent
    return found
