"""The reader: a report in, its claims out. Deterministic; no network, no clock, no model."""

from __future__ import annotations

from marsad.model.reading import Reading
from marsad.model.report import Report


class Reader:
    """Reads reports of one language. Build one a process and use it for many reports."""

    def __init__(self, language: str = "en") -> None:
        self.language = language

    def read(self, report: Report) -> Reading:
        """Read `report` into claims."""
        return Reading(report=report.id)
