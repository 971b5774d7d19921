"""Groups of people: the noun phrases that a claim can be about, from "13 people" to "his wife" and "another four"."""

from __future__ import annotations

from bisect import bisect_left
from typing import Literal, NamedTuple

from marsad.reading.actors.actor import ActorMention
from marsad.reading.lexicon import Lexicon, Person, Phrases
from marsad.reading.numbers import NumberReader, Quantity
from marsad.reading.sentence import Sentence

Kind = Literal["counted", "plural", "definite", "singular", "name", "number", "part", "unknown"]
"""How a group is told: with a count; as a bare plural; with "the" and no count; as a bare singular; by a name;
by a noun that the word lists do not know; as a number alone; as a part of something told before ("nine of them")."""

_DETERMINERS = {"the", "these", "those", "this", "his", "her", "their", "its", "my", "our", "your", "a", "an",
                "another", "all", "both", "each", "every", "any", "the other"}  # fmt: skip
_POSSESSIVE = {"his", "her", "their", "its", "my", "our", "your"}
_MORE = {"more", "other", "others", "further", "additional", "extra", "new", "fresh"}
_HARMED_ADJECTIVES = {"wounded", "injured", "dead", "displaced", "missing", "slain", "fallen", "detained", "captured",
                      "kidnapped", "abducted", "executed", "hurt"}  # fmt: skip
_ARMED = {"armed", "rebel", "militant", "jihadist", "terrorist", "insurgent", "paramilitary", "militia", "military",
          "enemy", "guerrilla", "islamist", "extremist", "army", "infantry", "separatist", "junta"}  # fmt: skip
_COLLECTIVE = {"force", "family", "household", "body", "corpse", "victim", "leader", "chief", "head", "person", "member", "enemy", "public",
               "element", "group", "staff", "crew", "militia", "police", "life", "governor", "commander", "general", "official", "minister"}  # fmt: skip
_AGED = {
    "boy",
    "boys",
    "girl",
    "girls",
    "child",
    "children",
    "man",
    "men",
    "woman",
    "women",
    "son",
    "sons",
    "daughter",
    "daughters",
}
_REACH = 16
_WERE = {"were", "are", "have", "had", "was"}
_MAX_PREMODIFIERS = 6


_NATIONALS = Person(True, "unknown", "unknown", "unknown", None, "national")


class Group(NamedTuple):
    """A group in tokens `first`..`last` (half-open). `quantity` None = one person, a bare plural or a name."""

    first: int
    last: int
    kind: Kind
    quantity: Quantity | None
    status: str
    age: str
    sex: str
    role: str | None
    affiliation: str | None
    unit: str
    noun: str | None
    other: bool
    harmed: str | None
    persons: tuple[str, ...]


