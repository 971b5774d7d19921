"""The method is the policy itself, each value in words, and the figures are those of the methodology."""

from __future__ import annotations

import pytest

from marsad.publishing.pages.catalogue import catalogue
from marsad.publishing.pages.method import rule_words, value_words
from marsad.publishing.views.method import MEASURED, method_view
from marsad.tolls.policy import Policy
from tests.house.tree import ROOT
from tests.publishing import observed


def test_every_value_of_the_policy_is_there() -> None:
    policy = Policy.load()
    with observed.at() as moment:
        view = method_view(moment)
    assert {s.name: {r.key: r.value for r in s.rules} for s in view.sections} == policy.values
    assert (view.name, view.version, view.digest) == (policy.name, policy.version, policy.digest)
    assert view.counted_by == (policy.name, str(policy.version), policy.digest)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_every_rule_has_words(language: str) -> None:
    t = catalogue(language)
    unsaid = [
        f"{section}.{key}"
        for section, values in Policy.load().values.items()
        for key in values
        if not t.has(f"terms.policy.{section}.{key}") and section not in ("weights", "hedges")
    ]
    assert unsaid == []
    assert all(
        t.has(f"terms.policy.{part}.{section}") for part in ("sections", "why") for section in Policy.load().values
    )


@pytest.mark.parametrize(
    "value,words", [([], "none: such a claim is set aside"), ([1, 7], "1, 7"), (20_000_000, "20,000,000"), (0.1, "0.1"), ("civilian", "are civilians"), ("odd", "odd")]
)  # fmt: skip
def test_values_are_said(value: object, words: str) -> None:
    assert value_words(catalogue("en"), value) == words


def test_a_rule_of_a_policy_to_come_is_shown_as_written() -> None:
    assert rule_words(catalogue("ar"), "moon", "full_phase") == "full phase"


def test_the_measured_figures_are_those_of_the_methodology() -> None:
    page = (ROOT / "METHODOLOGY.md").read_text(encoding="utf-8")
    rows = {
        line.split("|")[1].strip(): line.split("|")[3].strip()
        for line in page.splitlines()
        if line.startswith("| ") and line.count("|") == 4
    }
    assert rows["texts, claims"] == f"{MEASURED.texts}, {MEASURED.claims}"
    assert (float(rows["claims: precision"]), float(rows["claims: recall"])) == (MEASURED.precision, MEASURED.recall)
