"""The pages of sources: all of them beside each other, and one with what it told of each incident."""

from __future__ import annotations

import re

from marsad.errors import ItemError
from marsad.model.claim import Claim
from marsad.publishing.disclosure import Piece
from marsad.publishing.moment import Moment
from marsad.publishing.pages.asked import Asked
from marsad.publishing.views.sources import Teller, sources_view, teller_of

SOURCE = "sources/"
"""Before the id of a source in the path of its page."""
LIST = re.compile(r"page-([1-9]\d{0,5})", re.ASCII)
"""The list goes on at such names below `SOURCE`; no id of a source looks like them."""
_ROWS = 150
"""Sources on a page of the list."""
_INCIDENTS = 50
"""Incidents on the page of one source."""
_CLAIMS = 8
"""Claims of one source on one incident that are quoted."""


def sources_page(moment: Moment, asked: Asked, page: int = 1) -> str:
    """Every source and every outlet, so many on a page. Raises ItemError `publishing.page-unknown` for a page that there is not."""
    view = sources_view(moment)
    telling = [teller for teller in view.tellers if teller.incidents or teller.copied]
    pages = max(1, -(-len(telling) // _ROWS))
    if page > pages:
        raise ItemError("publishing.page-unknown", f"sources: there is no page {page}", hint=f"There are {pages}.")
    return asked.shell(moment).render(
        "sources.html",
        view=view,
        tellers=telling[(page - 1) * _ROWS : page * _ROWS],
        silent=[teller for teller in view.tellers if not teller.incidents and not teller.copied]
        if page == pages
        else [],
        page=page,
        pages=pages,
    )


def source_page(moment: Moment, asked: Asked, id_: str) -> str:
    """One source, or the list of them further on. Raises ItemError `publishing.page-unknown`."""
    if (further := LIST.fullmatch(id_)) is not None:
        return sources_page(moment, asked, int(further[1]))
    teller = teller_of(sources_view(moment), id_)
    rows = [moment.register.rows[moment.register.at[code]] for code in teller.told if code in moment.register.at]
    rows.sort(key=lambda row: row.number)
    page = _page(asked, len(rows))
    shown = rows[page * _INCIDENTS : (page + 1) * _INCIDENTS]
    told = _told(moment, teller, [row.code for row in shown])
    return asked.shell(moment).render(
        "source.html",
        teller=teller,
        rows=[(row, told[row.code]) for row in shown],
        page=page,
        pages=-(-len(rows) // _INCIDENTS),
        most=_CLAIMS,
    )


def source_ids(moment: Moment) -> list[str]:
    """The names of all pages below `SOURCE`: those of sources by their ids, and those on which their list goes on."""
    tellers = sources_view(moment).tellers
    pages = -(-sum(bool(teller.incidents or teller.copied) for teller in tellers) // _ROWS)
    return [*(teller.id for teller in tellers), *(f"page-{number}" for number in range(2, pages + 1))]


def _page(asked: Asked, many: int) -> int:
    said = asked.one("page")
    number = int(said) - 1 if said and said.isascii() and said.isdigit() and len(said) < 7 else 0
    return max(0, min(number, (many - 1) // _INCIDENTS))


def _told(moment: Moment, teller: Teller, codes: list[str]) -> dict[str, list[tuple[Claim, tuple[Piece, ...]]]]:
    """The claims of a source on some incidents, each with its quotation; what one hides none may tell."""
    claims = moment.record.claims.get(claim for code in codes for claim in teller.told[code][:_CLAIMS])
    every = list(claims.values())
    return {
        code: [
            (claims[claim], moment.disclosure.quote(claims[claim], every))
            for claim in teller.told[code][:_CLAIMS]
            if claim in claims
        ]
        for code in codes
    }
