"""When an incident cannot be opened, described, given claims, merged, split, withdrawn or restored."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, get_args

from marsad.errors import ItemError
from marsad.ledger.state import State
from marsad.model.change import Draft, is_machine
from marsad.model.claim import EventType
from marsad.model.incident import DESCRIPTION_FIELDS, Description, Grade, Incident, described, is_code


def opened(state: State, draft: Draft) -> None:
    """The code is well written and was never given."""
    code = draft.subject
    if not is_code(code):
        hint = "country, day, place, counter: SY-20230625-jisr-al-shughur-1"
        raise ItemError("ledger.code-malformed", f"{code!r} is no code of an incident", hint=hint)
    if code in state.incidents:
        raise ItemError(
            "ledger.code-taken", f"the code {code} was given before", hint="count on: no code is given twice"
        )
    description_fits(state, code, draft.content)


def described_anew(state: State, draft: Draft) -> None:
    """The incident is open, the fields are those of a description."""
    is_open(state, draft.subject)
    description_fits(state, draft.subject, draft.content)


def tied(state: State, draft: Draft) -> None:
    """The incident is open; the claims are made now and belong to none."""
    is_open(state, draft.subject)
    for claim in draft.content["claims"]:
        claim_is_made(state, claim)
        if (code := state.ties.get(claim)) is not None:
            hint = "a claim belongs to one incident; untie it first"
            raise ItemError("ledger.claim-elsewhere", f"claim {claim} belongs to {code}", hint=hint)


def untied(state: State, draft: Draft) -> None:
    """The claims belong to the incident, which is open."""
    is_open(state, draft.subject)
    for claim in draft.content["claims"]:
        if (code := state.ties.get(claim)) != draft.subject:
            what = f"claim {claim} belongs to {code or 'no incident'}, not to {draft.subject}"
            raise ItemError("ledger.claim-elsewhere", what, hint="look at what the incident holds now")


def merged(state: State, draft: Draft) -> None:
    """Two open incidents, so no code ever leads in a circle; a whole does not go into its own part."""
    code, into = draft.subject, draft.content["into"]
    if code == into:
        raise ItemError("ledger.merge-into-itself", f"{code} cannot be merged into itself", hint="name two incidents")
    is_open(state, code)
    is_open(state, into)
    _not_within(state, code, state.incident(into).description.parent, f"{into} is a part of {code}")


def split(state: State, draft: Draft) -> None:
    """The claims go to an open incident, or to one that had been merged into this one and now stands again."""
    untied(state, draft)
    code, into = draft.subject, draft.content["into"]
    stands_again = state.resolve(into) == code != into
    if into == code or not (stands_again or state.incidents[into].status == "open"):
        hint = "open a new incident for them"
        raise ItemError("ledger.split-into-closed", f"claims of {code} cannot go to {into}", hint=hint)


def withdrawn(state: State, draft: Draft) -> None:
    """A machine withdraws only what no claim tells of and no person opened."""
    incident = is_open(state, draft.subject)
    if is_machine(draft.actor) and incident.claims:
        what, hint = f"{len(incident.claims)} claims tell of {incident.code}", "untie them, or let a person withdraw it"
        raise ItemError("ledger.incident-has-claims", what, hint=hint)
    _not_over(draft, incident.opened_by)


def restored(state: State, draft: Draft) -> None:
    """Only what was withdrawn; what a person withdrew, a person restores."""
    tombstone = state.tombstones.get(state.resolve(draft.subject))
    if tombstone is None or tombstone.code != draft.subject:
        raise ItemError("ledger.not-withdrawn", f"{draft.subject} was not withdrawn", hint="nothing is to be done")
    _not_over(draft, tombstone.actor)


def counted(state: State, draft: Draft) -> None:
    """A toll is of an open incident."""
    is_open(state, draft.subject)


def graded(state: State, draft: Draft) -> None:
    """A grade is of an open incident and from the vocabulary."""
    is_open(state, draft.subject)
    grade_fits(draft.content)


def grade_fits(content: Mapping[str, Any]) -> None:
    """Refuse a grade that is not in the vocabulary."""
    if (grade := content.get("grade")) not in get_args(Grade):
        hint = f"one of {', '.join(get_args(Grade))}"
        raise ItemError("ledger.field-invalid", f"there is no grade {grade!r}", hint=hint)


def description_fits(state: State, code: str, fields: Mapping[str, Any]) -> None:
    """Refuse fields that a description does not have, values that they cannot have, and a part of itself."""
    hint = f"the fields are {', '.join(DESCRIPTION_FIELDS)}; days are written 2023-06-25"
    try:
        said = described(Description(), fields)
    except (TypeError, ValueError) as fault:
        raise ItemError("ledger.field-invalid", f"the description of {code} cannot be: {fault}", hint=hint) from fault
    if said.event not in get_args(EventType):
        raise ItemError("ledger.field-invalid", f"there is no event type {said.event!r}", hint=hint)
    _not_within(state, code, said.parent, f"{code} would be a part of itself")


def _not_within(state: State, code: str, parent: str | None, what: str) -> None:
    if parent is not None and code in (state.resolve(parent), *state.wholes(parent)):
        raise ItemError("ledger.part-of-itself", what, hint="name another incident as the whole")


def is_open(state: State, code: str) -> Incident:
    """The incident as recorded; refused when it was merged away or withdrawn."""
    where, incident = state.resolve(code), state.incidents[code]
    if incident.status != "open":
        hint = f"go on with {where}" if incident.merged_into else "a person can restore it"
        raise ItemError("ledger.incident-closed", f"incident {code} is {incident.status}", hint=hint)
    return incident


def claim_is_made(state: State, claim: str) -> None:
    """Refuse a claim that no reading made, or that no report makes any more."""
    known = state.claims.get(claim)
    if known is None or not known.current:
        what = f"claim {claim} is no longer made" if known else f"there is no claim {claim}"
        raise ItemError("ledger.claim-unknown", what, hint="look at the claims of the last reading")


def _not_over(draft: Draft, person: str) -> None:
    if is_machine(draft.actor) and not is_machine(person):
        what = f"{draft.actor} cannot undo what {person} did to {draft.subject} ({draft.kind})"
        raise ItemError("ledger.machine-overrules", what, hint="only a person can")
