"""An incident as it is, and as it was known: what came later is never in what was known before."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from marsad.errors import ItemError
from marsad.ledger.drafts import incident_withdrawn
from marsad.ledger.history import history
from marsad.ledger.totals import total
from marsad.model.claim import Claim
from marsad.pipeline.record.judging import book_of
from marsad.store.store import Store
from tests.pipeline.kept import ANA, FARMERS, KHARKIV, KHERSON, LATE, MARKET, RESCUERS, Kept, now

SUNDAY = date(2024, 3, 3)
DAY = datetime(2024, 3, 3, tzinfo=UTC)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, datetime, str]:
    """A record, a moment, and a report that came in after it and tells of an earlier day."""
    made = Kept(tmp_path_factory.mktemp("showing") / "record")
    made.text(MARKET)
    made.text(RESCUERS, "Daily Lamp")
    made.text(FARMERS, published=date(2024, 3, 6))
    made.run()
    then = now()
    late = made.text(LATE, "Evening Courier", date(2024, 5, 4))
    made.run()
    return made.folder, then, late


@pytest.fixture
def kept(built: tuple[Path, datetime, str], tmp_path: Path) -> Kept:
    shutil.copytree(built[0], tmp_path / "copy")
    made = object.__new__(Kept)
    made.folder = tmp_path / "copy"
    return made


@pytest.fixture
def then(built: tuple[Path, datetime, str]) -> datetime:
    return built[1]


@pytest.fixture
def late(built: tuple[Path, datetime, str]) -> str:
    return built[2]


def killed(kept: Kept, code: str, at: datetime | None = None) -> tuple[int, int | None]:
    (toll, *_) = kept.known(code, at).tolls.incidents
    row = next(row for row in toll.toll if (row.harm, row.status, row.age, row.sex) == ("killed", None, None, None))
    return row.lower, row.upper


def test_a_late_report_changes_the_day_of_the_harm_only_from_when_it_was_recorded(kept: Kept, then: datetime) -> None:
    assert (killed(kept, KHARKIV, then), killed(kept, KHARKIV)) == ((11, None), (14, 14))
    before, after = (total(kept.state(at), "killed", SUNDAY, SUNDAY) for at in (then, None))
    assert (str(before.within), str(after.within)) == ("11..", "14")
    today = datetime.now(UTC).date()
    assert total(kept.state(), "killed", today, today).within is None, "no day of recording is a day of harm"


def test_a_list_that_comes_late_is_no_bad_day(kept: Kept) -> None:
    """A known failure of peers: a committee's list of earlier deaths looks like one bad day, or is lost."""
    lines = history(_changes(kept), KHARKIV)
    causes = [line.cause for line in lines if line.kind == "toll_computed"]
    assert causes == ["first_count", "late_death"]


def _changes(kept: Kept) -> list:  # type: ignore[type-arg]
    with kept.open() as (_, record):
        return list(record.changes.all())


def test_before_the_first_report_the_incident_is_not_known(kept: Kept) -> None:
    with pytest.raises(ItemError) as refused:
        kept.known(KHARKIV, DAY)
    assert refused.value.code == "ledger.incident-unknown"


def test_judgements_of_later_are_not_in_what_was_known(kept: Kept) -> None:
    eleven, before = kept.claim("At least 11").id, now()
    kept.judge("reject", eleven)
    kept.judge("grade", KHARKIV, grade="Contested")
    assert kept.known(KHARKIV, before).rejected == ()
    assert kept.known(KHARKIV, before).grade["grade"] == "Fair"
    ((claim, words, _),) = kept.known(KHARKIV).rejected
    assert (claim, words and words.count.lower) == (eleven, 11)
    assert kept.known(KHARKIV).grade["grade"] == "Contested"


def test_what_was_known_is_shown_with_the_words_of_then_after_a_new_reading(kept: Kept, late: str) -> None:
    fourteen, before = kept.claim("killed 14 civilians"), now()
    kept.reread(late, lambda claim: replace(claim, count=replace(claim.count, lower=13, upper=13)))
    kept.count_anew()
    assert (killed(kept, KHARKIV), killed(kept, KHARKIV, before)) == ((13, 13), (14, 14))
    known = kept.known(KHARKIV, before)
    assert fourteen in known.tolls.claims
    assert known.notes == ()
    assert kept.last_cause(KHARKIV) == ("new_reading", "its claims were read or grouped anew")


