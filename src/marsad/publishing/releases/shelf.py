"""The shelf: the folder in which releases stand beside each other, each in a folder of its own that is never written to again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from marsad.errors import ItemError, RunError
from marsad.publishing.releases.manifest import Manifest, Previous, read_manifest
from marsad.store.durable import UNFINISHED, write_whole

LATEST = "latest"
"""The file that names the last release, with the SHA-256 of its manifest."""
LOCK = ".making"
_NAME = re.compile(r"\d{4}-\d{2}-\d{2}(?:-[1-9]\d*)?", re.ASCII)


class Shelf:
    """The releases in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def names(self) -> list[str]:
        """The names of the folders that are named as releases are, in their order."""
        if not self.folder.is_dir():
            return []
        found = (path.name for path in self.folder.iterdir() if path.is_dir() and _NAME.fullmatch(path.name))
        return sorted(found, key=_order)

    def strays(self) -> list[str]:
        """What else lies there: names of files and folders that no release put there, and left-overs of one that was ended."""
        known = {LATEST, LOCK, *self.names()}
        return sorted(path.name for path in self.folder.iterdir() if path.name not in known)

    def latest(self) -> Previous | None:
        """What the pointer names as the last release; None when there is no pointer that says so."""
        try:
            name, _, digest = (self.folder / LATEST).read_text(encoding="ascii").strip().partition(" ")
        except (FileNotFoundError, UnicodeDecodeError):
            return None
        return Previous(name, digest) if _NAME.fullmatch(name) and digest else None

    def point_to(self, name: str, digest: str) -> None:
        """Name the last release. Raises `OSError`."""
        write_whole(self.folder / LATEST, f"{name} {digest}\n".encode("ascii"))

    def last(self) -> tuple[Manifest, str] | None:
        """The manifest of the last release, with its SHA-256; None when there is none.

        Raises `RunError` (`releases.chain-broken`) when the releases do not make one chain.
        """
        try:
            read = [read_manifest(self.folder / name) for name in self.names()]
        except ItemError as problem:
            raise _broken(problem.what) from problem
        before = {manifest.previous.name for manifest, _ in read if manifest.previous is not None}
        ends = [each for each in read if each[0].name not in before]
        if len(ends) > 1 or (read and not ends):
            raise _broken(f"{self.folder}: the releases are no chain: {len(ends)} of {len(read)} have none after them")
        return ends[0] if ends else None

    def free_name(self, day: date) -> str:
        """The name of a release of a day: the day, with a number where the day has one already."""
        taken = {path.name for path in self.folder.iterdir()}
        if day.isoformat() not in taken:
            return day.isoformat()
        number = 2
        while f"{day}-{number}" in taken:
            number += 1
        return f"{day}-{number}"

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Make a release while nobody else makes one here. Raises `RunError` (`releases.busy`)."""
        with (self.folder / LOCK).open("w") as handle:
            if not _locked(handle.fileno()):
                raise RunError(
                    "releases.busy", f"{self.folder}: somebody is making a release here", hint="Wait until it is done."
                )
            yield

    def left_over(self) -> Iterator[Path]:
        """Folders of releases that were never finished."""
        return (path for path in self.folder.iterdir() if path.name.startswith(UNFINISHED))


def _order(name: str) -> tuple[str, int]:
    return name[:10], int(name[11:] or 1)


def _broken(what: str) -> RunError:
    return RunError("releases.chain-broken", what, hint="`marsad release verify` says what is wrong.")


def _locked(descriptor: int) -> bool:
    """Whether the lock could be had; it is gone when the file is closed, also by a process that is killed."""
    try:
        import fcntl
    except ImportError:  # Windows: the rename of the folder is the only guard
        return True
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
