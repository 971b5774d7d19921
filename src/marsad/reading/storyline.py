"""The storyline: a report's sentences in order, each harm tied to its event, its source and what was told before."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from marsad.model.claim import Hedge, Source
from marsad.reading.annotation import Annotated
from marsad.reading.attribution import Attribution, AttributionReader
from marsad.reading.claims import Draft, hedges_of, polarity_of
from marsad.reading.dates import LOOSE, TimeMention
from marsad.reading.events import Cue, event_cues
from marsad.reading.finding import Finding, can_hold
from marsad.reading.frames import findings
from marsad.reading.items import ItemReader, Row
from marsad.reading.lexicon import Lexicon
from marsad.reading.memory import Memory
from marsad.reading.perpetrators import claimant
from marsad.reading.scope import anchored, is_before_main, scope_of, scope_of_several
from marsad.reading.sentence import Sentence
from marsad.reading.sourcing import Speakers
from marsad.reading.standing import cues_of, is_of_one, is_of_several
from marsad.reading.tabulated import ToldTable, table_drafts
from marsad.reading.telling import Telling, is_avenged, points_back, telling_of
from marsad.reading.whereabouts import PlaceMention

_LEAD = 3
"""Sentences at the head of a report that tell its own event."""
_REACH = {"actor": 1, "type": 2, "place": 2 * _LEAD, "time": 2 * _LEAD}
"""How many sentences behind a heading may supply what it leaves out."""
_THEM = 2
"""How many sentences back "them" may reach."""
_MANY = 100
"""A count this large without a day goes on in the window told just before ("over the past year")."""


@dataclass(slots=True)
class _Sentence:
    """One sentence with everything found in it."""

    number: int
    row: Row
    found: list[Finding]
    cues: list[Cue]
    attributions: list[Attribution] = field(default_factory=list)

    @property
    def victims(self) -> set[int]:
        """The tokens that are somebody harmed."""
        return {k for f in self.found for k in range(f.group.first, f.group.last)}


@dataclass(slots=True)
class _Story:
    """A report as far as it has been told.

    `wholes` are the findings that others may be parts of; `struck` are the places, by GeoNames id, that sentences on
    harm or events tell of; `place_at` is the last sentence that told where its events were.
    """

    annotated: Annotated
    outlet: Source
    sentences: list[_Sentence]
    air: bool
    memory: Memory = field(default_factory=Memory)
    drafts: list[Draft] = field(default_factory=list)
    tellings: list[tuple[int, Telling]] = field(default_factory=list)
    wholes: list[Finding] = field(default_factory=list)
    struck: frozenset[int | None] = frozenset()
    place_at: int = -9
    tables: deque[ToldTable] = field(default_factory=deque)
    tabulated: list[tuple[int, list[Draft]]] = field(default_factory=list)

    def remember(self, own: Telling, number: int) -> None:
        """Take in what sentence `number` tells of the report's own events."""
        self.memory.remember(own)
        if own.place is not None:
            self.place_at = number


class Storyline:
    """Ties the harms of a report together."""

    def __init__(self, lexicon: Lexicon, items: ItemReader) -> None:
        self._lexicon, self._items = lexicon, items
        self._attributions = AttributionReader(lexicon)

    def drafts(self, annotated: Annotated, outlet: Source, tables: Sequence[ToldTable] = ()) -> list[Draft]:
        """The drafts of all claims, in the order of the text."""
        sentences = [self._read(number, sentence) for number, sentence in enumerate(annotated.sentences)]
        self._attribute(sentences)
        air = any(cue.word.type == "air_strike" for s in sentences for cue in s.cues)
        struck = {
            m.place.geonames
            for s in sentences
            if s.found or s.cues
            for m in s.row.sentence.places.values()
            if m.located
        }
        story = _Story(annotated, outlet, sentences, air, tables=deque(tables), struck=frozenset(struck - {None}))
        for sentence in sentences:
            _tell_tables(story, sentence.number)
            _tell(story, sentence)
        _tell_tables(story, len(sentences))
        _fill_from_behind(story)
        for at, drafts in reversed(story.tabulated):
            story.drafts[at:at] = drafts
        _fill_claimed(story)
        return story.drafts

    def _read(self, number: int, sentence: Sentence) -> _Sentence:
        row = self._items.row(sentence)
        return _Sentence(number, row, findings(row), event_cues(row, self._lexicon))

    def _attribute(self, sentences: list[_Sentence]) -> None:
        """Find who says each sentence; what stands inside a quotation is its speaker's."""
        speakers = Speakers()
        monitors = {
            m.actor.name for s in sentences for m in s.row.sentence.actors.values() if m.actor.kind == "monitor"
        }
        if len(monitors) == 1:
            speakers.monitor = next(iter(monitors))
        waiting: list[_Sentence] = []
        quoting: Attribution | None = None
        open_quote = False
        for sentence in sentences:
            speakers.victims = sentence.victims
            found = self._attributions.find(sentence.row, speakers)
            sentence.attributions = found
            if open_quote and found:
                for waited in waiting:
                    waited.attributions = [found[0]._replace(verb=0, forward=True)]
                waiting = []
            elif open_quote and quoting is not None:
                sentence.attributions = [quoting]
            elif open_quote:
                waiting.append(sentence)
            if sentence.row.sentence.lows.count('"') % 2:
                open_quote = not open_quote
                quoting = found[-1]._replace(verb=0, forward=True) if open_quote and found else None
                waiting = [] if not open_quote or found else [sentence]


