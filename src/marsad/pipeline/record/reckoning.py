"""The third stage of a run: the tolls and grades of incidents whose claims, parts or policy have changed."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from marsad.incidents.grade import Grade, grade
from marsad.ledger.book import Book
from marsad.ledger.drafts import grade_given, incident_described, toll_computed
from marsad.ledger.state import State
from marsad.model.change import MACHINE, Cause, Change, Draft
from marsad.model.claim import Place
from marsad.model.incident import description_to_json
from marsad.model.interval import Interval
from marsad.model.toll import IncidentToll, TollRow
from marsad.pipeline.record.claims import Teller
from marsad.pipeline.record.grouping import description_of
from marsad.pipeline.record.policy import OF_TOLLS
from marsad.pipeline.record.projection import AccountsOf, accounts_of, project, telling_of
from marsad.store.store import Store
from marsad.tolls.policy import Policy
from marsad.tolls.tally import tolls_of_incidents

RECKONER = f"{MACHINE}tolls/1"
AT_ONCE = 64
"""Families a transaction: an ended run costs no more than these."""
_LATE_DAYS = 30
_NAMES = {("civilian", None, None): "civilians", ("combatant", None, None): "combatants", (None, "child", None): "children",
          (None, None, "female"): "women", (None, None, "male"): "men", (None, "adult", None): "adults"}  # fmt: skip


Family = tuple[str, ...]


def _counts(code: str, state: State) -> bool:
    incident = state.incidents.get(code)
    return incident is not None and incident.status == "open" and bool(incident.claims)


def _root(code: str, state: State) -> str:
    """The incident of whose tree an incident is a part."""
    seen = {code}
    while (parent := state.incidents[code].description.parent) is not None:
        parent = state.resolve(parent)
        if parent in seen or not _counts(parent, state):
            break
        seen.add(parent)
        code = parent
    return code


def tree_of(root: str, state: State) -> Family:
    """An incident with all its parts that hold claims, and theirs."""
    found, waiting = {root}, [root]
    while waiting:
        below = {part for code in state.leading_to(waiting.pop()) for part in state.parts.get(code, ())}
        new = {part for part in below - found if _counts(part, state)}
        found |= new
        waiting += new
    return tuple(sorted(found))


def basis(codes: Iterable[str], state: State, policy: Policy) -> str:
    """A digest of all that a tree's tolls depend on: who belongs to it, with which claims, judged how, by which policy."""
    said: list[object] = [policy.digest]
    for code in sorted(codes):
        corrections = [state.in_force["description", code, name] for name in sorted(state.corrected_fields(code))]
        said.append([code, sorted(state.incidents[code].claims), *corrections])
        for claim in sorted(state.incidents[code].claims):
            judgement = state.answer("claim", claim)
            if judgement is not None:
                said.append([claim, judgement.id])
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()[:32]


def stale_families(state: State, policy: Policy) -> list[Family]:
    """The trees whose tolls are not those of their claims now, each with the trees that its reports tell of too."""
    done: set[str] = set()
    groups = []
    known = state.policies.get(OF_TOLLS, {}).get("digest") == policy.digest
    changed = state.unreckoned if known else state.incidents
    for root in sorted({_root(code, state) for code in changed if _counts(code, state)}):
        tree = tree_of(root, state)
        if root in done or _is_fresh(tree, state, policy):
            continue
        reports = {report for code in tree for report in state.incidents[code].reports}
        near = {root, *(_root(code, state) for report in reports for code in _told_in(report, state))}
        done |= near
        groups.append(tuple(code for each in sorted(near) for code in tree_of(each, state)))
    return groups


def _told_in(report: str, state: State) -> set[str]:
    codes = {state.ties[claim] for claim in state.current_claims(report) if claim in state.ties}
    return {code for code in codes if _counts(code, state)}


def _is_fresh(codes: Sequence[str], state: State, policy: Policy) -> bool:
    now = basis(codes, state, policy)
    return all(state.tolls.get(code, {}).get("toll", {}).get("basis") == now for code in codes)


@dataclass(frozen=True, slots=True)
class _Reckoned:
    """A family with its tolls, and a digest of what they were reckoned from."""

    codes: Family
    tolls: Sequence[IncidentToll]
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
        project(record, book.state(record), book.touched, [one for some in accounts.values() for one in some])
    return changes


def _reckon(codes: Family, state: State, teller: Teller, policy: Policy) -> _Reckoned:
    known = {code: (_place(code, state), teller.of_claims(state.incidents[code].claims)) for code in codes}
    tolls = tolls_of_incidents({code: at for code, at in known.items() if at[1]}, policy)
    return _Reckoned(codes, tolls, basis(codes, state, policy))


def _all_drafts(reckoned: _Reckoned, state: State, accounts: AccountsOf, policy: Policy) -> Iterator[Draft]:
    parents = {toll.id: toll.parent for toll in reckoned.tolls}
    trees = _trees(parents)
    for code in reckoned.codes:
        if code not in parents:
            yield from _emptied(code, state, policy)
    for toll in reckoned.tolls:
        now = basis(trees[_top(toll.id, parents)], state, policy)
        yield from _drafts(toll, state, now, _grade(toll.id, state, accounts))


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


def _drafts(toll: IncidentToll, state: State, now: str, graded: Grade) -> Iterator[Draft]:
    code = toll.id
    incident, before = state.incidents[code], state.tolls.get(code, {})
    said = description_to_json(description_of(toll)) | {"parent": toll.parent, "title": toll.title.partition(":")[0]}
    old = description_to_json(incident.description)
    fields = {name: value for name, value in said.items() if value != old[name]}
    if fields:
        yield incident_described(RECKONER, code, fields, "its claims say so")
    content = compact(toll) | {"basis": now}
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


def _grade(code: str, state: State, accounts: AccountsOf) -> Grade:
    return grade(telling_of(state.incidents[code], accounts))
