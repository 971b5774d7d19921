"""Depositing: bytes and text kept once, every time that they come in kept as a capture, all of it logged."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from marsad.errors import ItemError
from marsad.model.change import Draft
from marsad.model.reading import Note
from marsad.settings import Settings
from marsad.sources.capture import Capture
from marsad.sources.files import Loaded, content_of, load
from marsad.store.blobs import address_of
from marsad.store.entries import CaptureEntry, ReportEntry
from marsad.store.record import Record
from marsad.store.rows import pieces
from marsad.store.store import Store

_AT_ONCE = 32
"""Captures a transaction: a crash costs no more than these, and each costs a part of a sync only."""


@dataclass(frozen=True, slots=True)
class Deposit:
    """What became of a capture: its `report`, whether that is `new`, what was `learned` about a known one, `notes`."""

    name: str
    report: str
    new: bool
    learned: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class _Arrival:
    """A capture looked at: its bytes, and the report in them."""

    capture: Capture
    content: bytes
    loaded: Loaded


def deposit_all(
    store: Store, captures: Iterable[Capture | ItemError], settings: Settings, *, actor: str, url: str | None = None
) -> Iterator[Deposit | ItemError]:
    """Deposit `captures` in their order; what cannot be used comes back as its error and the others go on.

    `url` is where they are from. Raises `RunError` when the record cannot be written; what came back before is kept.
    """
    for piece in pieces(captures, _AT_ONCE):
        arrivals = [_look(capture, settings) for capture in piece]
        with store.write() as record:
            at = datetime.now(UTC)
            outcomes = [_take(record, arrival, actor, at, url) for arrival in arrivals]
        yield from outcomes


def _look(capture: Capture | ItemError, settings: Settings) -> _Arrival | ItemError:
    if isinstance(capture, ItemError):
        return capture
    try:
        content = content_of(capture, settings)
        return _Arrival(capture, content, load(replace(capture, content=content), settings))
    except ItemError as error:
        return error


def _take(
    record: Record, arrival: _Arrival | ItemError, actor: str, at: datetime, url: str | None
) -> Deposit | ItemError:
    if isinstance(arrival, ItemError):
        return arrival
    try:
        return _deposit(record, arrival, actor, at, url)
    except ItemError as error:
        return error


def _deposit(record: Record, arrival: _Arrival, actor: str, at: datetime, url: str | None) -> Deposit:
    report, notes, extraction = arrival.loaded
    blob = address_of(arrival.content)
    # the same bytes are the same report, even when text is got out of them in another way by now
    id_ = record.captures.report_of(blob) or report.id
    known = record.reports.get(id_)
    if known is None:
        record.reports.add(report, blob=blob, extraction=f"{extraction} {_version()}", at=at)
        content = {"blob": blob, "extraction": extraction}
        record.changes.append([Draft(actor, "report_added", id_, "deposited", content)], at)
    elif known.withdrawn is not None:
        raise _withdrawn(arrival.capture, known)
    record.blobs.put(arrival.content)
    capture = arrival.capture
    learned = {}
    if known is not None:
        learned = record.reports.learn(id_, published=report.published, outlet=report.outlet, language=report.language)
    number = record.captures.add(
        CaptureEntry(
            id_, blob, len(arrival.content), at, _method(capture), url,
            None if capture.file is None else capture.name, report.published, report.outlet, report.language,
        )
    )  # fmt: skip
    said = {"capture": number} | ({"learned": sorted(learned)} if learned else {})
    record.custody.append(actor, "deposit" if known is None else "capture", report=id_, blob=blob, at=at, content=said)
    return Deposit(capture.name, id_, known is None, learned, notes)


def _method(capture: Capture) -> str:
    return "pipe" if capture.file is None else "file"


def _version() -> str:
    from importlib.metadata import version

    return version("marsad")


def _withdrawn(capture: Capture, known: ReportEntry) -> ItemError:
    assert known.withdrawn is not None
    return ItemError(
        "archive.withdrawn",
        f"{capture.name}: this report was taken down on {known.withdrawn.date()}: {known.reason}",
        hint="It is not taken in again. Whoever asked for the takedown would have to agree first.",
    )
