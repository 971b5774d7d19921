"""The tally: short reports, and the tolls, conflicts, changed readings and set-aside claims that must come of them.

A case is told as it is checked: reports by day, the line of every incident, and what became of claims that do not count
as they are read. `12..15` is a range, `12..` is open; rows of a status, age or sex follow their harm.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache
from itertools import permutations
from typing import NamedTuple

import pytest

from marsad.model.reading import Reading
from marsad.model.report import Report
from marsad.model.toll import IncidentToll, TollRow, Tolls
from marsad.reading.reader import Reader
from marsad.tolls.policy import Policy
from marsad.tolls.tally import tolls_of

READER = Reader()
POLICY = Policy.load()
ON_SUNDAY = "in Kharkiv, Ukraine, on Sunday"


class Case(NamedTuple):
    """Reports as (day of March 2024, text), and what is expected of them, one line an incident."""

    name: str
    reports: tuple[tuple[int | None, str], ...]
    tolls: tuple[str, ...]
    beside: tuple[str, ...] = ()


CASES = (
    Case("two sources, two numbers: a range",
         ((11, f"Shelling killed 12 people {ON_SUNDAY}, the police said."),
          (11, f"Shelling killed 15 people {ON_SUNDAY}, a hospital source said.")),
         ("Kharkiv 03-10: killed 12..15",), ("conflict of 2", "miscounted")),
    Case("at least so many, and more",
         ((11, f"Shelling killed at least 12 people {ON_SUNDAY}, the police said."),
          (11, f"Shelling killed 15 people {ON_SUNDAY}, a hospital source said.")),
         ("Kharkiv 03-10: killed 15..15",)),
    Case("a majority of origins outweighs one",
         ((11, f"Shelling killed 12 people {ON_SUNDAY}, the police said."),
          (11, f"Shelling killed 12 people {ON_SUNDAY}, the mayor said."),
          (11, f"Shelling killed 17 people {ON_SUNDAY}, residents said.")),
         ("Kharkiv 03-10: killed 12..12",), ("conflict of 2", "conflict of 2", "miscounted")),
    Case("a toll that grows by one source",
         ((11, f"Shelling killed 8 people {ON_SUNDAY}, the police said."),
          (12, "The shelling of Kharkiv, Ukraine, on Sunday killed 11 people, the police said.")),
         ("Kharkiv 03-10: killed 11..11",), ("superseded",)),
    Case("a toll that grows by another source",
         ((11, f"Shelling killed 8 people {ON_SUNDAY}, the police said."),
          (12, "The shelling of Kharkiv, Ukraine, on Sunday killed 11 people, the mayor said.")),
         ("Kharkiv 03-10: killed 11..11",), ("superseded",)),
    Case("a source corrects itself downward",
         ((11, f"Shelling killed 8 people {ON_SUNDAY}, the police said."),
          (12, "The shelling of Kharkiv, Ukraine, on Sunday killed 6 people, the police said.")),
         ("Kharkiv 03-10: killed 6..6",), ("superseded",)),
    Case("the text says that a count replaces another",
         ((12, "The death toll from the shelling of Kharkiv, Ukraine, rose to 12 from 8, the police said."),),
         ("Kharkiv -: killed 12..12",), ("superseded",)),
    Case("copies of one agency are one origin",
         ((11, f"Shelling killed 12 people {ON_SUNDAY}, Reuters reported."),
          (11, f"Reuters said shelling killed 12 people {ON_SUNDAY}."),
          (11, f"Shelling killed 14 people {ON_SUNDAY}, the mayor said.")),
         ("Kharkiv 03-10: killed 12..14",), ("conflict of 2", "miscounted", "same_origin")),
    Case("casualties are the dead and the hurt",
         ((11, (f"Shelling caused 20 casualties {ON_SUNDAY}, the police said. Six people were killed in the shelling, "
               "a hospital said.")),),
         ("Kharkiv 03-10: killed 6..6; injured 14..14",)),
    Case("no casualties",
         ((11, "Shelling hit Kharkiv, Ukraine, on Sunday, and there were no casualties, the police said."),),
         ("Kharkiv 03-10: killed 0..0; injured 0..0",)),
    Case("nobody killed, some hurt",
         ((11, f"Shelling wounded six people {ON_SUNDAY}, the police said. No one was killed."),),
         ("Kharkiv 03-10: killed 0..0; injured 6..6",)),
    Case("killed and hurt",
         ((11, f"Shelling killed four people and wounded nine {ON_SUNDAY}, the police said."),),
         ("Kharkiv 03-10: killed 4..4; injured 9..9",)),
    Case("died of wounds later, with the new toll",
         ((11, f"Shelling killed four people and wounded nine {ON_SUNDAY}, the police said."),
          (12, ("Two people wounded in Sunday’s shelling of Kharkiv, Ukraine, died in hospital, bringing the death toll "
               "to six, the police said."))),
         ("Kharkiv 03-10: killed 6..6; injured 9..9",), ("superseded",)),
    Case("three more died",
         ((11, (f"Shelling killed four people {ON_SUNDAY}, the police said. Three more people died in hospital, a medic "
               "said.")),),
         ("Kharkiv 03-10: killed 7..7",)),
    Case("the remainder",
         ((11, (f"Shelling killed nine people {ON_SUNDAY}, the police said. Five of them were soldiers, and the others "
               "were civilians.")),),
         ("Kharkiv 03-10: killed 9..9, civilian 4..4, combatant 5..5",)),
    Case("a list of women, men and children",
         ((11, f"Shelling killed two women, three men and four children {ON_SUNDAY}, the police said."),),
         ("Kharkiv 03-10: killed 9..9, civilian 9..9, adult 5..5, child 4..4, female 2..2, male 3..3",)),
    Case("a list that makes up its whole",
         ((11, (f"Nine people died {ON_SUNDAY}: six civilians, including two children, and three soldiers, the mayor "
               "said.")),),
         ("Kharkiv 03-10: killed 9..9, civilian 6..6, combatant 3..3, child 2..2",)),
    Case("a part of a part",
         ((11, (f"Shelling killed 12 people, including five civilians, two of them children, {ON_SUNDAY}, the police "
               "said.")),),
         ("Kharkiv 03-10: killed 12..12, civilian 5..5, child 2..2",), ("note",)),
    Case("a fighter's children are civilians",
         ((11, ("A strike killed a Hamas fighter, his wife and three of his children in Rafah, Gaza Strip, on Sunday, "
               "medics said.")),),
         ("Rafah 03-10: killed 5..5, civilian 4..4, combatant 1..1, adult 1..1, child 3..3, female 1..1",)),
    Case("families are no persons",
         ((11, f"Shelling drove 30 families from their homes {ON_SUNDAY}, the mayor said."),),
         ("Kharkiv 03-10:",), ("note", "other_unit")),
    Case("denied",
         ((11, (f"Shelling killed 12 people {ON_SUNDAY}, the mayor said. The Russian Defence Ministry denied that 12 "
               "people were killed.")),),
         ("Kharkiv 03-10: killed 12..12",), ("denied",)),
    Case("feared",
         ((11, f"Shelling killed three people {ON_SUNDAY}, the mayor said. Ten more people are feared dead."),),
         ("Kharkiv 03-10: killed 3..3",), ("hypothetical",)),
    Case("a belligerent alone counts its enemy's dead",
         ((11, f"The Russian Defence Ministry said its missiles killed 40 Ukrainian soldiers {ON_SUNDAY}."),),
         ("Kharkiv 03-10: killed 40..40, combatant 40..40",)),
    Case("a belligerent counts beside others",
         ((11, (f"The Russian Defence Ministry said its missiles killed 40 Ukrainian soldiers {ON_SUNDAY}. A missile "
               "strike killed five people in Kharkiv on Sunday, the mayor said.")),),
         ("Kharkiv 03-10: killed 5..5",), ("party_on_enemy",)),
    Case("about so many",
         ((11, f"Shelling killed about 40 people {ON_SUNDAY}, the police said."),
          (11, f"Shelling killed 42 people {ON_SUNDAY}, the mayor said.")),
         ("Kharkiv 03-10: killed 42..42",)),
    Case("a round number",
         ((11, f"Shelling wounded 50 people {ON_SUNDAY}, the police said."),
          (11, f"Shelling wounded 52 people {ON_SUNDAY}, the mayor said.")),
         ("Kharkiv 03-10: injured 52..52",), ("conflict of 2", "rounded")),
    Case("a count word",
         ((11, f"Shelling killed dozens of people {ON_SUNDAY}, the police said."),
          (11, f"Shelling killed 31 people {ON_SUNDAY}, the mayor said.")),
         ("Kharkiv 03-10: killed 31..31",)),
    Case("between so many and so many",
         ((11, f"Shelling killed between 20 and 30 people {ON_SUNDAY}, the police said."),
          (11, f"Shelling killed 33 people {ON_SUNDAY}, the mayor said.")),
         ("Kharkiv 03-10: killed 20..33",), ("conflict of 2", "miscounted")),
    Case("a status that somebody knows better",
         ((11, f"Shelling killed 8 civilians {ON_SUNDAY}, the police said."),
          (11, f"Shelling killed 8 people {ON_SUNDAY}, among them five civilians, the mayor said.")),
         ("Kharkiv 03-10: killed 8..8, civilian 5..5",), ("conflict of 2", "note", "status_slip")),
    Case("a province with one town",
         ((11, ("Air strikes killed nine people in Idlib province, Syria, on Sunday, a monitor said. The strike hit Jisr "
               "al-Shughur, where nine people were killed, the civil defence said.")),),
         ("Jisr al-Shughur 03-10: killed 9..9",)),
    Case("a province with three towns",
         ((11, ("Air strikes killed 12 people in Idlib province, Syria, on Sunday, a monitor said. Five people were killed "
               "in Jisr al-Shughur, four in Ariha and three in Saraqib, the monitor said.")),),
         ("Idlib 03-10: killed 12..12", "Jisr al-Shughur 03-10, part: killed 5..5", "Ariha 03-10, part: killed 4..4",
          "Saraqib 03-10, part: killed 3..3")),
    Case("a province with more than its towns",
         ((11, ("Air strikes killed 15 people in Idlib province, Syria, on Sunday, a monitor said. Five people were killed "
               "in Jisr al-Shughur, four in Ariha and three in Saraqib, the monitor said.")),),
         ("Idlib 03-10: killed 15..15", "Jisr al-Shughur 03-10, part: killed 5..5", "Ariha 03-10, part: killed 4..4",
          "Saraqib 03-10, part: killed 3..3"), ("note",)),
    Case("two strikes on one town in one day",
         ((11, ("An air strike killed five people in Ariha, Syria, on Sunday, a monitor said. A second strike in Ariha "
               "killed three people, it said.")),),
         ("Ariha 03-10: killed 5..5", "Ariha 03-10: killed 3..3")),
    Case("two sides of a clash",
         ((11, "Clashes in Ariha, Syria, on Sunday killed 12 rebels and nine soldiers, a monitor said."),),
         ("Ariha 03-10: killed 21..21, combatant 21..21",)),
    Case("two towns of one name",
         ((11, "A bomb killed five people in Tripoli, Libya, on Sunday, the police said."),
          (11, "A bomb killed three people in Tripoli, Lebanon, on Sunday, the police said.")),
         ("Tripoli 03-10: killed 5..5", "Tripoli 03-10: killed 3..3")),
    Case("nothing ties what has no date",
         ((None, "An air strike killed five people in Ariha, Syria, a monitor said."),
          (None, "An air strike killed seven people in Ariha, Syria, activists said.")),
         ("Ariha -: killed 5..5", "Ariha -: killed 7..7")),
    Case("nothing ties what has no place",
         ((11, "An air strike killed five people on Sunday, a monitor said."),
          (11, "An air strike killed seven people on Sunday, activists said.")),
         ("- 03-10: killed 5..5", "- 03-10: killed 7..7")),
    Case("a day's window over an area",
         ((11, ("Israeli strikes killed 60 people across the Gaza Strip in the past 24 hours, the health ministry said. A "
               "strike on a house in Rafah on Sunday killed nine people, medics said.")),),
         ("Gaza Strip 03-10: killed 60..60", "Rafah 03-10, part: killed 9..9"), ("note",)),
    Case("a month is no event",
         ((11, ("Shelling killed 80 people in Kharkiv in February, the police said. A strike on Sunday killed four people "
               "in Kharkiv, Ukraine.")),),
         ("Kharkiv 03-10: killed 4..4",), ("other_scope",)),
    Case("the war's total",
         ((11, (f"A strike killed four people {ON_SUNDAY}. More than 10,000 civilians have been killed since the war began "
               "in 2022.")),),
         ("Kharkiv 03-10: killed 4..4",), ("other_scope",)),
    Case("an earlier event stands apart",
         ((11, f"A strike killed four people {ON_SUNDAY}. A similar attack last month killed 20 people in Izium."),),
         ("Kharkiv 03-10: killed 4..4", "Izium 02-01: killed 20..20")),
    Case("an earlier event at the same place stands apart",
         ((11, (f"Raids killed seven people {ON_SUNDAY}. They were in retaliation for rocket fire on Kharkiv that killed "
               "two civilians last week.")),),
         ("Kharkiv 03-10: killed 7..7", "Kharkiv 03-04: killed 2..2, civilian 2..2")),
)  # fmt: skip


def read(reports: Iterable[tuple[int | None, str]]) -> list[tuple[Report, Reading]]:
    """The reports with their readings; each has its own outlet."""
    found = []
    for number, (day, text) in enumerate(reports):
        published = None if day is None else date(2024, 3, day)
        report = Report(text, published=published, outlet=f"Example Press {number}")
        found.append((report, _reading(report)))
    return found


@cache
def _reading(report: Report) -> Reading:
    return READER.read(report)


def tolled(case: Case) -> Tolls:
    return tolls_of(read(case.reports), POLICY)


def line(incident: IncidentToll) -> str:
    """An incident as the cases tell it: its place, first day, "part" if it is one, and its rows."""
    place = incident.place.name if incident.place is not None else "-"
    day = f"{incident.time.start:%m-%d}" if incident.time is not None and incident.time.start is not None else "-"
    rows: dict[str, list[str]] = {}
    for row in incident.toll:
        kind = row.status or row.age or row.sex
        rows.setdefault(row.harm, []).append(f"{kind or row.harm} {bounds(row)}")
    told = "; ".join(", ".join(each) for each in rows.values())
    return f"{place} {day}{', part' if incident.parent else ''}: {told}".rstrip()


def bounds(row: TollRow) -> str:
    return f"{row.lower}..{'' if row.upper is None else row.upper}"


def beside(tolls: Tolls) -> list[str]:
    """What became of claims that do not count as they are read, and every conflict and note."""
    incidents = tolls.incidents
    aside = [each.reason for incident in incidents for each in incident.set_aside]
    aside += [each.reason for each in tolls.set_aside]
    changed = [each.reading for incident in incidents for each in incident.changed]
    conflicts = [f"conflict of {len(each.claims)}" for incident in incidents for each in incident.conflicts]
    notes = ["note" for incident in incidents for _ in incident.notes]
    return sorted([*aside, *changed, *conflicts, *notes])


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_what_reports_come_to(case: Case) -> None:
    tolls = tolled(case)
    assert sorted(line(incident) for incident in tolls.incidents) == sorted(case.tolls)
    assert beside(tolls) == sorted(case.beside)
    assert all(row.proven for incident in tolls.incidents for row in incident.toll)


@pytest.mark.parametrize("case", [c for c in CASES if len(c.reports) > 1], ids=lambda case: case.name)
def test_the_order_of_reports_never_matters(case: Case) -> None:
    told = read(case.reports)
    assert all(tolls_of(order, POLICY) == tolled(case) for order in permutations(told))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_report_that_comes_twice_counts_once(case: Case) -> None:
    told = read(case.reports)
    assert tolls_of([*told, *told], POLICY) == tolled(case)


@pytest.mark.parametrize(
    ("text", "extra"),
    [
        (f"Shelling killed 12 people {ON_SUNDAY}, the police said.",
         f"Shelling killed at least 3 people {ON_SUNDAY}, the mayor said."),
        (f"Shelling killed 12 people, among them four children, {ON_SUNDAY}, the police said.",
         f"Shelling killed at least two children {ON_SUNDAY}, the mayor said."),
        (f"Shelling killed 12 people and wounded 20 {ON_SUNDAY}, the police said.",
         f"Shelling caused at least 30 casualties {ON_SUNDAY}, the mayor said."),
    ],
)  # fmt: skip
def test_what_is_implied_already_changes_no_number(text: str, extra: str) -> None:
    alone, both = (numbers(tolls_of(read(reports), POLICY)) for reports in ([(11, text)], [(11, text), (11, extra)]))
    assert both == alone


def numbers(tolls: Tolls) -> Sequence[str]:
    return sorted(line(incident) for incident in tolls.incidents)


def test_both_sources_hold_their_end_of_a_range() -> None:
    tolls = tolled(CASES[0])
    (row,) = tolls.incidents[0].toll
    by_count = {claim.count.lower: claim.id for claim in tolls.claims}
    assert row.held_by.lower == (by_count[12],)
    assert row.held_by.upper == (by_count[15],)


def test_names_of_outlets_never_matter() -> None:
    for case in CASES:
        renamed = [
            (Report(report.text, published=report.published, outlet=f"Other {number}"), report)
            for number, (report, _) in enumerate(read(case.reports))
        ]
        assert numbers(tolls_of([(new, READER.read(new)) for new, _ in renamed], POLICY)) == numbers(tolled(case))
