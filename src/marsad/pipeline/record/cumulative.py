"""Running totals and counts of periods beside the record: can both be right?

Such a claim never enters the toll of an incident. It bounds what an area saw over a span of days, so it is held against the sum of the
record's incidents of that area, those days and, where it names them, that kind of event, those who did it and that kind of victims.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from marsad.ledger.book import Book
from marsad.ledger.quantities import quantity_name
from marsad.model.claim import Claim, Place
from marsad.model.interval import Interval
from marsad.model.report import Report
from marsad.pipeline.record.claims import is_rejected, judged_claim
from marsad.store.filters import IncidentFilter
from marsad.store.record import Record
from marsad.store.sums import Sum
from marsad.tolls.policy import Policy

_ANY = ("unknown", "other", "ground_clash")
"""What "the fighting" of a war has cost is not told apart by kinds of events."""
Answer = Literal["compatible", "record-incomplete", "incompatible", "nothing-to-compare"]


@dataclass(frozen=True, slots=True)
class Compared:
    """A claim over a span of days beside the sum of the record's incidents that it covers.

    `claimed` is how many people the claim allows, None where it counts others. `wanted` are the incidents that it covers, `assumed` says that its
    first day is not its own but the one asked for. `summed` is their sum, None when none tells the quantity: `silent` ones do not. `answer`:

        compatible          both can be right
        record-incomplete   both can be right, and then at least `missing` are in no incident that is counted here
        incompatible        the record's incidents alone are more than the claim allows
        nothing-to-compare  the record has no such incident, or sums no such quantity
    """

    claim: Claim
    published: date | None
    outlet: str | None
    claimed: Interval | None
    wanted: IncidentFilter
    assumed: bool
    quantity: str | None
    summed: Interval | None
    incidents: int
    silent: int
    answer: Answer
    missing: int = 0


def cumulative(record: Record, policy: Policy, wanted: IncidentFilter, quantity: str) -> Iterator[Compared]:
    """Every running total and count of a period that the record holds for the country and area of `wanted`, in the order of the days of publication.

    Claims of another harm than that of `quantity` are left out. `wanted.since` stands in where a claim names no first day, and leaves out claims that end before it.
    """
    state = Book().state(record)
    reports: dict[str, Report | None] = {}
    found = []
    for claim in record.claims.current(country=wanted.country, scopes=("period", "cumulative")):
        if is_rejected(claim.id, state) or claim.polarity != "asserted":
            continue
        if claim.report not in reports:
            entry = record.reports.get(claim.report)
            reports[claim.report] = None if entry is None else entry.report
        report, judged = reports[claim.report], judged_claim(claim, state)
        if (
            report is not None
            and judged.scope in ("period", "cumulative")
            and _is_meant(judged, report, wanted, quantity)
        ):
            found.append(_compared(record, policy, judged, report, wanted))
    yield from sorted(found, key=lambda one: (one.published or date.min, one.claim.id))


def _is_meant(claim: Claim, report: Report, wanted: IncidentFilter, quantity: str) -> bool:
    place = claim.place
    if quantity not in (claim.harm, _quantity(claim)):
        return False
    if place is None or place.country != wanted.country:
        return False
    if wanted.admin1 is not None and (place.admin1 or place.name or "").casefold() != wanted.admin1.casefold():
        return False
    last = _last(claim, report)
    return wanted.since is None or last is None or last >= wanted.since


def _last(claim: Claim, report: Report) -> date | None:
    """The last day that a claim counts: its own, else that of its publication, for nobody counts the days to come."""
    return claim.time.end if claim.time is not None and claim.time.end is not None else report.published


def _quantity(claim: Claim) -> str | None:
    group = claim.group
    if group.role or group.affiliation:
        return None
    status = None if group.status == "unknown" else group.status
    age, sex = None if group.age == "unknown" else group.age, None if group.sex == "unknown" else group.sex
    return quantity_name(claim.harm, status, age, sex)


def _compared(record: Record, policy: Policy, claim: Claim, report: Report, wanted: IncidentFilter) -> Compared:
    since = claim.time.start if claim.time is not None else None
    covered = _covered(claim, since or wanted.since, _last(claim, report))
    quantity = _quantity(claim)
    found = record.sums.by((), quantity, covered)[0] if quantity is not None else Sum((), None, 0, 0, 0)
    claimed = policy.interval(claim.count)
    answer, missing = _answer(claimed, found)
    assumed = since is None and wanted.since is not None
    return Compared(
        claim, report.published, report.outlet, claimed, covered, assumed, quantity, found.within, found.telling,
        found.unknown, answer, missing,
    )  # fmt: skip


def _covered(claim: Claim, since: date | None, until: date | None) -> IncidentFilter:
    """The incidents that a claim counts, as narrowly as it says itself."""
    blamed = {actor.name for actor in claim.event.actors if actor.role == "perpetrator" and actor.stance != "denied"}
    return replace(
        _within(claim.place),
        since=since,
        until=until,
        event_type=None if claim.event.type in _ANY else claim.event.type,
        perpetrator=blamed.pop() if len(blamed) == 1 else None,
    )


def _within(place: Place | None) -> IncidentFilter:
    if place is None or place.precision == "country":
        return IncidentFilter(country=place.country if place is not None else None)
    if place.precision == "admin1":
        return IncidentFilter(country=place.country, admin1=place.admin1 or place.name)
    return IncidentFilter(country=place.country, admin1=place.admin1, place=place.name or place.words)


def _answer(claimed: Interval | None, found: Sum) -> tuple[Answer, int]:
    if claimed is None or found.within is None:
        return "nothing-to-compare", 0
    if claimed.upper is not None and found.within.lower > claimed.upper:
        return "incompatible", 0
    # an incident that says nothing of its dead may have any number of them
    upper = None if found.unknown else found.within.upper
    if upper is not None and claimed.lower > upper:
        return "record-incomplete", claimed.lower - upper
    return "compatible", 0
