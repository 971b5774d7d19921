"""Who tells of an incident: its reports with their captures, and the origins that their knowledge comes from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import NamedTuple
from urllib.parse import urlsplit

from marsad.incidents.origins import Origin
from marsad.pipeline.record.showing import Known
from marsad.publishing.views.shown import Pieces, Showing
from marsad.store.entries import CaptureEntry, ReportEntry
from marsad.store.record import Record


class Copy(NamedTuple):
    """One time that a report was archived. `blob` is the SHA-256 of its bytes, `url` where it was found (http only).

    `url_withheld`: there is an address, and a withheld name stands in it.
    """

    at: datetime
    method: str
    blob: str
    size: int
    url: str | None
    url_withheld: bool


class Stamped(NamedTuple):
    """The first time stamp of somebody else that covers a report's deposit."""

    at: datetime
    authority: str


class Telling(NamedTuple):
    """A report that tells of the incident. `claims` are the numbers of its claims on the page. `withdrawn`: it was taken down then."""

    id: str
    outlet: Pieces | None
    title: Pieces | None
    language: str | None
    published: date | None
    withdrawn: datetime | None
    copies: tuple[Copy, ...]
    claims: tuple[int, ...]
    stamped: Stamped | None


class Way(NamedTuple):
    """How knowledge came from an origin to an outlet: through whom, the origin's own side first; in how many reports."""

    through: tuple[Pieces, ...]
    outlet: Pieces | None
    reports: int


class ShownOrigin(NamedTuple):
    """Where knowledge comes from. `name` None: it is not named, for it may be a person at risk."""

    name: Pieces | None
    party: bool
    copied: bool
    ways: tuple[Way, ...]


def tellings(known: Known, record: Record, showing: Showing) -> list[Telling]:
    """The reports of an incident, in the order in which they came in."""
    numbers: dict[str, list[int]] = {}
    for claim in known.tolls.claims:
        if claim.id in known.incident.claims:
            numbers.setdefault(claim.report, []).append(showing.links.number[claim.id])
    captures = record.captures.of_reports(known.incident.reports)
    stamped = dict(_stamps(record, known.incident.reports))
    return [
        Telling(
            entry.id,
            *_said(entry, showing),
            entry.withdrawn,
            tuple(_copy(capture, showing) for capture in captures.get(entry.id, ())),
            tuple(numbers.get(entry.id, ())),
            stamped.get(entry.id),
        )
        for entry in known.reports
    ]


def _said(entry: ReportEntry, showing: Showing) -> tuple[Pieces | None, Pieces | None, str | None, date | None]:
    report = entry.report
    if report is None:
        return None, None, None, None
    return showing.text(report.outlet), showing.text(report.title), report.language, report.published


def _stamps(record: Record, reports: Iterable[str]) -> Iterator[tuple[str, Stamped]]:
    """The first stamp upon each report's deposit: it is over the log, and so over everything that was logged before it."""
    stamps = sorted(record.stamps.all(), key=lambda stamp: stamp.at)
    if not stamps:
        return
    heads = record.custody.numbers(stamp.digest for stamp in stamps)
    for report, number in record.custody.first_of(reports).items():
        later = (stamp for stamp in stamps if heads.get(stamp.digest, 0) >= number)
        if (first := next(later, None)) is not None:
            yield report, Stamped(first.at, first.authority)


def _copy(capture: CaptureEntry, showing: Showing) -> Copy:
    url = web_address(capture.url)
    withheld = url is not None and showing.veil.hides(url)
    return Copy(capture.at, capture.method, capture.blob, capture.size, None if withheld else url, withheld)


def web_address(url: str | None) -> str | None:
    """An address of the web that may be linked to; None for any other (`javascript:`, a file of somebody's disk)."""
    if url is None:
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.hostname else None


def origins(known: Known, showing: Showing) -> list[ShownOrigin]:
    """The origins of an incident with the ways on which their knowledge came to us."""
    outlets = {entry.id: entry.report.outlet for entry in known.reports if entry.report is not None}
    named = {_plain(outlet) for outlet in outlets.values() if outlet}
    relays: dict[tuple[str, str], set[tuple[str, ...]]] = {}
    for claim in known.tolls.claims:
        shown = showing.disclosure.source(claim.source)
        if shown.name is not None:
            named.add(_plain(shown.name))
            relays.setdefault((_plain(shown.name), claim.report), set()).add(tuple(reversed(shown.relayed_by)))
    return [_origin(origin, outlets, named, relays, showing) for origin in known.origins]


def _origin(
    origin: Origin,
    outlets: Mapping[str, str | None],
    named: set[str],
    relays: Mapping[tuple[str, str], set[tuple[str, ...]]],
    showing: Showing,
) -> ShownOrigin:
    """An origin is named where an outlet or a source that may be named bears its name, and not otherwise."""
    ways: dict[tuple[tuple[str, ...], str | None], int] = {}
    for report in origin.reports:
        outlet = outlets.get(report)
        for through in sorted(relays.get((_plain(origin.name), report), {()}), key=len)[-1:]:
            others = tuple(relay for relay in through if outlet is None or _plain(relay) != _plain(outlet))
            ways[others, outlet] = ways.get((others, outlet), 0) + 1
    shown = _plain(origin.name) in named or origin.name == _UNSIGNED
    name = showing.text(origin.name) if shown and origin.name != _UNSIGNED else None
    return ShownOrigin(name, origin.party, origin.copied, tuple(_ways(ways, showing)))


def _ways(ways: Mapping[tuple[tuple[str, ...], str | None], int], showing: Showing) -> Iterator[Way]:
    for (through, outlet), reports in ways.items():
        yield Way(tuple(showing.veil.text(relay) for relay in through), showing.text(outlet), reports)


_UNSIGNED = "outlet not said"


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())
