"""Which accounts tell of an incident of the record."""

from __future__ import annotations

from collections.abc import Iterable

from marsad.incidents.account import Account
from marsad.ledger.state import State
from marsad.model.incident import Incident
from marsad.pipeline.record.claims import is_rejected


def telling(incident: Incident, state: State, accounts: Iterable[Account]) -> list[Account]:
    """The accounts among `accounts` that tell of the incident.

    Other accounts of its reports tell of other events. One all of whose claims here a person rejected tells nothing any more.
    Where none has a claim of it (its reports were read anew since), it is all accounts of its reports.
    """
    known = list(accounts)
    here = [(account, incident.claims.intersection(account.claims)) for account in known]
    if any(claims for _, claims in here):
        return [a for a, claims in here if claims and not all(is_rejected(claim, state) for claim in claims)]
    return [account for account in known if account.report in incident.reports]
