"""The ways on from a list of incidents: other looks at it, other orders, its other pages, what it is asked beside."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal, get_args

from markupsafe import Markup

from marsad.publishing.pages.catalogue import Catalogue
from marsad.publishing.pages.filter_words import condition_words
from marsad.publishing.pages.links import Links
from marsad.publishing.query import SORTS, FacetName, Query, Sort
from marsad.publishing.views.explorer import Explorer

Look = Literal["list", "map", "timeline"]
LOOKS: tuple[Look, ...] = get_args(Look)
_AROUND = 2
"""Pages before and after this one that can be turned to."""


@dataclass(frozen=True, slots=True)
class Way:
    """A way to go on: its words, its address (None: there is no such page), and whether it leads to what is shown already."""

    words: Markup
    to: str | None
    here: bool = False


@dataclass(frozen=True, slots=True)
class Asking:
    """One thing that a list is asked for: what it is about, what is asked, the list without it, and how many that would hold."""

    about: Markup
    words: Markup
    without: str | None
    found: int | None


class Ways:
    """The ways on from a list that is looked at in one way."""

    def __init__(self, t: Catalogue, links: Links, said: Explorer, look: Look) -> None:
        self._t, self._links, self._said, self._look = t, links, said, look

    def to(self, query: Query, page: int | None = None, look: Look | None = None) -> str | None:
        """A page of a query's list; the first one is not numbered."""
        # where pages are files, only the list of everything has a map and a timeline
        view = look or ("list" if self._links.still else self._look)
        return self._links.explorer(query, view=None if view == "list" else view, page=page if page != 1 else None)

    def only(self, facet: FacetName, value: str) -> str | None:
        """The list of one value of a facet."""
        return self.to(Query().choosing(facet, value))

    @property
    def everything(self) -> str | None:
        """The list of everything."""
        return self.to(Query())

    @property
    def canonical(self) -> str | None:
        """The one address of this page among all that show the same list."""
        page = self._said.page
        return self._links.explorer(self._said.query, page=page if page > 1 else None)

    @property
    def before(self) -> str | None:
        """The page before this one."""
        return self.to(self._said.query, self._said.page - 1) if self._said.page > 1 else None

    @property
    def after(self) -> str | None:
        """The page after this one."""
        return self.to(self._said.query, self._said.page + 1) if self._said.page < self._said.pages else None

    def looks(self) -> Iterator[Way]:
        """The list, the map, the timeline of the same query."""
        for look in LOOKS:
            yield Way(self._t(f"explorer.as_{look}"), self.to(self._said.query, look=look), look == self._look)

    def sorts(self) -> Iterator[Way]:
        """The orders that the list can be in."""
        for sort in SORTS:
            query = replace(self._said.query, sort=sort)
            yield Way(self._t(f"explorer.sort_{_key(sort)}"), self.to(query), sort == self._said.query.sort)

    def turns(self) -> Iterator[Way | None]:
        """The pages that can be turned to: the first, the last, those around this one; None where some are left out."""
        here, last, before = self._said.page, self._said.pages, 0
        for number in sorted({1, last, *range(max(1, here - _AROUND), min(last, here + _AROUND) + 1)}):
            if number - before > 1:
                yield None
            words = Markup("<bdi>{}</bdi>").format(self._t.number(number))
            yield Way(words, self.to(self._said.query, number), number == here)
            before = number

    def asked(self) -> Iterator[Asking]:
        """All that the list is asked for."""
        for each in self._said.conditions:
            about, words = condition_words(self._t, self._said.query, each)
            yield Asking(about, words, self.to(each.without), each.found)


def _key(sort: Sort) -> str:
    return sort.replace("-", "most_")
