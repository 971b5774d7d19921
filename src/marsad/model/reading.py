"""A reading: everything that one pass over one report gave back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from marsad.model.claim import Claim, Event, Place, Time

Cue = Literal[
    "another_event",
    "further_people",
    "remainder",
    "several_events",
    "in_quarter",
    "place_carried",
    "place_far",
    "time_carried",
]
"""What the words around a claim say of its event: it is another one than the one told before ("in a second raid"), its
people come on top of those told before ("three more") or are what the other parts leave of their whole ("the rest"),
the sentence speaks of several events ("raids across"), its place is a quarter of a town, or place or day stand in another sentence only (`place_far`: the
place more than one sentence before)."""


@dataclass(frozen=True, slots=True)
class Mention:
    """One event as one report tells it; `claims` are the ids of the claims that belong to it."""

    number: int
    event: Event
    place: Place | None
    time: Time | None
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """Where in the telling a claim stands: the number of its sentence in the report, and the cues around it."""

    sentence: int
    cues: frozenset[Cue] = frozenset()


@dataclass(frozen=True, slots=True)
class Note:
    """Something about the reading that a person should know: a worded `code` and a sentence."""

    code: str
    text: str


@dataclass(frozen=True, slots=True)
class Reading:
    """The claims of a report in the order of the text, the event mentions they belong to, and notes on the reading.

    `rules` names, for every claim id, the rules that made the claim, in the order in which they fired; `standing` says
    where it stands in the telling.
    """

    report: str
    claims: tuple[Claim, ...] = ()
    mentions: tuple[Mention, ...] = ()
    notes: tuple[Note, ...] = ()
    rules: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    standing: Mapping[str, Standing] = field(default_factory=dict)
