"""The report: a text as it was archived, and what its carrier said about it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Report:
    """One text to be read. `text` is never changed: every offset of every claim refers to it.

    A page with a title is archived as title, a blank line, body. `published`, `outlet` and `language` are None
    when nobody has said: a missing date never becomes today.
    """

    text: str
    path: str | None = None
    published: date | None = None
    outlet: str | None = None
    language: str | None = None
    title: str | None = None
    _id: str | None = field(default=None, init=False, repr=False, compare=False)

    @property
    def id(self) -> str:
        """The content address: SHA-256 over the text in UTF-8; worked out once, for every claim asks for it."""
        if self._id is None:
            digest = hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()
            object.__setattr__(self, "_id", f"sha256:{digest}")
        return self._id or ""
