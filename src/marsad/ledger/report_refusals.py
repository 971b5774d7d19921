"""When a report cannot be added, read or withdrawn."""

from __future__ import annotations

from marsad.errors import ItemError
from marsad.ledger.state import RecordedReport, State
from marsad.model.change import Draft


def added(state: State, draft: Draft) -> None:
    """A report is added once, or again after it was withdrawn; only one text revises another."""
    known = state.reports.get(draft.subject)
    if known is not None and not known.withdrawn:
        hint = "the same text taken in twice is one report with two captures"
        raise ItemError("ledger.report-known", f"report {draft.subject} is in the record already", hint=hint)
    revises = draft.content.get("revises")
    if revises is not None:
        _unrevised(_known(state, revises))


def withdrawn(state: State, draft: Draft) -> None:
    """Only what is there can be withdrawn."""
    _known(state, draft.subject)


def read(state: State, draft: Draft) -> None:
    """The claims are of this report, each named once, and heirs only of claims that this reading replaces."""
    report = _unrevised(_known(state, draft.subject))
    claims, heirs = draft.content["claims"], draft.content.get("heirs", {})
    before = state.current_claims(report.id)
    if report.revises is not None:
        before |= state.current_claims(report.revises)
    old = [of for of, *_ in heirs.values()]
    fits = {
        "a claim is named twice": len(set(claims)) == len(claims),
        "a claim is of another report": all(state.claims[c].report == report.id for c in claims if c in state.claims),
        "an heir is not among the claims": set(heirs) <= set(claims),
        "an heir takes the place of a claim that stays": set(old) <= before - set(claims),
        "two heirs take one place": len(set(old)) == len(old),
    }
    if not all(fits.values()):
        faults = "; ".join(fault for fault, well in fits.items() if not well)
        hint = "draft it from the claims of this reading and those that are current now"
        raise ItemError("ledger.reading-unfit", f"the reading of {report.id} does not fit: {faults}", hint=hint)


def _known(state: State, report: str) -> RecordedReport:
    known = state.reports.get(report)
    if known is None or known.withdrawn:
        was = "was withdrawn" if known else "is not in the record"
        raise ItemError("ledger.report-unknown", f"report {report} {was}", hint="add it first")
    return known


def _unrevised(report: RecordedReport) -> RecordedReport:
    if report.revised_by is not None:
        what, hint = f"report {report.id} was revised by {report.revised_by}", "go on with the later text"
        raise ItemError("ledger.report-revised", what, hint=hint)
    return report
