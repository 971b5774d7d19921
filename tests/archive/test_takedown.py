"""After a takedown nothing of the report can be found in the record's files, whoever looks how closely."""

from __future__ import annotations

from pathlib import Path

import pytest

from marsad.archive.takedown import take_down
from marsad.archive.verify import verify
from marsad.store.store import Store
from tests.archive.made import deposit, fill, text
from tests.by_hand import REPORT

WORDS = [
    b"warplanes",
    b"nine civilians",
    b"Market hit in the north",
    b"dispatch.txt",
    b"Example Press",
    b"from 13 to 130",
]


def holding(record: Path) -> set[bytes]:
    contents = [path.read_bytes() for path in record.rglob("*") if path.is_file()]
    return {words for words in WORDS if any(words in content for content in contents)}


def test_no_file_holds_a_word_of_it(tmp_path: Path) -> None:
    record = tmp_path / "record"
    with Store.create(record) as store:
        fill(store)
        deposit(store, *(text(f"Shelling killed {n} people near Taiz. " * 200) for n in range(20, 60)))
    assert holding(record) == set(WORDS)
    with Store.open(record) as store:
        assert take_down(store, REPORT.id, reason="asked for", actor="ana").traceless
    assert holding(record) == set()


def test_others_at_work_are_said_to_be_in_the_way(tmp_path: Path) -> None:
    record = tmp_path / "record"
    with Store.create(record) as store, Store.open(record) as other:
        fill(store)
        with other.read() as reading:
            assert reading.reports.count() == 7
            assert not take_down(store, REPORT.id, reason="asked for", actor="ana").traceless
        # a second time finishes what was in the way
        assert take_down(store, REPORT.id, reason="again", actor="ana").traceless
        assert holding(record) == set()
        with store.read() as inside:
            assert [e.act for e in inside.custody.all(REPORT.id)] == ["deposit", "capture", "takedown"]


@pytest.mark.parametrize("again", [False, True])
def test_bytes_that_stayed_are_damage_that_a_second_takedown_mends(tmp_path: Path, again: bool) -> None:
    with Store.create(tmp_path / "record") as store:
        fill(store)
        take_down(store, REPORT.id, reason="asked for", actor="ana")
        with store.write() as record:
            record.blobs.put(REPORT.text.encode())
        if again:
            take_down(store, REPORT.id, reason="asked for", actor="ana")
    found = {damage.code for damage in verify(str(tmp_path / "record"), actor="ana").damaged}
    assert found == (set() if again else {"archive.bytes-remain"})
