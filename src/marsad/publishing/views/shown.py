"""What the claims of a page look like in public: who speaks, in which words, and sentences about them.

The toll room's sentences quote claims and name who made them. Here such a quotation becomes a `Ref`, which a page shows as
it may be shown, and what is left of the sentence is looked through for withheld names.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import NamedTuple

from marsad.model.claim import Claim, SourceKind
from marsad.publishing.disclosure import Disclosure, Piece, Veil
from marsad.publishing.incident_view import ClaimLinks
from marsad.tolls.wording import quoted

_LONGEST = 60
Pieces = tuple[Piece, ...]


class Speaker(NamedTuple):
    """Whose knowledge a claim is. `name` None: a person who is not named, of the `kind`. `outlet`: it is the outlet itself that says so.

    `through` are those who passed it on, nearest to the report first; `carried_by` is the outlet of the report.
    """

    name: Pieces | None
    kind: SourceKind
    outlet: bool
    through: tuple[Pieces, ...]
    carried_by: Pieces | None


class Ref(NamedTuple):
    """A claim that a sentence speaks of: its number on the page, its own words in short, their language, who says it."""

    claim: str
    number: int
    words: Pieces
    language: str
    speaker: Speaker


Sentence = tuple[Piece | Ref, ...]


@dataclass(frozen=True, slots=True)
class Showing:
    """The claims of a page, ready to be shown."""

    links: ClaimLinks
    disclosure: Disclosure
    veil: Veil
    by_words: dict[str, list[str]]

    @classmethod
    def of(cls, links: ClaimLinks, disclosure: Disclosure, veil: Veil) -> Showing:
        """The claims behind some links, each name under a veil."""
        by_words: dict[str, list[str]] = {}
        for claim in links.claims.values():
            by_words.setdefault(quoted(claim), []).append(claim.id)
        return cls(links, disclosure, veil, by_words)

    def text(self, words: str | None) -> Pieces | None:
        """Words without withheld names; None stays None."""
        return None if words is None else self.veil.text(words)

    def speaker(self, claim: Claim) -> Speaker:
        """Who says a claim, and through whom it came."""
        shown, report = self.disclosure.source(claim.source), self.links.reports.get(claim.report)
        outlet = self.text(None if report is None else report.outlet)
        name = outlet if shown.name is None and not shown.withheld else self.text(shown.name)
        through = tuple(self.veil.text(relay) for relay in shown.relayed_by)
        return Speaker(name, shown.kind, claim.source.name is None, through, outlet)

    def ref(self, claim: str) -> Ref:
        """A claim as a sentence names it."""
        said = self.links.claims[claim]
        words = " ".join((said.group.words or said.count.words or said.span.quote).split())
        short = shortened(self.veil.text(words), _LONGEST)
        return Ref(claim, self.links.number[claim], short, said.language, self.speaker(said))

    def refs(self, claims: Iterable[str]) -> tuple[Ref, ...]:
        """Several claims by their numbers."""
        return tuple(self.ref(claim) for claim in sorted(claims, key=self.links.number.__getitem__))

    def sentence(self, words: str, likely: Collection[str] = (), about: str | None = None) -> Sentence:
        """A sentence about claims, those that it quotes as references; `likely` ones before others with the same words.

        What it says first of the claim that it is `about` is left out, for that stands beside it.
        """
        parts: list[Piece | Ref] = []
        if about is not None:
            own = f"{quoted(self.links.claims[about])} ({self.links.speakers[about]})"
            rest = words.removeprefix(own)
            words = f"It{rest}" if rest.startswith(" ") else rest.removeprefix(":").strip()
            words = words[:1].upper() + words[1:]
        at = begun = 0
        while (start := words.find("“", at)) >= 0:
            found = self._quotation(words, start, likely)
            if found is None:
                at = start + 1
                continue
            claim, end = found
            parts += [*self.veil.text(words[begun:start]), self.ref(claim)]
            at = begun = end
        return (*parts, *self.veil.text(words[begun:]))

    def _quotation(self, words: str, start: int, likely: Collection[str]) -> tuple[str, int] | None:
        """The claim whose words, with who says them, stand in a sentence from `start`, and where they end."""
        end = start
        while (end := words.find("”", end) + 1) > 0:
            claims = self.by_words.get(words[start:end], ())
            for claim in sorted(claims, key=lambda one: (one not in likely, self.links.number[one])):
                said = f" ({self.links.speakers[claim]})"
                if words.startswith(said, end):
                    return claim, end + len(said)
            if claims:
                return min(claims, key=lambda one: (one not in likely, self.links.number[one])), end
        return None


def shortened(pieces: Pieces, longest: int) -> Pieces:
    """The first so many letters of some pieces. They are cut after names were withheld, never in the middle of one."""
    shown: list[Piece] = []
    left = longest
    for piece in pieces:
        if len(piece.text) > left:
            shown.append(piece._replace(text=piece.text[: max(left - 1, 0)] + "…"))
            break
        shown.append(piece)
        left -= len(piece.text)
    return tuple(shown)
