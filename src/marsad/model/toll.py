"""The toll: what the claims on an incident come to, with what holds every bound up (contract `marsad.toll/1`).

The dataclasses mirror the JSON field by field. `upper` None is open: nobody has said where it ends. None for status, age
or sex means all of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from marsad.model.claim import Age, Claim, Event, Harm, Place, Sex, Status, Time

SCHEMA = "marsad.toll/1"

Reason = Literal[
    "other_scope", "denied", "hypothetical", "other_unit", "party_on_enemy", "superseded", "same_origin", "rejected"
]
"""Why a claim is not in the sum: it counts another span of time or area; somebody denies it; it is feared or possible;
it counts families; a belligerent counts its enemy's dead; a later count of its source replaces it; its source has said
so already; it cannot be true together with weightier claims."""
Rule = Literal["lowest", "low_best_high", "min_max", "latest"]


@dataclass(frozen=True, slots=True)
class HeldBy:
    """The ids of the claims that hold each end of a range up; none of them can be spared."""

    lower: tuple[str, ...]
    upper: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TollRow:
    """How many of a group suffered a harm: over all best readings, and (`near`) over those that are nearly as good.

    `proven` False: the work allowed ran out; the ends are reached, but others may lie beyond.
    """

    harm: Harm
    status: Status | None
    age: Age | None
    sex: Sex | None
    lower: int
    upper: int | None
    near_lower: int
    near_upper: int | None
    held_by: HeldBy
    proven: bool


@dataclass(frozen=True, slots=True)
class GroupRow:
    """The same for people of a role or of an affiliation; in JSON one object."""

    role: str | None
    affiliation: str | None
    row: TollRow


@dataclass(frozen=True, slots=True)
class Conflict:
    """Claims that cannot all be true as they are plainly read, though any one fewer can; `why` has the arithmetic."""

    claims: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True)
class ChangedReading:
    """A claim that is not read plainly: its plain reading, the one taken, why, and what would show it to be wrong.

    `together_with` are the claims of the same breath that change with it; `reading` is the name of the rule. `from_`
    is `from` in JSON.
    """

    claim: str
    together_with: tuple[str, ...]
    reading: str
    from_: str
    to: str
    why: str
    refuted_by: str


@dataclass(frozen=True, slots=True)
class SetAside:
    """A claim that is not in the sum, the kind of reason, and the reason in a sentence."""

    claim: str
    reason: Reason
    why: str


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A claim that a rule of the field does not use, and why."""

    claim: str
    why: str


@dataclass(frozen=True, slots=True)
class RuleResult:
    """What one of the field's own rules makes of the same claims; `best` only where the rule names one number.

    `lower` None: the rule finds nothing to count.
    """

    harm: Harm
    lower: int | None
    best: int | None
    upper: int | None
    uses: tuple[str, ...]
    left_out: tuple[LeftOut, ...]


@dataclass(frozen=True, slots=True)
class IncidentToll:
    """One incident: what it is, the claims on it, and what they come to. A part names its `parent`.

    `notes` say what a reader of the numbers must know, such as deaths that no claim places.
    """

    id: str
    parent: str | None
    title: str
    event: Event
    place: Place | None
    time: Time | None
    claims: tuple[str, ...]
    reports: int
    origins: int
    toll: tuple[TollRow, ...]
    groups: tuple[GroupRow, ...]
    conflicts: tuple[Conflict, ...]
    conflicts_complete: bool
    changed: tuple[ChangedReading, ...]
    set_aside: tuple[SetAside, ...]
    rules: Mapping[Rule, tuple[RuleResult, ...]]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PolicyName:
    """Which policy a toll was made with: its name and version, and the digest of all its values."""

    name: str
    version: int
    digest: str


@dataclass(frozen=True, slots=True)
class TellingReport:
    """A report that tells of some incident: its id, where it was read, when and by whom it was published."""

    id: str
    path: str | None
    published: date | None
    outlet: str | None


@dataclass(frozen=True, slots=True)
class Tolls:
    """The tolls of a set of reports.

    `set_aside` are the claims that belong to no incident, `claims` all claims, `reports` those that they come from.
    """

    policy: PolicyName
    incidents: tuple[IncidentToll, ...]
    set_aside: tuple[SetAside, ...]
    claims: tuple[Claim, ...]
    reports: tuple[TellingReport, ...]
