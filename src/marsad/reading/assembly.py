"""Assembly: findings of a report become claims, each tied to the event mention that it belongs to."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import date

from marsad.model.claim import Claim, Count, Event, EventActor, Group, Place, Source, Span, Time
from marsad.model.identity import claim_id
from marsad.model.reading import Mention
from marsad.model.report import Report
from marsad.reading.attribution import Attribution, Speakers
from marsad.reading.dates import TimeMention
from marsad.reading.events import Happening, cues, event_type, final_type, perpetrators
from marsad.reading.frames import Finding
from marsad.reading.items import Row
from marsad.reading.lexicon import Lexicon
from marsad.reading.scope import scope_of
from marsad.reading.whereabouts import PlaceMention
from marsad.text.fold import Folded

READER_VERSION = "en/1"


@dataclass(slots=True)
class Told:
    """What the report has told of an event so far: what a later sentence about it need not say again."""

    happening: Happening = field(default_factory=Happening)
    place: PlaceMention | None = None
    time: TimeMention | None = None
    number: int = 0
    claims: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Draft:
    """A claim in the making: a finding, where it stands, and what has been found about it."""

    finding: Finding
    row: Row
    happening: Happening
    place: PlaceMention | None
    time: TimeMention | None
    source: Source
    polarity: str
    scope: str
    told: Told
    hedges: tuple[str, ...] = ()


def harm_token(row: Row, finding: Finding) -> int:
    """The token where the harm of a finding stands."""
    return row.items[finding.harm_item].first


def place_of(row: Row, finding: Finding) -> PlaceMention | None:
    """The place that the sentence gives for a harm: the nearest place told with "in", "near", "at", first after it."""
    near = harm_token(row, finding)
    group = finding.group
    best: tuple[float, PlaceMention] | None = None
    for mention in row.sentence.places.values():
        if not mention.located:
            continue
        distance = mention.first - near
        score = float(distance) if distance > 0 else 2.0 - distance * 1.2
        between = row.classes[_item_at(row, min(near, mention.first)) + 1 : _item_at(row, max(near, mention.first))]
        score += 12 * sum(cls in "KkYr" for cls in between) + 5 * between.count("S")
        if mention.kind == "country":
            score += 25
        elif mention.kind in ("admin1", "region"):
            score += 3
        if group.first <= mention.first < group.last:
            score += 4
        if best is None or score < best[0]:
            best = (score, mention)
    return best[1] if best and best[0] < 60 else None


def time_of(row: Row, finding: Finding) -> TimeMention | None:
    """The time that the sentence gives for a harm; the day on which somebody spoke is not it."""
    near = harm_token(row, finding)
    best: tuple[float, TimeMention] | None = None
    for mention in row.sentence.dates.values():
        if mention.kind in ("clock", "vague", "until") or _speaking_day(row, mention):
            continue
        distance = mention.first - near
        score = float(distance) if distance > 0 else 1.0 - distance
        between = row.classes[_item_at(row, min(near, mention.first)) + 1 : _item_at(row, max(near, mention.first))]
        score += 15 * sum(cls in "KkYr" for cls in between) + 10 * between.count("S")
        if best is None or score < best[0]:
            best = (score, mention)
    return best[1] if best and best[0] < 45 else None


def _speaking_day(row: Row, mention: TimeMention) -> bool:
    """"said on Friday", "told AFP on Sunday", "on Monday said": the day of the speech."""
    lows = row.sentence.lows
    k = mention.first - 1
    while k >= 0 and lows[k] in ("on", "late", "early", "earlier"):
        k -= 1
    item = row.items[_item_at(row, k)] if k >= 0 else None
    if item is not None and item.cls == "S" and item.value in ("say", "say_claim", "warn"):
        return True
    before = row.items[_item_at(row, k) - 1] if k > 0 and _item_at(row, k) > 0 else None
    if item is not None and item.cls in "XUn" and before is not None and before.cls == "S" and lows[before.first] in ("told", "said", "reported"):
        return True
    return k >= 0 and lows[k] in ("statement", "conference", "interview", "report", "briefing", "issued", "published")


def _item_at(row: Row, token: int) -> int:
    for i, item in enumerate(row.items):
        if item.first <= token < item.last:
            return i
    return len(row.items) - 1


def source_of(row: Row, finding: Finding, attributions: list[Attribution]) -> Attribution | None:
    """The attribution that governs a finding: the last that opens before it, else the next that closes behind it."""
    at = min(finding.group.first, harm_token(row, finding))
    opened = [a for a in attributions if a.forward and a.verb < at]
    if opened:
        return opened[-1]
    after = [a for a in attributions if a.verb >= at]
    if after:
        return after[0]
    return attributions[-1] if attributions else None


_DENIES = re.compile(r"^(?:(?:that|reports|claims|allegations|accusations|having|killing|it|they|had|any|the|of|causing|being|responsibility|wounding|such|a)\s?)*")


def polarity_of(row: Row, finding: Finding, attribution: Attribution | None) -> str:
    """Asserted, denied or hypothetical, by the words between the one who says it and the harm."""
    lows, near = row.sentence.lows, harm_token(row, finding)
    j = finding.harm_item
    auxiliaries = {lows[item.first] for item in row.items[max(0, j - 5) : j] if item.cls in "MAHBO?"}
    if attribution is not None and attribution.denies and attribution.verb < near and near - attribution.verb <= 12:
        between = lows[attribution.verb + 1 : near + 1]
        if between and (between[0] in ("that", "killing", "wounding", "having", "reports", "claims", "any", "causing", "the", "it", "its", "allegations", "accusations", "targeting", "media", "rumours", "rumors")) and "responsibility" not in between and "involvement" not in between:
            return "denied"
    if auxiliaries & {"may", "might", "could", "would", "feared", "can", "will", "should"}:
        return "hypothetical"
    before = lows[max(0, near - 4) : near]
    if row.items[j].cls == "k" and before[-1:] == ["to"] and not {"managed", "able"} & set(before):
        return "hypothetical"
    if "feared" in lows[max(0, near - 3) : near + 3] or "fears" in lows[max(0, near - 8) : near]:
        return "hypothetical"
    opening = lows[: min(near, finding.group.first)]
    if any(word in opening[-10:] for word in ("if", "unless")) or {"drill", "exercise", "simulated", "simulation"} & set(lows):
        return "hypothetical"
    return "asserted"


def hedges_of(row: Row, lows_after: list[str]) -> tuple[str, ...]:
    """The hedges that a sentence puts on its numbers."""
    text = " ".join(row.sentence.lows + lows_after)
    found = []
    if re.search(r"\b(preliminary|provisional|initial (?:toll|count|figure|report|estimate)s?|first toll)\b", text):
        found.append("preliminary")
    if re.search(r"\b(unverified|unconfirmed|not (?:been )?(?:independently )?(?:verif|confirm)\w+|could not (?:be )?(?:independently )?(?:verif|confirm)\w*|uncorroborated)\b", text):
        found.append("unverified")
    if re.search(r"\b(expected to (?:rise|increase|climb|grow)|(?:could|may|might|likely to|is set to) (?:rise|increase|climb|grow)|(?:fear\w*) (?:to|will|would|could|may) rise)\b", text):
        found.append("expected_to_rise")
    if re.search(r"\b(disputed|contested|conflicting (?:reports|tolls|figures))\b", text):
        found.append("disputed")
    return tuple(found)


def count_of(finding: Finding, row: Row) -> Count:
    """The claim's count, with its words as the report has them."""
    quantity, group = finding.group.quantity, finding.group
    if finding.count is not None:
        lower, upper = finding.count
        return _worded(Count(lower, upper, "exact"), row, group.first, group.last)
    if quantity is None:
        if group.kind in ("plural",):
            return Count(2, None, "plural")
        return Count(1, 1, "exact")
    if quantity.fraction is not None:
        return _worded(_of_whole(quantity.fraction, finding), row, quantity.first, quantity.last)
    count = Count(quantity.lower, quantity.upper, quantity.form, group.unit)  # type: ignore[arg-type]
    return _worded(count, row, quantity.first, quantity.last)


