"""The rows of a toll, as the ledger kept it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from marsad.ledger.state import State
from marsad.publishing.exports.tables import TollRow


def toll_rows(code: str, state: State) -> Iterator[TollRow]:
    """What is known of everybody and of each kind of people in the incident `code`; nothing is a row that says 0."""
    toll = state.tolls.get(code, {}).get("toll", {})
    for said in (*toll.get("rows", ()), *toll.get("groups", ())):
        yield _row(code, said)


def _row(code: str, said: Mapping[str, Any]) -> TollRow:
    return TollRow(
        incident=code,
        harm=said["harm"],
        people=people(said),
        status=said["status"] or "all",
        age=said["age"] or "all",
        sex=said["sex"] or "all",
        role=said.get("role"),
        affiliation=said.get("affiliation"),
        lower=said["lower"],
        upper=said["upper"],
        near_lower=said["near_lower"],
        near_upper=said["near_upper"],
        held_lower=tuple(said["held_by"]["lower"]),
        held_upper=tuple(said["held_by"]["upper"]),
        proven=said["proven"],
    )


def people(said: Mapping[str, Any]) -> str:
    """Of whom, in words: "all", "civilian child", "role journalist"."""
    words = [word for word in (said["status"], said["age"], said["sex"]) if word]
    words += [f"{name} {said[name]}" for name in ("role", "affiliation") if said.get(name)]
    return " ".join(words) or "all"
