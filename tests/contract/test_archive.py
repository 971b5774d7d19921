from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from marsad.archive.deposit import Deposit
from marsad.archive.takedown import take_down
from marsad.archive.verify import verify
from marsad.errors import ItemError
from marsad.model.change import is_whole
from marsad.sources.capture import Capture
from marsad.store.filters import IncidentFilter
from marsad.store.store import Store
from tests.archive.made import CODE, HAND, NOON, READER, deposit, files, fill, text
from tests.by_hand import CLAIMS, PEOPLE, READING, REPORT


def where(store: Store) -> str:
    return str(store.location.folder)


def test_the_same_bytes_twice_are_one_report_and_two_captures(store: Store, tmp_path: Path) -> None:
    a, b = files(tmp_path, ["Shelling killed two farmers.", "Shelling killed two farmers."])
    first, second = deposit(store, a, b, url="https://example.org/1")
    assert isinstance(first, Deposit)
    assert isinstance(second, Deposit)
    assert (first.new, second.new, first.report) == (True, False, second.report)
    with store.read() as record:
        assert record.reports.count() == 1
        assert [(c.path, c.method, c.url) for c in record.captures.of(first.report)] == [
            ("0.txt", "file", "https://example.org/1"), ("1.txt", "file", "https://example.org/1"),
        ]  # fmt: skip
        assert len(list(record.blobs.addresses())) == 1
        assert [(e.act, e.actor) for e in record.custody.all()] == [("deposit", "ana"), ("capture", "ana")]
        (change,) = record.changes.all()
        assert (change.kind, change.subject, change.actor) == ("report_added", first.report, "ana")


def test_other_bytes_with_the_same_text_are_the_same_report_and_both_are_kept(store: Store) -> None:
    page = "<html><body><article><p>{}</p></article><footer>{}</footer></body></html>"
    words = (
        "Shelling killed two farmers near Marib on Monday, the health ministry said in a statement from the city. " * 3
    )
    made = deposit(
        store, text(page.format(words, "advert 1"), "a.html"), text(page.format(words, "advert 2"), "b.html")
    )
    assert len({d.report for d in made if isinstance(d, Deposit)}) == 1
    with store.read() as record:
        assert len(list(record.blobs.addresses())) == 2
        (entry,) = record.reports.all()
        assert entry.extraction.startswith("page ")


def test_one_bad_file_costs_only_itself(store: Store, tmp_path: Path) -> None:
    bad = ItemError("sources.missing", "gone", hint="look")
    outcomes = deposit(
        store,
        text("Shelling killed two."),
        bad,
        Capture("no.txt", tmp_path / "no.txt"),
        text("%PDF-1.4"),
        text("a\0b"),
        text("Three died."),
    )
    assert [o.code if isinstance(o, ItemError) else o.new for o in outcomes][:3] == [
        True,
        "sources.missing",
        "sources.missing",
    ]
    assert isinstance(outcomes[3], ItemError)
    assert isinstance(outcomes[4], ItemError)
    assert isinstance(outcomes[5], Deposit)
    with store.read() as record:
        assert record.reports.count() == 2
    assert verify(where(store), actor="ana").damaged == []


def test_what_a_later_carrier_says_is_learned(store: Store) -> None:
    deposit(store, replace(HAND, published=None, outlet=None))
    (again,) = deposit(store, HAND)
    assert isinstance(again, Deposit)
    assert again.learned == {"published": "2023-06-26", "outlet": "Example Press"}
    with store.read() as record:
        (stale,) = record.reports.stale(READER)
        entry = record.reports.get(stale)
        assert entry is not None
        assert entry.report is not None
        assert entry.report.published == date(2023, 6, 26)
        assert list(record.custody.all())[1].content == {"capture": 2, "learned": ["outlet", "published"]}


def test_a_whole_record_is_found_whole_and_that_is_logged(store: Store) -> None:
    fill(store)
    found = verify(where(store), actor="bo")
    assert found.damaged == found.left_over == []
    assert found.counts == {"reports": 7, "blobs": 7, "claims": 4, "changes": 7, "custody entries": 8}
    assert found.logged
    with store.read() as record:
        assert [(e.act, e.actor) for e in record.custody.all()][-1] == ("verify", "bo")


