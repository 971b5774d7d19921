"""The pages of sources: all of them beside each other, and one with what it told of each incident."""

from __future__ import annotations

from marsad.model.claim import Claim
from marsad.publishing.disclosure import Piece
from marsad.publishing.moment import Moment
from marsad.publishing.pages.asked import Asked
from marsad.publishing.views.sources import Teller, sources_view, teller_of

SOURCE = "sources/"
"""Before the id of a source in the path of its page."""
_INCIDENTS = 50
"""Incidents on the page of one source."""
_CLAIMS = 8
"""Claims of one source on one incident that are quoted."""


def sources_page(moment: Moment, asked: Asked) -> str:
    """Every source and every outlet."""
    view = sources_view(moment)
    many = [teller for teller in view.tellers if teller.incidents or teller.copied]
    silent = [teller for teller in view.tellers if not teller.incidents and not teller.copied]
    return asked.shell(moment).render("sources.html", view=view, tellers=many, silent=silent)


def source_page(moment: Moment, asked: Asked, id_: str) -> str:
    """One source. Raises ItemError `publishing.page-unknown`."""
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
    """The ids of all sources, each of which has a page."""
    return [teller.id for teller in sources_view(moment).tellers]


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
