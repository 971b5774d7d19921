from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from marsad.archive.rfc3161 import Rfc3161
from marsad.archive.stamping import stamp_head, stamper_for
from marsad.archive.verify import verify
from marsad.errors import RunError
from marsad.store.entries import Stamp
from marsad.store.store import Store
from tests.archive.authority import authority
from tests.archive.made import HAND, NOON, deposit, text
from tests.cli.command import marsad


@pytest.fixture(scope="module")
def tsa(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    with authority(tmp_path_factory.mktemp("tsa") / "authority") as made:
        yield made


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.create(tmp_path / "record") as store:
        yield store


def test_a_stamp_is_over_the_head_of_the_custody_log_and_can_be_checked(store: Store, tsa: tuple[str, Path]) -> None:
    stamper = Rfc3161(*tsa)
    assert stamp_head(store, stamper, actor="ana") is None
    deposit(store, HAND)
    stamp = stamp_head(store, stamper, actor="ana")
    assert stamp is not None
    with store.read() as record:
        deposited, stamped = record.custody.all()
        assert stamp.digest == deposited.hash
        assert (stamped.act, stamped.content) == ("stamp", {"digest": stamp.digest})
        assert list(record.stamps.all()) == [stamp]
    assert stamp_head(store, stamper, actor="ana") is None
    assert stamper.fault(stamp.token, bytes.fromhex(stamp.digest)) is None
    assert stamper.fault(stamp.token, bytes(32)) is not None
    assert stamper.fault(stamp.token[:-9] + bytes(9), bytes.fromhex(stamp.digest)) is not None
    assert stamper.fault(b"no token", bytes.fromhex(stamp.digest)) is not None
    assert verify(str(store.location.folder), actor="ana", stamper=stamper).damaged == []


def test_a_stamp_by_somebody_else_is_not_believed(store: Store, tsa: tuple[str, Path], tmp_path: Path) -> None:
    deposit(store, HAND)
    with authority(tmp_path / "other") as (_, root), pytest.raises(RunError) as caught:
        stamp_head(store, Rfc3161(tsa[0], root), actor="ana")
    assert caught.value.code == "archive.stamp-refused"
    with store.read() as record:
        assert list(record.stamps.all()) == []


def test_a_stamp_that_does_not_fit_is_damage(store: Store, tsa: tuple[str, Path]) -> None:
    stamper = Rfc3161(*tsa)
    deposit(store, HAND)
    first = stamp_head(store, stamper, actor="ana")
    deposit(store, text("Shelling killed four."))
    with store.write() as record:
        head = record.custody.head()[1]
        assert first is not None
        record.stamps.add(Stamp(head, NOON, stamper.authority, first.token))
        record.stamps.add(Stamp("0" * 64, NOON, "somebody", b""))
    found = verify(str(store.location.folder), actor="ana", stamper=stamper)
    assert [d.code for d in found.damaged] == ["archive.stamp-wrong"] * 2


@pytest.mark.parametrize("address", ["ftp://example.org", "http://127.0.0.1:9/", "{}wrong"])
def test_an_authority_that_does_not_answer_is_said(tsa: tuple[str, Path], address: str) -> None:
    with pytest.raises(RunError) as caught:
        Rfc3161(address.format(tsa[0]), tsa[1]).stamp(bytes(32))
    assert caught.value.code == "sources.http-failed"


@pytest.mark.parametrize(
    ("settings", "code"),
    [
        ({"kind": "sundial"}, "archive.stamper-unknown"),
        ({}, "archive.stamper-settings"),
        ({"authority": "http://localhost"}, "archive.stamper-settings"),
        ({"authority": "http://localhost", "certificates": "no-such-file.pem"}, "archive.stamper-settings"),
    ],
)
def test_settings_that_cannot_be_used_are_said(settings: dict[str, str], code: str) -> None:
    with pytest.raises(RunError) as caught:
        stamper_for({"stamps": settings})
    assert caught.value.code == code


def test_a_record_without_stamps_needs_no_stamper() -> None:
    assert stamper_for({}) is None


def test_the_command_stamps_what_it_adds(tmp_path: Path, tsa: tuple[str, Path]) -> None:
    record = tmp_path / "record"
    assert marsad("init", str(record)).returncode == 0
    with (record / "marsad.toml").open("a", encoding="utf-8") as settings:
        settings.write(f'[stamps]\nauthority = "{tsa[0]}"\ncertificates = "{tsa[1]}"\n')
    done = marsad("add", "--record", str(record), "-", stdin=b"Shelling killed two farmers.")
    assert done.returncode == 0, done.stderr
    assert "stamped" in done.stdout
    done = marsad("verify", "--record", str(record))
    assert done.returncode == 0, done.stdout
    with Store.open(record) as store, store.read() as inside:
        assert [entry.act for entry in inside.custody.all()] == ["deposit", "stamp", "verify"]