def _tell_tables(story: _Story, number: int) -> None:
    """Draft the claims of the tables before sentence `number`. They tell the sentences around them nothing."""
    while story.tables and story.tables[0].before <= number:
        drafts = table_drafts(story.tables.popleft(), story.memory, story.outlet, story.annotated.country)
        story.tabulated.append((len(story.drafts), drafts))


def _tell(story: _Story, sentence: _Sentence) -> None:
    """Draft the claims of a sentence, and remember what it tells of its event."""
    row, victims = sentence.row, sentence.victims
    following = story.sentences[sentence.number + 1] if sentence.number + 1 < len(story.sentences) else None
    hedges = hedges_of(row, following.row if following is not None and not following.found else None)
    made = 0
    for finding in sentence.found:
        own = _where_spoken(telling_of(row, finding, sentence.cues, victims, air=story.air), row, story)
        if not _tie_to_earlier(finding, own, story, sentence):
            continue
        if finding.part_of is not None:
            finding.part_of.parts.append(finding)
        else:
            story.wholes.append(finding)
        story.drafts.append(_draft(story, sentence, finding, own, hedges))
        made += 1
    if made:
        return
    own = telling_of(row, None, sentence.cues, victims, air=story.air)
    if sentence.cues:
        story.remember(own, sentence.number)
    if sentence.number <= 2 * _LEAD and (sentence.cues or row.sentence.places):
        story.tellings.append((sentence.number, own))


def _draft(
    story: _Story, sentence: _Sentence, finding: Finding, own: Telling, hedges: tuple[Hedge, ...]
) -> Draft:  # fmt: skip
    row, memory, number = sentence.row, story.memory, sentence.number
    lower = finding.group.quantity.lower if finding.group.quantity is not None else 1
    if "toll.update" in finding.rules and own.time is not None and own.time.kind == "day":
        own = own._replace(time=None)  # the day on which the toll rose is not the day of the harm
    if own.time is None and memory.window is not None and number - memory.window_at <= 1 and lower > _MANY:
        own = own._replace(time=memory.window)
    own = own._replace(time=anchored(own.time, memory.current.time))
    scope = scope_of(row, own.time, lower, story.annotated.reference, lead=number < _LEAD)
    if scope == "event" and (is_of_several(row, sentence.cues) or not is_of_one(row, sentence.cues)):
        scope = scope_of_several(row, own.time, lower, lead=number < _LEAD)
    avenged = is_avenged(row, row.items[finding.harm_item].first)
    if scope == "event" and (avenged or is_before_main(own.time, memory.main.time, story.annotated.reference)):
        scope = "prior"
    attribution = governing(row, finding, sentence.attributions)
    source = attribution.source if attribution is not None else story.outlet
    if scope == "event":
        telling = memory.completed(own)
        story.remember(own, number)
    elif scope == "prior":
        telling = own
    else:
        telling = _of_total(own, story.annotated, cumulative=scope == "cumulative")
        if own.time is not None and own.time.kind == "window":
            memory.window, memory.window_at = own.time, number
            if number < _LEAD:
                story.remember(own, number)
    cues = cues_of(row, finding, own, sentence.cues, place_is_far=number - story.place_at > 1)
    polarity = polarity_of(row, finding, attribution)
    return Draft(finding, row, telling, source, polarity, scope, hedges, sentence=number, cues=cues)


def _of_total(own: Telling, annotated: Annotated, *, cumulative: bool) -> Telling:
    """A total without a place is the country's; a running one reaches to the report's day."""
    time, place = own.time, own.place
    if place is None and annotated.country is not None:
        place = PlaceMention(0, 0, annotated.country, True, "country", 0)
    if cumulative and time is not None and time.kind in ("year", "month", "day") and annotated.reference is not None:
        time = time._replace(end=annotated.reference)
    return own._replace(time=time, place=place)


