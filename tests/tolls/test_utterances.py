"""What is said in one breath, and what is set aside."""

from datetime import timedelta

import pytest

from marsad.model.claim import Harm
from marsad.model.interval import Interval
from marsad.model.toll import SetAside
from marsad.tolls.fieldrules import rules_of
from marsad.tolls.people import EVERYBODY, People
from marsad.tolls.policy import Policy
from marsad.tolls.setting_aside import (
    counts_an_event,
    not_asserted,
    not_persons,
    of_enemies,
    repeated,
    superseded,
)
from marsad.tolls.sites import sites_of
from marsad.tolls.told import Told
from marsad.tolls.utterances import Utterance, utterances_of
from tests.tolls.telling import IDLIB, PROVINCE, SARMADA, SUNDAY, told

POLICY = Policy.load()
MONDAY = SUNDAY + timedelta(1)
CIVILIANS, FIGHTERS = People(status="civilian"), People(status="combatant")


def said(*claims: Told) -> list[Utterance]:
    ranked = sorted(claims, key=lambda each: each.rank)
    return [each for site in sites_of(ranked) for each in utterances_of(site, POLICY)]


def counts(utterance: Utterance) -> list[tuple[People, Interval]]:
    return [(item.people, item.within) for item in utterance.items]


def test_a_sentence_that_lists_groups_is_one_utterance() -> None:
    (found,) = said(told(6, status="civilian", sentence=1), told(3, status="combatant", sentence=1))
    assert found.is_list
    assert counts(found) == [(CIVILIANS, Interval(6, 6)), (FIGHTERS, Interval(3, 3))]
    assert found.total() == (EVERYBODY, Interval(9, 9))


@pytest.mark.parametrize(
    "other",
    [
        told(3, status="combatant", sentence=2),
        told(3, status="combatant", sentence=1, report="r2"),
        told(3, status="combatant", sentence=1, by="Ministry"),
        told(3, status="combatant", sentence=1, harm="injured"),
        told(3, status="civilian", age="child", sentence=1),
    ],
    ids=["another sentence", "another report", "another source", "another harm", "perhaps among them"],
)
def test_what_is_said_apart_is_no_list(other: Told) -> None:
    assert len(said(told(6, status="civilian", sentence=1), other)) == 2


def test_those_said_apart_in_a_list_are_not_meant_by_the_wider_word() -> None:
    shared = {"sentence": 1, "span": (0, 80)}
    (found,) = said(
        told(1, status="civilian", sentence=1, span=(0, 80)),
        told(2, status="civilian", age="child", sentence=1, span=(10, 80)),
    )
    assert shared
    assert found.items[0].apart == (People("civilian", "child"),)
    assert found.items[1].apart == ()


def test_a_count_of_what_the_others_are_together_is_their_whole() -> None:
    (found,) = said(
        told(2, sentence=1, span=(0, 80)),
        told(1, sentence=1, span=(5, 80), status="combatant"),
        told(1, sentence=1, span=(10, 80), status="civilian"),
    )
    assert not found.is_list
    assert found.total() == (EVERYBODY, Interval(2, 2))
    assert [item.people for item in found.items] == [EVERYBODY, FIGHTERS, CIVILIANS]


def test_a_part_is_what_its_whole_is_and_open_where_that_is() -> None:
    whole = told(13, None, status="combatant")
    (found,) = said(whole, told(2, sex="female", part_of=whole))
    assert counts(found)[1] == (People("combatant", sex="female"), Interval(2))
    closed = told(13, status="combatant")
    assert counts(said(closed, told(2, sex="female", part_of=closed))[0])[1][1] == Interval(2, 2)


def test_a_part_of_another_harm_is_an_utterance_of_its_own() -> None:
    whole = told(9)
    assert len(said(whole, told(2, harm="injured", part_of=whole))) == 2


def reasons(found: list[tuple[Utterance, SetAside]]) -> list[str]:
    return [aside.claim for _, aside in found]


@pytest.mark.parametrize(
    ("claim", "counted"),
    [
        (told(), True),
        (told(scope="prior"), True),
        (told(scope="cumulative"), False),
        (told(scope="period", place=PROVINCE, day=SUNDAY, end=MONDAY), True),
        (told(scope="period", place=PROVINCE, day=SUNDAY, end=SUNDAY + timedelta(30)), False),
        (told(scope="period", place=None), False),
        (told(scope="period", place=PROVINCE, day=None), False),
    ],
)
def test_which_scopes_count_events(claim: Told, counted: bool) -> None:
    assert counts_an_event(claim, POLICY) is counted