def test_takedown_takes_everything_but_the_tombstone(store: Store) -> None:
    fill(store)
    done = take_down(store, REPORT.id[:12], reason="asked for by the family", actor="ana")
    assert (done.report, set(done.claims), done.incidents) == (REPORT.id, {c.id for c in CLAIMS}, (CODE,))
    assert done.traceless
    with store.read() as record:
        entry = record.reports.get(REPORT.id)
        assert entry is not None
        assert (entry.report, entry.reason) == (None, "asked for by the family")
        assert record.blobs.get(entry.blob) is None
        assert list(record.claims.current()) == []
        assert list(record.findings.open()) == []
        assert record.claims.get([PEOPLE.id]) == {}
        assert {(c.path, c.url, c.outlet, c.published) for c in record.captures.of(REPORT.id)} == {
            (None, None, None, None)
        }
        changes = list(record.changes.all())
        last = changes[-1]
        assert (last.kind, last.subject, last.reason) == ("report_withdrawn", REPORT.id, "asked for by the family")
        assert [e.act for e in record.custody.all(REPORT.id)] == ["deposit", "capture", "takedown"]
        assert all(is_whole(c, b) for c, b in zip(changes, [None, *changes], strict=False))
        # until the pipeline runs again the incident stands, without the words of the report
        assert record.incidents.where(IncidentFilter(text="warplanes")) == []
    assert verify(where(store), actor="ana").damaged == []


def test_a_report_that_was_taken_down_does_not_come_in_again(store: Store) -> None:
    fill(store)
    take_down(store, REPORT.id, reason="asked for by the family", actor="ana")
    (again,) = deposit(store, HAND)
    assert isinstance(again, ItemError)
    assert again.code == "archive.withdrawn"
    assert "asked for by the family" in again.what
    assert verify(where(store), actor="ana").damaged == []


@pytest.mark.parametrize(
    ("asked", "code"), [("sha256:ffff", "missing"), ("", "missing"), ("%", "missing"), ("s", "missing")]
)
def test_only_a_report_that_is_meant_is_taken_down(store: Store, asked: str, code: str) -> None:
    fill(store)
    with pytest.raises(ItemError) as caught:
        take_down(store, asked, reason="x", actor="ana")
    assert caught.value.code == f"archive.report-{code}"


def test_a_beginning_that_several_share_is_not_enough(store: Store) -> None:
    deposit(store, *(text(f"Shelling killed {n} people.") for n in range(2, 20)))
    with pytest.raises(ItemError) as caught:
        take_down(store, "sha256:", reason="x", actor="ana")
    assert caught.value.code == "archive.report-ambiguous"


# what went wrong at other projects, as it concerns what is kept


def test_a_missing_date_stays_missing_and_no_date_stands_in_for_another(store: Store) -> None:
    deposit(store, text("Shelling killed two farmers."))
    with store.read() as record:
        (entry,) = record.reports.all()
        (capture,) = record.captures.of(entry.id)
        assert entry.report is not None
        assert (entry.report.published, capture.published) == (None, None)
        assert entry.added == capture.at


@pytest.mark.parametrize("day", [date(25, 1, 1), date(1998, 8, 7), date(9999, 12, 31)])
def test_a_day_is_kept_as_it_was_said_however_odd_or_late(store: Store, day: date) -> None:
    deposit(store, replace(HAND, published=day))
    with store.read() as record:
        (stale,) = record.reports.stale(READER)
        entry = record.reports.get(stale)
        assert entry is not None
        assert entry.report is not None
        assert entry.report.published == day


def test_two_texts_in_arabic_are_two_reports(store: Store) -> None:
    a, b = deposit(store, text("مقتل ثلاثة مدنيين في إدلب"), text("مقتل أربعة مدنيين في إدلب"))
    assert isinstance(a, Deposit)
    assert isinstance(b, Deposit)
    assert a.report != b.report
    with store.read() as record:
        assert record.reports.search("ادلب") == [b.report, a.report]
        assert record.reports.search("اربعه أربعة") == []
        assert record.reports.search("اربعة") == [b.report]


def test_two_children_of_one_age_stay_two_claims(store: Store) -> None:
    twins = replace(READING, claims=(PEOPLE, replace(PEOPLE, id="c" + "7" * 20)))
    deposit(store, HAND)
    with store.write() as record:
        record.readings.save(twins, READER)
        assert len(list(record.claims.current())) == 2


def test_an_identity_does_not_change_from_record_to_record(store: Store, tmp_path: Path) -> None:
    with Store.create(tmp_path / "other") as other:
        assert deposit(store, HAND)[0] == deposit(other, HAND)[0]


def test_unknown_is_not_nought(store: Store) -> None:
    fill(store)
    with store.read() as record:
        entry = record.incidents.get(CODE)
        assert entry is not None
        assert (entry.killed_upper, entry.injured_lower, entry.lat) == (None, None, None)
        assert record.incidents.where(IncidentFilter(killed=0)) == [entry]
        assert record.incidents.follow("SY-20230625-idlib-2") == entry
        assert entry.first_day != NOON.date()
