"""Reconcile: what must change in the record so that its incidents are the groups that a new grouping found.

An incident keeps its code with the group that holds most of its claims' weight. Of several incidents in one group the heaviest
keeps its code, the older among equals; the codes of the others lead there. What leaves an incident gets a new code, or
the one that it had before it was merged.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from marsad.errors import ItemError
from marsad.ledger.groups import Group, obey
from marsad.ledger.incident_refusals import claim_is_made
from marsad.ledger.links import Links, blamed, links
from marsad.ledger.moves import moves
from marsad.ledger.state import State
from marsad.model.change import Draft
from marsad.model.incident import Description


@dataclass(frozen=True, slots=True)
class Proposal:
    """A group of claims that a machine holds to tell of one incident, each with its weight, and what it is said to be.

    The parent is not part of the proposal: it is described when the codes are known.
    """

    claims: Mapping[str, int]
    description: Description


def reconcile_groups(
    state: State, proposals: Iterable[Proposal], actor: str, *, ungrouped: Iterable[str] = ()
) -> list[Draft]:
    """Drafts of a machine that make the proposals true, except where a person judged otherwise; none when they are.

    `ungrouped` claims were looked at and belong nowhere (a running total). Claims that were not looked at stay where
    most of their incident goes. The drafts are admitted in this order, upon this state.
    """
    groups = [Group(dict(one.claims), one.description) for one in proposals]
    loose = set(ungrouped)
    _check(state, groups, loose)
    found = links(state)
    opinions = _opinions(state, found, groups, loose, actor)
    reopened = [draft.subject for draft in opinions if draft.kind == "judgement_reopened"]
    if reopened:
        found = links(state, without=reopened)
    return [*opinions, *_settle(state, found, groups, loose, actor)]


def settle(state: State, judgement: str, actor: str) -> list[Draft]:
    """Drafts of a machine that make the record obey a judgement in force, at once and with nothing read or grouped anew."""
    claims = frozenset().union(*state.judgements[judgement].sides, state.judgements[judgement].on)
    found = links(state)
    known = {thing for thing in claims if thing in state.claims or thing in state.incidents}
    codes = {place for thing in found.around(known) if (place := state.place(thing))}
    groups = [Group(dict.fromkeys(state.incidents[code].claims, 1)) for code in sorted(codes)]
    return _settle(state, found, groups, set(), actor)


def _check(state: State, groups: list[Group], loose: set[str]) -> None:
    seen: set[str] = set()
    for claim in [*(claim for group in groups for claim in group.weights), *loose]:
        claim_is_made(state, claim)
        if claim in seen:
            what, hint = f"claim {claim} is in two groups", "a claim belongs to one incident"
            raise ItemError("ledger.claim-elsewhere", what, hint=hint)
        seen.add(claim)


def _opinions(state: State, found: Links, groups: list[Group], loose: set[str], actor: str) -> list[Draft]:
    """What the grouping says against judgements: they are reopened if text and reading changed, else they stand."""
    places: dict[str, object] = dict.fromkeys(loose)
    places |= {claim: number for number, group in enumerate(groups) for claim in group.weights}
    drafts = []
    for judgement in blamed(state, found, found.broken(places, places) | found.unmet(places), places):
        says = {"verdict": "same" if judgement.verdict == "different" else "different"}
        reason = f"the grouping finds {' and '.join(judgement.on)} {says['verdict']}"
        if judgement.shaken:
            drafts.append(Draft(actor, "judgement_reopened", judgement.id, f"text and reading have changed: {reason}"))
        elif says not in state.disagreements.get(judgement.id, ()):
            drafts.append(Draft(actor, "machine_disagrees", judgement.id, reason, {"says": says}))
    return drafts


def _settle(state: State, found: Links, groups: list[Group], loose: set[str], actor: str) -> list[Draft]:
    loose -= found.together.keys() | {c for one, other, _ in found.meeting for c in one | other}
    for group in groups:
        _leave_withdrawn(state, group)
    loose = {claim for claim in loose if _open(state, state.ties.get(claim))}
    _complete(state, found, groups, loose)
    return moves(state, obey(groups, found, state), loose, found, actor)


def _leave_withdrawn(state: State, group: Group) -> None:
    """Claims of an incident that was withdrawn stay there: somebody said that it is none."""
    for claim in [claim for claim in group.weights if not _open(state, state.ties.get(claim))]:
        del group.weights[claim]


def _open(state: State, code: str | None) -> bool:
    return code is None or state.incidents[code].status == "open"


def _complete(state: State, found: Links, groups: list[Group], loose: set[str]) -> None:
    """Add what the groups cannot be settled without: the rest of their incidents, and whom links connect with them."""
    owner = {claim: group for group in groups for claim in group.weights}
    waiting = {*owner, *loose}
    seen = set(waiting)
    while waiting:
        near = {thing for one in waiting for thing in found.block(one)}
        for one, other, _ in found.meeting:
            near |= {c for c in one | other if state.place(c)} if waiting & (one | other) else set()
        codes = {code for thing in near | waiting if (code := state.place(thing)) and _open(state, code)}
        alone = {thing for thing in near - seen if state.place(thing) is None}
        inside = {claim for code in codes - seen for claim in state.incidents[code].claims}
        alone |= {claim for claim in inside - seen if any(mate in owner for mate in found.block(claim))}
        seen |= alone
        groups += [Group({claim: 1}) for claim in sorted(alone)]
        waiting = set(alone)
        for code in sorted(codes - seen):
            rest = {code, *(state.incidents[code].claims - seen)}
            host = _host(state, groups, {} if code in found.together else owner, code)
            host.weights.update({thing: int(thing != code) for thing in rest})
            waiting |= rest
        seen |= waiting


def _host(state: State, groups: list[Group], owner: dict[str, Group], code: str) -> Group:
    """The group with most of the incident's weight; a group of its own when none has any."""
    held: dict[str, tuple[int, Group]] = {}
    for claim in sorted(claim for claim in state.incidents[code].claims if claim in owner):
        group = owner[claim]
        first = next(iter(group.weights))
        held[first] = (held.get(first, (0, group))[0] + group.weights[claim], group)
    if not held:
        groups.append(Group())
        return groups[-1]
    most = max(weight for weight, _ in held.values())
    return min((group for weight, group in held.values() if weight == most), key=lambda group: group.key)
