"""A person's decision holds at once, is not undone by any run, and can be taken back."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from marsad.errors import ItemError, RunError
from tests.pipeline.kept import ANA, BO, FARMERS, KHARKIV, KHERSON, LATE, MARKET, RESCUERS, Kept

TWO = KHARKIV[:-1] + "2"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two reports of one strike and one of another event, read and reckoned."""
    made = Kept(tmp_path_factory.mktemp("judging") / "record")
    made.text(MARKET)
    made.text(RESCUERS, "Daily Lamp")
    made.text(FARMERS, published=date(2024, 3, 6))
    made.run()
    assert (made.killed(KHARKIV), made.killed(KHERSON)) == ((11, None), (2, 2))
    return made.folder


@pytest.fixture
def kept(built: Path, tmp_path: Path) -> Kept:
    shutil.copytree(built, tmp_path / "copy")
    made = object.__new__(Kept)
    made.folder = tmp_path / "copy"
    return made


def later(kept: Kept) -> None:
    """The world goes on: another report of the strike comes in, and the record is brought up to date."""
    kept.run()
    kept.text(LATE, "Evening Courier", date(2024, 3, 20))
    kept.run()


def test_a_rejected_claim_counts_no_more_and_no_run_brings_it_back(kept: Kept) -> None:
    eleven = kept.claim("At least 11").id
    done = kept.judge("reject", eleven, why="the rescuers took it back")
    assert done.judgement.standing == "in_force"
    assert kept.killed(KHARKIV) == (9, 9)
    assert kept.last_cause(KHARKIV) == ("judgement", f"Ana judged so ({done.judgement.id}): the rescuers took it back")
    entry = kept.entry(KHARKIV)
    assert entry is not None
    assert (entry.killed_lower, entry.origins) == (9, 2), "who tells nothing any more is no origin"
    later(kept)
    assert kept.state().answer("claim", eleven) is not None
    assert kept.killed(KHARKIV) == (14, 14)
    assert eleven not in kept.known(KHARKIV).tolls.incidents[0].claims


def test_a_rejection_taken_back_gives_the_toll_of_before(kept: Kept) -> None:
    before = kept.state().tolls[KHARKIV]["toll"]
    name = kept.judge("reject", kept.claim("At least 11").id).judgement.id
    done = kept.undo(name, actor=BO)
    assert done.judgement.standing == "reversed"
    assert kept.state().tolls[KHARKIV]["toll"] == before
    assert kept.last_cause(KHARKIV) == ("judgement", f"{name} of Ana was taken back")


def test_rejecting_every_claim_leaves_a_toll_that_is_unknown_and_never_nought(kept: Kept) -> None:
    name = kept.judge("reject", kept.claim("killed two farmers").id).judgement.id
    assert kept.killed(KHERSON) is None
    entry = kept.entry(KHERSON)
    assert entry is not None
    assert entry.killed_lower is None
    kept.run()
    assert kept.killed(KHERSON) is None
    kept.undo(name)
    assert kept.killed(KHERSON) == (2, 2)


def test_a_corrected_count_counts_and_what_was_read_comes_back(kept: Kept) -> None:
    two = kept.claim("killed two farmers").id
    name = kept.correct(two, "count=3..5").judgement.id
    assert kept.killed(KHERSON) == (3, 5)
    later(kept)
    assert kept.killed(KHERSON) == (3, 5)
    kept.undo(name)
    assert kept.killed(KHERSON) == (2, 2)


def test_a_second_correction_goes_on_from_the_first(kept: Kept) -> None:
    two = kept.claim("killed two farmers").id
    kept.correct(two, "count=3..5")
    done = kept.correct(two, "group.status=combatant")
    assert kept.killed(KHERSON) == (3, 5)
    assert done.judgement.fields["group"] == {"status": "combatant"}
    assert done.after.judgements[done.judgement.id].fields["count"]["upper"] == 5
    kept.judge("accept", two)
    assert kept.killed(KHERSON) == (2, 2), "accepted as it was read"


