from __future__ import annotations

import json
from pathlib import Path

import pytest

from marsad.errors import RunError
from marsad.evaluation.floors import Fall, Floors

SHA = "sha256:1"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "floors.json"
    Floors(path).raise_to("a", SHA, {"f1": 0.85678, "place": 0.29})
    return path


def refusal(code: str) -> pytest.RaisesExc[RunError]:
    return pytest.RaisesExc(RunError, check=lambda error: error.code == code)


def test_floors_are_cut_to_three_decimals_not_rounded_up(path: Path) -> None:
    assert json.loads(path.read_text())["a"] == {"digest": SHA, "floors": {"f1": 0.856, "place": 0.29}, "lowered": []}


def test_the_run_that_set_a_floor_keeps_it(path: Path) -> None:
    assert Floors(path).check("a", SHA, {"f1": 0.85678, "place": 0.29}) == []


def test_a_fall_is_named(path: Path) -> None:
    assert Floors(path).check("a", SHA, {"f1": 0.8559, "place": 0.3}) == [Fall("f1", 0.856, 0.8559)]


def test_a_figure_that_is_no_longer_measured_has_fallen(path: Path) -> None:
    assert Floors(path).check("a", SHA, {"f1": 0.9}) == [Fall("place", 0.29, 0.0)]


def test_other_data_is_not_compared(path: Path) -> None:
    with refusal("evaluation.floors-other-data"):
        Floors(path).check("a", "sha256:2", {"f1": 0.9, "place": 0.9})


def test_an_unknown_corpus_has_no_floors(path: Path) -> None:
    with refusal("evaluation.floors-missing"):
        Floors(path).check("b", SHA, {"f1": 0.9})


def test_floors_rise(path: Path) -> None:
    Floors(path).raise_to("a", "sha256:2", {"f1": 0.9, "place": 0.3})
    assert Floors(path).check("a", "sha256:2", {"f1": 0.9, "place": 0.3}) == []


def test_a_floor_is_lowered_only_with_a_reason_that_is_kept(path: Path) -> None:
    before = path.read_text()
    with refusal("evaluation.floors-lowered"):
        Floors(path).raise_to("a", SHA, {"f1": 0.8, "place": 0.3})
    assert path.read_text() == before
    Floors(path).raise_to("a", SHA, {"f1": 0.8, "place": 0.3}, lower="harder cases came in")
    assert json.loads(path.read_text())["a"]["lowered"] == ["harder cases came in"]
    Floors(path).raise_to("a", SHA, {"f1": 0.9, "place": 0.3}, lower="not needed")
    assert json.loads(path.read_text())["a"]["lowered"] == ["harder cases came in"]


def test_other_corpora_in_the_file_stay(path: Path) -> None:
    Floors(path).raise_to("b", SHA, {"f1": 0.5})
    assert set(json.loads(path.read_text())) == {"a", "b"}


def test_a_file_that_is_no_json_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "floors.json"
    path.write_text("{")
    with pytest.raises(RunError) as refused:
        Floors(path)
    assert refused.value.code == "evaluation.floors-invalid"
