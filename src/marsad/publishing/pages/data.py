"""The page of data: every form of the record that can be had, and what is promised of them."""

from __future__ import annotations

from marsad.publishing.moment import Moment
from marsad.publishing.pages.asked import Asked
from marsad.publishing.views.data_sets import BREAKING, NOT_BREAKING, codebooks, data_sets
from marsad.publishing.views.published_releases import published_releases


def data_page(moment: Moment, asked: Asked) -> str:
    """Downloads, the interface for programs, the promise, how to cite."""
    incidents = len(moment.register.rows)
    shell = asked.shell(moment)
    return shell.render(
        "data.html",
        sets=data_sets(),
        codebooks=codebooks(),
        breaking=BREAKING,
        not_breaking=NOT_BREAKING,
        incidents=incidents,
        releases=published_releases(moment.project),
    )
