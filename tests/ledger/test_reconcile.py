"""A new grouping changes as little as it must, keeps codes where most of an incident goes, and never undoes a person."""

from __future__ import annotations

import pytest

from marsad.errors import ItemError
from marsad.ledger import drafts
from marsad.ledger.reconcile import reconcile_groups
from marsad.model.change import Draft
from tests.ledger.records import AMAL, CODE, GROUPING, MARKET, Record, proposals

TWO, THREE = CODE[:-1] + "2", CODE[:-1] + "3"


def record(*incidents: str) -> Record:
    """One report per claim; incidents from strings of one-letter claims: "abc" is an incident of a, b and c."""
    made = Record()
    for claim in "abcdefgh":
        made.report(f"report {claim}", claim)
    made.do(*reconcile_groups(made.state, proposals(*incidents), GROUPING))
    return made


def groups(made: Record) -> dict[str, str]:
    return {one.code: "".join(sorted(one.claims)) for one in made.state.open_incidents() if one.claims}


CASES = [
    (("abc",), ("abc",), {CODE: "abc"}, {}),
    (("abc", "de"), ("ab", "cde"), {CODE: "ab", TWO: "cde"}, {}),
    # the code goes with most of the claims; what leaves gets a new one
    (("abc",), ("a", "bc"), {CODE: "bc", TWO: "a"}, {}),
    # two in one: the heavier keeps its code, the other leads there
    (("ab", "cde"), ("abcde",), {TWO: "abcde"}, {CODE: TWO}),
    # as heavy: the older
    (("ab", "cd"), ("abcd",), {CODE: "abcd"}, {TWO: CODE}),
    # both have most of their weight in one group, and one of them a rest
    (("abcd", "efgh"), ("abcdefg", "h"), {CODE: "abcdefg", THREE: "h"}, {TWO: CODE}),
    # a swap of claims
    (("abc", "def"), ("abd", "cef"), {CODE: "abd", TWO: "cef"}, {}),
    # three in a ring
    (("ab", "cd", "ef"), ("bcd", "ef", "a"), {CODE: "a", TWO: "bcd", THREE: "ef"}, {}),
]


@pytest.mark.parametrize(("before", "now", "codes", "redirects"), CASES)
def test_codes_stay_with_most_of_the_claims(
    before: tuple[str, ...], now: tuple[str, ...], codes: dict[str, str], redirects: dict[str, str]
) -> None:
    made = record(*before)
    made.do(*reconcile_groups(made.state, proposals(*now), GROUPING))
    assert groups(made) == codes
    assert made.state.redirects == redirects
    assert reconcile_groups(made.state, proposals(*now), GROUPING) == []


def test_the_order_of_the_groups_does_not_matter() -> None:
    made = record("ab", "cde")
    some = proposals("a", "bcd", "efg", "h")
    assert reconcile_groups(made.state, some, GROUPING) == reconcile_groups(made.state, some[::-1], GROUPING)


def test_weight_decides_and_not_the_number_of_claims() -> None:
    made = record("abc")
    heavy, light = proposals("a", "bc")
    heavy.claims["a"] = 5  # type: ignore[index]
    made.do(*reconcile_groups(made.state, [heavy, light], GROUPING))
    assert groups(made) == {CODE: "a", TWO: "bc"}


def test_a_split_brings_back_the_code_from_before_the_merge() -> None:
    made = record("ab", "cde")
    for now in (["abcde"], ["ab", "cde"]):
        made.do(*reconcile_groups(made.state, proposals(*now), GROUPING))
    assert groups(made) == {CODE: "ab", TWO: "cde"}
    assert made.state.redirects == {}


def test_codes_that_were_merged_one_into_another_all_come_back() -> None:
    made = record("a", "bc", "defg")
    for now in (["abc", "defg"], ["abcdefg"], ["a", "bc", "defg"]):
        made.do(*reconcile_groups(made.state, proposals(*now), GROUPING))
    assert groups(made) == {CODE: "a", TWO: "bc", THREE: "defg"}


def test_what_was_not_looked_at_stays_with_its_incident() -> None:
    made = record("abc", "de")
    made.do(*reconcile_groups(made.state, proposals("af"), GROUPING))
    assert groups(made) == {CODE: "abcf", TWO: "de"}


def test_claims_that_belong_nowhere_leave_and_an_empty_incident_is_withdrawn() -> None:
    made = record("ab", "c")
    made.do(*reconcile_groups(made.state, proposals("a"), GROUPING, ungrouped="bc"))
    assert groups(made) == {CODE: "a"}
    assert made.state.tombstones[TWO].reason == "no claim tells of it any more"
    made.do(*reconcile_groups(made.state, proposals("c"), GROUPING))
    assert groups(made) == {CODE: "a", THREE: "c"}, "the code of the withdrawn incident is not given again"


