"""The third stage of a run: the tolls and grades of incidents whose claims, parts or policy have changed."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from marsad.incidents.account import Account
from marsad.incidents.account_json import from_json
from marsad.incidents.grade import grade
from marsad.incidents.origins import independent, origins_of
from marsad.ledger.book import Book
from marsad.ledger.drafts import grade_given, incident_described, toll_computed
from marsad.ledger.quantities import quantity_name
from marsad.ledger.state import State
from marsad.model.change import MACHINE, Cause, Change, Draft
from marsad.model.claim import Place
from marsad.model.incident import Incident, description_to_json
from marsad.model.interval import Interval
from marsad.model.toll import IncidentToll, TollRow
from marsad.pipeline.record.claims import Teller
from marsad.pipeline.record.grouping import description_of
from marsad.pipeline.record.projection import project
from marsad.store.store import Store
from marsad.tolls.policy import Policy
from marsad.tolls.tally import tolls_of_incidents

RECKONER = f"{MACHINE}tolls/1"
_LATE_DAYS = 30


@dataclass(frozen=True, slots=True)
class Families:
    """Open incidents as trees: the members of each root's tree, and the root of each member."""

    members: Mapping[str, tuple[str, ...]]
    root_of: Mapping[str, str]


def families(state: State) -> Families:
    """The open incidents that hold claims, tree by tree."""
    known = {code: one for code, one in state.incidents.items() if one.status == "open" and one.claims}
    root_of = {code: _root(code, known, state) for code in known}
    members: defaultdict[str, list[str]] = defaultdict(list)
    for code in sorted(known):
        members[root_of[code]].append(code)
    return Families({root: tuple(codes) for root, codes in members.items()}, root_of)


def _root(code: str, known: Mapping[str, Incident], state: State) -> str:
    seen = {code}
    while (parent := known[code].description.parent) is not None:
        parent = state.resolve(parent)
        if parent in seen or parent not in known:
            break
        seen.add(parent)
        code = parent
    return code


def basis(codes: Iterable[str], state: State, policy: Policy) -> str:
    """A digest of all that a tree's tolls depend on: who belongs to it, with which claims, judged how, by which policy."""
    said: list[object] = [policy.digest]
    for code in sorted(codes):
        said.append([code, sorted(state.incidents[code].claims)])
        for claim in sorted(state.incidents[code].claims):
            judgement = state.answer("claim", claim)
            if judgement is not None:
                said.append([claim, judgement.id])
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()[:32]


def stale_families(state: State, policy: Policy) -> list[tuple[str, ...]]:
    """The trees whose tolls are not those of their claims now, each with the trees that its reports tell of too."""
    found = families(state)
    stale = {root for root, codes in found.members.items() if not _is_fresh(codes, state, policy)}
    if not stale:
        return []
    of_report: defaultdict[str, set[str]] = defaultdict(set)
    for code, root in found.root_of.items():
        for report in state.incidents[code].reports:
            of_report[report].add(root)
    done: set[str] = set()
    groups = []
    for root in sorted(stale):
        reports = {report for code in found.members[root] for report in state.incidents[code].reports}
        near = {other for report in reports for other in of_report[report]} if root not in done else set()
        if near:
            done |= near
            groups.append(tuple(code for each in sorted(near) for code in found.members[each]))
    return groups


def _is_fresh(codes: Sequence[str], state: State, policy: Policy) -> bool:
    now = basis(codes, state, policy)
    return all(state.tolls.get(code, {}).get("toll", {}).get("basis") == now for code in codes)


def reckon_family(store: Store, book: Book, codes: Sequence[str], policy: Policy) -> list[Change]:
    """Compute the tolls and grades of some incidents together, and keep what has changed."""
    with store.read() as record:
        state = book.state(record)
        teller = Teller(record, state)
        known = {code: (_place(code, state), teller.of_claims(state.incidents[code].claims)) for code in codes}
        tolls = tolls_of_incidents({code: at for code, at in known.items() if at[1]}, policy)
        accounts = [from_json(said) for said in record.accounts.of_reports(_reports(codes, state))]
    with store.write() as record:
        state = book.state(record)
        parents = {toll.id: toll.parent for toll in tolls}
        trees = _trees(parents)
        drafts = [draft for code in codes if code not in parents for draft in _emptied(code, state, policy)]
        for toll in tolls:
            now = basis(trees[_top(toll.id, parents)], state, policy)
            drafts += _drafts(toll, state, now, _telling(toll.id, state, accounts))
        changes = book.write(record, drafts)
        project(record, book.state(record), codes)
    return changes


def _place(code: str, state: State) -> Place | None:
    return state.described_incident(code).description.place


def _reports(codes: Iterable[str], state: State) -> list[str]:
    return sorted({report for code in codes for report in state.incidents[code].reports})


def _top(code: str, parents: Mapping[str, str | None]) -> str:
    while (parent := parents.get(code)) is not None:
        code = parent
    return code


