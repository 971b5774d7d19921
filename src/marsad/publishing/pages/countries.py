"""The names of countries for readers: from the catalogue of their language, else in English from the gazetteer, else the code."""

from __future__ import annotations

from functools import cache

from markupsafe import Markup

from marsad.places.gazetteer import Gazetteer
from marsad.publishing.pages.catalogue import FIRST, Catalogue


def country_name(t: Catalogue, code: str) -> Markup:
    """The name of the country of an ISO code, set apart where it is in another language than the page."""
    own = f"terms.country.{code}"
    if t.has(own) or code == "unknown":
        return t.term("country", code)
    english = _english(code)
    if t.language == FIRST or english == code:
        return Markup("<bdi>{}</bdi>").format(english)
    return Markup('<bdi lang="{}">{}</bdi>').format(FIRST, english)


def country_name_plain(t: Catalogue, code: str) -> str:
    """The same as plain text."""
    return t.term_plain("country", code) if t.has(f"terms.country.{code}") or code == "unknown" else _english(code)


@cache
def _english(code: str) -> str:
    entry = Gazetteer.open().country_entry(code)
    return code if entry is None else entry.name
