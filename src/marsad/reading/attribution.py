"""Attribution: whose knowledge a claim is, and through whom it came.

"the Observatory said, according to AFP": the Observatory knows, AFP relays. A statement without attribution is the
outlet's own. Pronouns and "the same source" are resolved to the last source of a fitting kind.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from marsad.model.claim import Source
from marsad.reading.items import Row
from marsad.reading.lexicon import Lexicon
from marsad.reading.sentence import Sentence

_AGENCY_RELAYS = {"told", "tells", "telling"}
_REFERENCE = {"he", "she", "it", "they", "same"}
_OFFICES = {"spokesman", "spokesperson", "spokeswoman", "director", "head", "chief", "minister", "commander", "official",
            "officials", "representative", "coordinator", "president", "secretary", "member", "leader", "source", "sources",
            "statement", "reporter", "correspondent", "group", "organisation", "organization", "agency"}  # fmt: skip
_BACK_REFERENCES = {"group": ("monitor", "activist", "party"), "monitor": ("monitor",), "monitoring group": ("monitor",),
                    "organisation": ("monitor",), "organization": ("monitor",), "ngo": ("monitor",), "watchdog": ("monitor",),
                    "ministry": ("party", "official", "health"), "agency": ("media", "party", "un"), "source": (), "sources": (),
                    "official": ("official", "party"), "rescue service": ("rescue",), "statement": (), "director": ("monitor",),
                    "activists": ("activist",), "spokesman": ("party", "official"), "report": (), "news agency": ("media", "party"),
                    "newspaper": ("media",), "hospital": ("health",), "army": ("party",), "police": ("official",)}  # fmt: skip


class Attribution(NamedTuple):
    """A source in a sentence: tokens `first`..`last` (half-open) of its words, `verb` the token of the speech word."""

    first: int
    last: int
    verb: int
    source: Source
    forward: bool
    denies: bool


@dataclass(slots=True)
class Speakers:
    """The sources that a report has named so far, the last one last; `named_monitor` is the only one it names, if so."""

    heard: list[Source] = field(default_factory=list)
    named_monitor: str | None = None

    def back(self, kinds: tuple[str, ...] = ()) -> Source | None:
        """The last source heard, of one of `kinds` if some are given."""
        return next((s for s in reversed(self.heard) if not kinds or s.kind in kinds), None)


class AttributionReader:
    """Finds the attributions of a sentence and resolves them against the sources heard before."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon

    def find(self, row: Row, speakers: Speakers) -> list[Attribution]:
        """The attributions of a sentence, in order; their sources join `speakers`."""
        sentence, found = row.sentence, []
        relays: list[str] = []
        for i, item in enumerate(row.items):
            if item.cls not in "Sa":
                continue
            attribution = self._at(row, i, speakers)
            if attribution is None:
                continue
            if item.value in ("relay", "according_by", "cite") or _relays(sentence, item.first, found):
                if attribution.source.name and (found or item.value in ("cite",)):
                    relays.append(attribution.source.name)
                if item.value in ("cite", "quote") and found:
                    found[-1] = self._knower(found[-1], attribution)
                    continue
                if found and item.value != "cite":
                    continue
            found.append(attribution)
        if relays:
            found = [a._replace(source=_with_relays(a.source, relays)) for a in found]
        for attribution in found:
            speakers.heard.append(attribution.source)
        return found

    def _knower(self, relay: Attribution, cited: Attribution) -> Attribution:
        """"SANA reported, citing a police source": the one cited knows, the one who cites relays."""
        name = relay.source.name
        source = cited.source
        return relay._replace(source=_with_relays(source, [name] if name else []))

    def _at(self, row: Row, i: int, speakers: Speakers) -> Attribution | None:
        sentence, item = row.sentence, row.items[i]
        denies = item.value == "deny"
        if sentence.lows[item.first].endswith("ing") and item.value != "cite" and (source := speakers.back()) is not None:
            return Attribution(item.first, item.first, item.first, source, True, denies)
        if item.cls == "a" or item.value in ("relay", "according_by", "cite"):
            found = self._source_right(sentence, item.last, speakers)
            return found and Attribution(found[0], found[1], item.first, found[2], _at_head(row, i), denies)
        left = self._source_left(sentence, item.first, speakers)
        if left is not None:
            return Attribution(left[0], left[1], item.first, left[2], True, denies)
        if sentence.lows[item.first] in _AGENCY_RELAYS:
            opening = self._opening(sentence, item.first, speakers)
            return opening and Attribution(opening[0], opening[1], item.first, opening[2], True, denies)
        right = self._source_right(sentence, item.last, speakers)
        if right is not None and right[0] - item.last <= 2:
            return Attribution(right[0], right[1], item.first, right[2], False, denies)
        return None

    def _opening(self, sentence: Sentence, verb: int, speakers: Speakers) -> tuple[int, int, Source] | None:
        """The source that opens the sentence of a verb far behind it ("An activist who spoke on condition … told Reuters")."""
        for first in range(min(4, verb)):
            noun = self._lexicon.sources.at(sentence.lows, first)
            if noun is not None:
                return self._of_noun(sentence, first, noun[0], noun[1], speakers)
        return None

    def _source_left(self, sentence: Sentence, verb: int, speakers: Speakers) -> tuple[int, int, Source] | None:
        """The source whose words end right before the speech word (adverbs, days and asides may stand between)."""
        k = verb - 1
        while k >= 0 and verb - k < 14:
            if any(m.first <= k < m.last for m in sentence.dates.values()) or sentence.lows[k] in _BETWEEN:
                k -= 1
                continue
            break
        if k < 0:
            return None
        low = sentence.lows[k]
        if low in ("he", "she", "it", "they", "who", "which"):
            return self._pronoun(sentence, k, low, speakers)
        if sentence.lows[k] == ")":
            opened = next((j for j in range(k, max(-1, k - 8), -1) if sentence.lows[j] == "("), None)
            k = opened - 1 if opened else k
        aside = _aside_start(sentence, k)
        located = _before_location(sentence, k)
        for end in (k + 1, aside, located):
            if end is not None and (found := self._ending_at(sentence, end, speakers)) is not None:
                return found
        return None

    def _pronoun(self, sentence: Sentence, k: int, low: str, speakers: Speakers) -> tuple[int, int, Source] | None:
        if low in ("who", "which"):
            end = k - 1 if k and sentence.lows[k - 1] == "," else k
            return self._ending_at(sentence, end, speakers)
        kinds = ("monitor", "party", "official", "media", "rescue", "health", "un", "activist") if low == "it" else ()
        source = speakers.back(kinds) or speakers.back()
        return None if source is None else (k, k + 1, source)

    def _ending_at(self, sentence: Sentence, end: int, speakers: Speakers) -> tuple[int, int, Source] | None:
        """A source whose words end at token `end`: an actor, a person of an organisation, a noun for a source, a name."""
        if end <= 0:
            return None
        for first in range(max(0, end - 7), end):
            mention = sentence.actors.get(first)
            if mention is not None and mention.last == end:
                return self._of_actor(sentence, first, end, speakers)
        for first in range(max(0, end - 4), end):
            noun = self._lexicon.sources.at(sentence.lows, first)
            if noun is not None and noun[0] == end:
                return self._of_noun(sentence, first, end, noun[1], speakers)
        return self._of_name(sentence, end, speakers)

    def _source_right(self, sentence: Sentence, start: int, speakers: Speakers) -> tuple[int, int, Source] | None:
        """The source whose words start at `start` or after an article, a day or "by"."""
        lows, k = sentence.lows, start
        while k < len(lows) and (lows[k] in _ARTICLES or k in sentence.dates) and k - start < 4:
            k = sentence.dates[k].last if k in sentence.dates else k + 1
        if k >= len(lows):
            return None
        if lows[k] in ("same", "him", "her", "them", "it"):
            source = speakers.back()
            return None if source is None else (k, min(len(lows), k + 2), source)
        if "same" in lows[start:k] and (source := speakers.back()) is not None:
            return k, k + 1, source
        for end in range(min(len(lows), k + 9), k, -1):
            mention = next((sentence.actors[f] for f in range(k, end) if f in sentence.actors and sentence.actors[f].last == end), None)
            if mention is not None and _all_nominal(sentence, k, mention.first, self._lexicon):
                return self._of_actor(sentence, mention.first, end, speakers, words_first=k)
        for first in range(k, min(len(lows), k + 5)):
            noun = self._lexicon.sources.at(lows, first)
            if noun is not None and _all_nominal(sentence, k, first, self._lexicon):
                return self._of_noun(sentence, first, noun[0], noun[1], speakers)
            if lows[first] in (",", ".", ":"):
                break
        end = k
        while end < len(lows) and sentence.tokens[end].text[0].isupper() and lows[end] not in self._lexicon.functions:
            end += 1
        return self._of_name(sentence, end, speakers) if end > k else None

    def _of_actor(
        self, sentence: Sentence, first: int, end: int, speakers: Speakers, words_first: int | None = None
    ) -> tuple[int, int, Source] | None:  # fmt: skip
        mention = sentence.actors[first]
        actor = mention.actor
        if mention.form == "people":
            return None
        start = _noun_phrase_start(sentence, first if words_first is None else words_first)
        words = sentence.words(start, end)
        return start, end, Source(actor.name, actor.source_kind, words)

    def _of_noun(self, sentence: Sentence, first: int, end: int, kind: str, speakers: Speakers) -> tuple[int, int, Source]:
        lows = sentence.lows
        noun = " ".join(lows[first:end])
        start = _noun_phrase_start(sentence, first)
        article = lows[start] if start < first else ""
        for k in range(end, min(len(lows), end + 6)):
            if k in sentence.actors and lows[end : end + 1] and lows[end] in ("of", "for", "from", "at", "with", "in") and not _breaks(sentence, end, k):
                mention = sentence.actors[k]
                if noun in ("spokesman", "spokesperson", "spokeswoman", "director", "head", "chief", "minister", "official", "officials", "reporter") or mention.form == "name":
                    return start, mention.last, Source(mention.actor.name, mention.actor.source_kind, sentence.words(start, mention.last))
        adjoining = next((m for m in sentence.actors.values() if first - 1 <= m.last <= first + 1 and m.first < first and m.form == "name"), None)
        if adjoining is not None and kind in ("monitor", "media", "activist", "unknown", "health", "rescue"):
            return adjoining.first, end, Source(adjoining.actor.name, adjoining.actor.source_kind, sentence.words(adjoining.first, end))
        named = self._heard_before(sentence, first, end, article, speakers)
        if named is not None:
            return start, end, named
        owner = next((sentence.actors[k] for k in range(start, first) if k in sentence.actors), None)
        if owner is not None and noun in _OFFICES and owner.form == "name":
            return start, end, Source(owner.actor.name, owner.actor.source_kind, sentence.words(start, end))
        if (article in ("the", "") or "same" in lows[start:first]) and noun in _BACK_REFERENCES and not _described(sentence, start, first):
            back = speakers.back(_BACK_REFERENCES[noun])
            if back is not None:
                return start, end, Source(back.name, back.kind, sentence.words(start, end), back.relayed_by)
        if kind == "monitor" and speakers.named_monitor and not noun.endswith("s"):
            return start, end, Source(speakers.named_monitor, "monitor", sentence.words(start, end))
        name = " ".join(t.text for t in sentence.tokens[start:end] if t.low not in _ARTICLES)
        return start, end, Source(name, kind, sentence.words(start, end))  # type: ignore[arg-type]

    def _heard_before(self, sentence: Sentence, first: int, end: int, article: str, speakers: Speakers) -> Source | None:
        """"the ministry", "the coalition": the last source heard whose name has the word."""
        if article != "the" or end - first != 1:
            return None
        word = sentence.lows[first].rstrip("s")
        source = next((s for s in reversed(speakers.heard) if s.name and word in s.name.lower()), None)
        return source and Source(source.name, source.kind, sentence.words(first, end), source.relayed_by)

    def _of_name(self, sentence: Sentence, end: int, speakers: Speakers) -> tuple[int, int, Source] | None:
        """A person by name: of the organisation that the words before or after the name tell, or for themselves."""
        first = end
        while first > 0 and _name_like(sentence, first - 1, self._lexicon):
            first -= 1
        if end - first < 1 or (end - first == 1 and sentence.tokens[first].low in self._lexicon.functions):
            return None
        name = sentence.words(first, end)
        before = next((sentence.actors[k] for k in range(max(0, first - 6), first) if k in sentence.actors and sentence.actors[k].last <= first), None)
        if before is not None and any(sentence.lows[k] in _OFFICES for k in range(before.first, first)) and not _breaks(sentence, before.last, first):
            return before.first, end, Source(before.actor.name, before.actor.source_kind, sentence.words(before.first, end))
        known = next((s for s in reversed(speakers.heard) if s.words and name.split()[-1] in s.words), None)
        if known is not None:
            return first, end, Source(known.name, known.kind, name, known.relayed_by)
        kind = self._described_as(sentence, first, end)
        if end - first == 1 and kind == "unknown":
            return None
        return first, end, Source(name, kind, name)  # type: ignore[arg-type]

    def _described_as(self, sentence: Sentence, first: int, end: int) -> str:
        for start in (end, max(0, first - 4)):
            for k in range(start, min(len(sentence.lows), start + 7)):
                noun = self._lexicon.sources.at(sentence.lows, k)
                if noun is not None and noun[1] != "unknown":
                    return noun[1]
                if start != end and k >= first:
                    break
        return "unknown"


