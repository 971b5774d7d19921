"""One reader a language, built when the first report in it comes."""

from __future__ import annotations

from marsad.model.reading import Reading
from marsad.model.report import Report
from marsad.reading.reader import Reader
from marsad.settings import Settings

DEFAULT_LANGUAGE = "en"


class Readers:
    """The readers of one process."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._by_language: dict[str, Reader] = {}

    def read(self, report: Report) -> Reading:
        """Read `report` with the reader of its language. Raises `ItemError` when there is none."""
        language = report.language or DEFAULT_LANGUAGE
        reader = self._by_language.get(language)
        if reader is None:
            reader = self._by_language[language] = Reader(language)
        return reader.read(report)
