"""The state of the record: what its changes have made of it up to one of them. Nothing here is stored; it is replayed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from marsad.errors import ItemError
from marsad.model.change import FIRST
from marsad.model.consent import Consent
from marsad.model.incident import DESCRIPTION_FIELDS, Incident, Tombstone, described
from marsad.model.judgement import Judgement, Question


@dataclass(frozen=True, slots=True)
class RecordedReport:
    """A report of the record. `revises` is the report whose text it replaces; `number` the change that added it."""

    id: str
    number: int
    at: datetime
    revises: str | None = None
    revised_by: str | None = None
    withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class RecordedClaim:
    """A claim of the record. `current`: it is what its report is held to say now.

    `root` is the first claim of its line: a claim that was read anew has the root of the one whose place it took.
    `number` and `at` are of the change that recorded it first: when it was *known*, whenever the harm happened.
    """

    id: str
    report: str
    number: int
    at: datetime
    root: str
    current: bool = True


@dataclass(frozen=True, slots=True)
class LastReading:
    """The last reading of a report: by which `reader`, and the `claims` that it gave."""

    reader: str
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class State:
    """The record after change `number`, whose hash is `hash`. The mappings are never changed; a later state has its own.

    `ties` says to which incident a claim belongs. `tolls`, `grades` and `policies` hold the content of the last change that
    gave them, a toll with the `number` of that change. `in_force` leads from a question to the judgement that answers it,
    `judged` from a claim to the judgements that rest on it. `counters` holds the highest counter ever given to a stem of
    codes. `disagreements` holds what the machine says against a judgement, each saying once. `consents` holds those that were
    given and not taken back; who may be named today is asked of `marsad.ledger.consents.consents_in_force`.

    Four mappings only make looking things up quick: `bare` has the open incidents without claims, `unreckoned` those on
    which something has changed since their tolls were computed; `parts` leads from a code to those described as parts of it,
    `merged_from` to those that were merged into it.
    """

    number: int = 0
    hash: str = FIRST
    at: datetime | None = None
    reports: Mapping[str, RecordedReport] = field(default_factory=dict)
    readings: Mapping[str, LastReading] = field(default_factory=dict)
    claims: Mapping[str, RecordedClaim] = field(default_factory=dict)
    incidents: Mapping[str, Incident] = field(default_factory=dict)
    ties: Mapping[str, str] = field(default_factory=dict)
    tombstones: Mapping[str, Tombstone] = field(default_factory=dict)
    tolls: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    grades: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    policies: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    judgements: Mapping[str, Judgement] = field(default_factory=dict)
    in_force: Mapping[Question, str] = field(default_factory=dict)
    judged: Mapping[str, frozenset[str]] = field(default_factory=dict)
    disagreements: Mapping[str, tuple[Mapping[str, Any], ...]] = field(default_factory=dict)
    counters: Mapping[str, int] = field(default_factory=dict)
    consents: Mapping[str, Consent] = field(default_factory=dict)
    bare: Mapping[str, bool] = field(default_factory=dict)
    unreckoned: Mapping[str, bool] = field(default_factory=dict)
    parts: Mapping[str, frozenset[str]] = field(default_factory=dict)
    merged_from: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def resolve(self, code: str) -> str:
        """Where a code leads today: through every merge, to an incident that is open or withdrawn.

        Raises ItemError `ledger.incident-unknown` for a code that the record does not have (yet).
        """
        if code not in self.incidents:
            known = "" if self.at is None else f" as of {self.at:%Y-%m-%d %H:%M} UTC"
            what, hint = f"there is no incident {code} in the record{known}", "check the code, letter by letter"
            raise ItemError("ledger.incident-unknown", what, hint=hint)
        while (into := self.incidents[code].merged_into) is not None:
            code = into
        return code

    def leading_to(self, code: str) -> Iterator[str]:
        """The code itself and every code that leads to it, through however many merges."""
        yield code
        for merged in sorted(self.merged_from.get(code, ())):
            yield from self.leading_to(merged)

    def place(self, thing: str) -> str | None:
        """The incident to which a claim belongs, or to which a code leads; None for a claim that belongs to none."""
        return self.resolve(thing) if thing in self.incidents else self.ties.get(thing)

    @property
    def redirects(self) -> dict[str, str]:
        """Every code that was merged away, and where it leads today."""
        return {code: self.resolve(code) for code, one in self.incidents.items() if one.status == "merged"}

    def incident(self, code: str) -> Incident:
        """The incident that a code leads to, described as people corrected it."""
        return self.described_incident(self.resolve(code))

    def described_incident(self, code: str) -> Incident:
        """The incident that bears the code itself, merged away or not, described as people corrected it."""
        incident = self.incidents[code]
        for name in sorted(self.corrected_fields(code)):
            judgement = self.judgements[self.in_force["description", code, name]]
            said = described(incident.description, {name: judgement.fields[name]})
            incident = replace(incident, description=said)
        return incident

    def wholes(self, code: str) -> list[str]:
        """The incidents of which the one that a code leads to is a part, nearest first.

        Where splits and corrections have made parts and wholes a circle, its oldest incident is the whole.
        """
        chain = [self.resolve(code)]
        while (parent := self.incident(chain[-1]).description.parent) is not None:
            if (parent := self.resolve(parent)) in chain:
                oldest = min(chain[chain.index(parent) :], key=lambda one: self.incidents[one].opened)
                return chain[1 : chain.index(oldest) + 1]
            chain.append(parent)
        return chain[1:]

    def corrected_fields(self, code: str) -> frozenset[str]:
        """The fields of an incident's description that a person has decided."""
        return frozenset(name for name in DESCRIPTION_FIELDS if ("description", code, name) in self.in_force)

    def open_incidents(self) -> Iterator[Incident]:
        """Every open incident, in the order of their codes, described as people corrected them."""
        for code in sorted(self.incidents):
            if self.incidents[code].status == "open":
                yield self.incident(code)

    def grade(self, code: str) -> Mapping[str, Any] | None:
        """The grade of the incident that a code leads to: a person's, else the rule's; None when there is none."""
        code = self.resolve(code)
        judgement = self.answer("grade", code)
        if judgement is None:
            return self.grades.get(code)
        return {**judgement.fields, "reason": judgement.reason, "judgement": judgement.id}

    def toll(self, code: str) -> Mapping[str, Any] | None:
        """The last toll of the incident that a code leads to; None when none was computed."""
        return self.tolls.get(self.resolve(code))

    def answer(self, *question: str) -> Judgement | None:
        """The judgement in force on a question: ("claim", id), ("grade", code), ("identity", one, other) in order."""
        found = self.in_force.get(question)
        return None if found is None else self.judgements[found]

    def current_claims(self, report: str) -> frozenset[str]:
        """The claims that a report is held to make now."""
        reading = self.readings.get(report)
        claims = () if reading is None else reading.claims
        return frozenset(claim for claim in claims if self.claims[claim].current)

    def behind(self, thing: str) -> frozenset[str]:
        """The current claims behind an incident's code, a report or a claim.

        Behind a code that was merged away stand the claims that came from there, or those that took their places.
        """
        if thing in self.reports:
            return self.current_claims(thing)
        if thing not in self.incidents:
            return frozenset({thing}) if thing in self.claims and self.claims[thing].current else frozenset()
        incident = self.incidents[thing]
        if incident.status != "merged":
            return incident.claims
        roots = {self.claims[claim].root for claim in incident.claims}
        return frozenset(c for c in self.incidents[self.resolve(thing)].claims if self.claims[c].root in roots)
