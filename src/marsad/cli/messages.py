"""What commands say: errors and notes on standard error, what a check found on standard output."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from marsad.errors import MarsadError
from marsad.model.reading import Note

if TYPE_CHECKING:
    from marsad.archive.damage import Damage

_NOTES_SHOWN = 5
"""So many notes of one kind are printed; the rest are counted, for a hundred thousand files would drown the errors."""


def say(line: str) -> None:
    """One message to standard error, made harmless for a terminal."""
    print(printable(line), file=sys.stderr)


def say_error(error: MarsadError) -> None:
    """What happened to which thing, and what to do about it."""
    say(f"error[{error.code}]: {error.what}\n  hint: {error.hint}")


def print_damage(damaged: Sequence[Damage], left_over: Sequence[Damage]) -> bool:
    """What a check found, a line each, to standard output; whether something is damaged."""
    for damage in (*damaged, *left_over):
        word = "left over" if damage.harmless else "damaged"
        print(printable(f"{word}[{damage.code}]: {damage.what}. {damage.hint}"))
    if damaged:
        print(f"{len(damaged)} damaged")
    return bool(damaged)


def printable(text: str) -> str:
    """`text` without what could drive a terminal: escapes and control characters become a visible mark."""
    return "".join(c if c.isprintable() or c in "\n\t " else "\ufffd" for c in text)


class Notes:
    """Prints notes, the first few of each kind in full."""

    def __init__(self) -> None:
        self._seen: Counter[str] = Counter()

    def add(self, name: str, notes: Iterable[Note]) -> None:
        """Print or count the `notes` on the report called `name`."""
        for note in notes:
            self._seen[note.code] += 1
            if self._seen[note.code] <= _NOTES_SHOWN:
                say(f"note[{note.code}]: {name}: {note.text}" if name else f"note[{note.code}]: {note.text}")

    def close(self) -> None:
        """Say how many were not printed."""
        for code, number in self._seen.items():
            if number > _NOTES_SHOWN:
                say(f"note[{code}]: and {number - _NOTES_SHOWN} more reports")
