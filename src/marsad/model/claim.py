"""The claim: who says that how many of whom suffered what, where, when, by whom (contract `marsad.claim/1`).

The dataclasses mirror the JSON of the contract field by field. `None` where the text does not say; unknown is never 0.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from marsad.model.interval import Interval

SCHEMA = "marsad.claim/1"

Harm = Literal["killed", "injured", "casualties", "missing", "displaced", "detained", "abducted", "released", "rescued"]
Form = Literal["exact", "at_least", "at_most", "between", "about", "plural", "words"]
Unit = Literal["person", "family", "household"]
Status = Literal["civilian", "combatant", "unknown"]
Age = Literal["child", "adult", "unknown"]
Sex = Literal["female", "male", "unknown"]
Scope = Literal["event", "period", "cumulative", "prior"]
Polarity = Literal["asserted", "denied", "hypothetical"]
Hedge = Literal["preliminary", "unverified", "expected_to_rise", "disputed"]
EventType = Literal[
    "air_strike", "drone_strike", "shelling", "missile_strike", "strike", "naval_bombardment", "ground_clash",
    "shooting", "suicide_attack", "bombing", "explosion", "mine", "grenade", "chemical_attack", "execution",
    "stabbing", "abduction", "detention", "torture", "siege", "arson", "stampede", "accident", "natural_disaster",
    "other", "unknown",
]  # fmt: skip
ActorRole = Literal["perpetrator", "opponent", "target"]
Stance = Literal["stated", "suspected", "claimed", "denied"]
SourceKind = Literal[
    "monitor", "health", "rescue", "party", "official", "un", "media", "witness", "resident", "activist", "anonymous",
    "unknown",
]  # fmt: skip
Precision = Literal["exact", "settlement", "near_settlement", "admin2", "admin1", "region", "country"]


@dataclass(frozen=True, slots=True)
class Count:
    """How many: `lower..upper` inclusive (`upper` None = open), how it was said, and where its words stand.

    `start`/`end` are the count words alone, half-open, in the report's text; None when no word counts
    (a bare plural).
    """

    lower: int
    upper: int | None
    form: Form
    unit: Unit = "person"
    words: str | None = None
    start: int | None = None
    end: int | None = None

    @property
    def interval(self) -> Interval:
        """The numbers that this count allows."""
        return Interval(self.lower, self.upper)


@dataclass(frozen=True, slots=True)
class Group:
    """Of whom: what the text says of the victims. `words` are the text's own."""

    status: Status = "unknown"
    age: Age = "unknown"
    sex: Sex = "unknown"
    role: str | None = None
    affiliation: str | None = None
    words: str | None = None


@dataclass(frozen=True, slots=True)
class EventActor:
    """A party to the event: canonical `name` (as written when nobody knows it), its `role`, and who says so (`stance`)."""

    name: str
    role: ActorRole
    stance: Stance
    words: str | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """What happened, as the text tells it around this claim."""

    type: EventType = "unknown"
    weapon: str | None = None
    target: str | None = None
    actors: tuple[EventActor, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """Where the harm happened. `name`, `geonames`, `lat`, `lon` are None when the gazetteer does not know the words."""

    words: str
    name: str | None = None
    geonames: int | None = None
    country: str | None = None
    admin1: str | None = None
    lat: float | None = None
    lon: float | None = None
    precision: Precision = "settlement"


@dataclass(frozen=True, slots=True)
class Time:
    """When the harm happened: first and last day it can have been, inclusive; None = open or not resolvable."""

    words: str
    start: date | None = None
    end: date | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """Whose knowledge it is (`name`, None = the outlet itself) and through whom it came (`relayed_by`, nearest first)."""

    name: str | None
    kind: SourceKind
    words: str | None = None
    relayed_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Span:
    """Half-open character offsets in the report's text as archived; `quote` is that text."""

    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement in one report. `id` hashes report, span, reader version and content (see `marsad.model.identity`)."""

    id: str
    report: str
    path: str | None
    language: str
    harm: Harm
    count: Count
    group: Group
    persons: tuple[str, ...]
    part_of: str | None
    supersedes: str | None
    scope: Scope
    polarity: Polarity
    hedges: tuple[Hedge, ...]
    event: Event
    place: Place | None
    time: Time | None
    source: Source
    span: Span
