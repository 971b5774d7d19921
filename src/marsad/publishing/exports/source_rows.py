"""The row of a source: who said it, in which report, published by whom."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from marsad.model.claim import Claim
from marsad.publishing.disclosure import Veil
from marsad.publishing.exports.showing import Showing, veiled
from marsad.publishing.exports.tables import SourceRow
from marsad.store.record import Record
from marsad.store.reports import Carrier

_WEB = ("http://", "https://")


@dataclass(frozen=True, slots=True)
class Carried:
    """What the carriers of some reports said, and where these were captured on the web, by the reports' ids."""

    carriers: Mapping[str, Carrier]
    urls: Mapping[str, str]

    @classmethod
    def of(cls, record: Record, reports: Iterable[str]) -> Carried:
        """For these reports."""
        ids = sorted(reports)
        urls = {id_: url for id_, url in record.captures.urls(ids).items() if url.startswith(_WEB)}
        return cls(record.reports.carriers(ids), urls)


def source_row(claim: Claim, showing: Showing, carried: Carried, veil: Veil) -> SourceRow:
    """Whose knowledge `claim` is; in place of a name that is withheld stands what kind of source it is.

    An address in which such a name stands is left out.
    """
    shown = showing.disclosure.source(claim.source)
    carrier = carried.carriers.get(claim.report)
    gone = carrier is None or carrier.taken_down
    outlet = None if carrier is None else veiled(carrier.outlet, veil)
    url = carried.urls.get(claim.report)
    name = f"[{shown.kind}, name withheld]" if shown.withheld else veiled(shown.name, veil) or outlet
    relayed = tuple(veiled(each, veil) or "" for each in shown.relayed_by)
    return SourceRow(
        source=source_id(claim.report, name, shown.kind, relayed),
        name=name,
        kind=shown.kind,
        withheld=shown.withheld,
        relayed_by=relayed,
        report=claim.report,
        outlet=outlet,
        published=None if carrier is None else showing.day(carrier.published),
        language=None if carrier is None else carrier.language,
        url=None if url is None or veil.hides(url) else url,
        taken_down=gone,
    )


def source_id(report: str, name: str | None, kind: str, relayed_by: tuple[str, ...]) -> str:
    """The id of a source in a report: a hash of what is shown of it only, so that nobody can try names against it."""
    said = "\x1f".join((report, name or "", kind, *relayed_by))
    return f"s{hashlib.sha256(said.encode('utf-8', 'surrogatepass')).hexdigest()[:20]}"
