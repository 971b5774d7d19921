"""Disks that are too small or cannot be written to. Real ones need the right to mount; where it is missing a test skips."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


@contextmanager
def small_disk(folder: Path, kilobytes: int) -> Iterator[None]:
    """`folder` as a disk of its own with so much space."""
    _mount(folder, f"size={kilobytes}k")
    try:
        yield
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


@contextmanager
def read_only(folder: Path) -> Iterator[None]:
    """`folder`, where nobody can write."""
    if os.geteuid() != 0:
        folder.chmod(0o555)
        try:
            yield
        finally:
            folder.chmod(0o755)
        return
    # root may write everywhere but to a disk that is mounted so
    _mount(folder, "", "--bind")
    try:
        subprocess.run(["mount", "-o", "remount,bind,ro", str(folder)], check=True)
        yield
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


def _mount(folder: Path, options: str, bind: str = "") -> None:
    kind = [bind, str(folder)] if bind else ["-t", "tmpfs", "-o", options, "tmpfs"]
    done = subprocess.run(["mount", *kind, str(folder)], capture_output=True, check=False)
    if done.returncode != 0:
        pytest.skip(f"cannot mount here: {done.stderr.decode().strip()}")
