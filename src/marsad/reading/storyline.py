"""The storyline: a report's sentences in order, each harm tied to its event, its source and what was told before."""

from __future__ import annotations

from dataclasses import dataclass, field

from marsad.model.claim import Hedge, Source
from marsad.reading.annotation import Annotated
from marsad.reading.attribution import Attribution, AttributionReader
from marsad.reading.claims import Draft, hedges_of, polarity_of
from marsad.reading.events import Cue, event_cues
from marsad.reading.frames import Finding, findings
from marsad.reading.items import ItemReader, Row
from marsad.reading.lexicon import Lexicon
from marsad.reading.memory import Memory
from marsad.reading.perpetrators import claimant
from marsad.reading.scope import scope_of
from marsad.reading.sourcing import Speakers
from marsad.reading.telling import Telling, is_avenged, telling_of
from marsad.reading.whereabouts import PlaceMention

_LEAD = 3
_REACH = {"actor": 1, "type": 2}
"""Sentences at the head of a report that tell its own event."""


@dataclass(slots=True)
class _Sentence:
    """One sentence with everything found in it."""

    row: Row
    found: list[Finding]
    cues: list[Cue]
    attributions: list[Attribution] = field(default_factory=list)


class Storyline:
    """Ties the harms of a report together."""

    def __init__(self, lexicon: Lexicon, items: ItemReader) -> None:
        self._lexicon, self._items = lexicon, items
        self._attributions = AttributionReader(lexicon)

    def drafts(self, annotated: Annotated, outlet: Source) -> list[Draft]:
        """The drafts of all claims, in the order of the text."""
        sentences = [self._read(sentence) for sentence in annotated.sentences]
        self._attribute(sentences)
        air = any(cue.word.type == "air_strike" for s in sentences for cue in s.cues)
        memory, drafts = Memory(), []
        tellings: list[tuple[int, Telling]] = []
        for number, sentence in enumerate(sentences):
            behind = sentences[number + 1] if number + 1 < len(sentences) and not sentences[number + 1].found else None
            made = self._of_sentence(
                sentence, number, annotated, memory, drafts, outlet, behind and behind.row, air=air
            )
            drafts.extend(made)
            if not made and (sentence.cues or sentence.row.sentence.places) and number <= 2 * _LEAD:
                tellings.append((number, telling_of(sentence.row, None, sentence.cues, set(), air=air)))
        _fill_from_behind(drafts, tellings)
        _fill_claimed(drafts, sentences)
        return drafts

    def _read(self, sentence: object) -> _Sentence:
        row = self._items.row(sentence)  # type: ignore[arg-type]
        return _Sentence(row, findings(row), event_cues(row, self._lexicon))

    def _attribute(self, sentences: list[_Sentence]) -> None:
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
            speakers.victims = {k for f in sentence.found for k in range(f.group.first, f.group.last)}
            found = self._attributions.find(sentence.row, speakers)
            sentence.attributions = found
            marks = sentence.row.sentence.lows.count('"')
            if open_quote and not found:
                if quoting is not None:
                    sentence.attributions = [quoting]
                else:
                    waiting.append(sentence)
            elif open_quote and found:
                for waited in waiting:
                    waited.attributions = [found[0]._replace(verb=0, forward=True)]
                waiting = []
            if marks % 2:
                open_quote = not open_quote
                quoting = found[-1]._replace(verb=0, forward=True) if open_quote and found else None
                waiting = [] if not open_quote or found else [sentence]

    def _of_sentence(
        self, sentence: _Sentence, number: int, annotated: Annotated, memory: Memory, drafts: list[Draft],
        outlet: Source, following: Row | None, *, air: bool,
    ) -> list[Draft]:  # fmt: skip
        row, made = sentence.row, []
        victims = {k for f in sentence.found for k in range(f.group.first, f.group.last)}
        for finding in sentence.found:
            if not _tie_to_earlier(finding, [*drafts, *made]):
                continue
            if finding.part_of is not None:
                finding.part_of.parts.append(finding)
            own = telling_of(row, finding, sentence.cues, victims, air=air)
            attribution = governing(row, finding, sentence.attributions)
            source = attribution.source if attribution is not None else outlet
            hedges = hedges_of(row, following)
            made.append(self._draft(row, finding, own, number, annotated, memory, source, attribution, hedges))
        if not sentence.found and sentence.cues:
            memory.remember(telling_of(row, None, sentence.cues, victims, air=air))
        return made

    def _draft(
        self, row: Row, finding: Finding, own: Telling, number: int, annotated: Annotated, memory: Memory,
        source: Source, attribution: Attribution | None, hedges: tuple[Hedge, ...],
    ) -> Draft:  # fmt: skip
        lower = finding.group.quantity.lower if finding.group.quantity is not None else 1
        if "toll.update" in finding.rules and own.time is not None and own.time.kind == "day":
            own = own._replace(time=None)
        if own.time is None and memory.window is not None and number - memory.window_at <= 1 and lower > 100:
            own = own._replace(time=memory.window)
        scope = scope_of(row, own.time, lower, annotated.reference, lead=number < _LEAD)
        if scope == "event" and is_avenged(row, row.items[finding.harm_item].first):
            scope = "prior"
        if scope == "event":
            telling = memory.completed(own)
            memory.remember(own)
        elif scope == "prior":
            telling = own
        else:
            telling = _of_total(own, annotated, scope)
            if own.time is not None and own.time.kind == "window":
                memory.window, memory.window_at = own.time, number
                if number < _LEAD:
                    memory.remember(own)
        polarity = polarity_of(row, finding, attribution)
        return Draft(finding, row, telling, source, polarity, scope, hedges)


