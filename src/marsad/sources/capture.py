"""The capture: something that was handed in to be read, before anybody has looked inside."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Capture:
    """A file, or bytes that came through a pipe, and what its carrier says about it (None = nobody has said).

    `name` is what people and claims call it: the path as it was given. `content` holds the bytes when there is no
    file to open, or when it was read already.
    """

    name: str
    file: Path | None = None
    content: bytes | None = None
    published: date | None = None
    outlet: str | None = None
    language: str | None = None

    def or_else(self, published: date | None, outlet: str | None, language: str | None) -> Capture:
        """This capture, its unknowns filled by what is said for all of them."""
        return replace(
            self,
            published=self.published or published,
            outlet=self.outlet or outlet,
            language=self.language or language,
        )
