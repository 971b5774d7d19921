"""The page of silence: who was heard about which area, week by week."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial

from marsad.publishing.moment import Moment
from marsad.publishing.pages.asked import Asked
from marsad.publishing.pages.catalogue import Catalogue, catalogue
from marsad.publishing.pages.countries import country_name
from marsad.publishing.pages.totals import area_words
from marsad.publishing.views.silence import WEEKS, silence_view


def silence_page(moment: Moment, asked: Asked) -> str:
    """Areas by weeks. Raises ItemError `publishing.query`."""
    view = silence_view(moment, asked.query, still=asked.still)
    t = catalogue(asked.language)
    kept = asked.query.without("since").without("until")
    step = timedelta(7 * max(1, len(view.weeks)))
    first = view.weeks[0] if view.weeks else None
    return asked.shell(moment).render(
        "silence.html",
        view=view,
        rows=[(row, area_words(t, *row.area)) for row in view.areas],
        area=asked.query.values("area"),
        country=partial(country_name, t),
        kept=kept,
        months=_months(t, view.weeks),
        earlier=_until(first, -1) if first and view.first and first > view.first else None,
        later=_until(first, 2 * step.days - 1)
        if view.last and view.weeks and view.weeks[-1] + timedelta(7) <= view.last
        else None,
        span=WEEKS,
    )


def _months(t: Catalogue, weeks: tuple[date, ...]) -> list[tuple[str, int]]:
    """The months above the weeks, each with how many weeks begin in it."""
    found: list[tuple[str, int]] = []
    for week in weeks:
        name = t.month(week.year, week.month)
        if found and found[-1][0] == name:
            found[-1] = name, found[-1][1] + 1
        else:
            found.append((name, 1))
    return found


def _until(first: date | None, days: int) -> str | None:
    return None if first is None else (first + timedelta(days)).isoformat()