_ARTICLES = {"the", "a", "an", "by", "that", "this"}
_BETWEEN = {"also", "later", "earlier", "then", "has", "have", "had", "would", "further", "previously", ",", "however", "in", "a",
            "statement", "on", '"', "its", "their", "website", "news", "conference", "press", "release", "telegram", "facebook", "twitter", "reportedly", "had", "separately", "meanwhile", "post", "channel", "official"}  # fmt: skip


def _relays(sentence: Sentence, verb: int, found: list[Attribution]) -> bool:
    """A second attribution behind the first ("…, the Observatory said, according to AFP") relays it."""
    return bool(found) and sentence.lows[verb] == "according" and found[-1].source.kind not in ("media",) and verb - found[-1].verb <= 4


def _with_relays(source: Source, relays: list[str]) -> Source:
    names = tuple(dict.fromkeys([*source.relayed_by, *(r for r in relays if r != source.name)]))
    return Source(source.name, source.kind, source.words, names)


def _at_head(row: Row, i: int) -> bool:
    return i <= 2 or not any(cls in "KkYrJCDT" for cls in row.classes[:i])


def _noun_phrase_start(sentence: Sentence, first: int) -> int:
    """The first token of the noun phrase that goes on at `first`: its adjectives and article."""
    start = first
    while start > 0 and first - start < 5:
        token, low = sentence.tokens[start - 1], sentence.lows[start - 1]
        if token.kind == "punct" and low != "'s":
            break
        if low in ("the", "a", "an", "same"):
            start -= 1
            if low != "same":
                break
            continue
        if start - 1 in sentence.dates or low in _STOPPERS or token.kind == "number":
            break
        if not (token.text[0].isupper() or low in _DESCRIBING or low.endswith(("ical", "al", "ary", "ish", "ese", "ian", "based", "ent", "ous", "run", "held"))):
            break
        start -= 1
    return start


