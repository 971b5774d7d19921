"""Runs the command as a person's shell does."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

MARSAD = [sys.executable, "-m", "marsad"]


def marsad(*arguments: str, cwd: Path | None = None, stdin: bytes = b"") -> subprocess.CompletedProcess[str]:
    """The finished command with what it printed."""
    environment = {**os.environ, "COLUMNS": "120", "PYTHONUTF8": "1"}
    done = subprocess.run(
        [*MARSAD, *arguments], cwd=cwd, input=stdin, capture_output=True, check=False, env=environment
    )
    return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())
