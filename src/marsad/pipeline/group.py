"""From captures to incidents, without a store: read everything, then group it at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from marsad.errors import ItemError
from marsad.incidents.account import Account, accounts_of
from marsad.incidents.grouping import Grouper, group
from marsad.pipeline.read import Outcome, read_all
from marsad.settings import Settings
from marsad.sources.capture import Capture

Accounts = tuple[Account, ...]


def read_accounts(
    captures: Iterable[Capture | ItemError], settings: Settings, jobs: int | None = None
) -> Iterator[Outcome[Accounts]]:
    """The accounts in every capture, in the order of the captures; never none for one that was read."""
    return read_all(captures, settings, accounts_of, jobs)


@dataclass(slots=True)
class Grouping:
    """Reports as they came, and the incidents that they make once all are in.

    A text that comes twice is one report with two paths: it counts once, and each path gets its line.
    """

    _came: list[Accounts] = field(default_factory=list)

    def take(self, accounts: Accounts) -> None:
        """One more report."""
        self._came.append(accounts)

    def grouped(self) -> Grouped:
        """All of them grouped."""
        grouper = group(account for accounts in self._came for account in accounts)
        of = {account.key: incident.id for incident in grouper.incidents() for account in incident.accounts}
        lines = tuple(
            (accounts[0].path, tuple(dict.fromkeys(of[account.key] for account in accounts))) for accounts in self._came
        )
        return Grouped(grouper, lines)


@dataclass(frozen=True, slots=True)
class Grouped:
    """`lines`: for every report, in the order in which they came, its path and its incidents, the main one first."""

    grouper: Grouper
    lines: tuple[tuple[str | None, tuple[str, ...]], ...]
