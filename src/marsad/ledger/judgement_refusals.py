"""When somebody cannot judge, sign, or take a judgement back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import fields
from typing import get_args

from marsad.errors import ItemError
from marsad.ledger.incident_refusals import claim_is_made, description_fits, grade_fits, is_open
from marsad.ledger.state import State
from marsad.model.change import Draft, is_machine
from marsad.model.claim import Claim
from marsad.model.judgement import PAIR_VERDICTS, Judgement, Verdict

_NEVER_CORRECTED = ("id", "report", "path", "span", "part_of", "supersedes")
CORRECTABLE = tuple(field.name for field in fields(Claim) if field.name not in _NEVER_CORRECTED)
"""Fields of a claim that a person can correct; where it stands and what it is called are facts."""


def made(state: State, draft: Draft) -> None:
    """A person judges things that are there, with a verdict that fits them and no other judgement speaks against."""
    _person(draft)
    verdict, on = draft.content.get("verdict"), tuple(draft.content.get("on", ()))
    if verdict not in get_args(Verdict) or len(on) != (2 if verdict in PAIR_VERDICTS else 1) or len(set(on)) != len(on):
        hint = "same, different and unsure are said of two things, every other verdict of one"
        raise ItemError("ledger.judgement-unfit", f"nobody can judge {' and '.join(on)}: {verdict!r}", hint=hint)
    if verdict == "note":
        return
    for thing in on:
        _there(state, thing, may_be_merged=verdict in PAIR_VERDICTS)
    if verdict in PAIR_VERDICTS:
        _agrees(state, verdict, on)
    else:
        _fits(state, draft, on[0])


def signed(state: State, draft: Draft) -> None:
    """A person other than those before signs a judgement that waits; since it was made, nothing may speak against it."""
    _person(draft)
    judgement = _judgement(state, draft.subject, ("waiting",))
    if draft.actor in (judgement.actor, *judgement.signed_by):
        what = f"{draft.actor} has signed {judgement.id} already"
        raise ItemError("ledger.signature-unfit", what, hint="a second person must look at it")
    if judgement.verdict in PAIR_VERDICTS:
        _agrees(state, judgement.verdict, judgement.on)


def taken_back(state: State, draft: Draft) -> None:
    """A person takes back what holds or waits."""
    _person(draft)
    _judgement(state, draft.subject, ("waiting", "in_force"))


def reopened(state: State, draft: Draft) -> None:
    """A judgement is reopened only when text and reading behind it have both changed."""
    if not _judgement(state, draft.subject, ("in_force",)).shaken:
        what, hint = f"nothing has shaken judgement {draft.subject}", "a person can take it back"
        raise ItemError("ledger.machine-overrules", what, hint=hint)


def disagreed(state: State, draft: Draft) -> None:
    """A machine can disagree with what holds."""
    _judgement(state, draft.subject, ("in_force",))


def _person(draft: Draft) -> None:
    if is_machine(draft.actor):
        hint = "a machine can group, grade and count anew; what it says against a judgement is recorded as that"
        raise ItemError("ledger.machine-overrules", f"{draft.actor} cannot judge ({draft.kind})", hint=hint)


def _judgement(state: State, name: str, standings: Sequence[str]) -> Judgement:
    judgement = state.judgements.get(name)
    if judgement is None or judgement.standing not in standings:
        what = f"judgement {name} is {judgement.standing}" if judgement else f"there is no judgement {name}"
        hint = "look at the history for the one that holds now"
        raise ItemError("ledger.judgement-unknown", what, hint=hint)
    return judgement


def _there(state: State, thing: str, *, may_be_merged: bool) -> None:
    if thing in state.incidents:
        if not (may_be_merged and state.incidents[thing].status == "merged"):
            is_open(state, thing)
    elif thing in state.reports:
        if state.reports[thing].withdrawn:
            raise ItemError("ledger.report-unknown", f"report {thing} was withdrawn", hint="add it first")
    else:
        claim_is_made(state, thing)


def _fits(state: State, draft: Draft, thing: str) -> None:
    verdict, said = draft.content["verdict"], draft.content.get("fields", {})
    incident = thing in state.incidents
    fitting = {"correct": bool(said) and thing not in state.reports, "grade": incident}
    if not fitting.get(verdict, thing in state.claims):
        hint = "claims are accepted, corrected or rejected; incidents are graded or corrected"
        raise ItemError("ledger.judgement-unfit", f"nobody can judge {thing}: {verdict}", hint=hint)
    if verdict == "grade":
        grade_fits(said)
    elif incident:
        description_fits(state, thing, said)
    elif unknown := sorted(set(said) - set(CORRECTABLE)):
        what, hint = f"{', '.join(unknown)} of a claim cannot be corrected", f"one of {', '.join(CORRECTABLE)}"
        raise ItemError("ledger.field-invalid", what, hint=hint)


def _agrees(state: State, verdict: str, on: tuple[str, ...]) -> None:
    """Refuse what judgements in force, taken together, speak against: if A is B and B is C, A is not different from C."""
    if verdict == "unsure":
        return
    here, there = (_same_as(state, thing, on) for thing in on)
    against = set(here.get(on[1], ())) if verdict == "different" else set()
    for other in _others(state, "different", on) if verdict == "same" else ():
        for one, two in (other.on, other.on[::-1]):
            if one in here and two in there:
                against |= {*here[one], *there[two], other.id}
    if against:
        names = " and ".join(sorted(against, key=lambda name: int(name[1:])))
        what = f"{on[0]} and {on[1]} cannot be {verdict}: {names} together say otherwise"
        raise ItemError("ledger.judgement-contradicts", what, hint="take one of them back first")


def _same_as(state: State, thing: str, on: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """Everything that judgements in force say is the same as `thing`, with the judgements that lead there."""
    found: dict[str, tuple[str, ...]] = {thing: ()}
    waiting = [thing]
    pairs = [(judgement.on, judgement.id) for judgement in _others(state, "same", on)]
    while waiting:
        one = waiting.pop(0)
        for pair, judgement in pairs:
            if one in pair:
                other = pair[0] if pair[1] == one else pair[1]
                if other not in found:
                    found[other] = (*found[one], judgement)
                    waiting.append(other)
    return found


def _others(state: State, verdict: str, on: tuple[str, ...]) -> Iterator[Judgement]:
    """The judgements in force with this verdict on other pairs; a new answer to the same question replaces the old."""
    for question, found in state.in_force.items():
        if question[0] == "identity" and question[1:] != tuple(sorted(on)):
            judgement = state.judgements[found]
            if judgement.verdict == verdict:
                yield judgement
