from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from threading import Thread

import pytest

from marsad.errors import ItemError
from marsad.model.change import Draft, is_whole
from marsad.model.reading import Reading
from marsad.model.report import Report
from marsad.store.chains import is_whole as is_whole_entry
from marsad.store.entries import CaptureEntry, IncidentEntry, Retired, Stamp
from marsad.store.filters import Circle, IncidentFilter
from marsad.store.findings import Found
from marsad.store.incidents import Tie
from marsad.store.record import SEALED, Record
from marsad.store.reports import Carrier
from marsad.store.store import Store
from tests.by_hand import CLAIMS, PEOPLE, READING, REPORT

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)
READER = "by hand"


def keep(record: Record, report: Report) -> None:
    blob = record.blobs.put(report.text.encode())
    record.reports.add(report, blob=blob, extraction="text", at=NOON)
    record.captures.add(CaptureEntry(report.id, blob, len(report.text.encode()), NOON, "file", path=report.path))


def test_a_report_comes_back_as_it_went_in(store: Store) -> None:
    with store.write() as record:
        keep(record, REPORT)
    with store.read() as record:
        entry = record.reports.get(REPORT.id)
        assert entry is not None
        assert entry.report == REPORT
        assert entry.added == NOON
        assert record.blobs.get(entry.blob) == REPORT.text.encode()
        assert [c.path for c in record.captures.of(REPORT.id)] == ["dispatch.txt"]
        assert record.captures.report_of(entry.blob) == REPORT.id
        assert record.reports.named(REPORT.id[:15]) == [REPORT.id] == record.reports.named(REPORT.id[7:15])
        assert record.reports.named("%") == []
        assert record.reports.get("sha256:0") is None


@pytest.mark.parametrize("text", ["three killed\0", "killed \ud800 three"])
def test_a_text_that_no_database_takes_is_refused_in_words(store: Store, text: str) -> None:
    with store.write() as record, pytest.raises(ItemError) as caught:
        record.reports.add(Report(text), blob="0" * 64, extraction="text", at=NOON)
    assert caught.value.code == "store.text-unstorable"


def test_what_raises_leaves_nothing(store: Store) -> None:
    def fail() -> None:
        with store.write() as record:
            keep(record, REPORT)
            record.changes.append([Draft("a", "note", "x", "y")])
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    with store.read() as record:
        assert record.reports.count() == 0
        assert list(record.blobs.addresses()) == []
        assert record.changes.last() == 0


def test_a_reader_sees_one_moment(store: Store) -> None:
    with store.read() as before:
        assert before.reports.count() == 0
        with store.write() as record:
            keep(record, REPORT)
        assert before.reports.count() == 0
    with store.read() as after:
        assert after.reports.count() == 1


def test_a_reading_comes_back_whole_and_is_stale_for_other_versions(store: Store) -> None:
    with store.write() as record:
        keep(record, REPORT)
        assert record.reports.stale(READER) == [REPORT.id]
        assert record.readings.save(READING, READER) == [claim.id for claim in CLAIMS]
        assert record.reports.stale(READER) == []
        assert record.reports.stale("another") == [REPORT.id]
    with store.read() as record:
        assert record.readings.current(REPORT.id) == READING
        assert list(record.claims.current()) == list(CLAIMS)
        assert [c.id for c in record.claims.current(country="SY")] == [c.id for c in CLAIMS if c.place]
        assert list(record.claims.current(reports=["sha256:other"])) == []
        assert record.claims.reader_of(PEOPLE.id) == READER


def test_another_reader_replaces_a_reading_and_keeps_the_old_claims(store: Store) -> None:
    newer = Reading(REPORT.id, (replace(PEOPLE, id="c" + "1" * 20),))
    with store.write() as record:
        keep(record, REPORT)
        record.readings.save(READING, READER)
        record.readings.save(newer, "newer")
    with store.read() as record:
        assert list(record.claims.current()) == list(newer.claims)
        assert record.readings.current(REPORT.id) == newer
        assert record.claims.get([PEOPLE.id, "c" + "0" * 20]) == {PEOPLE.id: PEOPLE}


