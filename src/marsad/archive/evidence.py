"""What `verify` looks at: bytes against their addresses, texts against their ids, claims against texts."""

from __future__ import annotations

import json
from collections.abc import Iterator

from marsad.archive.damage import Damage
from marsad.errors import ItemError
from marsad.model.claim import Claim
from marsad.model.claim_json import from_json
from marsad.model.identity import claim_id
from marsad.store.blobs import address_of
from marsad.store.readings import ClaimEntry, columns_of
from marsad.store.record import Record

_AGAIN = "Add the report's file again: `marsad add` mends its bytes; or take it from a backup."
_READ_AGAIN = "Take the record from a backup, or have the report read again."


def damaged_bytes(record: Record) -> Iterator[Damage]:
    """Bytes that are gone, that are not what their address says, or that should be gone."""
    wanted = {capture.blob: capture.report for _, capture in record.captures.all()}
    withdrawn = {entry.id for entry in record.reports.all() if entry.withdrawn is not None}
    there = set()
    for address in record.blobs.addresses():
        there.add(address)
        content = record.blobs.get(address)
        if content is None or address_of(content) != address:
            yield Damage("archive.blob-damaged", f"blob {address}: its bytes are not those that came in", _AGAIN)
        if address not in wanted:
            yield _left_over(f"blob {address}: no capture names it")
        elif wanted[address] in withdrawn:
            what = f"blob {address}: the bytes of {wanted[address]} are still there, which was taken down"
            yield Damage("archive.bytes-remain", what, f"`marsad takedown {wanted[address]} --reason …` removes them.")
    for address, report in wanted.items():
        if address not in there and report not in withdrawn:
            yield Damage("archive.blob-missing", f"blob {address}: the bytes of {report} are gone", _AGAIN)
    for path in record.blobs.leftovers():
        yield _left_over(f"{path}: no file of the record")


def damaged_reports(record: Record) -> Iterator[Damage]:
    """Texts that are not what their report's id says."""
    for entry in record.reports.all():
        if entry.report is None and entry.withdrawn is None:
            yield Damage("archive.text-damaged", f"{entry.id}: its text is gone")
        elif entry.report is not None and entry.withdrawn is not None:
            yield Damage("archive.text-damaged", f"{entry.id}: its text is there, though it was taken down")
        elif entry.report is not None and entry.report.id != entry.id:
            yield Damage("archive.text-damaged", f"{entry.id}: its text is not the one that was archived")


def damaged_claims(record: Record) -> Iterator[Damage]:
    """Claims that do not say what they said, or do not stand where they say in their report's text."""
    of: str | None = None
    text: str | None = None
    for entry in record.claims.entries():
        if entry.report != of:
            known = record.reports.get(entry.report)
            of, text = entry.report, None if known is None or known.report is None else known.report.text
        wrong = _wrong(entry, text)
        if wrong:
            yield Damage("archive.claim-damaged", f"claim {entry.id} of {entry.report}: {wrong}", _READ_AGAIN)
    for reading in record.readings.all():
        if reading.claims != reading.kept:
            what = f"{reading.report} as read by {reading.reader}: {reading.kept} claims of {reading.claims} are there"
            yield Damage("archive.claim-missing", what, _READ_AGAIN)


def _wrong(entry: ClaimEntry, text: str | None) -> str | None:
    """What is wrong with a claim, None when all is well."""
    if entry.line is None:
        return None if text is None and not any(entry.columns.values()) else "it is empty, but its report is there"
    if text is None:
        return "the text of its report is gone"
    try:
        claim = from_json(json.loads(entry.line))
    except (ItemError, ValueError) as problem:
        return str(problem)
    if (claim.id, claim.report) != (entry.id, entry.report):
        return "it does not say itself which claim it is"
    if claim_id(claim, entry.reader) != claim.id:
        return "it does not say any more what its id was made from"
    if columns_of(claim) != entry.columns:
        return "what lists filter by is not what it says"
    return None if _stands(claim, text) else "its words do not stand where it says in the report"


def _stands(claim: Claim, text: str) -> bool:
    span, count = claim.span, claim.count
    if text[span.start : span.end] != span.quote:
        return False
    return count.start is None or count.end is None or text[count.start : count.end] == count.words


def _left_over(what: str) -> Damage:
    hint = "Nothing is lost: a run was ended there. `marsad verify --tidy` removes it."
    return Damage("archive.left-over", what, hint, harmless=True)
