from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.synthetic_record import record
from marsad.evaluation.grouped import agreement
from marsad.incidents.account import Account, Days, accounts_of
from marsad.incidents.grouping import Grouper, Incident, Judgements, group, rarity_among
from marsad.model.claim import EventActor
from marsad.model.interval import Interval
from tests.incidents.reports import ALEPPO, CORPUS, MAY_3, account, corpus, grouped, main_groups

MADE = [each for made in record(120, 3, days=20, cities=12) for each in accounts_of(made.report, made.reading)]
RARITY = rarity_among(MADE)


def known(grouper: Grouper) -> list[tuple[str, tuple[tuple[str, int], ...]]]:
    return [(each.id, tuple(account.key for account in each.accounts)) for each in grouper.incidents()]


def test_the_small_corpus() -> None:
    told = {what for what, _, _, _ in CORPUS.values()}
    expected = {frozenset(name for name, row in CORPUS.items() if row[0] == what) for what in told}
    assert main_groups(group(a for accounts in corpus().values() for a in accounts)) == expected


@settings(deadline=None, max_examples=6)
@given(st.permutations(MADE))
def test_the_order_of_the_input_never_matters(accounts: list[Account]) -> None:
    assert known(group(accounts)) == known(group(MADE))


@settings(deadline=None, max_examples=6)
@given(st.integers(1, len(MADE) - 1), st.integers(1, 5))
def test_bit_by_bit_is_almost_the_same_as_all_at_once(first: int, step: int) -> None:
    """Almost: which accounts are compared depends on how common their keys are when one of them comes."""
    grouper, whole = Grouper(RARITY), Grouper(RARITY)
    grouper.add(MADE[:first])
    for at in range(first, len(MADE), step):
        grouper.add(MADE[at : at + step])
    whole.add(MADE)
    keys = [account.key for account in MADE]
    labels = [{a.key: one.id for one in each.incidents() for a in one.accounts} for each in (grouper, whole)]
    assert agreement(*([label[key] for key in keys] for label in labels)).b_f1 > 0.95


def test_only_what_changed_is_told() -> None:
    grouper = Grouper(RARITY)
    before = {each.id: each for each in grouper.add(MADE[:-1])}
    changed = grouper.add(MADE[-1:])
    after = {each.id: each for each in grouper.incidents()}
    assert 0 < len(changed) < len(after)
    assert all(after[each.id] == each for each in changed)
    assert grouper.add(MADE[-1:]) == []
    untouched = set(after) - {each.id for each in changed}
    assert all(after[each] == before[each] for each in untouched)


def test_an_incident_keeps_its_id_when_a_later_report_comes() -> None:
    first = account("a")
    (alone,) = group([first]).incidents()
    (both,) = group([first, account("b", published=MAY_3 + timedelta(days=1))]).incidents()
    assert both.id == alone.id
    assert both.reports == ("a", "b")


def test_a_report_may_feed_several_incidents() -> None:
    roundup = [account("r"), account("r", number=1, place=ALEPPO, tolls={"killed": Interval(2, 2)})]
    others = [account("a"), account("b", place=ALEPPO, tolls={"killed": Interval(2, 2)})]
    assert grouped(*roundup, *others) == {frozenset({"r", "a"}), frozenset({"r", "b"})}


def test_another_attack_is_never_the_same_one() -> None:
    same = [account("a"), account("a", number=1, other=True), account("b")]
    groups = group(same).incidents()
    assert all(len({each.number for each in one.accounts if each.report == "a"}) <= 1 for one in groups)


def test_judgements_outweigh_every_score() -> None:
    one, other = account("a"), account("b")
    apart = Judgements(different=frozenset({(one.key, other.key)}))
    assert len(group([one, other], judgements=apart).incidents()) == 2
    far = replace(other, place=ALEPPO, days=Days(1, 1), published=None)
    together = Judgements(same=frozenset({(far.key, one.key)}))
    assert len(group([one, far]).incidents()) == 2
    assert len(group([one, far], judgements=together).incidents()) == 1


def test_the_toll_that_rises_is_of_the_same_incident() -> None:
    """Peer failure: "rises to 12" added to the earlier 8."""
    early, late = account("a", tolls={"killed": Interval(8, 8)}), account("b", tolls={"killed": Interval(12, 12)})
    (incident,) = group([early, late]).incidents()
    assert [each.tolls["killed"].lower for each in incident.accounts] == [8, 12]  # and neither is forgotten


def test_near_in_place_and_time_is_not_enough() -> None:
    """Peer failure: 50 km and a few days merge events that have another perpetrator, another kind, another toll."""
    red, blue = ((EventActor(name, "perpetrator", "stated"),) for name in ("Red Army", "Blue Army"))
    strike = account("a", actors=red, tolls={"killed": Interval(3, 3)})
    stabbing = account(
        "b", actors=blue, types=frozenset({"stabbing"}), tolls={"killed": Interval(40, 40)},
        days=Days(MAY_3.toordinal() + 2, MAY_3.toordinal() + 2),
    )  # fmt: skip
    assert len(grouped(strike, stabbing)) == 2


def test_unknown_place_and_day_merge_nothing_by_themselves() -> None:
    """Peer failure: what is missing on both sides looks equal."""
    bare: dict[str, Any] = {"place": None, "days": None, "published": None, "types": frozenset()}
    assert len(grouped(account("a", **bare), account("b", **bare))) == 2


def test_a_city_with_an_incident_every_day_is_no_single_incident() -> None:
    """What connected components would chain: every day is like the next."""
    start = MAY_3.toordinal()
    daily = [
        account(f"{day:02}{copy}", days=Days(start + day, start + day), published=MAY_3 + timedelta(days=day),
                tolls={"killed": Interval(1 + day % 7 * 3, 1 + day % 7 * 3)})
        for day in range(30)
        for copy in "ab"
    ]  # fmt: skip
    sizes = [len(each.accounts) for each in group(daily).incidents()]
    assert max(sizes) <= 6


def test_why_two_belong_together() -> None:
    one, other = account("a"), account("b")
    odds, parts = group([one, other]).explain(one.key, other.key)
    assert odds > 0
    assert {"days", "place", "kind"} <= {part.feature for part in parts}
    assert isinstance(group([one]).incidents()[0], Incident)
