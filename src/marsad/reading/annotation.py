"""Annotation: a report's text becomes sentences whose actors, dates and places are known."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from marsad.model.claim import Place
from marsad.model.report import Report
from marsad.places.gazetteer import Gazetteer
from marsad.reading.actors.actor import ActorMention
from marsad.reading.actors.book import ActorBook
from marsad.reading.dateline import DateLine, find_dateline
from marsad.reading.dates import DateReader, TimeMention
from marsad.reading.lexicon import Lexicon
from marsad.reading.nounless import tells_of_part
from marsad.reading.sentence import Sentence
from marsad.reading.whereabouts import PlaceReader
from marsad.text.fold import Folded
from marsad.text.tokens import Token, tokenize

_HEAD_SENTENCES = 4
_COUNTRIES = 4
_WELL_KNOWN = 100_000
_INTERVENING = {"US", "RU", "GB", "FR", "CN", "TR", "IR", "DE"}
"""Countries named in reports from everywhere: their adjectives say little about where a report is set."""


class Annotated(NamedTuple):
    """The sentences of a report and what holds for all of them."""

    sentences: tuple[Sentence, ...]
    reference: date | None
    countries: tuple[str, ...]
    country: Place | None


class Annotator:
    """Finds actors, dates and places in the sentences of a report."""

    def __init__(self, lexicon: Lexicon, actors: ActorBook, dates: DateReader, gazetteer: Gazetteer) -> None:
        self._actors, self._dates = actors, dates
        self.places = self._places = PlaceReader(gazetteer, lexicon)
        self._lexicon = lexicon
        self._country = lru_cache(maxsize=50_000)(gazetteer.country)
        self._gazetteer = gazetteer
        self._home = lru_cache(maxsize=50_000)(self._home_of)

    def annotate(
        self, report: Report, folded: Folded, spans: Sequence[tuple[int, int]], tables: Sequence[tuple[int, int]] = ()
    ) -> Annotated:
        """Annotate the sentences of `report` that stand at `spans` of its folded text; `tables` name countries too."""
        rows = [tokenize(folded, start, end) for start, end in spans]
        head = [token for tokens in rows[:_HEAD_SENTENCES] for token in tokens]
        dateline = find_dateline(head, report.published, self._dates)
        reference = (dateline.date if dateline is not None else None) or report.published
        countries = self._countries([*rows, *(tokenize(folded, start, end) for start, end in tables)])
        sentences, offset = [], 0
        worth = self._worth_reading(rows)
        for number, tokens in enumerate(rows):
            if worth[number]:
                sentences.append(self._sentence(number, tokens, reference, countries, dateline, offset))
            else:
                sentences.append(Sentence(number, tokens, [token.low for token in tokens]))
            offset += len(tokens)
        return Annotated(tuple(sentences), reference, countries, self._whole_country(sentences, countries))

    def _worth_reading(self, rows: Sequence[list[Token]]) -> list[bool]:
        """Which sentences to annotate: those of harm, events or speech, the one before each, and the head."""
        lexicon = self._lexicon
        telling = []
        for tokens in rows:
            lows = [token.low for token in tokens]
            telling.append(lexicon.tells_of_harm(lows) or lexicon.events.any_in(lows) or tells_of_part(lows))
        last = len(rows) - 1
        return [
            number < _HEAD_SENTENCES or telling[number] or (number < last and telling[number + 1])
            for number in range(len(rows))
        ]

    def _whole_country(self, sentences: list[Sentence], countries: tuple[str, ...]) -> Place | None:
        """The report's country as a place, in the first words that name it: where a running toll was counted."""
        for sentence in sentences:
            for token in sentence.tokens:
                if (
                    token.kind == "word"
                    and token.text[0].isupper()
                    and countries
                    and self._country(token.text) == countries[0]
                ):
                    return self._places.country_place(token.text, countries[0])
        return None

    def _sentence(
        self, number: int, tokens: list[Token], reference: date | None, countries: tuple[str, ...],
        dateline: DateLine | None, offset: int,
    ) -> Sentence:  # fmt: skip
        sentence = Sentence(number, tokens, [token.low for token in tokens])
        sentence.dates.update((m.first, m) for m in self._times(tokens, reference))
        in_head = dateline is not None and number < _HEAD_SENTENCES
        if in_head and dateline is not None:
            for first in [f for f in sentence.dates if dateline.holds(f + offset)]:
                sentence.dates[first] = sentence.dates[first]._replace(kind="clock")
        taken = {k for m in sentence.dates.values() for k in range(m.first, m.last)}
        for mention in self._actors.mentions(tokens, countries[0] if countries else None):
            if mention.first not in taken:
                sentence.actors[mention.first] = mention
                if mention.form != "state":
                    taken.update(range(mention.first, mention.last))
        self._more_attackers(sentence)
        if in_head and dateline is not None:
            taken.update(k for k in range(len(tokens)) if dateline.holds(k + offset))
        sentence.places.update((m.first, m) for m in self._places.find(tokens, taken, countries))
        return sentence

    def _times(self, tokens: list[Token], reference: date | None) -> list[TimeMention]:
        """The sentence's dates; a window such as "the past 24 hours" ends on the day on which it was told."""
        found = self._dates.find(tokens, reference)
        windows = [m for m in found if m.kind == "window" and m.end == reference]
        told = [
            m
            for m in found
            if m.kind == "day" and m.end is not None and m.first > 0 and _speech_before(tokens, m, self._lexicon)
        ]
        if windows and told and reference is not None and told[0].end != reference:
            again = {m.first: m for m in self._dates.find(tokens, told[0].end)}
            return [again.get(m.first, m) if m.kind == "window" else m for m in found]
        return found

    def _more_attackers(self, sentence: Sentence) -> None:
        """As in "a Ukrainian FPV drone": a nationality before an event word that stands up to two words away."""
        for k, token in enumerate(sentence.tokens):
            if k in sentence.actors or token.kind != "word" or not token.text[0].isupper():
                continue
            country = self._actors.nationality(token)
            if country is None:
                continue
            if k and (sentence.tokens[k - 1].kind == "number" or sentence.lows[k - 1] in self._lexicon.numbers):
                actor = self._actors.state(country)
                ends = k + 1 >= len(sentence.lows) or self._lexicon.functions.at(sentence.lows, k + 1) is not None
                if actor is not None and ends:
                    sentence.actors[k] = ActorMention(k, k + 1, actor, country, "people")
                continue
            for j in range(k + 1, min(len(sentence.tokens), k + 4)):
                event = self._lexicon.events.at(sentence.lows, j)
                if event is not None and event[1].kind in ("agent", "weapon", "noun"):
                    actor = self._actors.state(country)
                    if actor is not None:
                        sentence.actors[k] = ActorMention(k, k + 1, actor, country, "attack")
                    break

    def _countries(self, rows: Sequence[list[Token]]) -> tuple[str, ...]:
        """The countries that the report is about, likeliest first, by the names and nationalities that it uses."""
        votes: Counter[str] = Counter()
        for tokens in rows:
            for k, token in enumerate(tokens):
                if token.kind != "word" or not token.text[0].isupper():
                    continue
                country = self._country(token.text)
                if country is None and len(token.text) > 4 and token.low.endswith("s"):
                    country = self._country(token.text[:-1])
                if country is None and k + 1 < len(tokens) and tokens[k + 1].text[:1].isupper():
                    country = self._country(f"{token.text} {tokens[k + 1].text}")
                if country is not None:
                    named = self._gazetteer.find(token.text)
                    votes[country] += 1 if country in _INTERVENING or not named else 3
                elif (home := self._home(token.text)) is not None:
                    votes[home] += 4
        if votes.keys() <= _INTERVENING:
            votes.update(self._by_places(rows))
        return tuple(country for country, _ in votes.most_common(_COUNTRIES))

    def _home_of(self, word: str) -> str | None:
        """The country of a well-known region or city of this name."""
        if len(word) < 4:
            return None
        found = self._gazetteer.find(word)
        known = found and (found[0].kind in ("admin1", "region") or found[0].population >= _WELL_KNOWN)
        return found[0].country if known else None

    def _by_places(self, rows: Sequence[list[Token]]) -> Counter[str]:
        """Where no country is named, or an intervening one alone: the countries of the best-known places."""
        votes: Counter[str] = Counter()
        for tokens in rows[:12]:
            for mention in self._places.find(tokens, set(), ()):
                if mention.place.country is not None and mention.located:
                    votes[mention.place.country] += 2
        return votes


def _speech_before(tokens: Sequence[Token], mention: TimeMention, lexicon: Lexicon) -> bool:
    return any(token.low in lexicon.speech for token in tokens[max(0, mention.first - 3) : mention.first])
