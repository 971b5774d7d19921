"""The reader: a report in, its claims out. Deterministic; no network, no clock, no model."""

from __future__ import annotations

from marsad.model.claim import Claim, Source
from marsad.model.reading import Reading
from marsad.model.report import Report
from marsad.places.gazetteer import Gazetteer
from marsad.reading.actors.book import ActorBook
from marsad.reading.annotation import Annotator
from marsad.reading.claims import Draft, make_claim
from marsad.reading.dates import DateReader
from marsad.reading.datewords import DateWords
from marsad.reading.groups import GroupReader
from marsad.reading.items import ItemReader, Row
from marsad.reading.lexicon import load_lexicon
from marsad.reading.numbers import NumberReader
from marsad.reading.storyline import Storyline
from marsad.text.fold import fold
from marsad.text.sentences import sentence_spans


class Reader:
    """Reads reports of one language. Build one a process and use it for many reports."""

    def __init__(self, language: str = "en") -> None:
        self.language = language
        self._lexicon = load_lexicon(language)
        self._items = ItemReader(self._lexicon, GroupReader(self._lexicon, NumberReader(self._lexicon)))
        self._actors = ActorBook.load()
        dates = DateReader(DateWords.load(language))
        self._annotator = Annotator(self._lexicon, self._actors, dates, Gazetteer.open())
        self._storyline = Storyline(self._lexicon, self._items)

    def rows(self, report: Report) -> list[Row]:
        """The rows of items of a report's sentences."""
        folded = fold(report.text)
        spans = sentence_spans(folded.text, self._lexicon.abbreviations)
        return [self._items.row(s) for s in self._annotator.annotate(report, folded, spans).sentences]

    def read(self, report: Report) -> Reading:
        """Read `report` into claims."""
        folded = fold(report.text)
        spans = sentence_spans(folded.text, self._lexicon.abbreviations)
        annotated = self._annotator.annotate(report, folded, spans)
        return self._reading(report, self._storyline.drafts(annotated, self._outlet(report)))

    def _outlet(self, report: Report) -> Source:
        """The source of what is told without attribution: the outlet itself, a belligerent's own being a party."""
        actor = self._actors.named(report.outlet) if report.outlet else None
        return Source(None, "party" if actor is not None and actor.source_kind == "party" else "media")

    def _reading(self, report: Report, drafts: list[Draft]) -> Reading:
        ids: dict[int, str] = {}
        claims: list[Claim] = []
        rules: dict[str, tuple[str, ...]] = {}
        for draft in drafts:
            part_of, old = draft.finding.part_of, draft.finding.supersedes
            claim = make_claim(draft, report, self.language, ids.get(id(part_of)), ids.get(id(old)))
            ids[id(draft.finding)] = claim.id
            claims.append(claim)
            rules[claim.id] = tuple(draft.finding.rules)
        return Reading(report.id, tuple(claims), (), (), rules)
