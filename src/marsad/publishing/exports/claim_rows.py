"""The row of a claim."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from marsad.model.claim import Claim
from marsad.publishing.disclosure import Veil, plain_text
from marsad.publishing.exports.showing import Showing, to_the_second, veiled
from marsad.publishing.exports.tables import NO_INCIDENT, ClaimRow


def claim_row(claim: Claim, code: str | None, source: str, showing: Showing, veil: Veil) -> ClaimRow:
    """What `claim`, which is tied to the incident `code` (None: to none), says.

    `source` is the id of its source's row; `veil` keeps names out of its words.
    """
    count, group, time = claim.count, claim.group, claim.time
    state = showing.state
    toll = {} if code is None else state.tolls.get(code, {}).get("toll", {})
    judgement = state.answer("claim", claim.id)
    reason = NO_INCIDENT if code is None else _reason(claim.id, toll)
    return ClaimRow(
        claim=claim.id,
        incident=code,
        source=source,
        harm=claim.harm,
        lower=count.lower,
        upper=count.upper,
        form=count.form,
        unit=count.unit,
        count_words=veiled(count.words, veil),
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
        **_event(claim, veil),
        **_place(claim, veil),
        first_day=None if time is None else showing.day(time.start),
        last_day=None if time is None else showing.day(time.end),
        language=claim.language,
        quote=plain_text(veil.quote(claim)),
        counts=reason is None and claim.id in toll.get("claims", ()),
        set_aside=reason,
        judged="none" if judgement is None else judgement.verdict,
        known_since=to_the_second(state.claims[claim.id].at),
    )


def _event(claim: Claim, veil: Veil) -> dict[str, Any]:
    event = claim.event
    blamed = [actor for actor in event.actors if actor.role == "perpetrator"]
    return {
        "event_type": event.type,
        "weapon": veiled(event.weapon, veil),
        "target": veiled(event.target, veil),
        "blamed": tuple(actor.name for actor in blamed),
        "stances": tuple(actor.stance for actor in blamed),
        "opponents": tuple(actor.name for actor in event.actors if actor.role == "opponent"),
    }


def _place(claim: Claim, veil: Veil) -> dict[str, Any]:
    place = claim.place
    if place is None:
        return {"country": None, "area": None, "place": None, "place_precision": "unknown"}
    name = place.name or veiled(place.words, veil)
    return {"country": place.country, "area": place.admin1, "place": name, "place_precision": place.precision}


def _reason(claim: str, toll: Mapping[str, Any]) -> str | None:
    return next((each["reason"] for each in toll.get("set_aside", ()) if each["claim"] == claim), None)
