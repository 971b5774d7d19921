"""How rows are shown: one state of the ledger, what may be said in public, and which days can be."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from marsad.ledger.state import State
from marsad.model.claim import Claim, Span
from marsad.publishing.disclosure import Disclosure
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

    def text(self, text: str | None, beside: Sequence[Claim]) -> str | None:
        """A text without the names that the claims `beside` it withhold; a reason can name a source too."""
        if not text or not beside:
            return text
        count = replace(beside[0].count, start=None, end=None)
        as_quoted = replace(beside[0], span=Span(0, len(text), text), count=count)
        return self.disclosure.quote_text(as_quoted, beside)

    def withholding(self, claims: Iterable[Claim]) -> tuple[Claim, ...]:
        """Those of some claims that withhold a name which none before them withholds."""
        found, names = [], set[str]()
        for claim in claims:
            own = self.disclosure.hidden_names((claim,)).keys()
            if own - names:
                names |= own
                found.append(claim)
        return tuple(found)
