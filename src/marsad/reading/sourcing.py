"""Source phrases: the noun phrases that can stand for a source, and whom they mean.

"a hospital source", "Observatory director Rami Abdel Rahman", "two residents of the town", "the ministry", "he".
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple, cast

from marsad.model.claim import Source, SourceKind
from marsad.reading.actors.actor import ActorMention
from marsad.reading.lexicon import Lexicon
from marsad.reading.sentence import Sentence
from marsad.reading.source_kinds import kind_of_organisation
from marsad.reading.source_nouns import SourceNouns

_OFFICES = {"spokesman", "spokesperson", "spokeswoman", "director", "head", "chief", "minister", "commander", "official", "officials",
            "representative", "coordinator", "president", "secretary", "member", "members", "leader", "source", "sources", "reporter",
            "correspondent", "statement", "spokesmen", "envoy", "secretary-general", "staff", "adviser", "manager", "founder", "ministry"}  # fmt: skip
_ARTICLES = {
    "the",
    "a",
    "an",
    "one",
    "two",
    "three",
    "several",
    "some",
    "another",
    "other",
    "both",
    "many",
    "its",
    "their",
    "his",
    "her",
}
_TITLES = ("mr", "mrs", "ms", "dr", "gen", "col", "lt", "sheikh")
_LINKS = {"of", "for", "at", "from", "with", "in"}
_NAME_PARTS = ("al-", "el-", "as-", "ash-", "ar-", "ad-", "an-", "az-")
_NAME_WORDS = {"al", "bin", "ibn", "abu", "abdel", "abd", "de", "del", "van", "von", "el"}
_BACK = {"group": ("monitor", "activist", "party", "rescue", "health", "un"), "monitor": ("monitor",), "organisation": ("monitor",), "organization": ("monitor",),
         "ngo": ("monitor",), "watchdog": ("monitor",), "agency": ("media", "un", "party"), "source": (), "sources": (), "official": ("official", "party"),
         "service": ("rescue",), "director": ("monitor",), "spokesman": ("party", "official"), "spokesperson": ("party", "official"),
         "report": (), "statement": (), "newspaper": ("media",), "hospital": ("health",), "head": ("monitor",), "chief": ("monitor",),
         "reporter": ("media", "party"), "activists": ("activist",), "activist": ("activist",)}  # fmt: skip
_FIGURES = {"toll", "count", "tally", "figures", "estimate", "estimates", "data", "statistics"}
"""What a source gives; by itself it is none ("according to a preliminary count")."""
_RECENT = 40
"""Sources that a long report may still point back to."""
_PEOPLE_PRONOUNS = {"he", "she"}
_THING_PRONOUNS = {"it", "they"}


class Phrase(NamedTuple):
    """A source phrase: tokens `first`..`last` (half-open) and the source that it means."""

    first: int
    last: int
    source: Source


@dataclass(slots=True)
class Speakers:
    """The sources that a report has named so far, the last one last; `monitor` is the only monitor that it names.

    `victims` are the tokens of the sentence at hand that are somebody harmed, not somebody speaking.
    """

    heard: list[Source] = field(default_factory=list)
    monitor: str | None = None
    victims: set[int] = field(default_factory=set)

    def back(self, kinds: tuple[str, ...] = ()) -> Source | None:
        """The last source heard, of one of `kinds` if some are given."""
        return next((s for s in reversed(self.heard[-_RECENT:]) if not kinds or s.kind in kinds), None)

    def by_word(self, word: str) -> Source | None:
        """The last source heard in whose name or words the word stands."""
        return next(
            (s for s in reversed(self.heard[-_RECENT:]) if word in f"{s.name or ''} {s.words or ''}".lower().split()),
            None,
        )


class PhraseReader:
    """Finds the source phrase that ends or starts at a token."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon, self._nouns = lexicon, SourceNouns(lexicon)

    def ending(self, sentence: Sentence, end: int, speakers: Speakers) -> Phrase | None:
        """The phrase whose last word is token `end` - 1."""
        if end <= 0 or end - 1 in speakers.victims:
            return None
        low = sentence.lows[end - 1]
        if low in _PEOPLE_PRONOUNS or low in _THING_PRONOUNS:
            return self._pronoun(end - 1, low, speakers)
        for first in range(max(0, end - 8), end):
            mention = sentence.actors.get(first)
            if mention is not None and mention.last == end:
                placed = (
                    mention.form == "state"
                    and first > 0
                    and sentence.lows[first - 1] in ("in", "from", "of", "near", "across")
                )
                return None if placed else self._actor(sentence, mention, end, speakers)
        noun = self._nouns.ending(sentence, end)
        if noun is not None:
            return self._noun(sentence, *noun, speakers)
        return self._name(sentence, self._name_start(sentence, end), end, speakers)

    def starting(self, sentence: Sentence, start: int, speakers: Speakers) -> Phrase | None:
        """The phrase whose first word is token `start`, articles and days before it aside."""
        lows, k = sentence.lows, _behind_articles(sentence, start)
        if k >= len(lows):
            return None
        if lows[k] == "same" and (same := speakers.back()) is not None:
            return Phrase(start, min(len(lows), k + 2), same)
        if lows[k] in _PEOPLE_PRONOUNS or lows[k] in _THING_PRONOUNS:
            return self._pronoun(k, lows[k], speakers)
        for at in range(k, min(len(lows), k + 6)):
            if not self._nominal(sentence, at):
                if at > k and lows[at] in ("from", "by", "of"):
                    continue
                break
            mention, noun = sentence.actors.get(at), self._nouns.at(lows, at)
            if mention is not None and mention.form == "state" and lows[mention.last : mention.last + 1] == ["'s"]:
                continue
            following = lows[noun[0]] if noun is not None and noun[0] < len(lows) else ""
            if noun is not None and lows[at] in _FIGURES and following not in ("from", "by", "of"):
                return None
            if noun is not None and self._goes_on(sentence, noun, following, named=mention is not None):
                continue
            if noun is not None and (mention is None or noun[0] > mention.last):
                return self._noun(sentence, at, noun[0], noun[1], speakers, within=k)
            if mention is not None and mention.form != "people":
                after = self._nouns.at(lows, mention.last) if mention.last < len(lows) else None
                if after is not None:
                    return self._noun(sentence, mention.last, after[0], after[1], speakers, within=k)
                return self._actor(sentence, mention, mention.last, speakers)
        end = k
        while end < len(lows) and self._in_name(sentence, end):
            end += 1
        return self._name(sentence, k, end, speakers) if end > k else None

    def _goes_on(self, sentence: Sentence, noun: tuple[int, str], following: str, *, named: bool) -> bool:
        """Whether the noun only leads to another: "official Syrian spokesman", "a new toll from the ministry"."""
        if noun[0] in sentence.actors or (noun[1] == "unknown" and following in ("from", "by")):
            return True
        return not named and following != "" and self._nouns.at(sentence.lows, noun[0]) is not None

    def _pronoun(self, k: int, low: str, speakers: Speakers) -> Phrase | None:
        if low in _PEOPLE_PRONOUNS or low == "they":
            source = speakers.back()
        else:
            source = next(
                (s for s in reversed(speakers.heard[-_RECENT:]) if s.kind not in ("witness", "resident")), None
            )
        return None if source is None else Phrase(k, k + 1, source)

    def _actor(self, sentence: Sentence, mention: ActorMention, end: int, speakers: Speakers) -> Phrase | None:
        if mention.form in ("people", "attack"):
            return None
        unnamed = not any(t.text[0].isupper() for t in sentence.tokens[mention.first + 1 : mention.last])
        if (
            mention.actor.kind == "monitor"
            and unnamed
            and mention.last - mention.first > 1
            and (back := speakers.back(("monitor",)))
        ):
            return Phrase(mention.first, end, Source(back.name, back.kind, sentence.words(mention.first, end)))
        actor = mention.actor
        first = mention.first
        if mention.form == "generic" and sentence.lows[end - 1] in ("officials", "official", "authorities"):
            return Phrase(first, end, Source(sentence.words(first, end), actor.source_kind, sentence.words(first, end)))
        name = actor.of if actor.kind == "person" and actor.of else actor.name
        kind = actor.source_kind
        while first > 0 and (sentence.lows[first - 1] in _ARTICLES or sentence.lows[first - 1].endswith("-based")):
            first -= 1
        return Phrase(first, end, Source(name, kind, sentence.words(first, end)))

    def _noun(
        self, sentence: Sentence, first: int, end: int, kind: str, speakers: Speakers, within: int | None = None
    ) -> Phrase:  # fmt: skip
        """Whom a phrase around a noun for a source means: its organisation, the person it names, or its description."""
        lows = sentence.lows
        start = (
            self._phrase_start(sentence, first) if within is None else min(within, self._phrase_start(sentence, first))
        )
        head = lows[end - 1]
        owner = (
            self._organisation(sentence, start, first, end)
            if head in _OFFICES or kind in ("unknown", "monitor")
            else None
        )
        name_end = end
        while name_end < len(lows) and self._in_name(sentence, name_end):
            name_end += 1
        if owner is not None:
            name, owner_kind, last = owner
            return Phrase(start, max(last, name_end), Source(name, owner_kind, sentence.words(start, max(last, end))))
        if name_end - end >= 2 or (name_end > end and lows[start] not in _ARTICLES):
            name = sentence.words(end, name_end)
            return Phrase(start, name_end, Source(name, cast("SourceKind", kind), sentence.words(start, name_end)))
        words = sentence.words(start, end)
        if head in _OFFICES and (held := self._office_of(sentence, start, end, speakers)) is not None:
            return held
        back = self._back_reference(sentence, start, first, end, speakers)
        if back is not None:
            return Phrase(start, end, Source(back.name, back.kind, words, back.relayed_by))
        if kind == "monitor" and speakers.monitor is not None and not head.endswith("s"):
            return Phrase(start, end, Source(speakers.monitor, "monitor", words))
        described = " ".join(t.text for t in sentence.tokens[start:end] if t.low not in _ARTICLES)
        return Phrase(start, end, Source(described, cast("SourceKind", kind), words))

    def _office_of(self, sentence: Sentence, start: int, end: int, speakers: Speakers) -> Phrase | None:
        """As in "its director, Rami Abdel Rahman": who holds the office, or whose office it is."""
        after = end + (sentence.lows[end : end + 1] == [","])
        holder = sentence.actors.get(after)
        if holder is not None and holder.actor.kind == "person":
            held = self._actor(sentence, holder, holder.last, speakers)
            return held and held._replace(first=start)
        before = sentence.lows[max(0, start - 1) : end]
        owner = before[before.index("'s") - 1] if "'s" in before[1:] else ""
        back = speakers.back() if {"its", "their"} & set(before) else None
        if owner in _BACK:  # "the group's director"
            back = speakers.by_word(owner) or speakers.back(("monitor",)) or speakers.back(_BACK[owner])
        words = sentence.words(start, end)
        return None if back is None else Phrase(start, end, Source(back.name, back.kind, words, back.relayed_by))

    def _organisation(self, sentence: Sentence, start: int, first: int, end: int) -> tuple[str, SourceKind, int] | None:
        """The organisation that a spokesman, director, source or group belongs to, before its noun or after "of"."""
        lows = sentence.lows
        before = [
            m
            for m in sentence.actors.values()
            if start - 1 <= m.first < first and m.form not in ("attack", "people", "state")
        ]
        if before:
            mention = max(before, key=lambda m: (m.form == "name", m.first))
            return mention.actor.name, mention.actor.source_kind, end
        if end < len(lows) and lows[end] in _LINKS:
            k = end + 1
            while k < len(lows) and lows[k] in _ARTICLES:
                k += 1
            for at in range(k, min(len(lows), k + 4)):
                if not self._nominal(sentence, at):
                    break
                behind = sentence.actors.get(at)
                if behind is None or behind.form in ("attack", "people", "state"):
                    continue
                if lows[end] != "in" or behind.form == "name":
                    return behind.actor.name, behind.actor.source_kind, behind.last
            last = k
            while last < len(lows) and self._in_name(sentence, last):
                last += 1
            words = sentence.words(k, last)
            if last - k >= 2 and lows[end] != "in" and (kind := kind_of_organisation(words)) is not None:
                return words, kind, last
        return None

    def _back_reference(
        self, sentence: Sentence, start: int, first: int, end: int, speakers: Speakers
    ) -> Source | None:
        """As in "the ministry", "the same source", "the group": a source told before."""
        lows = sentence.lows
        same = "same" in lows[start:first]
        definite = (
            lows[start] == "the" or same or (start == first and end - first == 1 and not lows[first].endswith("s"))
        )
        described = any(low not in _ARTICLES and low != "same" for low in lows[start:first])
        if not definite or (described and not same):
            return None
        if same:
            return speakers.back()
        head = lows[end - 1]
        named = speakers.by_word(head)
        if named is not None:
            return named
        return speakers.back(_BACK[head]) if head in _BACK else None

    def _phrase_start(self, sentence: Sentence, first: int) -> int:
        """The first token of the noun phrase that goes on at `first`: its adjectives and article."""
        start = first
        while start > 0 and first - start < 6:
            token, low = sentence.tokens[start - 1], sentence.lows[start - 1]
            inside = next((m for m in sentence.actors.values() if m.first < start <= m.last), None)
            if inside is not None:
                if inside.form in ("attack", "people"):
                    break
                start = inside.first
                continue
            if low in _ARTICLES or low in ("same", "'s"):
                start -= 1
                if low == "the":
                    break
                continue
            if (
                token.kind != "word"
                or start - 1 in sentence.dates
                or low in self._lexicon.functions
                or low in self._lexicon.speech
            ):
                break
            if self._lexicon.harms.at(sentence.lows, start - 1) or (
                low in self._lexicon.events and not token.text[0].isupper()
            ):
                break
            start -= 1
        return start

    def _name_start(self, sentence: Sentence, end: int) -> int:
        start = end
        while start > 0 and self._in_name(sentence, start - 1):
            start -= 1
        return start

    def _name(self, sentence: Sentence, first: int, end: int, speakers: Speakers) -> Phrase | None:
        """A person or organisation by a name that nobody knows."""
        if end - first < 1:
            return None
        name = sentence.words(first, end)
        known = next(
            (s for s in reversed(speakers.heard[-_RECENT:]) if s.words and name.split()[-1] in s.words.split()), None
        )
        if known is not None:
            return Phrase(first, end, Source(known.name, known.kind, name, known.relayed_by))
        before = self._nouns.ending(sentence, first)
        if (before is not None and before[2] != "unknown") or (
            before is not None
            and self._organisation(sentence, self._phrase_start(sentence, before[0]), before[0], before[1])
        ):
            return self._noun(sentence, *before, speakers)._replace(last=end)
        if (title := self._nouns.title(sentence, first, end)) is not None:
            return Phrase(first, end, Source(sentence.words(title[0], end), cast("SourceKind", title[1]), name))
        kind = kind_of_organisation(name) or self._nouns.kind_around(sentence, first, end)
        if end - first == 1 and kind is None:
            return None
        return Phrase(first, end, Source(name, cast("SourceKind", kind or "unknown"), name))

    def _in_name(self, sentence: Sentence, k: int) -> bool:
        token = sentence.tokens[k]
        if token.kind != "word":
            return False
        if not (token.text[0].isupper() or token.low.startswith(_NAME_PARTS) or token.low in _NAME_WORDS):
            return False
        if token.low in self._lexicon.functions or token.low in self._lexicon.speech:
            return False
        return not sentence.is_mentioned(k)

    def _nominal(self, sentence: Sentence, k: int) -> bool:
        """Whether token `k` can stand inside a noun phrase."""
        token, low = sentence.tokens[k], sentence.lows[k]
        if k in sentence.actors or low in ("'s", "-"):
            return True
        if token.kind != "word" or k in sentence.dates:
            return False
        return (
            low in ("same", "other")
            or low in _ARTICLES
            or not (low in self._lexicon.functions or low in self._lexicon.speech)
        )


def _behind_articles(sentence: Sentence, start: int) -> int:
    """The first token at or behind `start` that is no article, title or day."""
    lows, k = sentence.lows, start
    while k < len(lows) and k - start < 5:
        if k in sentence.dates:
            k = sentence.dates[k].last
        elif lows[k] in _ARTICLES or lows[k] in ("by", "on", ".", *_TITLES):
            k += 1
        else:
            break
    return k
