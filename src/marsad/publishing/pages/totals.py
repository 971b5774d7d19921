"""The page of totals: sums of ranges by month, area, actor, status or event."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from markupsafe import Markup, escape

from marsad.ledger.breakdown import Row
from marsad.ledger.quantities import QUANTITIES
from marsad.publishing.drawing.bars import bar, ruler
from marsad.publishing.moment import Moment
from marsad.publishing.pages.asked import Asked
from marsad.publishing.pages.catalogue import Catalogue, catalogue
from marsad.publishing.pages.countries import country_name
from marsad.publishing.pages.filter_words import condition_words
from marsad.publishing.pages.incident_words import foreign
from marsad.publishing.views.explorer import conditions
from marsad.publishing.views.totals import KINDS, totals_view
from marsad.store.entries import BETWEEN


def totals_page(moment: Moment, asked: Asked) -> str:
    """Totals of a query. Raises ItemError `publishing.query`."""
    view = totals_view(moment, asked.query, asked.one("by"), asked.one("quantity"))
    t = catalogue(asked.language)
    rtl = t.direction == "rtl"
    return asked.shell(moment).render(
        "totals.html",
        view=view,
        rows=[(line, label_of(t, view.by, line.row), bar(view.axis, line.row.within, rtl=rtl)) for line in view.lines],
        ruler=ruler(view.axis, rtl=rtl),
        more=any(line.row.more is not None for line in view.lines),
        kinds=KINDS,
        quantities=[(name, quantity_words(t, name)) for name in QUANTITIES],
        what=quantity_words(t, view.quantity),
        running_of=quantity_words,
        country=partial(country_name, t),
        chosen=[(each, *condition_words(t, view.query, each)) for each in conditions(view.query)],
    )


def quantity_words(t: Catalogue, quantity: str) -> str:
    """A quantity: "killed", "killed: civilians"."""
    harm, _, kind = quantity.partition(" ")
    words = t.term_plain("harm", harm)
    return t.plain("totals.of_kind", harm=words, kind=t.term_plain("victims", kind)) if kind else words


def label_of(t: Catalogue, by: str, row: Row) -> Markup:
    """What a row is of, in words."""
    return _LABELS[by](t, *row.key)


def area_words(t: Catalogue, country: str | None, area: str | None) -> Markup:
    """An area: "Idlib, Syria"; "Syria, area not known"; "place not known"."""
    if country is None:
        return t("totals.no_country", area=area) if area else t("totals.no_place")
    named = country_name(t, country)
    return t("totals.area", area=area, country=named) if area else t("totals.no_area", country=named)


def _actor(t: Catalogue, names: str | None) -> Markup:
    return t("totals.either").join(foreign(name) for name in names.split(BETWEEN)) if names else t("totals.no_actor")


def _event(t: Catalogue, kind: str | None) -> Markup:
    return t.term("event", kind)


def _status(t: Catalogue, kind: str | None) -> Markup:
    return t.term("victims", kind)


def _span(t: Catalogue, first: str | None, last: str | None) -> Markup:
    if first is None and last is None:
        return t("range.no_day")
    if first is None or last is None:
        return t("range.until" if first is None else "range.since", day=_bin(t, first or last or ""))
    return escape(_bin(t, first)) if first == last else t("range.days", first=_bin(t, first), last=_bin(t, last))


def _bin(t: Catalogue, name: str) -> str:
    if len(name) == len("2024"):
        return name
    day = date.fromisoformat(f"{name}-01")
    return t.month(day.year, day.month)


_LABELS: dict[str, Callable[..., Markup]] = {
    "area": area_words, "actor": _actor, "event": _event, "status": _status, "month": _span, "year": _span
}  # fmt: skip
