"""What lists say of an incident in the reader's language, made from its parts: a title, where, when, who is blamed."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from markupsafe import Markup, escape

from marsad.model.claim import Precision
from marsad.publishing.pages.catalogue import Catalogue
from marsad.publishing.pages.countries import country_name, country_name_plain
from marsad.store.entries import BETWEEN
from marsad.store.facets import Narrow

_NEAR: dict[Precision, str] = {"exact": "in", "settlement": "in", "near_settlement": "near"}


def title(t: Catalogue, row: Narrow, precision: Precision | None) -> Markup:
    """What happened where: "Air strike near Idlib", "Shelling, somewhere in Aleppo"."""
    return _title(t, row.event_type, row.place, row.admin1, row.country, precision)


@lru_cache(maxsize=4_096)
def _title(
    t: Catalogue,
    event: str | None,
    place: str | None,
    area: str | None,
    country: str | None,
    precision: Precision | None,
) -> Markup:
    what = Markup(escape(capital(t.term_plain("event", event))))  # noqa: S704  escaped
    if place is None and area is None and country is None:
        return t("explorer.title_nowhere", what=what)
    where = foreign(place or area) if place or area else country_name(t, country or "")
    return t(f"explorer.title_{_way(place, precision)}", what=what, where=where)


@lru_cache(maxsize=65_536)
def title_plain(
    t: Catalogue,
    event: str | None,
    place: str | None,
    area: str | None,
    country: str | None,
    precision: Precision | None,
) -> str:
    """The title of these parts as plain text."""
    what = capital(t.term_plain("event", event))
    if place is None and area is None and country is None:
        return t.plain("explorer.title_nowhere", what=what)
    where = place or area or country_name_plain(t, country or "")
    return t.plain(f"explorer.title_{_way(place, precision)}", what=what, where=where)


def around(t: Catalogue, row: Narrow) -> Markup:
    """The areas around the place that the title names: "Idlib, Syria"; nothing where the title says all that is known."""
    names = list(_around(t, row))
    return Markup(escape(t.plain("explorer.comma"))).join(names)  # noqa: S704  escaped


def _around(t: Catalogue, row: Narrow) -> Iterator[Markup]:
    if row.place is not None and row.admin1 is not None and row.admin1 != row.place:
        yield foreign(row.admin1)
    if row.country is not None and (row.place is not None or row.admin1 is not None):
        yield country_name(t, row.country)


def blamed(t: Catalogue, row: Narrow) -> Markup:
    """Who is said to have done it."""
    if row.perpetrator is None:
        return t("explorer.nobody")
    names = [foreign(name) for name in row.perpetrator.split(BETWEEN)]
    return t("explorer.blamed", who=Markup(escape(t.plain("explorer.or"))).join(names))  # noqa: S704  escaped


def told_by(t: Catalogue, row: Narrow) -> Markup:
    """How many independent origins tell of it, in how many reports."""
    origins = t("count.origins", n=row.origins) if row.origins else t("explorer.party_only")
    return t("explorer.told_by", origins=origins, reports=t("count.reports", n=row.reports))


def possible_days(row: Narrow) -> int:
    """On how many days it can have been; 0 where that is not known."""
    if row.first_day is None or row.last_day is None:
        return 0
    return (row.last_day - row.first_day).days + 1


def foreign(words: str | None) -> Markup:
    """A name as the record writes it, whatever its direction."""
    return Markup('<bdi dir="auto">{}</bdi>').format(words or "")


def capital(words: str) -> str:
    """Words as a title begins."""
    return words[:1].upper() + words[1:]


def _way(place: str | None, precision: Precision | None) -> str:
    return _NEAR.get(precision, "somewhere") if place is not None and precision is not None else "somewhere"
