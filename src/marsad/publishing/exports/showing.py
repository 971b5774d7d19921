"""How rows are shown: one state of the ledger, what may be said in public, and which days can be."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from marsad.ledger.state import State
from marsad.publishing.disclosure import Disclosure, Veil, plain_text
from marsad.publishing.exports.cells import possible

_LATE = timedelta(1)
"""What is known at a moment may have happened on the next day of another time zone."""


def to_the_second(at: datetime) -> datetime:
    """A moment in UTC as every format writes it, so that all of them say the same."""
    return at.astimezone(UTC).replace(microsecond=0)


@dataclass(frozen=True, slots=True)
class Showing:
    """`address` is the address of the site, empty = links are paths below it."""

    state: State
    disclosure: Disclosure
    address: str = ""

    def day(self, day: date | None) -> date | None:
        """A day, None where it cannot be."""
        at = self.state.at
        return possible(day, None if at is None else at.date() + _LATE)


def veiled(text: str | None, veil: Veil) -> str | None:
    """A text without the names that are withheld: marks stand in their places."""
    return None if text is None else plain_text(veil.text(text))
