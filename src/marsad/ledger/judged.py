"""A claim as people judged it."""

from __future__ import annotations

from marsad.ledger.state import State
from marsad.model.claim import Claim
from marsad.model.claim_json import from_json, to_json


def judged_claim(state: State, claim: Claim) -> Claim | None:
    """The claim with what a person corrected in it; None when a person rejected it. Its id and its span stay.

    Raises ItemError `model.claim-invalid` when a correction makes it no claim of the contract.
    """
    judgement = state.answer("claim", claim.id)
    if judgement is None or judgement.verdict == "accept":
        return claim
    return None if judgement.verdict == "reject" else from_json({**to_json(claim), **judgement.fields})
