"""Records of short texts of our own, served in this process as `marsad serve` serves them."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from functools import cache
from pathlib import Path

from starlette.applications import Starlette
from starlette.testclient import TestClient

from marsad.store.store import Store
from marsad.web.app import build
from marsad.web.limits import Limits
from tests.pipeline.kept import FARMERS, KHARKIV, KHERSON, LATE, MARKET, RESCUERS, Kept

__all__ = ["KHARKIV", "KHERSON", "LATE", "WITNESS", "Kept", "address", "app_of", "client", "made", "whole"]

WITNESS = (
    'A resident, Olena Marchenko, said: "Olena saw it: three people were killed" in Odesa on 7 March 2024 by a missile.'
)
"""Whoever tells what she saw is named in the text, and twice in her own words."""
UNLIMITED = Limits(a_minute=0)


def made(folder: Path, settings: str = "") -> Kept:
    """A record of four reports, brought up to date; `settings` are lines of its table `[public]`."""
    shutil.copytree(_built(settings), folder)
    kept = object.__new__(Kept)
    kept.folder = folder
    return kept


@cache
def _built(settings: str) -> Path:
    """Such a record, read once for all tests that want one of their own."""
    folder = Path(_folder().name) / f"built-{len(list(Path(_folder().name).iterdir()))}"
    kept = Kept(folder)
    if settings:
        path = folder / "marsad.toml"
        path.write_text(f"{path.read_text(encoding='utf-8')}\n[public]\n{settings}\n", encoding="utf-8")
    kept.text(MARKET)
    kept.text(RESCUERS, "Daily Lamp")
    kept.text(FARMERS, published=date(2024, 3, 6))
    kept.text(WITNESS, "Harbour Post", date(2024, 3, 8))
    kept.run()
    return folder


@cache
def _folder() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="marsad-test-", ignore_cleanup_errors=True)


@cache
def whole() -> Path:
    """One such record for all tests that only read."""
    return _built(
        'title = "The lamp"\naddress = "https://lamp.example"\ncontact = "desk@lamp.example"\nevidence = true'
    )


@contextmanager
def app_of(folder: Path, limits: Limits = UNLIMITED) -> Iterator[Starlette]:
    """The application over a record, opened as the command opens it."""
    with Store.open_to_read(folder, limits.seconds) as store:
        yield build(store, limits)


@contextmanager
def client(folder: Path, limits: Limits = UNLIMITED) -> Iterator[TestClient]:
    """A reader of a record's site. What the server fails at is an answer, not an exception of the test."""
    with (
        app_of(folder, limits) as app,
        TestClient(
            app, base_url="https://lamp.example", raise_server_exceptions=False, follow_redirects=False
        ) as reader,
    ):
        yield reader


def address(kept: Kept, text: str) -> str:
    """Where the bytes are kept of the report that holds `text`."""
    with kept.open() as (_, record):
        return next(entry.blob for entry in record.reports.all() if entry.report and text in entry.report.text)
