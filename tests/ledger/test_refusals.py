"""What the record refuses, each with its code."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from marsad.errors import ItemError, RunError
from marsad.ledger import drafts
from marsad.ledger.replay import EMPTY, replay
from marsad.model.change import Draft
from marsad.model.incident import Description
from tests.ledger.records import AMAL, BORIS, CODE, COUNTING, GROUPING, MARKET, READER, START, Record, reading

TWO, PART, GONE, MERGED, NEVER = (CODE[:-1] + n for n in "23459")


@pytest.fixture
def made() -> Record:
    """Two incidents, a part of the first, one withdrawn by a person, one merged into the second."""
    record = Record()
    for name in "abcde":
        record.report(f"r{name}", name)
    record.report("rb2", "b2", revises="rb", heirs={"b2": ["b", False, True]})
    record.incident(CODE, "a", "b2")
    record.incident(TWO, "c")
    record.incident(PART, "d", parent=CODE)
    record.incident(GONE)
    record.incident(MERGED, "e")
    record.do(
        drafts.incident_withdrawn(AMAL, GONE, "a hoax"), drafts.incidents_merged(GROUPING, MERGED, TWO, "the same")
    )
    return record


def judged(verdict: Any, *on: str, actor: str = AMAL, **fields: Any) -> Draft:
    return drafts.judgement_made(actor, verdict, on, "looked", fields)


CASES: list[tuple[str, Draft]] = [
    ("ledger.no-reason", drafts.claims_tied(GROUPING, CODE, ["c"], " ")),
    ("ledger.no-actor", drafts.note("", CODE, "why")),
    ("ledger.judgement-needed", drafts.incidents_merged(AMAL, CODE, TWO, "the same")),
    ("ledger.judgement-needed", drafts.claims_untied(AMAL, CODE, ["a"], "another")),
    ("ledger.judgement-needed", drafts.grade_given(AMAL, CODE, "Fair", "known")),
    ("ledger.judgement-needed", drafts.incident_described(AMAL, CODE, {"title": "Raid"}, "known")),
    ("ledger.report-known", drafts.report_added(READER, "ra", "again")),
    ("ledger.report-unknown", drafts.report_added(READER, "rz", "new", revises="ry")),
    ("ledger.report-unknown", reading("ry", "y")),
    ("ledger.report-unknown", drafts.report_withdrawn(AMAL, "ry", "retracted")),
    ("ledger.report-revised", reading("rb", "b")),
    ("ledger.report-revised", drafts.report_added(READER, "rz", "new", revises="rb")),
    ("ledger.reading-unfit", reading("ra", "c")),
    ("ledger.reading-unfit", reading("ra", "a", "a")),
    ("ledger.reading-unfit", reading("ra", "z", heirs={"z": ["c", True, True]})),
    ("ledger.reading-unfit", reading("ra", "y", "z", heirs={"y": ["a", True, True], "z": ["a", True, True]})),
    ("ledger.code-malformed", drafts.incident_opened(GROUPING, "incident 7", MARKET, "so")),
    ("ledger.code-malformed", drafts.incident_opened(GROUPING, "SY-00000000-somewhere-1", MARKET, "so")),
    ("ledger.code-taken", drafts.incident_opened(GROUPING, GONE, MARKET, "so")),
    ("ledger.code-taken", drafts.incident_opened(GROUPING, MERGED, MARKET, "so")),
    ("ledger.incident-unknown", drafts.claims_tied(GROUPING, NEVER, ["c"], "so")),
    ("ledger.incident-unknown", drafts.incident_opened(GROUPING, NEVER, replace(MARKET, parent=NEVER), "so")),
    ("ledger.incident-closed", drafts.claims_tied(GROUPING, GONE, ["c"], "so")),
    ("ledger.incident-closed", drafts.toll_computed(COUNTING, MERGED, {}, "first_count", "so", {})),
    ("ledger.incident-closed", drafts.incidents_merged(GROUPING, CODE, MERGED, "so")),
    ("ledger.claim-unknown", drafts.claims_tied(GROUPING, CODE, ["z"], "so")),
    ("ledger.claim-unknown", drafts.claims_tied(GROUPING, CODE, ["b"], "so")),
    ("ledger.claim-elsewhere", drafts.claims_tied(GROUPING, CODE, ["c"], "so")),
    ("ledger.claim-elsewhere", drafts.claims_untied(GROUPING, CODE, ["c"], "so")),
    ("ledger.merge-into-itself", drafts.incidents_merged(GROUPING, CODE, CODE, "so")),
    ("ledger.part-of-itself", drafts.incidents_merged(GROUPING, CODE, PART, "so")),
    ("ledger.part-of-itself", drafts.incident_described(GROUPING, CODE, {"parent": PART}, "so")),
    ("ledger.split-into-closed", drafts.incident_split(GROUPING, CODE, GONE, ["a"], "so")),
    ("ledger.split-into-closed", drafts.incident_split(GROUPING, CODE, MERGED, ["a"], "so")),
    ("ledger.split-into-closed", drafts.incident_split(GROUPING, CODE, CODE, ["a"], "so")),
    ("ledger.incident-has-claims", drafts.incident_withdrawn(GROUPING, TWO, "so")),
    ("ledger.not-withdrawn", drafts.incident_restored(AMAL, CODE, "so")),
    ("ledger.machine-overrules", drafts.incident_restored(GROUPING, GONE, "so")),
    ("ledger.machine-overrules", judged("same", CODE, TWO, actor=GROUPING)),
    ("ledger.machine-overrules", drafts.judgement_reversed(GROUPING, "J1", "so")),
    ("ledger.machine-overrules", drafts.judgement_signed(GROUPING, "J1", "so")),
    ("ledger.field-invalid", drafts.incident_described(GROUPING, CODE, {"colour": "red"}, "so")),
    ("ledger.field-invalid", drafts.incident_described(GROUPING, CODE, {"first_day": "last Sunday"}, "so")),
    ("ledger.field-invalid", drafts.incident_described(GROUPING, CODE, {"event": "picnic"}, "so")),
    ("ledger.field-invalid", drafts.grade_given(GROUPING, CODE, "Certain", "so")),  # type: ignore[arg-type]
    ("ledger.field-invalid", judged("grade", CODE, grade="Certain")),
    ("ledger.field-invalid", judged("correct", "a", span={})),
    ("ledger.judgement-unfit", judged("same", CODE)),
    ("ledger.judgement-unfit", judged("same", CODE, CODE)),
    ("ledger.judgement-unfit", judged("accept", "a", "c")),
    ("ledger.judgement-unfit", judged("accept", CODE)),
    ("ledger.judgement-unfit", judged("grade", "a", grade="Fair")),
    ("ledger.judgement-unfit", judged("correct", "a")),
    ("ledger.judgement-unfit", judged("maybe", "a")),
    ("ledger.claim-unknown", judged("accept", "b")),
    ("ledger.judgement-unknown", drafts.judgement_reversed(AMAL, "J1", "so")),
]


@pytest.mark.parametrize(("code", "draft"), CASES)
def test_what_the_state_does_not_allow_is_refused(made: Record, code: str, draft: Draft) -> None:
    before = made.state
    with pytest.raises(ItemError) as caught:
        made.do(draft)
    assert caught.value.code == code
    assert caught.value.hint
    assert made.state == before


def test_of_several_drafts_none_is_admitted_when_one_is_refused(made: Record) -> None:
    before = made.state, list(made.changes)
    with pytest.raises(ItemError):
        made.do(drafts.note(AMAL, CODE, "looked"), drafts.note(AMAL, CODE, ""))
    assert (made.state, made.changes) == before


def test_a_machine_does_not_withdraw_what_a_person_opened(made: Record) -> None:
    made.do(drafts.incident_opened(AMAL, NEVER, Description(), "heard on the phone"))
    with pytest.raises(ItemError, match="cannot undo what amal did"):
        made.do(drafts.incident_withdrawn(GROUPING, NEVER, "no claim tells of it"))


def test_judgements_that_together_contradict_a_new_one_are_named(made: Record) -> None:
    first = made.judge("same", "a", "b2", settled=False)
    second = made.judge("same", "b2", "c", settled=False)
    with pytest.raises(ItemError, match=f"a and c cannot be different: {first} and {second} together say") as caught:
        made.judge("different", "a", "c")
    assert caught.value.code == "ledger.judgement-contradicts"
    made.do(drafts.judgement_reversed(BORIS, second, "misread"))
    made.judge("different", "a", "c", settled=False)
    with pytest.raises(ItemError, match="b2 and c cannot be same"):
        made.judge("same", "b2", "c")
    assert made.state.judgements[first].standing == "in_force"


def test_a_machine_cannot_reopen_what_nothing_shook(made: Record) -> None:
    name = made.judge("same", "a", "b2")
    with pytest.raises(ItemError, match="nothing has shaken"):
        made.do(Draft(GROUPING, "judgement_reopened", name, "so"))


ALTERED: list[Callable[[Record], Any]] = [
    lambda made: made.changes[1:],
    lambda made: [*made.changes[:3], *made.changes[4:]],
    lambda made: [*made.changes[:3], made.changes[4], made.changes[3]],
    lambda made: [*made.changes[:3], replace(made.changes[3], previous="f" * 64)],
]


@pytest.mark.parametrize("altered", ALTERED)
def test_replay_stops_where_the_ledger_is_not_whole(made: Record, altered: Callable[[Record], Any]) -> None:
    with pytest.raises(RunError) as caught:
        replay(altered(made), EMPTY)
    assert caught.value.code == "ledger.gap"


def test_a_clock_that_runs_back_does_not_put_a_change_before_another(made: Record) -> None:
    last = made.changes[-1].at
    made.do(drafts.note(AMAL, CODE, "looked"), at=START - timedelta(days=400))
    assert made.changes[-1].at == last
