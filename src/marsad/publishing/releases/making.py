"""Making a release: every format, once, with a manifest; put in its place whole, and never written to again."""

from __future__ import annotations

import csv
import hashlib
import json
import os
import secrets
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from marsad.errors import RunError
from marsad.publishing.exports.cells import moment_text, plain_row
from marsad.publishing.exports.csv_tables import csv_writer, open_csv
from marsad.publishing.exports.delivery import write_file
from marsad.publishing.exports.formats import FORMATS, format_named
from marsad.publishing.exports.gathering import Selection
from marsad.publishing.exports.json_lines import nested
from marsad.publishing.exports.provenance import provenance
from marsad.publishing.exports.spooling import spooled
from marsad.publishing.exports.tables import RETIRED, TABLES
from marsad.publishing.exports.writing import write_rows
from marsad.publishing.moment import Moment
from marsad.publishing.releases.manifest import (
    FILE,
    Changes,
    Entry,
    Gone,
    Manifest,
    Previous,
    entry,
    manifest_json,
)  # fmt: skip
from marsad.publishing.releases.shelf import Shelf
from marsad.store.durable import UNFINISHED, sync_folder
from marsad.store.filters import IncidentFilter

ALL = tuple(name for name in FORMATS if not name.endswith(("-loss", "-deleted", "-csv")))
"""The formats of a release unless others are named; losses and deletions lie beside, one table alone is in the CSV."""
DIGESTS = "digests.csv"
"""The file with a SHA-256 for each incident and all that hangs on it: by it the next release knows what has changed."""
SUMS = "SHA256SUMS"
_TOTALS = ("killed", "killed civilians", "injured")
_READ_ONLY = 0o444
Tell = Callable[[str], object]
"""Is told the name of each format before it is written."""


@dataclass(frozen=True, slots=True)
class Made:
    """A release that stands in its place: its folder and its manifest, with the SHA-256 of that."""

    folder: Path
    manifest: Manifest
    sha256: str


def make_release(
    moment: Moment, folder: Path, day: date | None = None, formats: Sequence[str] = ALL, tell: Tell = lambda _: None
) -> Made:
    """Make a release of a moment among those in `folder`, named after `day` (today, UTC).

    Raises `RunError` (`releases.busy`, `releases.chain-broken`, `releases.day-before`, `releases.unwritable`, `publishing.extra-missing`, …); then nothing
    is there that was not there before.
    """
    wanted = [format_named(name).name for name in formats]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        shelf = Shelf(folder)
        with shelf.alone():
            for path in shelf.left_over():
                shutil.rmtree(path)
            return _make(moment, shelf, day or datetime.now(UTC).date(), wanted, tell)
    except OSError as problem:
        raise RunError(
            "releases.unwritable",
            f"{problem.filename or folder}: cannot be written: {problem.strerror}",
            hint="Check the path, who may write there, and whether the disk is full.",
        ) from problem


def _make(moment: Moment, shelf: Shelf, day: date, formats: Sequence[str], tell: Tell) -> Made:
    before, name = shelf.last(), shelf.free_name(day)
    if before is not None and day.isoformat() < before[0].name[:10]:
        what = f"a release of {day} cannot come after that of {before[0].name}"
        raise RunError("releases.day-before", what, hint="Name it after a later day, or leave --date out.")
    room = shelf.folder / f"{UNFINISHED}{secrets.token_hex(8)}"
    room.mkdir()
    try:
        with spooled(Selection.of(moment)) as selection:
            files = [*_write(selection, room, formats, tell), _digests(selection, room)]
            rows = write_rows(selection, {table.name: _nothing for table in TABLES})
        files.append(_sums(files, room))
        previous = None if before is None else Previous(before[0].name, before[1])
        manifest = Manifest(
            name=name,
            made=moment_text(datetime.now(UTC)),
            provenance=provenance(Selection.of(moment)),
            readers=tuple(moment.record.readings.readers()),
            rows=rows,
            totals=_totals(moment),
            previous=previous,
            changes=None if previous is None else _changes(moment, room, shelf.folder / previous.name),
            files=tuple(sorted(files, key=lambda each: each.name)),
        )
        content = manifest_json(manifest)
        (room / FILE).write_bytes(content)
        _settle(room)
        # the last moment at which it can be as if nothing had been made
        room.rename(shelf.folder / name)
    finally:
        shutil.rmtree(room, ignore_errors=True)
    sync_folder(shelf.folder)
    digest = hashlib.sha256(content).hexdigest()
    shelf.point_to(name, digest)
    return Made(shelf.folder / name, manifest, digest)


def _write(selection: Selection, room: Path, formats: Sequence[str], tell: Tell) -> Iterator[Entry]:
    """Write the formats into `room`."""
    known: set[str] = set()
    for name in formats:
        tell(name)
        format_ = format_named(name)
        write_file(format_, selection, room / format_.file_name)
        written = sorted(path for path in room.iterdir() if path.name not in known)
        known |= {path.name for path in written}
        yield from (entry(path, name) for path in written)


def _nothing(row: object) -> None:
    """Take a row that is only counted."""


def _digests(selection: Selection, room: Path) -> Entry:
    path = room / DIGESTS
    with open_csv(path) as stream:
        write = csv_writer(stream, ("incident", "sha256"))
        for gathered in selection.gathered():
            said = json.dumps(nested(gathered, ()), ensure_ascii=True, sort_keys=True)
            write((gathered.incident.incident, hashlib.sha256(said.encode("ascii")).hexdigest()))
    return entry(path, "digests")


def _sums(files: Sequence[Entry], room: Path) -> Entry:
    """The same hashes in the form that `sha256sum -c` reads, for those who have nothing else."""
    path = room / SUMS
    path.write_text("".join(f"{each.sha256}  {each.name}\n" for each in files), encoding="utf-8")
    return entry(path, "sums")


def _read_digests(folder: Path) -> dict[str, str]:
    with (folder / DIGESTS).open(encoding="utf-8", newline="") as stream:
        return {line["incident"]: line["sha256"] for line in csv.DictReader(stream)}


def _changes(moment: Moment, room: Path, previous: Path) -> Changes:
    """What is other than in the release before."""
    then, now = _read_digests(previous), _read_digests(room)
    retired = {row.incident: plain_row(RETIRED, row) for row in Selection.of(moment).retired()}
    return Changes(
        added=tuple(code for code in now if code not in then),
        changed=tuple(code for code, digest in now.items() if then.get(code, digest) != digest),
        withdrawn=tuple(_gone(code, retired.get(code)) for code in then if code not in now),
    )


def _gone(code: str, said: dict[str, Any] | None) -> Gone:
    if said is None:
        return Gone(code, None, "no claim tells of it any more")
    return Gone(code, said["successor"], said["reason"])


def _totals(moment: Moment) -> dict[str, Any]:
    """Sums of ranges: every person once, and how many incidents say nothing of the quantity."""
    found: dict[str, Any] = {}
    for quantity in _TOTALS:
        for each in moment.tables.sums.by((), quantity, IncidentFilter()):
            within = each.within
            ends = {
                "lower": None if within is None else within.lower,
                "upper": None if within is None else within.upper,
            }
            found[quantity] = {**ends, "incidents": each.telling, "unknown": each.unknown}
    return found


def _settle(room: Path) -> None:
    """Bring all files to the disk, and let nobody write to them again."""
    for path in room.iterdir():
        with path.open("rb") as stream:
            os.fsync(stream.fileno())
        path.chmod(_READ_ONLY)
    sync_folder(room)
