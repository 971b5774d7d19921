"""Traits: what the words around a noun tell of its group, its kind, status, age, role, affiliation and names."""

from __future__ import annotations

from typing import NamedTuple

from marsad.reading.actors.actor import ActorMention
from marsad.reading.ages import age_told
from marsad.reading.determiners import POSSESSIVE
from marsad.reading.group import Kind
from marsad.reading.lexicon import Lexicon, Person
from marsad.reading.nouns import ARMED, Noun
from marsad.reading.sentence import Sentence

_COLLECTIVE = {"force", "family", "household", "body", "corpse", "victim", "leader", "chief", "head", "person", "member",
               "enemy", "public", "element", "group", "staff", "crew", "militia", "police", "life", "governor",
               "commander", "general", "official", "minister"}  # fmt: skip
"""Singular nouns that with "the" name a body of people or an office, not one more person harmed."""
_CAN_BE_ARMED = {"man", "woman", "person", "member", "leader", "element", "individual", "youth", "boy"}
_OF_AN_ACTOR = {"member", "officer", "leader", "commander", "chief", "personnel"}
"""Nouns for people who are what their organisation is."""
_STAFF = {"worker", "member", "volunteer", "staff"}
_BODIES = (["movement"], ["group"], ["militia"], ["organisation"], ["organization"], ["alliance"], ["coalition"])
"""Words behind the name of an armed group that only say what it is."""
_BELONGING = {"of", "from", "belonging", "affiliated", "with", "loyal"}


class Character(NamedTuple):
    """Status, age and role of a group, in the words of the claim contract."""

    status: str
    age: str
    role: str | None


def kind_of(person: Person, determiner: str | None, *, counted: bool) -> Kind | None:
    """How a group with this noun is told; None when it is no group ("every man")."""
    if counted:
        return "counted"
    if person.plural:
        return "definite" if determiner in ("the", "these", "those", "all", "both", "this") else "plural"
    if determiner in ("a", "an", "another") or determiner in POSSESSIVE:
        return "counted"
    if determiner in ("the", "this"):
        return "definite" if person.singular in _COLLECTIVE else "counted"
    return None if determiner in ("each", "every", "any") else "singular"


def character_of(sentence: Sentence, at: int, noun: Noun) -> Character:
    """Status, age and role as the words from token `at` to the noun change them ("two armed men", "four Syrian children")."""
    modifiers, singular = sentence.lows[at : noun.first], noun.person.singular
    status, age, role = noun.person.status, noun.person.age, noun.person.role
    if singular in _CAN_BE_ARMED and any(low in ARMED for low in modifiers):
        status = "combatant"
    if singular in _OF_AN_ACTOR:
        status = _status_of_actor(sentence, at, noun) or status
    before = modifiers[-1] if modifiers else ""
    if before in ("police", "security") and status in ("combatant", "unknown"):
        status, role = "unknown", role or before
    if any(low in ("child", "schoolchild", "minor") for low in modifiers):
        age = "child"
    if age == "unknown":
        age = age_told(modifiers)
    if "civilian" in modifiers and status == "unknown":
        status = "civilian"
    if singular in _STAFF and role in (None, "worker") and (helping := _helping(modifiers)) is not None:
        status, role = "civilian", helping
    return Character(status, age, role)


def _status_of_actor(sentence: Sentence, at: int, noun: Noun) -> str | None:
    """The status of the organisation named last between token `at` and the noun, where it has one."""
    mentions = [sentence.actors[k] for k in range(at, noun.first) if k in sentence.actors]
    told = [m.actor.status for m in mentions if m.actor.status in ("combatant", "civilian")]
    return told[-1] if told else None


def _helping(modifiers: list[str]) -> str | None:
    """The role of people who help others ("civil defence volunteers", "aid workers")."""
    joined = " ".join(modifiers)
    if "civil defen" in joined or "rescue" in modifiers or "white helmet" in joined:
        return "rescuer"
    return "aid_worker" if any(low in ("aid", "humanitarian", "relief") for low in modifiers) else None


def affiliation_of(sentence: Sentence, at: int, noun: Noun) -> tuple[str | None, int]:
    """The force or organisation of a group and the token after it: "three Hezbollah fighters", "a fighter of …"."""
    for k in range(at, noun.first):
        mention = sentence.actors.get(k)
        if mention is not None and mention.form in ("name", "generic") and mention.last <= noun.first + 1:
            return mention.actor.name, noun.last
        if mention is not None and mention.last > noun.first and mention.form != "state":
            return mention.actor.name, max(noun.last, mention.last)
    lows, last = sentence.lows, noun.last
    if last < len(lows) and lows[last] in _BELONGING:
        for k in range(last + 1, min(len(lows), last + 5)):
            mention = sentence.actors.get(k)
            if mention is not None and _is_force(mention):
                return mention.actor.name, mention.last + (lows[mention.last : mention.last + 1] in _BODIES)
            if sentence.tokens[k].kind == "punct" or lows[k] in ("and", "in", "on", "at"):
                break
    return None, last


def _is_force(mention: ActorMention) -> bool:
    """Whether people can belong to it: an organisation by its name, or a country's force ("the Ukrainian National Guard")."""
    if mention.form == "pattern":
        return mention.actor.status == "combatant"
    return mention.form in ("name", "generic") and mention.actor.status != "civilian"


def names_after(sentence: Sentence, last: int, lexicon: Lexicon) -> tuple[tuple[str, ...], int]:
    """A proper name right after a noun for one person, and the token after it ("a journalist Ahmed Ali", "his wife, Huda")."""
    tokens, k = sentence.tokens, last
    if k + 1 < len(tokens) and tokens[k].text == ",":
        k += 1
    end = k
    while end < len(tokens) and _is_name(sentence, end, lexicon):
        end += 1
    if end - k < 2 and (k in (last, end) or end >= len(tokens) or tokens[end].text != ","):
        return (), last
    if k > last and end < len(tokens) and tokens[end].low in lexicon.speech:
        return (), last  # "… and a child, Ba Nyar said": the name is the speaker's
    return (sentence.words(k, end),), end


def _is_name(sentence: Sentence, k: int, lexicon: Lexicon) -> bool:
    token = sentence.tokens[k]
    if token.kind != "word" or not token.text[0].isupper() or k in sentence.dates or k in sentence.places:
        return False
    return token.low not in lexicon.functions and token.low not in lexicon.speech
