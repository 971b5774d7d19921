"""A reading: everything that one pass over one report gave back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from marsad.model.claim import Claim, Event, Place, Time


@dataclass(frozen=True, slots=True)
class Mention:
    """One event as one report tells it; `claims` are the ids of the claims that belong to it."""

    number: int
    event: Event
    place: Place | None
    time: Time | None
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """Something about the reading that a person should know: a worded `code` and a sentence."""

    code: str
    text: str


@dataclass(frozen=True, slots=True)
class Reading:
    """The claims of a report in the order of the text, the event mentions they belong to, and notes on the reading.

    `rules` names, for every claim id, the rules that made the claim, in the order in which they fired.
    """

    report: str
    claims: tuple[Claim, ...] = ()
    mentions: tuple[Mention, ...] = ()
    notes: tuple[Note, ...] = ()
    rules: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
