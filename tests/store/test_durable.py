from __future__ import annotations

from pathlib import Path

import pytest

from marsad.errors import RunError
from marsad.store.blobs import FolderBlobs, address_of
from marsad.store.durable import remove, write_whole


def names(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_a_file_is_written_whole_and_over_an_older_one(tmp_path: Path) -> None:
    write_whole(tmp_path / "a", b"one")
    write_whole(tmp_path / "a", b"two")
    assert (tmp_path / "a").read_bytes() == b"two"
    assert names(tmp_path) == ["a"]
    remove(tmp_path / "a")
    remove(tmp_path / "a")
    assert names(tmp_path) == []


def test_a_file_that_cannot_be_written_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    with pytest.raises(OSError, match="directory"):
        write_whole(tmp_path / "a", b"one")
    assert names(tmp_path) == []


def test_blobs_are_kept_by_their_hash_and_once(tmp_path: Path) -> None:
    blobs = FolderBlobs(tmp_path)
    address = blobs.put(b"killed")
    assert address == blobs.put(b"killed") == address_of(b"killed")
    assert names(tmp_path) == [f"{address[:2]}/{address[2:]}"]
    assert blobs.get(address) == b"killed"
    assert blobs.get("0" * 64) is None
    assert list(blobs.addresses()) == [address]


def test_blobs_go_when_the_transaction_is_committed(tmp_path: Path) -> None:
    FolderBlobs(tmp_path).put(b"killed")
    blobs = FolderBlobs(tmp_path)
    blobs.remove(address_of(b"killed"))
    assert names(tmp_path) != []
    blobs.committed()
    assert names(tmp_path) == []


def test_only_what_was_new_is_undone(tmp_path: Path) -> None:
    FolderBlobs(tmp_path).put(b"old")
    blobs = FolderBlobs(tmp_path)
    blobs.put(b"old")
    blobs.put(b"new")
    blobs.rolled_back()
    assert list(blobs.addresses()) == [address_of(b"old")]


def test_what_is_no_blob_is_left_over(tmp_path: Path) -> None:
    blobs = FolderBlobs(tmp_path)
    address = blobs.put(b"old")
    (tmp_path / address[:2] / ".unfinished-1").touch()
    (tmp_path / "stray").touch()
    (tmp_path / "00").mkdir()
    (tmp_path / "00" / address).touch()
    assert sorted(path.name for path in blobs.leftovers()) == sorted([".unfinished-1", "stray", address])
    blobs.tidy({address})
    assert names(tmp_path) == [f"{address[:2]}/{address[2:]}"]


def test_a_folder_that_is_gone_is_said(tmp_path: Path) -> None:
    with pytest.raises(RunError) as caught:
        list(FolderBlobs(tmp_path / "gone").addresses())
    assert caught.value.code == "store.input-output"
