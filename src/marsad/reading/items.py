"""Items: a sentence as a row of groups, harm words, auxiliaries, connectors and the rest, each with a one-letter class.

The frames (see `frames.py`) are patterns over this row of classes:

    G group with a count or one person    g bare plural      d definite group, no count    N bare number   R part ("nine of them")
    s bare singular   h one person by an unknown noun
    K harm verb, past or participle       k base or 3rd person    r gerund    Y intransitive, past/present   y its gerund
    J harm adjective   C harm noun that is counted ("deaths")   D harm noun with "of"   T toll   W "the dead", "those killed"
    B be   H have   M modal   O do   ! not   0 no, nobody   & and   u including   v included   m among   f of them
    o of   p preposition of place/time   P from   t to   b by   w with   F for   z after, before, when, where, but
    q who, which, that   n pronoun   e there   A adverb   S speech   a according to   E event noun   V event verb
    X actor   L place   Z date   l leave   c claim, cost, take (lives)   x lost   i lives   ? fear, believe   = punctuation that ends
    , comma   - other punctuation   U capitalised word   _ any other word
"""

from __future__ import annotations

from bisect import bisect_right
from typing import Any, NamedTuple

from marsad.reading.group import Group
from marsad.reading.groups import GroupReader
from marsad.reading.lexicon import EventWord, HarmForm, Lexicon
from marsad.reading.nounless import rest_group, tells_of_part
from marsad.reading.sentence import Sentence

_FUNCTION_CLASS = {
    "be": "B", "have": "H", "modal": "M", "do": "O", "not": "!", "no": "0", "without": "!", "and": "&", "or": "&",
    "including": "u", "including_some": "u", "including_most": "u", "including_all": "u", "include_verb": "v", "among": "m",
    "of_them": "f", "of": "o", "prep": "p", "prep_weak": "p", "from": "P", "to": "t", "by": "b", "with": "w", "for": "F",
    "after": "z", "before": "z", "when": "z", "because": "z", "but": "z", "if": "?", "that": "q", "who": "q", "which": "q",
    "whose": "q", "the": "A", "a": "A", "another": "A", "other": "A", "others": "A", "more": "A", "these": "A", "those": "A",
    "poss": "A", "pronoun": "n", "pronoun_object": "n", "there": "e", "adverb": "A", "away": "A", "reported_participle": "A",
    "believed": "A", "presumed": "A", "feared": "?", "fear": "?", "leave": "l", "claim_lives": "c", "lost": "x",
    "lives": "i", "due": "p",
}  # fmt: skip
_HARM_CLASS = {
    "past": "K", "participle": "K", "past_participle": "K", "base": "k", "gerund": "r", "adjective": "J",
    "noun_count": "C", "noun_injuries": "C", "noun_of": "D", "noun_of_life": "D", "noun_loss": "D", "toll": "T",
    "the_harmed": "W", "noun_both": "C", "rest": "R",
}  # fmt: skip
_GROUP_CLASS = {
    "counted": "G", "plural": "g", "definite": "d", "singular": "s", "name": "U", "number": "N", "part": "R", "unknown": "h",
}  # fmt: skip
_SPEECH_CLASS = {"according": "a", "according_by": "S", "relay": "S", "cite": "S"}
_PUNCTUATION = {
    ",": ",",
    "(": "-",
    ")": "-",
    '"': '"',
    "'": '"',
    "-": "-",
    "[": "-",
    "]": "-",
    "—": "-",
    "/": "-",
    "'s": "A",
}


_NAME_PREFIXES = ("al-", "el-", "as-", "ash-", "ar-", "ad-", "an-", "az-")
_SUSTAIN = {"suffered", "suffering", "sustained", "sustaining", "received", "receiving", "suffer", "sustain"}
_BEFORE_GROUPS = ("of_them", "no", "including", "including_some", "including_most")
_MOSTLY = ("mostly", "mainly", "largely", "primarily")
_NOT_SHOT = {"at", "on", "down", "to", "into", "from", "up", "photos", "video", "film", "footage"}
_REPORTED = {
    "reported",
    "recorded",
    "confirmed",
    "declared",
    "counted",
    "documented",
    "said",
    "announced",
    "verified",
    "listed",
}
_CLAIMED = {"that", "to", "it", "its", "they", "their", "he", "his", "she"}
"""Words behind "claimed" by which it says something and takes no lives."""
_HURT = HarmForm("past", "injured", "intransitive", None)


