"""Changes for programs that keep a copy of the record."""

from __future__ import annotations

from marsad.publishing.moment import Moment
from marsad.publishing.views.changes import START, Changed, Place, changed_since
from marsad.web.api import cursors
from marsad.web.api.incidents import entries, incident_of
from marsad.web.api.models import Change, Changes, Incident
from marsad.web.api.questions import ChangesAsked

_QUESTION = "changes"


def changes(moment: Moment, asked: ChangesAsked) -> Changes:
    """The changes since a cursor, as many as are asked for. Raises ItemError `web.cursor`."""
    since = START if asked.since is None else _place(cursors.read(asked.since, _QUESTION, (int, str)))
    found = changed_since(moment, since)
    cut = found[: asked.limit]
    known = entries(moment, (one.place.code for one in cut if one.op != "DEL"))
    said = {code: incident_of(entry, moment) for code, entry in known.items()}
    last = cursors.written(cut[-1].place if cut else since, _QUESTION)
    return Changes(
        revision=moment.revision,
        items=[_change(one, said.get(one.place.code)) for one in cut if one.op == "DEL" or one.place.code in said],
        next=last if len(found) > len(cut) else None,
        since=last,
    )


def _place(parts: tuple[int | str, ...]) -> Place:
    number, code = parts
    return Place(int(number), str(code))


def _change(one: Changed, incident: Incident | None) -> Change:
    return Change(
        op=one.op,
        code=one.place.code,
        revision=one.place.number,
        incident=incident,
        successor=one.successor,
        reason=one.reason,
    )
