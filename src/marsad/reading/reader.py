"""The reader: a report in, its claims out. Deterministic; no network, no clock, no model."""

from __future__ import annotations

from collections import Counter
from datetime import date

from marsad.model.claim import Claim, Event, Source
from marsad.model.reading import Mention, Note, Reading
from marsad.model.report import Report
from marsad.places.gazetteer import Gazetteer
from marsad.reading.actors.book import ActorBook
from marsad.reading.assembly import Draft, Told, as_time, hedges_of, harm_token, make_claim, place_of, polarity_of, source_of, time_of
from marsad.reading.attribution import AttributionReader, Speakers
from marsad.reading.dateline import find_dateline
from marsad.reading.dates import DateReader
from marsad.reading.datewords import DateWords
from marsad.reading.events import Happening, cues, event_type, final_type, perpetrators
from marsad.reading.frames import Finding, findings
from marsad.reading.groups import GroupReader
from marsad.reading.items import ItemReader, Row
from marsad.reading.lexicon import load_lexicon
from marsad.reading.numbers import NumberReader
from marsad.reading.scope import scope_of
from marsad.reading.sentence import Sentence
from marsad.reading.whereabouts import PlaceReader
from marsad.text.fold import fold
from marsad.text.sentences import sentence_spans
from marsad.text.tokens import tokenize


