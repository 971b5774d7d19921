"""A run that is killed at any moment loses nothing; `benchmarks/killed_runs.py` does it two hundred times."""

from __future__ import annotations

import random
from pathlib import Path

from benchmarks.dispatches import dispatches
from benchmarks.killed_runs import content, disturbed, undisturbed


def test_a_record_comes_out_the_same_however_often_its_runs_are_killed(tmp_path: Path) -> None:
    chance, texts = random.Random(7), dispatches(18, 7)
    took, lengths = undisturbed(tmp_path / "whole", texts)
    expected = content(tmp_path / "whole")
    kills = landed = records = 0
    while kills < 10:
        record = tmp_path / str(records)
        some, hits = disturbed(record, texts, took, lengths, chance)
        kills, landed, records = kills + some, landed + hits, records + 1
        assert content(record) == expected
    assert landed
