"""Changes for programs that keep a copy of the record."""

from __future__ import annotations

from marsad.publishing.moment import Moment
from marsad.publishing.views.changes import START, Bookmark, Changed, Place, changed_since
from marsad.web.api import cursors
from marsad.web.api.incidents import entries, incident_of
from marsad.web.api.models import Change, Changes, Incident
from marsad.web.api.questions import ChangesAsked

_QUESTION = "changes"


def changes(moment: Moment, asked: ChangesAsked) -> Changes:
    """The changes since a cursor, as many as are asked for. Raises ItemError `web.cursor`."""
    since = START if asked.since is None else _bookmark(cursors.read(asked.since, _QUESTION, (int, int, int, str)))
    found = changed_since(moment, since, asked.limit)
    known = entries(moment, (one.place.code for one in found.changes if one.op != "DEL"))
    said = {code: incident_of(entry, moment) for code, entry in known.items()}
    after = cursors.written((found.after.known, found.after.begun, *found.after.place), _QUESTION)
    return Changes(
        revision=moment.revision,
        items=[
            _change(one, said.get(one.place.code)) for one in found.changes if one.op == "DEL" or one.place.code in said
        ],
        next=after if found.more else None,
        since=after,
    )


def _bookmark(parts: tuple[int | str, ...]) -> Bookmark:
    known, begun, number, code = parts
    return Bookmark(int(known), int(begun), Place(int(number), str(code)))


def _change(one: Changed, incident: Incident | None) -> Change:
    return Change(
        op=one.op,
        code=one.place.code,
        revision=one.place.number,
        incident=incident,
        successor=one.successor,
        reason=one.reason,
    )