def test_the_same_reader_may_read_again_and_say_a_claim_twice(store: Store) -> None:
    with store.write() as record:
        keep(record, REPORT)
        record.readings.save(READING, READER)
        record.readings.save(Reading(REPORT.id, (PEOPLE, PEOPLE)), READER)
        assert list(record.claims.current()) == [PEOPLE]


def test_what_is_learned_later_fills_only_what_nobody_had_said(store: Store) -> None:
    with store.write() as record:
        keep(record, replace(REPORT, published=None, outlet=None))
        record.readings.save(READING, READER)
        learned = record.reports.learn(REPORT.id, published=date(2023, 6, 26), outlet=None, language="fr")
        assert learned == {"published": "2023-06-26"}
        (id_,) = record.reports.stale(READER)
        entry = record.reports.get(id_)
        assert entry is not None
        assert (stale := entry.report) is not None
        assert (stale.published, stale.outlet, stale.language) == (date(2023, 6, 26), None, "en")
        assert record.reports.learn(REPORT.id, published=date(2023, 6, 27), outlet=None, language=None) == {}


def test_a_count_beyond_every_column_is_kept_in_the_claim(store: Store) -> None:
    huge = replace(PEOPLE, count=replace(PEOPLE.count, lower=10**30, upper=10**30))
    with store.write() as record:
        keep(record, REPORT)
        record.readings.save(Reading(REPORT.id, (huge,)), READER)
        assert list(record.claims.current()) == [huge]


def test_the_ledger_chains_what_is_appended(store: Store) -> None:
    drafts = [Draft("ana", "note", f"SY-{n}", "why", {"n": n, "words": "قتلى"}) for n in range(2500)]
    with store.write() as record:
        first = record.changes.append(drafts[:1])
        assert [c.number for c in first] == [1]
    with store.write() as record:
        record.changes.append(drafts[1:], at=NOON)
    with store.read() as record:
        changes = list(record.changes.all())
        assert [c.number for c in changes] == list(range(1, 2501))
        assert all(is_whole(c, b) for c, b in zip(changes, [None, *changes], strict=False))
        assert [c.content["n"] for c in record.changes.all(after=2498)] == [2498, 2499]
        assert [c.subject for c in record.changes.all(subject="SY-7")] == ["SY-7"]
        assert changes[1].at == NOON
        assert record.changes.last() == 2500


def test_writers_take_turns_and_the_ledger_stays_one_chain(store: Store) -> None:
    def write(name: str) -> None:
        for number in range(8):
            with store.write() as record:
                record.changes.append([Draft(name, "note", f"{number}", "why")] * 2)

    writers = [Thread(target=write, args=(name,)) for name in ("ana", "bo", "cy")]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    with store.read() as record:
        changes = list(record.changes.all())
    assert len(changes) == 48
    assert all(is_whole(c, b) for c, b in zip(changes, [None, *changes], strict=False))


def test_the_custody_log_chains_its_entries(store: Store) -> None:
    with store.write() as record:
        record.custody.append("ana", "deposit", report=REPORT.id, blob="0" * 64, at=NOON, content={"capture": 1})
        record.custody.append("ana", "verify", at=NOON + timedelta(days=1))
        entries = list(record.custody.all())
        assert [e.act for e in entries] == ["deposit", "verify"]
        assert is_whole_entry(entries[0], None)
        assert is_whole_entry(entries[1], entries[0])
        assert not is_whole_entry(replace(entries[0], actor="bo"), None)
        assert not is_whole_entry(entries[1], None)
        assert [e.act for e in record.custody.all(REPORT.id)] == ["deposit"]
        assert record.custody.head() == (2, entries[1].hash)


def test_stamps_come_back(store: Store) -> None:
    stamp = Stamp("a" * 64, NOON, "https://example.org", b"\0\1token")
    with store.write() as record:
        record.stamps.add(stamp)
        assert list(record.stamps.all()) == [stamp]


