"""What an incident comes to, as a table of HTML: groups of people by harms, and how the parts add up to the whole."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape

from marsad.model.claim import Harm
from marsad.model.interval import Interval
from marsad.model.toll import GroupRow, IncidentToll, TollRow
from marsad.publishing.html_page import bdi
from marsad.publishing.incident_view import ClaimLinks, IncidentView
from marsad.publishing.toll_words import kind_words, near_words, range_words
from marsad.publishing.words import harm_name, place_words

Kind = tuple[str | None, ...]
"""Status, age, sex, role, affiliation; None for all of them."""


def kind_of(row: TollRow, role: str | None = None, affiliation: str | None = None) -> Kind:
    """Of whom a row is."""
    return (row.status, row.age, row.sex, role, affiliation)


def kinds_of(incident: IncidentToll) -> dict[Kind, dict[Harm, TollRow]]:
    """The rows of an incident by kind of people and harm, in the order of the toll."""
    groups = [GroupRow(None, None, row) for row in incident.toll] + list(incident.groups)
    found: dict[Kind, dict[Harm, TollRow]] = {}
    for group in groups:
        found.setdefault(kind_of(group.row, group.role, group.affiliation), {})[group.row.harm] = group.row
    return found


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
    lines = "".join(f"<li>{line}</li>" for line in _sums(view))
    return f'<ul class="sums" aria-label="How the parts add up">{lines}</ul>\n' if lines else ""


def _sums(view: IncidentView) -> Iterator[str]:
    parts = [(part, kinds_of(part.incident)) for part in view.parts]
    if len(parts) < 2:
        return
    for kind, rows in kinds_of(view.incident).items():
        for harm, row in rows.items():
            found = [(part, kinds[kind][harm]) for part, kinds in parts if harm in kinds.get(kind, {})]
            if len(found) < len(parts) or row.upper is None:
                continue
            total = Interval(0, 0)
            for _, each in found:
                total += Interval(each.lower, each.upper)
            if (total.lower, total.upper) == (row.lower, row.upper):
                terms = " + ".join(_term(part, each) for part, each in found)
                name = f"{harm_name(harm)}, {kind_words(*kind)}" if any(kind) else harm_name(harm)
                yield f"{bdi(name)}: <b>{range_words(row.lower, row.upper)}</b> = {terms}"


def _term(part: IncidentView, row: TollRow) -> str:
    place = bdi(place_words(part.incident.place))
    return f'<b>{range_words(row.lower, row.upper)}</b> (<a href="#{part.anchor}">{place}</a>)'
