"""Which form of a noun goes with a number: the plural rules of Unicode's CLDR, as each language's catalogue states them.

A rule is written as CLDR writes it ("n % 100 = 3..10"); `n` is the number. Source: Unicode Technical Standard 35, part 3, section 5.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

_RELATION = re.compile(r"n(?:\s*%\s*(\d+))?\s*(!?=)\s*([\d.,\s]+)")


def plural_form(number: int, rules: Mapping[str, str]) -> str:
    """The name of the form ("one", "few", "other") that the first fitting rule has; "other" where none fits.

    Raises ValueError for a rule that cannot be read.
    """
    return next((form for form, rule in rules.items() if _holds(rule, number)), "other")


def _holds(rule: str, number: int) -> bool:
    return any(all(_is_true(part, number) for part in either.split(" and ")) for either in rule.split(" or "))


def _is_true(relation: str, number: int) -> bool:
    match = _RELATION.fullmatch(relation.strip())
    if match is None:
        raise ValueError(f"{relation!r} is no plural rule")
    modulus, sign, ranges = match.groups()
    value = number % int(modulus) if modulus else number
    return any(_lies_in(value, each) for each in ranges.split(",")) == (sign == "=")


def _lies_in(value: int, ends: str) -> bool:
    first, _, last = ends.strip().partition("..")
    return int(first) <= value <= int(last or first)
