"""Reports and their captures: a text once, however often it comes in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from datetime import date, datetime

from sqlalchemy import Connection, RowMapping, func, select

from marsad.errors import ItemError
from marsad.model.report import Report
from marsad.store import tables
from marsad.store.entries import CaptureEntry, ReportEntry
from marsad.store.rows import add_rows, change_rows, next_number, pieces, row_of, walk
from marsad.store.search import Words

_T = tables.reports
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Carrier:
    """What was said about a report by who brought it, without its text; all None after it was `taken_down`."""

    published: date | None
    outlet: str | None
    language: str | None
    taken_down: bool


class Reports:
    """The reports of a record."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._words = Words(connection, "report")

    def add(self, report: Report, *, blob: str, extraction: str, at: datetime) -> None:
        """Keep a report that is not there yet; needs a writing transaction.

        Raises `ItemError` (`store.text-unstorable`) for a text that no database takes.
        """
        if "\0" in report.text or not _encodable(report.text):
            raise ItemError(
                "store.text-unstorable",
                f"{report.path or report.id}: the text holds characters that no text can hold (NUL or half a surrogate pair)",
                hint="Save it as clean UTF-8 text first.",
            )
        number = next_number(self._connection, _T)
        row = {**row_of(report, _T), "number": number, "blob": blob, "extraction": extraction, "added": at}
        add_rows(self._connection, _T, [row])
        self._words.put(number, report.text)

    def learn(self, id_: str, *, published: date | None, outlet: str | None, language: str | None) -> dict[str, str]:
        """Fill what nobody had said about a report with what a later carrier says; what was learned.

        Its readings are stale then, for a date of publication changes what "on Sunday" means.
        """
        row = self._connection.execute(select(_T).where(_T.c.id == id_)).mappings().one()
        said = {"published": published, "outlet": outlet, "language": language}
        learned = {key: value for key, value in said.items() if value is not None and row[key] is None}
        if learned:
            change_rows(self._connection, _T, _T.c.id == id_, **learned)
            change_rows(self._connection, tables.readings, tables.readings.c.report == id_, current=False)
        return {key: str(value) for key, value in learned.items()}

    def get(self, id_: str) -> ReportEntry | None:
        """The report with this id, None when there is none; one that was taken down has no text."""
        row = self._connection.execute(select(_T).where(_T.c.id == id_)).mappings().first()
        return None if row is None else _entry(row)

    def of(self, ids: Iterable[str]) -> dict[str, ReportEntry]:
        """The reports with these ids; an id that is unknown is left out."""
        found = {}
        for batch in pieces(dict.fromkeys(ids), _AT_ONCE):
            rows = self._connection.execute(select(_T).where(_T.c.id.in_(batch))).mappings()
            found.update({row["id"]: _entry(row) for row in rows})
        return found

    def carriers(self, ids: Iterable[str]) -> dict[str, Carrier]:
        """What is said about the reports with these ids; their texts are left where they are."""
        columns = (_T.c.id, _T.c.published, _T.c.outlet, _T.c.language, _T.c.withdrawn)
        found = {}
        for batch in pieces(dict.fromkeys(ids), _AT_ONCE):
            for row in self._connection.execute(select(*columns).where(_T.c.id.in_(batch))):
                found[row.id] = Carrier(row.published, row.outlet, row.language, row.withdrawn is not None)
        return found

    def named(self, beginning: str) -> list[str]:
        """The ids that begin like `beginning` ("sha256:3f2a", or the hexadecimal digits alone); ten at most."""
        digits = beginning.removeprefix("sha256:")
        wanted = _T.c.id.startswith(f"sha256:{digits}", autoescape=True)
        return list(self._connection.scalars(select(_T.c.id).where(wanted).order_by(_T.c.id).limit(10)))

    def all(self) -> Iterator[ReportEntry]:
        """Every report in the order in which they came in, those that were taken down too."""
        return (_entry(row) for row in walk(self._connection, select(_T), [_T.c.number]))

    def stale(self, reader: str) -> list[str]:
        """The ids of the reports that the reader of this version has not read yet, in the order in which they came in."""
        read = select(tables.readings.c.report).where(tables.readings.c.reader == reader, tables.readings.c.current)
        statement = select(_T.c.id).where(_T.c.withdrawn.is_(None), _T.c.id.not_in(read))
        return list(self._connection.scalars(statement.order_by(_T.c.number)))

    def count(self) -> int:
        """How many reports there are, those taken down left out."""
        return self._connection.scalar(select(func.count()).select_from(_T).where(_T.c.withdrawn.is_(None))) or 0

    def search(self, question: str) -> list[str]:
        """The ids of the reports that answer `question` (see `marsad.store.search`), the newest first."""
        found = select(_T.c.id).where(_T.c.number.in_(self._words.matching(question)))
        return list(self._connection.scalars(found.order_by(_T.c.number.desc())))

    def withdraw(self, id_: str, *, at: datetime, reason: str) -> None:
        """Take the text of a report away for good; its id, its blob's address, the reason and the moment stay."""
        row = self._connection.execute(select(_T).where(_T.c.id == id_)).mappings().one()
        self._words.remove(row["number"], row["text"])
        self._words.forget_traces()
        gone = dict.fromkeys(("text", "title", "path", "published", "outlet", "language"))
        change_rows(self._connection, _T, _T.c.id == id_, **gone, withdrawn=at, reason=reason)


