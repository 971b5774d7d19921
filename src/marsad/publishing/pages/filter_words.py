"""What a query asks for in the reader's language: facets and their values, days, places, numbers."""

from __future__ import annotations

from functools import lru_cache

from markupsafe import Markup

from marsad.publishing.facet_sets import MANY_ORIGINS
from marsad.publishing.pages.catalogue import Catalogue
from marsad.publishing.pages.countries import country_name, country_name_plain
from marsad.publishing.pages.incident_words import foreign
from marsad.publishing.query import UNKNOWN, Query
from marsad.publishing.views.explorer import Condition

_CODED = ("event_type", "grade", "victims")


@lru_cache(maxsize=16_384)
def value_words(t: Catalogue, facet: str, value: str) -> Markup:
    """A value of a facet."""
    if facet == "country":
        return country_name(t, value)
    if facet == "origins":
        return _origins(t, value)
    if facet in _CODED:
        return t.term(facet.removesuffix("_type"), value)
    if facet == "stance":
        stance, between, name = value.partition(": ")
        return (
            t("explorer.stance", stance=t.term("stance", stance), who=foreign(name))
            if between
            else t.term("stance", value)
        )
    return t(f"explorer.no_{facet}") if value == UNKNOWN else foreign(value)


def _origins(t: Catalogue, value: str) -> Markup:
    if value == "0":
        return t("explorer.party_only")
    if value == f"{MANY_ORIGINS}+":
        return t("explorer.many_origins", n=MANY_ORIGINS)
    return t("count.origins", n=int(value)) if value.isdecimal() else foreign(value)


def condition_words(t: Catalogue, query: Query, condition: Condition) -> tuple[Markup, Markup]:
    """What one condition is about, and what it asks for."""
    name, value = condition.name, condition.value
    if value is not None:
        return t.term("facet", name), value_words(t, name, value)
    return t(f"explorer.ask_{name}"), _asked(t, query, name)


def _asked(t: Catalogue, query: Query, name: str) -> Markup:
    if name == "near" and query.near is not None:
        point = f"{query.near.lat:.2f}, {query.near.lon:.2f}"
        return t("explorer.within", km=f"{query.near.km:g}", point=point)
    if name in ("since", "until"):
        day = query.since if name == "since" else query.until
        return Markup("<bdi>{}</bdi>").format("" if day is None else t.day(day))
    said = query.text if name == "q" else getattr(query, name)
    return foreign(str(said))


def value_plain(t: Catalogue, facet: str, value: str) -> str:
    """A value of a facet in a page's title: short, as plain text."""
    if facet == "country":
        return country_name_plain(t, value)
    return t.term_plain(facet.removesuffix("_type"), value) if facet in _CODED else value
