"""Nobody at risk is named in any format, whatever it is packed in; victims only where the project says so."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from marsad.publishing.exports.formats import FORMATS
from tests.publishing.exports.recorded import VICTIM, WITNESS, exported, folder, naming

NAMES = [part.encode() for name in (WITNESS, VICTIM) for part in name.split()]


def unpacked(content: bytes) -> bytes:
    """The bytes, and those of everything that is packed in them."""
    if not content.startswith(b"PK"):
        return content
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return b"\n".join(unpacked(archive.read(name)) for name in archive.namelist())


def told(name: str, tmp_path: Path, where: Path | None = None) -> bytes:
    if name == "parquet":
        return parquet(exported(name, tmp_path / "p", where=where))
    path = exported(name, tmp_path / f"x{FORMATS[name].ending}", where=where)
    return b"\n".join(unpacked(each.read_bytes()) for each in sorted(path.parent.iterdir()))


def parquet(room: Path) -> bytes:
    import pyarrow.parquet

    return "\n".join(str(pyarrow.parquet.read_table(path).to_pylist()) for path in room.iterdir()).encode()


@pytest.mark.parametrize("name", FORMATS)
def test_no_format_names_a_witness_or_a_victim(name: str, tmp_path: Path) -> None:
    content = told(name, tmp_path)
    assert content
    assert [part for part in NAMES if part in content] == []


@pytest.mark.parametrize("name", ["csv", "jsonl", "sqlite", "airwars", "mse", "parquet"])
def test_victims_are_named_where_the_project_says_so_and_witnesses_never(name: str, tmp_path: Path) -> None:
    content = told(name, tmp_path, naming())
    assert VICTIM.encode() in content
    assert [part for part in WITNESS.encode().split() if part in content] == []


def test_the_record_holds_what_the_exports_do_not() -> None:
    """The names are there to be found: else the tests above would say nothing."""
    content = (folder() / "record.sqlite").read_bytes()
    assert all(part in content for part in NAMES)
