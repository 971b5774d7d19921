"""One page of HTML that holds everything: the texts with their claims marked, and the claims in a table.

No script, nothing loaded from elsewhere, and a policy that forbids both; whatever a text says is shown, never run.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from html import escape

from marsad.model.claim import Claim
from marsad.model.reading import Reading
from marsad.model.report import Report
from marsad.publishing.grouping import EventGroup, by_event, ties
from marsad.publishing.html_page import bdi, foot, head, quote, small
from marsad.publishing.marked_text import marked
from marsad.publishing.view import PLACES_CREDIT
from marsad.publishing.words import (
    actor_words,
    counted,
    event_words,
    group_words,
    harm_words,
    number_words,
    place_words,
    source_words,
    standing_words,
    time_words,
)

_LEGEND = (
    ("killed", "killed"), ("injured", "injured"), ("casualties", "killed or injured"), ("missing", "missing"),
    ("displaced", "displaced"), ("detained", "detained, abducted"), ("released", "released, rescued"),
)  # fmt: skip
_COLUMNS = ("No.", "The text says", "Read as", "Who", "Source")


@dataclass(frozen=True, slots=True)
class Page:
    """The view called `html`."""

    explain: bool = False
    shows_notes: bool = True

    def head(self) -> str:
        """The page's head, its style and the legend."""
        legend = "".join(f'<li><mark class="{harm}">{words}</mark></li>' for harm, words in _LEGEND)
        return head("Claims read by marsad", "reading_page.css") + (
            "<header>\n<h1>Claims</h1>\n"
            "<p>What each report says about people killed or hurt, and who says it. A number in the text leads to the "
            "claim’s row in the table, the number in the table back to the text.</p>\n"
            f'<ul class="legend" aria-label="How harms are marked">{legend}</ul>\n</header>\n<main>\n'
        )

    def one(self, report: Report, reading: Reading) -> str:
        """The report's article: heading, text, table, notes."""
        anchor = _anchor(report)
        name = report.title or report.path or "Standard input"
        return (
            f'<article id="{anchor}" aria-labelledby="{anchor}-h">\n'
            f'<h2 id="{anchor}-h" dir="auto"{_lang(report, reading)}>{escape(name)}</h2>\n'
            f"<p class='about'>{_about(report, reading)}</p>\n"
            f"{_text(report, reading, anchor)}{_table(reading, anchor, self.explain)}{_notes(reading)}</article>\n"
        )

    def foot(self, reports: int, claims: int) -> str:
        """The totals and the credit for the places."""
        totals = (
            f"{counted(claims, 'claim')} in {counted(reports, 'report')}, read by marsad. Nobody has reviewed them."
        )
        return "</main>\n" + foot(totals, PLACES_CREDIT)


def _anchor(report: Report) -> str:
    """The same report at the same path always has the same address on a page."""
    return "r" + hashlib.sha256(f"{report.id} {report.path}".encode("utf-8", "surrogatepass")).hexdigest()[:12]


def _lang(report: Report, reading: Reading) -> str:
    language = report.language or next((claim.language for claim in reading.claims), None)
    return f' lang="{escape(language)}"' if language else ""


def _about(report: Report, reading: Reading) -> str:
    outlet = bdi(report.outlet) if report.outlet else "outlet not said"
    published = f"published <time>{report.published}</time>" if report.published else "publication date not said"
    parts = [outlet, published, counted(len(reading.claims), "claim")]
    if report.path and report.title:
        parts.append(bdi(report.path))
    return " · ".join(parts)


def _text(report: Report, reading: Reading, anchor: str) -> str:
    def link(number: int) -> str:
        label = f"claim {number}: {harm_words(reading.claims[number - 1])}"
        return f'<a class="ref" id="{anchor}-t{number}" href="#{anchor}-c{number}" aria-label="{label}">{number}</a>'

    body = marked(report.text, reading.claims, link)
    shown = f'<div class="text" dir="auto"{_lang(report, reading)}>{body}</div>\n'
    return shown if reading.claims else f"<details><summary>The text</summary>{shown}</details>\n"


def _table(reading: Reading, anchor: str, explain: bool) -> str:
    if not reading.claims:
        return "<p>No claim about casualties was found.</p>\n"
    columns = "".join(f'<th scope="col">{name}</th>' for name in _COLUMNS)
    groups = "".join(_group(group, reading, anchor, explain) for group in by_event(reading))
    return (
        f'<div class="wide" role="region" aria-labelledby="{anchor}-k" tabindex="0"><table>'
        f'<caption id="{anchor}-k">Claims, event by event</caption>'
        f"<thead><tr>{columns}</tr></thead>\n{groups}</table></div>\n"
    )


def _group(group: EventGroup, reading: Reading, anchor: str, explain: bool) -> str:
    parts = [event_words(group.event), place_words(group.place), time_words(group.time), *actor_words(group.event)]
    heading = " · ".join(bdi(part) for part in parts)
    rows = "".join(_row(number, claim, group, reading, anchor, explain) for number, claim in group.claims)
    return (
        f'<tbody><tr class="event"><th scope="rowgroup" colspan="{len(_COLUMNS)}">'
        f"Event {group.number}: {heading}</th></tr>\n{rows}</tbody>\n"
    )


def _row(number: int, claim: Claim, group: EventGroup, reading: Reading, anchor: str, explain: bool) -> str:
    more = standing_words(claim) + ties(claim, reading)
    if claim.place != group.place:
        more.append(place_words(claim.place))
    if claim.time != group.time:
        more.append(time_words(claim.time))
    said = f'<mark class="{claim.harm}">{harm_words(claim)}</mark> {bdi(number_words(claim.count))}'
    who = bdi(group_words(claim.group)) + small([", ".join(claim.persons)] if claim.persons else [])
    rules = [" → ".join(reading.rules.get(claim.id, ())) or "rules not recorded"] if explain else []
    return (
        f'<tr id="{anchor}-c{number}"><th scope="row">'
        f'<a href="#{anchor}-t{number}" aria-label="claim {number} in the text">{number}</a></th>'
        f"<td>{quote(claim)}{small(rules)}</td>"
        f"<td>{said}{small(more)}</td><td>{who}</td><td>{bdi(source_words(claim.source))}</td></tr>\n"
    )


def _notes(reading: Reading) -> str:
    items = "".join(f"<li>{escape(note.text)}</li>" for note in reading.notes)
    return f'<ul class="notes" aria-label="Notes on this reading">{items}</ul>\n' if items else ""
