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
    count, group, time = claim.count, claim.group, claim.time
    state = showing.state
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
        **_event(claim, showing, beside),
        **_place(claim, showing, beside),
        first_day=None if time is None else showing.day(time.start),
        last_day=None if time is None else showing.day(time.end),
        language=claim.language,
        quote=showing.disclosure.quote_text(claim, beside),
        counts=reason is None and claim.id in toll.get("claims", ()),
        set_aside=reason,
        judged="none" if judgement is None else judgement.verdict,
        known_since=to_the_second(state.claims[claim.id].at),
    )


def _event(claim: Claim, showing: Showing, beside: Sequence[Claim]) -> dict[str, Any]:
    event = claim.event
    blamed = [actor for actor in event.actors if actor.role == "perpetrator"]
    return {
        "event_type": event.type,
        "weapon": showing.text(event.weapon, beside),
        "target": showing.text(event.target, beside),
        "blamed": tuple(actor.name for actor in blamed),
        "stances": tuple(actor.stance for actor in blamed),
        "opponents": tuple(actor.name for actor in event.actors if actor.role == "opponent"),
    }


def _place(claim: Claim, showing: Showing, beside: Sequence[Claim]) -> dict[str, Any]:
    place = claim.place
    if place is None:
        return {"country": None, "area": None, "place": None, "place_precision": "unknown"}
    name = place.name or showing.text(place.words, beside)
    return {"country": place.country, "area": place.admin1, "place": name, "place_precision": place.precision}


def _reason(claim: str, toll: Mapping[str, Any]) -> str | None:
    return next((each["reason"] for each in toll.get("set_aside", ()) if each["claim"] == claim), None)
