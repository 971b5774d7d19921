"""Event words: what happened and by what means, as the words around a harm tell it."""

from __future__ import annotations

from typing import NamedTuple

from marsad.reading.items import Row
from marsad.reading.lexicon import EventWord, Lexicon

_WEAK = {"attack", "strike", "raid", "assault", "massacre", "other_weak", "strike_weak", "shelling_weak", "bombed", "bombing_or_air",
         "bomb_plural", "shooting_weak", "torture_weak", "siege_weak", "fire", "air_drop", "explosion"}  # fmt: skip
_SPECIFIC = {"chemical_attack": 9, "suicide_attack": 8, "execution": 7, "torture": 6, "mine": 6, "grenade": 5, "drone_strike": 6,
             "air_strike": 6, "naval_bombardment": 6, "missile_strike": 5, "bombing": 5, "shelling": 5, "stabbing": 5, "shooting": 4,
             "natural_disaster": 4, "accident": 3, "stampede": 4, "arson": 4, "abduction": 3, "detention": 2, "ground_clash": 4,
             "siege": 2}  # fmt: skip
"""How much a word says: a nearer vaguer word gives way to a farther one that says what the attack was."""
_LEFT_ALONE = {"strike": "strike", "raid": "strike", "assault": "ground_clash", "shelling_weak": "shelling", "bombed": "air_strike",
               "bombing_or_air": "bombing", "bomb_plural": "bombing", "shooting_weak": "shooting", "strike_weak": "strike",
               "air_drop": "air_strike", "explosion": "explosion", "fire": "accident"}  # fmt: skip
_COVERS = {"explosion": {"suicide_attack", "bombing", "mine", "grenade", "missile_strike", "air_strike", "drone_strike", "shelling"},
           "strike": {"air_strike", "drone_strike", "missile_strike", "shelling", "naval_bombardment"},
           "strike_weak": {"air_strike", "drone_strike", "missile_strike", "shelling", "naval_bombardment"},
           "raid": {"air_strike", "drone_strike", "ground_clash", "shooting"},
           "bombing_or_air": {"suicide_attack", "bombing", "air_strike", "shelling"},
           "bomb_plural": {"air_strike", "bombing", "suicide_attack"}, "bombed": {"air_strike", "shelling", "bombing"},
           "shelling_weak": {"shelling", "air_strike", "missile_strike"}, "shooting_weak": {"shooting", "shelling", "ground_clash"},
           "assault": {"ground_clash", "shooting", "air_strike", "shelling"}}  # fmt: skip


class Cue(NamedTuple):
    """An event word in tokens `first`..`last` (half-open)."""

    first: int
    last: int
    word: EventWord


def event_cues(row: Row, lexicon: Lexicon) -> list[Cue]:
    """Every event word of a sentence, in order."""
    found, at, lows = [], 0, row.sentence.lows
    while at < len(lows):
        entry = lexicon.events.at(lows, at)
        if entry is None or at in row.sentence.dates:
            at += 1
            continue
        found.append(Cue(at, *entry))
        at = entry[0]
    return found


def event_type(cues: list[Cue], near: int, *, air: bool) -> tuple[str | None, str | None, str | None]:
    """The type, the weak word's type and the weapon that the event words tell of a harm at token `near`.

    The nearest word counts most; a weak one ("attack", "strike") only says what a stronger one does not. `air`: the
    report tells of air strikes, so that its "raids" and "bombs" come from above.
    """
    types = {cue.word.type for cue in cues}
    best: tuple[float, str, str | None] | None = None
    weak: tuple[float, str, str | None] | None = None
    for cue in cues:
        kind = _in_company(cue.word.type, types, air=air)
        distance = float(min(abs(cue.first - near), abs(cue.last - near)))
        if kind in _WEAK:
            if weak is None or distance < weak[0]:
                weak = (distance, kind, cue.word.weapon)
        elif best is None or distance - 1.5 * _SPECIFIC.get(kind, 0) < best[0]:
            best = (distance - 1.5 * _SPECIFIC.get(kind, 0), kind, cue.word.weapon)
    if best is not None:
        return best[1], None, best[2]
    return (None, weak[1], weak[2]) if weak is not None else (None, None, None)


def _in_company(kind: str, types: set[str], *, air: bool) -> str:
    """What an open word means beside the others of its sentence."""
    aerial = bool(types & {"air_strike", "air_drop"})
    if kind in ("strike", "strike_weak") and aerial:
        return "air_strike"
    if kind in ("raid", "bombed", "bomb_plural") and (aerial or air):
        return "air_strike"
    if kind == "bombing_or_air":
        if types & {"suicide_attack", "bombing"}:
            return "bombing"
        return "air_strike" if aerial or air else kind
    if kind == "shelling_weak" and "shelling" in types:
        return "shelling"
    return kind


def is_covered(weak: str | None, kind: str) -> bool:
    """Whether a weak word can speak of an event of this type that was told before ("the blast" of a suicide attack)."""
    return weak is None or weak not in _COVERS or kind in _COVERS[weak]


def settled_type(kind: str | None, weak: str | None) -> str:
    """The contract's event type when nothing more is told."""
    return kind if kind is not None else _LEFT_ALONE.get(weak or "", "unknown")
