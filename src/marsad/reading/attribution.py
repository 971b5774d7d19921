"""Attribution: whose knowledge a claim is, and through whom it came.

"the Observatory said, according to AFP": the Observatory knows, AFP relays. A statement without attribution is the
outlet's own.
"""

from __future__ import annotations

from typing import NamedTuple

from marsad.model.claim import Source
from marsad.reading.items import Row
from marsad.reading.lexicon import Lexicon
from marsad.reading.sentence import Sentence
from marsad.reading.sourcing import Phrase, PhraseReader, Speakers

_RECIPIENT = {"told", "tells", "telling", "informed"}
_FAR = 22
_BETWEEN = {"also", "later", "earlier", "then", "has", "have", "had", "would", "further", "previously", ",", "however", "reportedly", "separately",
            "meanwhile", '"', "again", "already", "initially", "first", "now", "today", "did", "not"}  # fmt: skip
_ASIDE = {"statement", "website", "conference", "release", "post", "channel", "twitter", "facebook", "telegram", "report", "interview",
          "briefing", "message", "call", "bulletin", "page"}  # fmt: skip


class Attribution(NamedTuple):
    """A source in a sentence: tokens `first`..`last` (half-open) of its words, `verb` the token of the speech word.

    `forward`: it governs what follows it; else what stands before it.
    """

    first: int
    last: int
    verb: int
    source: Source
    forward: bool
    denies: bool


