"""The judgement: what a person decided about the record. No machine overwrites it; a person can take it back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from marsad.model.incident import is_code

Verdict = Literal["same", "different", "unsure", "accept", "correct", "reject", "grade", "note"]
Standing = Literal["waiting", "in_force", "replaced", "reversed", "reopened"]
Question = tuple[str, ...]

PAIR_VERDICTS = ("same", "different", "unsure")
CLAIM_VERDICTS = ("accept", "correct", "reject")


@dataclass(frozen=True, slots=True)
class Judgement:
    """One decision of a person, known by the number of its change (`J17`).

    `on` is what it is about: one thing, or the two of a pair (incident codes, claim ids, report ids). *same* and
    *different* say whether both tell of one incident; *unsure* that a person looked and could not say.
    `fields` are the values that a correction gives, or the grade. `sides` are the claims behind each thing of `on` when
    the person decided; a claim that is read anew takes the place of the old one. `shaken`: since then a text behind
    it and the machine's reading of it have both changed. `standing`:

        waiting     a second person must sign it (`signatures` more than 1)
        in_force    it holds
        replaced    a later judgement answered the same question
        reversed    a person took it back
        reopened    text and reading changed, and the machine says otherwise: a person must look again
    """

    id: str
    verdict: Verdict
    on: tuple[str, ...]
    actor: str
    reason: str
    at: datetime
    fields: Mapping[str, Any] = field(default_factory=dict)
    sides: tuple[frozenset[str], ...] = ()
    signatures: int = 1
    signed_by: tuple[str, ...] = ()
    standing: Standing = "in_force"
    shaken: bool = False

    @property
    def number(self) -> int:
        """The number of the change that made it."""
        return int(self.id[1:])

    @property
    def questions(self) -> tuple[Question, ...]:
        """What it answers. A later answer to the same question replaces it; a note answers none."""
        if self.verdict in PAIR_VERDICTS:
            return (("identity", *sorted(self.on)),)
        if self.verdict == "grade":
            return (("grade", *self.on),)
        if self.verdict == "note":
            return ()
        if self.verdict == "correct" and is_code(self.on[0]):
            return tuple(("description", *self.on, name) for name in sorted(self.fields))
        return (("claim", *self.on),)


def judgement_id(number: int) -> str:
    """The id of the judgement that change `number` made."""
    return f"J{number}"
