"""Claims of a record as tolls meet them: read from the store, and as people judged them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from marsad.ledger.state import State
from marsad.model.claim import Claim
from marsad.model.claim_json import from_json, to_json
from marsad.model.reading import Standing
from marsad.model.report import Report
from marsad.store.record import Record
from marsad.tolls.told import Told, told_of


class Teller:
    """Gives the claims of some reports as told; the reports are read from the record together, when it is made."""

    def __init__(self, record: Record, state: State, reports: Iterable[str]) -> None:
        self._state = state
        self._known: dict[str, Told] = {}
        ids = sorted(set(reports))
        readings = record.readings.of(ids)
        for id_, entry in record.reports.of(ids).items():
            if id_ in readings and entry.report is not None:
                self._known.update((each.claim.id, each) for each in told_of(entry.report, readings[id_]))
                self._known.update(self._upheld(record, entry.report, len(readings[id_].claims)))

    def of_claims(self, claims: Iterable[str]) -> list[Told]:
        """These claims; those that a person rejected, or that are not there any more, are left out."""
        there = [claim for claim in sorted(claims) if claim in self._known and not is_rejected(claim, self._state)]
        found = (self._known[claim] for claim in there)
        return [replace(told, claim=judged_claim(told.claim, self._state)) for told in found]

    def _upheld(self, record: Record, report: Report, after: int) -> Iterator[tuple[str, Told]]:
        """Claims that a person stands on, though no reader finds them any more."""
        old = self._state.current_claims(report.id) - self._known.keys()
        for order, (id_, claim) in enumerate(sorted(record.claims.get(old).items()), after):
            yield id_, Told(claim, report.published, report.outlet, order, Standing(order))


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
