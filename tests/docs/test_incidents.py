"""The page on incidents says of every feature what its docstring says, and gives the weights as they are."""

import json
import re
from importlib.resources import files

import pytest

from marsad.incidents.features import FEATURES
from marsad.incidents.grade import GRADES
from tests.house.tree import ROOT

PAGE = " ".join((ROOT / "docs" / "explanation" / "incidents.md").read_text(encoding="utf-8").split())
WEIGHTS = json.loads((files("marsad.incidents") / "weights.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", FEATURES)
def test_every_feature_is_explained_in_its_own_words(name: str) -> None:
    words = " ".join((FEATURES[name].__doc__ or "").split())
    states = ", ".join(f"{state} {weight:+.2f}" for state, weight in WEIGHTS["features"][name].items())
    assert f"| `{name}` | {words} | {states} |" in PAGE


def test_the_version_and_the_prior_are_said() -> None:
    assert f"version {WEIGHTS['version']}" in PAGE
    assert f"prior {WEIGHTS['prior']:+.2f}" in PAGE


def test_every_grade_is_explained() -> None:
    assert [name for name in GRADES if not re.search(rf"\| {name} \|", PAGE)] == []
