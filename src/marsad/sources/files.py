"""Files and pipes: from what was named on the command line to reports. Stores nothing, changes nothing."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from marsad.errors import ItemError
from marsad.model.reading import Note
from marsad.model.report import Report
from marsad.settings import MEGABYTE, Settings
from marsad.sources.binary import binary_kind
from marsad.sources.capture import Capture
from marsad.sources.decode import decode
from marsad.sources.html import is_html, read_page

TEXT_SUFFIXES = (".txt", ".text", ".md", ".html", ".htm", ".xhtml")
"""What is read from a directory; a file that is named is read whatever its name."""
_LONGEST_TITLE = 200


class Loaded(NamedTuple):
    """A report, what there is to note on how its text was got, and how that was: from plain "text" or a "page"."""

    report: Report
    notes: tuple[Note, ...] = ()
    extraction: str = "text"


def find(path: str) -> Iterator[Capture | ItemError]:
    """The captures at `path`: the file itself, or every text file below a directory, in the order of their paths."""
    if not Path(path).is_dir():
        yield Capture(name=path, file=Path(path))
        return
    empty = True
    for folder, folders, files in os.walk(path):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if name.lower().endswith(TEXT_SUFFIXES) and not name.startswith("."):
                empty = False
                file = Path(folder, name)
                yield Capture(name=str(file), file=file)
    if empty:
        yield ItemError(
            "sources.directory-empty",
            f"{path}: no text file in this directory",
            hint=f"From a directory, files that end in {', '.join(TEXT_SUFFIXES)} are read; name others one by one.",
        )


def load(capture: Capture, settings: Settings) -> Loaded:
    """The report in `capture`.

    What the carrier says about it wins over what a page of HTML says about itself. Raises `ItemError` when there is
    no text to be had, saying why.
    """
    content = content_of(capture, settings)
    if not content.strip(b" \t\r\n\x0b\x0c\xef\xbb\xbf"):
        raise ItemError(
            "sources.empty",
            f"{capture.name}: there is nothing in it",
            hint="Check that it was saved or downloaded whole.",
        )
    kind = binary_kind(content)
    if kind is not None:
        raise ItemError(
            "sources.not-text",
            f"{capture.name}: this is {kind}, not text",
            hint="marsad reads plain text and HTML. Save the document as text first (for a PDF: pdftotext).",
        )
    decoded = decode(content, capture.name, capture.language)
    report, extraction = _report(capture, decoded.text)
    return Loaded(report, decoded.notes, extraction)


def content_of(capture: Capture, settings: Settings) -> bytes:
    """The bytes of `capture` as they are. Raises `ItemError` when there are none to be had, or too many."""
    if capture.file is None or capture.content is not None:
        content = capture.content or b""
    else:
        content = _read(capture.file, capture.name, settings.largest_file)
    if len(content) > settings.largest_file:
        megabytes = settings.largest_file / MEGABYTE
        raise ItemError(
            "sources.too-large",
            f"{capture.name}: longer than {megabytes:g} MB, which is more than one report",
            hint="Cut it into one file a report, or raise the limit with --largest-file.",
        )
    return content


def _read(file: Path, name: str, largest: int) -> bytes:
    """At most one byte more than `largest`: enough to know that it is too long, whatever it is (a pipe, a device)."""
    try:
        with file.open("rb") as stream:
            return stream.read(largest + 1)
    except FileNotFoundError:
        raise ItemError(
            "sources.missing", f"{name}: there is no such file", hint="Check the path; it is relative to where you are."
        ) from None
    except (OSError, ValueError) as problem:
        reason = getattr(problem, "strerror", None) or str(problem)
        raise ItemError(
            "sources.unreadable", f"{name}: cannot be opened: {reason}", hint="Check who may read it."
        ) from None


def _report(capture: Capture, text: str) -> tuple[Report, str]:
    path = None if capture.file is None else capture.name
    if not is_html(capture.name, text):
        return Report(text, path, capture.published, capture.outlet, capture.language, _title(text)), "text"
    page = read_page(text, capture.name)
    published, outlet = capture.published or page.published, capture.outlet or page.outlet
    return Report(page.text, path, published, outlet, capture.language, page.title), "page"


def _title(text: str) -> str | None:
    """The first line, when a blank line sets it off from a body."""
    first, _, rest = text.partition("\n")
    line, rest = first.strip(), rest.removeprefix("\r")
    set_off = rest.startswith("\n") and rest.strip()
    return line if line and set_off and len(line) <= _LONGEST_TITLE else None
