"""One page of HTML for tolls: every incident with its ranges, and for every range the claims that make it what it is.

No script, nothing loaded from elsewhere, and a policy that forbids both; whatever a text says is shown, never run.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from marsad.model.toll import Conflict, IncidentToll, Tolls
from marsad.publishing.claim_strip import claim_strip
from marsad.publishing.field_rules import field_rules
from marsad.publishing.html_page import bdi, foot, head
from marsad.publishing.incident_view import ClaimLinks, IncidentView
from marsad.publishing.range_table import range_table, sums
from marsad.publishing.strip_legend import legend
from marsad.publishing.view import PLACES_CREDIT
from marsad.publishing.views.strips import Part
from marsad.publishing.why_range import why_range
from marsad.publishing.words import actor_words, counted, event_words, place_words, time_words

_OPEN_CONFLICTS = 10
_PRECISION = {
    "exact": "an exact place", "settlement": "known to the town or village", "near_settlement": "known as near a town",
    "admin2": "known to the district", "admin1": "known to the province", "region": "known to the region",
    "country": "known to the country",
}  # fmt: skip


def toll_page(tolls: Tolls, *, explain: bool = False) -> str:
    """The whole page. `explain` adds the names of the rules and the ids of the claims."""
    links = ClaimLinks(tolls)
    articles = "".join(incident_article(view, links, explain) for view in links.roots)
    return (
        head("Tolls reckoned by marsad", "toll_page.css")
        + _header(tolls, links)
        + f"<main>\n{articles}{_homeless(tolls, links, explain)}</main>\n"
        + foot(f"{_totals(tolls)}, reckoned by marsad. Nobody has reviewed them.", PLACES_CREDIT)
    )


def _totals(tolls: Tolls) -> str:
    claims = counted(len(tolls.claims), "claim")
    return f"{counted(len(tolls.incidents), 'incident')}, {claims} in {counted(len(tolls.reports), 'report')}"


def _header(tolls: Tolls, links: ClaimLinks) -> str:
    policy = tolls.policy
    index = _index(links.roots) or "<p>No claim about an incident was found.</p>\n"
    return (
        "<header>\n<h1>Tolls</h1>\n"
        "<p>What reports of violence come to, reckoned by exact arithmetic from what each of them claims: for every "
        "group of people the range that the claims allow, and the claims that hold each end up.</p>\n"
        '<p class="unreviewed"><strong>Nobody has reviewed this page.</strong> A machine read the reports, tied their '
        "claims to incidents and counted; it can be wrong in each. Claims are shown as they were made, true or not.</p>\n"
        f'<p class="about">{_totals(tolls)} · policy of counting {bdi(policy.name)}, version {policy.version}, '
        f"<code>{escape(policy.digest)}</code></p>\n"
        f'<nav aria-labelledby="index"><h2 id="index">Incidents</h2>\n{index}</nav>\n{legend()}</header>\n'
    )


def _index(views: Sequence[IncidentView]) -> str:
    items = "".join(
        f'<li><a href="#{view.anchor}">{bdi(view.incident.title)}</a>{_index(view.parts)}</li>\n' for view in views
    )
    return f"<ul>{items}</ul>\n" if items else ""


def incident_article(view: IncidentView, links: ClaimLinks, explain: bool) -> str:
    """An incident with its parts: what it is, its ranges, and why they are what they are."""
    incident, name = view.incident, f"{view.anchor}-h"
    strips = why_range(view, links, explain=explain)
    why = f"{view.heading(1, 'Why this range')}\n{strips}" if strips else ""
    return (
        f'<article id="{view.anchor}" aria-labelledby="{name}"{" class=part" if view.depth else ""}>\n'
        f"{view.heading(0, bdi(incident.title), name)}\n{_facts(incident)}{_notes(incident)}"
        f"{view.heading(1, 'What is reported')}\n{range_table(view, links)}{sums(view)}"
        f"{_conflicts(view, links)}{why}{field_rules(view, links)}"
        f"{''.join(incident_article(part, links, explain) for part in view.parts)}</article>\n"
    )


def _facts(incident: IncidentToll) -> str:
    place = bdi(place_words(incident.place))
    if incident.place is not None:
        place += f" ({_PRECISION[incident.place.precision]})"
    actors = "; ".join(bdi(words) for words in actor_words(incident.event)) or "nobody is named"
    origins = "<strong>one origin</strong>" if incident.origins == 1 else counted(incident.origins, "origin")
    facts = [
        ("What", bdi(event_words(incident.event))), ("Where", place), ("When", bdi(time_words(incident.time))),
        ("By whom", actors), ("Told by", f"{counted(incident.reports, 'report')}, {origins}"),
        ("Id", f"<code>{escape(incident.id)}</code>"),
    ]  # fmt: skip
    return f'<dl class="facts">{"".join(f"<div><dt>{name}</dt><dd>{words}</dd></div>" for name, words in facts)}</dl>\n'


def _notes(incident: IncidentToll) -> str:
    items = "".join(f"<li>{bdi(note)}</li>" for note in incident.notes)
    return f'<ul class="notes" aria-label="What to know about these numbers">{items}</ul>\n' if items else ""


def _conflicts(view: IncidentView, links: ClaimLinks) -> str:
    conflicts = view.incident.conflicts
    if not conflicts:
        return ""
    shown = _sentences(conflicts[:_OPEN_CONFLICTS], view, links)
    if more := conflicts[_OPEN_CONFLICTS:]:
        shown += f"<details><summary>{counted(len(more), 'more contradiction')}</summary>"
        shown += f"{_sentences(more, view, links)}</details>\n"
    if not view.incident.conflicts_complete:
        shown += "<p>The search stopped before it had found all contradictions.</p>\n"
    return f"{view.heading(1, 'Not all of these can be true')}\n{shown}"


def _sentences(conflicts: Sequence[Conflict], view: IncidentView, links: ClaimLinks) -> str:
    items = "".join(f"<li>{bdi(each.why)} {links.links(each.claims, view)}</li>\n" for each in conflicts)
    return f'<ul class="conflicts">{items}</ul>\n'


def _homeless(tolls: Tolls, links: ClaimLinks, explain: bool) -> str:
    if not tolls.set_aside:
        return ""
    strips = "".join(
        claim_strip(links.claims[each.claim], Part(aside=each), None, None, links, explain=explain)
        for each in tolls.set_aside
    )
    return (
        '<section class="homeless" aria-labelledby="none-h"><h2 id="none-h">Claims of no incident</h2>\n'
        f'<ol class="strips">{strips}</ol></section>\n'
    )
