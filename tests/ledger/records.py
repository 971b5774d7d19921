"""A record in memory for tests: its changes, its state, and a clock that the test sets."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from marsad.ledger import drafts
from marsad.ledger.admission import admit
from marsad.ledger.reconcile import Proposal, settle
from marsad.ledger.replay import EMPTY, replay
from marsad.ledger.state import State
from marsad.model.change import Change, Draft
from marsad.model.claim import Place
from marsad.model.incident import Description
from marsad.model.interval import Interval
from marsad.model.judgement import Verdict

READER, GROUPING, COUNTING = "machine:reader/1", "machine:grouping/1", "machine:tolls/1"
AMAL, BORIS = "amal", "boris"
START = datetime(2023, 6, 25, 12, tzinfo=UTC)
JISR = Place("Jisr al-Shughur", "Jisr ash Shughur", 169304, "SY", "Idlib", 35.8, 36.3, "settlement")
MARKET = Description("Strike on a market", "air_strike", JISR, date(2023, 6, 25), date(2023, 6, 25))
CODE = "SY-20230625-jisr-ash-shughur-1"


class Record:
    """Changes one after the other, an hour apart unless told otherwise."""

    def __init__(self, two_people: Collection[Verdict] = ()) -> None:
        self.changes: list[Change] = []
        self.state: State = EMPTY
        self.at = START
        self.two_people = two_people

    def do(self, *some: Draft, at: datetime | None = None) -> list[Change]:
        """Admit drafts at the clock's time, which then goes on by an hour."""
        self.at = at or self.at
        made, self.state = admit(self.state, some, self.at, two_people=self.two_people)
        self.changes += made
        self.at += timedelta(hours=1)
        assert replay(self.changes) == self.state
        return made

    def report(
        self, name: str, *claims: str, revises: str | None = None, heirs: dict[str, list[Any]] | None = None
    ) -> None:
        """A report comes in and is read into claims of these names."""
        self.do(drafts.report_added(READER, name, "came in", revises=revises), reading(name, *claims, heirs=heirs))

    def incident(self, code: str, *claims: str, **said: Any) -> None:
        """An incident with these claims."""
        opened = drafts.incident_opened(GROUPING, code, replace(MARKET, **said), "its claims tell of one event")
        tied = [drafts.claims_tied(GROUPING, code, claims, "they tell of one event")] if claims else []
        self.do(opened, *tied)

    def toll(self, code: str, reason: str = "the monitor said so", cause: Any = "new_report", **killed: Any) -> None:
        """A toll of quantities, each `(lower, upper)`."""
        ranges = {name: Interval(*ends) for name, ends in killed.items()}
        self.do(drafts.toll_computed(COUNTING, code, ranges, cause, reason, {}))

    def judge(self, verdict: Verdict, *on: str, actor: str = AMAL, settled: bool = True, **fields: Any) -> str:
        """A person judges, and the record follows; the id of the judgement."""
        (made,) = self.do(drafts.judgement_made(actor, verdict, on, "read both", fields))
        name = f"J{made.number}"
        if settled:
            self.do(*settle(self.state, name, GROUPING))
        return name

    def claims_of(self, code: str) -> set[str]:
        """The claims of the incident that the code leads to."""
        return set(self.state.incident(code).claims)


def reading(report: str, *claims: str, heirs: dict[str, list[Any]] | None = None, reader: str = "1") -> Draft:
    """A reading by names of claims alone."""
    content: dict[str, Any] = {"reader": reader, "claims": list(claims)}
    return Draft(READER, "claims_read", report, f"read by {reader}", content | ({"heirs": heirs} if heirs else {}))


def proposals(*groups: Iterable[str], **said: Any) -> list[Proposal]:
    """Proposals of a clustering, every claim of weight 1."""
    return [Proposal(dict.fromkeys(group, 1), replace(MARKET, **said)) for group in groups]
