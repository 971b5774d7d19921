"""The folder of a static site: what was written there, from what, so that the next time only what has changed is written."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from marsad.errors import RunError

STATE = ".marsad-site.json"
LOCK = ".marsad-site.lock"
_FORM = 1


class Folder:
    """A folder that holds a site of ours, or will. `written` leads from the path of each file to the digest of what it was made from."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.written: dict[str, str] = {}

    @classmethod
    @contextmanager
    def open(cls, path: Path) -> Iterator[Folder]:
        """The folder, held against other builds while the block lasts; made when it is not there.

        Raises RunError: `publishing.site-folder` when something is there that is no site of ours, `publishing.site-busy` when
        another build is at work.
        """
        folder = cls(path)
        try:
            path.mkdir(parents=True, exist_ok=True)
            folder.written = _state(path)
        except (NotADirectoryError, FileExistsError):
            raise RunError("publishing.site-folder", f"{path}: this is no folder", hint="Name a folder.") from None
        with _held(path):
            try:
                yield folder
            finally:
                folder.save()

    def save(self) -> None:
        """Note what was written."""
        said = json.dumps({"form": _FORM, "pages": dict(sorted(self.written.items()))}, indent=0)
        write(self.path / STATE, said.encode())

    def remove_others(self, wanted: Mapping[str, str]) -> int:
        """Remove the files of pages that there are no more; how many. What we did not write stays."""
        gone = sorted(self.written.keys() - wanted.keys())
        for name in gone:
            with suppress(FileNotFoundError):
                (self.path / name).unlink()
            _remove_empty((self.path / name).parent, self.path)
            del self.written[name]
        return len(gone)


def write(path: Path, content: bytes) -> None:
    """A file as a whole: a reader never sees half of one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".{path.name}.unfinished")
    unfinished.write_bytes(content)
    unfinished.replace(path)


def copy_tree(source: Path, target: Path) -> None:
    """The files that pages stand on, those that are there already left alone."""
    for path in source.rglob("*"):
        to = target / path.relative_to(source)
        if path.is_file() and not (
            to.is_file() and to.stat().st_size == path.stat().st_size and to.read_bytes() == path.read_bytes()
        ):
            to.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, to)


def _state(path: Path) -> dict[str, str]:
    file = path / STATE
    if not file.is_file():
        if any(each.name != LOCK for each in path.iterdir()):
            raise RunError(
                "publishing.site-folder",
                f"{path}: there is something in it that is no site of marsad",
                hint="Name an empty folder, or one that `marsad site build` has made.",
            )
        return {}
    try:
        said = json.loads(file.read_bytes())
        return dict(said["pages"]) if said["form"] == _FORM else {}
    except (ValueError, KeyError, TypeError):
        # everything is written anew then
        return {}


@contextmanager
def _held(path: Path) -> Iterator[None]:
    lock = path / LOCK
    try:
        handle = os.open(lock, os.O_CREAT | os.O_EXCL | os.O_WRONLY)
    except FileExistsError:
        if not _is_left_over(lock):
            raise RunError(
                "publishing.site-busy",
                f"{path}: another build is at work there",
                hint=f"Wait for it; if there is none, remove {lock}.",
            ) from None
        handle = os.open(lock, os.O_CREAT | os.O_TRUNC | os.O_WRONLY)
    try:
        os.write(handle, str(os.getpid()).encode())
        yield
    finally:
        os.close(handle)
        lock.unlink(missing_ok=True)


def _is_left_over(lock: Path) -> bool:
    """Whether the process that took the lock is gone."""
    try:
        os.kill(int(lock.read_text()), 0)
    except (ValueError, ProcessLookupError, FileNotFoundError):
        return True
    except PermissionError:
        return False
    return False


def _remove_empty(folder: Path, root: Path) -> None:
    while folder != root:
        try:
            folder.rmdir()
        except OSError:
            return
        folder = folder.parent
