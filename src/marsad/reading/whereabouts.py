"""Places in a sentence: capitalised words that the gazetteer knows, or that stand where a place stands."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from marsad.model.claim import Place, Precision
from marsad.places.entry import Match
from marsad.places.gazetteer import Gazetteer
from marsad.reading.actors.tables import nationalities
from marsad.reading.lexicon import Lexicon
from marsad.text.tokens import Token

_KIND_WORDS = {"province", "governorate", "city", "town", "village", "district", "neighbourhood", "neighborhood", "region",
               "oblast", "state", "county", "camp", "area", "countryside", "suburb", "suburbs", "quarter", "hamlet", "municipality",
               "settlement", "township", "capital", "strip", "island", "valley", "neighbourhoods", "neighborhoods", "towns", "villages",
               "provinces", "districts", "cities", "areas", "outskirts", "enclave", "coast", "edge", "heart", "locality", "department", "community",
               "commune", "territory", "zone", "canton", "parish", "prefecture", "subdistrict", "sub-district", "division"}  # fmt: skip
_SITE_WORDS = {"market", "hospital", "school", "mosque", "church", "camp", "street", "road", "square", "airport", "airbase", "base",
               "bridge", "university", "crossing", "checkpoint", "station", "farms", "mountain", "hill", "prison", "bakery", "port", "clinic",
               "complex", "stadium", "highway", "roundabout", "cemetery", "factory", "mall", "compound", "barracks", "refinery", "mine"}  # fmt: skip
_LOCATING = {"in", "at", "near", "on", "outside", "inside", "around", "across", "throughout", "into", "over", "targeting", "hit", "hitting",
             "struck", "bombed", "shelled", "attacked", "pounded", "targeted", "within", "onto", "against", "raided", "stormed", "between", "along", "upon",
             "off", "above", "overran", "fled", "levelled", "leveled", "flattened", "devastated", "razed", "rocked", "striking", "bombing", "shelling", "attacking", "pounding", "besieged", "entered"}  # fmt: skip
_DIRECTIONS = {"northern", "southern", "eastern", "western", "central", "northwestern", "northeastern", "southwestern", "southeastern",
               "north-western", "north-eastern", "south-western", "south-eastern", "rural", "besieged", "north", "south", "east", "west",
               "northwest", "northeast", "southwest", "southeast", "rebel-held", "government-held", "regime-held", "opposition-held"}  # fmt: skip
_WELL_KNOWN = 100_000
"""People: a city this large is believed abroad, in a report on other countries."""
_PRECISION: dict[str, Precision] = {"settlement": "settlement", "admin1": "admin1", "admin2": "admin2", "country": "country",
                                    "region": "region", "site": "exact", "neighbourhood": "settlement"}  # fmt: skip
_NOT_THE_PLACE = {"based", "said", "told", "reported", "sources", "source", "reporter", "correspondent", "ambassador", "embassy", "ministry",
                  "headquartered", "taken", "transferred", "rushed", "evacuated", "treated", "conference", "talks", "meeting", "born",
                  "positioned", "located", "stationed", "entrenched", "deployed", "arrived", "spokesman", "spokesperson", "activist", "activists", "witnesses", "residents", "officials", "official", "registered"}  # fmt: skip


class PlaceMention(NamedTuple):
    """A place in tokens `first`..`last` (half-open), resolved or as written.

    `located`: the words before say that something is there ("in", "near", "the town of"). `speaks`: it is where somebody
    speaks ("activists in Homs said").
    """

    first: int
    last: int
    place: Place
    located: bool
    kind: str | None
    population: int
    speaks: bool = False


class PlaceReader:
    """Finds the places of a sentence in the context of a report's countries."""

    def __init__(self, gazetteer: Gazetteer, lexicon: Lexicon) -> None:
        self._gazetteer, self._lexicon = gazetteer, lexicon
        self._capitals = {n.country.code: capital for capital, n in nationalities() if n.form == "capital"}
        self._resolved = lru_cache(maxsize=20_000)(self._resolve)

    def country_place(self, words: str, country: str) -> Place | None:
        """The country itself as the place of `words`, its name or its adjective."""
        entry = self._gazetteer.country_entry(country)
        if entry is None:
            return None
        return Place(
            words, entry.name, entry.geonames, country, None, round(entry.lat, 4), round(entry.lon, 4), "country"
        )

    def named(
        self, tokens: Sequence[Token], countries: tuple[str, ...], kind: str | None, *, surely: bool
    ) -> PlaceMention | None:
        """The place that a table's cell names, `kind` being its header's word; one unknown is kept if it is `surely` one."""
        first = next((k for k, token in enumerate(tokens) if token.kind == "word"), len(tokens))
        last = next((k for k, token in enumerate(tokens) if k > first and token.text in "(,;[*"), len(tokens))
        if first == last:
            return None
        match = self._resolved(" ".join(token.text for token in tokens[first:last]), countries, kind, True)
        if match is not None:
            return self._mention(tokens, first, last, match, True, speaks=False)
        return self._as_written(tokens, first, last, speaks=False) if surely else None

    def find(self, tokens: Sequence[Token], taken: set[int], countries: tuple[str, ...]) -> list[PlaceMention]:
        """The places among `tokens`; `taken` are tokens that actors and dates have."""
        found: list[PlaceMention] = []
        at = 0
        while at < len(tokens):
            token = tokens[at]
            if token.text[0].islower() and token.low != "capital" and "-" not in token.low:
                at += 1
                continue
            mention = self._at(tokens, at, taken, countries, found[-1] if found else None)
            if mention is None:
                at += 1
                continue
            found.append(mention)
            at = mention.last
        return found

    def _at(
        self, tokens: Sequence[Token], at: int, taken: set[int], countries: tuple[str, ...], before: PlaceMention | None
    ) -> PlaceMention | None:
        token = tokens[at]
        if token.low == "capital" and (mention := self._capital(tokens, at, countries)) is not None:
            return mention
        if token.kind != "word" or at in taken or token.low.endswith(("-based", *_SIDES)):
            return None
        if not _is_capitalised(token):
            return None
        located, kind, certain = _lead(tokens, at)
        listed = before is not None and before.located and _lists(tokens, before.last, at)
        end = _run_end(tokens, at, taken, self._lexicon)
        if _names_an_organisation(tokens, at, end):
            return None
        if end == at or (end < len(tokens) and tokens[end].low == "based"):
            return None
        speaks = located and _is_speakers(tokens, at, end, self._lexicon, taken)
        heads = _heads_line(tokens, at, end)
        located = located or heads
        for last in range(min(end, at + 5), at, -1):
            words = " ".join(t.text for t in tokens[at:last])
            beside = tokens[last].low if last < len(tokens) and tokens[last].low in _KIND_WORDS else kind
            land = self._country_behind(tokens, last)
            match = self._resolved(words, (land,), beside, located or listed) if land else None
            match = match or self._resolved(words, countries, beside, located or listed)
            if match is None:
                continue
            if not (located or listed) and not _trusted(match, tokens, at, last, countries):
                continue
            behind = last + (last < len(tokens) and tokens[last].low in _KIND_WORDS)
            return self._mention(tokens, at, behind, match, located or listed, speaks=speaks)
        known_kind = located and (kind is not None or _kind_behind(tokens, end))
        if (
            known_kind
            or heads
            or (certain and (len(token.text) > 3 or end - at > 1))
            or (listed and before is not None and before.place.name is None)
        ):
            return self._as_written(tokens, at, min(end, at + 3), speaks=speaks)
        return None

    def _country_behind(self, tokens: Sequence[Token], last: int) -> str | None:
        """As in "Tripoli, Lebanon": the country that is named right behind a place."""
        if tokens[last : last + 1] == [] or tokens[last].text != ",":
            return None
        names = (" ".join(t.text for t in tokens[last + 1 : last + 1 + words]) for words in (3, 2, 1))
        return next((code for name in names if (code := self._gazetteer.country(name)) is not None), None)

    def _as_written(self, tokens: Sequence[Token], at: int, last: int, *, speaks: bool) -> PlaceMention | None:
        """A place that the gazetteer does not know, kept as the text has it."""
        first = tokens[at].low
        if self._gazetteer.country(tokens[at].text) is not None or first in self._lexicon.people:
            return None
        if last - at == 1 and first in self._lexicon.sources:
            return None
        if any(token.low in self._lexicon.events for token in tokens[at:last]):
            return None  # "in Suspected Gas Attack", as headings are written
        if last < len(tokens) and tokens[last].low in self._lexicon.people:
            return None
        words = " ".join(t.text for t in tokens[at:last])
        return PlaceMention(at, last, Place(words, precision="settlement"), not speaks, None, 0, speaks)

    def _capital(self, tokens: Sequence[Token], at: int, countries: tuple[str, ...]) -> PlaceMention | None:
        """As in "the Yemeni capital", "Mali's capital", "the capital": the city, where no name follows."""
        if at + 1 < len(tokens) and (
            tokens[at + 1].text[0].isupper() or tokens[at + 1].low in (",", "of", "city", "'s")
        ):
            return None
        k = at - 1 - (tokens[at - 1].low == "'s" if at else 0)
        country = self._gazetteer.country(tokens[k].text) if k >= 0 else None
        if country is None and k >= 0 and tokens[k].low == "the" and countries:
            country = countries[0]
        capital = self._capitals.get(country or "")
        match = self._gazetteer.resolve(capital, (country,), fuzzy=False) if capital and country else None
        if match is None:
            return None
        mention = self._mention(tokens, at, at + 1, match, _lead(tokens, k).located, speaks=False)
        return mention._replace(place=replace(mention.place, words=" ".join(t.text for t in tokens[k : at + 1])))

    def _resolve(self, words: str, countries: tuple[str, ...], beside: str | None, located: bool) -> Match | None:
        hint = _singular(beside)
        match = self._gazetteer.resolve(words, countries, kind=hint, fuzzy=False)
        if match is None and located and len(words) > 4 and countries:
            match = self._gazetteer.resolve(words, countries[:1], kind=hint, fuzzy=True)
        if match is None or not countries or match.entry.kind in ("country", "region"):
            return match
        abroad = match.entry.country not in countries
        return None if abroad and (match.entry.population < _WELL_KNOWN or not located) else match

    def _mention(
        self, tokens: Sequence[Token], at: int, last: int, match: Match, located: bool, *, speaks: bool
    ) -> PlaceMention:  # fmt: skip
        entry = match.entry
        first = at
        while first > 0 and tokens[first - 1].low in _DIRECTIONS and tokens[first - 1].low.endswith("ern"):
            first -= 1
        near = _near(tokens, at)
        precision: Precision = _PRECISION[entry.kind]
        if near and precision in ("settlement", "exact"):
            precision = "near_settlement"
        elif first < at and precision in ("country", "admin1"):
            precision = "region"
        words = " ".join(t.text for t in tokens[first:last])
        place = Place(
            words,
            entry.name,
            entry.geonames,
            entry.country,
            entry.admin1,
            round(entry.lat, 4),
            round(entry.lon, 4),
            precision,
        )
        return PlaceMention(at, last, place, located and not speaks, entry.kind, entry.population, speaks)


