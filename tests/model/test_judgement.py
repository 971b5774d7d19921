from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from marsad.model.judgement import Judgement, judgement_id

CODE, OTHER = "SY-2023-idlib-1", "SY-2023-idlib-2"
QUESTIONS: list[tuple[Any, tuple[str, ...], dict[str, Any], tuple[tuple[str, ...], ...]]] = [
    ("same", (OTHER, CODE), {}, (("identity", CODE, OTHER),)),
    ("unsure", ("c2", "c1"), {}, (("identity", "c1", "c2"),)),
    ("accept", ("c1",), {}, (("claim", "c1"),)),
    ("correct", ("c1",), {"harm": "injured"}, (("claim", "c1"),)),
    (
        "correct",
        (CODE,),
        {"title": "x", "event": "y"},
        (("description", CODE, "event"), ("description", CODE, "title")),
    ),
    ("grade", (CODE,), {"grade": "Fair"}, (("grade", CODE),)),
    ("note", (CODE,), {}, ()),
]


@pytest.mark.parametrize(("verdict", "on", "said", "questions"), QUESTIONS)
def test_what_a_judgement_answers(
    verdict: Any, on: tuple[str, ...], said: dict[str, Any], questions: tuple[tuple[str, ...], ...]
) -> None:
    judgement = Judgement(judgement_id(17), verdict, on, "amal", "so", datetime.now(UTC), said)
    assert judgement.questions == questions
    assert (judgement.id, judgement.number) == ("J17", 17)
