"""Who is said to have done it, who says so, and what parties to the fighting say themselves: beside the ranges, never in them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from marsad.model.claim import ActorRole, Claim, Stance
from marsad.publishing.views.shown import Pieces, Showing, Speaker
from marsad.publishing.views.strips import HarmStrips, Strip

_ROLES: tuple[ActorRole, ...] = ("perpetrator", "opponent", "target")


class Saying(NamedTuple):
    """A stance towards a party, who takes it, and the numbers of the claims that say so."""

    stance: Stance
    speakers: tuple[Speaker, ...]
    claims: tuple[int, ...]


class Party(NamedTuple):
    """A party that claims name, in one role, with everything that is said about it."""

    name: Pieces
    role: ActorRole
    sayings: tuple[Saying, ...]


def parties_of(claims: Iterable[Claim], showing: Showing) -> list[Party]:
    """The parties that some claims name: those blamed first, the most often named before others."""
    found: dict[tuple[ActorRole, str], dict[Stance, list[Claim]]] = {}
    for claim in claims:
        for actor in claim.event.actors:
            found.setdefault((actor.role, actor.name), {}).setdefault(actor.stance, []).append(claim)
    parties = [
        Party(showing.veil.text(name), role, tuple(_saying(stance, some, showing) for stance, some in stances.items()))
        for (role, name), stances in found.items()
    ]
    return sorted(parties, key=lambda party: (_ROLES.index(party.role), -sum(len(s.claims) for s in party.sayings)))


def _saying(stance: Stance, claims: Sequence[Claim], showing: Showing) -> Saying:
    speakers: dict[object, Speaker] = {}
    for speaker in map(showing.speaker, claims):
        speakers.setdefault(speaker.name or speaker.kind, speaker)
    numbers = sorted(showing.links.number[claim.id] for claim in claims)
    return Saying(stance, tuple(speakers.values()), tuple(numbers))


def positions(harms: Iterable[HarmStrips]) -> tuple[Strip, ...]:
    """The claims that parties to the fighting make themselves."""
    every = (strip for harm in harms for strip in (*(s for kind in harm.kinds for s in kind.strips), *harm.aside))
    return tuple(strip for strip in every if strip.claim.source.kind == "party")
