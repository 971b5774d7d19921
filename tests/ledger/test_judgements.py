"""What a person decided stands: machines may disagree, and ask again only when text and reading have both changed."""

from __future__ import annotations

from typing import Any

import pytest

from marsad.errors import ItemError
from marsad.ledger import drafts
from marsad.ledger.reconcile import reconcile_groups
from marsad.model.change import Draft
from tests.ledger.records import AMAL, BORIS, CODE, GROUPING, READER, Record, proposals, reading

TWO = CODE[:-1] + "2"


def two_incidents(**options: Any) -> Record:
    made = Record(**options)
    for name in "abcd":
        made.report(f"r{name}", name)
    made.incident(CODE, "a", "b")
    made.incident(TWO, "c", "d")
    return made


MOVES: list[tuple[str, tuple[str, str], Draft]] = [
    ("different", (CODE, TWO), drafts.incidents_merged(GROUPING, TWO, CODE, "alike")),
    ("different", ("a", "c"), drafts.incidents_merged(GROUPING, TWO, CODE, "alike")),
    ("different", ("ra", "rc"), drafts.incidents_merged(GROUPING, TWO, CODE, "alike")),
    ("same", ("a", "b"), drafts.claims_untied(GROUPING, CODE, ["b"], "unlike")),
    ("same", ("a", CODE), drafts.claims_untied(GROUPING, CODE, ["a"], "unlike")),
    ("same", ("a", "b"), drafts.incident_split(GROUPING, CODE, TWO, ["b"], "unlike")),
]


@pytest.mark.parametrize(("verdict", "on", "move"), MOVES)
def test_a_move_against_a_judgement_is_written_down_and_not_done(
    verdict: Any, on: tuple[str, str], move: Draft
) -> None:
    made = two_incidents()
    name = made.judge(verdict, *on)
    ties = dict(made.state.ties)
    (change,) = made.do(move)
    assert (change.kind, change.subject, change.actor) == ("machine_disagrees", name, GROUPING)
    assert made.state.ties == ties
    assert made.do(move) == [], "the same is not said twice"
    assert made.state.judgements[name].standing == "in_force"


def test_a_grade_of_a_person_stands_and_the_rule_is_kept_beside_it() -> None:
    made = two_incidents()
    made.do(drafts.grade_given(GROUPING, CODE, "Weak", "one origin"))
    name = made.judge("grade", CODE, grade="Confirmed")
    assert made.state.grade(CODE) == {"grade": "Confirmed", "reason": "read both", "judgement": name}
    made.do(drafts.grade_given(GROUPING, CODE, "Fair", "two origins"))
    assert made.state.disagreements[name] == ({"grade": "Fair"},)
    made.do(drafts.judgement_reversed(BORIS, name, "too early"))
    assert made.state.grade(CODE) == {"grade": "Fair", "reason": "two origins"}


def test_a_corrected_field_stands_and_the_others_go_on() -> None:
    made = two_incidents()
    name = made.judge("correct", CODE, title="Strike on the vegetable market")
    made.do(
        drafts.incident_described(GROUPING, CODE, {"title": "Strike", "event": "drone_strike"}, "its claims say so")
    )
    assert made.state.incident(CODE).description.title == "Strike on the vegetable market"
    assert made.state.incident(CODE).description.event == "drone_strike"
    assert made.state.disagreements[name] == ({"title": "Strike"},)
    made.do(drafts.judgement_reversed(AMAL, name, "a slip"))
    assert made.state.incident(CODE).description.title == "Strike"


def test_a_later_answer_to_the_same_question_replaces_the_earlier() -> None:
    made = two_incidents()
    first = made.judge("accept", "a")
    second = made.judge("reject", "a", actor=BORIS)
    assert made.state.judgements[first].standing == "replaced"
    made.do(drafts.judgement_reversed(BORIS, second, "misread"))
    assert made.state.answer("claim", "a") is None, "what was replaced does not come back by itself"


def test_two_corrections_of_one_incident_stand_beside_each_other() -> None:
    made = two_incidents()
    first = made.judge("correct", CODE, title="Market", event="shelling")
    second = made.judge("correct", CODE, title="Vegetable market")
    assert {made.state.judgements[name].standing for name in (first, second)} == {"in_force"}
    description = made.state.incident(CODE).description
    assert (description.title, description.event) == ("Vegetable market", "shelling")


# same text, same reading -> what becomes of a judgement on the claim
HEIRS: list[tuple[list[Any] | None, str, bool]] = [
    (["a", True, True], "in_force", False),
    (["a", False, True], "in_force", False),
    (["a", True, False], "in_force", True),
    (["a", False, False], "reopened", False),
]


