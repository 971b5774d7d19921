"""Heirs: which claim of a new reading takes the place of which claim of the one before.

A new version of the reader, or a new text of the report, gives every claim another id. What people decided about a claim,
and the incident it is tied to, go over to its heir.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass

from marsad.model.claim import Claim
from marsad.model.claim_json import to_json

_NOT_SAID = ("id", "report", "path", "part_of", "supersedes", "span")


@dataclass(frozen=True, slots=True)
class Heir:
    """A claim `of` an earlier reading and what of it is the same in the new one: its words, and what they were read as."""

    of: str
    same_text: bool
    same_reading: bool


def heirs(before: Iterable[Claim], now: Iterable[Claim]) -> dict[str, Heir]:
    """For every new claim that takes the place of an old one: whose heir it is. An old claim has at most one heir.

    Passes, strictest first: same words and same reading; same words; same reading; in one and the same text, the same
    harm said in words that overlap. Within a pass, the order of the text decides. A claim with the same id needs no heir.
    """
    old, new = _in_order(before), _in_order(now)
    staying = {claim.id for claim in old} & {claim.id for claim in new}
    old = [claim for claim in old if claim.id not in staying]
    new = [claim for claim in new if claim.id not in staying]
    found: dict[str, Heir] = {}
    keys: tuple[Callable[[Claim], Hashable], ...] = (lambda c: (_words(c), _said(c)), _words, _said)
    for key in keys:
        _match(old, new, key, found)
    for claim in new:
        ancestor = next((c for c in old if _overlap(c, claim)), None) if claim.id not in found else None
        if ancestor is not None:
            _take(old, ancestor, claim, found)
    return found


def _match(old: list[Claim], new: list[Claim], key: Callable[[Claim], Hashable], found: dict[str, Heir]) -> None:
    waiting: dict[Hashable, list[Claim]] = {}
    for claim in old:
        waiting.setdefault(key(claim), []).append(claim)
    for claim in new:
        same = waiting.get(key(claim))
        if same and claim.id not in found:
            _take(old, same.pop(0), claim, found)


def _take(old: list[Claim], ancestor: Claim, claim: Claim, found: dict[str, Heir]) -> None:
    old.remove(ancestor)
    same_text = ancestor.report == claim.report or _words(ancestor) == _words(claim)
    found[claim.id] = Heir(ancestor.id, same_text, _said(ancestor) == _said(claim))


def _in_order(claims: Iterable[Claim]) -> list[Claim]:
    return sorted(claims, key=lambda claim: (claim.span.start, claim.span.end, claim.id))


def _words(claim: Claim) -> tuple[str, str]:
    return claim.span.quote, claim.harm


def _said(claim: Claim) -> str:
    """What the claim says, wherever it stands and in whatever words."""
    said = {name: value for name, value in to_json(claim).items() if name not in _NOT_SAID}
    count = {name: said["count"][name] for name in ("lower", "upper", "form", "unit")}
    return repr(_without_words(said | {"count": count}))


def _without_words(value: object) -> object:
    if isinstance(value, dict):
        return {name: _without_words(inner) for name, inner in value.items() if name != "words"}
    return [_without_words(inner) for inner in value] if isinstance(value, list) else value


def _overlap(old: Claim, new: Claim) -> bool:
    """The same harm, said in overlapping words of one and the same text."""
    one, other = old.span, new.span
    return old.report == new.report and old.harm == new.harm and one.start < other.end and other.start < one.end
