"""Tolls for people at a terminal: what a desk editor wants to see first, incident by incident."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from rich.console import RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.text import Text

from marsad.model.claim import Claim
from marsad.model.toll import IncidentToll, TollRow, Tolls
from marsad.publishing.terminal import Terminal, one_line, plain_table
from marsad.publishing.toll_words import (
    RULES,
    claim_words,
    conflict_words,
    near_words,
    people_words,
    range_words,
    result_words,
    speakers_of,
)
from marsad.publishing.view import PLACES_CREDIT
from marsad.publishing.words import actor_words, counted, event_words, place_words, time_words
from marsad.tolls.wording import quoted

_MOST_CONFLICTS = 3
_NOTHING = "No claim about an incident was found."


class Known(NamedTuple):
    """The claims of all tolls by their ids, and who says each."""

    claims: Mapping[str, Claim]
    speakers: Mapping[str, str]


def toll_table(tolls: Tolls, terminal: Terminal) -> str:
    """All tolls as text."""
    known = known_in(tolls)
    parts: list[RenderableType] = []
    for incident in tolls.incidents:
        parts += _incident(incident, known)
    if not tolls.incidents:
        parts.append(_NOTHING)
    if tolls.set_aside:
        parts += ["", Text("Claims of no incident", style="bold"), *_lines(each.why for each in tolls.set_aside)]
    policy = tolls.policy
    reports = counted(len(tolls.reports), "report")
    foot = f"\n{counted(len(tolls.incidents), 'incident')} from {reports}. Nobody has reviewed them."
    parts += [foot, f"Policy {one_line(policy.name)} {policy.version}, {policy.digest[:23]}…. {PLACES_CREDIT}"]
    return terminal.printed(parts)


def known_in(tolls: Tolls) -> Known:
    """The claims of tolls, and who says each."""
    return Known({claim.id: claim for claim in tolls.claims}, speakers_of(tolls))


def _incident(incident: IncidentToll, known: Known) -> Iterator[RenderableType]:
    top = incident.parent is None
    yield Rule(characters="═" if top else "─", style="none")
    yield Text(one_line(incident.title), style="bold")
    facts = [event_words(incident.event), place_words(incident.place), time_words(incident.time)]
    facts += actor_words(incident.event)
    yield Text(one_line(" · ".join(facts)))
    origins = "one origin" if incident.origins == 1 else f"{incident.origins} origins"
    told = f"{incident.id} · {counted(incident.reports, 'report')}, {origins}"
    yield Text(told if top else f"{told} · part of {incident.parent}", style="dim")
    yield from toll_body(incident, known)
    yield ""


def toll_body(incident: IncidentToll, known: Known) -> Iterator[RenderableType]:
    """What an incident comes to: its ranges with who holds them, its notes, and why the ranges are what they are."""
    if incident.toll:
        yield ""
        sources = _sources(incident, known)
        yield _rows(incident, known, sources)
        named = "; ".join(f"[{number}] {source}" for number, source in enumerate(sources, 1))
        yield Text(one_line(named), style="dim")
    for note in incident.notes:
        yield Text(f"\nnote: {one_line(note)}", style="italic")
    yield from _explained(incident, known)


def _rows(incident: IncidentToll, known: Known, sources: Sequence[str]) -> RenderableType:
    table = plain_table()
    table.add_column("", ratio=22)
    table.add_column("Toll", ratio=18)
    table.add_column("Held by", ratio=60)
    rows = [(people_words(row), row) for row in incident.toll]
    rows += [(people_words(each.row, each.role, each.affiliation), each.row) for each in incident.groups]
    for name, row in rows:
        table.add_row(one_line(name), _range(row), _held(row, known, sources))
    return table


def _range(row: TollRow) -> Text:
    text = Text(range_words(row.lower, row.upper), style="bold")
    near = near_words(row)
    return text.append(f"\n{near}", style="dim") if near else text


def _held(row: TollRow, known: Known, sources: Sequence[str]) -> str:
    def holders(ids: Sequence[str]) -> str:
        names = [(quoted(known.claims[claim]), sources.index(known.speakers[claim]) + 1) for claim in ids]
        return one_line(" + ".join(f"{words} [{number}]" for words, number in names))

    low, high = row.held_by.lower, row.held_by.upper
    if low == high:
        return holders(low) or "–"
    ends = [("no fewer: ", low), ("no more: ", high)]
    return "\n".join(f"{words}{holders(ids)}" for words, ids in ends if ids)


def _sources(incident: IncidentToll, known: Known) -> list[str]:
    """Whoever holds a bound, so that long names need be written once."""
    rows = [*incident.toll, *(each.row for each in incident.groups)]
    held = (claim for row in rows for claim in (*row.held_by.lower, *row.held_by.upper))
    return list(dict.fromkeys(known.speakers[claim] for claim in held))


def _explained(incident: IncidentToll, known: Known) -> Iterator[RenderableType]:
    """Conflicts, changed readings, the rules of the field, claims set aside."""
    if incident.conflicts:
        yield Text("\nNot all of these can be true", style="bold")
        yield from _lines(each.why for each in incident.conflicts[:_MOST_CONFLICTS])
        more = conflict_words(incident, _MOST_CONFLICTS)
        if more:
            yield from _lines([more])
    if incident.changed:
        yield Text("\nRead otherwise than it sounds", style="bold")
        yield from _lines(
            f"{claim_words(known.claims[c.claim], known.speakers)} {c.to} (it sounds as if it {c.from_}): {c.why.rpartition(': ')[2]} "
            f"Wrong if there is {c.refuted_by}."
            for c in incident.changed
        )
    if incident.rules:
        yield Text("\nBy the rules of the field", style="bold")
        for rule, results in incident.rules.items():
            yield from _lines([f"{RULES[rule]}: {'; '.join(result_words(result) for result in results)}"])
    if incident.set_aside:
        yield Text("\nSet aside", style="bold")
        yield from _lines(each.why for each in incident.set_aside)


def _lines(texts: Iterator[str] | Sequence[str]) -> Iterator[RenderableType]:
    for text in texts:
        yield Padding(Text(f"- {one_line(text)}"), (0, 0, 0, 2))