class GroupReader:
    """Finds the groups of a sentence."""

    def __init__(self, lexicon: Lexicon, numbers: NumberReader) -> None:
        self._lexicon, self._numbers = lexicon, numbers
        self._counting = (
            frozenset(lexicon.numbers)
            | frozenset(lexicon.count_words.words())
            | frozenset(lexicon.hedges.words())
            | {"between", "from"}
        )

    def mark_nouns(self, sentence: Sentence) -> None:
        """Note where the sentence's nouns for people start: no group is looked for where none is near."""
        people = self._lexicon.people
        nouns = {k for k, low in enumerate(sentence.lows) if low in people}
        nouns |= {m.first for m in sentence.actors.values() if m.form == "people"}
        sentence.nouns = sorted(nouns)

    def at(self, sentence: Sentence, start: int) -> Group | None:
        """The group that starts at token `start`, or None."""
        tokens, lows = sentence.tokens, sentence.lows
        token = tokens[start]
        if token.kind == "punct" or start in sentence.dates:
            return None
        counting = token.kind == "number" or token.low in self._counting or "-" in token.low
        if not counting and token.low not in _DETERMINERS and not self._noun_near(sentence, start):
            return None
        at, determiner = start, None
        if lows[at] in _DETERMINERS:
            determiner, at = lows[at], at + 1
            if (
                at < len(lows)
                and lows[at] in ("the", "those", "these", "his", "her", "their", "its")
                and determiner in ("all", "both")
            ):
                determiner, at = lows[at], at + 1
        other = determiner == "another"
        if at < len(lows) and lows[at] in _MORE and determiner is not None:
            other, at = True, at + 1
        if at >= len(lows):
            return None
        quantity = None if at in sentence.dates else self._quantity(sentence, start, at, determiner)
        if (
            determiner == "both"
            and quantity is None
            and self._lexicon.functions.at(lows, at) is not None
            and not lows[at].startswith("of")
        ):
            return (
                _plain(start, at, "number", Quantity(start, at, 2, 2, "exact"), other=False)
                if lows[at] in _WERE
                else None
            )
        if quantity is not None:
            at = quantity.last
            while at < len(lows) and lows[at] in _MORE:
                other, at = True, at + 1
        head = self._head(sentence, at, counted=quantity is not None) if self._noun_near(sentence, at) else None
        if head is not None:
            return self._group(sentence, start, at, head, quantity, determiner, other)
        if quantity is None:
            return self._unknown_person(sentence, start, at) if determiner in ("a", "an", "another") else None
        return self._part(sentence, start, quantity, other, at) or self._bare(sentence, start, quantity, other, at)

    def _noun_near(self, sentence: Sentence, start: int) -> bool:
        after = bisect_left(sentence.nouns, start)
        return after < len(sentence.nouns) and sentence.nouns[after] - start <= _REACH

    def _quantity(self, sentence: Sentence, start: int, at: int, determiner: str | None) -> Quantity | None:
        tokens, lows = sentence.tokens, sentence.lows
        counts = [
            k
            for k in {start, at}
            if tokens[k].kind == "number" or lows[k] in self._counting or "-" in lows[k] or lows[k] in ("a", "an")
        ]
        if not counts:
            return None
        if determiner in ("a", "an", "all", None) and (whole := self._numbers.at(tokens, lows, start)) is not None:
            found = whole
        elif (found_at := self._numbers.at(tokens, lows, at)) is not None:
            found = found_at
        else:
            return None
        if any(i in sentence.dates for i in range(found.first, found.last)):
            return None
        return None if _not_people(lows, found) else found

    def _head(self, sentence: Sentence, at: int, *, counted: bool) -> tuple[int, int, Person] | None:
        """The noun for people that starts within reach of token `at`: its tokens and entry. Later nouns of one run win."""
        lows, people = sentence.lows, self._lexicon.people
        k, limit = at, min(len(lows), at + _MAX_PREMODIFIERS + 1)
        if k < len(lows) and lows[k] == "of" and counted:
            k, limit = k + 1, limit + 2
            while k < len(lows) and (lows[k] == "the" or lows[k] == "these" or lows[k] in _POSSESSIVE):
                k += 1
        head = None
        while k < limit and k < len(lows):
            found = people.at(lows, k)
            if lows[k] == "'" and head is not None and k + 1 < limit and people.at(lows, k + 1) is not None:
                k, head = k + 1, None
                continue
            if found is not None and head is not None and head[2].plural and lows[head[0]] != head[2].singular:
                break
            if found is not None and not self._verb_like(sentence, k, found[0]):
                head = (k, found[0], found[1])
                k, limit = found[0], found[0] + 3
                continue
            if lows[k] in ("(", "[") and head is None and (closed := _closing(lows, k)) is not None:
                k, limit = closed + 1, closed + 4
                continue
            if lows[k] == "and" and head is None and k > at and (lows[k - 1] in _ARMED) and k + 2 < len(lows):
                k += 1
                continue
            actor = sentence.actors.get(k)
            if actor is not None and (inside := self._in_actor(lows, actor)) is not None:
                head = inside
                k, limit = actor.last, actor.last + 3
                continue
            if not self._modifies(sentence, k):
                break
            k, limit = (k + 1, limit) if actor is None else (actor.last, max(limit, actor.last + 3))
        if head is not None and self._modifies_a_thing(lows, head):
            return None
        return head

    def _in_actor(self, lows: list[str], actor: ActorMention) -> tuple[int, int, Person] | None:
        """The people that an actor's name ends in or is ("ISIS fighters", "38,443 Palestinians")."""
        for k in range(actor.last - 1, actor.first - 1, -1):
            found = self._lexicon.people.at(lows, k)
            if found is not None and found[0] == actor.last:
                return k, found[0], found[1]
        return (actor.first, actor.last, _NATIONALS) if actor.form == "people" else None

    def _modifies_a_thing(self, lows: list[str], head: tuple[int, int, Person]) -> bool:
        """ "23 terrorist targets", "rebel positions": the noun for people only describes a thing."""
        return not head[2].plural and head[1] < len(lows) and lows[head[1]] in self._lexicon.things

    def _verb_like(self, sentence: Sentence, k: int, end: int) -> bool:
        """ "force", "guard", "head" after "to" or a modal is a verb."""
        return k > 0 and sentence.lows[k - 1] in ("to", "will", "would", "could", "can") and end - k == 1

    def _modifies(self, sentence: Sentence, k: int) -> bool:
        """Whether token `k` can stand between a number and its noun."""
        token, low = sentence.tokens[k], sentence.lows[k]
        if token.kind == "punct":
            return low in ("'s", '"', "'", "-", "[", "]") and k + 1 < len(sentence.lows)
        if k in sentence.dates or token.kind == "number" or self._counts(sentence.lows, k):
            return False
        if k in sentence.actors or low in _HARMED_ADJECTIVES:
            return True
        lexicon = self._lexicon
        if low in lexicon.functions and lexicon.functions.at(sentence.lows, k) is not None:
            return low in ("other", "more")
        if (harm := lexicon.harms.at(sentence.lows, k)) is not None:
            return harm[1].form in ("past_participle", "participle") and low.endswith("ed") and harm[1].harm != "killed"
        if low in ("alleged", "suspected", "reported", "confirmed"):
            return True
        if low in lexicon.speech or (low in lexicon.hedges and lexicon.hedges.at(sentence.lows, k) is not None):
            return False
        event = lexicon.events.at(sentence.lows, k)
        return event is None or (event[1].kind in ("agent", "agent_weak", "weapon", "noun") and event[0] - k == 1)

    def _counts(self, lows: list[str], k: int) -> bool:
        """Whether a number or count word starts at token `k`: a group never reaches over another's number."""
        entry = self._lexicon.numbers.get(lows[k])
        if entry is not None and entry.kind in ("unit", "tens", "scale"):
            return True
        return self._lexicon.count_words.at(lows, k) is not None

    def _group(
        self, sentence: Sentence, start: int, at: int, head: tuple[int, int, Person],
        quantity: Quantity | None, determiner: str | None, other: bool,
    ) -> Group | None:  # fmt: skip
        noun_first, last, person = head
        kind = _kind(person, quantity, determiner, sentence, noun_first)
        if kind is None or (person.singular == "life" and quantity is None):
            return None
        status, role, unit = person.status, person.role, "person"
        modifiers = sentence.lows[at:noun_first]
        if quantity is not None and person.singular in ("family", "household"):
            unit = person.singular
        affiliation, last = self._affiliation(sentence, at, noun_first, last)
        actor = affiliation is not None
        status, age, role = _refine(sentence, at, noun_first, person, modifiers, affiliation_known=actor)
        if person.singular == "couple" and quantity is None and kind == "counted":
            quantity = Quantity(noun_first, noun_first + 1, 2, 2, "exact")
        persons, last = self._names(sentence, last, singular=not person.plural)
        harmed = next((low for low in modifiers if low in _HARMED_ADJECTIVES), None)
        return Group(start, last, kind, quantity, status, age, person.sex, role, affiliation, unit, person.singular,
                     other, harmed, persons)  # fmt: skip

    def _affiliation(self, sentence: Sentence, at: int, noun_first: int, last: int) -> tuple[str | None, int]:
        """The force or organisation of a group: before its noun ("three Hezbollah fighters") or after ("a fighter of …")."""
        for k in range(at, noun_first):
            mention = sentence.actors.get(k)
            if mention is not None and mention.form in ("name", "generic") and mention.last <= noun_first + 1:
                return mention.actor.name, last
            if mention is not None and mention.last > noun_first and mention.form != "state":
                return mention.actor.name, max(last, mention.last)
        lows = sentence.lows
        if last < len(lows) and lows[last] in ("of", "from", "belonging", "affiliated", "with", "loyal"):
            for k in range(last + 1, min(len(lows), last + 5)):
                mention = sentence.actors.get(k)
                if mention is not None and mention.form in ("name", "generic") and mention.actor.status != "civilian":
                    return mention.actor.name, mention.last
                if sentence.tokens[k].kind == "punct" or lows[k] in ("and", "in", "on", "at"):
                    break
        return None, last

    def _names(self, sentence: Sentence, last: int, *, singular: bool) -> tuple[tuple[str, ...], int]:
        """A proper name right after a noun for one person ("a journalist Ahmed Ali", "his wife, Huda")."""
        tokens, k = sentence.tokens, last
        if not singular:
            return (), last
        if k + 1 < len(tokens) and tokens[k].text == ",":
            k += 1
        end = k
        while end < len(tokens) and _is_name(sentence, end, self._lexicon):
            end += 1
        if end - k < 2 and (k == last or end == k or end >= len(tokens) or tokens[end].text != ","):
            return (), last
        return (sentence.words(k, end),), end

    def _part(self, sentence: Sentence, start: int, quantity: Quantity, other: bool, at: int) -> Group | None:
        """ "nine of them", "two of those killed", "one of whom"."""
        lows = sentence.lows
        if at + 1 >= len(lows) or lows[at] != "of":
            return None
        if lows[at + 1] in ("others", "more"):
            return _plain(start, at + 2, "number", quantity, other=True)
        if lows[at + 1] in ("them", "whom", "which"):
            return _plain(start, at + 2, "part", quantity, other=other)
        if lows[at + 1] in ("those", "the", "these"):
            return _plain(start, at, "part", quantity, other=other)
        return None

    def _unknown_person(self, sentence: Sentence, start: int, at: int) -> Group | None:
        """ "a florist": one whom the word lists do not know, but who may be a person where only people can be meant."""
        lows, lexicon, k = sentence.lows, self._lexicon, at
        while k < len(lows) and k - at < 4 and self._is_unknown(sentence, k):
            k += 1
        if k == at or lows[k - 1] in lexicon.things or sentence.tokens[k - 1].text[0].isupper():
            return None
        if k < len(lows) and not self._free(sentence, k) and k not in sentence.dates and k not in sentence.places:
            return None
        return Group(
            start, k, "unknown", None, "civilian", "unknown", "unknown", None, None, "person", "?", False, None, ()
        )

    def _is_unknown(self, sentence: Sentence, k: int) -> bool:
        lows, lexicon = sentence.lows, self._lexicon
        if sentence.tokens[k].kind != "word" or k in sentence.actors or k in sentence.dates or k in sentence.places:
            return False
        known = (
            lexicon.functions.at(lows, k)
            or lexicon.harms.at(lows, k)
            or lexicon.events.at(lows, k)
            or lexicon.speech.at(lows, k)
        )
        return not known and not lows[k].endswith(("ly", "ing"))

    def _bare(self, sentence: Sentence, start: int, quantity: Quantity, other: bool, at: int) -> Group | None:
        """A number without a noun: only where nothing but people can be meant, for what follows is no noun."""
        lows, tokens = sentence.lows, sentence.tokens
        if quantity.fraction is not None or (
            quantity.form == "plural" and not other and lows[quantity.first] != "others"
        ):
            return None
        if start < quantity.first and lows[start] in _POSSESSIVE:
            return None
        if at < len(lows) and at not in sentence.dates and at not in sentence.places and not self._free(sentence, at):
            if not self._unknown_noun(sentence, at):
                return None
            return _plain(start, at + 1, "number", quantity, other=other)._replace(noun="?", status="civilian")
        if _is_age(sentence, quantity, self._lexicon.people) or (
            quantity.last - quantity.first == 1
            and tokens[quantity.first].text == "one"
            and not other
            and _pronoun_one(lows, at)
        ):
            return None
        return _plain(start, at, "number", quantity, other=other)

    def _free(self, sentence: Sentence, at: int) -> bool:
        """Whether token `at` cannot be the noun that a number counts."""
        lows, lexicon = sentence.lows, self._lexicon
        if sentence.tokens[at].kind == "punct":
            return lows[at] not in ("%", "$", "€", "£", "°", "#")
        if lows[at] in ("per", "percent") or at in sentence.actors:
            return at in sentence.actors
        if lexicon.functions.at(lows, at) is not None or lexicon.harms.at(lows, at) is not None:
            return True
        return lexicon.speech.at(lows, at) is not None

    def _unknown_noun(self, sentence: Sentence, at: int) -> bool:
        """A plural noun that the word lists do not know, but that may be people where only people can be meant."""
        low, lexicon = sentence.lows[at], self._lexicon
        if (
            sentence.tokens[at].kind != "word"
            or not low.endswith("s")
            or low in lexicon.things
            or low in lexicon.events
        ):
            return False
        after = sentence.lows[at + 1] if at + 1 < len(sentence.lows) else "."
        return (
            lexicon.functions.at([after], 0) is not None
            or lexicon.harms.at([after], 0) is not None
            or not after.isalpha()
        )


