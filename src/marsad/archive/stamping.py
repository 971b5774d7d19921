"""Time stamps: somebody else's word that the custody log had its head at a moment, and so everything that it names.

One stamp over the head of the chain is a stamp over all entries before it, and so over the hash of every report. The interface is
`Stamper`; `marsad.archive.rfc3161` is one, others are found by the entry point group `marsad.stampers`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from importlib.metadata import entry_points
from typing import Any, Protocol

from marsad.archive.damage import Damage
from marsad.errors import RunError
from marsad.store.entries import Stamp
from marsad.store.record import Record
from marsad.store.store import Store

GROUP = "marsad.stampers"


class Stamper(Protocol):
    """Somebody who stamps."""

    @property
    def authority(self) -> str:
        """Who it is: an address or a name."""

    def stamp(self, digest: bytes) -> bytes:
        """A token over `digest` (32 bytes). Raises `RunError` (`archive.stamp-refused`)."""

    def fault(self, token: bytes, digest: bytes) -> str | None:
        """What is wrong with a token that this stamper made, None when it is right."""


def stamper_for(settings: Mapping[str, Any]) -> Stamper | None:
    """The stamper that a record's settings name under `stamps`, None when they name none.

    Raises `RunError` (`archive.stamper-unknown`, and what the stamper itself raises).
    """
    wanted = settings.get("stamps")
    if wanted is None:
        return None
    kind = wanted.get("kind", "rfc3161") if isinstance(wanted, dict) else str(wanted)
    for point in entry_points(group=GROUP):
        if point.name == kind:
            made: Stamper = point.load()(wanted)
            return made
    raise RunError(
        "archive.stamper-unknown", f"nothing here makes stamps of the kind {kind!r}",
        hint=f"Known: {', '.join(sorted(entry_points(group=GROUP).names)) or 'none'}; see docs/how-to/keep-a-record.md.",
    )  # fmt: skip


def stamp_head(store: Store, stamper: Stamper, *, actor: str) -> Stamp | None:
    """Have the newest entry of the custody log stamped, and log that; None when it is a stamp already, or there is none.

    Raises `RunError` when the stamper does not stamp.
    """
    with store.read() as record:
        entries = record.custody.head()
        last = record.custody.act_of(entries[0])
    if last in (None, "stamp"):
        return None
    digest = entries[1]
    stamp = Stamp(digest, datetime.now(UTC), stamper.authority, stamper.stamp(bytes.fromhex(digest)))
    with store.write() as record:
        record.stamps.add(stamp)
        record.custody.append(actor, "stamp", at=stamp.at, content={"digest": digest})
    return stamp


def wrong_stamps(record: Record, stamper: Stamper | None) -> Iterator[Damage]:
    """Stamps over something that the custody log does not hold, and, when their stamper is at hand, false ones."""
    stamps = list(record.stamps.all())
    if not stamps:
        return
    hashes = {entry.hash for entry in record.custody.all()}
    for stamp in stamps:
        if stamp.digest not in hashes:
            yield Damage(
                "archive.stamp-wrong", f"the stamp of {stamp.at}: the custody log does not hold what it is over"
            )
        elif stamper is not None and stamper.authority == stamp.authority:
            fault = stamper.fault(stamp.token, bytes.fromhex(stamp.digest))
            if fault:
                yield Damage("archive.stamp-wrong", f"the stamp of {stamp.at} by {stamp.authority}: {fault}")
