from __future__ import annotations

import pickle

import pytest

from marsad.model.report import Report

ABC = "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


def test_the_id_is_the_content_address() -> None:
    assert Report("abc").id == Report("abc", "b.txt", outlet="Example Press").id == ABC
    assert Report("abd").id != ABC


def test_asking_for_the_id_changes_nothing() -> None:
    asked, other = Report("abc"), Report("abc")
    assert asked.id == ABC
    assert asked == other
    assert hash(asked) == hash(other)
    assert repr(asked) == repr(other)
    assert pickle.loads(pickle.dumps(asked)).id == ABC


@pytest.mark.parametrize("text", ["قتل تسعة", "\ud800", ""])
def test_every_text_has_an_id(text: str) -> None:
    assert len(Report(text).id) == len(ABC)
