"""The manifest of a release: what is in it, from where, after which release, with the hash of every file."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from marsad.errors import ItemError

SCHEMA = "marsad.release/1"
FILE = "manifest.json"
_PIECE = 1 << 20


@dataclass(frozen=True, slots=True)
class Entry:
    """A file of a release: its name, its length in bytes, its SHA-256, the format that it belongs to."""

    name: str
    bytes: int
    sha256: str
    format: str


@dataclass(frozen=True, slots=True)
class Previous:
    """The release before: its name, and the SHA-256 of its manifest."""

    name: str
    manifest: str


@dataclass(frozen=True, slots=True)
class Gone:
    """A code of the release before that is no incident any more: where it leads (None = withdrawn), and why."""

    incident: str
    successor: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class Changes:
    """What is other than in the release before, by the codes of incidents."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    withdrawn: tuple[Gone, ...]


@dataclass(frozen=True, slots=True)
class Manifest:
    """All that a release says of itself. `made` is a moment in UTC; `changes` None: it is the first one.

    `provenance` names the program, the codebook, the policy of counting and the change of the ledger that it follows; `readers` are
    the versions of the reader whose claims are in it; `totals` are ranges by the names of quantities.
    """

    name: str
    made: str
    provenance: Mapping[str, Any]
    readers: tuple[str, ...]
    rows: Mapping[str, int]
    totals: Mapping[str, Any]
    previous: Previous | None
    changes: Changes | None
    files: tuple[Entry, ...]


def manifest_json(manifest: Manifest) -> bytes:
    """The manifest as it stands in its file."""
    said = {"schema": SCHEMA, **asdict(manifest)}
    return (json.dumps(said, ensure_ascii=False, indent=1) + "\n").encode()


def read_manifest(folder: Path) -> tuple[Manifest, str]:
    """The manifest of the release in a folder, and the SHA-256 of its file.

    Raises `ItemError` (`releases.manifest-unreadable`).
    """
    path = folder / FILE
    try:
        content = path.read_bytes()
        return _manifest(json.loads(content)), hashlib.sha256(content).hexdigest()
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as problem:
        why = f"{type(problem).__name__}: {problem}"
        raise ItemError(
            "releases.manifest-unreadable", f"{path}: is no manifest of a release: {why}", hint="Take it from a copy."
        ) from problem


def _manifest(said: dict[str, Any]) -> Manifest:
    if said.pop("schema") != SCHEMA:
        raise ValueError(f"`schema` is not {SCHEMA}")
    changes = said["changes"]
    if changes is not None:
        gone = tuple(Gone(**each) for each in changes["withdrawn"])
        said["changes"] = Changes(tuple(changes["added"]), tuple(changes["changed"]), gone)
    said["previous"] = None if said["previous"] is None else Previous(**said["previous"])
    said["files"] = tuple(Entry(**each) for each in said["files"])
    said["readers"] = tuple(said["readers"])
    return Manifest(**said)


def entry(path: Path, format_: str) -> Entry:
    """What a manifest says of a file. Raises `OSError`."""
    digest, size = hashlib.sha256(), 0
    with path.open("rb") as stream:
        while piece := stream.read(_PIECE):
            digest.update(piece)
            size += len(piece)
    return Entry(path.name, size, digest.hexdigest(), format_)
