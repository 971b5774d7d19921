"""What holds for any claims, made without a text: no order, no name and nothing implied changes a toll."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from marsad.model.claim import Claim, Count, Event, Group, Harm, Place, Source, Span, Time
from marsad.model.reading import Reading, Standing
from marsad.model.report import Report
from marsad.model.toll import HeldBy, TollRow, Tolls
from marsad.tolls.policy import Policy
from marsad.tolls.tally import tolls_of

POLICY = Policy.load()
DAY = date(2024, 3, 10)
PLACES = (
    Place("Idlib province", "Idlib", 169387, "SY", "Idlib", 35.8, 36.7, "admin1"),
    Place("Ariha", "Ariha", 172059, "SY", "Idlib", 35.81, 36.61, "settlement"),
    Place("Saraqib", "Saraqib", 164947, "SY", "Idlib", 35.86, 36.8, "settlement"),
)
GROUPS = (
    Group(),
    Group("civilian"),
    Group("combatant"),
    Group("civilian", "child"),
    Group("civilian", "adult", "female"),
)
HARMS: tuple[Harm, ...] = ("killed", "killed", "injured")
PROPERTIES = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])

Told = tuple[Report, Reading]


def claim(
    report: Report, number: int, source: str, harm: Harm, group: Group, place: Place, least: int, width: int | None
) -> Claim:
    """A claim of a report; its id says where it stands."""
    count = Count(least, None if width is None else least + width, "exact" if width == 0 else "at_least")
    return Claim(
        id=f"{report.id[-6:]}-{number}", report=report.id, path=None, language="en", harm=harm, count=count, group=group,
        persons=(), part_of=None, supersedes=None, scope="event", polarity="asserted", hedges=(),
        event=Event("air_strike"), place=place, time=Time("on Sunday", DAY, DAY),
        source=Source(source, "monitor", source), span=Span(number, number + 1, "x"),
    )  # fmt: skip


@st.composite
def reports(draw: st.DrawFn, places: Sequence[Place] = PLACES) -> list[Told]:
    """One to four reports, each with claims of one to three sources on some places in one day."""
    found = []
    for number in range(draw(st.integers(1, 4))):
        day = DAY + timedelta(draw(st.integers(1, 3)))
        report = Report(f"Report {number}", published=day, outlet=f"Outlet {number}")
        claims = []
        for k in range(draw(st.integers(1, 4))):
            source = draw(st.sampled_from(("North Monitor", "South Monitor", "East Monitor")))
            harm: Harm = draw(st.sampled_from(HARMS))
            width = draw(st.sampled_from((0, 0, 3, None)))
            kind, place = draw(st.sampled_from(GROUPS)), draw(st.sampled_from(places))
            claims.append(claim(report, k, source, harm, kind, place, draw(st.integers(0, 12)), width))
        standing = {each.id: Standing(k) for k, each in enumerate(claims)}
        found.append((report, Reading(report.id, tuple(claims), standing=standing)))
    return found


def numbers(tolls: Tolls) -> list[tuple[str, list[TollRow]]]:
    """Every row of every incident by the words of its place, without the claims that hold it."""
    found = []
    for incident in tolls.incidents:
        rows = [replace(row, held_by=HeldBy((), ())) for row in incident.toll]
        found.append((incident.place.words if incident.place is not None else "", rows))
    return sorted(found, key=lambda each: (each[0], str(each[1])))


@PROPERTIES
@given(reports(), st.randoms(use_true_random=False))
def test_the_order_of_reports_never_matters(told: list[Told], random: Random) -> None:
    shuffled = list(told)
    random.shuffle(shuffled)
    assert tolls_of(shuffled, POLICY) == tolls_of(told, POLICY)


@PROPERTIES
@given(reports())
def test_names_of_sources_never_matter(told: list[Told]) -> None:
    def renamed(each: Claim) -> Claim:
        name = (each.source.name or "").replace("Monitor", "Watch")
        return replace(each, source=replace(each.source, name=name, words=name))

    other = [
        (report, replace(reading, claims=tuple(renamed(each) for each in reading.claims))) for report, reading in told
    ]
    assert numbers(tolls_of(other, POLICY)) == numbers(tolls_of(told, POLICY))


@PROPERTIES
@given(reports())
def test_names_of_places_never_matter(told: list[Told]) -> None:
    def moved(each: Claim) -> Claim:
        assert each.place is not None
        return replace(each, place=replace(each.place, name=f"New {each.place.name}", admin1="New Idlib"))

    other = [
        (report, replace(reading, claims=tuple(moved(each) for each in reading.claims))) for report, reading in told
    ]
    assert numbers(tolls_of(other, POLICY)) == numbers(tolls_of(told, POLICY))


@PROPERTIES
@given(reports(PLACES[1:2]))
def test_at_least_below_the_lower_bound_changes_nothing(told: list[Told]) -> None:
    """Where nobody contradicts anybody; one more voice in a quarrel may well decide it."""
    before = tolls_of(told, POLICY)
    assume(not any(incident.conflicts for incident in before.incidents))
    incident = next((i for i in before.incidents if i.place is not None and i.toll and i.toll[0].lower > 0), None)
    if incident is None or incident.place is None:
        return
    row = incident.toll[0]
    report = Report("One more", published=DAY + timedelta(1), outlet="One more")
    extra = claim(report, 0, "West Monitor", row.harm, Group(), incident.place, max(0, row.near_lower - 1), None)
    after = tolls_of([*told, (report, Reading(report.id, (extra,), standing={extra.id: Standing(0)}))], POLICY)
    assert numbers(after) == numbers(before)


@PROPERTIES
@given(reports())
def test_every_row_is_proven_and_no_range_is_empty(told: list[Told]) -> None:
    for incident in tolls_of(told, POLICY).incidents:
        for row in incident.toll:
            assert row.proven
            assert row.near_lower <= row.lower
            assert row.upper is None or row.lower <= row.upper
            assert row.near_upper is None or (row.upper is not None and row.near_upper >= row.upper)
