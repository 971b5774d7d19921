"""Reasons that people gave, as they may be published: without the names that are withheld, or not at all."""

from __future__ import annotations

from collections.abc import Iterable

from marsad.model.change import is_machine
from marsad.publishing.disclosure import Disclosure, Piece
from marsad.store.record import Record

UNPUBLISHED = (Piece("The reason is not published.", "plain"),)
"""In place of a reason where nobody knows any more which names must not stand in it."""


def public_reason(
    record: Record, disclosure: Disclosure, reports: Iterable[str], actors: Iterable[str], words: str
) -> tuple[Piece, ...]:
    """Why something was done about what some `reports` tell, in `words` of one of the `actors`.

    Names that any reading of the reports ever withheld are taken out, and those of the actors. Where one of the reports was
    taken down, or none is left, the names are gone with them, so what a person wrote is not published.
    """
    ids, said_by = sorted(reports), list(actors)
    by_person = not all(map(is_machine, said_by))
    if by_person and (not ids or any(entry.withdrawn is not None for entry in record.reports.of(ids).values())):
        return UNPUBLISHED
    return disclosure.veil(record.readings.ever(ids), said_by).text(words)
