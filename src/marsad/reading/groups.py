"""Groups of people: the noun phrases that a claim can be about, from "13 people" to "his wife" and "another four"."""

from __future__ import annotations

from marsad.reading.ages import in_list_of_ages
from marsad.reading.determiners import MORE, Determined, determined, opens_group
from marsad.reading.group import Group
from marsad.reading.lexicon import Lexicon
from marsad.reading.nounless import NounlessGroups, part
from marsad.reading.nouns import HARMED_ADJECTIVES, Noun, NounFinder
from marsad.reading.numbers import NumberReader, Quantity
from marsad.reading.sentence import Sentence
from marsad.reading.traits import affiliation_of, character_of, kind_of, names_after

_WERE = {"were", "are", "have", "had", "was"}
_NO_PEOPLE_BEFORE = {"$", "€", "£", "aged", "age", "#", "no", "number", "nr"}
_NO_PEOPLE_AFTER = {"%", "percent", "per", "$", "€", "-"}


class GroupReader:
    """Finds the groups of a sentence."""

    def __init__(self, lexicon: Lexicon, numbers: NumberReader) -> None:
        self._lexicon, self._numbers = lexicon, numbers
        self._nouns, self._nounless = NounFinder(lexicon), NounlessGroups(lexicon)
        counting = (lexicon.numbers, lexicon.count_words.words(), lexicon.hedges.words(), ("between", "from"))
        self._counting = frozenset(word for words in counting for word in words)

    def mark_nouns(self, sentence: Sentence) -> None:
        """Note where the sentence's nouns for people start; needed before any group is looked for."""
        self._nouns.mark(sentence)

    def at(self, sentence: Sentence, start: int) -> Group | None:
        """The group that starts at token `start`, or None."""
        lows, token = sentence.lows, sentence.tokens[start]
        if token.kind == "punct" or start in sentence.dates:
            return None
        counting = self._can_count(sentence, start)
        if not counting and not opens_group(token.low):
            connects = token.low in self._lexicon.functions and token.low not in MORE
            if connects or not self._nouns.is_near(sentence, start):
                return None
        opening = determined(lows, start)
        at = opening.at
        if at >= len(lows):
            return None
        quantity = None if at in sentence.dates else self._quantity(sentence, start, opening)
        if quantity is None and opening.determiner == "both" and self._stands_alone(lows, at):
            two = Quantity(start, at, 2, 2, "exact")
            return Group(start, at, "number", two) if lows[at] in _WERE else None
        if quantity is not None:
            at = _behind_quote(lows, quantity)
            while at < len(lows) and lows[at] in MORE:
                opening, at = opening._replace(other=True), at + 1
        near = self._nouns.is_near(sentence, at)
        noun = self._nouns.head(sentence, at, counted=quantity is not None) if near else None
        if noun is not None:
            return self._group(sentence, start, at, noun, quantity, opening)
        if quantity is None:
            one = opening.determiner in ("a", "an", "another")
            return self._nounless.unknown_person(sentence, start, at) if one else None
        return part(lows, start, quantity, at, other=opening.other) or self._nounless.number(
            sentence, start, quantity, at, other=opening.other
        )

    def _can_count(self, sentence: Sentence, k: int) -> bool:
        low = sentence.lows[k]
        return sentence.tokens[k].kind == "number" or low in self._counting or "-" in low

    def _stands_alone(self, lows: list[str], at: int) -> bool:
        """Whether "both" has no noun: a function word other than "of" follows at token `at`."""
        return self._lexicon.functions.at(lows, at) is not None and not lows[at].startswith("of")

    def _quantity(self, sentence: Sentence, start: int, opening: Determined) -> Quantity | None:
        """The count of people at token `start`, or behind what opens the group."""
        tokens, lows, at = sentence.tokens, sentence.lows, opening.at
        if not any(self._can_count(sentence, k) or lows[k] in ("a", "an") for k in (start, at)):
            return None
        found = None
        if opening.determiner in ("a", "an", "all", None):
            found = self._numbers.at(tokens, lows, start)
        if found is None:
            found = self._numbers.at(tokens, lows, at)
        if found is None or any(i in sentence.dates for i in range(found.first, found.last)):
            return None
        return None if _counts_no_people(lows, found) else found

    def _group(
        self, sentence: Sentence, start: int, at: int, noun: Noun, quantity: Quantity | None, opening: Determined
    ) -> Group | None:
        """The group whose noun is known; its modifiers stand between token `at` and the noun."""
        person = noun.person
        kind = kind_of(person, opening.determiner, counted=quantity is not None)
        if kind is None or (person.singular == "life" and quantity is None):
            return None
        unit = person.singular if quantity is not None and person.singular in ("family", "household") else "person"
        affiliation, last = affiliation_of(sentence, at, noun)
        status, age, role = character_of(sentence, at, noun)
        if person.singular == "couple" and quantity is None and kind == "counted":
            quantity = Quantity(noun.first, noun.first + 1, 2, 2, "exact")
        persons, last = ((), last) if person.plural else names_after(sentence, last, self._lexicon)
        harmed = next((low for low in sentence.lows[at : noun.first] if low in HARMED_ADJECTIVES), None)
        return Group(start, last, kind, quantity, status, age, person.sex, role, affiliation, unit, person.singular,
                     opening.other, harmed, persons)  # fmt: skip


def _behind_quote(lows: list[str], quantity: Quantity) -> int:
    """The token behind a count; in “dozens” of “terrorists” the marks around its words do not part it from its noun."""
    at = quantity.last
    quoted = quantity.first > 0 and lows[quantity.first - 1] == '"' == "".join(lows[at : at + 1])
    return at + 1 if quoted and lows[at + 1 : at + 2] == ["of"] and lows[at + 2 : at + 3] != ["them"] else at


def _counts_no_people(lows: list[str], quantity: Quantity) -> bool:
    """Money, ages, per cents and the like: the words around the number say that it counts no people."""
    if in_list_of_ages(lows, quantity.first):
        return True
    before = lows[quantity.first - 1] if quantity.first else ""
    after = lows[quantity.last] if quantity.last < len(lows) else ""
    return before in _NO_PEOPLE_BEFORE or after in _NO_PEOPLE_AFTER
