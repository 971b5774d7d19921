from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from marsad.pipeline.record.cumulative import Compared, cumulative
from marsad.pipeline.record.run import run
from marsad.settings import Settings
from marsad.sources.capture import Capture
from marsad.store.filters import IncidentFilter
from marsad.store.store import Store
from marsad.tolls.policy import Policy
from tests.archive.made import deposit

STRIKE = "An air strike killed nine people in Jisr al-Shughur, Syria, on 25 June 2023, rescue workers said."
SHELLING = "Shelling killed four civilians in Ariha, Syria, on 30 June 2023, residents said."
PUBLISHED = date(2023, 7, 2)


def compared(folder: Path, claim: str, wanted: IncidentFilter) -> list[Compared]:
    """What the record says of a running total, once it has read it and two incidents."""
    texts = [STRIKE, SHELLING, claim]
    with Store.create(folder / "record") as store:
        deposit(store, *(Capture(f"{n}.txt", content=t.encode(), published=PUBLISHED) for n, t in enumerate(texts)))
        run(store, Settings(), Policy.load(None), 1, lambda *_: None)
        with store.read() as record:
            return list(cumulative(record, Policy.load(None), wanted, "killed"))


SYRIA = IncidentFilter(country="SY")


@pytest.mark.parametrize(
    ("claim", "wanted", "answer", "missing", "summed", "since"),
    [
        ("The war has killed more than 500,000 people in Syria since 2011.", SYRIA, "record-incomplete", 499_988, "13", date(2011, 1, 1)),
        ("The war has killed ten people in Syria since 2011.", SYRIA, "incompatible", 0, "13", date(2011, 1, 1)),
        ("The war has killed up to 20 people in Syria since 2011.", SYRIA, "compatible", 0, "13", date(2011, 1, 1)),
        ("The war in Syria has killed more than 500,000 people.", IncidentFilter(country="SY", since=date(2023, 6, 26)),
         "record-incomplete", 499_997, "4", date(2023, 6, 26)),
    ],
)  # fmt: skip
def test_a_running_total_is_held_against_the_incidents_that_it_counts(
    tmp_path: Path, claim: str, wanted: IncidentFilter, answer: str, missing: int, summed: str, since: date
) -> None:
    (found,) = compared(tmp_path, claim, wanted)
    assert (found.answer, found.missing, str(found.summed)) == (answer, missing, summed)
    assert (found.wanted.since, found.wanted.until) == (since, PUBLISHED)
    assert found.assumed == (wanted.since is not None)


def test_a_running_total_of_another_country_is_none_of_these(tmp_path: Path) -> None:
    assert (
        compared(
            tmp_path, "The war has killed more than 500,000 people in Syria since 2011.", IncidentFilter(country="UA")
        )
        == []
    )
