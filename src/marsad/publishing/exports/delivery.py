"""Delivery: a format written to a file, a folder or a stream; whole or not at all."""

from __future__ import annotations

import secrets
import shutil
import tempfile
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from marsad.errors import RunError
from marsad.publishing.exports.formats import Format, format_named
from marsad.publishing.exports.gathering import Selection
from marsad.publishing.exports.writing import Counts
from marsad.publishing.moment import Moment
from marsad.store.durable import UNFINISHED

_FIRST_YEAR = 1980
"""Of the times that a ZIP can hold."""


def write(name: str, moment: Moment, codes: Sequence[str] | None, out: BinaryIO | Path) -> Counts:
    """Write the format `name` of the incidents with these codes (None = all that are open); how many rows there were.

    A stream gets one file, a ZIP where the format has several. A path gets a file with what explains it beside it, or, where
    the format has several and the path does not end in .zip, a folder. Raises `RunError` (`publishing.format-unknown`,
    `publishing.extra-missing`, `publishing.output-exists`, `publishing.output-unwritable`).
    """
    format_, selection = format_named(name), Selection.of(moment, codes)
    if not isinstance(out, Path):
        with tempfile.TemporaryDirectory(prefix="marsad-export-") as room:
            file = Path(room) / format_.file_name
            counts = _one_file(format_, selection, file)
            with file.open("rb") as stream:
                shutil.copyfileobj(stream, out, 1 << 20)
        return counts
    with _wording(out):
        if format_.several and out.suffix != ".zip":
            return _to_folder(format_, selection, out)
        return _to_file(format_, selection, out)


def _to_file(format_: Format, selection: Selection, out: Path) -> Counts:
    with _unfinished(out) as (file, done):
        counts = _one_file(format_, selection, file)
        done(file)
    _beside(format_, selection, out)
    return counts


def write_file(format_: Format, selection: Selection, out: Path) -> Counts:
    """Write one file that is not there yet, with what explains it beside it. Raises as `Format.write`, and `OSError`."""
    counts = _one_file(format_, selection, out)
    _beside(format_, selection, out)
    return counts


def _beside(format_: Format, selection: Selection, out: Path) -> None:
    for each in () if format_.several else format_.beside:
        each.write(selection, out.with_name(out.stem + each.ending))


def _to_folder(format_: Format, selection: Selection, out: Path) -> Counts:
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise RunError(
            "publishing.output-exists",
            f"{out}: is there already, and is no empty folder",
            hint="Name a folder that is not there yet, or a file that ends in .zip.",
        )
    with _unfinished(out) as (folder, done):
        folder.mkdir()
        counts = write_folder(format_, selection, folder)
        if out.exists():
            out.rmdir()
        done(folder)
    return counts


@contextmanager
def _unfinished(out: Path) -> Iterator[tuple[Path, Callable[[Path], object]]]:
    """A name beside `out` to write under, and what puts it in its place; it is gone when that was not done."""
    beside = out.with_name(UNFINISHED + secrets.token_hex(8))
    try:
        yield beside, lambda made: made.replace(out)
    finally:
        if beside.is_dir():
            shutil.rmtree(beside, ignore_errors=True)
        else:
            beside.unlink(missing_ok=True)


@contextmanager
def _wording(out: Path) -> Iterator[None]:
    try:
        yield
    except OSError as problem:
        raise RunError(
            "publishing.output-unwritable",
            f"{problem.filename or out}: cannot be written: {problem.strerror}",
            hint="Check the path after --output, who may write there, and whether the disk is full.",
        ) from problem


def _one_file(format_: Format, selection: Selection, file: Path) -> Counts:
    if not format_.several:
        return format_.write(selection, file)
    with tempfile.TemporaryDirectory(prefix="marsad-export-", dir=file.parent) as room:
        counts = write_folder(format_, selection, Path(room))
        _zip(Path(room), file, selection.moment.told)
    return counts


def write_folder(format_: Format, selection: Selection, folder: Path) -> Counts:
    """Write a format of several files into an empty folder, with what explains them."""
    counts = format_.write(selection, folder)
    for each in format_.beside:
        each.write(selection, folder / each.ending.removeprefix("-"))
    return counts


def _zip(folder: Path, file: Path, told: datetime | None) -> None:
    """A ZIP in which all files are of the time of the record, so that the same rows give the same bytes."""
    at = (told or datetime(_FIRST_YEAR, 1, 1, tzinfo=UTC)).astimezone(UTC).timetuple()[:6]
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(folder.iterdir()):
            entry = zipfile.ZipInfo(path.name, at)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            with path.open("rb") as source, archive.open(entry, "w", force_zip64=True) as target:
                shutil.copyfileobj(source, target, 1 << 20)
