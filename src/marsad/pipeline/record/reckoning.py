"""The third stage of a run: the tolls and grades of incidents whose claims, parts or policy have changed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from marsad.incidents.account import Account
from marsad.incidents.grade import grade
from marsad.incidents.origins import independent, origins_of
from marsad.ledger.book import Book
from marsad.ledger.drafts import grade_given, incident_described, toll_computed
from marsad.ledger.quantities import quantity_name
from marsad.ledger.state import State
from marsad.model.change import MACHINE, Change, Draft
from marsad.model.claim import Event, Place
from marsad.model.incident import description_to_json
from marsad.model.interval import Interval
from marsad.model.toll import IncidentToll, TollRow
from marsad.pipeline.record.accounts import AccountsOf, accounts_of, telling
from marsad.pipeline.record.causes import why_toll
from marsad.pipeline.record.claims import Teller
from marsad.pipeline.record.grouping import description_of
from marsad.pipeline.record.policy import FORM, is_kept
from marsad.pipeline.record.projection import project
from marsad.store.store import Store
from marsad.tolls.policy import Policy
from marsad.tolls.tally import tolls_of_incidents

RECKONER = f"{MACHINE}tolls/1"
AT_ONCE = 64
"""Families a transaction: an ended run costs no more than these."""

Family = tuple[str, ...]


def counts(code: str, state: State) -> bool:
    """Whether an incident is open and holds claims."""
    incident = state.incidents.get(code)
    return incident is not None and incident.status == "open" and bool(incident.claims)


def root_of(code: str, state: State) -> str:
    """The incident of whose tree an incident is a part."""
    seen = {code}
    while (parent := state.incidents[code].description.parent) is not None:
        parent = state.resolve(parent)
        if parent in seen or not counts(parent, state):
            break
        seen.add(parent)
        code = parent
    return code


def tree_of(root: str, state: State) -> Family:
    """An incident with all its parts that hold claims, and theirs."""
    found, waiting = {root}, [root]
    while waiting:
        below = {part for code in state.leading_to(waiting.pop()) for part in state.parts.get(code, ())}
        new = {part for part in below - found if counts(part, state)}
        found |= new
        waiting += new
    return tuple(sorted(found))


def basis(codes: Iterable[str], state: State, policy: Policy) -> str:
    """A digest of all that a tree's tolls depend on: who belongs to it, with which claims, judged how, by which policy."""
    said: list[object] = [policy.digest, FORM]
    for code in sorted(codes):
        said.append([code, sorted(state.incidents[code].claims)])
        said += judged(code, state)
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()[:32]


def judged(code: str, state: State) -> list[str]:
    """The judgements in force that an incident's toll depends on: on its claims, and on its place."""
    answers = [state.answer("claim", claim) for claim in sorted(state.incidents[code].claims)]
    found = (judgement.id for judgement in (*answers, state.answer("description", code, "place")) if judgement)
    return list(found)


def stale_families(state: State, policy: Policy) -> list[Family]:
    """The trees whose tolls are not those of their claims now, each with the trees that its reports tell of too."""
    done: set[str] = set()
    groups = []
    changed = state.unreckoned if is_kept(state, policy) else state.incidents
    for root in sorted({root_of(code, state) for code in changed if counts(code, state)}):
        tree = tree_of(root, state)
        if root in done or _is_fresh(tree, state, policy):
            continue
        reports = {report for code in tree for report in state.incidents[code].reports}
        near = {root, *(root_of(code, state) for report in reports for code in _told_in(report, state))}
        done |= near
        groups.append(tuple(code for each in sorted(near) for code in tree_of(each, state)))
    return groups


def _told_in(report: str, state: State) -> set[str]:
    codes = {state.ties[claim] for claim in state.current_claims(report) if claim in state.ties}
    return {code for code in codes if counts(code, state)}


def _is_fresh(codes: Sequence[str], state: State, policy: Policy) -> bool:
    now = basis(codes, state, policy)
    return all(state.tolls.get(code, {}).get("toll", {}).get("basis") == now for code in codes)


