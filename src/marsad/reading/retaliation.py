"""Retaliation: a sentence that names two events, one of which answers the other.

"raids in retaliation for attacks that killed four", "In reply to the attacks, in which civilians died, the army struck":
what stands in the answered part is another event, with a perpetrator, a place and a day of its own.
"""

from __future__ import annotations

from collections.abc import Sequence

_ANSWER = {"retaliation", "revenge", "response", "reply", "answer", "reprisal", "reprisals"}
_TO = {"to", "for", "against"}
_AVENGE = {"avenge", "avenging", "avenged"}
_CUES = _ANSWER | _AVENGE
_GOES_ON = {"in", "which", "that", "who", "where", "when", "and", "or", "during"}
_DETERMINERS = {"the", "a", "an", "its", "their", "his"}
_CLAUSE_STARTS = {",", '"', "that", ";", ":"}


def answered(lows: Sequence[str]) -> range:
    """The tokens of a sentence that tell of the event that is answered; an empty range where none is."""
    if _CUES.isdisjoint(lows):
        return range(0)
    for k, low in enumerate(lows):
        if low in _AVENGE or (low in _ANSWER and k + 1 < len(lows) and lows[k + 1] in _TO):
            return range(k, _end(lows, k))
    return range(0)


def _end(lows: Sequence[str], k: int) -> int:
    """Where the answered part ends: at the main clause when it stands in front of it, else with the sentence."""
    opening = k - 1 if k and lows[k - 1] in ("in", "as", "to") else k
    if opening and lows[opening - 1] not in _CLAUSE_STARTS:
        return len(lows)
    commas = [i for i in range(k, len(lows) - 1) if lows[i] == "," and lows[i + 1] not in _GOES_ON]
    clauses = [i for i in commas if lows[i + 1] in _DETERMINERS]
    return clauses[0] if clauses else commas[-1] if commas else len(lows)
