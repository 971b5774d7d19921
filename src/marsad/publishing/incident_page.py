"""One page of HTML for an incident of the record: what it is, why its ranges are what they are, who decided what."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from marsad.pipeline.record.showing import Known
from marsad.publishing.html_page import bdi, foot, head
from marsad.publishing.incident_view import ClaimLinks
from marsad.publishing.incident_words import (
    gone_words,
    grade_words,
    judgement_lines,
    other_words,
    rejected_words,
    status_words,
    told_by_words,
)
from marsad.publishing.strip_legend import legend
from marsad.publishing.toll_page import incident_article
from marsad.publishing.view import PLACES_CREDIT


def incident_page(known: Known) -> str:
    """The whole page."""
    links = ClaimLinks(known.tolls)
    code, title = known.incident.code, known.incident.description.title
    articles = "".join(incident_article(view, links, explain=False) for view in links.roots)
    policy = known.tolls.policy
    return (
        head(f"{code}: {title}" if title else code, "toll_page.css")
        + f"<header>\n<h1>{bdi(title or code)}</h1>\n{_status(known)}{_facts(known)}{legend() if articles else ''}</header>\n"
        + f"<main>\n{articles}{_section('rejected', 'Rejected by people', rejected_words(known))}"
        + f"{_section('judgements', 'Judgements', judgement_lines(known))}</main>\n"
        + foot(f"Policy of counting {policy.name}, version {policy.version}, {policy.digest}.", PLACES_CREDIT)
    )


def _status(known: Known) -> str:
    lines = [*status_words(known), *known.notes, *gone_words(known)]
    items = "".join(f"<li>{bdi(line)}</li>" for line in lines)
    return f'<ul class="notes" aria-label="What to know about this page">{items}</ul>\n' if items else ""


def _facts(known: Known) -> str:
    facts = [("Code", f"<code>{escape(known.incident.code)}</code>"), ("Grade", bdi(grade_words(known)))]
    facts.append(("Its own reports", bdi(told_by_words(known))))
    if known.parent is not None:
        facts.append(("Part of", bdi(other_words(known.parent, known))))
    facts += [("Part", bdi(other_words(part, known))) for part in known.parts]
    return f'<dl class="facts">{"".join(f"<div><dt>{name}</dt><dd>{words}</dd></div>" for name, words in facts)}</dl>\n'


def _section(anchor: str, heading: str, lines: Iterable[str]) -> str:
    items = "".join(f"<li>{bdi(line)}</li>\n" for line in lines)
    return (
        f'<section aria-labelledby="{anchor}"><h2 id="{anchor}">{heading}</h2>\n<ul>{items}</ul></section>\n'
        if items
        else ""
    )