class AttributionReader:
    """Finds the attributions of a sentence and resolves them against the sources heard before."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._phrases = PhraseReader(lexicon)
        self._lexicon = lexicon

    def find(self, row: Row, speakers: Speakers) -> list[Attribution]:
        """The attributions of a sentence, in order; their sources join `speakers`."""
        found: list[Attribution] = []
        for i, item in enumerate(row.items):
            if item.cls not in "Sa":
                continue
            attribution = self._at(row, i, found, speakers)
            if attribution is None:
                continue
            if found and self._is_relay(row, i, found[-1]):
                found[-1] = found[-1]._replace(source=_relayed(found[-1].source, attribution.source))
            elif found and item.value in ("cite", "quote") and attribution.first > found[-1].verb:
                found[-1] = found[-1]._replace(source=_relayed(attribution.source, found[-1].source), denies=False)
            else:
                found.append(attribution)
        speakers.heard.extend(a.source for a in found)
        return found

    def _is_relay(self, row: Row, i: int, before: Attribution) -> bool:
        """As in "…, the Observatory said, according to AFP", "in a statement carried by SANA": a carrier behind the one who knows."""
        item = row.items[i]
        if item.value == "relay":
            return True
        if item.cls != "a" and item.value != "according_by":
            return False
        return item.first - before.verb <= 4 and before.source.kind not in ("media", "unknown")

    def _at(self, row: Row, i: int, found: list[Attribution], speakers: Speakers) -> Attribution | None:
        sentence, item = row.sentence, row.items[i]
        verb, denies = item.first, item.value == "deny"
        if item.cls == "a" or item.value in ("relay", "according_by", "cite"):
            phrase = self._phrases.starting(sentence, item.last, speakers)
            return phrase and Attribution(*phrase[:2], verb, phrase.source, _opens(row, i), denies)
        if sentence.lows[verb].endswith("ing"):
            source = found[-1].source if found else speakers.back()
            return None if source is None else Attribution(verb, verb, verb, source, True, denies)
        quoted = verb > 0 and sentence.lows[verb - 1] == '"'
        if (
            quoted
            and (behind := self._phrases.starting(sentence, item.last, speakers)) is not None
            and behind.first - item.last <= 2
        ):
            return Attribution(*behind[:2], verb, behind.source, False, denies)
        if item.value == "quote" and (cited := self._cited(sentence, verb, item.last, speakers)) is not None:
            return cited
        left = self._left(sentence, verb, speakers)
        if left is not None and left.source.kind != "unknown":
            return Attribution(*left[:2], verb, left.source, True, denies)
        if sentence.lows[verb] not in _RECIPIENT:
            right = self._phrases.starting(sentence, item.last, speakers)
            if right is not None and right.first - item.last <= 2 and _inverted(sentence, verb, right):
                return Attribution(*right[:2], verb, right.source, False, denies)
        if left is not None:
            return Attribution(*left[:2], verb, left.source, True, denies)
        far = self._far_left(row, verb, speakers)
        return far and Attribution(*far[:2], verb, far.source, True, denies)

    def _cited(self, sentence: Sentence, verb: int, after: int, speakers: Speakers) -> Attribution | None:
        """As in "SANA quoted a police source as saying": the one quoted knows, the one who quotes relays."""
        cited = self._phrases.starting(sentence, after, speakers)
        if cited is None or cited.first - after > 2:
            return None
        relay = self._left(sentence, verb, speakers)
        source = cited.source if relay is None else _relayed(cited.source, relay.source)
        return Attribution(cited.first, cited.last, verb, source, True, False)

    def _left(self, sentence: Sentence, verb: int, speakers: Speakers) -> Phrase | None:
        """The source whose words end right before the speech word; adverbs, days and asides may stand between."""
        k = _skip_left(sentence, verb - 1)
        if k < 0:
            return None
        if sentence.lows[k] in ("who", "which"):
            k -= 1 + (k > 0 and sentence.lows[k - 1] == ",")
        ends = [_before_place(sentence, k), k + 1, _before_apposition(sentence, k)]
        if k >= 0 and sentence.lows[k] == ")":
            opened = next((j for j in range(k, max(-1, k - 9), -1) if sentence.lows[j] == "("), k)
            ends = [k, opened]
        for end in ends:
            if end is not None and (phrase := self._phrases.ending(sentence, end, speakers)) is not None:
                return phrase
        return None

    def _far_left(self, row: Row, verb: int, speakers: Speakers) -> Phrase | None:
        """The source that opens the clause of a verb far behind it ("An activist who spoke on condition … told Reuters")."""
        sentence = row.sentence
        for first in range(max(0, verb - _FAR), verb):
            opens = first == 0 or sentence.lows[first - 1] in (",", '"', "but", "and", "while", ";", "—")
            if opens:
                phrase = self._phrases.starting(sentence, first, speakers)
                if phrase is not None and phrase.last < verb and not _tells_more(row, first, verb):
                    return phrase
        return None


def _tells_more(row: Row, first: int, last: int) -> bool:
    """Whether somebody else speaks, or comes to harm, between a source and its verb."""
    return any(cls in "KYJCS" for cls in row.classes[row.item_at(first) : row.item_at(last)])


def _skip_left(sentence: Sentence, k: int) -> int:
    """The last token before `k` that is no adverb, day, or aside such as "in a statement"."""
    lows = sentence.lows
    while k >= 0:
        mention = next((m for m in sentence.dates.values() if m.first <= k < m.last), None)
        if mention is not None:
            k = mention.first - 1
        elif lows[k] in _BETWEEN:
            k -= 1
        elif lows[k] in _ASIDE and (start := _aside_start(lows, k)) is not None:
            k = start - 1
        else:
            return k
    return k


def _aside_start(lows: list[str], k: int) -> int | None:
    return next((j for j in range(k - 1, max(-1, k - 6), -1) if lows[j] in ("in", "on", "during", "via", "at")), None)


def _inverted(sentence: Sentence, verb: int, right: Phrase) -> bool:
    """As in "…", said the Observatory": an inverted verb; not "said rebels had fired", where the phrase is another's subject."""
    last = right.last
    while last < len(sentence.lows) and sentence.tokens[last].text[0].isupper():
        last += 1
    after = sentence.lows[last] if last < len(sentence.lows) else "."
    if after in ("have", "has", "had", "were", "was", "are", "is", "fired", "killed", "would"):
        return False
    return (
        verb == 0
        or sentence.lows[verb - 1] in ('"', ",", "'", ")")
        or after in (",", ".", "-", "(", "which", "who", "in", "on", "adding", "of")
        or last >= len(sentence.lows) - 1
    )


def _before_place(sentence: Sentence, k: int) -> int | None:
    """As in "Activists in rural Idlib said": where the place behind the source starts."""
    mention = next((m for m in sentence.places.values() if m.last == k + 1), None)
    first = k + 1 if mention is None else mention.first
    while first > 0 and sentence.tokens[first - 1].text[0].isupper():
        first -= 1
    if first > k:
        return None
    for j in range(first - 1, max(-1, first - 6), -1):
        if sentence.lows[j] in ("in", "from", "near"):
            return j
        if sentence.tokens[j].kind != "word":
            break
    return None


def _before_apposition(sentence: Sentence, k: int) -> int | None:
    """Where the apposition between a name and its verb starts ("Rami Abdel Rahman, director of …, said")."""
    for j in range(k, max(-1, k - 16), -1):
        if sentence.lows[j] == "," and j > 0 and sentence.tokens[j - 1].text[0].isupper():
            return j
    return None


def _relayed(source: Source, relay: Source) -> Source:
    if relay.name is None or relay.name == source.name:
        return source
    return Source(source.name, source.kind, source.words, tuple(dict.fromkeys((*source.relayed_by, relay.name))))


def _opens(row: Row, i: int) -> bool:
    return i <= 2 or not any(cls in "KkYrJCDT" for cls in row.classes[:i])
