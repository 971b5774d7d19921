"""Incidents of a state that is being written: each put in place together with what makes looking it up quick."""

from __future__ import annotations

from collections.abc import Mapping, MutableMapping
from typing import TypeVar, cast

from marsad.ledger.state import State
from marsad.model.incident import Incident

K = TypeVar("K")
V = TypeVar("V")


def own(mapping: Mapping[K, V]) -> MutableMapping[K, V]:
    """The mapping of a workspace, to be written to."""
    assert isinstance(mapping, MutableMapping)
    return cast("MutableMapping[K, V]", mapping)


def put(state: State, incident: Incident) -> None:
    """Put an incident in the place of what the state has under its code."""
    code, before = incident.code, state.incidents.get(incident.code)
    own(state.incidents)[code] = incident
    parent, whole = (None if one is None else one.description.parent for one in (before, incident))
    _relate(own(state.parts), code, parent, whole)
    _relate(own(state.merged_from), code, None if before is None else before.merged_into, incident.merged_into)
    if incident.status == "open" and not incident.claims:
        own(state.bare)[code] = True
    else:
        own(state.bare).pop(code, None)
    if before is None or (before.claims, before.status) != (incident.claims, incident.status):
        _count_anew(state, incident)


def touch(state: State, code: str) -> None:
    """Note that the toll of an open incident may be another now."""
    if state.incidents[code].status == "open":
        own(state.unreckoned)[code] = True


def _count_anew(state: State, incident: Incident) -> None:
    """The toll of an incident changes with its claims, and so may those of its parts and of what it is a part of."""
    if incident.status != "open":
        own(state.unreckoned).pop(incident.code, None)
    related = [incident.code, *state.parts.get(incident.code, ())]
    if incident.description.parent is not None:
        related.append(state.resolve(incident.description.parent))
    for code in related:
        touch(state, code)


def _relate(mapping: MutableMapping[str, frozenset[str]], code: str, before: str | None, now: str | None) -> None:
    if before == now:
        return
    if before is not None:
        rest = mapping[before] - {code}
        if rest:
            mapping[before] = rest
        else:
            del mapping[before]
    if now is not None:
        mapping[now] = mapping.get(now, frozenset()) | {code}