def _of_whole(fraction: float, finding: Finding) -> Count:
    """A fraction of the whole's count; open when the whole is not counted."""
    whole = finding.part_of.group.quantity if finding.part_of is not None else None
    quantity = finding.group.quantity
    assert quantity is not None
    if whole is None:
        return Count(1, None, "words")
    more = quantity.form == "at_least"
    lower = int(whole.lower * fraction) + (1 if more else 0)
    upper = None if whole.upper is None or more else max(lower, round(whole.upper * fraction))
    return Count(lower, upper, "at_least" if more else "about")


def _worded(count: Count, row: Row, first: int, last: int) -> Count:
    tokens = row.sentence.tokens
    start, end = tokens[first].start, tokens[last - 1].end
    return replace(count, words=row.sentence.words(first, last), start=start, end=end)


def span_of(finding: Finding, row: Row, text: str) -> Span:
    """From the first to the last of count words, group and harm word; a part's span goes to its own words."""
    tokens = row.sentence.tokens
    harm = row.items[finding.harm_item]
    first, last = finding.group.first, finding.group.last
    first, last = min(first, harm.first), max(last, harm.last)
    start, end = tokens[first].start, tokens[last - 1].end
    return Span(start, end, text[start:end])


def as_time(mention: TimeMention | None) -> Time | None:
    return None if mention is None or (mention.start is None and mention.end is None) else Time(mention.words, mention.start, mention.end)


def make_claim(draft: Draft, report: Report, part_of: str | None, supersedes: str | None) -> Claim:
    """The claim of a draft, with its id."""
    finding, row = draft.finding, draft.row
    group = finding.group
    happening = draft.happening
    event = Event(final_type(happening.type, happening.weak), happening.weapon, None, tuple(happening.actors))  # type: ignore[arg-type]
    claim = Claim(
        id="", report=report.id, path=report.path, language="en", harm=finding.harm,  # type: ignore[arg-type]
        count=count_of(finding, row),
        group=Group(group.status, group.age, group.sex, group.role, group.affiliation, row.sentence.words(group.first, group.last)),  # type: ignore[arg-type]
        persons=group.persons, part_of=part_of, supersedes=supersedes, scope=draft.scope, polarity=draft.polarity,  # type: ignore[arg-type]
        hedges=draft.hedges, event=event, place=draft.place.place if draft.place else None, time=as_time(draft.time),  # type: ignore[arg-type]
        source=draft.source, span=span_of(finding, row, report.text),
    )  # fmt: skip
    return replace(claim, id=claim_id(claim, READER_VERSION))
