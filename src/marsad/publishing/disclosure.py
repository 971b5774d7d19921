"""What may be said in public. Every page, data set, feed and answer of the API takes names, quotes and points from here.

Witnesses and informants are never named unless a recorded consent says so; victims' names and exact points follow the
project's settings. What is withheld leaves a mark in its place: a reader sees that something is not shown.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, NamedTuple
from urllib.parse import unquote_plus

from marsad.model.change import is_machine
from marsad.model.claim import Claim, Place, Precision, Source, SourceKind
from marsad.publishing.project import Project

PROTECTED: tuple[SourceKind, ...] = ("witness", "resident", "activist", "anonymous", "unknown")
"""Kinds of sources that are people at risk, or may be: who they are is nobody's business. A source of unknown kind may be a
witness whom the reading did not recognise as one."""
RADIUS_KM: dict[Precision, float] = {"exact": 0.5, "settlement": 3, "near_settlement": 25}
"""How far around its point a place may be; 25 km is UCDP's "near". Areas have no point: their middle is none."""
_ROUNDED = 2
"""Decimals of a degree, about 1.1 km, that are left of an exact point where a project wants no exact points."""
_SHORTEST = 3
"""Letters of a part of a name that is withheld by itself too."""

Hidden = Literal["source", "victim", "reviewer"]
Consented = Callable[[str], bool]
"""Whether the bearer of a name, as reports write it, has agreed to be named."""


class Piece(NamedTuple):
    """A part of a quotation: its own words (`plain`), the words that count (`count`), or the place of a name that is withheld.

    Of what is withheld `text` is empty and `hidden` says whose name it was.
    """

    text: str
    kind: Literal["plain", "count", "withheld"]
    hidden: Hidden | None = None


class Point(NamedTuple):
    """A point with the distance around it within which the place may be."""

    lat: float
    lon: float
    precision: Precision
    radius_km: float


@dataclass(frozen=True, slots=True)
class ShownSource:
    """A source as it may be shown. `name` None: the outlet itself, or (`withheld`) a person who is not named."""

    name: str | None
    kind: SourceKind
    withheld: bool
    relayed_by: tuple[str, ...]


def rounded(lat: float, lon: float) -> tuple[float, float]:
    """A point as exactly as a project shows it that wants no exact points."""
    return round(lat, _ROUNDED), round(lon, _ROUNDED)


class Disclosure:
    """What a project discloses; without `consented` nobody has agreed to be named."""

    def __init__(self, project: Project, consented: Consented | None = None) -> None:
        self.project = project
        self._consented = consented or (lambda _: False)

    def source(self, source: Source) -> ShownSource:
        """A source with its name, or without."""
        withheld = self._is_withheld(source)
        return ShownSource(None if withheld else source.name, source.kind, withheld, source.relayed_by)

    def persons(self, claim: Claim) -> tuple[str, ...]:
        """The names of victims that may be published."""
        return claim.persons if self.project.victims_names else ()

    def actor(self, name: str) -> str | None:
        """Who made a change: a machine by its name, a person by name only where the project says so; None = a person."""
        return name if is_machine(name) or self.project.reviewers_names else None

    def point(self, place: Place | None) -> Point | None:
        """The point of a place that has one; None for areas and for what the gazetteer does not know."""
        if place is None or place.lat is None or place.lon is None or place.precision not in RADIUS_KM:
            return None
        return self.shown_point(place.lat, place.lon, place.precision)

    def shown_point(self, lat: float, lon: float, precision: Precision) -> Point:
        """A point as exactly as the project shows points."""
        if precision == "exact" and self.project.points == "settlement":
            return Point(*rounded(lat, lon), "settlement", RADIUS_KM["settlement"])
        return Point(lat, lon, precision, RADIUS_KM[precision])

    def hidden_names(self, claims: Iterable[Claim]) -> dict[str, Hidden]:
        """Every name in some claims that is withheld, and whose it is: what one claim hides, the next must not tell."""
        found: dict[str, Hidden] = {}
        for claim in claims:
            if not self.project.victims_names:
                found.update(dict.fromkeys(claim.persons, "victim"))
            if self._is_withheld(claim.source):
                names = (claim.source.name, claim.source.words)
                found.update(dict.fromkeys((name for name in names if name and _is_name(name)), "source"))
        return found

    def quote(self, claim: Claim, others: Iterable[Claim] = ()) -> tuple[Piece, ...]:
        """The claim's quotation in pieces, without the names that it or `others` (those on the same page) withhold."""
        return self.veil((claim, *others)).quote(claim)

    def quote_text(self, claim: Claim, others: Iterable[Claim] = ()) -> str:
        """The same in one line of plain text, for tables and data sets."""
        return plain_text(self.quote(claim, others))

    def veil(self, claims: Iterable[Claim], actors: Iterable[str] = ()) -> Veil:
        """What keeps the names that some claims withhold out of any words beside them.

        `actors` have made changes: people among them are not named either, unless the project says so.
        """
        people = (name for name in actors if self.actor(name) is None)
        return Veil({**dict.fromkeys(people, "reviewer"), **self.hidden_names(claims)})

    def _is_withheld(self, source: Source) -> bool:
        return source.kind in PROTECTED and source.name is not None and not self._consented(source.name)


