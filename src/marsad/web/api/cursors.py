"""Cursors: where a reader is in a list, as a word that only the server needs to understand.

A cursor holds the place of the last thing that was read and a digest of the question, so that it cannot be used for another one.
"""

from __future__ import annotations

import binascii
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence
from hashlib import sha256

from marsad.errors import ItemError

Place = tuple[int | str, ...]
LONGEST = 500
"""Letters of a cursor."""


def written(place: Place, question: object) -> str:
    """The cursor of a place in the answers to a question."""
    said = json.dumps([_digest(question), *place], ensure_ascii=False, separators=(",", ":"))
    return urlsafe_b64encode(said.encode()).decode().rstrip("=")


def read(cursor: str, question: object, kinds: Sequence[type]) -> Place:
    """The place that a cursor tells of, its parts of these kinds. Raises ItemError `web.cursor` for what is none of this question."""
    try:
        padded = cursor.encode("ascii") + b"=" * (-len(cursor) % 4)
        digest, *place = json.loads(urlsafe_b64decode(padded))
    except (ValueError, binascii.Error, TypeError):
        raise _refused() from None
    if digest != _digest(question) or [type(part) for part in place] != list(kinds):
        raise _refused()
    return tuple(place)


def _digest(question: object) -> str:
    return sha256(repr(question).encode()).hexdigest()[:12]


def _refused() -> ItemError:
    return ItemError(
        "web.cursor", "cursor: it is none that belongs to this question", hint="Begin the list again, without a cursor."
    )
