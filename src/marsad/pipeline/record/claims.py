"""Claims of a record as tolls meet them: read from the store, and as people judged them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from marsad.ledger.layers import bring
from marsad.ledger.state import State
from marsad.model.claim import Claim
from marsad.model.claim_json import from_json, to_json
from marsad.model.reading import Reading
from marsad.store.entries import ReportEntry
from marsad.store.record import Record
from marsad.tolls.told import Told, told_of


class Teller:
    """Gives the claims of some reports as told, as a state of the ledger has them.

    The reports are read from the record together, when it is made.
    """

    def __init__(self, record: Record, state: State, reports: Iterable[str]) -> None:
        self._record, self._state = record, state
        ids = sorted(set(reports))
        self._entries = record.reports.of(ids)
        self._readings = _readings(record, state, ids)
        self._known: dict[str, Told] = {}
        self._searched: set[str] = set()
        for reading in self._readings.values():
            self._learn(self._entries.get(reading.report), reading)

    def reading(self, report: str) -> Reading | None:
        """The reading of a report that counts in this state; None when it was not read yet."""
        return self._readings.get(report)

    def one(self, claim: str) -> Told | None:
        """A claim, as people corrected it; also one that a person stands on though the last reading does not find it.

        None when its words are gone: its report was taken down.
        """
        if claim not in self._known:
            self._search(self._state.claims[claim].report)
        told = self._known.get(claim)
        return None if told is None else replace(told, claim=judged_claim(told.claim, self._state))

    def of_claims(self, claims: Iterable[str]) -> list[Told]:
        """These claims; those that a person rejected, or that are not there any more, are left out."""
        some = sorted(claims)
        bring(self._state.claims, some)
        bring(self._state.in_force, (("claim", claim) for claim in some))
        wanted = [c for c in some if c in self._state.claims and not is_rejected(c, self._state)]
        return [told for told in map(self.one, wanted) if told is not None]

    def _search(self, report: str) -> None:
        """Learn what earlier readings of a report found, the newest first."""
        if report not in self._searched:
            self._searched.add(report)
            entry = self._entries.get(report) or self._record.reports.get(report)
            for reading in self._record.readings.every(report):
                self._learn(entry, reading)

    def _learn(self, entry: ReportEntry | None, reading: Reading) -> None:
        if entry is not None and entry.report is not None:
            for told in told_of(entry.report, reading):
                self._known.setdefault(told.claim.id, told)


def _readings(record: Record, state: State, reports: Iterable[str]) -> dict[str, Reading]:
    """The readings of reports that count in a state; of one that was not read yet there is none."""
    by_reader: defaultdict[str, list[str]] = defaultdict(list)
    reports = list(reports)
    bring(state.readings, reports)
    for report in reports:
        if (last := state.readings.get(report)) is not None:
            by_reader[last.reader].append(report)
    return {id_: one for reader, ids in by_reader.items() for id_, one in record.readings.by(reader, ids).items()}


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
