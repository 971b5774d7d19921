"""The page of a code that was merged away, where pages are files and no server can lead on: it says where, and goes there."""

from __future__ import annotations

from marsad.publishing.moment import Gone, Moment
from marsad.publishing.pages.asked import Asked


def moved_page(moment: Moment, asked: Asked, gone: Gone) -> str:
    """The page of a merged code."""
    return asked.shell(moment).render("moved.html", gone=gone)
