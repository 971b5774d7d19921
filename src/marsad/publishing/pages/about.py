"""The page about the project: its own words, its limits, how to object, what is done with readers and witnesses."""

from __future__ import annotations

from marsad.publishing.moment import Moment
from marsad.publishing.pages.asked import Asked


def about_page(moment: Moment, asked: Asked) -> str:
    """What the project says of itself, and what every record of this kind must say."""
    return asked.shell(moment).render("about.html")
