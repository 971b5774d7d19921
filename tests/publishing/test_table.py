from __future__ import annotations

from dataclasses import replace

import pytest
from rich.cells import cell_len

from marsad.model.claim import Span
from marsad.model.reading import Reading
from marsad.model.report import Report
from marsad.publishing.table import Table
from marsad.publishing.terminal import Terminal
from tests.by_hand import PEOPLE, READING, REPORT


def words_of(printed: str) -> str:
    return " ".join(printed.split())


def test_a_person_finds_what_was_said_and_what_was_understood() -> None:
    printed = words_of(Table(Terminal(240)).one(REPORT, READING))
    for words in (
        "Market hit in the north",
        "dispatch.txt · Example Press · published 2023-06-26 · 4 claims",
        "Event 1 air strike · Idlib, SY · 2023-06-25 · by Russia (suspected)",
        "[At least 13] people, including nine civilians, were killed",
        "killed: 13 or more",
        "Example Monitor (monitor), via Example Press",
        "part of 1",
        "note: relative dates stay unknown",
    ):
        assert words in printed


@pytest.mark.parametrize("width", [60, 80, 100, 160])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    lines = Table(Terminal(width), explain=True).one(REPORT, READING).splitlines()
    assert max(cell_len(line) for line in lines) <= width


def test_columns_of_all_events_stand_under_each_other() -> None:
    lines = Table(Terminal(100)).one(REPORT, READING).splitlines()
    starts = {line.index("killed: ") for line in lines if "killed: " in line}
    assert len(starts) == 1


def test_nothing_but_text_without_a_terminal_and_colour_only_adds() -> None:
    plain, styled = Table(Terminal(100)), Table(Terminal(100, styled=True))
    assert "\x1b" not in plain.one(REPORT, READING)
    assert "\x1b[" in styled.one(REPORT, READING)


def test_the_rules_are_named_when_asked_for() -> None:
    assert "rules: number.bound → harm.verb" in words_of(Table(Terminal(160), explain=True).one(REPORT, READING))


def test_a_text_cannot_drive_the_terminal() -> None:
    hostile = "At least \x1b[2J\x1b]0;owned\x07 13 [bold]people[/bold]\nwere killed"
    report = Report(hostile, "a\x1b[31m.txt", title="\x1b[2J\u202etitle")
    claim = replace(PEOPLE, span=Span(0, len(hostile), hostile), count=replace(PEOPLE.count, start=0, end=8))
    printed = Table(Terminal(100)).one(report, Reading(report.id, (claim,)))
    assert "\x1b" not in printed
    assert "\x07" not in printed
    assert "\u202e" not in printed
    assert "[bold]people[/bold]" in words_of(printed)


def test_a_report_without_claims_says_so() -> None:
    printed = Table().one(Report("Rain is expected."), Reading("sha256:0"))
    assert "No claim about casualties was found." in printed
    assert "outlet not said · publication date not said · 0 claims" in printed


def test_the_foot_counts_and_credits() -> None:
    assert Table().foot(1, 1) == "1 claim in 1 report. Places: GeoNames (geonames.org), CC BY 4.0.\n"
    assert "1,200 claims in 30 reports." in Table().foot(30, 1200)
    assert Table().foot(0, 0) == ""
