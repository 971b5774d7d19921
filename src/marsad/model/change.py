"""The change: one entry of the ledger. What happened to the record, who did it, when, why; sealed into a chain.

Every change carries the hash of the one before it, so nothing can be altered, dropped or put between unnoticed.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

ChangeKind = Literal[
    "report_added",
    "report_withdrawn",
    "claims_read",
    "incident_opened",
    "incident_described",
    "claims_tied",
    "claims_untied",
    "incidents_merged",
    "incident_split",
    "incident_withdrawn",
    "incident_restored",
    "toll_computed",
    "grade_given",
    "policy_changed",
    "judgement_made",
    "judgement_signed",
    "judgement_reversed",
    "judgement_reopened",
    "machine_disagrees",
    "consent_given",
    "consent_withdrawn",
    "note",
]

Cause = Literal[
    "first_count",
    "new_report",
    "new_reading",
    "correction",
    "late_death",
    "body_recovered",
    "committee_batch",
    "retraction",
    "merge",
    "split",
    "policy_change",
    "judgement",
]
"""Why a toll is another than before: what a reader of two figures asks first."""

MACHINE = "machine:"
"""How the name of an actor begins that is no person: `machine:reader/0.2`."""


def is_machine(actor: str) -> bool:
    """Whether the actor is a program and not a person."""
    return actor.startswith(MACHINE)


FIRST = "0" * 64
"""Stands for the hash before the first change."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A change that is not in the ledger yet.

    `subject` is what it happened to: an incident code, a claim id, a report id, the key of a consent. `content` is plain JSON and holds all
    that replay needs. `reason` is never empty: a machine names its rule, a person says why.
    """

    actor: str
    kind: ChangeKind
    subject: str
    reason: str
    content: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Change:
    """An entry of the ledger: `number` counts from 1, `at` is in UTC, `hash` covers all other fields."""

    number: int
    at: datetime
    actor: str
    kind: ChangeKind
    subject: str
    reason: str
    content: Mapping[str, Any]
    previous: str
    hash: str


def seal(draft: Draft, number: int, at: datetime, previous: str) -> Change:
    """The change that a draft becomes as entry `number`, after the change with the hash `previous`."""
    said = (draft.actor, draft.kind, draft.subject, draft.reason, draft.content)
    return Change(number, at, *said, previous, _hash(number, at, *said, previous))


def chain(drafts: Iterable[Draft], number: int, at: datetime, previous: str) -> list[Change]:
    """Seal several drafts after entry `number` with the hash `previous`."""
    changes = []
    for draft in drafts:
        number += 1
        changes.append(seal(draft, number, at, previous))
        previous = changes[-1].hash
    return changes


def is_whole(change: Change, before: Change | None) -> bool:
    """Whether a change says what it said when it was sealed, right after `before` (None: as the first)."""
    expected = (1, FIRST) if before is None else (before.number + 1, before.hash)
    said = (change.actor, change.kind, change.subject, change.reason, change.content)
    digest = _hash(change.number, change.at, *said, change.previous)
    return (change.number, change.previous) == expected and change.hash == digest


def _hash(*fields: object) -> str:
    """SHA-256 over the fields as canonical JSON."""
    canonical = json.dumps(fields, ensure_ascii=True, separators=(",", ":"), sort_keys=True, default=_plain)
    return hashlib.sha256(canonical.encode("ascii")).hexdigest()


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return value.isoformat(timespec="microseconds")
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(f"no JSON value: {value!r}")