def test_a_correction_quotes_no_report(kept: Kept) -> None:
    """What is in the ledger stays for ever, so that a takedown must find nothing to take away."""
    nine = kept.claim("killed nine civilians")
    done = kept.correct(nine.id, "count.lower=7", "group.age=adult", "hedges=preliminary")
    said = str(dict(done.judgement.fields))
    assert "nine" not in said
    assert "civilian" not in said
    assert done.judgement.fields["count"] == {"lower": 7, "upper": 9}


def test_an_incident_is_moved_and_comes_back(kept: Kept) -> None:
    done = kept.correct(KHERSON, "place=Mykolaiv, Ukraine", "day=2024-03-04", "title=Shelling of a farm")
    place = done.after.incident(KHERSON).description.place
    assert place is not None
    assert place.geonames == 700569
    kept.run()
    entry = kept.entry(KHERSON)
    assert entry is not None
    assert (entry.place, entry.first_day, entry.last_day) == (place.name, date(2024, 3, 4), date(2024, 3, 4))
    kept.undo(done.judgement.id)
    kept.run()
    entry = kept.entry(KHERSON)
    assert entry is not None
    assert (entry.place, entry.first_day) == ("Kherson", date(2024, 3, 5))


def test_incidents_held_apart_stay_apart_whatever_comes(kept: Kept) -> None:
    nine, eleven = kept.claim("killed nine civilians").id, kept.claim("At least 11").id
    done = kept.judge("different", eleven, KHARKIV)
    assert done.after.ties[eleven] == TWO
    assert (kept.killed(KHARKIV), kept.killed(TWO)) == ((9, 9), (11, None))
    later(kept)
    state = kept.state()
    assert state.ties[nine] != state.ties[eleven]
    assert state.answer("identity", *sorted((eleven, KHARKIV))) is not None
    kept.undo(done.judgement.id)
    state = kept.state()
    assert state.ties[nine] == state.ties[eleven]
    assert state.resolve(TWO) == KHARKIV, "the code of the part leads on"


def test_incidents_that_were_joined_stand_again_when_it_is_taken_back(kept: Kept) -> None:
    before = {code: kept.state().tolls[code]["toll"]["rows"] for code in (KHARKIV, KHERSON)}
    done = kept.judge("same", KHARKIV, KHERSON, why="the farm was hit by the same planes")
    assert done.after.resolve(KHERSON) == KHARKIV
    assert kept.last_cause(KHARKIV)[0] == "merge"
    assert "same planes" in kept.last_cause(KHARKIV)[1]
    later(kept)
    assert kept.state().resolve(KHERSON) == KHARKIV
    kept.undo(done.judgement.id)
    state = kept.state()
    assert state.resolve(KHERSON) == KHERSON
    assert state.tolls[KHERSON]["toll"]["rows"] == before[KHERSON]


def test_a_merge_keeps_what_both_said_and_takes_no_maximum(kept: Kept) -> None:
    """A known failure of peers: a merge takes the larger number and forgets the rest, and nothing leads back."""
    claims = {c for code in (KHARKIV, KHERSON) for c in kept.state().incidents[code].claims}
    kept.judge("same", KHARKIV, KHERSON)
    assert kept.state().incidents[KHARKIV].claims == claims
    told = {claim.id for claim in kept.known(KHERSON).tolls.claims}
    assert told == claims


def test_somebody_who_could_not_say_gives_the_question_back_to_the_machine(kept: Kept) -> None:
    kept.judge("same", KHARKIV, KHERSON)
    done = kept.judge("unsure", KHARKIV, KHERSON)
    assert done.after.resolve(KHERSON) == KHERSON
    assert [j.standing for j in done.after.judgements.values()] == ["replaced", "in_force"]


def test_a_grade_of_a_person_stands_over_the_rule(kept: Kept) -> None:
    kept.judge("grade", KHERSON, grade="Confirmed")
    later(kept)
    entry = kept.entry(KHERSON)
    assert entry is not None
    assert entry.grade == "Confirmed"