def _heads_line(tokens: Sequence[Token], at: int, end: int) -> bool:
    """As in "Birao: two women abducted", "- 25 July, Jibo: mine": a place at the head of a bulletin's line."""
    bullet = at > 0 and tokens[at - 1].text in ("-", "•", "*", "·", ",", "–", "—", "▪", "●")
    if (at and not bullet) or end >= len(tokens) or at > 6:
        return False
    after = end + (tokens[end].low in _KIND_WORDS or tokens[end].low in _SITE_WORDS)
    return bullet and after < len(tokens) and tokens[after].text == ":"


_ATTACHED_ARTICLE = re.compile(r"[ae][a-z]{1,2}-[A-Z]")
"""As in "Deir ez-Zor", "al-Bab", "ash-Shaykh": the article is written small, the name behind it is not."""
_BODIES = {"union", "group", "network", "council", "association", "observatory", "centre", "center", "committee", "foundation",
           "commission", "institute", "organisation", "organization", "league", "society", "agency"}  # fmt: skip


def _is_capitalised(token: Token) -> bool:
    return (
        token.text[0].isupper()
        or token.low.startswith(("al-", "as-", "el-"))
        or bool(_ATTACHED_ARTICLE.match(token.text))
    )


def _names_an_organisation(tokens: Sequence[Token], at: int, end: int) -> bool:
    """As in "the Helsinki Human Rights Union": capitalised words that end in a word for a body of people."""
    return end - at > 2 and tokens[end - 1].low in _BODIES


