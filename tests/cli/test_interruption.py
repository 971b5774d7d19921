"""Ctrl-C and closed pipes: whole lines, no traceback, nobody left behind."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import time
from pathlib import Path

import pytest

from tests.cli.command import MARSAD

SENTENCE = "Shelling killed two farmers near Kherson on Monday, the regional governor said.\n"


@pytest.fixture
def manifest(tmp_path: Path) -> Path:
    """So many reports that the run is still on when something happens to it."""
    (tmp_path / "a.txt").write_text(SENTENCE * 40)
    path = tmp_path / "m.csv"
    path.write_text("path\n" + "a.txt\n" * 4000)
    return path


def started(manifest: Path, jobs: int) -> subprocess.Popen[bytes]:
    command = [*MARSAD, "read", "--manifest", str(manifest), "--format", "jsonl", "--jobs", str(jobs)]
    # without a buffer on this side, which would keep a part of what `communicate` gives back
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, bufsize=0, start_new_session=True)


def group_is_gone(group: int) -> bool:
    """Whether no process of `group` is left, after at most five seconds."""
    for _ in range(100):
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.05)
    return False


@pytest.mark.parametrize("whole_group", [False, True], ids=["kill", "Ctrl-C in a terminal"])
@pytest.mark.parametrize("jobs", [1, 2])
def test_ctrl_c_leaves_whole_lines_and_no_process(manifest: Path, jobs: int, whole_group: bool) -> None:
    with started(manifest, jobs) as process:
        assert process.stdout is not None
        lines = [process.stdout.readline() for _ in range(10)]
        (os.killpg if whole_group else os.kill)(process.pid, signal.SIGINT)
        rest, errors = process.communicate(timeout=60)
    assert process.returncode == 130
    assert b"Traceback" not in errors
    assert rest == b"" or rest.endswith(b"\n")
    for line in [*lines, *rest.splitlines()]:
        assert json.loads(line)["path"] == "a.txt"
    assert group_is_gone(process.pid)


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_closed_pipe_ends_the_run_quietly(manifest: Path, jobs: int) -> None:
    with started(manifest, jobs) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        errors = process.stderr.read()
        assert process.wait(timeout=60) == 141
    assert b"Traceback" not in errors
    assert b"BrokenPipe" not in errors
    assert group_is_gone(process.pid)


def test_workers_end_with_a_parent_that_is_killed(manifest: Path) -> None:
    with started(manifest, 2) as process:
        assert process.stdout is not None
        process.stdout.readline()
        process.kill()
        process.communicate(timeout=60)
    assert group_is_gone(process.pid)
