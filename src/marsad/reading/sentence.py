"""A sentence made ready for the passes: its tokens, and what each pass has found in it so far."""

from __future__ import annotations

from dataclasses import dataclass, field

from marsad.reading.actors.actor import ActorMention
from marsad.reading.dates import TimeMention
from marsad.reading.whereabouts import PlaceMention
from marsad.text.tokens import Token


@dataclass(slots=True)
class Sentence:
    """Tokens of one sentence; `number` counts the sentences that are read, from 0. Mentions are keyed by first token.

    `nouns` are the tokens where a noun for people starts, in order.
    """

    number: int
    tokens: list[Token]
    lows: list[str]
    actors: dict[int, ActorMention] = field(default_factory=dict)
    places: dict[int, PlaceMention] = field(default_factory=dict)
    dates: dict[int, TimeMention] = field(default_factory=dict)
    nouns: list[int] = field(default_factory=list)

    def is_mentioned(self, k: int) -> bool:
        """Whether token `k` belongs to an actor or a date."""
        dated = any(m.first <= k < m.last for m in self.dates.values())
        return dated or any(m.first <= k < m.last for m in self.actors.values())

    def words(self, first: int, last: int) -> str:
        """The tokens `first`..`last` (half-open), joined for people to read."""
        return " ".join(token.text for token in self.tokens[first:last])