class Item(NamedTuple):
    """Tokens `first`..`last` (half-open) as one thing of class `cls`; `value` is what the pass that found it knows."""

    cls: str
    first: int
    last: int
    value: Any = None


class Row(NamedTuple):
    """The items of a sentence and their classes as one string."""

    sentence: Sentence
    items: tuple[Item, ...]
    classes: str

    def item_at(self, token: int) -> int:
        """The index of the item that holds `token`; the last item for tokens behind the end."""
        return max(0, bisect_right(self.items, token, key=lambda item: item.first) - 1)


class ItemReader:
    """Turns a sentence into its row of items."""

    def __init__(self, lexicon: Lexicon, groups: GroupReader) -> None:
        self._lexicon, self._groups = lexicon, groups

    def row(self, sentence: Sentence) -> Row:
        """The row of `sentence`, whose actors, places and dates are known."""
        items: list[Item] = []
        at = 0
        self._groups.mark_nouns(sentence)
        harmful = self._lexicon.tells_of_harm(sentence.lows) or tells_of_part(sentence.lows)
        read = self._item if harmful else self._light
        while at < len(sentence.tokens):
            item = read(sentence, at)
            items.append(item)
            at = item.last
        return Row(sentence, tuple(items), "".join(item.cls for item in items))

    def _light(self, sentence: Sentence, at: int) -> Item:
        """An item of a sentence without harm words: who speaks and what happened is all that is asked of it."""
        if (date := sentence.dates.get(at)) is not None:
            return Item("Z", at, date.last, date)
        token = sentence.tokens[at]
        if token.kind == "punct":
            return Item(_PUNCTUATION.get(token.low, "="), at, at + 1)
        return self._plain(sentence, at, self._lexicon.functions.at(sentence.lows, at))

    def _item(self, sentence: Sentence, at: int) -> Item:
        lows, token = sentence.lows, sentence.tokens[at]
        if (date := sentence.dates.get(at)) is not None:
            return Item("Z", at, date.last, date)
        if token.kind == "punct":
            return Item(_PUNCTUATION.get(token.low, "="), at, at + 1)
        harm = self._lexicon.harms.at(lows, at)
        if harm is None and lows[at] in _SUSTAIN and (hurt := self._injuries(lows, at)) is not None:
            return Item("Y", at, hurt, _HURT)
        if harm is not None and harm[1].form == "the_harmed" and lows[harm[0] : harm[0] + 1] == ["of"]:
            harm = None if lows[at] in ("the", "those") else harm
        if harm is not None and harm[1].form == "rest":
            return Item("R", at, harm[0], rest_group(at, harm[0]))
        if harm is not None and harm[1].form in ("toll", "the_harmed", "noun_of", "noun_loss"):
            return self._harm(sentence, at, harm)
        function = self._lexicon.functions.at(lows, at)
        if (
            lows[at] == "the"
            and (noun := self._lexicon.harms.at(lows, at + 1) if at + 1 < len(lows) else None)
            and noun[1].form == "noun_of"
        ):
            return Item("A", at, at + 1, "the")
        if lows[at] == "no" and lows[at + 1 : at + 2] in (["fewer"], ["less"], ["more"]):
            function = None
        if function is not None and function[1] in _BEFORE_GROUPS and self._is_connector(sentence, at, function):
            return Item(_FUNCTION_CLASS[function[1]], at, function[0], function[1])
        if function is not None and function[1] == "away":
            return Item("A", at, function[0], "away")
        group = self._groups.at(sentence, at)
        if group is not None and not self._harm_before_group(harm, group):
            return Item(_GROUP_CLASS[group.kind], at, group.last, group)
        if (
            harm is not None
            and harm[1].form == "gerund"
            and harm[1].frame in ("transitive", "shot")
            and not self._takes_object(sentence, harm[0])
        ):
            return Item("E", at, harm[0])
        if harm is not None and not self._other_than_harm(sentence, at, harm):
            return self._harm(sentence, at, harm)
        return self._plain(sentence, at, function)

    def _injuries(self, lows: list[str], at: int) -> int | None:
        """As in "sustained severe shrapnel wounds": the token after the noun for injuries, if one follows closely."""
        return next((k + 1 for k in range(at + 1, min(len(lows), at + 5)) if lows[k] in self._lexicon.injuries), None)

    def _starts_group(self, sentence: Sentence, at: int) -> bool:
        return self._groups.at(sentence, at) is not None

    def _harm_before_group(self, harm: tuple[int, HarmForm] | None, group: Group) -> bool:
        """As in "killed soldiers": the verb is not the group's adjective."""
        return harm is not None and group.quantity is None and harm[1].form != "noun_count" and group.harmed is not None

    def _is_connector(self, sentence: Sentence, at: int, function: tuple[int, str]) -> bool:
        """Whether a word that can start a group ("most", "no") connects here instead."""
        if function[0] - at > 1 or function[1] == "no" or sentence.lows[at] in _MOSTLY:
            return True
        return not self._starts_group(sentence, at)

    def _takes_object(self, sentence: Sentence, at: int) -> bool:
        """As in "the mosque shooting" is an event, "shooting two men" a harm: a gerund needs an object (or another verb's)."""
        k = at
        while k < len(sentence.lows) and (
            sentence.lows[k] in ('"', "and", "or", "also", "instantly", "himself") or k in sentence.dates
        ):
            k += 1
        if k >= len(sentence.lows):
            return False
        if self._groups.at(sentence, k) is not None or self._lexicon.harms.at(sentence.lows, k) is not None:
            return True
        return sentence.tokens[k].text[0].isupper()

    def _other_than_harm(self, sentence: Sentence, at: int, harm: tuple[int, HarmForm]) -> bool:
        """Words that only look like harm: "missing" as a name's part, "left dead-end", nouns such as "the release"."""
        before = sentence.lows[at - 1] if at else ""
        if harm[1].frame == "shot" and sentence.lows[harm[0] : harm[0] + 1] and sentence.lows[harm[0]] in _NOT_SHOT:
            return True
        return (
            harm[1].form == "base" and before in ("the", "a", "an", "this", "their", "his", "its") and harm[0] - at == 1
        )

    def _harm(self, sentence: Sentence, at: int, harm: tuple[int, HarmForm]) -> Item:
        end, form = harm
        cls = _HARM_CLASS[form.form]
        if form.frame.startswith("intransitive"):
            cls = "y" if form.form == "gerund" else "Y"
        return Item(cls, at, end, form)

    def _plain(self, sentence: Sentence, at: int, function: tuple[int, str] | None) -> Item:
        lows, token = sentence.lows, sentence.tokens[at]
        if (actor := sentence.actors.get(at)) is not None:
            return Item("X", at, actor.last, actor)
        if (place := sentence.places.get(at)) is not None:
            return Item("L", at, place.last, place)
        speech = self._lexicon.speech.at(lows, at)
        if speech is not None and self._of_a_harm(lows, at, speech[0]):
            return Item("A", at, speech[0], "reported_participle")
        if function is not None and function[1] == "claim_lives" and _CLAIMED & set(lows[at + 1 : at + 2]):
            function = None
        if speech is not None and not (function is not None and function[1] in ("claim_lives", "feared")):
            return Item(_SPEECH_CLASS.get(speech[1], "S"), at, speech[0], speech[1])
        if function is not None:
            return Item(_FUNCTION_CLASS[function[1]], at, function[0], function[1])
        event = self._lexicon.events.at(lows, at)
        if event is not None:
            return Item(_event_class(event[1]), at, event[0], event[1])
        named = token.text[0].isupper() or token.low.startswith(_NAME_PREFIXES)
        return Item("U" if named else "_", at, at + 1)

    def _of_a_harm(self, lows: list[str], at: int, end: int) -> bool:
        """As in "were reported killed", "374 people recorded dead": the speech word only says how the harm is known."""
        if end >= len(lows) or lows[at] not in _REPORTED:
            return False
        harm = self._lexicon.harms.at(lows, end)
        return harm is not None and harm[1].form in ("past", "participle", "past_participle", "adjective")


def _event_class(word: EventWord) -> str:
    return "V" if word.kind.startswith("verb") else "E"
