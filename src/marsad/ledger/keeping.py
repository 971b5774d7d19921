"""Keeping: the state of a record's ledger in rows of its own, so that a run needs to look only at what it touches.

The rows say what a replay of the ledger says; `marsad verify` compares the two.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, fields
from datetime import date, datetime
from typing import Any

from marsad.ledger.layers import Kept, Layer, key_of, written
from marsad.ledger.replay import EMPTY, replay
from marsad.ledger.state import LastReading, RecordedClaim, RecordedReport, State
from marsad.model.consent import Consent
from marsad.model.incident import Description, Incident, Tombstone, described, description_to_json
from marsad.model.judgement import Judgement
from marsad.store.record import Record

Json = Any
MAPPINGS: tuple[str, ...] = tuple(field.name for field in fields(State) if field.name not in ("number", "hash", "at"))


class Keeper:
    """Gives the state that a record keeps, and writes a later one. What it has read stays known while the rows stay as they are."""

    def __init__(self) -> None:
        self._head: Json = None
        self._kept = _all_kept()

    def state(self, record: Record) -> State:
        """The state as its rows have it; its mappings can be read as long as the transaction lasts."""
        head = record.states.head()
        if head != self._head:
            self._head, self._kept = head, _all_kept()
        for each in self._kept.values():
            each.open(record.states)
        kept: dict[str, Any] = dict(self._kept)
        if head is None:
            return State(**kept)
        number, hash_, at = head
        return State(number, hash_, datetime.fromisoformat(at), **kept)

    def write(self, record: Record, state: State) -> State:
        """Write what `state`, which came of `state` above, has more or otherwise; the state as it is kept now."""
        for name in MAPPINGS:
            own, gone = changed(getattr(state, name))
            record.states.remove(name, [written(key) for key in gone])
            record.states.put(name, {written(key): _JSON[name](value) for key, value in own.items()})
            self._kept[name].learn(own, gone)
        assert state.at is not None
        self._head = [state.number, state.hash, state.at.isoformat()]
        record.states.set_head(self._head)
        kept: dict[str, Any] = dict(self._kept)
        return State(state.number, state.hash, state.at, **kept)


def changed(mapping: Mapping[Any, Any]) -> tuple[dict[Any, Any], set[Any]]:
    """What the layers of a mapping have set and taken away, over what is kept."""
    if not isinstance(mapping, Layer):
        return {}, set()
    own, gone = changed(mapping.below)
    own = {key: value for key, value in own.items() if key not in mapping.gone} | mapping.own
    return own, (gone | mapping.gone) - own.keys()


def differing(record: Record) -> Iterator[str]:
    """Where the rows do not say what a replay of the ledger says: the kind and the key of each thing."""
    head = record.states.head()
    number = head[0] if head else 0
    state = replay((change for change in record.changes.all() if change.number <= number), EMPTY)
    if number and head[:2] != [state.number, state.hash]:
        yield "head"
    for name in MAPPINGS:
        said = {written(key): _JSON[name](value) for key, value in getattr(state, name).items()}
        for key, value in record.states.all(name):
            if said.pop(key, None) != value:
                yield f"{name} {key_of(key)}"
        yield from (f"{name} {key_of(key)}" for key in said)


def _all_kept() -> dict[str, Kept[Any]]:
    return {name: Kept(name, _VALUE.get(name, _as_is)) for name in MAPPINGS}


def _as_is(_key: str, value: Json) -> Json:
    return value


def _plain(value: Json) -> Json:
    return value


def _sorted(value: frozenset[str]) -> Json:
    return sorted(value)


def _set(_key: str, value: Json) -> frozenset[str]:
    return frozenset(value)


def _report_json(report: RecordedReport) -> Json:
    return [report.number, report.at.isoformat(), report.revises, report.revised_by, report.withdrawn]


def _report(key: str, value: Json) -> RecordedReport:
    number, at, *rest = value
    return RecordedReport(key, number, datetime.fromisoformat(at), *rest)


def _claim_json(claim: RecordedClaim) -> Json:
    return [claim.report, claim.number, claim.at.isoformat(), claim.root, claim.current]


def _claim(key: str, value: Json) -> RecordedClaim:
    report, number, at, *rest = value
    return RecordedClaim(key, report, number, datetime.fromisoformat(at), *rest)


def _reading_json(reading: LastReading) -> Json:
    return [reading.reader, *reading.claims]


def _reading(_key: str, value: Json) -> LastReading:
    return LastReading(value[0], tuple(value[1:]))


def _incident_json(incident: Incident) -> Json:
    said = {name: getattr(incident, name) for name in ("opened", "opened_by", "status", "merged_into")}
    sets = {"claims": sorted(incident.claims), "reports": sorted(incident.reports)}
    return said | sets | {"description": description_to_json(incident.description)}


def _incident(key: str, value: Json) -> Incident:
    sets = {name: frozenset(value[name]) for name in ("claims", "reports")}
    return Incident(key, **{**value, **sets, "description": described(Description(), value["description"])})


def _tombstone_json(tombstone: Tombstone) -> Json:
    return [tombstone.number, tombstone.at.isoformat(), tombstone.actor, tombstone.reason]


def _tombstone(key: str, value: Json) -> Tombstone:
    number, at, *rest = value
    return Tombstone(key, number, datetime.fromisoformat(at), *rest)


def _judgement_json(judgement: Judgement) -> Json:
    sides = [sorted(side) for side in judgement.sides]
    said = asdict(judgement) | {"at": judgement.at.isoformat(), "sides": sides, "fields": dict(judgement.fields)}
    return said | {"on": list(judgement.on), "signed_by": list(judgement.signed_by)}


def _judgement(_key: str, value: Json) -> Judgement:
    sides = tuple(frozenset(side) for side in value["sides"])
    said = {"at": datetime.fromisoformat(value["at"]), "sides": sides}
    return Judgement(**{**value, **said, "on": tuple(value["on"]), "signed_by": tuple(value["signed_by"])})


def _consent_json(consent: Consent) -> Json:
    until = None if consent.until is None else consent.until.isoformat()
    return [consent.scope, consent.actor, consent.reason, consent.number, consent.at.isoformat(), until]


def _consent(key: str, value: Json) -> Consent:
    scope, actor, reason, number, at, until = value
    last = None if until is None else date.fromisoformat(until)
    return Consent(key, scope, actor, reason, number, datetime.fromisoformat(at), last)


def _list(value: tuple[Any, ...]) -> Json:
    return [dict(each) for each in value]


def _tuple(_key: str, value: Json) -> tuple[Any, ...]:
    return tuple(value)


def _mapping(value: Mapping[str, Any]) -> Json:
    return dict(value)


_JSON: Mapping[str, Callable[[Any], Json]] = {
    "reports": _report_json,
    "readings": _reading_json,
    "claims": _claim_json,
    "incidents": _incident_json,
    "ties": _plain,
    "tombstones": _tombstone_json,
    "tolls": _mapping,
    "grades": _mapping,
    "policies": _mapping,
    "judgements": _judgement_json,
    "in_force": _plain,
    "judged": _sorted,
    "disagreements": _list,
    "counters": _plain,
    "consents": _consent_json,
    "bare": _plain,
    "unreckoned": _plain,
    "parts": _sorted,
    "merged_from": _sorted,
}
_VALUE: Mapping[str, Callable[[str, Json], Any]] = {
    "reports": _report,
    "readings": _reading,
    "claims": _claim,
    "incidents": _incident,
    "tombstones": _tombstone,
    "judgements": _judgement,
    "judged": _set,
    "consents": _consent,
    "disagreements": _tuple,
    "parts": _set,
    "merged_from": _set,
}