def _of_total(own: Telling, annotated: Annotated, scope: str) -> Telling:
    """A running toll's time reaches to the report's day."""
    time, place = own.time, own.place
    if place is None and annotated.country is not None:
        place = PlaceMention(0, 0, annotated.country, True, "country", 0)
    if (
        scope == "cumulative"
        and time is not None
        and time.kind in ("year", "month", "day")
        and annotated.reference is not None
    ):
        time = time._replace(end=annotated.reference)
    return own._replace(time=time, place=place)


def _tie_to_earlier(finding: Finding, drafts: list[Draft]) -> bool:
    """Give a part of something told before its whole; False when there is none that it could be a part of."""
    wholes = [d.finding for d in drafts if d.finding.part_of is None and d.finding is not finding]
    if finding.harm == "":
        if not wholes:
            return False
        finding.harm, finding.part_of = wholes[-1].harm, wholes[-1]
    elif finding.part_of_earlier and finding.part_of is None:
        finding.part_of = next(
            (w for w in reversed(wholes) if w.harm == finding.harm and w.group_item != finding.group_item), None
        )
    return True


def _fill_from_behind(drafts: list[Draft], tellings: list[tuple[int, Telling]]) -> None:
    """A heading tells little: its place, day, means and actor stand in the sentences after it."""
    events = [draft for draft in drafts if draft.scope == "event"]
    told = sorted([*tellings, *((d.row.sentence.number, d.telling) for d in events)], key=lambda each: each[0])
    for draft in events:
        number = draft.row.sentence.number
        if number >= _LEAD:
            break
        for name in ("type", "actor", "place", "time"):
            if getattr(draft.telling, name) is None:
                reach = _REACH.get(name, 2 * _LEAD)
                later = next(
                    (v for n, t in told if 0 <= n - number <= reach and (v := getattr(t, name)) is not None), None
                )
                draft.telling = draft.telling._replace(**{name: later})
    for draft in events:
        if draft.telling.place is None:
            spoken = next((m for m in draft.row.sentence.places.values() if m.speaks and m.kind != "country"), None)
            draft.telling = draft.telling._replace(place=spoken)


def _fill_claimed(drafts: list[Draft], sentences: list[_Sentence]) -> None:
    """Whoever claims the attack further on is, by its own word, the perpetrator of what is told without one."""
    actor = next((a for s in sentences if (a := claimant(s.row)) is not None), None)
    main = next((d.telling.type for d in drafts if d.scope == "event"), None)
    for draft in drafts:
        if actor is not None and draft.scope == "event" and draft.telling.actor is None and draft.telling.type == main:
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
            if between[-1:] in (["and"], ["but"], ["while"], [";"], [":"]):
                return None
            return attribution
    return attributions[-1] if attributions else None
