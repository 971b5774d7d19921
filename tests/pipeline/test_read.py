from __future__ import annotations

import itertools
import multiprocessing
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from marsad.errors import ItemError, RunError
from marsad.model.reading import Reading
from marsad.model.report import Report
from marsad.pipeline.read import Outcome, read_all
from marsad.pipeline.readers import Readers
from marsad.settings import Settings
from marsad.sources.capture import Capture

SETTINGS = Settings()


def text_of(report: Report, reading: Reading) -> str:
    """A view that survives the way to another process."""
    if report.text == "break":
        raise KeyError("broken on purpose")
    if report.text == "die":
        os._exit(7)
    return report.text


def captures(*texts: str) -> list[Capture | ItemError]:
    return [Capture(f"{number}.txt", content=text.encode()) for number, text in enumerate(texts)]


def views(outcomes: Iterator[Outcome[str]]) -> list[str | None]:
    return [outcome.view for outcome in outcomes]


@pytest.mark.parametrize("jobs", [1, 2])
def test_the_order_is_that_of_the_captures(jobs: int) -> None:
    texts = [f"Report {number}" for number in range(150)]
    assert views(read_all(captures(*texts), SETTINGS, text_of, jobs)) == texts


@pytest.mark.parametrize("jobs", [1, 2])
def test_one_bad_item_costs_that_item(jobs: int) -> None:
    row = ItemError("sources.manifest-row", "m.csv:3: no path", hint="Name one.")
    items = [*captures("one", "", "break", "four"), row, Capture("nowhere.txt", Path("nowhere.txt"))]
    outcomes = list(read_all(items, SETTINGS, text_of, jobs))
    assert [outcome.view for outcome in outcomes] == ["one", None, None, "four", None, None]
    codes = [outcome.error.code for outcome in outcomes if outcome.error]
    assert codes == ["sources.empty", "pipeline.fault", "sources.manifest-row", "sources.missing"]


def test_a_fault_says_what_failed_where_and_that_it_is_ours() -> None:
    (outcome,) = read_all(captures("break"), SETTINGS, text_of)
    assert outcome.error is not None
    assert outcome.error.what.startswith(
        "0.txt: marsad failed on this text: KeyError: 'broken on purpose' (test_read.py:"
    )
    assert "fault of marsad" in outcome.error.hint


def test_a_lost_worker_stops_the_run() -> None:
    with pytest.raises(RunError) as stopped:
        list(read_all(captures("die"), SETTINGS, text_of, 2))
    assert stopped.value.code == "pipeline.worker-lost"


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_every_item_would_meet_stops_the_run(jobs: int, tmp_path: Path) -> None:
    settings = Settings(actors=str(tmp_path / "nowhere.csv"))
    with pytest.raises(RunError) as stopped:
        list(read_all(captures("Shelling killed two farmers."), settings, text_of, jobs))
    assert stopped.value.code == "reading.actors-file"


def test_no_more_is_taken_than_can_be_in_flight() -> None:
    taken = 0

    def endless() -> Iterator[Capture]:
        nonlocal taken
        for number in itertools.count():
            taken += 1
            yield Capture(f"{number}.txt", content=b"text")

    outcomes = read_all(endless(), SETTINGS, text_of, 2)
    for _ in range(40):
        next(outcomes)
    outcomes.close()  # type: ignore[attr-defined]
    assert taken <= 40 + 2 * 4 * 16 + 129


def test_workers_end_when_nobody_takes_the_rest() -> None:
    outcomes = read_all(captures(*["text"] * 2000), SETTINGS, text_of, 2)
    next(outcomes)
    outcomes.close()  # type: ignore[attr-defined]
    assert multiprocessing.active_children() == []


def test_what_was_noted_on_the_way_in_comes_first() -> None:
    (outcome,) = read_all([Capture("a.txt", content="A café was hit.".encode("cp1252"))], SETTINGS, text_of)
    assert [note.code for note in outcome.notes][:1] == ["sources.encoding-guessed"]


def test_a_language_that_nobody_taught_it_is_refused() -> None:
    readers = Readers(SETTINGS)
    with pytest.raises(ItemError) as refused:
        readers.read(Report("text", language="xx"))
    assert refused.value.code == "reading.language-unsupported"
    assert "en" in refused.value.hint


@pytest.mark.parametrize("language", ["en", "EN", "en-GB", "en_US"])
def test_a_region_does_not_change_the_reader(language: str) -> None:
    readers = Readers(SETTINGS)
    assert readers.reader_of(language) is readers.reader_of("en")
