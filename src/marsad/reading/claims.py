"""Claims from findings: count, group, polarity, hedges, time and span, each as the text has it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import cast

from marsad.model import claim as model
from marsad.model.identity import claim_id
from marsad.model.reading import Cue
from marsad.model.report import Report
from marsad.reading.attribution import Attribution
from marsad.reading.dates import TimeMention
from marsad.reading.events import settled_type
from marsad.reading.finding import Finding
from marsad.reading.items import Row
from marsad.reading.telling import Telling

READER_VERSION = "en/2"
_MODALS = {"may", "might", "could", "would", "feared", "can", "will", "should"}
_HEDGES: tuple[tuple[model.Hedge, re.Pattern[str]], ...] = (
    ("preliminary", re.compile(
        r"\b(?:preliminary|prelim|provisional|non-final|first reports|first toll|"
        r"initial (?:death )?(?:toll|count|figure|report|estimate|tally)s?)\b")),
    ("unverified", re.compile(
        r"\b(?:unverified|unconfirmed|uncorroborated|remains? to be (?:verified|confirmed)|"
        r"(?:not|n't|cannot|nobody|unable to|never) (?:could |can )?(?:yet )?(?:been |be )?(?:independently )?(?:verif|confirm|check)\w*)\b")),
    ("expected_to_rise", re.compile(
        r"\b(?:(?:expect\w*|likely|set|could|may|might|fear\w*|will|would)(?: that)?(?: the| that| this)?(?: number| figure| toll| count)?(?: to| will| could| may)?"
        r" (?:rise|increase|climb|grow|go up|reach|mount))\b")),
    ("disputed", re.compile(r"\b(?:disputed|contested|baseless|conflicting (?:reports|tolls|figures))\b")),
)  # fmt: skip


@dataclass(slots=True)
class Draft:
    """A claim in the making: a finding, its sentence, and what has been found about it.

    `mention` numbers its event; `sentence` is the number of the sentence, `cues` what its words say of the event.
    """

    finding: Finding
    row: Row
    telling: Telling
    source: model.Source
    polarity: model.Polarity
    scope: model.Scope
    hedges: tuple[model.Hedge, ...]
    mention: int = 0
    sentence: int = 0
    cues: frozenset[Cue] = frozenset()


def polarity_of(row: Row, finding: Finding, attribution: Attribution | None) -> model.Polarity:
    """Asserted, denied or hypothetical, by the words between the one who says it and the harm."""
    lows, j = row.sentence.lows, finding.harm_item
    near = row.items[j].first
    if attribution is not None and attribution.denies and _is_denied(lows, attribution.verb, near):
        return "denied"
    auxiliaries = {lows[item.first] for item in row.items[max(0, j - 5) : j] if item.cls in "MAHBO?"}
    if auxiliaries & _MODALS:
        return "hypothetical"
    if (
        row.classes[j] == "k"
        and row.classes[j - 1 : j] == "t"
        and not {"managed", "able"} & set(lows[max(0, near - 4) : near])
    ):
        return "hypothetical"
    if "feared" in lows[max(0, near - 3) : near + 3] or "fears" in lows[max(0, near - 8) : near]:
        return "hypothetical"
    opening = lows[max(0, min(near, finding.group.first) - 10) : min(near, finding.group.first)]
    if (
        "whether" in opening[-3:]
        or {"if", "unless"} & set(opening)
        or {"drill", "exercise", "simulated", "simulation", "mock"} & set(lows)
    ):
        return "hypothetical"
    return "asserted"


def _is_denied(lows: list[str], verb: int, near: int) -> bool:
    between = lows[verb + 1 : near + 1]
    if verb >= near or near - verb > 14 or {"responsibility", "involvement"} & set(between):
        return False
    return between[:1] != [] and between[0] not in ("and", ",", ".", "but")


def hedges_of(row: Row, following: Row | None) -> tuple[model.Hedge, ...]:
    """The hedges that a sentence, or a sentence behind it that tells no harm of its own, puts on its numbers."""
    text = " ".join(row.sentence.lows)
    if following is not None and re.search(
        r"\b(?:toll|number|figure|count|these|this)s?\b", " ".join(following.sentence.lows)
    ):
        text += " . " + " ".join(following.sentence.lows)
    return tuple(hedge for hedge, pattern in _HEDGES if pattern.search(text))


def count_of(finding: Finding, row: Row) -> model.Count:
    """The claim's count, with its words as the report has them."""
    quantity, group = finding.group.quantity, finding.group
    if finding.count is not None:
        return _worded(model.Count(*finding.count, "exact"), row, group.first, group.last)
    if group.noun == "rest" or (
        group.other and quantity is None and group.kind == "plural" and "subset.of_them" in finding.rules
    ):
        return _remainder(finding)
    if quantity is None:
        return model.Count(2, None, "plural") if group.kind == "plural" else model.Count(1, 1, "exact")
    if quantity.fraction is not None:
        return _worded(_of_whole(quantity.fraction, quantity.form, finding), row, quantity.first, quantity.last)
    count = model.Count(
        quantity.lower, quantity.upper, cast("model.Form", quantity.form), cast("model.Unit", group.unit)
    )
    return _worded(count, row, quantity.first, quantity.last)


