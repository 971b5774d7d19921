"""Claims as lines of JSON: exactly the contract, one claim a line, nothing else."""

from __future__ import annotations

from dataclasses import dataclass

from marsad.model.claim_json import to_line
from marsad.model.reading import Reading
from marsad.model.report import Report


@dataclass(frozen=True, slots=True)
class Lines:
    """The view called `jsonl`."""

    shows_notes: bool = False

    def head(self) -> str:
        """Nothing: the first line is a claim."""
        return ""

    def one(self, report: Report, reading: Reading) -> str:
        """Every claim of `reading` with its line's end; empty when there are none."""
        return "".join(to_line(claim) + "\n" for claim in reading.claims)

    def foot(self, reports: int, claims: int) -> str:
        """Nothing."""
        return ""
