"""The third stage of a run: the tolls and grades of incidents whose claims, parts or policy have changed."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from marsad.incidents.account import Account
from marsad.incidents.account_json import from_json
from marsad.incidents.grade import grade
from marsad.ledger.book import Book
from marsad.ledger.drafts import grade_given, incident_described, toll_computed
from marsad.ledger.state import State
from marsad.model.change import MACHINE, Change, Draft
from marsad.model.claim import Place
from marsad.model.incident import Incident, description_to_json
from marsad.model.interval import Interval
from marsad.model.toll import IncidentToll, TollRow
from marsad.pipeline.record.accounts import telling
from marsad.pipeline.record.causes import why_toll
from marsad.pipeline.record.claims import Teller
from marsad.pipeline.record.grouping import description_of
from marsad.pipeline.record.projection import project
from marsad.store.store import Store
from marsad.tolls.policy import Policy
from marsad.tolls.tally import tolls_of_incidents

RECKONER = f"{MACHINE}tolls/1"
_NAMES = {("civilian", None, None): "civilians", ("combatant", None, None): "combatants", (None, "child", None): "children",
          (None, None, "female"): "women", (None, None, "male"): "men", (None, "adult", None): "adults"}  # fmt: skip


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
        said += judged(code, state)
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()[:32]


def judged(code: str, state: State) -> list[str]:
    """The judgements in force that an incident's toll depends on: on its claims, and on its place."""
    answers = [state.answer("claim", claim) for claim in sorted(state.incidents[code].claims)]
    found = (judgement.id for judgement in (*answers, state.answer("description", code, "place")) if judgement)
    return list(found)


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
        published = {told.claim.report: told.published for _, claims in known.values() for told in claims}
        accounts = [from_json(said) for said in record.accounts.of_reports(_reports(codes, state))]
    with store.write() as record:
        state = book.state(record)
        drafts = [draft for tree in _trees(tolls) for draft in _of_tree(tree, state, policy, accounts, published)]
        left = {*codes}.difference(toll.id for toll in tolls)
        drafts += [draft for code in sorted(left) for draft in _emptied(code, state, policy)]
        changes = book.write(record, drafts)
        project(record, book.state(record), [*codes], accounts)
    return changes


def _place(code: str, state: State) -> Place | None:
    return state.described_incident(code).description.place


def _reports(codes: Iterable[str], state: State) -> list[str]:
    return sorted({report for code in codes for report in state.incidents[code].reports})


def _trees(tolls: Sequence[IncidentToll]) -> list[list[IncidentToll]]:
    """The tolls tree by tree; a parent comes before its parts."""
    tree_of: dict[str, list[IncidentToll]] = {}
    trees = []
    for toll in tolls:
        if toll.parent is None:
            trees.append(list[IncidentToll]())
        tree_of[toll.id] = trees[-1] if toll.parent is None else tree_of[toll.parent]
        tree_of[toll.id].append(toll)
    return trees


def _of_tree(
    tree: Sequence[IncidentToll],
    state: State,
    policy: Policy,
    accounts: Sequence[Account],
    published: Mapping[str, date | None],
) -> Iterator[Draft]:
    """What is to be written of one tree."""
    codes = [toll.id for toll in tree]
    names = sorted({name for code in codes for name in judged(code, state)}, key=lambda name: int(name[1:]))
    depends = {"basis": basis(codes, state, policy), "judged": names}
    for toll in tree:
        yield from _described(toll, state)
        content = compact(toll) | depends
        if state.tolls.get(toll.id, {}).get("toll") != content:
            cause, reason = why_toll(toll, tree, names, published, state)
            yield toll_computed(RECKONER, toll.id, quantities(toll), cause, reason, content)
        yield from _graded(toll.id, state, accounts)


def _emptied(code: str, state: State, policy: Policy) -> Iterator[Draft]:
    """An incident of whose claims a person has left none: nothing is known of its toll."""
    if state.incidents[code].description.parent is not None:
        yield incident_described(RECKONER, code, {"parent": None}, "no claim of it counts")
    content = {"claims": [], "basis": basis([code], state, policy), "judged": judged(code, state)}
    if state.tolls.get(code, {}).get("toll") != content:
        yield toll_computed(RECKONER, code, {}, "judgement", "no claim of it counts", content)


def _described(toll: IncidentToll, state: State) -> Iterator[Draft]:
    said = description_to_json(description_of(toll)) | {"parent": toll.parent, "title": toll.title.partition(":")[0]}
    old = description_to_json(state.incidents[toll.id].description)
    # what a person corrected comes from that person: the claims' own word stays below it, for the day it is taken back
    ours = said.keys() - state.corrected_fields(toll.id)
    fields = {name: value for name, value in said.items() if name in ours and value != old[name]}
    if fields:
        yield incident_described(RECKONER, toll.id, fields, "its claims say so")


def _graded(code: str, state: State, accounts: Sequence[Account]) -> Iterator[Draft]:
    found, known = grade(telling(state.incidents[code], state, accounts)), state.grades.get(code, {})
    if (known.get("grade"), known.get("reason")) != (found.name, found.why):
        yield grade_given(RECKONER, code, found.name, found.why)


def quantities(toll: IncidentToll) -> dict[str, Interval]:
    """The ranges that histories and totals speak of, by name: "killed", "killed civilians"."""
    found = {}
    for row in toll.toll:
        kind = (row.status, row.age, row.sex)
        name = row.harm if kind == (None, None, None) else _NAMES.get(kind) and f"{row.harm} {_NAMES[kind]}"
        if name:
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