def test_a_claim_that_a_person_stands_on_counts_though_no_reader_finds_it(kept: Kept, late: str) -> None:
    fourteen = kept.claim("killed 14 civilians").id
    kept.correct(fourteen, "count=15")
    kept.reread(late, lambda _: None)
    kept.count_anew()
    assert killed(kept, KHARKIV) == (15, 15)
    assert fourteen in kept.known(KHARKIV).tolls.incidents[0].claims


def test_a_correction_goes_over_to_the_claim_that_is_read_anew(kept: Kept, late: str) -> None:
    kept.correct(kept.claim("killed 14 civilians").id, "count=15")

    def sharper(claim: Claim) -> Claim:
        return replace(claim, event=replace(claim.event, weapon="glide bomb"))

    kept.reread(late, sharper)
    kept.count_anew()
    assert killed(kept, KHARKIV) == (15, 15)


def test_a_takedown_since_then_leaves_the_numbers_and_says_so(kept: Kept, late: str) -> None:
    before = now()
    kept.take_down(late)
    stale = kept.known(KHARKIV)
    assert "words are gone" in stale.notes[0]
    kept.run()
    assert killed(kept, KHARKIV) == (11, None)
    assert kept.known(KHARKIV).notes == ()
    assert kept.last_cause(KHARKIV) == ("retraction", "a report was withdrawn")
    known = kept.known(KHARKIV, before)
    assert killed(kept, KHARKIV, before) == (14, 14)
    assert known.notes == (
        "1 claim of 1 report counted here, and the words are gone: the ranges are those that the ledger kept.",
    )
    (gone,) = [entry for entry in known.reports if entry.withdrawn is not None]
    assert (gone.id, gone.reason, gone.report) == (late, "the witness asked for it", None)


def test_other_rules_of_counting_are_said_and_the_ranges_of_then_stay(kept: Kept) -> None:
    before, ranges = now(), kept.known(KHARKIV).state.tolls[KHARKIV]["quantities"]
    (kept.folder / "policy.toml").write_text('name = "strict"\nversion = 2\n[scope]\nwindow_days = 1\n')
    assert kept.known(KHARKIV).notes[0].startswith("Something has changed")
    kept.run()
    assert kept.known(KHARKIV).notes == ()
    assert kept.known(KHARKIV).tolls.policy.name == "strict"
    then = kept.known(KHARKIV, before)
    assert then.state.tolls[KHARKIV]["quantities"] == ranges
    assert then.tolls.policy.name == "marsad"


def test_a_code_of_before_a_merge_leads_on_and_stood_for_itself_before(kept: Kept) -> None:
    before = now()
    kept.judge("same", KHARKIV, KHERSON)
    known = kept.known(KHERSON)
    assert (known.asked, known.incident.code) == (KHERSON, KHARKIV)
    assert kept.known(KHERSON, before).incident.code == KHERSON
    assert killed(kept, KHERSON, before) == (2, 2)


def test_a_withdrawn_incident_shows_its_tombstone(kept: Kept) -> None:
    """A known failure of peers: what was deleted lives on in the copies of users, who are never told."""
    with Store.open(kept.folder) as store, store.write() as record:
        book_of(store).write(record, [incident_withdrawn(ANA, KHERSON, "it was a drill")])
    known = kept.known(KHERSON)
    assert known.tombstone is not None
    assert (known.tombstone.actor, known.tombstone.reason) == (ANA, "it was a drill")
    assert known.incident.status == "withdrawn"


def test_an_edit_leaves_what_was_before_in_the_history(kept: Kept) -> None:
    """A known failure of peers: a number is edited, and nobody can say what it was, who changed it, or why."""
    kept.judge("reject", kept.claim("killed 14 civilians").id, why="it counted another strike")
    lines = [str(line) for line in history(_changes(kept), KHARKIV)]
    fell = next(line for line in lines if "fell" in line)
    assert "toll of killed civilians fell from 14 to 9" in fell
    assert "because Ana judged so" in fell
    assert "it counted another strike" in fell


def test_six_reports_of_one_origin_are_one_origin(tmp_path: Path) -> None:
    """A known failure of peers: copies raise confidence."""
    made = Kept(tmp_path / "record")
    for outlet in ("Harbour Post", "Daily Lamp", "Evening Courier"):
        made.text(f"{MARKET}\n\n{outlet}.\n", outlet)
    made.run()
    known = made.known(KHARKIV)
    assert len(known.incident.reports) == 3
    assert [(origin.name, origin.copied) for origin in known.origins] == [
        ("Ukrainian Health Ministry", False),
        ("Harbour Post", True),
    ]
