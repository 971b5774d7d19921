"""The state that a record keeps is the state that a replay gives, whoever has written."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from marsad.errors import ItemError
from marsad.ledger.book import Book
from marsad.ledger.drafts import consent_given, consent_withdrawn, incident_opened, report_added, report_withdrawn
from marsad.ledger.keeping import differing
from marsad.ledger.layers import Kept, Layer, bring, key_of, written
from marsad.ledger.replay import replay
from marsad.model.change import Draft
from marsad.model.consent import consent_key
from marsad.store.store import Store
from tests.ledger.records import CODE, MARKET, READER, reading


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.create(tmp_path / "record") as store:
        yield store


def write(store: Store, book: Book, *drafts: Draft) -> None:
    with store.write() as record:
        book.write(record, drafts)


def write_and_fail(store: Store, book: Book) -> None:
    with store.write() as record:
        book.write(record, [report_added(READER, "r2", "came in")])
        book.write(record, [report_added(READER, "r1", "again")])


def agree(store: Store, *books: Book) -> None:
    with store.read() as record:
        expected = replay(record.changes.all())
        assert [book.state(record) == expected for book in books] == [True] * len(books)


def test_books_follow_each_other_and_what_is_written_without_one(store: Store) -> None:
    one, other = Book(), Book()
    agree(store, one, other)
    write(store, one, report_added(READER, "r1", "came in"), reading("r1", "c1", "c2"))
    agree(store, one, other, Book())
    write(store, other, incident_opened(READER, CODE, MARKET, "they tell of one event"))
    with store.write() as record:
        record.changes.append([report_withdrawn("ana", "r1", "asked for")])
        assert one.state(record).reports["r1"].withdrawn
    agree(store, one, other, Book())
    write(store, one, report_added(READER, "r2", "came in"))
    agree(store, one, other, Book())


def test_what_was_rolled_back_is_forgotten(store: Store) -> None:
    book = Book()
    write(store, book, report_added(READER, "r1", "came in"))
    with pytest.raises(ItemError):
        write_and_fail(store, book)
    agree(store, book)
    with store.write() as record:
        with pytest.raises(ItemError):
            book.write(record, [report_added(READER, "r3", "came in"), report_added(READER, "r1", "again")])
        assert "r3" not in book.state(record).reports
    write(store, book, report_added(READER, "r2", "came in"))
    agree(store, book, Book())


def test_consents_are_kept_as_they_are_replayed(store: Store) -> None:
    book, (olena, karim) = Book(), (consent_key(name, "0f3a") for name in ("Olena", "Karim"))
    write(
        store,
        book,
        consent_given("ana", olena, "a form", "words", date(2024, 6, 30)),
        consent_given("ana", karim, "a call"),
    )
    agree(store, book, Book())
    write(store, Book(), consent_withdrawn("bo", karim, "called again"), consent_given("bo", olena, "a new form"))
    agree(store, book, Book())
    with store.read() as record:
        assert dict(Book().state(record).consents) == dict(replay(record.changes.all()).consents)
        assert list(differing(record)) == []
    with store.write() as record:
        record.states.remove("consents", [olena])
        assert list(differing(record)) == [f"consents {olena}"]
    assert set(book.touched) == set()


def test_what_a_write_changed_of_incidents_is_said(store: Store) -> None:
    book = Book()
    write(store, book, report_added(READER, "r1", "came in"), reading("r1", "c1"))
    assert book.touched == set()
    write(store, book, incident_opened(READER, CODE, MARKET, "they tell of one event"))
    assert book.touched == {CODE}


def test_rows_are_fetched_one_by_one_and_then_all_at_once(store: Store) -> None:
    with store.write() as record:
        record.states.put("test", {f"k{number}": number for number in range(1_500)})
        record.states.put("other", {"k1": "not this"})
    with store.write() as record:
        kept = Kept("test", lambda _key, value: value * 2)
        kept.open(record.states)
        assert kept["k8"] == 16
        record.states.put("test", {"k7": 5, "new": 1})
        record.states.remove("test", ["k8"])
        kept.learn({"k7": 10, "new": 2}, {"k8"})
        got = {f"k{number}": kept.get(f"k{number}") for number in range(1_600)}
        assert got == {f"k{n}": 2 * n if n < 1_500 else None for n in range(1_600)} | {"k7": 10, "k8": None}
        assert (len(kept), kept["new"], "k8" in kept) == (1_500, 2, False)


def test_rows_that_will_be_asked_for_are_fetched_together(store: Store) -> None:
    with store.write() as record:
        record.states.put("test", {written(("claim", f"c{number}")): number for number in range(1_200)})
        kept = Kept("test", lambda _key, value: value * 2)
        kept.open(record.states)
        wanted = [("claim", f"c{number}") for number in range(1_000)]
        bring(kept, [*wanted, ("claim", "none")])
        record.states.clear()
        assert [kept[key] for key in wanted] == [2 * number for number in range(1_000)]
        assert ("claim", "none") not in kept
        assert ("claim", "c1100") not in kept
    bring({"a": 1}, ["a"])


def test_keys_of_several_parts_are_told_from_plain_ones(store: Store) -> None:
    keys: list[str | tuple[str, ...]] = ["grade", ("grade", "A-1"), ("identity", "a", "b")]
    assert [key_of(written(key)) for key in keys] == keys
    assert len({written(key) for key in keys}) == 3


def test_a_layer_hides_and_takes_away_but_leaves_what_is_below() -> None:
    below = {"a": 1, "b": 2}
    layer = Layer(below)
    layer["c"] = 3
    layer["a"] = 9
    del layer["b"]
    assert dict(layer) == {"a": 9, "c": 3}
    assert "b" not in layer
    with pytest.raises(KeyError):
        del layer["b"]
    layer["b"] = 4
    assert (dict(layer), len(layer)) == ({"a": 9, "b": 4, "c": 3}, 3)
    assert below == {"a": 1, "b": 2}