def test_denied_feared_and_families_are_set_aside() -> None:
    found = [not_asserted(told(polarity="denied")), not_asserted(told(polarity="hypothetical")), not_asserted(told())]
    assert [None if each is None else each.reason for each in found] == ["denied", "hypothetical", None]
    families = not_persons(told(60, unit="family"), POLICY)
    assert families is not None
    assert families.reason == "other_unit"
    assert "families" in families.why


def test_a_belligerents_count_of_its_enemies_is_beside_where_others_count() -> None:
    ministry = told(40, by="Ministry", kind="party", status="combatant")
    assert reasons(list(of_enemies(said(ministry), POLICY))) == []
    assert reasons(list(of_enemies(said(ministry, told()), POLICY))) == [ministry.claim.id]
    own = told(4, by="Ministry", kind="party", status="combatant", affiliation="Ministry")
    assert reasons(list(of_enemies(said(own, told()), POLICY))) == []
    civilians = told(4, by="Ministry", kind="party", status="civilian")
    assert reasons(list(of_enemies(said(civilians, told()), POLICY))) == []


SUPERSEDED = [
    ("its source counts more the next day", told(8), told(12, report="r2", published=MONDAY), True),
    ("its source counts fewer the next day", told(12), told(8, report="r2", published=MONDAY), True),
    ("its source leaves more open", told(8), told(5, None, report="r2", published=MONDAY), False),
    ("others count more the next day", told(8), told(12, report="r2", published=MONDAY, by="Hospital"), True),
    ("others count fewer the next day", told(12), told(8, report="r2", published=MONDAY, by="Hospital"), False),
    ("others on the same day", told(8), told(12, report="r2", by="Hospital"), False),
    ("a higher copy of the day", told(8, relayed_by=("AFP",)), told(12, report="r2"), True),
    ("in the same report", told(8), told(12), False),
    ("another place", told(8), told(12, report="r2", published=MONDAY, place=SARMADA), False),
    ("other people", told(8), told(12, report="r2", published=MONDAY, status="civilian"), False),
    ("no day of publication", told(8), told(12, report="r2", published=None), False),
    ("a relay of an older number", told(61, outlet="Observatory"), told(30, report="r2", published=MONDAY), False),
]


@pytest.mark.parametrize(("old", "new", "replaced"), [c[1:] for c in SUPERSEDED], ids=[c[0] for c in SUPERSEDED])
def test_which_later_counts_replace_earlier_ones(old: Told, new: Told, replaced: bool) -> None:
    assert reasons(list(superseded(said(old, new)))) == ([old.claim.id] if replaced else [])


def test_a_text_replaces_its_own_earlier_count() -> None:
    old = told(8)
    assert reasons(list(superseded(said(old, told(12, supersedes=old))))) == [old.claim.id]


def test_copies_of_a_number_count_once() -> None:
    first, copy, other = told(), told(report="r2", relayed_by=("AFP",)), told(report="r3", by="Hospital")
    assert reasons(list(repeated(said(first, copy, other)))) == [copy.claim.id]
    carried = told(5, place=SARMADA, cues=["place_carried"], report="r4")
    assert reasons(list(repeated(said(first, carried)))) == [carried.claim.id]
    assert reasons(list(repeated(said(first, told(5, place=SARMADA, report="r4"))))) == []


def test_the_rules_of_the_field() -> None:
    claims = [
        told(9, by="A"),
        told(11, None, by="B", report="r2"),
        told(6, by="C", status="civilian", report="r3", sentence=1),
        told(3, by="C", status="combatant", report="r3", sentence=1),
        told(12, by="D", report="r4", published=MONDAY),
        told(4, by="A", status="civilian"),
    ]
    found = rules_of(said(*claims), "killed")
    assert (found["lowest"].lower, found["lowest"].upper) == (9, 9)
    assert set(found["lowest"].uses) == {claims[k].claim.id for k in (0, 2, 3)}
    assert [(found["low_best_high"].lower, found["low_best_high"].best, found["low_best_high"].upper)] == [(9, 9, 12)]
    assert (found["min_max"].lower, found["min_max"].upper) == (9, 12)
    assert found["latest"].uses == (claims[4].claim.id,)
    for result in found.values():
        named = [*result.uses, *(each.claim for each in result.left_out)]
        assert sorted(named) == sorted(each.claim.id for each in claims)


@pytest.mark.parametrize("harm", ["killed", "injured"])
def test_a_rule_that_finds_nothing_says_so(harm: Harm) -> None:
    found = rules_of([], harm)
    assert {result.lower for result in found.values()} == {None}


def test_the_place_alone_decides_nothing_about_people() -> None:
    assert len(said(told(place=IDLIB), told(place=IDLIB, report="r2", by="Hospital"))) == 2
