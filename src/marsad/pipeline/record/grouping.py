"""The second stage of a run: which claims tell of one incident, by what is new since the last time."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from marsad.incidents.account import Account
from marsad.incidents.account_json import from_json
from marsad.incidents.grouping import group
from marsad.incidents.keys import MOST_UNDER_A_KEY, asks_under, closest
from marsad.incidents.rarity import shipped_stock
from marsad.ledger.book import Book
from marsad.ledger.reconcile import Proposal, reconcile_groups
from marsad.ledger.state import State
from marsad.model.change import MACHINE, Change
from marsad.model.incident import Description
from marsad.model.toll import IncidentToll
from marsad.pipeline.record.claims import Teller, is_rejected
from marsad.pipeline.record.projection import project
from marsad.store.record import Record
from marsad.store.rows import pieces
from marsad.store.store import Store
from marsad.tolls.policy import Policy
from marsad.tolls.tally import tally

GROUPER = f"{MACHINE}grouper/1"
_AT_ONCE = 200
"""Groups whose claims are held at a time."""
GROUPED = "grouped"
"""The setting that holds the number of the last change whose claims have been grouped."""


def ungrouped(record: Record) -> set[str]:
    """The reports whose claims have changed since claims were grouped last."""
    after = int(record.settings.get(GROUPED) or 0)
    return set(record.changes.subjects(("claims_read", "report_withdrawn"), after))


def group_new(store: Store, book: Book, policy: Policy) -> list[Change]:
    """Group the claims that are new with those that are there; what changed in the ledger."""
    return _group(store, book, policy, None)


def regroup(store: Store, book: Book, policy: Policy, reports: Iterable[str]) -> list[Change]:
    """Group the claims of some reports again, as if they came in now: a judgement that held them does not hold any more."""
    return _group(store, book, policy, set(reports))


def _group(store: Store, book: Book, policy: Policy, reports: set[str] | None) -> list[Change]:
    """Group the claims of some reports, or of all that wait for it."""
    while True:
        with store.read() as record:
            pending = ungrouped(record) if reports is None else reports
            if not pending:
                return []
            state, seen = book.state(record), record.changes.head()
            accounts = _accounts(record, pending, state)
            proposals, loose = _proposals(record, state, accounts, pending, policy)
        with store.write() as record:
            if record.changes.head() != seen:
                continue  # somebody wrote meanwhile: what was proposed may not fit any more
            drafts = reconcile_groups(book.state(record), proposals, GROUPER, ungrouped=loose)
            changes = book.write(record, drafts)
            project(record, book.state(record), book.touched)
            if reports is None:
                record.settings.set(GROUPED, str(record.changes.last()))
        return changes


def _accounts(record: Record, pending: set[str], state: State) -> list[Account]:
    """All accounts, or those that can be of the incidents that the pending reports tell of."""
    if 2 * len(pending) > record.reports.count():
        return [from_json(said) for said in record.accounts.all()]
    new = [from_json(said) for said in record.accounts.of_reports(pending)]
    near = [from_json(said) for said in record.accounts.of(_candidates(record, new))]
    codes = {state.ties[claim] for account in (*new, *near) for claim in account.claims if claim in state.ties}
    claims = {claim for code in codes for claim in state.incidents[code].claims}
    told = {report for code in codes for report in state.incidents[code].reports}
    found = {account.key: account for account in (*new, *near)}
    for said in record.accounts.of_reports(sorted(told)):
        account = from_json(said)
        if not claims.isdisjoint(account.claims):
            found[account.key] = account
    return list(found.values())


def _candidates(record: Record, new: list[Account]) -> set[tuple[str, int]]:
    """The accounts worth comparing with new ones, by their keys in the store."""
    asked = {account.key: asks_under(account) for account in new}
    under = record.accounts.bearers({key for keys in asked.values() for key in keys}, MOST_UNDER_A_KEY)
    everything = shipped_stock().texts + record.accounts.count()
    found: set[tuple[str, int]] = set()
    for own, keys in asked.items():
        found.update(closest((under.get(key, []) for key in keys), everything, own))
    return found


def _proposals(
    record: Record, state: State, accounts: list[Account], pending: set[str], policy: Policy
) -> tuple[list[Proposal], set[str]]:
    """What the groups that hold something new propose, and the claims that belong to no incident."""
    proposals: list[Proposal] = []
    placed: set[str] = set()
    changed = (each for each in group(accounts).incidents() if not pending.isdisjoint(each.reports))
    for batch in pieces(changed, _AT_ONCE):
        teller = Teller(record, state, (report for each in batch for report in each.reports))
        for incident in batch:
            told = teller.of_claims(claim for account in incident.accounts for claim in account.claims)
            for toll in tally(told, policy).incidents:
                claims = [claim for claim in toll.claims if claim not in placed]
                if claims:
                    proposals.append(Proposal(dict.fromkeys(claims, 1), description_of(toll)))
                    placed |= set(claims)
    # what a person rejected stays where it is, so that it is there again when they take that back
    free = record.readings.claims_of(pending) - placed
    return proposals, {claim for claim in free if not is_rejected(claim, state)}


def description_of(toll: IncidentToll) -> Description:
    """What the claims say that an incident is. Its title and its parent are said when its toll is computed."""
    first, last = _days(toll)
    return Description("", toll.event.type, toll.place, first, last)


def _days(toll: IncidentToll) -> tuple[date | None, date | None]:
    time = toll.time
    if time is None:
        return None, None
    return time.start, time.end