JISR = IncidentEntry(
    "SY-20230625-jisr-al-shughur-1", 3, country="SY", admin1="Idlib", place="Jisr al-Shughur", lat=35.81, lon=36.32,
    first_day=date(2023, 6, 25), last_day=date(2023, 6, 25), event_type="air_strike", perpetrator="Russia", grade="Fair",
    killed_lower=9, killed_upper=9, injured_lower=30, reports=6, origins=2, words="vegetable market", state={"b": [1], "a": None},
)  # fmt: skip
OTHERS = [
    IncidentEntry("UA-20231005-hroza-1", 4, country="UA", place="Hroza", lat=49.5, lon=36.8, first_day=date(2023, 10, 5),
                  last_day=date(2023, 10, 6), event_type="missile_strike", perpetrator="Russia", killed_lower=59, killed_upper=59, reports=3, origins=1),
    IncidentEntry("SY-unknown-1", 5, country="SY", place="Idlib", lat=35.93, lon=36.63),
    IncidentEntry("FJ-20240101-suva-1", 6, country="FJ", lat=-18.1, lon=179.9, first_day=date(2024, 1, 1), killed_lower=1, killed_upper=None),
]  # fmt: skip


@pytest.fixture
def full(store: Store) -> Store:
    with store.write() as record:
        keep(record, REPORT)
        record.readings.save(READING, READER)
        record.incidents.put([(JISR, [Tie(c.id, REPORT.id) for c in CLAIMS]), *((other, []) for other in OTHERS)])
    return store


@pytest.mark.parametrize(
    ("wanted", "codes"),
    [
        (IncidentFilter(), ["FJ", "UA", "SY-2", "SY-u"]),
        (IncidentFilter(sort="day"), ["SY-2", "UA", "FJ", "SY-u"]),
        (IncidentFilter(sort="-killed"), ["UA", "SY-2", "FJ", "SY-u"]),
        (IncidentFilter(sort="killed", limit=1, offset=1), ["SY-2"]),
        (IncidentFilter(sort="code"), ["FJ", "SY-2", "SY-u", "UA"]),
        (IncidentFilter(sort="-change"), ["FJ", "SY-u", "UA", "SY-2"]),
        (IncidentFilter(country="SY"), ["SY-2", "SY-u"]),
        (IncidentFilter(admin1="idlib"), ["SY-2"]),
        (IncidentFilter(place="HROZA"), ["UA"]),
        (IncidentFilter(event_type="air_strike", perpetrator="russia", grade="Fair"), ["SY-2"]),
        (IncidentFilter(since=date(2023, 10, 6), until=date(2023, 12, 31)), ["UA"]),
        (IncidentFilter(since=date(2023, 10, 7), until=date(2023, 12, 31)), []),
        (IncidentFilter(until=date(2023, 6, 25)), ["SY-2"]),
        (IncidentFilter(since=date(2024, 1, 1)), ["FJ"]),
        (IncidentFilter(killed=1), ["FJ", "UA", "SY-2"]),
        (IncidentFilter(killed=10), ["UA"]),
        (IncidentFilter(origins=2), ["SY-2"]),
        (IncidentFilter(near=Circle(35.9, 36.5, 40)), ["SY-2", "SY-u"]),
        (IncidentFilter(near=Circle(35.9, 36.6, 5)), ["SY-u"]),
        (IncidentFilter(near=Circle(-18.1, -179.9, 30)), ["FJ"]),
        (IncidentFilter(text="VEGETABLE"), ["SY-2"]),
        (IncidentFilter(text="warplanes"), ["SY-2"]),
        (IncidentFilter(text="market warplanes"), ["SY-2"]),
        (IncidentFilter(text="market hroza"), []),
        (IncidentFilter(status="withdrawn"), []),
        (IncidentFilter(status=None, country="UA"), ["UA"]),
    ],
)
def test_incidents_are_found_by_what_is_known_of_them(full: Store, wanted: IncidentFilter, codes: list[str]) -> None:
    with full.read() as record:
        found = record.incidents.where(wanted)
        assert [next(c for c in ("FJ", "UA", "SY-2", "SY-u") if i.code.startswith(c)) for i in found] == codes
        if wanted.limit is None:
            assert record.incidents.count(wanted) == len(codes)


