"""The row of a claim."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from marsad.model.claim import Claim
from marsad.publishing.exports.showing import Showing, to_the_second
from marsad.publishing.exports.tables import ClaimRow


def claim_row(claim: Claim, code: str, source: str, showing: Showing, beside: Sequence[Claim]) -> ClaimRow:
    """What `claim`, which is tied to the incident `code`, says.

    `source` is the id of its source's row; the names that the claims `beside` it withhold are not in its words either.
    """
    count, group, place, time = claim.count, claim.group, claim.place, claim.time
    actors, state = claim.event.actors, showing.state
    blamed = [actor for actor in actors if actor.role == "perpetrator"]
    toll = state.tolls.get(code, {}).get("toll", {})
    judgement = state.answer("claim", claim.id)
    reason = _reason(claim.id, toll)
    return ClaimRow(
        claim=claim.id,
        incident=code,
        source=source,
        harm=claim.harm,
        lower=count.lower,
        upper=count.upper,
        form=count.form,
        unit=count.unit,
        count_words=showing.text(count.words, beside),
        status=group.status,
        age=group.age,
        sex=group.sex,
        role=group.role,
        affiliation=group.affiliation,
        persons=showing.disclosure.persons(claim),
        scope=claim.scope,
        polarity=claim.polarity,
        hedges=claim.hedges,
        part_of=claim.part_of,
        supersedes=claim.supersedes,
        event_type=claim.event.type,
        weapon=showing.text(claim.event.weapon, beside),
        target=showing.text(claim.event.target, beside),
        blamed=tuple(actor.name for actor in blamed),
        stances=tuple(actor.stance for actor in blamed),
        opponents=tuple(actor.name for actor in actors if actor.role == "opponent"),
        country=None if place is None else place.country,
        area=None if place is None else place.admin1,
        place=None if place is None else place.name or showing.text(place.words, beside),
        place_precision="unknown" if place is None else place.precision,
        first_day=None if time is None else showing.day(time.start),
        last_day=None if time is None else showing.day(time.end),
        language=claim.language,
        quote=showing.disclosure.quote_text(claim, beside),
        counts=reason is None and claim.id in toll.get("claims", ()),
        set_aside=reason,
        judged="none" if judgement is None else judgement.verdict,
        known_since=to_the_second(state.claims[claim.id].at),
    )


def _reason(claim: str, toll: Mapping[str, Any]) -> str | None:
    return next((each["reason"] for each in toll.get("set_aside", ()) if each["claim"] == claim), None)
