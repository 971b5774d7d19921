from __future__ import annotations

from pathlib import Path

import pytest

from marsad.errors import RunError
from marsad.store.location import found, locate, new_location, without_password, write_settings
from marsad.store.store import Store


def code(where: object, database: str | None = None, *, create: bool = False) -> str:
    with pytest.raises(RunError) as caught:
        Store.create(str(where), database) if create else Store.open(str(where))
    assert caught.value.hint
    return caught.value.code


def test_a_record_is_made_once(tmp_path: Path) -> None:
    Store.create(tmp_path / "a" / "b", actor='Ana "A" Müller').close()
    assert locate(tmp_path / "a" / "b").settings == {"database": "record.sqlite", "actor": 'Ana "A" Müller'}
    assert code(tmp_path / "a" / "b", create=True) == "store.exists"


def test_nothing_is_made_over_a_database_that_is_there(tmp_path: Path) -> None:
    (tmp_path / "record.sqlite").write_bytes(b"somebody's")
    assert code(tmp_path, create=True) == "store.exists"
    assert (tmp_path / "record.sqlite").read_bytes() == b"somebody's"


def test_a_record_is_found_from_inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Store.create(tmp_path / "record").close()
    (tmp_path / "record" / "deep" / "er").mkdir(parents=True)
    assert found(tmp_path / "record" / "deep" / "er") == tmp_path / "record"
    monkeypatch.chdir(tmp_path / "record" / "deep")
    assert found(Path()) == tmp_path / "record"
    assert found(tmp_path) is None


def test_what_is_no_record_is_said(tmp_path: Path) -> None:
    assert code(tmp_path) == "store.missing"
    assert code(tmp_path / "nowhere") == "store.missing"
    (tmp_path / "file").write_text("x")
    assert code(tmp_path / "file") == "store.missing"


@pytest.mark.parametrize("settings", ["database = 3", "database =", "\0", "database = 'a"])
def test_settings_that_cannot_be_used_are_said(tmp_path: Path, settings: str) -> None:
    (tmp_path / "marsad.toml").write_text(settings)
    assert code(tmp_path) == "store.settings"


def test_a_record_whose_database_is_gone_is_said(tmp_path: Path) -> None:
    Store.create(tmp_path / "record").close()
    (tmp_path / "record" / "record.sqlite").unlink()
    assert code(tmp_path / "record") == "store.missing"


@pytest.mark.parametrize("address", ["mysql://localhost/x", "sqlite:///x", "record.sqlite", ""])
def test_only_an_address_of_postgresql_is_one(tmp_path: Path, address: str) -> None:
    assert code(tmp_path / "record", address, create=True) == "store.address"
    assert not (tmp_path / "record").exists()


@pytest.mark.parametrize("port", [9])
def test_a_database_that_does_not_answer_is_said_without_its_password(tmp_path: Path, port: int) -> None:
    address = f"postgresql://ana:secret@127.0.0.1:{port}/record"
    with pytest.raises(RunError) as caught:
        Store.create(tmp_path / "record", address)
    assert caught.value.code == "store.unreachable"
    assert "secret" not in caught.value.what
    assert not (tmp_path / "record" / "marsad.toml").exists()
    assert code(address) == "store.unreachable"


def test_a_password_is_used_but_not_kept(tmp_path: Path) -> None:
    location = new_location(tmp_path, "postgresql://ana:secret@host/name", None)
    write_settings(location)
    assert location.database == "postgresql://ana:secret@host/name"
    assert "secret" not in (tmp_path / "marsad.toml").read_text()
    assert locate(tmp_path).database == "postgresql://ana@host/name"


def test_a_password_is_neither_printed_nor_kept() -> None:
    assert without_password("postgresql://ana:secret@host/name") == "postgresql://ana@host/name"
    assert str(locate("postgresql://ana:secret@host/name")) == "postgresql://ana@host/name"
