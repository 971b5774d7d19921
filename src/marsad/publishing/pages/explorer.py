"""The explorer: the incidents that a query asks for, as a list, a map, a timeline. All three are the same question."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, get_args

from markupsafe import Markup

from marsad.errors import ItemError
from marsad.publishing.moment import Moment
from marsad.publishing.pages import incident_words
from marsad.publishing.pages.asked import Asked
from marsad.publishing.pages.catalogue import Catalogue
from marsad.publishing.pages.filter_words import condition_words, value_plain, value_words
from marsad.publishing.pages.links import Links
from marsad.publishing.query import SORTS, Query
from marsad.publishing.views.explorer import Explorer, explorer_view

Look = Literal["list", "map", "timeline"]
LOOKS: tuple[Look, ...] = get_args(Look)
_HINT = "docs/reference/public.md lists what can be asked."
_NAMED = 3
"""Conditions that the title of the page names."""


@dataclass(frozen=True, slots=True)
class Link:
    """A way to go on from the page: its words, its address, and whether it leads to what is shown already."""

    words: Markup
    to: str
    here: bool = False


def explorer_page(moment: Moment, asked: Asked) -> str:
    """The list of incidents, below the map or the timeline where those are asked for. Raises ItemError `publishing.query`."""
    query, look, page = asked.query, _look(asked), _number(asked)
    shell = asked.shell(moment)
    t, to = shell.t, _Addresses(shell.links, look)
    said = explorer_view(moment, query, page)
    return shell.render(
        "explorer.html",
        said=said,
        words=incident_words,
        value_words=value_words,
        heading=_heading(t, said),
        looks=[Link(t(f"explorer.as_{name}"), to.page(query, look=name), name == look) for name in LOOKS],
        look=look,
        sorts=[Link(t(f"explorer.sort_{_key(name)}"), to.sorted(query, name), name == query.sort) for name in SORTS],
        active=[(*condition_words(t, query, each), to.page(each.without), each.found) for each in said.conditions],
        everything=to.page(Query()),
        turns=list(_turns(t, said, to)),
        before=to.page(query, page=page - 1) if page > 1 else None,
        after=to.page(query, page=page + 1) if page < said.pages else None,
        canonical=shell.links.explorer(query, page=page if page > 1 else None),
        kept=[
            pair
            for pair in (("view", look if look != "list" else ""), ("sort", _kept_sort(query)), *_kept(asked))
            if pair[1]
        ],
    )


class _Addresses:
    """The addresses of the explorer in a way of looking."""

    def __init__(self, links: Links, look: Look) -> None:
        self._links, self._look = links, look

    def page(self, query: Query, page: int | None = None, look: Look | None = None) -> str:
        """A page of a query's list; the first one is not numbered."""
        view = look or self._look
        return self._links.explorer(query, view=None if view == "list" else view, page=page if page != 1 else None)

    def sorted(self, query: Query, sort: str) -> str:
        """The query in another order."""
        said = [pair for pair in query.pairs() if pair[0] != "sort"]
        return self.page(Query.parse([*said, ("sort", sort)]))


def _look(asked: Asked) -> Look:
    said = asked.one("view") or "list"
    found = next((look for look in LOOKS if look == said), None)
    if found is None:
        raise ItemError("publishing.query", f"view: {said!r} is none of {', '.join(LOOKS)}", hint=_HINT)
    return found


def _number(asked: Asked) -> int:
    said = asked.one("page") or "1"
    if not (said.isascii() and said.isdecimal() and len(said) < 8 and int(said)):
        raise ItemError("publishing.query", f"page: {said[:20]!r} is no number of a page", hint=_HINT)
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


def _turns(t: Catalogue, said: Explorer, to: _Addresses) -> Iterator[Link | None]:
    """The pages that can be turned to: the first, the last, those around this one; None where some are left out."""
    near = {1, said.pages, *range(max(1, said.page - 2), min(said.pages, said.page + 2) + 1)}
    before = 0
    for number in sorted(near):
        if number - before > 1:
            yield None
        yield Link(Markup("<bdi>{}</bdi>").format(t.number(number)), to.page(said.query, number), number == said.page)
        before = number


def _key(sort: str) -> str:
    return sort.replace("-", "most_") if sort.startswith("-") else sort


def _kept_sort(query: Query) -> str:
    return "" if query.sort == "-day" else query.sort


def _kept(asked: Asked) -> Iterator[tuple[str, str]]:
    """What the form of the page has no field for and keeps."""
    for name in ("place", "near", "km", "as_of"):
        yield name, asked.one(name) or ""
