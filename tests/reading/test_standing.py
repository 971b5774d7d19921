"""What the words around a claim say of how its event stands to those told before."""

from datetime import date

import pytest

from marsad.model.reading import Cue
from marsad.model.report import Report
from marsad.reading.reader import Reader

READER = Reader()
TOLD = "Shells killed nine people in Aleppo on Sunday, a monitor said. "
CASES: list[tuple[str, str, Cue, bool]] = [
    (TOLD, "A second strike killed four people there.", "another_event", True),
    (TOLD, "A strike killed four people there.", "another_event", False),
    (TOLD, "Three more people were killed in Idlib.", "further_people", True),
    (TOLD, "The shells also killed three people in Idlib.", "further_people", True),
    (TOLD, "Three people were killed in Idlib.", "further_people", False),
    (TOLD, "Two of them were children. The rest were fighters.", "remainder", True),
    ("", "Air raids killed four people in Aleppo.", "several_events", True),
    ("", "An air raid killed four people in Aleppo.", "several_events", False),
    ("", "Shells killed four people in the Salah al-Din district of Aleppo.", "in_quarter", True),
    ("", "Shells killed four people in Idlib.", "in_quarter", False),
    (TOLD, "The shells killed a child.", "place_carried", True),
    (TOLD, "The shells killed a child in Idlib.", "place_carried", False),
    (TOLD + "Rain fell. It was cold. ", "The shells killed a child.", "place_far", True),
    (TOLD, "The shells killed a child.", "place_far", False),
    (TOLD, "The shells killed a child.", "time_carried", True),
    (TOLD, "The shells killed a child on Saturday.", "time_carried", False),
]


@pytest.mark.parametrize(("before", "text", "cue", "there"), CASES)
def test_the_last_claim_of_a_text_has_its_cue(before: str, text: str, cue: Cue, there: bool) -> None:
    reading = READER.read(Report(before + text, published=date(2024, 6, 3)))
    last = reading.claims[-1]
    assert last.span.start >= len(before)
    assert (cue in reading.standing[last.id].cues) is there
