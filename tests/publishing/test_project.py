"""The settings of publishing: defaults that protect, and errors that say what is wrong."""

from pathlib import Path

import pytest

from marsad.errors import RunError
from marsad.publishing.project import Project
from marsad.store.location import Location

BAD = [
    ({"public": 3}, "`public` is no table"),
    ({"public": {"titel": "x"}}, "`public.titel` is no setting"),
    ({"public": {"evidence": "yes"}}, "`public.evidence` must be true or false"),
    ({"public": {"title": 3}}, "`public.title` must be a text"),
    ({"public": {"points": "vague"}}, "`public.points` must be one of exact, settlement"),
]


def of(settings: dict[str, object]) -> Project:
    return Project.of(Location(Path("here"), "record.sqlite", settings))


def test_without_settings_nobody_is_named_and_no_evidence_is_given() -> None:
    project = of({})
    assert not (project.victims_names)
    assert not (project.reviewers_names)
    assert not (project.evidence)
    assert not (project.search_reports)


def test_what_is_set_is_taken() -> None:
    assert of({"public": {"title": "Lamp", "address": "https://lamp.example/"}}).address == "https://lamp.example"


@pytest.mark.parametrize(("settings", "words"), BAD)
def test_settings_that_cannot_be_used(settings: dict[str, object], words: str) -> None:
    with pytest.raises(RunError, match=words) as caught:
        of(settings)
    assert caught.value.code == "publishing.settings"