@pytest.mark.parametrize(("heir", "standing", "disagrees"), HEIRS)
def test_a_judgement_goes_over_to_the_heir_of_its_claim(heir: list[Any], standing: str, disagrees: bool) -> None:
    made = two_incidents()
    name = made.judge("correct", "a", harm="injured")
    made.report("ra2", "a2", revises="ra", heirs={"a2": heir})
    assert made.state.judgements[name].standing == standing
    assert (name in made.state.disagreements) == disagrees
    assert made.state.ties["a2"] == CODE, "and so does its tie"
    assert (made.state.answer("claim", "a2") is not None) == (standing == "in_force")
    assert made.state.answer("claim", "a") is None


def test_a_claim_that_a_person_accepted_stays_though_nobody_reads_it_any_more() -> None:
    made = two_incidents()
    name = made.judge("accept", "a")
    made.do(reading("ra", reader="2"))
    assert made.state.ties["a"] == CODE
    assert made.state.disagreements[name] == ({"claim": None},)
    made.do(reading("ra", reader="3"))
    assert made.state.current_claims("ra") == {"a"}
    made.do(reading("rb", reader="2"))
    assert made.claims_of(CODE) == {"a"}, "and one that nobody judged goes"


def test_a_claim_that_is_gone_from_the_text_goes_and_its_judgement_is_reopened() -> None:
    made = two_incidents()
    name = made.judge("accept", "a")
    made.report("ra2", revises="ra")
    assert made.state.judgements[name].standing == "reopened"
    assert made.claims_of(CODE) == {"b"}


def test_a_rejected_claim_that_is_not_read_any_more_is_no_disagreement() -> None:
    made = two_incidents()
    name = made.judge("reject", "a")
    made.do(reading("ra", reader="2"))
    assert made.state.disagreements == {}
    assert made.claims_of(CODE) == {"b"}
    assert made.state.judgements[name].standing == "in_force"


@pytest.mark.parametrize(("heir", "stands"), [((True, False), True), ((False, True), True), ((False, False), False)])
def test_a_pair_is_asked_again_only_when_text_and_reading_changed_and_the_machine_disagrees(
    heir: tuple[bool, bool], stands: bool
) -> None:
    made = two_incidents()
    name = made.judge("different", CODE, TWO)
    made.report("ra2", "a2", revises="ra", heirs={"a2": ["a", *heir]})
    assert made.state.judgements[name].standing == "in_force", "the machine has not said otherwise yet"
    made.do(*reconcile_groups(made.state, proposals(["a2", "b", "c", "d"]), GROUPING))
    assert made.state.judgements[name].standing == ("in_force" if stands else "reopened")
    assert len(list(made.state.open_incidents())) == (2 if stands else 1)


def test_a_report_with_accepted_claims_is_not_withdrawn_by_a_machine() -> None:
    made = two_incidents()
    name = made.judge("accept", "a")
    (change,) = made.do(drafts.report_withdrawn(READER, "ra", "the page is gone"))
    assert (change.kind, change.subject) == ("machine_disagrees", name)
    made.do(drafts.report_withdrawn(AMAL, "ra", "the agency retracted it"))
    assert made.claims_of(CODE) == {"b"}


def test_a_withdrawn_revision_gives_way_to_the_text_before_it() -> None:
    made = two_incidents()
    made.report("ra2", "a2", revises="ra", heirs={"a2": ["a", False, True]})
    made.do(drafts.report_withdrawn(AMAL, "ra2", "a forgery"), reading("ra", "a"))
    assert made.state.current_claims("ra") == {"a"}


def test_where_two_people_must_agree_the_first_alone_changes_nothing() -> None:
    made = two_incidents(two_people=("grade",))
    name = made.judge("grade", CODE, settled=False, grade="Confirmed")
    assert made.state.judgements[name].standing == "waiting"
    assert made.state.grade(CODE) is None
    with pytest.raises(ItemError, match="amal has signed") as caught:
        made.do(drafts.judgement_signed(AMAL, name, "I agree"))
    assert caught.value.code == "ledger.signature-unfit"
    made.do(drafts.judgement_signed(BORIS, name, "I agree"))
    assert made.state.judgements[name].signed_by == (BORIS,)
    grade = made.state.grade(CODE)
    assert grade is not None
    assert grade["grade"] == "Confirmed"


def test_what_waits_can_be_taken_back() -> None:
    made = two_incidents(two_people=("grade",))
    name = made.judge("grade", CODE, settled=False, grade="Confirmed")
    made.do(drafts.judgement_reversed(BORIS, name, "not enough"))
    with pytest.raises(ItemError, match="is reversed"):
        made.do(drafts.judgement_signed(BORIS, name, "I agree"))


def test_every_claim_of_two_merged_incidents_is_kept() -> None:
    """A peer's merge took the greater number and forgot the rest."""
    made = two_incidents()
    made.judge("same", CODE, TWO)
    assert made.claims_of(CODE) == made.claims_of(TWO) == {"a", "b", "c", "d"}
    assert {"ra", "rb", "rc", "rd"} == made.state.incident(TWO).reports
    assert made.state.incidents[TWO].claims == {"c", "d"}, "and which were whose"