def _kind_behind(tokens: Sequence[Token], end: int) -> bool:
    """As in "Saif al-Dawleh neighborhood", "the Ras Isa oil port": a kind of place behind the name."""
    return any(token.low in _KIND_WORDS or token.low in _SITE_WORDS for token in tokens[end : end + 2])


@lru_cache(maxsize=64)
def _singular(beside: str | None) -> str | None:
    if beside is None:
        return None
    return {"cities": "city", "provinces": "province", "countryside": "province"}.get(
        beside, beside.removesuffix("s") if beside != "outskirts" else None
    )


def _run_end(tokens: Sequence[Token], at: int, taken: set[int], lexicon: Lexicon) -> int:
    end = at
    while end < len(tokens) and end - at < 6 and end not in taken:
        token = tokens[end]
        if token.kind != "word" or not (_is_capitalised(token) or token.low in ("al", "el", "de", "del", "bin", "abu")):
            break
        if token.text[0].isupper() and len(token.text) > 2 and token.low in lexicon.functions:
            break
        if end == at and (
            token.low in lexicon.functions
            or token.low in lexicon.speech
            or token.low in lexicon.harms
            or token.low in lexicon.hedges
            or token.low in lexicon.numbers
        ):
            break
        end += 1
    return end


class _Lead(NamedTuple):
    """What the words before a name say: that something is there, the kind of place, and whether the name must be one."""

    located: bool
    kind: str | None
    certain: bool