def test_an_incident_comes_back_and_is_replaced_whole(full: Store) -> None:
    with full.write() as record:
        assert record.incidents.get(JISR.code) == JISR
        assert list(record.claims.of_incident(JISR.code)) == list(CLAIMS)
        assert record.incidents.with_claims([PEOPLE.id, "c0"]) == {PEOPLE.id: [JISR.code]}
        assert record.incidents.with_reports([REPORT.id]) == {REPORT.id: [JISR.code]}
        later = replace(JISR, killed_upper=11, words="souk", state={})
        record.incidents.put([(later, [Tie(PEOPLE.id, REPORT.id)] * 2)])
        assert record.incidents.get(JISR.code) == later
        assert record.incidents.ties_of(JISR.code) == [Tie(PEOPLE.id, REPORT.id)]
        assert record.incidents.where(IncidentFilter(text="vegetable")) == []
        assert record.incidents.where(IncidentFilter(text="souk")) == [later]
        assert [i.code for i in record.incidents.all()] == [JISR.code, *(o.code for o in OTHERS)]


def test_data_sets_are_fetched_without_texts_and_states(full: Store) -> None:
    """What is asked for in bulk."""
    with full.write() as record:
        (capture,) = record.captures.of(REPORT.id)
        record.captures.add(replace(capture, url="https://example.org/1"))
        record.captures.add(replace(capture, url="https://example.org/2"))
        draft = record.changes.append([Draft("a", "note", "x", "y")])[0]
        record.states.put("test", {"a": 1, "b": 2})
    with full.read() as record:
        assert record.reports.carriers([REPORT.id, "sha256:0"]) == {
            REPORT.id: Carrier(REPORT.published, REPORT.outlet, REPORT.language, taken_down=False)
        }
        assert record.captures.urls([REPORT.id, "sha256:0"]) == {REPORT.id: "https://example.org/1"}
        assert record.incidents.codes(IncidentFilter(country="SY")) == [JISR.code, "SY-unknown-1"]
        assert record.incidents.codes(IncidentFilter(sort="code", limit=1, offset=1)) == [JISR.code]
        assert record.readings.readers() == [READER]
        assert list(record.claims.untied()) == []
        assert (record.changes.hash_of(draft.number), record.changes.hash_of(draft.number + 1)) == (draft.hash, None)
        assert dict(record.states.some("test", ["a", "b", "c"])) == {"a": 1, "b": 2}
    with full.write() as record:
        record.incidents.put([(JISR, [Tie(PEOPLE.id, REPORT.id)])])
        assert list(record.claims.untied()) == [claim for claim in CLAIMS if claim.id != PEOPLE.id]
        record.incidents.clear()
        record.readings.save(Reading(REPORT.id), "newer")
        assert record.readings.readers() == ["newer"]
        record.reports.withdraw(REPORT.id, at=NOON, reason="asked")
        assert record.reports.carriers([REPORT.id]) == {REPORT.id: Carrier(None, None, None, taken_down=True)}


def test_a_code_leads_on_and_never_nowhere(full: Store) -> None:
    a, b, c = (other.code for other in OTHERS)
    with full.write() as record:
        record.incidents.retire(a, successor=b, change=7, at=NOON, reason="the same strike")
        record.incidents.retire(b, successor=JISR.code, change=8, at=NOON, reason="the same strike")
        record.incidents.retire(c, successor=None, change=9, at=NOON, reason="no such strike")
        assert record.incidents.get(a) is None
        assert record.incidents.follow(a) == record.incidents.follow(b) == JISR
        assert record.incidents.follow(c) == Retired(c, None, 9, NOON, "no such strike")
        assert record.incidents.follow("never") is None
        assert len(list(record.incidents.retired())) == 3
        record.incidents.put([(OTHERS[0], [])])
        assert record.incidents.follow(a) == OTHERS[0]
        record.incidents.clear()
        assert record.incidents.count(IncidentFilter(status=None)) == 0
        assert list(record.incidents.retired()) == []
        assert record.incidents.where(IncidentFilter(text="market")) == []


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("warplanes", True),
        ("WARPLANES market", True),
        ("warplanes submarine", False),
        ('"warplanes struck a market"', True),
        ('"struck warplanes"', False),
        ("warpl*", True),
        ("warpl", False),
        ("x' OR 1=1 --", False),
        ("idlib NEAR( ) AND (", False),
        ("idlib !| & :*", True),
    ],
)
def test_reports_are_found_by_their_words(full: Store, question: str, found: bool) -> None:
    with full.read() as record:
        assert record.reports.search(question) == ([REPORT.id] if found else [])


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("قُتِلَ أحمد في إدلب", "احمد"),
        ("قتل ٩ مدنيين", "9"),
        ("обстріл Харкова, їхній двір", "їхніи"),
        ("Jisr al-Shughūr", "shughur jisr al"),
        ("STRASSE", "straße"),
        ("an-Nuṣra", '"an nusra"'),
    ],
)
def test_words_are_found_in_every_script_and_spelling(store: Store, said: str, asked: str) -> None:
    report = Report(said)
    with store.write() as record:
        keep(record, report)
        assert record.reports.search(asked) == [report.id]


