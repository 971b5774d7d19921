"""What every view of readings is: a head, a piece for each report, a foot."""

from __future__ import annotations

from typing import Protocol

from marsad.model.reading import Reading
from marsad.model.report import Report

PLACES_CREDIT = "Places: GeoNames (geonames.org), CC BY 4.0."
"""The attribution that the licence of the gazetteer asks for, on everything that people look at."""


class ReadingView(Protocol):
    """Turns readings into text, piece by piece, so that memory does not grow with the number of reports.

    `one` runs in the process that read the report: a view must survive pickling. `shows_notes` says whether the notes
    of a reading are part of the piece.
    """

    @property
    def shows_notes(self) -> bool:
        """Whether a piece holds its reading's notes."""
        ...

    def head(self) -> str:
        """What comes before the first report."""
        ...

    def one(self, report: Report, reading: Reading) -> str:
        """The piece for one report."""
        ...

    def foot(self, reports: int, claims: int) -> str:
        """What comes after the last of `reports` with `claims` altogether."""
        ...