_MARKS: Mapping[Hidden | None, str] = {
    "source": "[name of a source withheld]", "victim": "[name withheld]", "reviewer": "[a reviewer]", None: "",
}  # fmt: skip


def plain_text(pieces: Iterable[Piece]) -> str:
    """Pieces as one line of plain English, for tables and data sets."""
    return "".join(_MARKS[piece.hidden] if piece.kind == "withheld" else piece.text for piece in pieces)


class Veil:
    """Finds the names that are withheld, and their longer parts, in words of any kind and whichever letters are capitals."""

    def __init__(self, hidden: Mapping[str, Hidden]) -> None:
        names: dict[str, Hidden] = dict(hidden)
        for name, whose in hidden.items():
            for part in re.findall(r"[^\W\d_]+(?:['’-][^\W\d_]+)*", name):
                if len(part) >= _SHORTEST and _is_name(part):
                    names.setdefault(part, whose)
        longest_first = sorted(filter(None, names), key=len, reverse=True)
        # Arabic joins small words to a name, so there a name may begin inside of a word
        either = "|".join(rf"(?<![A-Za-z]){re.escape(name)}(?![A-Za-z])" for name in longest_first)
        self._pattern = re.compile(either, re.IGNORECASE) if either else None
        self._whose: dict[str, Hidden] = {name.casefold(): whose for name, whose in names.items()}

    def quote(self, claim: Claim) -> tuple[Piece, ...]:
        """The words of a claim, those that count set off."""
        return tuple(_pieces(claim.span.quote, self._found(claim.span.quote), _counted(claim)))

    def text(self, words: str) -> tuple[Piece, ...]:
        """Any words: a title, a reason, a sentence about claims."""
        return tuple(_pieces(words, self._found(words), None))

    def hides(self, address: str) -> bool:
        """Whether a withheld name stands in an address, where nothing tells a name from other words."""
        return self._pattern is not None and self._pattern.search(unquote_plus(address)) is not None

    def _found(self, words: str) -> list[_Span]:
        """Where hidden names stand, in order and without overlap. A part of a name in small letters is a word."""
        found = () if self._pattern is None else self._pattern.finditer(words)
        return [
            _Span(match.start(), match.end(), self._whose.get(match[0].casefold(), "source"))
            for match in found
            if _is_name(match[0]) or " " in match[0]
        ]


class _Span(NamedTuple):
    start: int
    end: int
    hidden: Hidden


def _is_name(words: str) -> bool:
    """Whether words hold a proper name: a capital, or letters of a script that has none."""
    return any(letter.isupper() or (letter.isalpha() and not letter.islower()) for letter in words)


def _counted(claim: Claim) -> tuple[int, int] | None:
    first, last = claim.count.start, claim.count.end
    if first is None or last is None:
        return None
    start, end = first - claim.span.start, last - claim.span.start
    return (start, end) if 0 <= start < end <= len(claim.span.quote) else None


def _pieces(words: str, gaps: list[_Span], counted: tuple[int, int] | None) -> Iterator[Piece]:
    at = 0
    for gap in [*gaps, None]:
        end = len(words) if gap is None else gap.start
        yield from _plain(words, at, end, counted)
        if gap is not None:
            yield Piece("", "withheld", gap.hidden)
            at = gap.end


def _plain(words: str, start: int, end: int, counted: tuple[int, int] | None) -> Iterator[Piece]:
    cuts = [start, end] if counted is None else sorted({start, end, *(min(max(at, start), end) for at in counted)})
    for first, last in pairwise(cuts):
        inside = counted is not None and counted[0] <= first and last <= counted[1]
        yield Piece(words[first:last], "count" if inside else "plain")
