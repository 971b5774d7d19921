"""A claim's strip on the page: who says it and when, in which words, what it does to the toll, and its drawing."""

from __future__ import annotations

from html import escape

from marsad.model.claim import Claim
from marsad.model.toll import ChangedReading, SetAside
from marsad.publishing.axis import Axis
from marsad.publishing.html_page import bdi, quote
from marsad.publishing.incident_view import ClaimLinks, IncidentView
from marsad.publishing.strip import Mark, strip
from marsad.publishing.toll_words import kind_words, range_words
from marsad.publishing.views.strips import End, Part
from marsad.publishing.words import (
    group_words,
    harm_name,
    harm_words,
    number_words,
    place_words,
    source_words,
    standing_words,
)
from marsad.tolls.wording import quoted

_NAMED = 5


def claim_strip(
    claim: Claim, part: Part, axis: Axis | None, view: IncidentView | None, links: ClaimLinks, *, explain: bool
) -> str:
    """The strip as an item of a list. Without an `axis` there is no drawing."""
    anchor = links.anchor(claim.id, view)
    drawn = "" if axis is None else f'<div class="chart">{strip(axis, _mark(claim, part), part.row)}</div>'
    lines = [
        f'<p class="words">{_number(claim, view, links)} {quote(claim)}</p>',
        f'<p class="who">{_who(claim, links)}</p>',
        f'<p class="read">{_read(claim)}</p>',
        _tags(claim.id, part, links),
        *(_change(claim, change, view, links) for change in part.changes),
        *([f'<p class="why">{_aside(claim, part.aside, links)}</p>'] if part.aside is not None else []),
        *([f'<p class="rules">{escape(_rules(claim, part))}</p>'] if explain else []),
    ]
    kind = "aside" if part.aside is not None else "holder" if part.ends else "plain"
    return f'<li id="{anchor}" class="{kind}"><div class="said">{"".join(lines)}</div>{drawn}</li>\n'


def _mark(claim: Claim, part: Part) -> Mark:
    return Mark(
        claim.harm, claim.count.lower, claim.count.upper, claim.count.form == "about", bool(part.changes),
        part.aside is not None, any(end.lower for end in part.ends), any(end.upper for end in part.ends),
    )  # fmt: skip


def _number(claim: Claim, view: IncidentView | None, links: ClaimLinks) -> str:
    home = links.homes.get(claim.id)
    number = f'<span class="no">{links.number[claim.id]}</span>'
    if home is None or home is view:
        return number
    place = bdi(place_words(home.incident.place))
    return f'{number} <span class="from">told of <a href="#{links.anchor(claim.id, home)}">{place}</a></span>'


def _who(claim: Claim, links: ClaimLinks) -> str:
    report = links.reports.get(claim.report)
    outlet = None if report is None else report.outlet
    source = source_words(claim.source)
    if claim.source.name is None and outlet:
        source = f"{outlet}{source.removeprefix('the outlet')}"
    parts = [bdi(source)]
    if outlet and outlet not in source:
        parts.append(f"in {bdi(outlet)}")
    if report is not None:
        parts.append(f"published <time>{report.published}</time>" if report.published else "publication date not said")
    if claim.path:
        parts.append(bdi(claim.path))
    return " · ".join(parts)


def _read(claim: Claim) -> str:
    people = [word for word in [group_words(claim.group)] if word != "not said"]
    more = [*people, *standing_words(claim), *([f"named: {', '.join(claim.persons)}"] if claim.persons else [])]
    return f"read as {bdi('; '.join([f'{number_words(claim.count)} {harm_words(claim)}', *more]))}"


def _tags(claim: str, part: Part, links: ClaimLinks) -> str:
    """In words what the shapes of the drawing say."""
    tags = [
        *(["set aside"] if part.aside is not None else []),
        *(["read otherwise"] if part.changes else []),
        *(f"holds {_end(end, claim, links)}" for end in part.ends),
    ]
    items = "".join(f'<li class="tag">{bdi(tag)}</li>' for tag in tags)
    return f'<ul class="tags" aria-label="What it does to the toll">{items}</ul>' if items else ""


def _end(end: End, claim: str, links: ClaimLinks) -> str:
    """Which end of what a claim holds, and which other claims it takes to hold it."""
    row, name = end.row, harm_name(end.row.harm)
    name = f"{name}, {kind_words(*end.kind)}" if any(end.kind) else name
    which = "both ends" if end.lower and end.upper else "the lower end" if end.lower else "the upper end"
    words = f"{which} of {name}: {range_words(row.lower, row.upper)}"
    numbers = sorted(links.number[other] for other in end.others(claim))
    if not numbers:
        return words
    named = ", ".join(map(str, numbers)) if len(numbers) <= _NAMED else f"{len(numbers)} other claims"
    return f"{words} (with {named})"


def _change(claim: Claim, change: ChangedReading, view: IncidentView | None, links: ClaimLinks) -> str:
    if claim.id != change.claim:
        return f'<p class="why">Read otherwise together with claim {links.link(change.claim, view)}.</p>'
    facts = [
        ("It sounds as if it", change.from_), ("It is read as if it", change.to),
        ("Why", _about_it(change.why, claim, links)), ("Wrong if there is", change.refuted_by),
    ]  # fmt: skip
    others = links.links(change.together_with, view)
    also = f"<div><dt>Together with</dt><dd>{others}</dd></div>" if others else ""
    listed = "".join(f"<div><dt>{name}</dt><dd>{bdi(words)}</dd></div>" for name, words in facts if words)
    return f'<dl class="change">{listed}{also}</dl>'


def _aside(claim: Claim, aside: SetAside, links: ClaimLinks) -> str:
    return f"Not in the sum: {bdi(_about_it(aside.why, claim, links))}"


def _about_it(why: str, claim: Claim, links: ClaimLinks) -> str:
    """A sentence about a claim where the claim stands beside it, so that it need not be quoted again."""
    rest = why.removeprefix(f"{quoted(claim)} ({links.speakers[claim.id]})")
    return f"it{rest}" if rest.startswith(" ") else rest.removeprefix(": ")


def _rules(claim: Claim, part: Part) -> str:
    rules = [change.reading for change in part.changes] + ([part.aside.reason] if part.aside is not None else [])
    return " · ".join([claim.id, *(f"rule {rule}" for rule in rules)])
