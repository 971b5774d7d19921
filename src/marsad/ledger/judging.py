"""What changes do to judgements: they come into force, are replaced, taken back, reopened, and follow their claims."""

from __future__ import annotations

from collections.abc import MutableMapping
from dataclasses import replace

from marsad.ledger.incidents import own, touch
from marsad.ledger.state import State
from marsad.model.change import Change
from marsad.model.judgement import Judgement, Question, judgement_id


def make(state: State, change: Change) -> None:
    """A person decides; with one signature needed, it holds at once."""
    content = change.content
    needed = content.get("signatures", 1)
    judgement = Judgement(
        id=judgement_id(change.number),
        verdict=content["verdict"],
        on=tuple(content["on"]),
        actor=change.actor,
        reason=change.reason,
        at=change.at,
        fields=content.get("fields", {}),
        sides=_sides(state, tuple(content["on"])),
        signatures=needed,
        standing="waiting" if needed > 1 else "in_force",
    )
    _keep(state, judgement)
    for claim in frozenset().union(*judgement.sides):
        _judged(state)[claim] = state.judged.get(claim, frozenset()) | {judgement.id}
    if needed == 1:
        _enforce(state, judgement)


def sign(state: State, change: Change) -> None:
    """Another person signs; with enough signatures, it holds."""
    judgement = state.judgements[change.subject]
    judgement = replace(judgement, signed_by=(*judgement.signed_by, change.actor))
    if len(judgement.signed_by) + 1 >= judgement.signatures:
        judgement = replace(judgement, standing="in_force")
        _enforce(state, judgement)
    _keep(state, judgement)


def take_back(state: State, change: Change) -> None:
    """A person takes it back: its questions are open again."""
    _end(state, replace(state.judgements[change.subject], standing="reversed"))


def reopen(state: State, change: Change) -> None:
    """Text and reading have both changed: its questions are open until a person looks again."""
    _end(state, replace(state.judgements[change.subject], standing="reopened"))


def disagree(state: State, change: Change) -> None:
    """The machine says otherwise. The judgement stands."""
    disagreements = own(state.disagreements)
    disagreements[change.subject] = (*disagreements.get(change.subject, ()), change.content["says"])


def holds(state: State, claim: str) -> bool:
    """Whether a person said that the claim is made, as read or corrected."""
    judgement = state.answer("claim", claim)
    return judgement is not None and judgement.verdict != "reject"


def inherit(state: State, old: str, heir: str, *, shaking: bool) -> None:
    """The judgements that rest on an old claim rest on its heir from now on."""
    for found in sorted(state.judged.get(old, ())):
        judgement = state.judgements[found]
        in_force = [question for question in judgement.questions if state.in_force.get(question) == found]
        sides = tuple(frozenset(heir if claim == old else claim for claim in side) for side in judgement.sides)
        on = tuple(heir if thing == old else thing for thing in judgement.on)
        judgement = replace(judgement, sides=sides, on=on, shaken=judgement.shaken or shaking)
        _keep(state, judgement)
        for question in in_force:
            del _in_force(state)[question]
        if in_force:
            _in_force(state).update(dict.fromkeys(judgement.questions, found))
    if old in state.judged:
        _judged(state)[heir] = state.judged.get(heir, frozenset()) | _judged(state).pop(old)


def forsake(state: State, claim: str, *, shaking: bool) -> None:
    """A claim is no longer made: the judgements that rest on other claims too go on without it."""
    for found in sorted(_judged(state).pop(claim, ())):
        judgement = state.judgements[found]
        sides = tuple(side - {claim} for side in judgement.sides)
        _keep(state, replace(judgement, sides=sides, shaken=judgement.shaken or shaking))


def _sides(state: State, on: tuple[str, ...]) -> tuple[frozenset[str], ...]:
    """The claims behind each thing. What stands behind both counts for the narrower: for the claim in an incident."""
    sides = [state.behind(thing) for thing in on]
    if len(sides) == 2:
        one, other = sides
        wider_first = _narrowness(state, on[0]) < _narrowness(state, on[1])
        sides = [one - other, other] if wider_first else [one, other - one]
    return tuple(sides)


def _narrowness(state: State, thing: str) -> int:
    """An open incident is wider than a code that was merged into it, that wider than a report, that wider than a claim."""
    if thing in state.incidents:
        return 1 if state.incidents[thing].status == "merged" else 0
    return 2 if thing in state.reports else 3


def _enforce(state: State, judgement: Judgement) -> None:
    for question in judgement.questions:
        earlier = state.in_force.get(question)
        _in_force(state)[question] = judgement.id
        if earlier is not None and earlier not in state.in_force.values():
            _keep(state, replace(state.judgements[earlier], standing="replaced"))
    _touch(state, judgement)


def _end(state: State, judgement: Judgement) -> None:
    for question in judgement.questions:
        if state.in_force.get(question) == judgement.id:
            del _in_force(state)[question]
    _keep(state, judgement)
    _touch(state, judgement)


def _keep(state: State, judgement: Judgement) -> None:
    own(state.judgements)[judgement.id] = judgement


def _in_force(state: State) -> MutableMapping[Question, str]:
    return own(state.in_force)


def _judged(state: State) -> MutableMapping[str, frozenset[str]]:
    return own(state.judged)


def _touch(state: State, judgement: Judgement) -> None:
    """What a judgement says of a claim or of an incident changes what is counted."""
    if judgement.verdict in ("accept", "correct", "reject"):
        code = state.place(judgement.on[0])
        if code is not None:
            touch(state, code)
