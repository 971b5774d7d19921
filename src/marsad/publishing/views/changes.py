"""What changed since a place in the ledger, incident by incident: what it takes to keep a copy of the published record.

An incident stands in this list once, where it was last changed, as it is now. When it changes again it moves to the end, so a
reader who goes on from the last place misses nothing; who meets an incident twice puts the later one over the earlier.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from heapq import merge
from itertools import islice
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


class Bookmark(NamedTuple):
    """Where a reader is. Up to revision `known` it knows everything; it reads on from `place`, and began to do so at revision `begun`.

    `begun` 0: it had read all there was, and begins again.
    """

    known: int
    begun: int
    place: Place


START = Bookmark(0, 0, Place(0, ""))


class Changed(NamedTuple):
    """An incident that changed. DEL: it is none any more; `successor` is where its code leads, None = nowhere, and `reason` why."""

    op: Op
    place: Place
    successor: str | None = None
    reason: str | None = None


class Stretch(NamedTuple):
    """Some changes, where the reader is after them, and whether there are more."""

    changes: tuple[Changed, ...]
    after: Bookmark
    more: bool


def changed_since(moment: Moment, since: Bookmark, limit: int) -> Stretch:
    """The next `limit` changes after a bookmark, in the order of the last changes, then of the codes.

    ADD and MOD tell only whether the incident was opened since the reader knew everything.
    """
    mark = since if since.begun else since._replace(begun=moment.revision)
    beside, all_ = _beside(moment, mark.known or mark.begun)
    left = list(islice(merge(*_open(moment, mark, beside, all_), _gone(moment, mark, beside), key=_place), limit + 1))
    cut = tuple(left[:limit])
    place = cut[-1].place if cut else mark.place
    if len(left) > len(cut):
        return Stretch(cut, mark._replace(place=place), more=True)
    return Stretch(cut, Bookmark(moment.revision, 0, place), more=False)


def _place(one: Changed) -> Place:
    return one.place


def _open(
    moment: Moment, mark: Bookmark, beside: dict[str, int], all_: int
) -> tuple[Iterator[Changed], Iterator[Changed]]:
    """The open incidents after a bookmark, in order: those that stand where their rows do, and those touched since."""
    rows, at = moment.register.rows, moment.register.at
    touched = at if all_ else {code for code in beside if code in at}
    later = (Place(max(rows[at[code]].change, beside.get(code, 0), all_), code) for code in touched)
    ordered = moment.once("places of changes", lambda: sorted(Place(row.change, row.code) for row in rows))
    stay = (place for place in islice(ordered, bisect_right(ordered, mark.place), None) if place.code not in touched)
    moved = sorted(place for place in later if place > mark.place)
    return _told(moment, mark, stay), _told(moment, mark, moved)


def _told(moment: Moment, mark: Bookmark, places: Iterable[Place]) -> Iterator[Changed]:
    for place in places:
        # who begins knows nothing yet: then nothing needs to be looked up
        is_new = not mark.known or moment.state.incidents[place.code].opened > mark.known
        yield Changed("ADD" if is_new else "MOD", place)


def _gone(moment: Moment, mark: Bookmark, beside: dict[str, int]) -> Iterator[Changed]:
    """Codes that were merged away or withdrawn, as far as the reader can have heard of them, in order."""
    found = []
    for gone in moment.record.incidents.retired():
        if gone.change > mark.begun or (mark.known and moment.state.incidents[gone.code].opened <= mark.known):
            place = Place(max(gone.change, beside.get(gone.code, 0)), gone.code)
            told = moment.gone(gone.code)
            found.append(Changed("DEL", place, gone.successor, None if told is None else told.reason))
    return iter(sorted((one for one in found if one.place > mark.place), key=_place))


def _beside(moment: Moment, number: int) -> tuple[dict[str, int], int]:
    """For incidents that were touched beside their rows after a change: the last one that did; and the last one that touches all."""
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