def _trees(parents: Mapping[str, str | None]) -> dict[str, list[str]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for code in parents:
        found[_top(code, parents)].append(code)
    return found


def _emptied(code: str, state: State, policy: Policy) -> Iterator[Draft]:
    """An incident of whose claims a person has left none: nothing is known of its toll."""
    if state.incidents[code].description.parent is not None:
        yield incident_described(RECKONER, code, {"parent": None}, "no claim of it counts")
    content = {"claims": [], "basis": basis([code], state, policy)}
    if state.tolls.get(code, {}).get("toll") != content:
        yield toll_computed(RECKONER, code, {}, "judgement", "no claim of it counts", content)


def _drafts(toll: IncidentToll, state: State, now: str, telling: Sequence[Account]) -> Iterator[Draft]:
    code, graded = toll.id, grade(telling)
    incident, before = state.incidents[code], state.tolls.get(code, {})
    said = description_to_json(description_of(toll)) | {"parent": toll.parent, "title": toll.title.partition(":")[0]}
    old = description_to_json(incident.description)
    fields = {name: value for name, value in said.items() if value != old[name]}
    if fields:
        yield incident_described(RECKONER, code, fields, "its claims say so")
    content = compact(toll) | _known_from(telling) | {"basis": now}
    if before.get("toll") != content:
        cause, reason = _cause(toll, before, state)
        yield toll_computed(RECKONER, code, quantities(toll), cause, reason, content)
    known = state.grades.get(code, {})
    if (known.get("grade"), known.get("reason")) != (graded.name, graded.why):
        yield grade_given(RECKONER, code, graded.name, graded.why)


def quantities(toll: IncidentToll) -> dict[str, Interval]:
    """The ranges that histories and totals speak of, by name: "killed", "killed civilians"."""
    found = {}
    for row in toll.toll:
        name = quantity_name(row.harm, row.status, row.age, row.sex)
        if name is not None:
            found[name] = Interval(row.lower, row.upper)
    return found


def compact(toll: IncidentToll) -> dict[str, Any]:
    """A toll for the ledger: numbers and ids, no words of a report, for what is in the ledger stays for ever."""
    return {
        "claims": list(toll.claims),
        "reports": toll.reports,
        "origins": toll.origins,
        "rows": [_row(row) for row in toll.toll],
        "groups": [{"role": g.role, "affiliation": g.affiliation, **_row(g.row)} for g in toll.groups],
        "conflicts": [list(conflict.claims) for conflict in toll.conflicts],
        "changed": [
            {"claim": c.claim, "reading": c.reading, "together_with": list(c.together_with)} for c in toll.changed
        ],
        "set_aside": [{"claim": each.claim, "reason": each.reason} for each in toll.set_aside],
    }


def _row(row: TollRow) -> dict[str, Any]:
    said = asdict(row)
    return said | {"held_by": {end: list(ids) for end, ids in said["held_by"].items()}}


def _cause(toll: IncidentToll, before: Mapping[str, Any], state: State) -> tuple[Cause, str]:
    """Why a toll is another than before, by what is new behind it."""
    old = before.get("toll")
    if old is None:
        return "first_count", f"{toll.reports} report{'s' if toll.reports != 1 else ''} came in"
    had = set(old["claims"])
    came, left = set(toll.claims) - had, had - set(toll.claims)
    reports = {state.claims[claim].report for claim in came} - {
        state.claims[c].report for c in had if c in state.claims
    }
    if reports:
        late = _is_late(toll, reports, state)
        return (
            "late_death" if late else "new_report"
        ), f"{len(reports)} new report{'s' if len(reports) > 1 else ''} came in"
    if any(state.reports[state.claims[claim].report].withdrawn for claim in left if claim in state.claims):
        return "retraction", "a report was withdrawn"
    if came or left:
        return "new_reading", "its claims were read or grouped anew"
    if any(state.answer("claim", claim) for claim in toll.claims):
        return "judgement", "a person judged a claim"
    return "policy_change", "the tolls around it, or the rules of counting, are others"


def _is_late(toll: IncidentToll, reports: Iterable[str], state: State) -> bool:
    """Whether all that is new came in long after the event."""
    last = toll.time.end if toll.time is not None else None
    return last is not None and all((state.reports[r].at.date() - last).days > _LATE_DAYS for r in reports)


def _telling(code: str, state: State, accounts: Sequence[Account]) -> list[Account]:
    """The accounts of an incident: not those that the same reports give of other events."""
    incident = state.incidents[code]
    telling = [one for one in accounts if incident.claims & set(one.claims)]
    return telling or [one for one in accounts if one.report in incident.reports]


def _known_from(telling: Sequence[Account]) -> dict[str, Any]:
    """How many independent origins tell an incident, and whom they blame."""
    blamed = {name for one in telling for name in one.perpetrators}
    return {"independent": len(independent(origins_of(telling))), "blamed": sorted(blamed)}
