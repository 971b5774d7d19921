"""The entrance of the API: the record in a few words, and where everything is."""

from __future__ import annotations

from marsad.publishing.moment import Moment
from marsad.web.api.models import Start

_ADDRESSES = {
    "incidents": "/api/v1/incidents",
    "incident": "/api/v1/incidents/{code}",
    "toll": "/api/v1/incidents/{code}/toll",
    "claims": "/api/v1/claims",
    "claim": "/api/v1/claims/{claim}",
    "sources": "/api/v1/sources",
    "totals": "/api/v1/totals",
    "changes": "/api/v1/changes",
    "document": "/api/v1/openapi.json",
    "reference": "/api/",
    "feed": "/feed.atom",
}


def start(moment: Moment) -> Start:
    """Where everything is."""
    project = moment.project
    return Start(
        title=project.title,
        revision=moment.revision,
        told=moment.told,
        licence=project.licence or None,
        contact=project.contact or None,
        addresses={name: project.address + path for name, path in _ADDRESSES.items()},
    )
