"""What sources say on one number of an incident, as a picture that stands alone (SVG): each claim on the axis, the range behind them.

The strips are those of the pages; colours and letters stand in the picture itself, for it is shown on the pages of others.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from marsad.model.claim import Claim, Harm
from marsad.model.toll import IncidentToll, TollRow
from marsad.publishing.axis import Axis, axis_over
from marsad.publishing.disclosure import Disclosure
from marsad.publishing.drawing.picture_style import Theme, line, picture
from marsad.publishing.pages.catalogue import Catalogue
from marsad.publishing.strip import Mark, ruler, strip
from marsad.publishing.views.kinds import Kind, kinds_of, row_for

WIDTH = 720
_MARGIN, _ROW, _HEAD, _FOOT = 20, 50, 96, 40
_NAMES = 250
"""Of the width, for the names of the sources."""
_MOST = 10
"""Claims that are drawn, those that hold an end first."""
_LETTERS = 34
_VICTIMS = {"civilian": "civilians", "combatant": "combatants", "child": "children", "adult": "adults", "female": "women",
            "male": "men"}  # fmt: skip
"""The kinds of people as the catalogues name them."""
_PICTURED: tuple[Literal["killed", "injured"], ...] = ("killed", "injured")


@dataclass(frozen=True, slots=True)
class Charted:
    """What a chart shows: a toll with its claims, those who say them in words, and the line above and below it.

    `bare`: these two lines stand beside the picture already.
    """

    toll: IncidentToll | None
    claims: Mapping[str, Claim]
    sources: Mapping[str, str]
    headline: str
    foot: str
    bare: bool = False


def source_names(claims: Sequence[Claim], outlets: Mapping[str, str | None], disclosure: Disclosure, t: Catalogue) -> dict[str, str]:  # fmt: skip
    """Who says each claim: a name, the outlet, or what kind of person it is who is not named."""
    found = {}
    for claim in claims:
        shown = disclosure.source(claim.source)
        own = outlets.get(claim.report) or t.plain("feeds.no_claim_words")
        found[claim.id] = shown.name or (t.term_plain("source", shown.kind) if shown.withheld else own)
    return found


def incident_chart(charted: Charted, t: Catalogue, theme: Theme) -> str:
    """The picture; of an incident without a number it says so."""
    harm = next((harm for harm in _PICTURED if _claims(charted, harm)), None)
    if harm is None or charted.toll is None:
        words = t.plain("feeds.chart_none")
        return picture(
            WIDTH, _HEAD + _FOOT, words, _frame(charted, words, _HEAD + _FOOT, t), theme, t, _cut_off(charted)
        )
    rows = {kind: found[harm] for kind, found in kinds_of(charted.toll).items() if harm in found}
    claims = _claims(charted, harm)
    drawn = _ordered(claims, rows)[:_MOST]
    whole = rows.get((None, None, None, None, None))
    said = t.range(whole.lower, whole.upper) if whole is not None else t.range(None, None)
    words = t.plain("feeds.chart", harm=t.plain(f"feeds.of_{harm}"), range=said)
    height = _HEAD + _ROW * (len(drawn) + 1) + _FOOT
    shapes = _frame(charted, words, height, t)
    axis = _axis(claims, rows)
    shapes += _beside(0, ruler(axis, whole), t)
    for number, claim in enumerate(drawn, 1):
        kind = row_for(claim, rows)
        shapes += _named(number, claim, charted.sources[claim.id], t)
        row = None if kind is None else rows[kind]
        shapes += _beside(number, strip(axis, _mark(claim, rows), row), t)
    if len(claims) > len(drawn):
        more = t.plain("feeds.more_claims", n=len(claims) - len(drawn))
        shapes += line("line", more, WIDTH, _MARGIN, height - _FOOT - 4, t)
    return picture(WIDTH, height, f"{charted.headline}. {words}", shapes, theme, t, _cut_off(charted))


def _cut_off(charted: Charted) -> tuple[int, int]:
    return (38, _FOOT - 8) if charted.bare else (0, 0)


def _claims(charted: Charted, harm: Harm) -> list[Claim]:
    """The claims on a harm that are in the sum."""
    if charted.toll is None:
        return []
    aside = {each.claim for each in charted.toll.set_aside}
    own = [charted.claims[claim] for claim in charted.toll.claims if claim in charted.claims and claim not in aside]
    return [claim for claim in own if claim.harm == harm]


def _ordered(claims: Sequence[Claim], rows: Mapping[Kind, TollRow]) -> list[Claim]:
    return sorted(claims, key=lambda claim: not _holds(claim, rows, "lower") and not _holds(claim, rows, "upper"))


def _holds(claim: Claim, rows: Mapping[Kind, TollRow], end: Literal["lower", "upper"]) -> bool:
    return any(claim.id in getattr(row.held_by, end) for row in rows.values())


def _axis(claims: Sequence[Claim], rows: Mapping[Kind, TollRow]) -> Axis:
    ends = [(claim.count.lower, claim.count.upper) for claim in claims]
    ends += [(row.lower, row.upper) for row in rows.values()]
    return axis_over((up for _, up in ends if up is not None), (low for low, up in ends if up is None))


def _mark(claim: Claim, rows: Mapping[Kind, TollRow]) -> Mark:
    count = claim.count
    return Mark(
        claim.harm, count.lower, count.upper, about=count.form == "about",
        holds_lower=_holds(claim, rows, "lower"), holds_upper=_holds(claim, rows, "upper"),
    )  # fmt: skip


def _frame(charted: Charted, words: str, height: int, t: Catalogue) -> str:
    return (
        line("headline", _cut(charted.headline, 78), WIDTH, _MARGIN, 32, t)
        + line("line", words, WIDTH, _MARGIN, 56, t)
        + line("line", _cut(charted.foot, 96), WIDTH, _MARGIN, height - 14, t)
    )


def _beside(number: int, drawing: str, t: Catalogue) -> str:
    """A strip in its row, beside the name."""
    left = _MARGIN if t.direction == "rtl" else _MARGIN + _NAMES
    wide, top = WIDTH - 2 * _MARGIN - _NAMES - 12, _HEAD - 24 + number * _ROW
    return f'<svg x="{left}" y="{top}" width="{wide}" height="{_ROW}" overflow="visible">{drawing}</svg>'


def _named(number: int, claim: Claim, source: str, t: Catalogue) -> str:
    """Who says it, and of whom where it is not of everybody."""
    y = _HEAD - 24 + number * _ROW + _ROW // 2 + 5
    people = _people(claim, t)
    if not people:
        return line("name", _cut(source, _LETTERS), WIDTH, _MARGIN, y, t)
    return line("name", _cut(source, _LETTERS), WIDTH, _MARGIN, y - 7, t) + line(
        "line", people, WIDTH, _MARGIN, y + 10, t
    )


def _people(claim: Claim, t: Catalogue) -> str:
    said = [_VICTIMS[word] for word in (claim.group.status, claim.group.age, claim.group.sex) if word in _VICTIMS]
    return ", ".join(t.term_plain("victims", one) for one in said)


def _cut(words: str, letters: int) -> str:
    return words if len(words) <= letters else f"{words[: letters - 1].rstrip()}…"