def _closing(lows: list[str], k: int) -> int | None:
    close = {"(": ")", "[": "]"}[lows[k]]
    return next((j for j in range(k + 1, min(len(lows), k + 9)) if lows[j] == close), None)


def _plain(first: int, last: int, kind: Kind, quantity: Quantity, *, other: bool) -> Group:
    return Group(
        first, last, kind, quantity, "unknown", "unknown", "unknown", None, None, "person", None, other, None, ()
    )


def _pronoun_one(lows: list[str], at: int) -> bool:
    return at < len(lows) and lows[at] in ("of", "who", "that", "another", "day", "more")


def _kind(
    person: Person, quantity: Quantity | None, determiner: str | None, sentence: Sentence, noun_first: int
) -> Kind | None:
    if quantity is not None:
        return "counted"
    if person.plural:
        return "definite" if determiner in ("the", "these", "those", "all", "both", "this") else "plural"
    if determiner in ("a", "an", "another", *_POSSESSIVE):
        return "counted"
    if determiner in ("the", "this"):
        return "definite" if person.singular in _COLLECTIVE else "counted"
    if determiner in ("each", "every", "any"):
        return None
    return "singular"


def _refine(
    sentence: Sentence, at: int, noun_first: int, person: Person, modifiers: list[str], *, affiliation_known: bool
) -> tuple[str, str, str | None]:
    """Status, age and role as the words before the noun change them ("two armed men", "four Syrian children")."""
    status, age, role = person.status, person.age, person.role
    if person.singular in (
        "man",
        "woman",
        "person",
        "member",
        "leader",
        "element",
        "individual",
        "youth",
        "boy",
    ) and any(low in _ARMED for low in modifiers):
        status = "combatant"
    before = sentence.lows[noun_first - 1] if noun_first > at else ""
    for k in range(at, noun_first):
        mention = sentence.actors.get(k)
        if mention is not None and person.singular in (
            "member",
            "officer",
            "leader",
            "commander",
            "chief",
            "personnel",
        ):
            if mention.actor.status in ("combatant", "civilian"):
                status = mention.actor.status
    if before in ("police", "security") and status in ("combatant", "unknown"):
        status, role = "unknown", role or before
    if any(low in ("child", "schoolchild", "minor") for low in modifiers):
        age = "child"
    if any(low == "civilian" for low in modifiers) and status == "unknown":
        status = "civilian"
    if person.singular in ("worker", "member", "volunteer", "staff") and role in (None, "worker"):
        joined = " ".join(modifiers)
        if "civil defen" in joined or "rescue" in modifiers or "white helmet" in joined:
            status, role = "civilian", "rescuer"
        elif "aid" in modifiers or "humanitarian" in modifiers or "relief" in modifiers:
            status, role = "civilian", "aid_worker"
    return status, age, role


