"""A PostgreSQL of the tests' own: started from the binaries that are on the machine, thrown away afterwards."""

from __future__ import annotations

import getpass
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

REQUIRED = "MARSAD_POSTGRES"
"""Set to anything: a machine without PostgreSQL is a failure, no skip."""
_PLACES = (
    "/usr/lib/postgresql/*/bin",
    "/usr/pgsql-*/bin",
    "/usr/local/opt/postgresql*/bin",
)


def binaries() -> Path | None:
    """The folder of the newest PostgreSQL here, None when there is none."""
    on_path = shutil.which("initdb")
    found = sorted((p for place in _PLACES for p in Path("/").glob(place[1:]) if (p / "initdb").exists()), key=_version)
    return found[-1] if found else Path(on_path).resolve().parent if on_path else None


def _version(folder: Path) -> int:
    return int("".join(c for c in folder.parent.name if c.isdigit()) or 0)


@contextmanager
def running() -> Iterator[str]:
    """The address of a server that has no database yet; skips the test where there is no PostgreSQL, saying so."""
    folder = binaries()
    if folder is None:
        if REQUIRED in os.environ:
            pytest.fail(f"{REQUIRED} is set, but there is no PostgreSQL on this machine")
        pytest.skip("no PostgreSQL on this machine (on Debian: apt install postgresql)")
    root = Path(tempfile.mkdtemp(prefix="marsad-postgres-"))
    # PostgreSQL refuses to run as root
    user = "nobody" if os.geteuid() == 0 else None
    if user:
        shutil.chown(root, user)
        root.chmod(0o700)
    home = root / "data"
    try:
        _run(user, folder / "initdb", "--pgdata", home, "--username", "marsad", "--auth", "trust", "--encoding", "UTF8",
             "--locale", "C.UTF-8", "--no-sync", "--data-checksums")  # fmt: skip
        with _free_port() as port:
            options = f"-c listen_addresses=127.0.0.1 -c port={port} -c unix_socket_directories= -c fsync=off"
        _run(user, folder / "pg_ctl", "--pgdata", home, "--options", options, "--log", root / "log", "--wait", "start")
        try:
            yield f"postgresql://marsad@127.0.0.1:{port}"
        finally:
            _run(user, folder / "pg_ctl", "--pgdata", home, "--mode", "immediate", "--wait", "stop")
    finally:
        shutil.rmtree(root, ignore_errors=True)


@contextmanager
def _free_port() -> Iterator[int]:
    import socket

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        yield probe.getsockname()[1]


def _run(user: str | None, *command: object) -> None:
    words = [str(word) for word in command]
    # a file, for the server would keep a pipe open
    with tempfile.TemporaryFile() as said:
        done = subprocess.run(
            words, user=user, group="nogroup" if user else None, extra_groups=[] if user else None,
            stdin=subprocess.DEVNULL, stdout=said, stderr=said, cwd="/", check=False,
            env={**os.environ, "LC_ALL": "C.UTF-8", "USER": user or getpass.getuser()},
        )  # fmt: skip
        said.seek(0)
        assert done.returncode == 0, said.read().decode(errors="replace")