def test_two_people_must_sign_where_the_settings_say_so(kept: Kept) -> None:
    with (kept.folder / "marsad.toml").open("a") as settings:
        settings.write('[judgements]\ntwo_people = ["different"]\n')
    eleven = kept.claim("At least 11").id
    done = kept.judge("different", eleven, KHARKIV)
    assert done.judgement.standing == "waiting"
    assert done.after.ties[eleven] == KHARKIV
    with pytest.raises(ItemError) as refused:
        kept.sign(done.judgement.id, actor=ANA)
    assert refused.value.code == "ledger.signature-unfit"
    done = kept.sign(done.judgement.id, actor=BO)
    assert (done.judgement.standing, done.judgement.signed_by) == ("in_force", (BO,))
    assert kept.killed(TWO) == (11, None)


@pytest.mark.parametrize("said", ['"all"', '["everything"]', "3"])
def test_settings_that_name_no_verdict_are_refused(kept: Kept, said: str) -> None:
    with (kept.folder / "marsad.toml").open("a") as settings:
        settings.write(f"[judgements]\ntwo_people = {said}\n")
    with pytest.raises(RunError) as refused:
        kept.judge("note", KHARKIV)
    assert refused.value.code == "pipeline.two-people"


@pytest.mark.parametrize(
    ("thing", "said", "code"),
    [
        ("claim", "count=12..9", "pipeline.field-invalid"),
        ("claim", "count=-", "pipeline.field-invalid"),
        ("claim", "count=many", "pipeline.field-invalid"),
        ("claim", "count.lower=12", "pipeline.field-invalid"),
        ("claim", "count.upper=x", "pipeline.field-invalid"),
        ("claim", "group.status=soldier", "pipeline.field-invalid"),
        ("claim", "persons=Somebody", "pipeline.field-unknown"),
        ("claim", "span.quote=other words", "pipeline.field-unknown"),
        ("claim", "time=yesterday", "pipeline.field-invalid"),
        ("claim", "place=Nowhereville-upon-Nothing", "pipeline.place-unknown"),
        ("claim", "count", "pipeline.field-unknown"),
        (KHARKIV, "day=2024-03-05..2024-03-01", "pipeline.field-invalid"),
        (KHARKIV, "last_day=2024-03-01", "pipeline.field-invalid"),
        (KHARKIV, "event=picnic", "pipeline.field-invalid"),
        (KHARKIV, "count=3", "pipeline.field-unknown"),
    ],
)
def test_a_correction_that_cannot_be_is_refused_and_nothing_is_written(
    kept: Kept, thing: str, said: str, code: str
) -> None:
    before = kept.state()
    with pytest.raises(ItemError) as refused:
        kept.correct(kept.claim("killed nine civilians").id if thing == "claim" else thing, said)
    assert refused.value.code == code
    assert kept.state() == before


@pytest.mark.parametrize(
    ("said", "field", "value"),
    [
        ("count=12", "count", {"lower": 12, "upper": 12, "form": "exact"}),
        ("count=9-12", "count", {"lower": 9, "upper": 12, "form": "between"}),
        ("count=12..", "count", {"lower": 12, "upper": None, "form": "at_least"}),
        ("count=..12", "count", {"lower": 0, "upper": 12, "form": "at_most"}),
        ("count.upper=open", "count", {"lower": 9, "upper": None}),
        ("time=unknown", "time", None),
        ("time=2024-03-02..2024-03-03", "time", {"words": "2024-03-02..2024-03-03", "start": "2024-03-02", "end": "2024-03-03"}),
        ("scope=cumulative", "scope", "cumulative"),
        ("source.kind=party", "source", {"kind": "party"}),
        ("group.role=none", "group", {"role": None}),
        ("hedges=", "hedges", []),
    ],
)  # fmt: skip
def test_what_a_person_writes_is_what_is_kept(kept: Kept, said: str, field: str, value: object) -> None:
    done = kept.correct(kept.claim("killed nine civilians").id, said)
    assert done.judgement.fields == {field: value}
