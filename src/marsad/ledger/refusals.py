"""What the record refuses: changes that its state does not allow, whoever asks for them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from marsad.errors import ItemError
from marsad.ledger import consent_refusals, incident_refusals, judgement_refusals, report_refusals
from marsad.ledger.state import State
from marsad.model.change import Draft, is_machine

_BY_JUDGEMENT = (
    "claims_tied",
    "claims_untied",
    "incidents_merged",
    "incident_split",
    "incident_described",
    "grade_given",
)


def refuse(state: State, draft: Draft) -> None:
    """Raise ItemError when the state does not allow the draft."""
    if not draft.reason.strip():
        raise ItemError("ledger.no-reason", f"{draft.kind} on {draft.subject} gives no reason", hint="say why")
    if not draft.actor.strip():
        what, hint = f"{draft.kind} on {draft.subject} names nobody who does it", "name the actor in the settings"
        raise ItemError("ledger.no-actor", what, hint=hint)
    if draft.kind in _BY_JUDGEMENT and not is_machine(draft.actor):
        what = f"{draft.actor} does by hand what only follows from a judgement ({draft.kind} on {draft.subject})"
        hint = "judge what is the same, different or to be corrected; the record follows, and no machine undoes it"
        raise ItemError("ledger.judgement-needed", what, hint=hint)
    _REFUSE[draft.kind](state, draft)


def _allow(state: State, draft: Draft) -> None:
    """Whatever the state."""


_REFUSE: Mapping[str, Callable[[State, Draft], None]] = {
    "report_added": report_refusals.added,
    "report_withdrawn": report_refusals.withdrawn,
    "claims_read": report_refusals.read,
    "incident_opened": incident_refusals.opened,
    "incident_described": incident_refusals.described_anew,
    "claims_tied": incident_refusals.tied,
    "claims_untied": incident_refusals.untied,
    "incidents_merged": incident_refusals.merged,
    "incident_split": incident_refusals.split,
    "incident_withdrawn": incident_refusals.withdrawn,
    "incident_restored": incident_refusals.restored,
    "toll_computed": incident_refusals.counted,
    "grade_given": incident_refusals.graded,
    "policy_changed": _allow,
    "judgement_made": judgement_refusals.made,
    "judgement_signed": judgement_refusals.signed,
    "judgement_reversed": judgement_refusals.taken_back,
    "judgement_reopened": judgement_refusals.reopened,
    "machine_disagrees": judgement_refusals.disagreed,
    "consent_given": consent_refusals.given,
    "consent_withdrawn": consent_refusals.withdrawn,
    "note": _allow,
}
