"""The row of a claim."""

from __future__ import annotations

from marsad.ledger.state import State
from marsad.model.claim import Claim
from marsad.publishing.disclosure import Disclosure
from marsad.publishing.exports.tables import ClaimRow


def claim_row(claim: Claim, code: str, source: str, state: State, disclosure: Disclosure) -> ClaimRow:
    """What `claim`, which is tied to the incident `code`, says; `source` is the id of its source's row."""
    count, group, place, time = claim.count, claim.group, claim.place, claim.time
    blamed = [actor for actor in claim.event.actors if actor.role == "perpetrator"]
    toll = state.tolls.get(code, {}).get("toll", {})
    quote = disclosure.quote_text(claim)
    judgement = state.answer("claim", claim.id)
    return ClaimRow(
        claim=claim.id,
        incident=code,
        source=source,
        harm=claim.harm,
        lower=count.lower,
        upper=count.upper,
        form=count.form,
        unit=count.unit,
        # words that the shown quote does not hold may be a name that is not shown
        count_words=count.words if count.words and count.words in quote else None,
        status=group.status,
        age=group.age,
        sex=group.sex,
        role=group.role,
        affiliation=group.affiliation,
        persons=disclosure.persons(claim),
        scope=claim.scope,
        polarity=claim.polarity,
        hedges=claim.hedges,
        part_of=claim.part_of,
        supersedes=claim.supersedes,
        event_type=claim.event.type,
        weapon=claim.event.weapon,
        target=claim.event.target,
        blamed=tuple(actor.name for actor in blamed),
        stances=tuple(actor.stance for actor in blamed),
        opponents=tuple(actor.name for actor in claim.event.actors if actor.role == "opponent"),
        country=place and place.country,
        area=place and place.admin1,
        place=place and (place.name or place.words),
        place_precision="unknown" if place is None else place.precision,
        first_day=time and time.start,
        last_day=time and time.end,
        language=claim.language,
        quote=quote,
        counts=claim.id in toll.get("claims", ()) and _reason(claim.id, toll) is None,
        set_aside=_reason(claim.id, toll),
        judged="none" if judgement is None else judgement.verdict,
        known_since=state.claims[claim.id].at,
    )


def _reason(claim: str, toll: dict[str, object]) -> str | None:
    aside = toll.get("set_aside", ())
    return next((each["reason"] for each in aside if each["claim"] == claim), None)  # type: ignore[attr-defined]
