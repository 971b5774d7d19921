"""Perpetrators: who did it, as the words of a sentence say, and how surely they say it."""

from __future__ import annotations

import re

from marsad.model.claim import EventActor, Stance
from marsad.reading.actors.actor import Actor
from marsad.reading.actors.tables import state_of
from marsad.reading.items import Row
from marsad.reading.retaliation import answered

_BYSTANDERS = {"monitor", "agency", "broadcaster", "outlet", "un", "ngo", "red_cross", "civil_defence", "hospital_network",
               "ministry_health", "person", "spokesperson", "ministry_foreign", "ministry_interior"}  # fmt: skip
_PLACED = {
    "in",
    "across",
    "from",
    "into",
    "inside",
    "to",
    "over",
    "throughout",
    "near",
    "within",
    "'s",
    "leave",
    "enter",
    "of",
}
_AGENTS = {"terrorist", "terrorists", "militants", "militant", "gunmen", "gunman", "rebels", "rebel", "insurgents", "jihadists", "bandits",
           "extremists", "armed", "mercenaries", "separatists", "assailants", "attackers", "snipers", "loyalists", "gangs", "gang"}  # fmt: skip
_AGENT_NAMES = {
    "terrorist": "terrorists",
    "militant": "militants",
    "gunman": "gunmen",
    "rebel": "rebels",
    "armed": "armed men",
    "gangs": "gangs",
}
_AGENT_HEADS = {
    "groups",
    "group",
    "organizations",
    "organisations",
    "organization",
    "men",
    "gangs",
    "fighters",
    "factions",
}
_SUSPECT = {"suspected", "believed", "alleged", "allegedly", "likely", "thought", "apparently", "presumed", "purportedly", "blamed",
            "accused", "probably", "blaming", "accusing", "accuses", "blames", "purported"}  # fmt: skip
_BLAME = {"accused", "blamed", "accuses", "blames", "blaming", "accusing", "blame"}
_FIGHTS = {
    "clashes",
    "clash",
    "battles",
    "battle",
    "fighting",
    "combat",
    "clashed",
    "firefight",
    "gunfight",
    "confrontations",
}
_HELD = {"held", "controlled", "ruled", "governed", "run", "occupied", "administered", "owned", "operated"}
"""What stands before these and "by" is a place or a thing of the actor's: "a town held by rebels"."""
_TARGETING = {"against", "targeting", "targeted", "on", "hit", "struck", "bombed", "attacked"}


def perpetrator(row: Row, near: int, victims: set[int], own_side: str | None = None) -> EventActor | None:
    """The actor that the sentence makes the perpetrator of a harm at token `near`.

    `victims` are the victims' tokens, `own_side` the force that they belong to.
    """
    best: tuple[float, str, int, int] | None = None
    reply = answered(row.sentence.lows)
    for first, last, name, strength in _candidates(row, near, victims):
        if name == own_side or (first in reply) != (near in reply):
            continue
        score = strength - abs(first - near) * 0.02
        if best is None or score > best[0]:
            best = (score, name, first, last)
    if best is None:
        return None
    _, name, first, last = best
    start = first - (first > 0 and row.sentence.lows[first - 1] == "the")
    return EventActor(name, "perpetrator", _stance(row, first, last), row.sentence.words(start, last))


def claimant(row: Row) -> EventActor | None:
    """Who says in this sentence that it did it: "X claimed responsibility", "X said it was behind the attack"."""
    lows = row.sentence.lows
    for mention in row.sentence.actors.values():
        if mention.actor.kind in _BYSTANDERS or mention.form in ("state", "attack", "people"):
            continue
        after = lows[mention.last : mention.last + 9]
        claims = _CLAIMS & set(after[:4]) and _CLAIMED & set(after)
        behind = "behind" in after and {"was", "were"} & set(after) and {"said", "says"} & set(after[:4])
        if claims or behind:
            words = row.sentence.words(mention.first, mention.last)
            return EventActor(mention.actor.name, "perpetrator", "claimed", words)
    return None


def is_generic(actor: EventActor) -> bool:
    """Whether an actor is told by what it is alone ("the gunmen"), not by a name."""
    return actor.name in _AGENTS or actor.name in _AGENT_NAMES.values()


_CLAIMS = {"claimed", "claims", "claiming"}
_CLAIMED = {
    "responsibility",
    "attack",
    "attacks",
    "raid",
    "bombing",
    "blast",
    "assault",
    "operation",
    "killing",
    "strike",
    "ambush",
}


def _candidates(row: Row, near: int, victims: set[int]) -> list[tuple[int, int, str, float]]:
    found = []
    lows = row.sentence.lows
    for mention in row.sentence.actors.values():
        if mention.actor.kind not in _BYSTANDERS and mention.first not in victims:
            strength = _strength(row, mention.first, mention.last, form=mention.form)
            if strength > 0:
                found.append((mention.first, mention.last, _who_acts(mention.actor), strength))
    covered = {k for m in row.sentence.actors.values() for k in range(m.first, m.last)}
    for k, low in enumerate(lows):
        if low in _AGENTS and k not in covered and k not in victims:
            last = k + 1
            while last < len(lows) and (lows[last] in _AGENT_HEADS or lows[last] in _AGENTS):
                last += 1
            strength = _strength(row, k, last, form="agent")
            if strength > 0:
                found.append((k, last, _AGENT_NAMES.get(low, low), strength - 0.3))
    return found


