"""The reader: a report in, its claims out. Deterministic; no network, no clock, no model.

A report passes through these steps, each a module: `triggers` (is there casualty language?), sentences, `annotation`
(actors, dates, places), `items` and `groups` (a sentence as a row of things), `frames` (who came to what harm),
`storyline` with `attribution`, `telling` and `memory` (who says so, where, when, by whom), `claims`, `mentions`.
"""

from __future__ import annotations

from pathlib import Path

from marsad.model.claim import Claim, Source
from marsad.model.reading import Note, Reading, Standing
from marsad.model.report import Report
from marsad.places.gazetteer import Gazetteer
from marsad.reading.actors.book import ActorBook
from marsad.reading.annotation import Annotated, Annotator
from marsad.reading.claims import Draft, make_claim
from marsad.reading.dates import DateReader
from marsad.reading.datewords import DateWords
from marsad.reading.finding import Finding
from marsad.reading.groups import GroupReader
from marsad.reading.items import ItemReader
from marsad.reading.lexicon import load_lexicon
from marsad.reading.mentions import mentions_of
from marsad.reading.numbers import NumberReader
from marsad.reading.storyline import Storyline
from marsad.reading.tables import TableFinder, without_tables
from marsad.reading.tabulated import TableReader
from marsad.reading.triggers import Triggers
from marsad.text.fold import fold
from marsad.text.sentences import sentence_spans

_UNDATED = Note(
    "reading.no-reference-date",
    "No publication date is given and the text carries none, so words like 'on Sunday' stay without a date.",
)


class Reader:
    """Reads reports of one language. Build one a process and use it for many reports.

    `actors` is a file with more armed groups, agencies and monitors (see docs/how-to/add-an-actor.md).
    """

    def __init__(self, language: str = "en", *, actors: Path | None = None) -> None:
        self.language = language
        self._lexicon = load_lexicon(language)
        self._triggers = Triggers(self._lexicon)
        self._actors = ActorBook.load(actors)
        dates = DateReader(DateWords.load(language))
        self._annotator = Annotator(self._lexicon, self._actors, dates, Gazetteer.open())
        numbers = NumberReader(self._lexicon)
        self._tables = TableReader(TableFinder(self._lexicon, numbers), self._lexicon, self._annotator.places, dates)
        items = ItemReader(self._lexicon, GroupReader(self._lexicon, numbers))
        self._storyline = Storyline(self._lexicon, items)

    def read(self, report: Report) -> Reading:
        """Read `report` into claims."""
        if report.text.isascii() and not self._triggers.any(report.text):
            return Reading(report.id)
        folded = fold(report.text)
        if folded.text is not report.text and not self._triggers.any(folded.text):
            return Reading(report.id)
        tables = self._tables.finder.find(report, folded)
        spans = sentence_spans(without_tables(folded.text, tables), self._lexicon.abbreviations)
        annotated = self._annotator.annotate(report, folded, spans, [(table.start, table.end) for table in tables])
        told = [self._tables.read(table, folded, annotated) for table in tables]
        drafts = self._storyline.drafts(annotated, self._outlet(report), told)
        return self._reading(report, drafts, annotated)

    def _outlet(self, report: Report) -> Source:
        """The source of what is told without attribution: the outlet itself, a belligerent's own being a party."""
        actor = self._actors.named(report.outlet) if report.outlet else None
        return Source(None, "party" if actor is not None and actor.source_kind == "party" else "media")

    def _claims(self, report: Report, drafts: list[Draft]) -> list[Claim]:
        """The claims of drafts. One names its whole and the one it replaces, so these are made first, wherever they stand:
        a table's sum stands below its rows, and "rose to 12 from 8" tells the new count before the old.
        """
        known = {id(draft.finding): draft for draft in drafts}
        made: dict[int, Claim] = {}

        def claim_of(finding: Finding | None) -> str | None:
            draft = known.get(id(finding))
            if finding is None or draft is None:
                return None
            if id(finding) not in made:
                whole, old = claim_of(finding.part_of), claim_of(finding.supersedes)
                made[id(finding)] = make_claim(draft, report, self.language, whole, old)
            return made[id(finding)].id

        for draft in drafts:
            claim_of(draft.finding)
        return [made[id(draft.finding)] for draft in drafts]

    def _reading(self, report: Report, drafts: list[Draft], annotated: Annotated) -> Reading:
        claims = self._claims(report, drafts)
        undated = annotated.reference is None and any(
            mention.start is None
            for s in annotated.sentences
            for mention in s.dates.values()
            if mention.kind not in ("clock", "vague")
        )
        return Reading(
            report.id,
            tuple(claims),
            mentions_of(drafts, [claim.id for claim in claims]),
            (_UNDATED,) if undated and claims else (),
            {claim.id: tuple(draft.finding.rules) for claim, draft in zip(claims, drafts, strict=True)},
            {claim.id: Standing(draft.sentence, draft.cues) for claim, draft in zip(claims, drafts, strict=True)},
        )
