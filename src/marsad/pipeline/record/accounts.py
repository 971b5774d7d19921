"""Which accounts tell of an incident of the record."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from marsad.incidents.account import Account
from marsad.incidents.account_json import from_json
from marsad.ledger.state import State
from marsad.model.incident import Incident
from marsad.pipeline.record.claims import is_rejected
from marsad.store.record import Record

AccountsOf = Mapping[str, Sequence[Account]]
"""The accounts of reports, by the reports' ids."""


def by_report(accounts: Iterable[Account]) -> AccountsOf:
    """Accounts under the ids of their reports."""
    found: defaultdict[str, list[Account]] = defaultdict(list)
    for account in accounts:
        found[account.report].append(account)
    return found


def accounts_of(record: Record, codes: Iterable[str], state: State) -> AccountsOf:
    """The accounts of all reports that tell of some incidents."""
    reports = {report for code in codes for report in state.incidents[code].reports}
    return by_report(from_json(said) for said in record.accounts.of_reports(sorted(reports)))


def telling(incident: Incident, state: State, accounts: AccountsOf) -> list[Account]:
    """The accounts that tell of the incident.

    Other accounts of its reports tell of other events. One all of whose claims here a person rejected tells nothing any more.
    Where none has a claim of it (its reports were read anew since), it is all accounts of its reports.
    """
    near = [account for report in sorted(incident.reports) for account in accounts.get(report, ())]
    here = [(account, incident.claims.intersection(account.claims)) for account in near]
    if any(claims for _, claims in here):
        return [a for a, claims in here if claims and not all(is_rejected(claim, state) for claim in claims)]
    return near
