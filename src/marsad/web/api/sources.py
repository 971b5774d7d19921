"""Sources for programs: who told what, and how often nobody else did."""

from __future__ import annotations

from marsad.publishing.moment import Moment, day_words
from marsad.publishing.views.sources import Teller, sources_view
from marsad.web.api import cursors
from marsad.web.api.models import Sources, SourceSaid
from marsad.web.api.questions import SourcesAsked


def sources(moment: Moment, asked: SourcesAsked) -> Sources:
    """A page of the sources, in the order of their ids. Raises ItemError `web.cursor`."""
    question = ("sources", asked.kind, day_words(moment.at))
    (after,) = ("",) if asked.cursor is None else cursors.read(asked.cursor, question, (str,))
    tellers = [one for one in sources_view(moment).tellers if asked.kind in (None, one.kind)]
    left = sorted((one for one in tellers if one.id > str(after)), key=lambda one: one.id)
    cut = left[: asked.limit]
    return Sources(
        revision=moment.revision,
        as_of=day_words(moment.at),
        total=len(tellers),
        items=[_said(one) for one in cut],
        next=cursors.written((cut[-1].id,), question) if len(left) > len(cut) else None,
    )


def _said(one: Teller) -> SourceSaid:
    return SourceSaid(
        id=one.id,
        name=one.name,
        kind=one.kind,
        claims=one.claims,
        incidents=len(one.incidents),
        alone=len(one.alone),
        copied=one.copied,
        languages=sorted(one.languages),
        first=one.first,
        last=one.last,
        **one.tolls,
    )
