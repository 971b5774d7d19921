"""The page of corrections: what was withdrawn, merged, counted anew, rejected, taken down."""

from __future__ import annotations

from marsad.publishing.moment import Moment
from marsad.publishing.pages.asked import Asked
from marsad.publishing.views.corrections import REVISIONS, corrections_view


def corrections_page(moment: Moment, asked: Asked) -> str:
    """Corrections, the greatest first, or (`order=date`) the newest."""
    view = corrections_view(moment, by_size=asked.one("order") != "date")
    return asked.shell(moment).render("corrections.html", view=view, most=REVISIONS)
