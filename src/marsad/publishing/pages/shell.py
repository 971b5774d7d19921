"""What stands around every page: language, links, the moment that it tells of; and how a template becomes a page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from marsad.publishing.moment import Moment, day_words
from marsad.publishing.pages.catalogue import Catalogue, catalogue, languages
from marsad.publishing.pages.links import Links
from marsad.publishing.project import Project


@dataclass(frozen=True, slots=True)
class Shell:
    """What a page of a project is set into. `revision` is the last change of the ledger that it tells of, `told` when that was made; None = it tells of none.

    `asked` holds the page's own parameters, which links to other languages and moments keep.
    """

    project: Project
    t: Catalogue
    links: Links
    revision: int | None
    told: datetime | None
    as_of: str | None = None
    asked: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(
        cls, moment: Moment, path: str, language: str, *, still: bool = False, asked: tuple[tuple[str, str], ...] = ()
    ) -> Shell:
        """The shell of the page at `path` ("", "totals/") that tells of a moment."""
        as_of = day_words(moment.at)
        links = Links(path, language, moment.project.language, still, as_of)
        return cls(moment.project, catalogue(language), links, moment.revision, moment.told, as_of, asked)

    def render(self, template: str, **values: Any) -> str:
        """A template as a page. Raises what Jinja raises where template and values do not belong together."""
        shared = {"shell": self, "t": self.t, "term": self.t.term, "links": self.links, "project": self.project}
        return _environment().get_template(template).render({**shared, **values, "languages": _others(self.t.language)})


def _others(language: str) -> list[Catalogue]:
    return [catalogue(code) for code in languages() if code != language]


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("marsad.publishing.pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.filters["svg"] = _drawn
    return environment


def _drawn(drawing: str) -> Markup:
    """A drawing that our own code has made, with every foreign word in it escaped there."""
    return Markup(drawing)  # noqa: S704  see above