_DESCRIBING = {"local", "hospital", "police", "security", "rebel", "opposition", "state", "army", "rights", "human", "aid", "rescue", "two",
               "three", "several", "senior", "unnamed", "informed", "field", "news", "media", "war", "defence", "defense", "health", "interior",
               "independent", "private", "undisclosed", "official", "activist", "civil", "emergency", "government", "regime", "pro-government"}  # fmt: skip
_STOPPERS = {"of", "in", "at", "on", "and", "by", "that", "to", "for", "with", "from", "as", "after", "when", "while", "near", "were", "was",
             "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "killed", "wounded", "dead", "injured"}  # fmt: skip


def _aside_start(sentence: Sentence, k: int) -> int | None:
    """Where the apposition between a name and its verb starts ("Rami Abdel Rahman, director of …, said")."""
    depth = 0
    for j in range(k, max(-1, k - 16), -1):
        if sentence.lows[j] == ",":
            depth += 1
            if j > 0 and sentence.tokens[j - 1].text[0].isupper():
                return j
    return None


def _breaks(sentence: Sentence, first: int, last: int) -> bool:
    return any(sentence.lows[k] in (",", ";", ".", "said", "and", "that", "in") and k > first for k in range(first, last))


def _described(sentence: Sentence, start: int, first: int) -> bool:
    return any(sentence.lows[k] not in ("the", "same") for k in range(start, first))


def _all_nominal(sentence: Sentence, first: int, last: int, lexicon: Lexicon) -> bool:
    """Whether the tokens can belong to one noun phrase ("director of the", "Syria 's official")."""
    for k in range(first, last):
        low = sentence.lows[k]
        if sentence.tokens[k].kind == "punct" and low != "'s":
            return False
        if low in ("in", "that", "on", "after", "when", "said", "were", "was", "and", "killed", "wounded"):
            return False
    return True


def _name_like(sentence: Sentence, k: int, lexicon: Lexicon) -> bool:
    token = sentence.tokens[k]
    if token.kind != "word" or not (token.text[0].isupper() or token.low.startswith(("al-", "el-", "as-"))):
        return False
    mentions = (*sentence.dates.values(), *sentence.actors.values(), *(m for m in sentence.places.values() if m.located))
    return token.low not in lexicon.functions and not any(m.first <= k < m.last for m in mentions)


def _before_location(sentence: Sentence, k: int) -> int | None:
    """Where a place behind the source starts ("Activists in rural Idlib said"): the end of the source's own words."""
    mention = next((m for m in sentence.places.values() if m.last == k + 1), None)
    if mention is None:
        return None
    j = mention.first - 1
    while j > 0 and sentence.lows[j] not in ("in", "from", "at", "near", "of") and mention.first - j < 5:
        j -= 1
    return j if sentence.lows[j] in ("in", "from", "at", "near") else None