def _not_people(lows: list[str], quantity: Quantity) -> bool:
    """Money, ages, per cents and the like: the words around the number say that it counts no people."""
    if _is_list_of_ages(lows, quantity.first):
        return True
    before = lows[quantity.first - 1] if quantity.first else ""
    after = lows[quantity.last] if quantity.last < len(lows) else ""
    return before in ("$", "€", "£", "aged", "age", "#", "no", "number", "nr") or after in (
        "%",
        "percent",
        "per",
        "$",
        "€",
        "-",
    )


def _is_list_of_ages(lows: list[str], first: int) -> bool:
    """ "aged 19, 24 and 31", "two boys of 6 and 11"."""
    k = first - 1
    while k >= 0 and (lows[k] in (",", "and", "or") or lows[k].isdigit()):
        k -= 1
    if k < 0 or (k == first - 1 and lows[k] not in ("aged", "ages", "age", "of")):
        return False
    return lows[k] in ("aged", "ages") or (lows[k] == "of" and k > 0 and lows[k - 1] in _AGED)


def _is_age(sentence: Sentence, quantity: Quantity, people: Phrases[Person]) -> bool:
    """ "Ahmed Ali, 35, …": a bare number between commas after a name or a noun for one person."""
    lows, first, last = sentence.lows, quantity.first, quantity.last
    if first < 2 or quantity.last - first != 1 or quantity.lower > 120 or lows[first - 1] not in (",", "("):
        return False
    named = sentence.tokens[first - 2].text[:1].isupper() or sentence.lows[first - 2] in people
    return named and (last >= len(lows) or lows[last] in (",", ".", ")"))


def _is_name(sentence: Sentence, k: int, lexicon: Lexicon) -> bool:
    token = sentence.tokens[k]
    if token.kind != "word" or not token.text[0].isupper() or k in sentence.dates or k in sentence.places:
        return False
    return token.low not in lexicon.functions and token.low not in lexicon.speech


def rest_group(first: int, last: int) -> Group:
    """ "the rest were fighters": what remains of a whole when its other parts are taken."""
    return Group(
        first, last, "plural", None, "unknown", "unknown", "unknown", None, None, "person", "rest", True, None, ()
    )
