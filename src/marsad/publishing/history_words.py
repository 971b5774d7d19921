"""Histories and differences for people and for programs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from marsad.ledger.history import Line

Told = Sequence[tuple[str, Line]]
"""Lines of a history, each with the code of the incident that it is about."""


def history_lines(code: str, leads_to: str, told: Told) -> Iterator[str]:
    """A history, a line a change; lines of parts name their part."""
    for one, line in told:
        yield str(line) if one == code else f"{line}  [{one}]"
    if leads_to != code:
        yield f"{code} is merged into {leads_to}: `marsad history {leads_to}` goes on."


def history_json(code: str, leads_to: str, told: Told) -> dict[str, Any]:
    """The same as plain JSON."""
    lines = [
        {
            "change": line.number,
            "at": line.at.isoformat(),
            "actor": line.actor,
            "incident": one,
            "kind": line.kind,
            "cause": line.cause,
            "what": line.text,
            "why": line.why,
        }
        for one, line in told
    ]
    return {"code": code, "leads_to": leads_to, "lines": lines}
