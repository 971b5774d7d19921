"""What the store keeps beside the values of the model: reports with their capture and custody, incidents as rows, findings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Literal

from marsad.model.report import Report

Act = Literal["deposit", "capture", "verify", "takedown", "stamp"]
IncidentStatus = Literal["open", "withdrawn"]
BETWEEN = "; "
"""Stands between the names of several who are blamed."""


@dataclass(frozen=True, slots=True)
class ReportEntry:
    """A report as it is kept. `blob` is the address of its first bytes; `extraction` how its text was got out of them.

    `report` is None, and `withdrawn` and `reason` say when and why, after a takedown.
    """

    number: int
    id: str
    report: Report | None
    blob: str
    extraction: str
    added: datetime
    withdrawn: datetime | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class CaptureEntry:
    """One time that a report came in: `size` bytes at `blob`, `at` a moment in UTC, by a `method` ("file", "pipe", "manifest").

    The rest is what its carrier said, None = nobody has said.
    """

    report: str
    blob: str
    size: int
    at: datetime
    method: str
    url: str | None = None
    path: str | None = None
    published: date | None = None
    outlet: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class CustodyEntry:
    """One line of the custody log: who did what to which report, sealed into a chain as the ledger's changes are.

    `content` holds ids, hashes and numbers only, for what is chained can never be taken down.
    """

    number: int
    at: datetime
    actor: str
    act: Act
    report: str | None
    blob: str | None
    content: Mapping[str, Any]
    previous: str
    hash: str


@dataclass(frozen=True, slots=True)
class Stamp:
    """A time stamp by somebody else over `digest`, the hash of a custody entry (64 hexadecimal digits)."""

    digest: str
    at: datetime
    authority: str
    token: bytes


@dataclass(frozen=True, slots=True)
class IncidentEntry:
    """An incident as its projection keeps it: what lists filter and sort by, and the whole `state` as plain JSON.

    `change` is the number of the ledger's change that this state follows. Counts are inclusive bounds over the best toll,
    None = not known (a lower bound) or open (an upper one). `parent` is the open incident that this one is a part of. `place`
    is a settlement or a small area, `lat` and `lon` are its own: an incident that is only known by its province or country has neither.
    `perpetrator` is who is blamed, several names parted by `BETWEEN`. `origins` counts the independent ones: no party to the fighting.
    `words` is what a text search looks through, beside its reports. `state` names claims by their ids and quotes none, so that a report
    can be taken down; its `quantities` are the ranges of the toll by name.
    """

    code: str
    change: int
    status: IncidentStatus = "open"
    parent: str | None = None
    country: str | None = None
    admin1: str | None = None
    place: str | None = None
    lat: float | None = None
    lon: float | None = None
    first_day: date | None = None
    last_day: date | None = None
    event_type: str | None = None
    perpetrator: str | None = None
    grade: str | None = None
    killed_lower: int | None = None
    killed_upper: int | None = None
    injured_lower: int | None = None
    injured_upper: int | None = None
    reports: int = 0
    origins: int = 0
    words: str = ""
    state: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Retired:
    """A code that is no incident any more: merged into `successor`, or withdrawn (None). Codes are never used again."""

    code: str
    successor: str | None
    change: int
    at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class Finding:
    """Something about the record's own material that a person should look at: a worded `code` and a sentence."""

    id: str
    code: str
    text: str
    report: str | None
    incident: str | None
    found: datetime
    settled: datetime | None = None
