"""Files that are there whole or not at all, also when the power goes."""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from pathlib import Path

UNFINISHED = ".unfinished-"
"""How a file is called while it is written; one that is left over tells of a run that was ended."""


def write_whole(path: Path, content: bytes) -> None:
    """Write `content` to `path`: beside it first, then to the disk, then renamed. Raises `OSError`."""
    unfinished = path.with_name(UNFINISHED + secrets.token_hex(8))
    try:
        with unfinished.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
    except BaseException:
        with suppress(OSError):
            unfinished.unlink()
        raise
    sync_folder(path.parent)


def remove(path: Path) -> None:
    """Remove `path` for good; it may be gone already. Raises `OSError`."""
    path.unlink(missing_ok=True)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Bring the names in `folder` to the disk; where folders cannot be opened (Windows) the system does it itself."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
