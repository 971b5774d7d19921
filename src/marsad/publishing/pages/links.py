"""The addresses of pages, relative to the page that names them: the same links work on a server, in a folder, on a USB stick."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from urllib.parse import quote, urlencode

from marsad.places.naming import slug
from marsad.publishing.query import FacetName, Query

_FOLDER = "marsad.publishing.pages"
STILL_FACETS: tuple[FacetName, ...] = ("country", "area", "event_type", "actor", "grade")
"""The facets whose values have lists of their own where pages are files."""


@dataclass(frozen=True, slots=True)
class Links:
    """Links from the page at `path` ("", "totals/", "incident/CODE/") in a language.

    `first` is the language that has no folder of its own. `still`: the pages are files, so every link names its file and
    none has a question. `as_of` is carried along in every link to a page of the same moment. `depth` is how many folders the
    page itself lies below the root, when that is not what its path says.
    """

    path: str
    language: str
    first: str = "en"
    still: bool = False
    as_of: str | None = None

    @property
    def root(self) -> str:
        """The way up to the root of the site: "../../"."""
        depth = self.path.count("/") + (self.language != self.first)
        return "../" * depth or "./"

    def page(self, path: str, **query: object) -> str:
        """A page of the same language and moment by its path: "totals/", "" for the explorer."""
        return self._to(self.language, path, {**query, "as_of": self.as_of})

    def incident(self, code: str, **query: object) -> str:
        """The page of an incident."""
        return self.page(f"incident/{quote(code)}/", **query)

    def asking(self, path: str, query: Query, **more: object) -> str:
        """A page that takes the questions of the explorer too, with a query."""
        return self._to(self.language, path, [*query.pairs(), *{**more, "as_of": self.as_of}.items()])

    def explorer(self, query: Query, **more: object) -> str | None:
        """The explorer with a query; None where pages are files and none of them answers it."""
        if self.still:
            page, view = more.get("page"), more.get("view")
            path = list_path(query, page if isinstance(page, int) else 1)
            if view is not None:
                path = f"{view}/" if path == "" else None
            return None if path is None else self._to(self.language, path, {})
        return self.asking("", query, **more)

    def here(self, language: str | None = None, **query: object) -> str:
        """This page in another language."""
        return self._to(language or self.language, self.path, {**query, "as_of": self.as_of})

    def at(self, as_of: str | None, **query: object) -> str:
        """This page at another moment."""
        return self._to(self.language, self.path, {**query, "as_of": as_of})

    def file(self, path: str, **query: object) -> str:
        """Something beside the pages that is there once for all languages: a download, a feed, the API."""
        return self.root + path + self._asked({**query, "as_of": self.as_of})

    def static(self, name: str) -> str:
        """A file that belongs to the pages themselves; its content is in the address, so it can be kept for ever."""
        return f"{self.root}static/{name}" + ("" if self.still else f"?v={_digest(name)}")

    def _to(self, language: str, path: str, query: object) -> str:
        folder = "" if language == self.first else f"{language}/"
        return f"{self.root}{folder}{path}" + ("index.html" if self.still else self._asked(query))

    def _asked(self, query: object) -> str:
        pairs = query.items() if isinstance(query, dict) else query
        said = [] if self.still else [(name, str(value)) for name, value in pairs if value is not None]  # type: ignore[attr-defined]
        return f"?{urlencode(said)}" if said else ""


def list_path(query: Query, page: int = 1) -> str | None:
    """The path of a list where pages are files: of everything, or of one value of a facet; None for any other query."""
    pairs = list(query.pairs())
    if len(pairs) > 1 or any(name not in STILL_FACETS for name, _ in pairs):
        return None
    base = "".join(f"by/{name}/{_value_path(value)}/" for name, value in pairs)
    return base + (f"page/{page}/" if page > 1 else "")


def _value_path(value: str) -> str:
    """A value as a folder's name; one that loses something on the way gets a digest, so that no two are the same."""
    plain = slug(value)
    return plain if plain == value else f"{plain}-{hashlib.sha256(value.encode()).hexdigest()[:6]}"


def still_file(path: str, language: str, first: str) -> str:
    """The file of the page at `path`."""
    return ("" if language == first else f"{language}/") + path + "index.html"


@cache
def _digest(name: str) -> str:
    return hashlib.sha256((files(_FOLDER) / "static" / name).read_bytes()).hexdigest()[:10]
