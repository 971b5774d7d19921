"""What an incident comes to, as a table of HTML: groups of people by harms, and how the parts add up to the whole."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from marsad.model.claim import Harm
from marsad.model.toll import TollRow
from marsad.publishing.html_page import bdi
from marsad.publishing.incident_view import ClaimLinks, IncidentView
from marsad.publishing.toll_words import kind_words, near_words, range_words
from marsad.publishing.views.kinds import Kind, kinds_of
from marsad.publishing.views.sums import PartSum, sums_of
from marsad.publishing.words import harm_name, place_words


def range_table(view: IncidentView, links: ClaimLinks) -> str:
    """The table of ranges with links to the claims that hold them up."""
    kinds = kinds_of(view.incident)
    if not kinds:
        return "<p>No claim counts anybody here: the toll is not known.</p>\n"
    harms = list(dict.fromkeys(harm for rows in kinds.values() for harm in rows))
    columns = "".join(f'<th scope="col">{escape(harm_name(harm))}</th>' for harm in harms)
    body = "".join(_kind(kind, rows, harms, view, links) for kind, rows in kinds.items())
    name = f"{view.anchor}-ranges"
    return (
        f'<div class="wide" role="region" aria-labelledby="{name}" tabindex="0"><table class="ranges">'
        f'<caption id="{name}">Ranges that all the claims kept allow, and the claims that hold each end</caption>'
        f'<thead><tr><th scope="col">Who</th>{columns}</tr></thead>\n<tbody>{body}</tbody></table></div>\n'
    )


def _kind(kind: Kind, rows: Mapping[Harm, TollRow], harms: list[Harm], view: IncidentView, links: ClaimLinks) -> str:
    cells = "".join(f"<td>{_cell(rows.get(harm), view, links)}</td>" for harm in harms)
    return f'<tr><th scope="row">{bdi(kind_words(*kind))}</th>{cells}</tr>\n'


def _cell(row: TollRow | None, view: IncidentView, links: ClaimLinks) -> str:
    if row is None:
        return '<span class="quiet">not said</span>'
    near = near_words(row)
    flagged = f'<small class="flag">{escape(near)}</small>' if near else ""
    return f"<b>{bdi(range_words(row.lower, row.upper))}</b>{flagged}<small>{_held(row, view, links)}</small>"


def _held(row: TollRow, view: IncidentView, links: ClaimLinks) -> str:
    low, high = row.held_by.lower, row.held_by.upper
    if row.upper is None:
        ends = [("no fewer:", links.links(low, view)), ("open above", "")]
    elif low == high:
        ends = [("held by", links.links(low, view))]
    else:
        ends = [("no fewer:", links.links(low, view)), ("no more:", links.links(high, view))]
    shown = [f"<span>{words} {claims}</span>" for words, claims in ends if claims or words == "open above"]
    return "; ".join(shown)


def sums(view: IncidentView) -> str:
    """Every range that is exactly what the parts' ranges add up to, as sentences of arithmetic."""
    lines = "".join(f"<li>{_sum(each)}</li>" for each in sums_of(view))
    return f'<ul class="sums" aria-label="How the parts add up">{lines}</ul>\n' if lines else ""


def _sum(found: PartSum) -> str:
    name = harm_name(found.row.harm)
    name = f"{name}, {kind_words(*found.kind)}" if any(found.kind) else name
    terms = " + ".join(_term(part, row) for part, row in found.parts)
    return f"{bdi(name)}: <b>{range_words(found.row.lower, found.row.upper)}</b> = {terms}"


def _term(part: IncidentView, row: TollRow) -> str:
    place = bdi(place_words(part.incident.place))
    return f'<b>{range_words(row.lower, row.upper)}</b> (<a href="#{part.anchor}">{place}</a>)'
