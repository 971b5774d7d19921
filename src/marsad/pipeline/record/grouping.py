"""The second stage of a run: which claims tell of one incident, by what is new since the last time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from marsad.incidents.account import Account
from marsad.incidents.account_json import from_json
from marsad.incidents.grouping import group
from marsad.incidents.keys import MOST_UNDER_A_KEY, asks_under
from marsad.ledger.book import Book
from marsad.ledger.reconcile import Proposal, reconcile_groups
from marsad.ledger.state import State
from marsad.model.change import MACHINE, Change
from marsad.model.incident import Description
from marsad.model.toll import IncidentToll
from marsad.pipeline.record.claims import Teller
from marsad.pipeline.record.projection import project
from marsad.store.record import Record
from marsad.store.store import Store
from marsad.tolls.policy import Policy
from marsad.tolls.tally import tally

GROUPER = f"{MACHINE}grouper/1"
GROUPED = "grouped"
"""The setting that holds the number of the last change whose claims have been grouped."""


def ungrouped(record: Record) -> set[str]:
    """The reports whose claims have changed since claims were grouped last."""
    after = int(record.settings.get(GROUPED) or 0)
    kinds = ("claims_read", "report_withdrawn")
    return {change.subject for change in record.changes.all(after=after) if change.kind in kinds}


def group_new(store: Store, book: Book, policy: Policy) -> list[Change]:
    """Group the claims that are new with those that are there; what changed in the ledger."""
    with store.read() as record:
        pending, state = ungrouped(record), book.state(record)
        if not pending:
            return []
        accounts = _accounts(record, pending, state)
        proposals, loose = _proposals(Teller(record, state), accounts, pending, policy)
    with store.write() as record:
        drafts = reconcile_groups(book.state(record), proposals, GROUPER, ungrouped=loose)
        changes = book.write(record, drafts)
        state = book.state(record)
        project(record, state, (code for code in touched(changes) if code in state.incidents))
        record.settings.set(GROUPED, str(record.changes.last()))
    return changes


def _accounts(record: Record, pending: set[str], state: State) -> list[Account]:
    """All accounts, or those that can be of the incidents that the pending reports tell of."""
    if not state.incidents or 2 * len(pending) > len(state.reports):
        return [from_json(said) for said in record.accounts.all()]
    new = [from_json(said) for said in record.accounts.of_reports(pending)]
    keys = {key for account in new for key in asks_under(account)}
    near = {report for reports in record.accounts.bearers(keys, MOST_UNDER_A_KEY).values() for report in reports}
    codes = {state.ties[claim] for account in new for claim in account.claims if claim in state.ties}
    codes |= {code for found in record.incidents.with_reports(near).values() for code in found}
    told = {report for code in codes if code in state.incidents for report in state.incidents[code].reports}
    return [from_json(said) for said in record.accounts.of_reports(sorted(pending | near | told))]


def _proposals(
    teller: Teller, accounts: list[Account], pending: set[str], policy: Policy
) -> tuple[list[Proposal], set[str]]:
    """What the groups that hold something new propose, and the claims that belong to no incident."""
    proposals: list[Proposal] = []
    loose: set[str] = set()
    placed: set[str] = set()
    for incident in group(accounts).incidents():
        if pending.isdisjoint(incident.reports):
            continue
        told = teller.of_claims(claim for account in incident.accounts for claim in account.claims)
        for toll in tally(told, policy).incidents:
            claims = [claim for claim in toll.claims if claim not in placed]
            if claims:
                proposals.append(Proposal(dict.fromkeys(claims, 1), description_of(toll)))
                placed |= set(claims)
    for report in sorted(pending):
        loose |= {claim for claim in teller.of_report(report) if claim not in placed}
    return proposals, loose


def description_of(toll: IncidentToll) -> Description:
    """What the claims say that an incident is. Its title and its parent are said when its toll is computed."""
    first, last = _days(toll)
    return Description("", toll.event.type, toll.place, first, last)


def _days(toll: IncidentToll) -> tuple[date | None, date | None]:
    time = toll.time
    if time is None:
        return None, None
    return time.start, time.end


def touched(changes: Iterable[Change]) -> Iterator[str]:
    """The codes of incidents that changes are about."""
    for change in changes:
        content: Mapping[str, object] = change.content
        yield change.subject
        if isinstance(content.get("into"), str):
            yield str(content["into"])
