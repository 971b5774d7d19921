"""The values of the registry: an actor, and an actor as a text mentions it."""

from __future__ import annotations

from typing import Literal, NamedTuple, get_args

ActorKind = Literal[
    "state", "government", "armed_forces", "air_force", "police", "intelligence", "militia", "group", "coalition",
    "ministry_defence", "ministry_foreign", "ministry_health", "ministry_interior", "office", "court",
    "un", "ngo", "monitor", "red_cross", "civil_defence", "hospital_network", "activists",
    "agency", "outlet", "gang", "people", "person",
]  # fmt: skip
SourceKind = Literal[
    "monitor", "health", "rescue", "party", "official", "un", "media",
    "witness", "resident", "activist", "anonymous", "unknown",
]  # fmt: skip
MemberStatus = Literal["civilian", "combatant", "unknown"]
Form = Literal["name", "state", "people", "pattern", "attack", "generic"]

ACTOR_KINDS: frozenset[str] = frozenset(get_args(ActorKind))
SOURCE_KINDS: frozenset[str] = frozenset(get_args(SourceKind))
MEMBER_STATUSES: frozenset[str] = frozenset(get_args(MemberStatus))


class Actor(NamedTuple):
    """Somebody who acts or speaks.

    `name` is the common English name. `country` is an ISO 3166 code, "" when there is no single one. `source_kind` is
    what the claim's source is when this actor speaks. `status` is what its members are when they are victims. `of` is
    the organisation that a person speaks for or leads, or the parent of a branch ("" = none).
    """

    name: str
    kind: ActorKind
    country: str
    source_kind: SourceKind
    status: MemberStatus
    of: str = ""


class ActorMention(NamedTuple):
    """An actor in a sentence: tokens `first` to `last` (half-open).

    `form` says how the text names it: `name` a name of the registry ("the Islamic State"); `state` a country's name,
    which is as often a place ("in Syria"); `people` a demonym in the plural ("the Israelis"); `pattern` nationality or
    possessive and a noun ("Russian warplanes", "Iraq's interior ministry"); `attack` a nationality before an attack
    ("Russian" in "Russian air strikes": the attack itself is not part of the mention); `generic` a noun whose owner
    is the context's ("the army"). `country` is the country of the nationality or of the context, else the actor's.
    """

    first: int
    last: int
    actor: Actor
    country: str | None
    form: Form
