"""What must hold of every record, whatever was done to it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from itertools import groupby
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from marsad.errors import ItemError
from marsad.ledger import drafts
from marsad.ledger.admission import admit
from marsad.ledger.consents import consents_in_force
from marsad.ledger.history import history
from marsad.ledger.links import links
from marsad.ledger.reconcile import reconcile_groups, settle
from marsad.ledger.replay import EMPTY, as_of, replay
from marsad.ledger.state import State
from marsad.model.change import Change, Draft, is_machine, is_whole
from marsad.model.consent import consent_key
from marsad.model.incident import Description, Incident
from marsad.model.interval import Interval
from marsad.model.judgement import Verdict
from tests.ledger.records import AMAL, BORIS, COUNTING, GROUPING, MARKET, READER, proposals, reading

START = datetime(2024, 1, 1, tzinfo=UTC)
TWO_PEOPLE: tuple[Verdict, ...] = ("grade",)
KEYS = [consent_key(name, "0f3a") for name in ("Olena", "Karim", "Rana")]
OPERATIONS = (
    "report", "revise", "reread", "withdraw_report", "group", "group", "open", "withdraw", "restore", "toll", "grade",
    "describe", "pair", "pair", "pair", "claim", "correct", "judge_grade", "reverse", "sign", "tie", "merge", "split",
    "consent", "unconsent",
)  # fmt: skip


@dataclass
class Play:
    """A record made by chance: each step is an operation and numbers that choose what it is done to."""

    changes: list[Change]
    state: State
    at: datetime

    def step(self, operation: str, numbers: list[int]) -> None:
        """Do it if the state allows it."""
        try:
            some = getattr(self, f"_{operation}")(numbers)
            self.admit(some)
        except ItemError:
            return
        if operation == "pair" and some and self.changes[-1].kind == "judgement_made":
            self.admit(settle(self.state, f"J{self.changes[-1].number}", GROUPING))

    def admit(self, some: list[Draft]) -> None:
        made, self.state = admit(self.state, some, self.at, two_people=TWO_PEOPLE)
        self.changes += made
        self.at += timedelta(hours=7)

    def pick(self, things: Any, number: int) -> Any:
        named = sorted(things)
        return named[number % len(named)] if named else "nothing"

    def claim(self, number: int) -> str:
        return str(self.pick([c for c, one in self.state.claims.items() if one.current], number))

    def incident(self, number: int) -> str:
        return str(self.pick(self.state.incidents, number))

    def current_report(self, number: int) -> str:
        return str(
            self.pick([r for r, one in self.state.reports.items() if not one.withdrawn and not one.revised_by], number)
        )

    def _report(self, n: list[int]) -> list[Draft]:
        name = f"r{len(self.state.reports)}"
        return [
            drafts.report_added(READER, name, "came in"),
            reading(name, *(f"{name}c{k}" for k in range(1 + n[0] % 3))),
        ]

    def _revise(self, n: list[int]) -> list[Draft]:
        old = self.current_report(n[0])
        name = f"r{len(self.state.reports)}"
        return [drafts.report_added(READER, name, "changed", revises=old), self._read(name, old, name, n)]

    def _reread(self, n: list[int]) -> list[Draft]:
        report = self.current_report(n[0])
        return [self._read(report, report, f"{report}v{len(self.changes)}", n)]

    def _read(self, report: str, old: str, prefix: str, n: list[int]) -> Draft:
        before = sorted(self.state.current_claims(old)) if old in self.state.reports else []
        heirs = {f"{prefix}h{k}": [of, bool(n[1] & 1), bool(n[2] & 1)] for k, of in enumerate(before[: n[3] % 4])}
        return reading(report, *heirs, *(f"{prefix}n{k}" for k in range(n[1] % 2)), heirs=heirs)

    def _withdraw_report(self, n: list[int]) -> list[Draft]:
        return (
            [drafts.report_withdrawn(AMAL if n[1] & 1 else READER, self.current_report(n[0]), "retracted")]
            if n[2] % 3 == 0
            else []
        )

    def _group(self, n: list[int]) -> list[Draft]:
        groups, loose = grouping(self.state, n)
        return reconcile_groups(self.state, proposals(*groups), GROUPING, ungrouped=loose)

    def _open(self, n: list[int]) -> list[Draft]:
        counter = 1 + self.state.counters.get("SY-undated-somewhere", 0)
        return [drafts.incident_opened(AMAL, f"SY-undated-somewhere-{counter}", Description(), "heard")]

    def _withdraw(self, n: list[int]) -> list[Draft]:
        return (
            [drafts.incident_withdrawn(AMAL if n[1] & 1 else GROUPING, self.incident(n[0]), "a hoax")]
            if n[2] % 3 == 0
            else []
        )

    def _restore(self, n: list[int]) -> list[Draft]:
        return [drafts.incident_restored(AMAL if n[1] & 1 else GROUPING, self.incident(n[0]), "no hoax")]

    def _toll(self, n: list[int]) -> list[Draft]:
        return [
            drafts.toll_computed(
                COUNTING, self.incident(n[0]), {"killed": Interval(n[1], n[1] + n[2])}, "new_report", "so", {}
            )
        ]

    def _grade(self, n: list[int]) -> list[Draft]:
        return [drafts.grade_given(GROUPING, self.incident(n[0]), ("Weak", "Fair")[n[1] % 2], "two origins")]

    def _describe(self, n: list[int]) -> list[Draft]:
        fields = {"title": f"title {n[1]}"} if n[2] & 1 else {"parent": self.incident(n[1])}
        return [drafts.incident_described(GROUPING, self.incident(n[0]), fields, "so")]

    def _pair(self, n: list[int]) -> list[Draft]:
        pick = (self.incident, self.claim, self.current_report, self.claim)[n[2] % 4]
        other = self.incident if n[2] % 4 == 3 else pick
        verdict = ("same", "different", "same", "different", "unsure")[n[3] % 5]
        return [drafts.judgement_made((AMAL, BORIS)[n[4] % 2], verdict, (pick(n[0]), other(n[1])), "looked")]  # type: ignore[arg-type]

    def _claim(self, n: list[int]) -> list[Draft]:
        return [drafts.judgement_made(AMAL, ("accept", "reject")[n[1] % 2], (self.claim(n[0]),), "looked")]

    def _correct(self, n: list[int]) -> list[Draft]:
        if n[1] & 1:
            return [drafts.judgement_made(AMAL, "correct", (self.incident(n[0]),), "looked", {"title": f"t {n[2]}"})]
        return [drafts.judgement_made(AMAL, "correct", (self.claim(n[0]),), "looked", {"harm": "injured"})]

    def _judge_grade(self, n: list[int]) -> list[Draft]:
        return [drafts.judgement_made(AMAL, "grade", (self.incident(n[0]),), "known", {"grade": "Confirmed"})]

    def _reverse(self, n: list[int]) -> list[Draft]:
        return [drafts.judgement_reversed(BORIS, self.pick(self.state.judgements, n[0]), "a mistake")]

    def _sign(self, n: list[int]) -> list[Draft]:
        return [drafts.judgement_signed((AMAL, BORIS)[n[1] % 2], self.pick(self.state.judgements, n[0]), "I agree")]

    def _tie(self, n: list[int]) -> list[Draft]:
        claim = self.claim(n[0])
        untie = (
            [drafts.claims_untied(GROUPING, self.state.ties[claim], [claim], "so")] if claim in self.state.ties else []
        )
        return [*untie, drafts.claims_tied(GROUPING, self.incident(n[1]), [claim], "so")]

    def _merge(self, n: list[int]) -> list[Draft]:
        return [drafts.incidents_merged(GROUPING, self.incident(n[0]), self.incident(n[1]), "so")]

    def _split(self, n: list[int]) -> list[Draft]:
        code = self.state.ties.get(self.claim(n[0]), "nothing")
        return [drafts.incident_split(GROUPING, code, self.incident(n[1]), [self.claim(n[0])], "so")]

    def _consent(self, n: list[int]) -> list[Draft]:
        actor, scope = (AMAL, BORIS, READER)[n[1] % 3], ("name", "words")[n[2] % 2]
        until = START.date() + timedelta(days=n[3]) if n[4] & 1 else None
        return [drafts.consent_given(actor, KEYS[n[0] % 3], "a signed form", scope, until)]  # type: ignore[arg-type]

    def _unconsent(self, n: list[int]) -> list[Draft]:
        return [drafts.consent_withdrawn((AMAL, READER)[n[1] % 2], KEYS[n[0] % 3], "a call")]


def grouping(state: State, n: list[int]) -> tuple[list[set[str]], list[str]]:
    """A grouping of some of the current claims, chosen by numbers; some claims belong nowhere."""
    groups: dict[int, set[str]] = {}
    for place, claim in enumerate(sorted(c for c, one in state.claims.items() if one.current)):
        number = (n[place % 5] * (place + 3) + n[(place + 1) % 5]) % (3 + n[0] % 5)
        groups.setdefault(number, set()).add(claim)
    loose = sorted(groups.pop(0, set()))
    if n[1] % 3 == 0:
        groups.pop(1, None)
    return list(groups.values()), loose


NUMBERS = st.lists(st.integers(0, 60), min_size=5, max_size=5)
CONSENTS = st.lists(st.tuples(st.sampled_from(("consent", "unconsent")), NUMBERS), max_size=20)
STEPS = st.lists(st.tuples(st.sampled_from(OPERATIONS), NUMBERS), min_size=5, max_size=40)


def played(steps: list[tuple[str, list[int]]]) -> Play:
    play = Play([], EMPTY, START)
    for name in ("report", "report", "report"):
        play.step(name, [2, 0, 0, 0, 0])
    for operation, numbers in steps:
        play.step(operation, numbers)
    return play


@settings(max_examples=40, deadline=None)
@given(STEPS, st.integers(0, 10_000))
def test_replay_in_one_go_is_replay_in_steps(steps: list[tuple[str, list[int]]], cut: int) -> None:
    play = played(steps)
    at = cut % (len(play.changes) + 1)
    first = replay(play.changes[:at])
    again = replace(first)
    assert replay(play.changes[at:], first) == play.state == replay(play.changes)
    assert first == again, "a state that was gone on from is not changed"


@settings(max_examples=40, deadline=None)
@given(STEPS, st.integers(-10, 2_000))
def test_what_was_known_is_the_replay_of_what_was_recorded(steps: list[tuple[str, list[int]]], hours: int) -> None:
    play = played(steps)
    moment = START + timedelta(hours=hours)
    assert as_of(play.changes, moment) == replay([change for change in play.changes if change.at <= moment])
    day = moment.date()
    assert as_of(play.changes, day) == replay([change for change in play.changes if change.at.date() <= day])


@settings(max_examples=40, deadline=None)
@given(STEPS)
def test_the_chain_is_whole(steps: list[tuple[str, list[int]]]) -> None:
    play = played(steps)
    assert all(is_whole(change, before) for change, before in zip(play.changes, [None, *play.changes], strict=False))
    assert all(change.reason.strip() for change in play.changes)


@settings(max_examples=40, deadline=None)
@given(CONSENTS, st.integers(0, 70))
def test_who_may_be_named_is_who_last_said_so_to_a_person(steps: list[tuple[str, list[int]]], days: int) -> None:
    play, today = played(steps), START.date() + timedelta(days=days)
    last = {change.subject: change for change in play.changes if change.kind.startswith("consent_")}
    given_last = {key: change for key, change in last.items() if change.kind == "consent_given"}
    assert set(play.state.consents) == set(given_last)
    until = {key: date.fromisoformat(c.content.get("until", "9999-12-31")) for key, c in given_last.items()}
    assert consents_in_force(play.state, today) == {key for key, day in until.items() if today <= day}
    assert not any(is_machine(change.actor) for change in last.values())


@settings(max_examples=40, deadline=None)
@given(STEPS)
def test_ties_and_incidents_tell_the_same(steps: list[tuple[str, list[int]]]) -> None:
    state = played(steps).state
    held = {claim: code for code, one in state.incidents.items() if one.status != "merged" for claim in one.claims}
    assert held == state.ties
    assert all(state.claims[claim].current for claim in state.ties)
    for one in state.incidents.values():
        assert one.reports == {state.claims[claim].report for claim in one.claims} or one.status == "merged"


@settings(max_examples=40, deadline=None)
@given(STEPS)
def test_every_code_leads_to_an_incident_for_ever(steps: list[tuple[str, list[int]]]) -> None:
    play = played(steps)
    opened = [change.subject for change in play.changes if change.kind == "incident_opened"]
    assert len(set(opened)) == len(opened)
    assert set(opened) == set(play.state.incidents)
    for code in opened:
        assert play.state.incident(code).status in ("open", "withdrawn")
        assert history(play.changes, code)[0].kind in ("incident_opened", "judgement_made")
    assert set(play.state.tombstones) == {c for c, one in play.state.incidents.items() if one.status == "withdrawn"}


@settings(max_examples=40, deadline=None)
@given(STEPS)
def test_links_never_contradict_each_other(steps: list[tuple[str, list[int]]]) -> None:
    found = links(played(steps).state)
    for claim, block in found.together.items():
        assert claim in block
        assert all(found.together[other] == block for other in block)
    for claim, others in found.apart.items():
        assert not found.block(claim) & others
        assert all(claim in found.apart[other] for other in others)


@settings(max_examples=40, deadline=None)
@given(STEPS)
def test_no_machine_ends_a_judgement_that_nothing_shook(steps: list[tuple[str, list[int]]]) -> None:
    play, state = played(steps), EMPTY
    for change in play.changes:
        after = replay([change], state)
        if is_machine(change.actor):
            for name, judgement in state.judgements.items():
                now = after.judgements[name]
                ended = judgement.standing == "in_force" != now.standing
                assert not ended or (change.kind == "judgement_reopened" and judgement.shaken)
        state = after


@settings(max_examples=40, deadline=None)
@given(STEPS)
def test_no_machine_breaks_a_link_of_a_judgement_in_force(steps: list[tuple[str, list[int]]]) -> None:
    """Whatever machines did after the record was settled, it is as people judged."""
    play, state = played(steps), EMPTY
    moving = {"claims_tied", "claims_untied", "incidents_merged", "incident_split"}
    for _, batch in groupby(play.changes, lambda change: change.at):
        together = list(batch)
        after = replay(together, state)
        if {change.kind for change in together} <= moving | {"incident_opened", "machine_disagrees"}:
            found = links(state)
            things = {*found.together, *found.apart}
            before, now = ({thing: one.place(thing) for thing in things} for one in (state, after))
            assert found.broken(now, things) <= found.broken(before, things)
        state = after


@settings(max_examples=150, deadline=None)
@given(STEPS, NUMBERS)
def test_the_record_becomes_what_a_new_grouping_says(steps: list[tuple[str, list[int]]], numbers: list[int]) -> None:
    """Every draft is admitted as it is, nothing is left to do, and the groups are there unless a judgement says otherwise."""
    play = played(steps)
    groups, loose = grouping(play.state, numbers)
    places: dict[str, object] = {claim: place for place, group in enumerate(groups) for claim in group}
    places |= dict.fromkeys(loose)
    found = links(play.state)
    obeys = not found.broken(places, places) | found.unmet(places)
    plan = reconcile_groups(play.state, proposals(*groups), GROUPING, ungrouped=loose)
    made, after = admit(play.state, plan, play.at)
    extra = ("machine_disagrees", "judgement_reopened")
    planned = [(one.kind, one.subject) for one in plan if one.kind not in extra]
    assert planned == [(one.kind, one.subject) for one in made if one.kind not in extra]
    after = settled(after, groups, loose, play.at, rounds=0 if obeys else 6)
    _holds_the_groups(play.state, after, groups, loose)


def settled(state: State, groups: list[set[str]], loose: list[str], at: datetime, rounds: int) -> State:
    """The state when nothing is left to do; a grouping that goes against judgements may need some rounds."""
    plan = reconcile_groups(state, proposals(*groups), GROUPING, ungrouped=loose)
    assert rounds or plan == []
    return settled(admit(state, plan, at)[1], groups, loose, at, rounds - 1) if plan else state


def _holds_the_groups(before: State, after: State, groups: list[set[str]], loose: list[str]) -> None:
    found, scope = links(after), {claim for group in groups for claim in group}
    withdrawn = {
        claim for claim in scope if before.incidents.get(before.ties.get(claim, ""), OPEN).status == "withdrawn"
    }
    assert all(claim in after.ties for claim in scope)
    places = {claim: after.place(claim) for claim in scope - withdrawn}
    assert found.broken(places, places) == set()
    if found == links(EMPTY):
        held = {one.claims & scope for one in after.open_incidents() if one.claims & scope}
        assert {frozenset(group - withdrawn) for group in groups} - {frozenset()} == held
        assert all(before.incidents[after.ties[c]].status == "withdrawn" for c in loose if c in after.ties)


OPEN = Incident("", Description(), 0, "")


@given(
    st.lists(st.integers(0, 1), max_size=12),
    st.lists(st.tuples(st.integers(0, 2), st.integers(0, 9)), min_size=8, max_size=8),
)
def test_the_order_of_changes_to_different_incidents_does_not_matter(
    order: list[int], tolls: list[tuple[int, int]]
) -> None:
    """Two desks work on two incidents; however their changes come between each other, the record is the same."""
    desks = [_desk("a", "SY-2023-homs-1", tolls[:4]), _desk("b", "UA-2023-lviv-1", tolls[4:])]
    waiting = [list(desk) for desk in desks]
    mixed = [waiting[number].pop(0) for number in [*order, *([0] * 20), *([1] * 20)] if waiting[number]]
    _, one = admit(EMPTY, [*desks[0], *desks[1]], START)
    _, other = admit(EMPTY, mixed, START)
    assert _essence(one) == _essence(other)


def _desk(name: str, code: str, tolls: list[tuple[int, int]]) -> list[Draft]:
    made = [
        drafts.report_added(READER, f"r{name}", "came in"),
        reading(f"r{name}", f"{name}1", f"{name}2"),
        drafts.incident_opened(GROUPING, code, replace(MARKET, first_day=date(2023, 1, 1)), "so"),
        drafts.claims_tied(GROUPING, code, [f"{name}1"], "so"),
        drafts.judgement_made(AMAL, "grade", (code,), "known", {"grade": "Fair"}),
        drafts.judgement_made(AMAL, "different", (f"{name}1", f"{name}2"), "another"),
        drafts.judgement_made(AMAL, "same", (f"{name}1", code), "it is"),
    ]
    for kind, number in tolls:
        made.append(
            drafts.toll_computed(COUNTING, code, {"killed": Interval(number, number + kind)}, "new_report", "so", {})
        )
        made.append(drafts.grade_given(GROUPING, code, ("Weak", "Fair", "Confirmed")[kind], "so"))
    return made


def _essence(state: State) -> dict[str, Any]:
    """The state without the numbers that changes happened to get."""
    found = links(state)
    return {
        "incidents": {code: replace(one, opened=0) for code, one in state.incidents.items()},
        "ties": state.ties, "tolls": {code: {**toll, "number": 0} for code, toll in state.tolls.items()}, "grades": {code: state.grades.get(code) for code in state.incidents},
        "judged": {q: (state.judgements[j].verdict, state.judgements[j].sides) for q, j in state.in_force.items()},
        "links": (found.together, found.apart), "counters": state.counters,
        "disagreements": sorted(str(says) for says in state.disagreements.values()),
    }  # fmt: skip
