"""Numbers: digits, words, count words, ranges and bounds, read into quantities.

The meaning of a count word is a policy table (`languages/xx/count_words.csv`); hedges move the bounds as the claim
contract says: "at least 13" is 13.., "more than 20" is 21.., "up to 70" is 0..70, "fewer than 10" is 0..9.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from marsad.reading.lexicon import Lexicon
from marsad.text.tokens import Token

_DIGITS = re.compile(r"\d{1,3}(?:[, ]\d{3})+|\d+")
_DECIMAL = re.compile(r"\d+[.,]\d{1,2}")
_LARGEST = 50_000_000


class Quantity(NamedTuple):
    """How many, in tokens `first`..`last` (half-open): `lower`..`upper` inclusive, None = open. `fraction` of a whole or None."""

    first: int
    last: int
    lower: int
    upper: int | None
    form: str
    fraction: float | None = None


class NumberReader:
    """Finds quantities in the tokens of a sentence."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon

    def at(self, tokens: Sequence[Token], lows: list[str], start: int) -> Quantity | None:
        """The quantity that starts at token `start`, with its hedges and its range; None if there is none."""
        effects: list[str] = []
        at = start
        while (found := self._lexicon.hedges.at(lows, at)) and found[1].position != "after" and found[0] < len(lows):
            effects.append(found[1].effect)
            at = found[0]
        between = lows[at] in ("between", "from")
        core = self._core(tokens, lows, at + between) if at + between < len(lows) else None
        if core is None:
            return None
        ranged = self._range(tokens, lows, core, between=between or (at > 0 and lows[at - 1] == "from"))
        if ranged is not None or between:
            return ranged and ranged._replace(first=start)
        if lows[core.last : core.last + 1] == ["+"]:
            core, effects = core._replace(last=core.last + 1), [*effects, "at_least"]
        after = self._lexicon.hedges.at(lows, core.last) if core.last < len(lows) else None
        if after is not None and after[1].position != "before":
            effects.append(after[1].effect)
            core = core._replace(last=after[0])
        return _hedged(core, effects)._replace(first=start)

    def _range(self, tokens: Sequence[Token], lows: list[str], low: Quantity, *, between: bool) -> Quantity | None:
        at = low.last
        if at + 1 >= len(lows) or low.upper != low.lower or low.form != "exact":
            return None
        joined = lows[at] in ("-", "to", "or") or (between and lows[at] == "and")
        if not joined or (lows[at] == "-" and tokens[at].start - tokens[at - 1].end > 1):
            return None
        at += 1
        effects = []
        while (found := self._lexicon.hedges.at(lows, at)) and found[0] < len(lows):
            effects.append(found[1].effect)
            at = found[0]
        high = self._core(tokens, lows, at)
        if high is None or high.upper is None or high.upper <= low.lower:
            return None
        opened = any(effect in ("over", "at_least") for effect in effects)
        return Quantity(low.first, high.last, low.lower, None if opened else high.upper, "between")

    def _core(self, tokens: Sequence[Token], lows: list[str], at: int) -> Quantity | None:
        phrase = self._lexicon.count_words.at(lows, at)
        if phrase is not None and not (phrase[0] - at == 1 and lows[at] in ("couple", "dozen", "handful")):
            last, word = phrase
            if (
                lows[last : last + 1] == ["of"]
                and last + 1 < len(lows)
                and self._lexicon.count_words.at(lows, last + 1)
            ):
                inner = self._lexicon.count_words.at(lows, last + 1)
                if inner is not None and inner[1].form == "words" and word.form == "plural":
                    last, word = inner
            return Quantity(at, last, word.lower, word.upper, word.form)
        return self._fraction(lows, at) or self._number(tokens, lows, at)

    def _fraction(self, lows: list[str], at: int) -> Quantity | None:
        numbers, word = self._lexicon.numbers, lows[at]
        entry = numbers.get(word)
        if entry is not None and entry.kind == "fraction" and word == "half":
            return Quantity(at, at + 1, 0, None, "about", entry.value)
        following = numbers.get(lows[at + 1]) if at + 1 < len(lows) else None
        if following is None or following.kind != "fraction" or lows[at + 2 : at + 3] != ["of"]:
            return None
        if word in ("a", "one") or (entry is not None and entry.kind == "unit"):
            times = entry.value if entry is not None else 1
            return Quantity(at, at + 2, 0, None, "about", min(1.0, times * following.value))
        return None

    def _number(self, tokens: Sequence[Token], lows: list[str], at: int) -> Quantity | None:
        numbers = self._lexicon.numbers
        if tokens[at].kind == "number":
            return self._digits(lows, at)
        if lows[at] in ("a", "an") and at + 1 < len(lows):
            scale = numbers.get(lows[at + 1])
            if scale is None or scale.kind != "scale":
                return None
            found = self._words(lows, at + 1, 0.0)
            return found and found._replace(first=at, form="about" if found.last == at + 2 else "exact")
        return self._words(lows, at, 0.0)

    def _digits(self, lows: list[str], at: int) -> Quantity | None:
        text = lows[at]
        scale = self._lexicon.numbers.get(lows[at + 1]) if at + 1 < len(lows) else None
        scaled = scale is not None and scale.kind in ("scale", "suffix")
        if _DIGITS.fullmatch(text):
            value = float(re.sub(r"[, ]", "", text))
        elif scaled and _DECIMAL.fullmatch(text):
            value = float(text.replace(",", "."))
        else:
            return None
        last = at + 1
        if scaled and scale is not None:
            value, last = value * scale.value, at + 2
        whole = round(value)
        return Quantity(at, last, whole, whole, "exact") if whole <= _LARGEST else None

    def _words(self, lows: list[str], at: int, total: float) -> Quantity | None:
        first, group, seen = at, 0.0, False
        while at < len(lows):
            word = lows[at]
            if seen and word == "and" and at + 1 < len(lows) and lows[at - 1] in ("hundred", "thousand"):
                if not self._parts(lows[at + 1]):
                    break
                at += 1
                continue
            parts = self._parts(word)
            if parts is None:
                break
            kind, value = parts
            if kind == "scale":
                group = max(group, 1.0) * value
                if value >= 1000:
                    total, group = total + group, 0.0
            elif seen and (
                lows[at - 1] not in ("hundred", "thousand", "million", "and") and not _tens_unit(lows[at - 1], kind)
            ):
                break
            else:
                group += value
            seen = True
            at += 1
        if not seen:
            return None
        whole = round(total + group)
        return Quantity(first, at, whole, whole, "exact") if 0 < whole <= _LARGEST else None

    def _parts(self, word: str) -> tuple[str, float] | None:
        """A number word's kind and value; hyphenated words ("twenty-five") are added up."""
        entry = self._lexicon.numbers.get(word)
        if entry is not None:
            return (entry.kind, entry.value) if entry.kind in ("unit", "tens", "scale") else None
        head, _, tail = word.partition("-")
        tens, unit = self._lexicon.numbers.get(head), self._lexicon.numbers.get(tail)
        if tens is not None and unit is not None and tens.kind == "tens" and unit.kind == "unit":
            return "unit", tens.value + unit.value
        return None


def _tens_unit(previous: str, kind: str) -> bool:
    return previous.endswith("ty") and kind == "unit"


def _hedged(core: Quantity, effects: list[str]) -> Quantity:
    lower, upper, form = core.lower, core.upper, core.form
    for effect in effects:
        if effect == "at_least":
            upper, form = None, "at_least"
        elif effect == "over":
            lower, upper, form = lower + 1, None, "at_least"
        elif effect == "at_most":
            lower, form = 0, "at_most"
        elif effect == "under":
            lower, upper, form = 0, None if upper is None else max(0, upper - 1), "at_most"
        elif effect == "about" and form == "exact":
            form = "about"
    return core._replace(lower=lower, upper=upper, form=form)
