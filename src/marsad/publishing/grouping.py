"""Claims in the order in which people look at them: event mention by event mention."""

from __future__ import annotations

from typing import NamedTuple

from marsad.model.claim import Claim, Event, Place, Time
from marsad.model.reading import Reading


class EventGroup(NamedTuple):
    """One event as the report tells it, and its claims with the number each has in the report (from 1)."""

    number: int
    event: Event
    place: Place | None
    time: Time | None
    claims: list[tuple[int, Claim]]


def by_event(reading: Reading) -> list[EventGroup]:
    """The claims of `reading` under their event mentions; those that belong to none follow, by what they say of it."""
    numbered = {claim.id: (number, claim) for number, claim in enumerate(reading.claims, 1)}
    groups = []
    for mention in reading.mentions:
        claims = [numbered.pop(claim) for claim in mention.claims if claim in numbered]
        if claims:
            groups.append(EventGroup(mention.number, mention.event, mention.place, mention.time, claims))
    loose: dict[tuple[Event, Place | None, Time | None], list[tuple[int, Claim]]] = {}
    for number, claim in numbered.values():
        loose.setdefault((claim.event, claim.place, claim.time), []).append((number, claim))
    groups += [
        EventGroup(number, *said, claims) for number, (said, claims) in enumerate(loose.items(), len(groups) + 1)
    ]
    return groups


def ties(claim: Claim, reading: Reading) -> list[str]:
    """How the claim hangs together with others of the report: "part of 1", "replaces 2"."""
    number_of = {other.id: number for number, other in enumerate(reading.claims, 1)}
    found = []
    if claim.part_of in number_of:
        found.append(f"part of {number_of[claim.part_of]}")
    if claim.supersedes in number_of:
        found.append(f"replaces {number_of[claim.supersedes]}")
    return found
