"""The page of one incident: what is reported, why the ranges are what they are, who says so, what changed and why."""

from __future__ import annotations

from typing import Any

from marsad.publishing.drawing.relay import relay_chain
from marsad.publishing.moment import Moment
from marsad.publishing.pages.asked import Asked
from marsad.publishing.pages.incident_wording import Wording
from marsad.publishing.pages.shell import Shell
from marsad.publishing.views.incident import IncidentPage, incident_view
from marsad.publishing.views.parties import positions
from marsad.publishing.views.relay import relay_of

OPEN = 8
"""So many strips of one kind of people are open, the next ones folded,"""
FOLDED = 40
"""and those beyond so many are on a page of their own."""
_EVERY, _ALL = "all", 10**6


def incident_page(moment: Moment, asked: Asked, code: str) -> str:
    """All that is known of an incident. Raises ItemError `ledger.incident-unknown`."""
    page, shell = incident_view(moment, code), asked.shell(moment)
    most = _ALL if asked.one("claims") == _EVERY else FOLDED
    return shell.render(
        "incident.html",
        page=page,
        w=Wording(shell.t, page.here(most)),
        open_strips=OPEN,
        most_strips=most,
        positions=positions(page.harms),
        address=_address(shell, page),
        sections=_sections(page),
        **_telling(page, shell),
    )


def _sections(page: IncidentPage) -> list[tuple[str, str, bool]]:
    """The sections: anchor, key of the heading, whether it is there."""
    return [
        ("ranges", "incident.table.title", bool(page.kinds)),
        ("parties", "incident.parties.title", bool(page.parties)),
        ("why", "incident.why.title", bool(page.harms)),
        ("conflicts", "incident.conflicts.title", bool(page.conflicts)),
        ("rules", "incident.rules.title", bool(page.rules)),
        ("sources", "incident.sources.title", bool(page.tellings)),
        ("family", "incident.family.title", bool(page.parts or page.parent)),
        ("history", "incident.history.title", True),
        ("use", "incident.use.title", True),
        ("reading", "incident.reading.title", True),
    ]


def _address(shell: Shell, page: IncidentPage) -> str:
    """Where the page is found, for those who cite it; relative where the project has no address."""
    if not shell.project.address:
        return shell.links.incident(page.headline.code)
    folder = "" if shell.t.language == shell.project.language else f"{shell.t.language}/"
    day = f"?as_of={shell.as_of}" if shell.as_of else ""
    return f"{shell.project.address}/{folder}incident/{page.headline.code}/{day}"


def _telling(page: IncidentPage, shell: Shell) -> dict[str, Any]:
    words = {key: shell.t.plain(f"incident.relay.{key}") for key in ("unnamed", "party", "unsigned")}
    graph = relay_of(page.origins, words)
    drawn = None if graph is None else relay_chain(graph, shell.t.plain("incident.relay.label"), shell.t.direction)
    days = sorted({revision.day for revision in page.history}, reverse=True)
    return {"relay": drawn, "days": days}