@pytest.mark.parametrize("question", ["", "  ", '""', "!?*"])
def test_a_question_without_a_word_is_no_question(store: Store, question: str) -> None:
    with store.read() as record, pytest.raises(ItemError) as caught:
        record.reports.search(question)
    assert caught.value.code == "store.question-empty"


def test_a_very_long_report_can_be_searched(store: Store) -> None:
    report = Report("killed " + " ".join(f"word{n}" for n in range(400_000)))
    with store.write() as record:
        keep(record, report)
        assert record.reports.search("word999") == [report.id]


def test_findings_are_replaced_settled_and_found_again(store: Store) -> None:
    late, odd = Found("pipeline.late", "late"), Found("pipeline.date", "in the year 25")
    with store.write() as record:
        record.findings.replace([late, odd], incident="SY-1", at=NOON)
        record.findings.replace([late], report="sha256:1", at=NOON)
        record.findings.replace([late], incident="SY-1", at=NOON + timedelta(days=1))
        assert [(f.code, f.found) for f in record.findings.open(incident="SY-1")] == [("pipeline.late", NOON)]
        record.findings.replace([odd], incident="SY-1", at=NOON + timedelta(days=2))
        assert [(f.code, f.found) for f in record.findings.open(incident="SY-1")] == [("pipeline.date", NOON)]
        assert [f.report for f in record.findings.open(code="pipeline.late")] == ["sha256:1"]


def test_takedown_leaves_nothing_to_find(full: Store) -> None:
    with full.write() as record:
        assert sorted(record.readings.withdraw(REPORT.id)) == sorted(c.id for c in CLAIMS)
        record.reports.withdraw(REPORT.id, at=NOON, reason="asked for by the family")
        assert record.captures.forget(REPORT.id) == [record.reports.get(REPORT.id).blob]  # type: ignore[union-attr]
    with full.read() as record:
        entry = record.reports.get(REPORT.id)
        assert entry is not None
        assert (entry.report, entry.withdrawn, entry.reason) == (None, NOON, "asked for by the family")
        assert list(record.claims.current()) == list(record.claims.of_incident(JISR.code)) == []
        assert record.claims.get([PEOPLE.id]) == {}
        assert record.readings.current(REPORT.id) is None
        assert record.reports.search("warplanes") == []
        assert record.reports.stale(READER) == []


def test_every_row_keeps_its_seal_through_every_change(full: Store) -> None:
    with full.write() as record:
        record.settings.set("rule", "1")
        record.settings.set("rule", "2")
        record.findings.replace([Found("a.b", "c")], at=NOON)
        record.stamps.add(Stamp("a" * 64, NOON, "x", b"y"))
        record.incidents.retire(OTHERS[0].code, successor=JISR.code, change=7, at=NOON, reason="same")
        record.incidents.retire(JISR.code, successor=OTHERS[1].code, change=8, at=NOON, reason="same")
        record.readings.save(Reading(REPORT.id), "newer")
        record.reports.learn(REPORT.id, published=None, outlet=None, language="uk")
        record.readings.withdraw(REPORT.id)
        record.reports.withdraw(REPORT.id, at=NOON, reason="x")
        record.captures.forget(REPORT.id)
        assert record.settings.get("rule") == "2"
    with full.read() as record:
        assert {name: list(record.unsealed(name)) for name in SEALED} == {name: [] for name in SEALED}
