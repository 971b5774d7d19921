"""Which of several places of one name is meant: the report's countries, the word beside the name, how well known."""

from __future__ import annotations

import re
from collections.abc import Sequence

from marsad.places.entry import Candidate, Kind, Match

_AREA: tuple[Kind, ...] = ("admin1", "region", "country")
_DISTRICT: tuple[Kind, ...] = ("admin2", "neighbourhood", "settlement")
_TOWN: tuple[Kind, ...] = ("settlement",)
_QUARTER: tuple[Kind, ...] = ("neighbourhood", "settlement")
_SITE: tuple[Kind, ...] = ("site", "neighbourhood", "settlement")
HINTS: dict[str, tuple[Kind, ...]] = (
    dict.fromkeys(("province", "governorate", "state", "oblast", "wilaya", "department", "prefecture"), _AREA)
    | {"region": ("region", "admin1", "admin2"), "country": ("country",), "island": ("region", "admin1", "settlement")}
    | dict.fromkeys(
        ("district", "county", "raion", "subdistrict", "municipality", "township", "locality", "territory", "zone"),
        _DISTRICT,
    )
    | dict.fromkeys(("city", "town", "village", "hamlet", "settlement", "capital", "port"), _TOWN)
    | dict.fromkeys(("neighbourhood", "neighborhood", "quarter", "suburb", "area", "commune"), _QUARTER)
    | dict.fromkeys(("camp", "crossing", "airbase", "airport", "dam", "base", "field", "checkpoint"), _SITE)
)
"""The word beside a name ("Idlib province", "the village of X") and the kinds that it speaks for, best first."""

_KNOWN_AS = re.compile(
    rf"(?:(?P<before>{'|'.join(HINTS)}) of (?P<of>.+)|(?P<name>.+?)[ -](?P<after>{'|'.join(HINTS)}))", re.IGNORECASE
)
_SIDE = re.compile(
    r"(?:the )?(?:(?:far )?(?:north|south|east|west|north-?east|north-?west|south-?east|south-?west|cent(?:re|er)"
    r"|outskirts|suburbs|countryside|rest|parts|heart|edge|environs|vicinity) of"
    r"|(?:north|south)[ -]?(?:east|west)?(?:ern)?|(?:east|west)(?:ern)?|central|upper|lower|rural|greater|outside|near)"
    r" (?P<whole>.+)",
    re.IGNORECASE,
)
_CONTEXT = 1000
"""A place in the report's countries counts this many times more than one elsewhere."""
_SECOND_COUNTRY = 20
"""... and this many times less for every country that comes before its own."""
_CONFIDENT = 50_000
_CONFIDENT_ABROAD = 200_000


def known_as(words: str) -> tuple[str, str | None]:
    """The name and the word beside it: "Idlib province" is ("Idlib", "province"); no such word: None."""
    match = _KNOWN_AS.fullmatch(words.strip())
    if match is None:
        return words, None
    return match["of"] or match["name"], (match["before"] or match["after"]).lower()


def whole(words: str) -> str | None:
    """The place of which `words` name a side: "northwestern Syria" is a part of "Syria"; None when of none."""
    match = _SIDE.fullmatch(words.strip())
    return match and match["whole"]


def choose(
    candidates: Sequence[Candidate], countries: Sequence[str], hint: str | None, *, short: bool = False
) -> Match | None:
    """The place meant among those that bear the name; None when nothing speaks for any of them.

    Without a context only a well known place (50,000 people, a first level area, a country) is taken; with one, only
    places in it and abroad those of 200,000 and more; a `short` word then has to be the place's own name. A hint picks among kinds if any candidate is of such a kind.
    """
    candidates = _hinted(candidates, countries, hint)
    if not candidates:
        return None
    best = max(candidates, key=lambda each: _standing(each, countries))
    if best.entry.country in countries:
        return Match(best.entry, (100.0, 98.0, 95.0)[best.distance], True)
    enough = _CONFIDENT_ABROAD if countries else _CONFIDENT
    if best.distance and short:
        return None
    if best.entry.kind == "country" or best.weight >= enough:
        return Match(best.entry, 80.0, True)
    return None


def _hinted(candidates: Sequence[Candidate], countries: Sequence[str], hint: str | None) -> Sequence[Candidate]:
    for kind in HINTS.get(hint or "", ()):
        fitting = [each for each in candidates if each.entry.kind == kind]
        if any(not countries or each.entry.country in countries or each.entry.country is None for each in fitting):
            return fitting
    return candidates


def _standing(candidate: Candidate, countries: Sequence[str]) -> float:
    country = candidate.entry.country
    if country is None or country not in countries:
        return candidate.weight
    behind: float = _SECOND_COUNTRY ** countries.index(country)
    return candidate.weight * _CONTEXT / behind