def _who_acts(actor: Actor) -> str:
    """Whose act it is: a defence ministry speaks for its state."""
    return state_of(actor.country) or actor.name if actor.kind == "ministry_defence" else actor.name


def _strength(row: Row, first: int, last: int, *, form: str) -> float:
    """How strongly the words around an actor make it the perpetrator; 0 = not at all."""
    lows = row.sentence.lows
    before = lows[max(0, first - 6) : first]
    while before and before[-1] in ("the", "a", "an", "so-called", "called", "so"):
        before.pop()
    previous = before[-1] if before else ""
    if form == "attack":
        return 0.0 if previous == "against" else 3.0
    if previous in _BLAME or (previous in ("on", "of") and _BLAME & set(lows[max(0, first - 10) : first])):
        return 2.6
    if {"carried", "relayed", "quoted", "published", "reported", "issued", "cited"} & set(
        before
    ) and "out" not in before:
        return 0.0
    if "by" in before and _only_actors(row, len(lows[:first]), before):
        return 2.9
    if previous in ("with", "against") and _FIGHTS & set(lows[max(0, first - 5) : first]):
        return 2.7
    listed = previous in ("and", ",") and _PLACED & set(lows[max(0, first - 4) : first])
    if (
        (form == "state" and (previous in _PLACED or listed))
        or previous in _TARGETING
        or lows[last : last + 1] == ["station"]
    ):
        return 0.0
    if _before_event(row, last):
        return 2.8
    return max(_as_subject(row, last, reach=4 if form == "state" else 14), _says_it_did(row, last))


def _only_actors(row: Row, first: int, before: list[str]) -> bool:
    """As in "by X", "by the Y and X": nothing but a list of actors stands between "by" and the actor."""
    at = len(before) - 1 - before[::-1].index("by")
    if at and before[at - 1] in _HELD:
        return False
    behind = before[at + 1 :]
    return all(
        word in ("and", "or", ",", "the") or word.endswith(("ian", "ish", "n", "i", "led", "backed")) for word in behind
    )


def _before_event(row: Row, last: int) -> bool:
    """As in "Islamic State shelling", "rebel fire", "Saudi-led coalition air raids"."""
    i = row.item_at(last) if last < len(row.sentence.lows) else len(row.items)
    for item in row.items[i : i + 3]:
        if item.cls == "E":
            return True
        if item.cls not in "A_UogdsX-":
            return False
    return False


def _says_it_did(row: Row, last: int) -> float:
    """As in "The army said it had killed dozens", "claimed its squad had killed four": who says so of itself or its own."""
    rest = row.classes[row.item_at(last) if last < len(row.sentence.lows) else len(row.classes) :]
    match = re.match(r"[^=SKkr]{0,8}Sq?A*?(?P<self>[nA])[_gdsE]{0,2}[HA]*(?:[KkVl])", rest)
    if match is None:
        return 0.0
    itself = row.items[row.item_at(last) + match.start("self")].first
    return 2.5 if row.sentence.lows[itself] in ("it", "they", "we", "its", "their", "our") else 0.0


def _as_subject(row: Row, last: int, *, reach: int) -> float:
    """The actor is the subject of a harm or attack verb in the active voice."""
    if last >= len(row.sentence.lows):
        return 0.0
    start = row.item_at(last)
    for i in range(start, min(len(row.items), start + reach)):
        cls = row.classes[i]
        if cls in "=S;":
            return 0.0
        if cls in "KkVr" and not _passive(row, i):
            return 2.2 - 0.05 * (i - start)
        if cls == "_" and row.sentence.lows[row.items[i].first] in _ACTS:
            return 2.0 - 0.05 * (i - start)
    return 0.0


_ACTS = {"carried", "conducted", "launched", "launch", "launches", "opened", "used", "staged", "mounted", "destroyed", "resumed", "storms",
         "storm", "carry", "seized", "responded", "attacks", "strikes", "shells", "bombs", "targets", "raids", "fires", "pound", "pounds", "foil"}  # fmt: skip


def _passive(row: Row, i: int) -> bool:
    return row.classes[max(0, i - 2) : i].rstrip("A").endswith("B")


def _stance(row: Row, first: int, last: int) -> Stance:
    lows = row.sentence.lows
    if _SUSPECT & set(lows[max(0, first - 8) : last + 3]):
        return "suspected"
    after = lows[last : last + 6]
    if "responsibility" in after and {"claimed", "claims", "claiming"} & set(after):
        return "claimed"
    return "denied" if {"denied", "denies", "rejected"} & set(lows[last : last + 4]) else "stated"