def _lead(tokens: Sequence[Token], at: int) -> _Lead:
    """The words before the name at token `at`: "in the village of", "raids on rural", "off"."""
    k, kind, plain = at - 1, None, True
    while k >= 0 and at - k < 9:
        low = tokens[k].low
        if low in _KIND_WORDS or low in _SITE_WORDS:
            kind = low
        elif low in _LOCATING or _is_close_to(tokens, k):
            bare = (
                low in _BARE
                or (low in ("on", "at", "against") and k > 0 and _strikes(tokens[k - 1].low))
                or low in _TAKING
            )
            return _Lead(True, kind, plain and bare)
        elif low in _DIRECTIONS or low.endswith(_SIDES):
            pass
        elif low in _CONNECTING or (tokens[k].text[0].isupper() and at - k <= 2):
            plain = False
        else:
            return _Lead(kind is not None and low != "from", kind, False)
        k -= 1
    return _Lead(kind is not None, kind, False)


def _strikes(low: str) -> bool:
    return low.endswith(
        (
            "raid",
            "raids",
            "strike",
            "strikes",
            "attack",
            "attacks",
            "bombing",
            "shelling",
            "fell",
            "fired",
            "assault",
            "offensive",
        )
    )


_BARE = {"in", "near", "around", "off", "outside", "inside", "above", "between", "within"}
"""After these a name that nobody knows is a place."""
_TAKING = {"struck", "bombed", "shelled", "overran", "fled", "levelled", "leveled", "stormed", "entered", "besieged", "pounded", "flattened",
           "devastated", "razed", "raided", "hit", "rocked"}  # fmt: skip
_SIDES = ("-held", "-controlled", "-populated", "-majority", "-dominated", "-besieged", "-ruled", "-run")
_CONNECTING = {"the", "of", "and", ",", "a", "an", "its", "syrian", "iraqi", "'s", "capital", "own", "to", "both", "large", "small", "main", "coastal", "strategic",
               "ancient", "historic", "neighbouring", "neighboring", "nearby", "parts", "areas", "part", "several", "two", "three", "country", "border", "rest",
               "old", "rebel", "government", "residential", "key", "second", "largest", "port", "mountain", "north", "south", "east", "west", "northwest", "northeast", "southeast", "southwest"}  # fmt: skip


def _is_speakers(tokens: Sequence[Token], at: int, end: int, lexicon: Lexicon, actors: Collection[int]) -> bool:
    """As in "medics in Mekelle said", "the Observatory in Britain", "told reporters in Geneva": where somebody speaks, not where it happened."""
    k = at - 1
    while k >= 0 and (tokens[k].low in _DIRECTIONS or tokens[k].low in _CONNECTING) and tokens[k].low not in _PLACING:
        k -= 1
    if k < 1 or tokens[k].low not in _PLACING:
        return False
    before = tokens[max(0, k - 2) : k]
    if any(token.low in _NOT_THE_PLACE or token.low.endswith("-based") for token in before):
        return True
    says = any(token.low in lexicon.speech for token in tokens[end : end + 3])
    return says and (tokens[k - 1].low in lexicon.sources or k - 1 in actors)


_PLACING = {"in", "at", "from", "into", "on"}


_NEAR = {"near", "outside", "outskirts"}


def _is_close_to(tokens: Sequence[Token], k: int) -> bool:
    return tokens[k].low == "to" and k > 0 and tokens[k - 1].low in ("close", "next")


def _near(tokens: Sequence[Token], at: int) -> bool:
    k = at - 1
    while k >= 0 and at - k < 7:
        if tokens[k].low in _NEAR or _is_close_to(tokens, k):
            return True
        if tokens[k].low not in _CONNECTING and tokens[k].low not in _KIND_WORDS and tokens[k].low not in _DIRECTIONS:
            return False
        k -= 1
    return False


def _lists(tokens: Sequence[Token], last: int, at: int) -> bool:
    return at - last <= 3 and all(
        t.low in ("and", ",", "or", "the", "as", "well", "in") or t.low in _DIRECTIONS for t in tokens[last:at]
    )


def _trusted(match: Match, tokens: Sequence[Token], at: int, last: int, countries: tuple[str, ...]) -> bool:
    """A place name without a preposition: believed when exact and in the context, or a country."""
    if not match.exact:
        return False
    if match.entry.kind == "country":
        return True
    named = last < len(tokens) and tokens[last].low in _KIND_WORDS
    return match.entry.country in countries and (
        named or match.entry.population >= 20_000 or match.entry.kind in ("admin1", "region")
    )
