"""Incidents made by hand for tests of lists and sums, and the rule of counting told once more, without a database."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from marsad.model.interval import Interval
from marsad.store.aside import aside
from marsad.store.entries import IncidentEntry
from marsad.store.incidents import Incidents
from marsad.store.sums import Sums

Ends = tuple[int, int | None]
JUNE = date(2023, 6, 25)


def incident(code: str, first: date | None = JUNE, last: date | None = None, **said: Any) -> IncidentEntry:
    """An incident of one day unless told otherwise; `killed`, `injured`, `killed_civilians`… are ends of ranges."""
    known = {name: said.pop(name) for name in list(said) if name.startswith(("killed", "injured"))}
    ranges = {name.replace("_", " "): {"lower": low, "upper": high} for name, (low, high) in known.items()}
    own = {
        f"{harm}_{end}": ranges.get(harm, {}).get(end) for harm in ("killed", "injured") for end in ("lower", "upper")
    }
    state = {"quantities": ranges}
    return IncidentEntry(code, 1, first_day=first, last_day=last or first, state=state, **{**own, **said})


@contextmanager
def holding(entries: Iterable[IncidentEntry]) -> Iterator[tuple[Incidents, Sums]]:
    """Lists and sums over these incidents, in memory."""
    with aside() as connection:
        incidents = Incidents(connection)
        incidents.put((entry, []) for entry in entries)
        yield incidents, Sums(connection)


def by_hand(
    entries: list[IncidentEntry], meant: Callable[[IncidentEntry], bool], since: date | None, until: date | None
) -> tuple[Interval | None, int, int, int]:
    """The sum of the killed of those that are `meant`, how many tell, say nothing, and may be of other days."""
    known = {entry.code: entry for entry in entries if meant(entry)}
    parent = {entry.code: entry.parent for entry in entries}

    def above(code: str) -> Iterator[str]:
        while (whole := parent[code]) is not None:
            yield whole
            code = whole

    def tells(code: str) -> bool:
        return code in known and known[code].killed_lower is not None

    lower, upper = 0, 0
    telling = silent = may = opened = 0
    for code, entry in known.items():
        if any(tells(whole) for whole in above(code)):
            continue
        if entry.killed_lower is None:
            silent += not any(code in above(other) and tells(other) for other in known)
            continue
        first, last = entry.first_day, entry.last_day
        sure = (since is None and until is None) or (
            first is not None and last is not None and (since or first) <= first and last <= (until or last)
        )
        telling, may = telling + 1, may + (not sure)
        lower += entry.killed_lower if sure else 0
        upper += entry.killed_upper or 0
        opened += entry.killed_upper is None
    return Interval(lower, None if opened else upper) if telling else None, telling, silent, may