class Captures:
    """Every time that a report came in."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, capture: CaptureEntry) -> int:
        """Keep a capture; its number. Needs a writing transaction."""
        number = next_number(self._connection, tables.captures)
        add_rows(self._connection, tables.captures, [{**row_of(capture, tables.captures), "number": number}])
        return number

    def of(self, report: str) -> list[CaptureEntry]:
        """The captures of a report, the first one first."""
        table = tables.captures
        rows = self._connection.execute(select(table).where(table.c.report == report).order_by(table.c.number))
        return [_capture(row) for row in rows.mappings()]

    def urls(self, reports: Iterable[str]) -> dict[str, str]:
        """Where these reports were captured first, those that have an address."""
        table, found = tables.captures, dict[str, str]()
        for batch in pieces(dict.fromkeys(reports), _AT_ONCE):
            here = select(table.c.report, table.c.url).where(table.c.report.in_(batch), table.c.url.is_not(None))
            for report, url in self._connection.execute(here.order_by(table.c.number)):
                found.setdefault(report, url)
        return found

    def of_reports(self, reports: Iterable[str]) -> dict[str, list[CaptureEntry]]:
        """The same for several reports, by their ids."""
        table = tables.captures
        found: dict[str, list[CaptureEntry]] = {report: [] for report in reports}
        for batch in pieces(found, _AT_ONCE):
            rows = self._connection.execute(select(table).where(table.c.report.in_(batch)).order_by(table.c.number))
            for row in rows.mappings():
                found[row["report"]].append(_capture(row))
        return found

    def all(self) -> Iterator[tuple[int, CaptureEntry]]:
        """Every capture with its number, in order."""
        table = tables.captures
        return ((row["number"], _capture(row)) for row in walk(self._connection, select(table), [table.c.number]))

    def report_of(self, blob: str) -> str | None:
        """The report that came in with these bytes before, None when they are new."""
        table = tables.captures
        return self._connection.scalar(select(table.c.report).where(table.c.blob == blob).limit(1))

    def forget(self, report: str) -> list[str]:
        """Blank where the captures of a report came from; the addresses of their bytes."""
        gone = dict.fromkeys(("url", "path", "published", "outlet", "language"))
        rows = change_rows(self._connection, tables.captures, tables.captures.c.report == report, **gone)
        return sorted({row["blob"] for row in rows})


def _encodable(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _report(row: RowMapping) -> Report:
    said = (row[name] for name in ("text", "path", "published", "outlet", "language", "title"))
    return Report(*said)


def _entry(row: RowMapping) -> ReportEntry:
    kept = {name: row[name] for name in ("number", "id", "blob", "extraction", "added", "withdrawn", "reason")}
    return ReportEntry(report=None if row["text"] is None else _report(row), **kept)


def _capture(row: RowMapping) -> CaptureEntry:
    return CaptureEntry(**{field.name: row[field.name] for field in fields(CaptureEntry)})
