"""Cues: what the words around a claim say of how its event stands to those told before."""

from __future__ import annotations

from marsad.model.reading import Cue
from marsad.reading.events import Cue as EventCue
from marsad.reading.finding import Finding
from marsad.reading.items import Row
from marsad.reading.telling import Telling

_OTHER = {"another", "second", "third", "separate", "other"}
_ONE = {"a", "an", "the", "this", "that", "another", "one", "similar", "'s"}
_SPREAD = {"across", "throughout", "various", "several", "different"}
_ONE_AS_PLURAL = ("ground_clash", "siege")
"""Events that English names in the plural though each is one ("clashes")."""


def cues_of(row: Row, finding: Finding, own: Telling, events: list[EventCue], *, place_is_far: bool) -> frozenset[Cue]:
    """The cues of a finding in a sentence with these event words.

    `own` is what its sentence tells of the event. `place_is_far`: the place was told more than a sentence before.
    """
    found: dict[Cue, bool] = {
        "another_event": is_another_event(row),
        "further_people": finding.part_of is None and (finding.group.other or _is_also_harmed(row, finding)),
        "remainder": finding.part_of is not None and (finding.group.other or finding.group.noun == "rest"),
        "several_events": is_of_several(row, events),
        "in_quarter": own.place is not None and own.place.kind == "neighbourhood",
        "place_carried": own.place is None,
        "place_far": own.place is None and place_is_far,
        "time_carried": own.time is None,
    }
    return frozenset(cue for cue, holds in found.items() if holds)


def is_another_event(row: Row) -> bool:
    """As in "in another shelling", "a second blast": the text itself says that it is not the same event."""
    return any(
        row.sentence.lows[k] in _OTHER
        and row.item_at(k + 1) < len(row.items)
        and row.items[row.item_at(k + 1)].cls in "EX"
        for k in range(len(row.sentence.lows) - 1)
    )


def _is_also_harmed(row: Row, finding: Finding) -> bool:
    """As in "six people were also killed", "the blast also killed six"."""
    k = row.items[finding.harm_item].first - 1
    while k >= 0 and row.classes[row.item_at(k)] in "AB" and row.sentence.lows[k] != "also":
        k -= 1
    return k >= 0 and row.sentence.lows[k] == "also"


def is_of_one(row: Row, events: list[EventCue]) -> bool:
    """Whether a sentence speaks of one event: "a raid", "the shelling"; not of "shelling"."""
    nouns = [cue for cue in events if row.classes[row.item_at(cue.first)] == "E"]
    return not nouns or any(_ONE & set(row.sentence.lows[max(0, cue.first - 3) : cue.first]) for cue in nouns)


def is_of_several(row: Row, events: list[EventCue]) -> bool:
    """Whether a sentence speaks of several events: "in air raids", "attacks across the province"."""
    lows = row.sentence.lows
    plural = any(
        cue.word.kind not in ("agent", "weapon")
        and cue.word.type not in _ONE_AS_PLURAL
        and lows[cue.last - 1].endswith("s")
        for cue in events
    )
    return plural or not _SPREAD.isdisjoint(lows)
