"""What changed since a place in the ledger, incident by incident: what it takes to keep a copy of the published record.

An incident stands in this list once, where it was last changed, as it is now. When it changes again it moves to the end, so a
reader who goes on from the last place misses nothing; who meets an incident twice puts the later one over the earlier.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from marsad.model.change import Change, ChangeKind
from marsad.publishing.moment import Moment

Op = Literal["ADD", "MOD", "DEL"]
_BESIDE: tuple[ChangeKind, ...] = (
    "report_withdrawn", "judgement_made", "judgement_signed", "judgement_reversed", "judgement_reopened",
    "claims_untied", "incident_split", "incidents_merged", "claims_read", "consent_given", "consent_withdrawn",
)  # fmt: skip
"""Changes that touch incidents whose own rows may stay as they are."""
_OF_ALL = ("consent_given", "consent_withdrawn")
"""Whose words are in which incident only the names tell, and the ledger holds no names: every incident is looked at again."""


class Place(NamedTuple):
    """A place in the list: after the incident `code`, which was last changed by change `number`."""

    number: int
    code: str


START = Place(0, "")


class Changed(NamedTuple):
    """An incident that changed. DEL: it is none any more; `successor` is where its code leads, None = nowhere, and `reason` why."""

    op: Op
    place: Place
    successor: str | None = None
    reason: str | None = None


def changed_since(moment: Moment, since: Place) -> list[Changed]:
    """All that changed after a place, in the order of the last changes, then of the codes."""
    beside, all_ = _beside(moment, since.number) if since.number else ({}, 0)
    found = [*_open(moment, since, beside, all_), *_gone(moment, since, beside)]
    return sorted((one for one in found if one.place > since), key=lambda one: one.place)


def _open(moment: Moment, since: Place, beside: dict[str, int], all_: int) -> Iterator[Changed]:
    for row in moment.register.rows:
        place = Place(max(row.change, beside.get(row.code, 0), all_), row.code)
        if place > since:
            opened = moment.state.incidents[row.code].opened if since.number else since.number + 1
            yield Changed("ADD" if opened > since.number else "MOD", place)


def _gone(moment: Moment, since: Place, beside: dict[str, int]) -> Iterator[Changed]:
    """Codes that were merged away or withdrawn: who begins never had them."""
    if not since.number:
        return
    for gone in moment.record.incidents.retired():
        number = max(gone.change, beside.get(gone.code, 0))
        yield Changed("DEL", Place(number, gone.code), gone.successor, gone.reason)


def _beside(moment: Moment, number: int) -> tuple[dict[str, int], int]:
    """For incidents that were touched beside their rows: the last change that did; and the last one that touches all."""
    found: dict[str, int] = {}
    all_ = 0
    for change in moment.record.changes.of_kinds(_BESIDE, number):
        if change.kind in _OF_ALL:
            all_ = change.number
        found.update(dict.fromkeys(_touched(moment, change), change.number))
    return found, all_


def _touched(moment: Moment, change: Change) -> Iterator[str]:
    state = moment.state
    things = [change.subject, *change.content.get("claims", ()), *change.content.get("on", ())]
    if change.subject in state.judgements:
        things += [
            *state.judgements[change.subject].on,
            *(c for s in state.judgements[change.subject].sides for c in s),
        ]
    # what a report that was taken down told is tied no more, but the row of its incident stays until the next run
    yield from (code for codes in moment.record.incidents.with_claims(things).values() for code in codes)
    for thing in things:
        if thing in state.incidents:
            yield thing
        elif (code := state.ties.get(thing)) is not None:
            yield code