def _where_spoken(own: Telling, row: Row, story: _Story) -> Telling:
    """Somebody on the spot tells of that place: a rescuer "in Kupiansk", where the report tells of a strike, or of "there"."""
    if own.place is not None:
        return own
    spoken = (m for m in row.sentence.places.values() if m.speaks and m.kind in ("settlement", "admin2"))
    here = next((m for m in spoken if points_back(row, m.last) or m.place.geonames in story.struck), None)
    return own._replace(place=here)


def _tie_to_earlier(finding: Finding, own: Telling, story: _Story, sentence: _Sentence) -> bool:
    """Give a part of something told before its whole; False when there is none that it could be a part of."""
    wholes = story.wholes
    if finding.harm == "":
        whole = _told_just_before(finding, story, sentence.number)
        if whole is None:
            return False
        finding.harm, finding.part_of = whole.harm, whole
    elif finding.part_of_earlier and finding.part_of is None:
        elsewhere = _told_elsewhere(own, story)
        listed = [f for f in sentence.found if f.part_of_earlier and f.harm_item == finding.harm_item]
        can_be = (w for w in reversed(wholes) if w not in elsewhere and all(can_hold(w, part) for part in listed))
        finding.part_of = next(can_be, None)
    return True


def _told_just_before(finding: Finding, story: _Story, number: int) -> Finding | None:
    """The people whom "them" stands for: those told last, at most two sentences before, who can be as many."""
    for draft in reversed(story.drafts):
        if number - draft.row.sentence.number > _THEM:
            break
        whole = draft.finding
        if whole in story.wholes and can_hold(whole, replace(finding, harm=whole.harm)):
            return whole
    return None


def _told_elsewhere(own: Telling, story: _Story) -> list[Finding]:
    """The findings told of other places than the one that a sentence names, or of an earlier event somewhere."""
    if own.place is None:
        return []
    return [
        draft.finding
        for draft in story.drafts
        if ((place := draft.telling.place) is None and draft.scope == "prior")
        or (place is not None and place.place != own.place.place)
    ]


def _fill_from_behind(story: _Story) -> None:
    """A heading tells little: its place, day, means and actor stand in the sentences after it."""
    events = [draft for draft in story.drafts if draft.scope == "event"]
    head = [d for d in events if d.row.sentence.number <= 3 * _LEAD]
    told = [*story.tellings, *((d.row.sentence.number, d.telling) for d in head)]
    told.sort(key=lambda each: each[0])
    for draft in head:
        number = draft.row.sentence.number
        for name, reach in _REACH.items():
            if number < _LEAD and getattr(draft.telling, name) is None:
                later = (v for n, t in told if 0 <= n - number <= reach and (v := _to_fill(t, name)) is not None)
                draft.telling = draft.telling._replace(**{name: next(later, None)})
    for draft in events:
        if draft.telling.place is None:
            spoken = (m for m in draft.row.sentence.places.values() if m.speaks and m.kind != "country")
            draft.telling = draft.telling._replace(place=next(spoken, None))


def _to_fill(telling: Telling, name: str) -> Any:
    """What a sentence tells that a heading leaves out; "last month" is not the day of its event."""
    value = getattr(telling, name)
    return None if isinstance(value, TimeMention) and value.kind in LOOSE else value


def _fill_claimed(story: _Story) -> None:
    """Whoever claims the attack further on is, by its own word, the perpetrator of what is told without one."""
    actor = next((a for s in story.sentences if (a := claimant(s.row)) is not None), None)
    main = next((d.telling.type for d in story.drafts if d.scope == "event"), None)
    for draft in story.drafts:
        if (
            actor is not None
            and draft.scope == "event"
            and draft.telling.actor is None
            and draft.telling.type == main
        ):  # fmt: skip
            draft.telling = draft.telling._replace(actor=actor)


def governing(row: Row, finding: Finding, attributions: list[Attribution]) -> Attribution | None:
    """The attribution that governs a finding: the last that opens before it, else the next that closes behind it."""
    lows = row.sentence.lows
    near = row.items[finding.harm_item].first
    at = min(finding.group.first, near)
    opened = [a for a in attributions if a.forward and a.verb <= at]
    if opened:
        return opened[-1]
    for attribution in attributions:
        if attribution.verb >= at:
            between = lows[max(at, near) : attribution.first]
            return None if between[-1:] in (["and"], ["but"], ["while"], [";"], [":"]) else attribution
    return attributions[-1] if attributions else None
