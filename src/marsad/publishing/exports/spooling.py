"""A selection gathered once and written in many formats: its incidents wait in a file meanwhile."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from typing_extensions import override

from marsad.publishing.exports.gathering import Gathered, Selection


@dataclass(frozen=True, slots=True)
class Spooled(Selection):
    """A selection whose incidents are read from a file of this process's own."""

    file: Path = Path()

    @override
    def tops(self) -> Spooled:
        return Spooled(self.moment, self.top_codes(), self.whole, self.file)

    @override
    def gathered(self) -> Iterator[Gathered]:
        wanted = frozenset(self.codes)
        with self.file.open("rb") as stream:
            while stream.peek(1):
                each: Gathered = pickle.load(stream)  # noqa: S301  written by this process, in a folder of its own
                if each.incident.incident in wanted:
                    yield each


@contextmanager
def spooled(selection: Selection) -> Iterator[Spooled]:
    """The same selection, gathered into a file for as long as the block lasts."""
    with TemporaryDirectory(prefix="marsad-export-") as room:
        file = Path(room) / "incidents"
        with file.open("wb") as stream:
            for each in selection.gathered():
                pickle.dump(each, stream, pickle.HIGHEST_PROTOCOL)
        yield Spooled(selection.moment, selection.codes, selection.whole, file)
