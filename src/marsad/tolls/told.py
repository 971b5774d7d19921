"""A claim as a toll meets it: with its report's day and outlet, its place in the telling, and whose knowledge it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from marsad.model.claim import Claim
from marsad.model.reading import Reading, Standing
from marsad.model.report import Report

Origin = str


@dataclass(frozen=True, slots=True)
class Told:
    """A claim, when and by which outlet its report was published, its place in the report (`order`), its standing."""

    claim: Claim
    published: date | None
    outlet: str | None
    order: int
    standing: Standing

    @property
    def origin(self) -> Origin:
        """Whose knowledge it is: copies of one source's number are one origin, through whomever they come.

        What an outlet says on nobody's authority is its agency's where it names one, else its own.
        """
        source = self.claim.source
        if source.name is not None:
            return source.name.casefold()
        if source.relayed_by:
            return source.relayed_by[-1].casefold()
        return (self.outlet or self.claim.report).casefold()

    @property
    def is_direct(self) -> bool:
        """Whether its origin publishes it itself, so that nobody can have copied an older number."""
        return self.origin == (self.outlet or self.claim.report).casefold()

    @property
    def rank(self) -> tuple[str, str, int]:
        """An order of claims that no order of the input changes: by day of publication, report, place in it."""
        return (str(self.published or ""), self.claim.report, self.order)


def told_of(report: Report, reading: Reading) -> tuple[Told, ...]:
    """The claims of one report."""
    return tuple(
        Told(claim, report.published, report.outlet, order, reading.standing.get(claim.id, Standing(order)))
        for order, claim in enumerate(reading.claims)
    )