@dataclass(frozen=True, slots=True)
class _Reckoned:
    """A family with its tolls, the days on which its reports were published, and a digest of what it was reckoned from.

    `means` is what each incident's claims say of who did it with what.
    """

    codes: Family
    tolls: Sequence[IncidentToll]
    published: Mapping[str, date | None]
    means: Mapping[str, dict[str, Any]]
    basis: str


def reckon(store: Store, book: Book, families: Sequence[Family], policy: Policy) -> list[Change]:
    """Compute the tolls and grades of families of incidents, each family together, and keep what has changed."""
    with store.read() as record:
        state = book.state(record)
        teller = Teller(record, state, (report for codes in families for report in _reports(codes, state)))
        reckoned = [_reckon(codes, state, teller, policy) for codes in families]
    with store.write() as record:
        state = book.state(record)
        # what somebody else has changed meanwhile is for the next run
        valid = [each for each in reckoned if basis(each.codes, state, policy) == each.basis]
        accounts = accounts_of(record, (code for each in valid for code in each.codes), state)
        changes = book.write(record, [draft for each in valid for draft in _all_drafts(each, state, accounts, policy)])
        project(record, book.state(record), book.touched)
    return changes


def _reckon(codes: Family, state: State, teller: Teller, policy: Policy) -> _Reckoned:
    known = {code: (_place(code, state), teller.of_claims(state.incidents[code].claims)) for code in codes}
    tolls = tolls_of_incidents({code: at for code, at in known.items() if at[1]}, policy)
    published = {told.claim.report: told.published for _, claims in known.values() for told in claims}
    means = {code: _means(told.claim.event for told in claims) for code, (_, claims) in known.items()}
    return _Reckoned(codes, tolls, published, means, basis(codes, state, policy))


def _means(events: Iterable[Event]) -> dict[str, Any]:
    """The weapons that claims name, and who is said to have done it in which stances: names and codes, no words."""
    weapons: set[str] = set()
    stances: dict[str, set[str]] = {}
    for event in events:
        weapons.update([event.weapon] if event.weapon else [])
        for actor in event.actors:
            if actor.role == "perpetrator":
                stances.setdefault(actor.name, set()).add(actor.stance)
    return {"weapons": sorted(weapons), "stances": {name: sorted(stances[name]) for name in sorted(stances)}}


def _all_drafts(reckoned: _Reckoned, state: State, accounts: AccountsOf, policy: Policy) -> Iterator[Draft]:
    for code in sorted({*reckoned.codes}.difference(toll.id for toll in reckoned.tolls)):
        yield from _emptied(code, state, policy)
    for tree in _trees(reckoned.tolls):
        yield from _of_tree(tree, reckoned, state, accounts, policy)


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
    reckoned: _Reckoned,
    state: State,
    accounts: AccountsOf,
    policy: Policy,
) -> Iterator[Draft]:
    """What is to be written of one tree."""
    codes = [toll.id for toll in tree]
    names = sorted({name for code in codes for name in judged(code, state)}, key=lambda name: int(name[1:]))
    depends = {"basis": basis(codes, state, policy), "judged": names}
    for toll in tree:
        yield from _described(toll, state)
        told_in = telling(state.incidents[toll.id], state, accounts)
        content = compact(toll) | _known_from(told_in) | reckoned.means[toll.id] | depends
        if state.tolls.get(toll.id, {}).get("toll") != content:
            cause, reason = why_toll(toll, tree, names, reckoned.published, state)
            yield toll_computed(RECKONER, toll.id, quantities(toll), cause, reason, content)
        yield from _graded(toll.id, state, told_in)


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


def _graded(code: str, state: State, told_in: Sequence[Account]) -> Iterator[Draft]:
    found, known = grade(told_in), state.grades.get(code, {})
    if (known.get("grade"), known.get("reason")) != (found.name, found.why):
        yield grade_given(RECKONER, code, found.name, found.why)


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


def _known_from(told_in: Sequence[Account]) -> dict[str, Any]:
    """How many independent origins tell an incident, and whom they blame."""
    blamed = {name for one in told_in for name in one.perpetrators}
    return {"independent": len(independent(origins_of(told_in))), "blamed": sorted(blamed)}
