"""Events: what happened, by what means, done by whom, as the words around a harm tell it."""

from __future__ import annotations

from dataclasses import dataclass, field

from marsad.model.claim import EventActor
from marsad.reading.actors.actor import ActorMention
from marsad.reading.items import Row
from marsad.reading.lexicon import EventWord, Lexicon

_WEAK = {"attack", "strike", "raid", "assault", "massacre", "other_weak", "strike_weak", "shelling_weak", "bombed", "bombing_or_air",
         "bomb_plural", "shooting_weak", "torture_weak", "siege", "fire", "air_drop"}  # fmt: skip
_RANK = {"chemical_attack": 9, "suicide_attack": 8, "execution": 7, "torture": 6, "mine": 6, "grenade": 5, "drone_strike": 6,
         "air_strike": 6, "naval_bombardment": 6, "missile_strike": 5, "bombing": 5, "shelling": 5, "stabbing": 5, "shooting": 4,
         "natural_disaster": 4, "accident": 3, "stampede": 4, "arson": 4, "abduction": 3, "detention": 2, "ground_clash": 4,
         "explosion": 2}  # fmt: skip


@dataclass(slots=True)
class Happening:
    """What one sentence (or a mention so far) tells of an event; fields stay None where it tells nothing."""

    type: str | None = None
    weapon: str | None = None
    actors: list[EventActor] = field(default_factory=list)
    weak: str | None = None


class Cue(tuple[int, int, EventWord]):
    """An event word at tokens first..last."""


def cues(row: Row, lexicon: Lexicon) -> list[tuple[int, int, EventWord]]:
    """Every event word of a sentence, in order: tokens first..last (half-open) and the word's entry."""
    found, at, lows = [], 0, row.sentence.lows
    while at < len(lows):
        entry = lexicon.events.at(lows, at)
        if entry is None or at in row.sentence.dates:
            at += 1
            continue
        found.append((at, entry[0], entry[1]))
        at = entry[0]
    return found


def event_type(found: list[tuple[int, int, EventWord]], near: int, *, air: bool) -> tuple[str | None, str | None, str | None]:
    """The type and weapon that the event words tell of a harm at token `near`; the third value is a weak word's type.

    The nearest word counts most; a weak one ("attack", "strike") only says what a stronger one does not.
    """
    best: tuple[float, str, str | None] | None = None
    weak: tuple[float, str] | None = None
    for first, last, word in found:
        kind = _resolved(word.type, found, air=air)
        distance = float(min(abs(first - near), abs(last - near))) + (4 if first > near else 0) * 0.5
        if kind in _WEAK:
            if weak is None or distance < weak[0]:
                weak = (distance, kind)
            continue
        score = distance - 1.5 * _RANK.get(kind, 0)
        if best is None or score < best[0]:
            best = (score, kind, word.weapon)
    weapon = best[2] if best else None
    return (best[1] if best else None), weapon, (weak[1] if weak else None)


def _resolved(kind: str, found: list[tuple[int, int, EventWord]], *, air: bool) -> str:
    types = {word.type for _, _, word in found}
    aerial = bool(types & {"air_strike", "air_drop"})
    if kind in ("raid", "bombing_or_air", "bomb_plural", "bombed", "strike", "strike_weak") and (aerial or air):
        return "air_strike" if kind not in ("strike", "strike_weak") or aerial else kind
    if kind == "bombing_or_air":
        return "bombing" if types & {"bombing", "explosion"} or not air else "air_strike"
    if kind == "bomb_plural":
        return "bombing"
    if kind == "shelling_weak" and types & {"shelling"}:
        return "shelling"
    return kind


def final_type(kind: str | None, weak: str | None) -> str:
    """The contract's event type when only a weak word is left."""
    if kind is not None:
        return kind
    return {"strike": "strike", "raid": "ground_clash", "assault": "ground_clash", "shelling_weak": "shelling", "siege": "siege", "bombed": "air_strike",
            "bombing_or_air": "bombing", "bomb_plural": "bombing", "shooting_weak": "shooting", "strike_weak": "strike", "massacre": "unknown", "fire": "accident",
            "air_drop": "air_strike"}.get(weak or "", "unknown")  # fmt: skip


_ATTACK_VERBS = {"carried", "conducted", "launched", "fired", "bombed", "shelled", "attacked", "killed", "struck", "hit", "targeted", "raided",
                 "pounded", "dropped", "executed", "stormed", "opened", "ambushed", "massacred", "beheaded", "murdered", "shot", "detonated",
                 "abducted", "kidnapped", "arrested", "detained", "wounded", "injured", "kill", "kills", "bombarded", "clashed", "destroyed", "used", "blew", "seized"}  # fmt: skip
