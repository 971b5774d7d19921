"""Ranks: whether an incident is the deadliest of some, as far as the record goes. Ranges are compared, never guesses.

An incident is *certainly* first when its lower end is at least every other's upper end, *certainly not* when another's lower end
is above its upper end; else it is *possibly* first. A part is not held against its own whole, nor a whole against its parts.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Literal

from marsad.errors import ItemError
from marsad.model.interval import Interval
from marsad.store.filters import IncidentFilter
from marsad.store.incidents import Incidents
from marsad.store.sums import Rival, Sums

_VAGUE = ("unknown", "other", "strike", "explosion")
"""Types of events that may be any closer one."""
Verdict = Literal["certain", "possible", "not", "unknown"]


@dataclass(frozen=True, slots=True)
class Gap:
    """What the record does not hold (`unknown`: "the days") of `incidents` that may be meant too, or may rank higher."""

    incidents: int
    unknown: str


@dataclass(frozen=True, slots=True)
class Rank:
    """The rank of an incident by a quantity, 1 being the highest: from `best` to `worst`.

    `within` is its own range, None when nobody says (verdict `unknown`). `above` lie higher for certain, `higher` may; of those
    `open_` may only because nobody knows their upper end. `rivals` are the first of all these, highest lower end first.
    `sure`: the incident itself is certainly of the days that are meant. `among` are how many tell the quantity, itself included.
    """

    code: str
    quantity: str
    within: Interval | None
    verdict: Verdict
    best: int
    worst: int
    above: int
    higher: int
    open_: int
    rivals: tuple[Rival, ...]
    sure: bool
    among: int
    gaps: tuple[Gap, ...]


def rank(incidents: Incidents, sums: Sums, code: str, quantity: str, wanted: IncidentFilter, shown: int) -> Rank:
    """The rank of an incident among those that `wanted` describes.

    Raises `ItemError` (`ledger.incident-unknown`, `ledger.not-among`).
    """
    _check_among(incidents, code, wanted)
    family = [code, *sums.family(code)]
    within, sure = sums.within(code, quantity), sums.is_sure(code, wanted)
    others = sums.among(quantity, wanted, family)
    gaps = _gaps(incidents, sums, quantity, wanted, others.unknown)
    if within is None:
        return Rank(code, quantity, None, "unknown", 1, others.telling + 1, 0, 0, 0, (), sure, others.telling, gaps)
    above = 0 if within.upper is None else sums.surely_above(quantity, wanted, within.upper, family)
    reach, open_, rivals = sums.above(quantity, wanted, within.lower, family, shown)
    verdict: Verdict = "not" if above else "possible" if reach or not sure else "certain"
    return Rank(
        code, quantity, within, verdict, above + 1, reach + 1, above, reach - above, open_, tuple(rivals), sure,
        others.telling + 1, gaps,
    )  # fmt: skip


def _check_among(incidents: Incidents, code: str, wanted: IncidentFilter) -> None:
    entry = incidents.get(code)
    if entry is None:
        hint = "check the code, letter by letter; `marsad incidents` lists them"
        raise ItemError("ledger.incident-unknown", f"there is no open incident {code} in the record", hint=hint)
    if not incidents.holds(code, wanted):
        what = f"{code} is none of the incidents that are meant, as far as the record knows"
        raise ItemError(
            "ledger.not-among", what, hint="leave out the options that do not fit it; what is unknown never fits"
        )


def _gaps(incidents: Incidents, sums: Sums, quantity: str, wanted: IncidentFilter, silent: int) -> tuple[Gap, ...]:
    found = [Gap(silent, f"how many were {quantity}")]
    undated = sums.undated(quantity, wanted)
    found.append(Gap(undated.telling + undated.unknown, "the days"))
    unknown = {
        "country": "the country",
        "admin1": "the area",
        "event_type": "the type",
        "perpetrator": "the perpetrator",
    }
    for name, words in unknown.items():
        if getattr(wanted, name) is not None:
            open_there: dict[str, Any] = {name: None}
            number = incidents.count_unknown(
                name, replace(wanted, **open_there), _VAGUE if name == "event_type" else ()
            )
            found.append(Gap(number, words))
    return tuple(gap for gap in found if gap.incidents)
