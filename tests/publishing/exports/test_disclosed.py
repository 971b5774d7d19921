"""Nobody at risk is named in any format, whatever it is packed in; victims only where the project says so."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from marsad.publishing.exports.formats import FORMATS
from marsad.publishing.exports.showing import Showing
from marsad.publishing.exports.source_rows import Carried, source_row
from marsad.store.reports import Carrier
from tests.publishing.exports.recorded import SUMY, VICTIM, WITNESS, exported, folder, naming, opened, rows

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


def test_reasons_name_neither_victims_nor_those_who_decided() -> None:
    (row,) = [row for row in rows()["judgements"] if row.verdict == "grade"]
    assert row.reason == "[a reviewer] asked the family of [name withheld]"
    (incident,) = [row for row in rows()["incidents"] if row.incident == SUMY]
    assert incident.grade_reason == row.reason


def test_a_source_that_is_not_named_is_what_it_is() -> None:
    shown = {row.name for row in rows()["sources"] if row.withheld}
    assert shown == {"[resident, name withheld]"}


def test_an_address_that_names_a_witness_is_left_out() -> None:
    with opened() as at:
        showing = Showing(at.state, at.disclosure)
        claims = at.record.claims.current()
        (claim,) = [claim for claim in claims if claim.source.name == WITNESS and claim.harm == "killed"]
        veil = at.disclosure.veil([claim])
        said = Carrier(None, f"The page of {WITNESS}", "en", taken_down=False)
        for url, shown in (("https://example.org/1", True), ("https://example.org/oksana-petrenko", False)):
            row = source_row(claim, showing, Carried({claim.report: said}, {claim.report: url}), veil)
            assert row.url == (url if shown else None)
            assert row.outlet == "The page of [name of a source withheld]"


def test_the_record_holds_what_the_exports_do_not() -> None:
    """The names are there to be found: else the tests above would say nothing."""
    content = (folder() / "record.sqlite").read_bytes()
    assert all(part in content for part in NAMES)
