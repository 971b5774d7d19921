"""Whether people stand behind the figures of an incident."""

from __future__ import annotations

from marsad.pipeline.record.showing import Known


def is_signed(known: Known) -> bool:
    """An incident is signed when its grade was given by a person, and every claim that holds an end of one of its ranges was
    accepted or corrected by a person; all these judgements are in force.

    A machine signs nothing. A new report that moves a range ends the signature, for other claims hold the range then.
    """
    toll = next((toll for toll in known.tolls.incidents if toll.id == known.incident.code), None)
    if toll is None or not toll.toll or not known.grade.get("judgement"):
        return False
    holding = {claim for row in toll.toll for claim in (*row.held_by.lower, *row.held_by.upper)}
    return bool(holding) and all(_is_accepted(claim, known) for claim in holding)


def _is_accepted(claim: str, known: Known) -> bool:
    judgement = known.state.answer("claim", claim)
    return judgement is not None and judgement.verdict in ("accept", "correct")
