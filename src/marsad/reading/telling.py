"""Tellings: what one sentence says of the event behind a harm: what happened, who did it, where and when."""

from __future__ import annotations

from typing import NamedTuple

from marsad.model.claim import EventActor
from marsad.reading.dates import TimeMention
from marsad.reading.events import Cue, event_type
from marsad.reading.finding import Finding
from marsad.reading.items import Row
from marsad.reading.perpetrators import perpetrator
from marsad.reading.retaliation import answered
from marsad.reading.whereabouts import PlaceMention

_VAGUE = {"country": 25.0, "region": 8.0, "admin1": 6.0, "admin2": 3.0}
"""The most specific place counts: a wider one must be so many tokens nearer."""
_OF_THEIR_HARM = {
    "abduction": ("abducted", "released", "missing", "rescued"),
    "detention": ("detained", "released", "abducted"),
}
"""Events that say nothing of how others beside the abducted or detained came to harm."""
_TIMELESS = {"clock", "vague", "until", "future"}
_SUPERLATIVES = {"first", "worst", "deadliest", "heaviest", "bloodiest", "biggest", "largest", "most", "latest"}
_SPEAKING = {"statement", "conference", "interview", "report", "briefing", "issued", "published", "press", "post"}


class Telling(NamedTuple):
    """What is told; None where nothing is. `weak` is an event word that says little ("attack", "strike")."""

    type: str | None = None
    weak: str | None = None
    weapon: str | None = None
    actor: EventActor | None = None
    place: PlaceMention | None = None
    time: TimeMention | None = None


def telling_of(row: Row, finding: Finding | None, cues: list[Cue], victims: set[int], *, air: bool) -> Telling:
    """What the sentence tells of the event behind `finding`, or of its event when it tells of no harm."""
    reply = answered(row.sentence.lows)
    if finding is not None:
        near = row.items[finding.harm_item].first
    else:
        near = next((cue.first for cue in cues if cue.first not in reply), 0)
    cues = [cue for cue in cues if (cue.first in reply) == (near in reply)]
    kind, weak, weapon = event_type(cues, near, air=air)
    if (
        finding is not None
        and finding.event is not None
        and (kind is None or finding.event in ("execution", "abduction", "detention", "torture"))
    ):
        kind = finding.event
    if kind in _OF_THEIR_HARM and finding is not None and finding.harm not in _OF_THEIR_HARM[kind]:
        kind = None
    around = (
        max(near, finding.group.last - 1) if finding is not None and finding.group_item > finding.harm_item else near
    )
    return Telling(
        kind,
        weak,
        weapon,
        perpetrator(row, near, victims, None if finding is None else finding.group.affiliation),
        place_near(row, around),
        time_near(row, near),
    )


def place_near(row: Row, near: int) -> PlaceMention | None:
    """The place nearest to a harm among those told with "in", "near", "the town of"; those behind the harm first."""
    best: tuple[float, PlaceMention] | None = None
    for mention in row.sentence.places.values():
        if mention.speaks or (not mention.located and mention.kind == "country"):
            continue
        score = _distance(row, near, mention.first, before=5.0) + _VAGUE.get(mention.kind or "", 0.0)
        score += 0 if mention.located else 18
        if best is None or score < best[0]:
            best = (score, mention)
    return best[1] if best is not None and best[0] < 70 else None


def points_back(row: Row, last: int) -> bool:
    """Whether "there" behind token `last` means the place told before it ("the toll there"); not "there were"."""
    lows = row.sentence.lows
    return any(
        lows[k] == "there" and row.classes[row.item_at(k) + 1 :][:1] not in "BHMvV" for k in range(last, len(lows))
    )


def time_near(row: Row, near: int) -> TimeMention | None:
    """The time nearest to a harm; the day on which somebody spoke, or that a superlative reaches back to, is not it."""
    best: tuple[float, TimeMention] | None = None
    for mention in row.sentence.dates.values():
        if mention.kind in _TIMELESS or is_speaking_day(row, mention) or _of_superlative(row, mention):
            continue
        score = _distance(row, near, mention.first, before=1.0) - (4 if mention.kind == "window" else 0)
        if best is None or score < best[0]:
            best = (score, mention)
    return best[1] if best is not None and best[0] < 60 else None


def _distance(row: Row, near: int, first: int, *, before: float) -> float:
    """Tokens between a harm and a mention; another harm or speech between them pushes the mention away."""
    gap = first - near
    low, high = sorted((row.item_at(near), row.item_at(first)))
    between = row.classes[low + 1 : high]
    crossed = 12 * sum(cls in "KkYr" for cls in between) + 6 * between.count("S")
    reply = answered(row.sentence.lows)
    if (first in reply) != (near in reply):
        crossed += 100
    return (gap if gap > 0 else before - gap) + crossed


def is_avenged(row: Row, near: int) -> bool:
    """Whether the harm at token `near` is what the event told here answers ("in retaliation for attacks that killed four")."""
    return near in answered(row.sentence.lows)


def is_speaking_day(row: Row, mention: TimeMention) -> bool:
    """As in "said on Friday", "told AFP on Sunday", "in a statement on Tuesday": the day of the speech."""
    lows = row.sentence.lows
    k = mention.first - 1
    while k >= 0 and lows[k] in ("late", "early", "earlier", "also"):
        k -= 1
    if k < 0:
        return _day_before_speech(row, mention)
    i = row.item_at(k)
    item = row.items[i]
    if item.cls == "S" and item.value in ("say", "say_claim", "warn", "deny", "put", "quote"):
        return True
    if item.cls in "XUnd_s" and any(
        row.items[j].cls == "S" and lows[row.items[j].first] in _TELLING for j in range(max(0, i - 3), i)
    ):
        return True
    return lows[k] in _SPEAKING or _day_before_speech(row, mention)


_TELLING = {"told", "said", "reported", "tells"}


def _day_before_speech(row: Row, mention: TimeMention) -> bool:
    """As in "the Observatory on Friday said", "activists on Sunday reported"."""
    i = row.item_at(mention.first)
    after = row.items[i + 1] if i + 1 < len(row.items) else None
    if after is None or after.cls != "S" or i == 0:
        return False
    return row.items[i - 1].cls in "XUgGs_" and not any(cls in "KYJC" for cls in row.classes[max(0, i - 4) : i])


def _of_superlative(row: Row, mention: TimeMention) -> bool:
    """As in "the deadliest raid so far this year", "the first explosion since the war began"."""
    if mention.kind not in ("since", "year", "month", "season"):
        return False
    before = row.sentence.lows[max(0, mention.first - 14) : mention.first]
    return bool(_SUPERLATIVES & set(before))
