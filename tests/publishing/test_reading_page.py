from __future__ import annotations

import re
from dataclasses import replace

import pytest

from marsad.model.claim import Span
from marsad.model.reading import Note, Reading
from marsad.model.report import Report
from marsad.publishing.reading_page import Page
from tests.by_hand import PEOPLE, READING, REPORT
from tests.publishing.parsed import HOSTILE, POLICY, Tree, colours_of, contrast, policy_of


def page_of(*parts: tuple[Report, Reading], explain: bool = False) -> str:
    page = Page(explain=explain)
    claims = sum(len(reading.claims) for _, reading in parts)
    return page.head() + "".join(page.one(*part) for part in parts) + page.foot(len(parts), claims)


def test_every_link_has_its_target_and_every_target_is_one() -> None:
    other = replace(REPORT, path="copy.txt")
    tree = Tree(page_of((REPORT, READING), (other, READING)))
    ids, links = tree.values("id"), tree.values("href")
    assert len(set(ids)) == len(ids)
    assert len(links) == 2 * 2 * len(READING.claims)
    assert {link.removeprefix("#") for link in links} <= set(ids)


def test_the_page_needs_nothing_and_runs_nothing() -> None:
    page = page_of((REPORT, READING))
    tree = Tree(page)
    tags = {tag for tag, _ in tree.tags}
    assert tags.isdisjoint({"script", "link", "img", "iframe", "object", "form"})
    assert policy_of(tree) == POLICY
    assert "url(" not in page
    assert "@import" not in page


def test_hostile_text_is_shown_not_run() -> None:
    count = replace(PEOPLE.count, start=8, end=20)
    claim = replace(
        PEOPLE, span=Span(0, len(HOSTILE), HOSTILE), count=count, language=HOSTILE, persons=(HOSTILE,),
        group=replace(PEOPLE.group, status="civilian", role=HOSTILE, affiliation=HOSTILE),
        source=replace(PEOPLE.source, name=HOSTILE, relayed_by=(HOSTILE,)),
        event=replace(PEOPLE.event, weapon=HOSTILE), place=replace(PEOPLE.place, words=HOSTILE, name=None),  # type: ignore[type-var]
    )  # fmt: skip
    report = Report(HOSTILE, HOSTILE, None, HOSTILE, HOSTILE, HOSTILE)
    rules = {claim.id: (HOSTILE,)}
    tree = Tree(page_of((report, Reading(report.id, (claim,), (), (Note("x.y", HOSTILE),), rules)), explain=True))
    tags = [tag for tag, _ in tree.tags]
    assert "script" not in tags
    assert "img" not in tags
    assert all(href.startswith("#") for href in tree.values("href"))
    assert not [name for _, attributes in tree.tags for name in attributes if name.startswith("on")]
    assert tree.text.count("alert(1)") >= 9


def test_text_of_any_direction_is_kept_apart() -> None:
    text = "قتل تسعة مدنيين"
    claim = replace(PEOPLE, language="ar", span=Span(0, len(text), text), count=replace(PEOPLE.count, start=4, end=8))
    report = Report(text, "a.txt", language="ar")
    page = page_of((report, Reading(report.id, (claim,))))
    assert '<div class="text" dir="auto" lang="ar">' in page
    assert '<q dir="auto" lang="ar">' in page
    assert "<bdi>13 or more</bdi>" in page


def test_colour_is_never_the_only_cue() -> None:
    style = Page().head()
    lines = re.findall(r"mark\.(\w+)[^{]*\{[^}]*text-decoration: ([^;]*) \d", style)
    kinds = dict(lines)
    assert len(kinds) >= 6
    assert len(set(kinds.values())) == len(kinds)


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
def test_contrast_is_that_of_wcag_aa(theme: int) -> None:
    colours = colours_of(Page().head(), theme)
    grounds = ["paper", "card", *(name.removesuffix("-line") for name in colours if name.endswith("-line"))]
    assert [name for name in grounds if contrast(colours["ink"], colours[name]) < 4.5] == []
    assert [n for n in ("quiet", "link") if contrast(colours[n], colours["paper"]) < 4.5] == []
    lines = [name for name in colours if name.endswith("-line")]
    assert [name for name in lines if contrast(colours[name], colours["card"]) < 3] == []


def test_a_report_without_claims_says_so_and_folds_its_text() -> None:
    tree = Tree(page_of((Report("Rain is expected."), Reading("sha256:0"))))
    assert "No claim about casualties was found." in tree.text
    assert ("details", {}) in tree.tags


def test_the_rules_are_named_when_asked_for() -> None:
    assert "number.bound → harm.verb" in Tree(page_of((REPORT, READING), explain=True)).text
    assert "number.bound" not in Tree(page_of((REPORT, READING))).text


def test_the_foot_credits_the_places_and_says_that_no_person_has_looked() -> None:
    text = Tree(page_of((REPORT, READING))).text
    assert "GeoNames" in text
    assert "4 claims in 1 report, read by marsad. Nobody has reviewed them." in text
