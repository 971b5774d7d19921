"""Claims of a record as tolls meet them: read from the store, and as people judged them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from marsad.ledger.state import State
from marsad.model.claim import Claim
from marsad.model.claim_json import from_json, to_json
from marsad.store.record import Record
from marsad.tolls.told import Told, told_of


class Teller:
    """Gives the claims of reports as told, each report read from the record once."""

    def __init__(self, record: Record, state: State) -> None:
        self._record, self._state = record, state
        self._known: dict[str, dict[str, Told]] = {}

    def of_report(self, report: str) -> Mapping[str, Told]:
        """The claims that a report makes now, by their ids; none of one that was taken down."""
        if report not in self._known:
            entry, reading = self._record.reports.get(report), self._record.readings.current(report)
            told = () if reading is None or entry is None or entry.report is None else told_of(entry.report, reading)
            judged = ((each, judged_claim(each.claim, self._state)) for each in told)
            self._known[report] = {each.claim.id: replace(each, claim=claim) for each, claim in judged}
        return self._known[report]

    def of_claims(self, claims: Iterable[str]) -> list[Told]:
        """These claims; those that a person rejected, or that are not there any more, are left out."""
        wanted = [claim for claim in sorted(claims) if claim in self._state.claims]
        found = (self.of_report(self._state.claims[claim].report).get(claim) for claim in wanted)
        return [told for told in found if told is not None and not is_rejected(told.claim.id, self._state)]


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