def test_a_claim_in_two_groups_is_refused() -> None:
    made = record()
    with pytest.raises(ItemError, match="claim a is in two groups"):
        reconcile_groups(made.state, proposals("ab", "ac"), GROUPING)


def test_incidents_that_a_person_held_apart_stay_apart() -> None:
    made = record("ab", "cd")
    judgement = made.judge("different", CODE, TWO)
    made.do(*reconcile_groups(made.state, proposals("abcde"), GROUPING))
    assert groups(made) in ({CODE: "abe", TWO: "cd"}, {CODE: "ab", TWO: "cde"})
    assert made.state.disagreements == {judgement: ({"verdict": "same"},)}
    assert reconcile_groups(made.state, proposals("abcde"), GROUPING) == [], "and it is said once"


def test_incidents_that_a_person_joined_stay_joined() -> None:
    made = record("ab", "cd")
    judgement = made.judge("same", CODE, TWO)
    assert groups(made) == {CODE: "abcd"}
    made.do(*reconcile_groups(made.state, proposals("ab", "cd"), GROUPING))
    assert groups(made) == {CODE: "abcd"}
    assert made.state.disagreements == {judgement: ({"verdict": "different"},)}


def test_a_person_parts_what_a_machine_merged() -> None:
    made = record("ab", "cde")
    made.do(*reconcile_groups(made.state, proposals("abcde"), GROUPING))
    made.judge("different", CODE, TWO)
    assert groups(made) == {CODE: "ab", TWO: "cde"}


def test_a_person_takes_one_claim_out() -> None:
    made = record("abc")
    made.judge("different", "c", CODE)
    assert groups(made) == {CODE: "ab", TWO: "c"}
    made.do(*reconcile_groups(made.state, proposals("abc"), GROUPING))
    assert groups(made) == {CODE: "ab", TWO: "c"}


def test_a_person_puts_one_claim_in_and_the_rest_stays() -> None:
    made = record("abc", "de")
    made.judge("same", "c", TWO)
    assert groups(made) == {CODE: "ab", TWO: "cde"}
    made.do(*reconcile_groups(made.state, proposals("abc", "de"), GROUPING))
    assert groups(made) == {CODE: "ab", TWO: "cde"}


def test_one_claim_can_be_taken_out_of_what_a_person_joined() -> None:
    made = record("ab", "cd")
    made.judge("same", CODE, TWO)
    made.judge("different", "b", CODE)
    assert groups(made) == {CODE: "acd", THREE: "b"}


def test_two_reports_of_one_incident_meet() -> None:
    made = record("ab", "cd")
    made.judge("same", "report a", "report c")
    assert groups(made) == {CODE: "abcd"}
    made.do(*reconcile_groups(made.state, proposals("ab", "cd"), GROUPING))
    assert groups(made) == {CODE: "abcd"}


def test_an_undecided_pair_binds_nobody() -> None:
    made = record("ab", "cd")
    made.judge("unsure", CODE, TWO)
    made.do(*reconcile_groups(made.state, proposals("abcd"), GROUPING))
    assert groups(made) == {CODE: "abcd"}


def test_what_is_taken_back_binds_no_more() -> None:
    made = record("ab", "cd")
    judgement = made.judge("different", CODE, TWO)
    made.do(reversal(judgement))
    made.do(*reconcile_groups(made.state, proposals("abcd"), GROUPING))
    assert groups(made) == {CODE: "abcd"}


def test_claims_of_what_a_person_withdrew_do_not_come_back() -> None:
    made = record("ab")
    made.do(withdrawal(CODE))
    made.do(*reconcile_groups(made.state, proposals("abc"), GROUPING))
    assert groups(made) == {TWO: "c"}


def test_an_incident_without_claims_that_a_person_opened_gets_the_claim_that_belongs_there() -> None:
    made = record("ab")
    made.do(by_hand(TWO))
    made.judge("same", "b", TWO)
    made.judge("different", CODE, TWO)
    assert groups(made) == {CODE: "a", TWO: "b"}
    made.do(*reconcile_groups(made.state, proposals("abc"), GROUPING))
    assert groups(made) in ({CODE: "ac", TWO: "b"}, {CODE: "a", TWO: "bc"})


def test_an_empty_incident_that_a_machine_opened_goes_and_one_that_a_person_opened_stays() -> None:
    made = record("a")
    made.do(by_hand(TWO))
    made.do(*reconcile_groups(made.state, proposals("b"), GROUPING, ungrouped="a"))
    assert {code: one.status for code, one in made.state.incidents.items()} == {
        CODE: "withdrawn",
        TWO: "open",
        THREE: "open",
    }


def reversal(judgement: str) -> Draft:
    return drafts.judgement_reversed(AMAL, judgement, "a mistake")


def withdrawal(code: str) -> Draft:
    return drafts.incident_withdrawn(AMAL, code, "a hoax")


def by_hand(code: str) -> Draft:
    return drafts.incident_opened(AMAL, code, MARKET, "heard on the phone")
