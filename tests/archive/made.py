"""A small record with everything in it: reports read into claims, captures, changes, an incident, a finding."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path

from marsad.archive.deposit import Deposit, deposit_all
from marsad.errors import ItemError
from marsad.settings import Settings
from marsad.sources.capture import Capture
from marsad.store.entries import IncidentEntry
from marsad.store.findings import Found
from marsad.store.incidents import Tie
from marsad.store.store import Store
from tests.by_hand import CLAIMS, READING, REPORT

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)
READER = "by hand"
HAND = Capture(
    "dispatch.txt", content=REPORT.text.encode(), published=REPORT.published, outlet="Example Press", language="en"
)
CODE = "SY-20230625-idlib-1"


def deposit(store: Store, *captures: Capture | ItemError, url: str | None = None) -> list[Deposit | ItemError]:
    return list(deposit_all(store, captures, Settings(), actor="ana", url=url))


def text(words: str, name: str = "standard input") -> Capture:
    return Capture(name, content=words.encode())


def files(folder: Path, texts: Iterable[str]) -> list[Capture]:
    """`texts` in files of their own."""
    captures = []
    for number, words in enumerate(texts):
        file = folder / f"{number}.txt"
        file.write_text(words, encoding="utf-8")
        captures.append(Capture(file.name, file))
    return captures


def fill(store: Store) -> None:
    """Put one report in by hand, with its claims and an incident, and a few more reports beside it."""
    deposit(store, HAND, HAND, *(text(f"Shelling killed {n} farmers near Marib on Monday.") for n in range(3, 9)))
    with store.write() as record:
        record.readings.save(READING, READER)
        entry = IncidentEntry(
            CODE, 1, country="SY", first_day=date(2023, 6, 25), killed_lower=13, words="market", reports=1, origins=1
        )
        record.incidents.put([(entry, [Tie(claim.id, REPORT.id) for claim in CLAIMS])])
        record.incidents.retire("SY-20230625-idlib-2", successor=CODE, change=1, at=NOON, reason="the same")
        record.findings.replace([Found("pipeline.toll-jump", "from 13 to 130")], report=REPORT.id, at=NOON)
