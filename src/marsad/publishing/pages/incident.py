"""The page of one incident: what is reported, why the ranges are what they are, who says so, what changed and why."""

from __future__ import annotations

from functools import partial
from typing import Any, NamedTuple

from marsad.publishing.disclosure import Point
from marsad.publishing.drawing.locator import locator
from marsad.publishing.drawing.relay import relay_chain
from marsad.publishing.moment import Moment
from marsad.publishing.pages.asked import Asked
from marsad.publishing.pages.countries import country_name
from marsad.publishing.pages.incident_wording import Wording
from marsad.publishing.pages.shell import Shell
from marsad.publishing.views.incident import IncidentPage, incident_view
from marsad.publishing.views.parties import positions
from marsad.publishing.views.relay import relay_of

_PARAMETER, _EVERYTHING = "show", "all"


class Limits(NamedTuple):
    """How much of a long list stands on the page, so that it stays light: strips of one kind of people that are `open`, and those that
    are there at all; reports; the last `changes`, and `older` ones that are folded.
    """

    open: int = 8
    strips: int = 40
    reports: int = 40
    changes: int = 30
    older: int = 60


_ALL = Limits(strips=10**6, reports=10**6, older=10**6)
_STRIPS = 75
"""Strips on a page altogether, where each of its lists has more than the `open` ones."""


def limits_of(page: IncidentPage, asked: Asked) -> Limits:
    """How much of a page is shown: everything, where that is asked for."""
    if asked.one(_PARAMETER) == _EVERYTHING:
        return _ALL
    lists = sum(len(harm.kinds) + bool(harm.aside) for harm in page.harms)
    return Limits(strips=min(Limits().strips, max(Limits().open, _STRIPS // max(lists, 1))))


def incident_page(moment: Moment, asked: Asked, code: str) -> str:
    """All that is known of an incident. Raises ItemError `ledger.incident-unknown`."""
    page, shell = moment.latest(code, lambda: incident_view(moment, code)), asked.shell(moment)
    limits = limits_of(page, asked)
    return shell.render(
        "incident.html",
        page=page,
        w=Wording(shell.t, page.showing.veil, page.here(limits.strips), _elsewhere(page, shell)),
        limits=limits,
        positions=positions(page.harms),
        address=_address(shell, page),
        frame=_frame(shell, page),
        sections=_sections(page),
        country=partial(country_name, shell.t),
        **_where(page, shell, moment),
        **_telling(page, shell),
    )


def _elsewhere(page: IncidentPage, shell: Shell) -> dict[int, str]:
    """Where the claims of other incidents of the same whole have their strips; claims bear the same numbers on all their pages."""
    links, own = page.showing.links, page.headline.code
    return {
        links.number[claim]: f"{shell.links.incident(home.incident.id)}#c{links.number[claim]}"
        for claim, home in links.homes.items()
        if home.incident.id != own
    }


def _where(page: IncidentPage, shell: Shell, moment: Moment) -> dict[str, Any]:
    """The map around the place; none where the place is on no map. An area is around its middle, which is not drawn."""
    place, t = page.headline.place, shell.t
    if place is None or place.lat is None or place.lon is None:
        return {"map": None, "precision": None}
    point = moment.disclosure.point(place)
    where = Point(place.lat, place.lon, place.precision, 0) if point is None else point
    precision = t.term_plain("precision", where.precision)
    named = Wording(t, page.showing.veil).place(place)
    label = t.plain("incident.map.label", place=named, precision=precision)
    scale = t.plain("incident.map.scale", km="{}")
    drawn = locator(*where, label=label, note=named, language=t.language, scale=scale)
    return {"map": drawn, "precision": precision[:1].upper() + precision[1:]}


def _sections(page: IncidentPage) -> list[tuple[str, str, bool]]:
    """The sections: anchor, key of the heading, whether it is there."""
    return [
        ("ranges", "incident.table.title", bool(page.kinds)),
        ("parties", "incident.parties.title", bool(page.parties)),
        ("why", "incident.why.title", bool(page.harms)),
        ("conflicts", "incident.conflicts.title", bool(page.conflicts)),
        ("rules", "incident.rules.title", bool(page.rules)),
        ("sources", "incident.sources.title", bool(page.tellings)),
        ("family", "incident.family.title", bool(page.parts)),
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


def _frame(shell: Shell, page: IncidentPage) -> str:
    """What others put into their own pages to show the incident there."""
    query = "" if shell.t.language == shell.project.language else f"?lang={shell.t.language}"
    source = f"{shell.project.address}/embed/incident/{page.headline.code}{query}"
    return f'<iframe src="{source}" title="{page.headline.code}" width="480" height="320" loading="lazy"></iframe>'


def _telling(page: IncidentPage, shell: Shell) -> dict[str, Any]:
    words = {key: shell.t.plain(f"incident.relay.{key}") for key in ("unnamed", "unsigned")}
    graph = relay_of(page.origins, words)
    drawn = None if graph is None else relay_chain(graph, shell.t.plain("incident.relay.label"), shell.t.direction)
    days = sorted({revision.day for revision in page.history}, reverse=True)
    return {"relay": drawn, "days": days}
