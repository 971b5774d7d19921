"""Nouns for people: where they stand in a sentence, and which one a count or a determiner belongs to."""

from __future__ import annotations

from bisect import bisect_left
from typing import NamedTuple

from marsad.reading.actors.actor import ActorMention
from marsad.reading.determiners import POSSESSIVE
from marsad.reading.lexicon import Lexicon, Person
from marsad.reading.sentence import Sentence

HARMED_ADJECTIVES = {"wounded", "injured", "dead", "displaced", "missing", "slain", "fallen", "detained", "captured",
                     "kidnapped", "abducted", "executed", "hurt"}  # fmt: skip
"""Adjectives that tell a harm of the people they describe."""
ARMED = {"armed", "rebel", "militant", "jihadist", "terrorist", "insurgent", "paramilitary", "militia", "military",
         "enemy", "guerrilla", "islamist", "extremist", "army", "infantry", "separatist", "junta"}  # fmt: skip
"""Words before a noun that make combatants of the people they describe."""
_REACH = 16
"""Tokens within which a noun for people must follow."""
_MAX_PREMODIFIERS = 6
_NATIONALS = Person(True, "unknown", "unknown", "unknown", None, "national")
_CLOSING = {"(": ")", "[": "]"}


class Noun(NamedTuple):
    """A noun for people in tokens `first`..`last` (half-open), and its entry in the word lists."""

    first: int
    last: int
    person: Person


class NounFinder:
    """Finds the nouns for people of a sentence."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon

    def mark(self, sentence: Sentence) -> None:
        """Note where the sentence's nouns for people start: no group is looked for where none is near."""
        people = self._lexicon.people
        nouns = {k for k, low in enumerate(sentence.lows) if low in people}
        nouns |= {m.first for m in sentence.actors.values() if m.form == "people"}
        sentence.nouns = sorted(nouns)

    def is_near(self, sentence: Sentence, start: int) -> bool:
        """Whether a noun for people starts at token `start` or closely behind it."""
        after = bisect_left(sentence.nouns, start)
        return after < len(sentence.nouns) and sentence.nouns[after] - start <= _REACH

    def head(self, sentence: Sentence, at: int, *, counted: bool) -> Noun | None:
        """The noun for people that starts within reach of token `at`. Later nouns of one run win."""
        lows, people = sentence.lows, self._lexicon.people
        k, limit = at, at + _MAX_PREMODIFIERS + 1
        if counted and lows[at : at + 1] == ["of"]:
            k, limit = _after_of(lows, at), limit + 2
        head: Noun | None = None
        while k < min(limit, len(lows)):
            found = people.at(lows, k)
            if lows[k] == "'" and head is not None and k + 1 < min(limit, len(lows)) and people.at(lows, k + 1):
                k, head = k + 1, None
                continue
            if found is not None and head is not None and _is_plural(lows, head):
                break
            if found is not None and not _is_verb_like(lows, k, found[0]):
                head = Noun(k, *found)
                k, limit = head.last, head.last + 3
                continue
            if head is None and (closed := _closing(lows, k)) is not None:
                k, limit = closed + 1, closed + 4
                continue
            if head is None and k > at and lows[k] == "and" and lows[k - 1] in ARMED and k + 2 < len(lows):
                k += 1
                continue
            actor = sentence.actors.get(k)
            if actor is not None and (inside := self._in_actor(lows, actor)) is not None:
                head = inside
                k, limit = actor.last, actor.last + 3
                continue
            if not self._modifies(sentence, k):
                break
            k, limit = (k + 1, limit) if actor is None else (actor.last, max(limit, actor.last + 3))
        return None if head is not None and self._describes_a_thing(lows, head) else head

    def _in_actor(self, lows: list[str], actor: ActorMention) -> Noun | None:
        """The people that an actor's name ends in or is ("ISIS fighters", "38,443 Palestinians")."""
        for k in range(actor.last - 1, actor.first - 1, -1):
            found = self._lexicon.people.at(lows, k)
            if found is not None and found[0] == actor.last:
                return Noun(k, *found)
        return Noun(actor.first, actor.last, _NATIONALS) if actor.form == "people" else None

    def _describes_a_thing(self, lows: list[str], head: Noun) -> bool:
        """As in "23 terrorist targets", "rebel positions": the noun for people only describes a thing."""
        return not head.person.plural and head.last < len(lows) and lows[head.last] in self._lexicon.things

    def _modifies(self, sentence: Sentence, k: int) -> bool:
        """Whether token `k` can stand between a number and its noun."""
        token, low, lexicon = sentence.tokens[k], sentence.lows[k], self._lexicon
        if token.kind == "punct":
            return low in ("'s", '"', "'", "-", "[", "]") and k + 1 < len(sentence.lows)
        if k in sentence.dates or token.kind == "number" or self._counts(sentence.lows, k):
            return False
        if k in sentence.actors or low in HARMED_ADJECTIVES:
            return True
        if lexicon.functions.at(sentence.lows, k) is not None:
            return low in ("other", "more")
        if (harm := lexicon.harms.at(sentence.lows, k)) is not None:
            return harm[1].form in ("past_participle", "participle") and low.endswith("ed") and harm[1].harm != "killed"
        if low in ("alleged", "suspected", "reported", "confirmed"):
            return True
        if low in lexicon.speech or lexicon.hedges.at(sentence.lows, k) is not None:
            return False
        event = lexicon.events.at(sentence.lows, k)
        return event is None or (event[1].kind in ("agent", "agent_weak", "weapon", "noun") and event[0] - k == 1)

    def _counts(self, lows: list[str], k: int) -> bool:
        """Whether a number or count word starts at token `k`: a group never reaches over another's number."""
        entry = self._lexicon.numbers.get(lows[k])
        if entry is not None and entry.kind in ("unit", "tens", "scale"):
            return True
        return self._lexicon.count_words.at(lows, k) is not None


def _after_of(lows: list[str], at: int) -> int:
    """The token after "of", "of the", "of his" that starts at token `at`."""
    k = at + 1
    while k < len(lows) and (lows[k] in ("the", "these", '"') or lows[k] in POSSESSIVE):
        k += 1
    return k


def _is_plural(lows: list[str], head: Noun) -> bool:
    """Whether the noun is a plural that its singular does not look like: no further noun of the run can take its place."""
    return head.person.plural and lows[head.first] != head.person.singular


def _is_verb_like(lows: list[str], k: int, end: int) -> bool:
    """As "force", "guard", "head" after "to" or a modal: a verb."""
    return k > 0 and lows[k - 1] in ("to", "will", "would", "could", "can") and end - k == 1


def _closing(lows: list[str], k: int) -> int | None:
    """The bracket that closes the one at token `k` closely behind it; None if there is none, or no bracket."""
    close = _CLOSING.get(lows[k])
    return next((j for j in range(k + 1, min(len(lows), k + 9)) if lows[j] == close), None) if close else None
