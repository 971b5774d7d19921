"""The dispatch that every toll is tried on, told in many ways: whatever the words and numbers, its arithmetic comes out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

import pytest

from marsad.model.claim import Claim
from marsad.model.toll import IncidentToll, TollRow, Tolls
from marsad.reading.reader import Reader
from marsad.tolls.policy import Policy
from marsad.tolls.tally import tolls_of
from tests.tolls.dispatch import Dispatch, drawn

READER = Reader()
POLICY = Policy.load()
SEEDS = range(60)


@dataclass
class Told:
    """A dispatch, its tolls, and its claims by the paragraph that they stand in."""

    dispatch: Dispatch
    tolls: Tolls
    by_paragraph: Mapping[str, list[Claim]]

    def incident(self, paragraph: str) -> IncidentToll | None:
        """The incident that holds the first claim of a paragraph."""
        claims = self.by_paragraph.get(paragraph, [])
        return next((i for i in self.tolls.incidents if claims and claims[0].id in i.claims), None)

    def set_aside(self) -> dict[str, str]:
        """Why a claim is not in a sum, by the claim."""
        inside = [each for incident in self.tolls.incidents for each in incident.set_aside]
        return {each.claim: each.reason for each in (*inside, *self.tolls.set_aside)}


def told(dispatch: Dispatch) -> Told:
    report = dispatch.report
    reading = READER.read(report)
    by_paragraph: dict[str, list[Claim]] = {}
    for claim in reading.claims:
        by_paragraph.setdefault(dispatch.paragraph(claim.span.start), []).append(claim)
    return Told(dispatch, tolls_of([(report, reading)], POLICY), by_paragraph)


def row(incident: IncidentToll | None, harm: str = "killed", **kind: str) -> TollRow | None:
    wanted = (harm, kind.get("status"), kind.get("age"), None)
    rows = incident.toll if incident is not None else ()
    return next((r for r in rows if (r.harm, r.status, r.age, r.sex) == wanted), None)


def expect(what: str, found: TollRow | None, lower: int, upper: int | None, *, near: bool = True) -> Iterator[str]:
    """A fault unless the row has these bounds, and near ones as well where the near ones matter."""
    bounds = (found.lower, found.upper) if found is not None else None
    if bounds != (lower, upper):
        yield f"{what}: {bounds} instead of {(lower, upper)}"
    elif near and found is not None and (found.near_lower, found.near_upper) != (lower, upper):
        yield f"{what}: near {(found.near_lower, found.near_upper)}"
    if found is not None and not found.proven:
        yield f"{what}: not proven"


def faults(story: Told) -> Iterator[str]:
    """Everything in which the tolls of a dispatch are not those of its story."""
    yield from faults_of_sums(story)
    yield from faults_of_readings(story)
    yield from faults_beside(story)


def faults_of_sums(story: Told) -> Iterator[str]:
    n = story.dispatch.numbers
    whole, town, near = (story.incident(name) for name in ("lead", "town", "near"))
    yield from expect("all killed", row(whole), n.town + n.near, n.town + n.near)
    yield from expect("all civilians", row(whole, status="civilian"), n.all_civilians, n.all_civilians)
    fighters = n.fighters + n.near_fighters
    yield from expect("all fighters", row(whole, status="combatant"), fighters, fighters)
    yield from expect("all children", row(whole, age="child"), n.near_children, n.near_children, near=False)
    yield from expect("town", row(town), n.town, n.town)
    yield from expect("civilians in the town", row(town, status="civilian"), n.civilians, n.civilians)
    yield from expect("fighters in the town", row(town, status="combatant"), n.fighters, n.fighters)
    yield from expect("near", row(near), n.near, n.near)
    civilians = n.near_civilians + n.near_children
    yield from expect("civilians near", row(near, status="civilian"), civilians, civilians)
    yield from expect("fighters near", row(near, status="combatant"), n.near_fighters, n.near_fighters)
    yield from expect("children near", row(near, age="child"), n.near_children, n.near_children)
    for name, part in (("town", town), ("near", near)):
        if part is not None and (whole is None or part.parent != whole.id):
            yield f"{name}: no part of the whole"
    yield from expect("all injured", row(whole, "injured"), n.injured, None, near=False)
    if story.dispatch.injured_at == "town" or (story.dispatch.injured_at == "one event" and n.town > n.near):
        yield from expect("injured", row(town, "injured"), n.injured, None, near=False)
    if story.dispatch.injured_at != "one event" and row(near, "injured") is not None:
        yield "injured near the capital"


def faults_of_readings(story: Told) -> Iterator[str]:
    n = story.dispatch.numbers
    counted = {claim.id for claim in story.by_paragraph.get("all", [])[:1]}
    in_town = {claim.id for claim in story.by_paragraph.get("town", [])}
    wanted = [counted | in_town]
    rescue = {claim.id for claim in story.by_paragraph.get("rescue", [])}
    if rescue and n.all_civilians > n.town:
        wanted.append(counted | rescue)
    found = [set(c.claims) for i in story.tolls.incidents for c in i.conflicts]
    if sorted(map(sorted, found)) != sorted(map(sorted, wanted)):
        yield f"{len(found)} conflicts, not the {len(wanted)} of the story"
    changed = [(change.claim, change.reading) for i in story.tolls.incidents for change in i.changed]
    if [claim for claim, _ in changed] != list(counted) or not changed[0][1].startswith("area_wide"):
        yield f"changed: {[reading for _, reading in changed]}"


def faults_beside(story: Told) -> Iterator[str]:
    """What stands apart from the story: the week before, the ministry, the war."""
    n, aside = story.dispatch.numbers, story.set_aside()
    before = story.incident("before")
    yield from expect("before", row(before), n.before, n.before)
    yield from expect("children before", row(before, age="child"), n.children_before, n.children_before)
    if before is not None and before.parent is not None:
        yield "before: a part"
    for paragraph, reason in (("ministry", "party_on_enemy"), ("war", "other_scope")):
        if paragraph in dict(story.dispatch.paragraphs):
            claims = story.by_paragraph.get(paragraph, [])
            if not claims or any(aside.get(claim.id) != reason for claim in claims):
                yield f"{paragraph}: {[aside.get(claim.id) for claim in claims]}"
    if "rejected" in aside.values():
        yield "a claim is rejected"


@cache
def story(seed: int) -> Told:
    return told(drawn(seed))


@pytest.mark.parametrize("seed", SEEDS)
def test_the_tolls_are_those_of_the_story(seed: int) -> None:
    found = story(seed)
    assert list(faults(found)) == [], found.dispatch.report.text
