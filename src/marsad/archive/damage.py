"""Damage: one thing that is not as it was left, in one line, with what to do about it."""

from __future__ import annotations

from dataclasses import dataclass

FROM_BACKUP = "Take the record from a backup and compare; do not write to this one."


@dataclass(frozen=True, slots=True)
class Damage:
    """A worded `code`, `what` is damaged and how, a `hint`. A `harmless` one is nothing but a left-over file."""

    code: str
    what: str
    hint: str = FROM_BACKUP
    harmless: bool = False
