"""Bringing a record up to date, on both databases."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from benchmarks.dispatches import dispatches
from marsad.archive.takedown import take_down
from marsad.ledger.book import Book
from marsad.ledger.drafts import judgement_made
from marsad.pipeline.record.consenting import give_consent, withdraw_consent
from marsad.pipeline.record.judging import decide
from marsad.pipeline.record.policy import policy_of
from marsad.pipeline.record.run import Plan, plan
from marsad.store.store import Store
from tests.pipeline.record.records import (
    IDLIB,
    IDLIB_LATER,
    KHERSON,
    MARIB,
    add,
    agrees,
    capture,
    claims_of,
    judge,
    killed,
    kinds,
    rows,
    state,
    update,
)

IDLIB_CODE, KHERSON_CODE, MARIB_CODE = "SY-20240304-idlib-1", "UA-20240304-kherson-1", "YE-20240304-marib-1"


def test_an_empty_record_has_nothing_to_do(store: Store) -> None:
    assert plan(store, policy_of(store)) == Plan(0, 0, 0)
    summary = update(store)
    assert (summary.read, summary.failed, summary.incidents) == (0, [], {})
    assert update(store).changes == []


def test_a_run_reads_groups_and_counts_and_a_second_one_does_nothing(store: Store) -> None:
    add(store, IDLIB, KHERSON, MARIB)
    assert plan(store, policy_of(store)).read == 3
    summary = update(store)
    assert (summary.read, summary.failed) == (3, [])
    assert killed(store) == {IDLIB_CODE: (9, 9), KHERSON_CODE: (2, 2), MARIB_CODE: (3, 3)}
    again = update(store)
    assert (again.read, again.changes) == (0, [])


def test_a_new_report_touches_only_its_own_incidents(store: Store) -> None:
    add(store, IDLIB, KHERSON, MARIB)
    update(store)
    before = rows(store)
    add(store, IDLIB_LATER)
    summary = update(store)
    assert set(summary.incidents) == {IDLIB_CODE}
    assert killed(store)[IDLIB_CODE] != (9, 9)
    assert rows(store)[IDLIB_CODE].reports == 2
    assert {code: row for code, row in rows(store).items() if code != IDLIB_CODE} == {
        code: row for code, row in before.items() if code != IDLIB_CODE
    }


@pytest.mark.parametrize("seed", range(3))
def test_no_order_of_adding_changes_what_comes_out(store: Store, tmp_path: Path, seed: int) -> None:
    from random import Random

    some = dispatches(14, seed)
    mixed = Random(seed).sample(some, len(some))
    add(store, *some)
    update(store)
    with Store.create(tmp_path / "other") as other:
        add(other, *mixed)
        update(other)
        assert without_numbers(other) == without_numbers(store)


def without_numbers(store: Store) -> list[tuple[object, ...]]:
    """The incidents but for the counters in their codes."""
    found = rows(store).values()
    return sorted(
        (
            row.code.rpartition("-")[0],
            str(row.state["quantities"]),
            str(row.grade),
            row.reports,
            row.origins,
            str(row.perpetrator),
        )
        for row in found
    )


def test_a_new_reader_reads_again_and_keeps_codes_and_judgements(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    add(store, IDLIB, KHERSON)
    update(store)
    (claim,) = claims_of(store, KHERSON_CODE)
    judgement = judge(store, "correct", claim, count={"lower": 4, "upper": 4})
    update(store)
    assert killed(store)[KHERSON_CODE] == (4, 4)
    for module in ("marsad.reading.claims", "marsad.pipeline.record.reading"):
        monkeypatch.setattr(f"{module}.READER_VERSION", "en/next")
    summary = update(store)
    assert summary.read == 2
    assert killed(store) == {IDLIB_CODE: (9, 9), KHERSON_CODE: (4, 4)}
    (heir,) = claims_of(store, KHERSON_CODE)
    assert heir != claim
    assert state(store).judgements[judgement].on == (heir,)
    assert list(kinds(summary, "incident_opened", "incidents_merged", "incident_withdrawn")) == []
    assert update(store).changes == []


def test_a_date_that_is_learned_reads_a_report_again(store: Store) -> None:
    add(store, capture(IDLIB, published=None))
    update(store)
    (before,) = rows(store).values()
    assert before.first_day is None
    add(store, IDLIB)
    assert update(store).read == 1
    (after,) = rows(store).values()
    assert (after.code, str(after.first_day), after.killed_lower) == (before.code, "2024-03-04", 9)


def test_what_is_taken_down_is_counted_no_longer(store: Store) -> None:
    _, later, kherson = add(store, IDLIB, IDLIB_LATER, KHERSON)
    update(store)
    take_down(store, later, reason="asked for", actor="ana")
    agrees(store)
    summary = update(store)
    assert killed(store) == {IDLIB_CODE: (9, 9), KHERSON_CODE: (2, 2)}
    assert [c.content["cause"] for c in summary.incidents[IDLIB_CODE] if c.kind == "toll_computed"] == ["retraction"]
    take_down(store, kherson, reason="asked for", actor="ana")
    update(store)
    assert set(rows(store)) == {IDLIB_CODE}
    with store.read() as record:
        assert [(gone.code, gone.successor) for gone in record.incidents.retired()] == [(KHERSON_CODE, None)]
    assert update(store).changes == []


def test_another_policy_counts_anew(store: Store) -> None:
    add(store, IDLIB._replace(text=IDLIB.text.replace("nine", "dozens of")), KHERSON)
    update(store)
    assert killed(store)[IDLIB_CODE] == (24, 99)
    folder = store.location.folder
    assert folder is not None
    (folder / "policy.toml").write_text('name = "ours"\n[count_words]\ndozens = [30, 60]\n', encoding="utf-8")
    assert plan(store, policy_of(store)).reckon == 2
    summary = update(store)
    assert killed(store) == {IDLIB_CODE: (30, 60), KHERSON_CODE: (2, 2)}
    causes = {c.content["cause"] for c in summary.changes if c.kind == "toll_computed"}
    assert causes == {"policy_change"}
    assert list(kinds(summary, "policy_changed")) == ["tolls"]
    assert update(store).changes == []


def test_a_language_that_cannot_be_read_is_a_finding(store: Store) -> None:
    (report,) = add(store, capture(IDLIB, language="fi"))
    summary = update(store)
    assert [error.code for error in summary.failed] == ["reading.language-unsupported"]
    with store.read() as record:
        assert [f.code for f in record.findings.open(report=report)] == ["reading.language-unsupported"]
    assert update(store).read == 0


def test_a_rejected_claim_counts_no_longer_until_that_is_taken_back(store: Store) -> None:
    from marsad.ledger.book import Book
    from marsad.ledger.drafts import judgement_reversed

    add(store, KHERSON)
    update(store)
    (claim,) = claims_of(store, KHERSON_CODE)
    judgement = judge(store, "reject", claim)
    summary = update(store)
    assert killed(store) == {KHERSON_CODE: (None, None)}
    assert list(kinds(summary, "toll_computed")) == [KHERSON_CODE]
    with store.write() as record:
        Book().write(record, [judgement_reversed("ana", judgement, "it was right")])
    update(store)
    assert killed(store) == {KHERSON_CODE: (2, 2)}


def test_the_record_agrees_with_its_ledger_however_it_grew(store: Store) -> None:
    some = dispatches(24, 5)
    for step in range(4):
        reports = add(store, *some[step::4])
        update(store)
        if step == 2:
            take_down(store, reports[0], reason="asked for", actor="ana")
            agrees(store)
    open_ = [code for code, one in state(store).incidents.items() if one.status == "open" and one.claims]
    one, other = sorted(open_)[:2]
    claims = {claim for code in (one, other) for claim in claims_of(store, code)}
    joined = judgement_made("ana", "same", (one, other), "read it again", {})
    with decide(store, Book(), policy_of(store), joined):
        pass
    agrees(store)
    update(store)
    now = state(store).incidents
    (kept,) = (code for code in (one, other) if now[code].status == "open")
    assert set(now[kept].claims) == claims


def test_damage_to_what_is_kept_is_noticed(store: Store) -> None:
    from marsad.pipeline.record.checking import wrong_incidents, wrong_state

    add(store, IDLIB, KHERSON)
    update(store)
    with store.write() as record:
        row = record.incidents.get(IDLIB_CODE)
        assert row is not None
        record.incidents.put([(replace(row, killed_lower=8), record.incidents.ties_of(IDLIB_CODE))])
        kept = record.states.get("incidents", KHERSON_CODE)
        record.states.put("incidents", {KHERSON_CODE: kept | {"claims": []}})
        record.states.put("ties", {"c0": IDLIB_CODE})
    with store.read() as record:
        assert [d.what.split(":")[0] for d in wrong_incidents(record)] == [IDLIB_CODE]
        assert [d.what.split(":")[0] for d in wrong_state(record)] == [f"incidents {KHERSON_CODE}", "ties c0"]


def test_consents_are_kept_beside_what_runs_do(store: Store) -> None:
    add(store, IDLIB)
    update(store)
    given = give_consent(store, "Olena Hrytsenko", "a signed form", "ana", until=date(2999, 1, 1))
    withdrawn = give_consent(store, "Karim Aziz", "a signed form", "ana")
    withdraw_consent(store, "Karim Aziz", "a call", "bo")
    add(store, IDLIB_LATER)
    update(store)
    assert set(state(store).consents) == {given.subject} != {withdrawn.subject}
    agrees(store)