_SUSPECT = {"suspected", "believed", "alleged", "allegedly", "likely", "thought", "apparently", "presumed", "purportedly", "blamed", "accused", "probably"}


def perpetrators(row: Row, near: int, victims: set[int]) -> list[EventActor]:
    """Who did it, by the words of the sentence: "Russian air strikes", "carried out by X", "X killed …", "blamed on X"."""
    lows = row.sentence.lows
    scored: list[tuple[float, ActorMention, str]] = []
    for mention in row.sentence.actors.values():
        if mention.first in victims:
            continue
        score = _blame(row, mention, near)
        if score > 0:
            scored.append((score - abs(mention.first - near) * 0.02, mention, _stance(lows, mention)))
    scored.sort(key=lambda each: -each[0])
    actors: list[EventActor] = []
    for _, mention, stance in scored[:1]:
        actors.append(EventActor(mention.actor.name, "perpetrator", stance, row.sentence.words(mention.first, mention.last)))  # type: ignore[arg-type]
    return actors


def _blame(row: Row, mention: ActorMention, near: int) -> float:
    """How much the words around an actor make it the perpetrator; 0 = not at all."""
    lows, actor = row.sentence.lows, mention.actor
    if actor.kind in _NEVER:
        return 0.0
    after = lows[mention.last : mention.last + 6]
    before = lows[max(0, mention.first - 5) : mention.first]
    if before[-1:] == ["against"] or before[-2:] in (["attack", "on"], ["attacks", "on"], ["raids", "on"], ["strikes", "on"]):
        return 0.0
    if mention.form == "adjective" and any(_event_noun(w) for w in after[:4]):
        return 3.0
    if any(_event_noun(w) for w in after[:3]):
        return 2.8
    if "by" in before and ("and" not in before[before.index("by") :] or before[-1] in ("and",)):
        return 2.9 if any(w in ("carried", "launched", "conducted", "fired", "killed", "out", "bombed", "shelled", "executed", "dropped", "perpetrated", "beheaded", "wounded", "shot") for w in lows[max(0, mention.first - 8) : mention.first]) else 2.0
    if before[-1:] in (["of"], ["on"]) and any(w in ("accused", "blamed", "blame", "accuses", "blames") for w in lows[max(0, mention.first - 8) : mention.first]):
        return 2.6
    if any(w in ("accused", "blamed", "accuses", "blames", "blaming", "accusing") for w in before):
        return 2.6
    for k, word in enumerate(lows[mention.last : mention.last + 14]):
        if word in ("said", "says", "reported", "told", "added", "announced", ".", ";"):
            break
        if word in _ATTACK_VERBS and lows[mention.last + k - 1] not in ("were", "was", "been", "being", "be"):
            return 2.2 - 0.05 * k
    return 0.0


_NEVER = {"monitor", "agency", "broadcaster", "outlet", "un", "ngo", "red_cross", "civil_defence", "hospital_network", "ministry_health", "person"}


def _event_noun(word: str) -> bool:
    return word in _EVENT_NOUNS


_EVENT_NOUNS = {"airstrike", "airstrikes", "strikes", "strike", "raid", "raids", "shelling", "attack", "attacks", "bombing", "bombings",
                "bombardment", "warplanes", "jets", "jet", "warplane", "aircraft", "helicopters", "helicopter", "drones", "drone", "artillery",
                "shells", "shell", "rocket", "rockets", "mortar", "missiles", "missile", "fire", "gunfire", "forces", "troops", "airstrikes",
                "offensive", "counteroffensive", "assault", "ambush", "operation", "operations", "bombers", "bomber", "gunmen", "sniper", "snipers", "barrel",
                "massacre", "onslaught", "air-strikes", "planes", "tanks", "tank", "suicide", "counter-offensive", "fighters", "militants", "air", "aerial"}  # fmt: skip


def _stance(lows: list[str], mention: ActorMention) -> str:
    around = lows[max(0, mention.first - 8) : mention.last + 3]
    if any(word in _SUSPECT for word in around):
        return "suspected"
    if any(word in ("denied", "denies", "rejected") for word in lows[mention.last : mention.last + 5]):
        return "denied"
    if any(word in ("claimed", "claims", "claiming") for word in lows[mention.last : mention.last + 5]) and "responsibility" in lows:
        return "claimed"
    return "stated"
