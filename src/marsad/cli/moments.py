"""Moments as a person writes them: a day, whose end in UTC is meant, or an exact moment."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from marsad.ledger.state import State
    from marsad.store.record import Record


def moment(ctx: click.Context, param: click.Parameter, value: str | None) -> date | datetime | None:
    """For `callback=`: "2023-06-25", or "2023-06-25T14:30"; a moment without a time zone is in UTC."""
    if value is None:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        pass
    try:
        exact = datetime.fromisoformat(value)
    except ValueError:
        raise click.BadParameter(
            f"{value!r} is no date; write it as YYYY-MM-DD, or YYYY-MM-DDTHH:MM for a moment in UTC."
        ) from None
    return exact.replace(tzinfo=UTC) if exact.tzinfo is None else exact.astimezone(UTC)


def state_at(record: Record, at: date | datetime | None) -> State:
    """What the record knows now, or knew at a moment; to be read while `record` is open."""
    from marsad.ledger.book import Book
    from marsad.ledger.replay import as_of

    return Book().state(record) if at is None else as_of(record.changes.all(), at)