def _remainder(finding: Finding) -> model.Count:
    """What the parts told before leave of their whole; a bare plural when the text does not settle it."""
    whole = finding.part_of
    if whole is None or whole.group.quantity is None or whole.group.quantity.upper != whole.group.quantity.lower:
        return model.Count(2, None, "plural")
    parts = [part.group.quantity for part in whole.parts if part is not finding]
    told = sum(quantity.lower if quantity is not None else 1 for quantity in parts)
    left = whole.group.quantity.lower - told
    return model.Count(left, left, "exact") if parts and left > 0 else model.Count(2, None, "plural")


def _of_whole(fraction: float, form: str, finding: Finding) -> model.Count:
    """A fraction of the whole's count; open when the whole is not counted."""
    whole = finding.part_of.group.quantity if finding.part_of is not None else None
    if whole is None:
        return model.Count(1, None, "words")
    more = form == "at_least"
    lower = int(whole.lower * fraction) + more
    upper = None if whole.upper is None or more else max(lower, round(whole.upper * fraction))
    return model.Count(lower, upper, "at_least" if more or upper is None else "about")


def _worded(count: model.Count, row: Row, first: int, last: int) -> model.Count:
    tokens = row.sentence.tokens
    return replace(count, words=row.sentence.words(first, last), start=tokens[first].start, end=tokens[last - 1].end)


def _span(finding: Finding, row: Row, text: str) -> model.Span:
    """From the first to the last of count words, group and harm word."""
    tokens, harm, group = row.sentence.tokens, row.items[finding.harm_item], finding.group
    start = tokens[min(group.first, harm.first)].start
    end = tokens[max(group.last, harm.last) - 1].end
    return model.Span(start, end, text[start:end])


def time_of(mention: TimeMention | None) -> model.Time | None:
    """A claim's time; None when the words give no day."""
    if mention is None or (mention.start is None and mention.end is None):
        return None
    return model.Time(mention.words, mention.start, mention.end)


def event_of(telling: Telling) -> model.Event:
    """A claim's event."""
    kind = cast("model.EventType", settled_type(telling.type, telling.weak))
    return model.Event(kind, telling.weapon, None, (telling.actor,) if telling.actor is not None else ())


def make_claim(draft: Draft, report: Report, language: str, part_of: str | None, supersedes: str | None) -> model.Claim:
    """The claim of a draft, with its id."""
    finding, row, telling = draft.finding, draft.row, draft.telling
    group = finding.group
    tokens, text = row.sentence.tokens, report.text
    words = text[tokens[group.first].start : tokens[group.last - 1].end]
    count = count_of(finding, row)
    if count.start is not None:
        count = replace(count, words=text[count.start : count.end])
    claim = model.Claim(
        id="", report=report.id, path=report.path, language=language, harm=cast("model.Harm", finding.harm),
        count=count,
        group=model.Group(cast("model.Status", group.status), cast("model.Age", group.age), cast("model.Sex", group.sex),
                          group.role, group.affiliation, words),
        persons=group.persons, part_of=part_of, supersedes=supersedes, scope=draft.scope, polarity=draft.polarity,
        hedges=draft.hedges, event=event_of(telling), place=telling.place.place if telling.place is not None else None,
        time=time_of(telling.time), source=draft.source, span=_span(finding, row, report.text),
    )  # fmt: skip
    return replace(claim, id=claim_id(claim, READER_VERSION))
