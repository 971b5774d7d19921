"""Names: which thing of the record a person means."""

from __future__ import annotations

from marsad.errors import ItemError
from marsad.ledger.state import State
from marsad.model.incident import is_code

_REPORT = "sha256:"
_SHOWN = 5


def named(state: State, name: str) -> str:
    """The incident, claim or report that `name` means: a code, or the beginning of an id that only one has.

    Only claims that are made now are found by a beginning. Raises ItemError `ledger.incident-unknown`,
    `ledger.thing-unknown`, `ledger.thing-ambiguous`.
    """
    if name in state.incidents or name in state.claims or name in state.reports:
        return name
    if is_code(name):
        state.resolve(name)
    found = [claim for claim, known in state.claims.items() if known.current and claim.startswith(name)]
    beginning = _REPORT + name.removeprefix(_REPORT)
    found += [report for report in state.reports if report.startswith(beginning)]
    if not name or not found:
        what = f"there is nothing called {name!r} in the record"
        raise ItemError(
            "ledger.thing-unknown", what, hint="an incident's code, or the beginning of a claim's or report's id"
        )
    if len(found) > 1:
        more = f" and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
        what = f"{name}: several are called so: {', '.join(found[:_SHOWN])}{more}"
        raise ItemError("ledger.thing-ambiguous", what, hint="give more of the id; a report's begins with sha256:")
    return found[0]


def named_judgement(state: State, name: str) -> str:
    """The judgement that `name` means: "J17", "j17" or "17". Raises ItemError `ledger.judgement-unknown`."""
    wanted = f"J{name.removeprefix('J').removeprefix('j')}"
    if wanted not in state.judgements:
        raise ItemError(
            "ledger.judgement-unknown", f"there is no judgement {name}", hint="`marsad judgements` lists them"
        )
    return wanted
