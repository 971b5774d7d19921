"""What a change does, in plain words. A view of the ledger may print these sentences as they are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from marsad.model.change import Change
from marsad.model.interval import Interval

Quantities = Mapping[str, Mapping[str, Any]]
"""The ranges of a toll, by the name of what is counted: `{"killed": {"lower": 9, "upper": 13}}`."""

_VERDICTS = {
    "same": "judged to tell of the same incident",
    "different": "judged to tell of different incidents",
    "unsure": "looked at, and left undecided",
    "accept": "accepted",
    "correct": "corrected",
    "reject": "rejected",
    "note": "noted",
}


def range_words(interval: Interval | None) -> str:
    """A range of people: "9–13", "9 or more", "12", "unknown"."""
    if interval is None:
        return "unknown"
    if interval.upper is None:
        return f"{interval.lower:,} or more"
    return f"{interval.lower:,}" if interval.lower == interval.upper else f"{interval.lower:,}–{interval.upper:,}"


def toll_words(before: Quantities, now: Quantities) -> list[str]:
    """How a toll differs from the one before it, quantity by quantity: "toll of killed rose from 9–13 to 12–13"."""
    told = []
    for name in sorted({*before, *now}):
        old, new = (_range(quantities.get(name)) for quantities in (before, now))
        if old != new:
            told.append(f"toll of {name.replace('_', ' ')} {moved_words(old, new)}")
    return told


def _range(quantity: Mapping[str, Any] | None) -> Interval | None:
    return None if quantity is None else Interval(quantity["lower"], quantity["upper"])


def moved_words(old: Interval | None, new: Interval | None) -> str:
    """How one range became another."""
    if old is None or new is None:
        return f"is {range_words(new)}" if old is None else f"is unknown now, after {range_words(old)}"
    ends = float("inf") if old.upper is None else old.upper, float("inf") if new.upper is None else new.upper
    if new.lower >= old.lower and ends[1] >= ends[0]:
        how = "rose"
    elif new.lower <= old.lower and ends[1] <= ends[0]:
        how = "fell"
    else:
        how = "narrowed" if old.covers(new) else "widened"
    return f"{how} from {range_words(old)} to {range_words(new)}"


def description_words(fields: Mapping[str, Any], before: Mapping[str, Any]) -> str:
    """Which fields of a description are others now: "place Idlib, not unknown any more"."""
    told = [f"{name.replace('_', ' ')} {_value(before[name])} became {_value(fields[name])}" for name in fields]
    return "; ".join(told)


def opened_words(fields: Mapping[str, Any]) -> str:
    """An incident as it came into the record: "opened: air strike, Idlib, 2023-06-25"."""
    days = sorted({day for name in ("first_day", "last_day") if (day := fields.get(name))})
    event = str(fields.get("event", "unknown")).replace("_", " ")
    said = [event if event != "unknown" else "event unknown", f"place {_value(fields.get('place'))}"]
    return f"opened: {', '.join(said)}, {' to '.join(days) or 'day unknown'}"


def judgement_words(change: Change) -> str:
    """A judgement as it was made: "SY-…-1 and SY-…-2 judged to tell of the same incident"."""
    content = change.content
    waiting = ", once a second person has signed" if content.get("signatures", 1) > 1 else ""
    return decision_words(content["verdict"], content["on"], content.get("fields", {})) + waiting


def decision_words(verdict: str, things: Iterable[str], fields: Mapping[str, Any]) -> str:
    """What a person decided: "c12ab corrected (count 12)"."""
    on = " and ".join(things)
    if verdict == "grade":
        return f"{on} graded {fields['grade']} by a person"
    given = "; ".join(f"{name.replace('_', ' ')} {_value(value)}" for name, value in sorted(fields.items()))
    return f"{on} {_VERDICTS[verdict]}{f' ({given})' if given else ''}"


def counted(number: int, noun: str) -> str:
    """A number of things: "1 claim", "3 claims"."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def _value(value: Any) -> str:
    if value is None or value in ("", "unknown"):
        return "unknown"
    if isinstance(value, Mapping):
        if "lower" in value:
            return range_words(_range({"upper": None, **value}))
        whole = value.get("name") or value.get("words")
        return str(whole) if whole else " ".join(f"{part} {_value(said)}" for part, said in value.items())
    return value.isoformat() if isinstance(value, date) else str(value).replace("_", " ")
