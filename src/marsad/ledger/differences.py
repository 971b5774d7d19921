"""What two states of the record differ in, in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from marsad.ledger import words
from marsad.ledger.state import State
from marsad.ledger.words import Quantities, counted
from marsad.model.incident import description_to_json


def diff(before: State, after: State, codes: Iterable[str] | None = None) -> dict[str, list[str]]:
    """What is another in `after`, by incident code, in words; incidents that did not change are left out.

    Only of these `codes`, or of all.
    """
    wanted = {*before.incidents, *after.incidents} if codes is None else set(codes)
    known = sorted(code for code in wanted if code in before.incidents or code in after.incidents)
    found = {code: list(_differences(before, after, code)) for code in known}
    return {code: told for code, told in found.items() if told}


def _differences(before: State, after: State, code: str) -> Iterator[str]:
    if code not in after.incidents:
        yield "not in the record"
        return
    new = after.incidents[code]
    if code not in before.incidents:
        yield words.opened_words(description_to_json(new.description))
    else:
        old = before.incidents[code]
        if new.status not in (old.status, "merged"):
            yield {"open": "open again", "withdrawn": "withdrawn"}[new.status]
        yield from _described(before, after, code)
        for some, how in ((new.claims - old.claims, "came in"), (old.claims - new.claims, "left")):
            if some:
                yield f"{counted(len(some), 'claim')} {how}"
    if new.status == "merged" and (code not in before.incidents or before.resolve(code) != after.resolve(code)):
        yield f"merged into {after.resolve(code)}"
    if new.status != "merged":
        yield from words.toll_words(_quantities(before, code), _quantities(after, code))
        yield from _graded(before, after, code)


def _described(before: State, after: State, code: str) -> Iterator[str]:
    was, now = (description_to_json(state.described_incident(code).description) for state in (before, after))
    if fields := {name: value for name, value in now.items() if value != was[name]}:
        yield words.description_words(fields, was)


def _graded(before: State, after: State, code: str) -> Iterator[str]:
    was, now = (
        (state.grade(code) or {}).get("grade") if code in state.incidents else None for state in (before, after)
    )
    if was != now:
        yield f"grade {was or 'unknown'} became {now or 'unknown'}"


def _quantities(state: State, code: str) -> Quantities:
    quantities: Quantities = state.tolls.get(code, {}).get("quantities", {})
    return quantities
