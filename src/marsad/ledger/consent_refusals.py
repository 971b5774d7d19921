"""When a consent cannot be recorded or taken back."""

from __future__ import annotations

from datetime import date
from typing import Any, get_args

from marsad.errors import ItemError
from marsad.ledger.state import State
from marsad.model.change import Draft, is_machine
from marsad.model.consent import ConsentScope, is_consent_key


def given(state: State, draft: Draft) -> None:
    """A person records it, under a key and no name, with a scope that there is; a last day is a date. Nothing else is kept."""
    _person(draft)
    content = draft.content
    fits = {
        "it is not kept under a key": is_consent_key(draft.subject),
        f"its scope is none of {', '.join(get_args(ConsentScope))}": content.get("scope") in get_args(ConsentScope),
        "its last day is no date": _is_day(content.get("until")),
        "it holds more than a scope and a last day": set(content) <= {"scope", "until"},
    }
    if not all(fits.values()):
        faults = "; ".join(fault for fault, well in fits.items() if not well)
        # the subject may be a name, and what is refused may be logged: it is not repeated
        hint = "draft it with a key made by `consent_key`: the ledger is for ever and holds no name"
        raise ItemError("ledger.consent-unfit", f"the consent cannot be recorded: {faults}", hint=hint)


def withdrawn(state: State, draft: Draft) -> None:
    """A person takes back what stands."""
    _person(draft)
    if draft.subject not in state.consents:
        what = "no consent stands under this name: it was never given here, or was taken back before"
        hint = "write the name as it was when it was given; `marsad consent list` shows the consents that stand"
        raise ItemError("ledger.consent-unknown", what, hint=hint)


def _person(draft: Draft) -> None:
    if is_machine(draft.actor):
        what = f"{draft.actor} cannot speak for a witness ({draft.kind})"
        raise ItemError("ledger.machine-overrules", what, hint="a person records what a person said")


def _is_day(said: Any) -> bool:
    if said is None:
        return True
    try:
        return isinstance(said, str) and date.fromisoformat(said).isoformat() == said
    except ValueError:
        return False
