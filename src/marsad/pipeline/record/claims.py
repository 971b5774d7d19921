"""Claims of a record as tolls meet them: read from the store, and as people judged them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from marsad.ledger.state import State
from marsad.model.claim import Claim
from marsad.model.claim_json import from_json, to_json
from marsad.model.reading import Reading
from marsad.store.record import Record
from marsad.tolls.told import Told, told_of


class Teller:
    """Gives the claims of reports as told, as a state of the ledger has them; each report is read from the record once."""

    def __init__(self, record: Record, state: State) -> None:
        self._record, self._state = record, state
        self._known: dict[str, dict[str, Told]] = {}
        self._kept: dict[str, dict[str, Told]] = {}

    def reading(self, report: str) -> Reading | None:
        """The reading of a report that counts in this state; None when it was not read yet."""
        last = self._state.readings.get(report)
        return None if last is None else self._record.readings.by(report, last.reader)

    def of_report(self, report: str) -> Mapping[str, Told]:
        """The claims that the last reading of a report found, by their ids; none of one that was taken down."""
        if report not in self._known:
            reading = self.reading(report)
            self._known[report] = self._told(report, [] if reading is None else [reading])
        return self._known[report]

    def one(self, claim: str) -> Told | None:
        """A claim, as people corrected it; also one that a person stands on though the last reading does not find it.

        None when its words are gone: its report was taken down.
        """
        report = self._state.claims[claim].report
        told = self.of_report(report).get(claim)
        if told is None:
            if report not in self._kept:
                self._kept[report] = self._told(report, reversed(self._record.readings.of(report)))
            told = self._kept[report].get(claim)
        return told

    def of_claims(self, claims: Iterable[str]) -> list[Told]:
        """These claims; those that a person rejected, or that are not there any more, are left out."""
        wanted = [c for c in sorted(claims) if c in self._state.claims and not self.is_rejected(c)]
        return [told for told in map(self.one, wanted) if told is not None]

    def is_rejected(self, claim: str) -> bool:
        """Whether a person has rejected a claim."""
        return is_rejected(claim, self._state)

    def _told(self, report: str, readings: Iterable[Reading]) -> dict[str, Told]:
        entry = self._record.reports.get(report)
        if entry is None or entry.report is None:
            return {}
        told = (each for reading in readings for each in told_of(entry.report, reading))
        return {each.claim.id: replace(each, claim=judged_claim(each.claim, self._state)) for each in told}


def is_rejected(claim: str, state: State) -> bool:
    """Whether a person has rejected a claim."""
    judgement = state.answer("claim", claim)
    return judgement is not None and judgement.verdict == "reject"


def judged_claim(claim: Claim, state: State) -> Claim:
    """A claim as a person corrected it."""
    judgement = state.answer("claim", claim.id)
    return corrected(claim, judgement.fields) if judgement is not None and judgement.verdict == "correct" else claim


def corrected(claim: Claim, fields: Mapping[str, Any]) -> Claim:
    """A claim with some of its fields as a correction says them: whole fields, or parts of objects such as the count.

    Raises ItemError `model.claim-invalid` when that makes no claim.
    """
    said = to_json(claim)
    for name, value in fields.items():
        said[name] = {**said[name], **value} if isinstance(value, Mapping) and isinstance(said[name], dict) else value
    return from_json(said)
