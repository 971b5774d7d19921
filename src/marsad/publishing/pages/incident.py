"""The page of one incident."""

from __future__ import annotations

from marsad.publishing.moment import Moment
from marsad.publishing.pages.asked import Asked


def incident_page(moment: Moment, asked: Asked, code: str) -> str:
    """All that is known of an incident. Raises ItemError `ledger.incident-unknown`."""
    return asked.shell(moment).render("incident.html", known=moment.known(code))
