"""One reader a language, built when the first report in it comes."""

from __future__ import annotations

import gc
from importlib.resources import files
from pathlib import Path

from marsad.errors import ItemError
from marsad.model.reading import Reading
from marsad.model.report import Report
from marsad.reading.language import guess
from marsad.reading.reader import Reader
from marsad.settings import Settings

DEFAULT_LANGUAGE = "en"


def languages() -> list[str]:
    """The languages that can be read (ISO 639-1): every folder of language data."""
    folders = (files("marsad.reading") / "languages").iterdir()
    return sorted(folder.name for folder in folders if folder.is_dir() and len(folder.name) == 2)


class Readers:
    """The readers of one process."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._by_language: dict[str, Reader] = {}

    def read(self, report: Report) -> Reading:
        """Read `report` with the reader of its language.

        Raises `ItemError` (`reading.language-unsupported`) when there is none.
        """
        return self.reader_of(report.language or guess(report.text) or DEFAULT_LANGUAGE).read(report)

    def reader_of(self, language: str) -> Reader:
        """The reader of `language` ("en"; a region after it, as in "en-GB", is not looked at)."""
        language = language.lower().replace("_", "-").split("-")[0]
        if language not in self._by_language:
            if language not in languages():
                raise ItemError(
                    "reading.language-unsupported",
                    f"it is in the language {language!r}, which cannot be read yet",
                    hint=f"These can: {', '.join(languages())}. docs/how-to/add-a-language.md says how to add one.",
                )
            actors = None if self._settings.actors is None else Path(self._settings.actors)
            self._by_language[language] = Reader(language, actors=actors)
            gc.freeze()  # word lists live as long as the process: the collector need not look through them each time
        return self._by_language[language]
