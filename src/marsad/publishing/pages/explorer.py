"""The explorer: the incidents that a query asks for."""

from __future__ import annotations

from marsad.publishing.moment import Moment
from marsad.publishing.pages.asked import Asked

_ON_A_PAGE = 25


def explorer_page(moment: Moment, asked: Asked) -> str:
    """The list of incidents. Raises ItemError `publishing.query`."""
    query = asked.query
    rows = moment.select(query)
    listed = moment.register.ordered(moment.register.tops(rows), query.sort, 0, _ON_A_PAGE)
    return asked.shell(moment).render("explorer.html", rows=listed, found=rows.bit_count())
