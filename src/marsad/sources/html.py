"""Pages of HTML: the article without its surroundings, and what the page says about itself."""

from __future__ import annotations

import logging
import re
from datetime import date
from typing import Any, NamedTuple

from marsad.errors import ItemError

_SUFFIXES = (".html", ".htm", ".xhtml")
_OPENING = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|article)\b", re.IGNORECASE | re.DOTALL
)


class Page(NamedTuple):
    """What was found on a page: None where it says nothing."""

    title: str | None
    body: str
    published: date | None
    outlet: str | None

    @property
    def text(self) -> str:
        """The text as it is archived: title, a blank line, body."""
        if self.title is None or self.body.startswith(self.title):
            return self.body
        return f"{self.title}\n\n{self.body}"


def is_html(name: str, text: str) -> bool:
    """Whether `text` is a page of HTML, by the file's name or by how it starts."""
    return name.lower().endswith(_SUFFIXES) or _OPENING.match(text[:2048]) is not None


def read_page(text: str, name: str) -> Page:
    """The article on a page of HTML.

    Raises `ItemError` (`sources.page-without-text`) when there is none.
    """
    # a third of a second to import, and most runs read no HTML
    import trafilatura

    logging.getLogger("trafilatura").addHandler(logging.NullHandler())
    logging.getLogger("trafilatura").propagate = False
    found: Any = trafilatura.bare_extraction(
        text,
        fast=False,
        include_comments=False,
        include_tables=True,
        with_metadata=True,
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    body = found.text if found else None
    if not body or not body.strip():
        raise ItemError(
            "sources.page-without-text",
            f"{name}: no article was found on this page of HTML",
            hint="Pages that are built by scripts hold no text until a browser runs them: save the text itself.",
        )
    return Page(_clean(found.title), body.strip(), _day(found.date), _clean(found.sitename))


def _clean(value: str | None) -> str | None:
    return " ".join(value.split()) or None if value else None


def _day(value: str | None) -> date | None:
    try:
        return date.fromisoformat(value[:10]) if value else None
    except ValueError:
        return None
