"""The explorer: the incidents that a query asks for, as a list, a map, a timeline. All three are the same question."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from marsad.errors import ItemError
from marsad.publishing.moment import Moment
from marsad.publishing.pages import incident_words
from marsad.publishing.pages.asked import Asked
from marsad.publishing.pages.catalogue import Catalogue
from marsad.publishing.pages.filter_words import value_plain, value_words
from marsad.publishing.pages.links import STILL_FACETS
from marsad.publishing.pages.timeline import timeline_figure
from marsad.publishing.pages.ways import LOOKS, Look, Ways
from marsad.publishing.query import Query
from marsad.publishing.views.explorer import ON_A_PAGE, Explorer, explorer_view

_HINT = "docs/reference/public.md lists what can be asked."
_NAMED = 3
"""Conditions that the title of the page names."""
_LONGEST = 8
"""Digits of a number in an address."""
DOWNLOADS = ("csv", "xlsx", "json", "geojson")
"""The kinds of files that the same list can be had as."""


def explorer_page(moment: Moment, asked: Asked) -> str:
    """The list of incidents, below the map or the timeline where those are asked for.

    Raises ItemError (`publishing.query`, `publishing.page-unknown`, `store.question-empty`).
    """
    query, look = asked.query, _look(asked)
    size = _number(asked, "limit", ON_A_PAGE) if asked.still else ON_A_PAGE
    said = explorer_view(moment, query, _number(asked, "page", 1), size, beside=Query() if asked.still else query)
    shell = asked.shell(moment)
    t, ways = shell.t, Ways(shell.t, shell.links, said, look)
    return shell.render(
        "explorer.html",
        said=said,
        look=look,
        ways=ways,
        words=incident_words,
        value_words=value_words,
        still_facets=STILL_FACETS,
        heading=_heading(t, said),
        kept=list(_kept(asked, query, look)),
        files=query.address(as_of=shell.as_of),
        downloads=DOWNLOADS,
        **_looked_at(moment, query, look, t, ways),
    )


def _looked_at(moment: Moment, query: Query, look: Look, t: Catalogue, ways: Ways) -> dict[str, Any]:
    """What a way of looking needs beside the list."""
    figure = timeline_figure(moment, query, t, lambda other: ways.to(other) or "") if look == "timeline" else None
    return {"figure": figure, "map_words": {**t.section("map"), "range": t.section("range")} if look == "map" else None}


def _look(asked: Asked) -> Look:
    said = asked.one("view") or "list"
    found = next((look for look in LOOKS if look == said), None)
    if found is None:
        raise ItemError("publishing.query", f"view: {said!r} is none of {', '.join(LOOKS)}", hint=_HINT)
    return found


def _number(asked: Asked, name: str, usual: int) -> int:
    said = asked.one(name) or str(usual)
    if not (said.isascii() and said.isdecimal() and len(said) < _LONGEST and int(said)):
        raise ItemError("publishing.query", f"{name}: {said[:20]!r} is no number from 1", hint=_HINT)
    return int(said)


def _heading(t: Catalogue, said: Explorer) -> str:
    """The title of the page, which bookmarks and tabs show: "Incidents: Syria, air strike"."""
    title = t.plain("explorer.title")
    named = [value_plain(t, each.name, each.value) for each in said.conditions if each.value is not None]
    named += [said.query.text] if said.query.text else []
    if not named:
        return title
    more = [t.plain("explorer.and_more")] if len(named) > _NAMED else []
    return t.plain("explorer.title_of", title=title, what=t.plain("explorer.comma").join([*named[:_NAMED], *more]))


def _kept(asked: Asked, query: Query, look: Look) -> Iterator[tuple[str, str]]:
    """What the form of the page has no field for and keeps."""
    if look != "list":
        yield "view", look
    own = dict(query.pairs())
    for name in ("place", "min_origins", "sort"):
        if name in own:
            yield name, own[name]
    if (as_of := asked.one("as_of")) is not None:
        yield "as_of", as_of
