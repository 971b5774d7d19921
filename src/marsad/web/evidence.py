"""The archived bytes of reports, where a project lets readers fetch them: always to be saved, never to be shown."""

from __future__ import annotations

import re

from starlette.requests import Request
from starlette.responses import Response

from marsad.errors import ItemError
from marsad.publishing.moment import Moment
from marsad.web.problems import failed
from marsad.web.public import Site
from marsad.web.security import EVIDENCE
from marsad.web.shelf import Answer

_ADDRESS = re.compile("[0-9a-f]{64}", re.ASCII)
_HEADERS = (
    ("Content-Security-Policy", EVIDENCE),
    ("X-Robots-Tag", "noindex, noarchive"),
)


async def evidence(request: Request) -> Response:
    """The bytes at an address: 404 with the reason where they are not public, were taken down, or never were there."""
    site: Site = request.app.state.site
    return await site.answer(request, lambda moment: _bytes(moment, request.path_params["address"]), failed)


def _bytes(moment: Moment, address: str) -> Answer:
    if not _ADDRESS.fullmatch(address):
        raise _missing("an address of archived bytes is their SHA-256, 64 hexadecimal digits")
    if not moment.project.evidence:
        raise _missing(
            "this project keeps the archived reports to itself; their hashes show that they were not changed"
        )
    report = moment.record.captures.report_of(address)
    entry = None if report is None else moment.record.reports.get(report)
    if entry is None:
        raise _missing("no report came in with these bytes")
    if entry.withdrawn is not None:
        raise _missing(f"the report was taken down on {entry.withdrawn:%Y-%m-%d}")
    content = moment.record.blobs.get(address)
    if content is None:
        raise _missing("these bytes are not there")
    named = ("Content-Disposition", f'attachment; filename="evidence-{address}.bin"')
    return Answer(200, content, "application/octet-stream", (named, *_HEADERS))


def _missing(why: str) -> ItemError:
    return ItemError(
        "web.evidence-missing", why, hint="The incident's page lists its reports with the addresses of their bytes."
    )