class Reader:
    """Reads reports of one language. Build one a process and use it for many reports."""

    def __init__(self, language: str = "en") -> None:
        self.language = language
        self._lexicon = load_lexicon(language)
        numbers = NumberReader(self._lexicon)
        self._items = ItemReader(self._lexicon, GroupReader(self._lexicon, numbers))
        self._actors = ActorBook.load()
        self._dates = DateReader(DateWords.load(language))
        self._places = PlaceReader(Gazetteer.open(), self._lexicon)
        self._attributions = AttributionReader(self._lexicon)

    def rows(self, report: Report) -> list[Row]:
        folded = fold(report.text)
        spans = sentence_spans(folded.text, self._lexicon.abbreviations)
        token_rows = [tokenize(folded, start, end) for start, end in spans]
        head = [t for tokens in token_rows[:4] for t in tokens]
        dateline = find_dateline(head, report.published, self._dates)
        self.reference = (dateline.date if dateline else None) or report.published
        countries = self._countries(token_rows)
        rows, offset = [], 0
        for number, tokens in enumerate(token_rows):
            sentence = Sentence(number, 0, tokens, [t.low for t in tokens])
            sentence.actors.update((m.first, m) for m in self._actors.mentions(tokens, countries[0] if countries else None))
            sentence.dates.update((m.first, m) for m in self._dates.find(tokens, self.reference))
            if dateline is not None and number < 4:
                self._drop_dateline(sentence, dateline, offset)
            offset += len(tokens)
            taken = {k for m in sentence.actors.values() if m.form == "name" for k in range(m.first, m.last)}
            taken |= {k for m in sentence.dates.values() for k in range(m.first, m.last)}
            sentence.places.update((m.first, m) for m in self._places.find(tokens, taken, countries))
            rows.append(self._items.row(sentence))
        return rows

    def _drop_dateline(self, sentence: Sentence, dateline: object, offset: int) -> None:
        for first in list(sentence.dates):
            if dateline.holds(first + offset):  # type: ignore[attr-defined]
                sentence.dates[first] = sentence.dates[first]._replace(kind="clock")

    def _countries(self, token_rows: list[list]) -> tuple[str, ...]:  # type: ignore[type-arg]
        votes: Counter[str] = Counter()
        for tokens in token_rows:
            for token in tokens:
                if token.kind == "word" and token.text[0].isupper():
                    country = self._country(token.text)
                    if country:
                        votes[country] += 1
        return tuple(c for c, _ in votes.most_common(4))

    def _country(self, word: str) -> str | None:
        cached = self._country_cache.get(word, "")
        if cached == "":
            cached = self._country_cache[word] = self._places.country(word)
        return cached

    _country_cache: dict[str, str | None] = {}

    def read(self, report: Report) -> Reading:
        """Read `report` into claims."""
        rows = self.rows(report)
        speakers = Speakers()
        named = {m.actor.name for row in rows for m in row.sentence.actors.values() if m.actor.kind == "monitor"}
        if len(named) == 1:
            speakers.named_monitor = next(iter(named))
        air = any(entry[2].type == "air_strike" for row in rows for entry in cues(row, self._lexicon))
        outlet = self._outlet(report)
        told = Told()
        tolds = [told]
        drafts: list[Draft] = []
        for row in rows:
            attributions = self._attributions.find(row, speakers)
            found = findings(row)
            words = cues(row, self._lexicon)
            victims = {k for f in found for k in range(f.group.first, f.group.last)}
            for finding in found:
                if finding.harm == "":
                    earlier = next((d.finding for d in reversed(drafts) if d.finding.part_of is None), None)
                    if earlier is None:
                        continue
                    finding.harm, finding.part_of = earlier.harm, earlier
                elif finding.part_of_earlier and finding.part_of is None:
                    finding.part_of = next((d.finding for d in reversed(drafts) if d.finding.part_of is None and d.finding.harm == finding.harm), None)
                drafts.append(self._draft(row, finding, attributions, words, victims, told, air=air, outlet=outlet))
            if found or words:
                self._remember(row, told, words, found, victims, air)
        return self._reading(report, drafts)

    def _draft(self, row, finding, attributions, words, victims, told, *, air, outlet):  # type: ignore[no-untyped-def]
        near = harm_token(row, finding)
        kind, weapon, weak = event_type(words, near, air=air)
        if finding.event is not None and kind is None:
            kind = finding.event
        actors = perpetrators(row, near, victims)
        place, time = place_of(row, finding), time_of(row, finding)
        attribution = source_of(row, finding, attributions)
        source = attribution.source if attribution else outlet
        lower = finding.group.quantity.lower if finding.group.quantity else 1
        scope = scope_of(row, near, time, None, lower)
        polarity = polarity_of(row, finding, attribution)
        if scope == "event":
            if kind is None and told.happening.type is not None:
                kind, weapon = told.happening.type, weapon or told.happening.weapon
            if not actors:
                actors = told.happening.actors
            place = place or told.place
            time = time or told.time
        return Draft(finding, row, Happening(kind, weapon, actors, weak), place, time, source, polarity, scope, told, hedges_of(row, []))

    def _remember(self, row, told, words, found, victims, air):  # type: ignore[no-untyped-def]
        near = harm_token(row, found[0]) if found else (words[0][0] if words else 0)
        kind, weapon, weak = event_type(words, near, air=air)
        actors = perpetrators(row, near, victims)
        if kind:
            told.happening = Happening(kind, weapon, actors or told.happening.actors, weak)
        elif actors:
            told.happening = Happening(told.happening.type, told.happening.weapon, actors, weak)
        if found:
            place, time = place_of(row, found[0]), time_of(row, found[0])
            told.place = place or told.place
            if time is not None and time.kind not in ("since", "window"):
                told.time = time

    def _outlet(self, report: Report) -> Source:
        actor = self._actors.named(report.outlet) if report.outlet else None
        return Source(None, "party" if actor is not None and actor.source_kind == "party" else "media")

    def _reading(self, report: Report, drafts: list[Draft]) -> Reading:
        ids: dict[int, str] = {}
        claims: list[Claim] = []
        rules: dict[str, tuple[str, ...]] = {}
        for draft in drafts:
            part = ids.get(id(draft.finding.part_of)) if draft.finding.part_of else None
            supersedes = ids.get(id(draft.finding.supersedes)) if draft.finding.supersedes else None
            claim = make_claim(draft, report, part, supersedes)
            ids[id(draft.finding)] = claim.id
            claims.append(claim)
            rules[claim.id] = tuple(draft.finding.rules)
        return Reading(report.id, tuple(claims), (), (), rules)
