from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.errors import RunError
from marsad.evaluation.grouped import agreement, load_known

LABELS = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=1, max_size=12)


@pytest.mark.parametrize(
    ("found", "known", "pairs", "b_cubed"),
    [
        ("aabb", "xxyy", (1.0, 1.0), (1.0, 1.0)),
        ("aaaa", "xxyy", (2 / 6, 1.0), (0.5, 1.0)),
        ("abcd", "xxyy", (1.0, 0.0), (1.0, 0.5)),
        ("aaab", "xxyy", (1 / 3, 0.5), ((2 / 3 + 2 / 3 + 1 / 3 + 1) / 4, 0.75)),
        ("abcd", "wxyz", (1.0, 1.0), (1.0, 1.0)),
    ],
)
def test_the_measures(found: str, known: str, pairs: tuple[float, float], b_cubed: tuple[float, float]) -> None:
    measured = agreement(found, known)
    assert (measured.pair_precision, measured.pair_recall) == pytest.approx(pairs)
    assert (measured.b_precision, measured.b_recall) == pytest.approx(b_cubed)


@given(LABELS)
def test_precision_one_way_is_recall_the_other(labels: list[tuple[int, int]]) -> None:
    found, known = zip(*labels, strict=True)
    there, back = agreement(found, known), agreement(known, found)
    assert there.pair_precision == back.pair_recall
    assert there.b_precision == pytest.approx(back.b_recall)
    assert 0 <= there.pair_f1 <= 1
    assert 0 < there.b_f1 <= 1 + 1e-12


def test_texts_with_known_incidents(tmp_path: Path) -> None:
    row = {
        "id": "a",
        "title": "Two shot",
        "dct": "2016-07-24",
        "content": "It was late.",
        "incident": 7,
        "split": "dev",
    }
    file = tmp_path / "known.jsonl"
    file.write_text(json.dumps(row) + "\n")
    (known,) = load_known(file)
    assert known.report.text == "Two shot\n\nIt was late."
    assert (known.report.path, known.incident, known.split) == ("a", "7", "dev")
    assert str(known.report.published) == "2016-07-24"


@pytest.mark.parametrize("row", ["", '{"id": "a"}', '{"id": "a", "content": "b", "incident": 1, "dct": "soon"}'])
def test_what_cannot_be_used_is_an_error(tmp_path: Path, row: str) -> None:
    file = tmp_path / "known.jsonl"
    file.write_text(row)
    with pytest.raises(RunError) as error:
        load_known(file)
    assert error.value.code == "evaluation.data-invalid"
