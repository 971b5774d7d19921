"""An incident of the record for people at a terminal: what it is, what it comes to, why, and who decided what."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from marsad.pipeline.record.showing import Known
from marsad.publishing.incident_words import (
    claim_lines,
    days_words,
    gone_words,
    grade_words,
    judgement_lines,
    other_words,
    rejected_words,
    status_words,
    told_by_words,
)
from marsad.publishing.terminal import Terminal, one_line
from marsad.publishing.toll_table import known_in, toll_body
from marsad.publishing.view import PLACES_CREDIT
from marsad.publishing.words import actor_words, place_words


def incident_sheet(known: Known, terminal: Terminal, *, claims: bool = False) -> str:
    """All that is known of one incident, as text; with `claims` each of its claims by its id."""
    told = _section("Claims", list(claim_lines(known)) if claims else [])
    people = (
        *_section("Rejected by people", list(rejected_words(known))),
        *_section("Judgements", judgement_lines(known)),
    )
    return terminal.printed([*_head(known), *_toll(known), *told, *people, "", _foot(known)])


def _head(known: Known) -> Iterator[RenderableType]:
    incident, said = known.incident, known.incident.description
    toll = next((one for one in known.tolls.incidents if one.id == incident.code), None)
    for line in status_words(known):
        yield Text(one_line(line), style="italic")
    title = toll.title if toll is not None else said.title
    yield Text(one_line(f"{incident.code}  {title}".rstrip()), style="bold")
    facts = [said.event.replace("_", " ") if said.event != "unknown" else "event not named"]
    facts += [place_words(said.place), days_words(incident)]
    facts += [] if toll is None else actor_words(toll.event)
    yield Text(one_line(" · ".join(facts)))
    if known.parent is not None:
        yield Text(one_line(f"part of {other_words(known.parent, known)}"))
    for part in known.parts:
        yield Text(one_line(f"with its part {other_words(part, known)}"))
    yield Text(one_line(grade_words(known)))
    yield Text(one_line(told_by_words(known)))


def _toll(known: Known) -> Iterator[RenderableType]:
    for note in (*known.notes, *gone_words(known)):
        yield Text(f"note: {one_line(note)}", style="italic")
    for toll in known.tolls.incidents:
        if toll.id == known.incident.code:
            yield from toll_body(toll, known_in(known.tolls))


def _section(heading: str, lines: Sequence[str]) -> Iterator[RenderableType]:
    if lines:
        yield Text(f"\n{heading}", style="bold")
    for line in lines:
        yield Padding(Text(f"- {one_line(line)}"), (0, 0, 0, 2))


def _foot(known: Known) -> str:
    policy = known.tolls.policy
    return f"Policy {one_line(policy.name)} {policy.version}, {policy.digest[:23]}…. {PLACES_CREDIT}"
