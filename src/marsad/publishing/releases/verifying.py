"""Verifying releases: every hash of every file, and the chain that each release's manifest makes with the one before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from marsad.archive.damage import Damage
from marsad.errors import ItemError, RunError
from marsad.publishing.releases.manifest import FILE, Manifest, entry, read_manifest
from marsad.publishing.releases.shelf import LATEST, Shelf
from marsad.store.durable import UNFINISHED
from marsad.store.record import Record

FROM_COPY = "Take the release from a copy; whoever has its manifest's hash can tell which copy is right."
_AGAIN = "The next `marsad release make` clears it away."


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found: the names of the releases that were looked at, how many files, and what is wrong."""

    releases: tuple[str, ...]
    files: int
    damaged: tuple[Damage, ...]
    left_over: tuple[Damage, ...]


def verify_releases(folder: Path, name: str | None = None, record: Record | None = None) -> Checked:
    """Check all releases in a folder, or the files of one; with `record` also that its ledger holds the changes they follow.

    Raises `RunError` (`releases.missing`).
    """
    shelf = Shelf(folder)
    names = shelf.names()
    if not names or (name is not None and name not in names):
        what = f"{folder}: there is no release" + (f" {name}" if name else "")
        raise RunError("releases.missing", what, hint="`marsad release list` lists those that are there.")
    read: dict[str, tuple[Manifest, str]] = {}
    found: list[Damage] = []
    for each in names:
        try:
            read[each] = read_manifest(folder / each)
        except ItemError as problem:
            found.append(Damage("releases.manifest-damaged", problem.what, FROM_COPY))
    looked_at = tuple(names if name is None else [name])
    for each in looked_at:
        if each in read:
            found += _files(folder / each, read[each][0])
            found += _in_ledger(each, read[each][0], record)
    found += _chain(shelf, read)
    every = [*found, *_strays(shelf)]
    return Checked(
        looked_at,
        sum(len(read[each][0].files) for each in looked_at if each in read),
        tuple(each for each in every if not each.harmless),
        tuple(each for each in every if each.harmless),
    )


def _files(folder: Path, manifest: Manifest) -> Iterator[Damage]:
    if manifest.name != folder.name:
        yield Damage("releases.renamed", f"{folder}: its manifest calls it {manifest.name}", FROM_COPY)
    known = {each.name: each for each in manifest.files}
    there = {path.name for path in folder.iterdir()}
    for name, said in known.items():
        if name not in there:
            yield Damage("releases.file-missing", f"{folder / name}: is missing", FROM_COPY)
            continue
        try:
            now = entry(folder / name, said.format)
        except OSError as problem:
            yield Damage("releases.file-unreadable", f"{folder / name}: cannot be read: {problem.strerror}", FROM_COPY)
            continue
        if now != said:
            yield Damage("releases.file-changed", f"{folder / name}: is not what the manifest says", FROM_COPY)
    for name in sorted(there - known.keys() - {FILE}):
        hint = "Remove it: it is not part of the release."
        yield Damage("releases.file-unknown", f"{folder / name}: the manifest does not know it", hint)


def _chain(shelf: Shelf, read: dict[str, tuple[Manifest, str]]) -> Iterator[Damage]:
    """Each release but one follows on another one, whose manifest is as it was then; the pointer names the last."""
    after: dict[str, str] = {}
    first = []
    for name, (manifest, _) in read.items():
        previous = manifest.previous
        if previous is None:
            first.append(name)
            continue
        if previous.name in after:
            both = f"{after[previous.name]} and {name} both follow on {previous.name}"
            yield Damage("releases.chain-forked", f"{shelf.folder}: {both}", "One of them does not belong here.")
        after[previous.name] = name
        if previous.name not in shelf.names():
            yield Damage("releases.previous-missing", f"{shelf.folder / previous.name}: is missing, {name} follows on it",
                         FROM_COPY)  # fmt: skip
        elif previous.name in read and read[previous.name][1] != previous.manifest:
            what = f"{shelf.folder / previous.name / FILE}: is not the manifest that {name} follows on"
            yield Damage("releases.manifest-damaged", what, FROM_COPY)
    if len(first) > 1:
        what = f"{shelf.folder}: {', '.join(first)} all say that they are the first"
        yield Damage("releases.chain-forked", what, "One of them does not belong here.")
    yield from _pointer(shelf, read, [name for name in read if name not in after])


def _pointer(shelf: Shelf, read: dict[str, tuple[Manifest, str]], last: list[str]) -> Iterator[Damage]:
    latest = shelf.latest()
    if latest is None or latest.name not in last:
        said = "names no release" if latest is None else f"names {latest.name}"
        what = f"{shelf.folder / LATEST}: {said}, the last one is {' or '.join(last) or 'not known'}"
        yield Damage("releases.pointer-stale", what, "The next `marsad release make` writes it again.")
    elif read[latest.name][1] != latest.manifest:
        what = f"{shelf.folder / latest.name / FILE}: is not the manifest whose hash stands in {LATEST}"
        yield Damage("releases.manifest-damaged", what, FROM_COPY)


def _in_ledger(name: str, manifest: Manifest, record: Record | None) -> Iterator[Damage]:
    if record is None:
        return
    number, hash_ = manifest.provenance["ledger"]["number"], manifest.provenance["ledger"]["hash"]
    if number and record.changes.hash_of(number) != hash_:
        what = f"{name}: the record's ledger has another change {number} than the one that it follows"
        yield Damage(
            "releases.ledger-differs", what, "The release was made from another record, or the ledger was altered."
        )


def _strays(shelf: Shelf) -> Iterator[Damage]:
    for name in shelf.strays():
        if name.startswith(UNFINISHED):
            yield Damage("releases.unfinished", f"{shelf.folder / name}: a release that was never finished", _AGAIN,
                         harmless=True)  # fmt: skip
        else:
            yield Damage("releases.file-unknown", f"{shelf.folder / name}: belongs to no release", "Remove it.")
