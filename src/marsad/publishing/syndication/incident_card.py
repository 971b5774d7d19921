"""An incident on a card: what embeds and charts show of it, in one language."""

from __future__ import annotations

from dataclasses import dataclass

from marsad.pipeline.record.projection import entry_of
from marsad.pipeline.record.showing import Known
from marsad.publishing.drawing.incident_chart import Charted, source_names
from marsad.publishing.moment import Moment, day_words
from marsad.publishing.pages.catalogue import Catalogue
from marsad.publishing.syndication.headlines import headline, range_of, where
from marsad.store.entries import IncidentEntry


@dataclass(frozen=True, slots=True)
class Card:
    """An incident in a few words. `as_of` is the moment as addresses write it, None = now."""

    entry: IncidentEntry
    headline: str
    killed: str
    injured: str
    where: str
    as_of: str | None
    known: Known


def card(moment: Moment, code: str, t: Catalogue) -> Card:
    """The card of the incident that a code leads to. Raises ItemError `ledger.incident-unknown`."""
    known = moment.known(code)
    entry = entry_of(known.incident, known.state)
    ranges = entry.state["quantities"]
    return Card(
        entry=entry,
        headline=headline(entry, ranges, t),
        killed=range_of(ranges, "killed", t),
        injured=range_of(ranges, "injured", t),
        where=where(entry, t),
        as_of=day_words(moment.at),
        known=known,
    )


def charted(moment: Moment, shown: Card, t: Catalogue, *, bare: bool = False) -> Charted:
    """What a chart of the incident is drawn from; `bare` where its title stands beside it."""
    known = shown.known
    outlets = {report.id: report.outlet for report in known.tolls.reports}
    toll = next((each for each in known.tolls.incidents if each.id == known.incident.code), None)
    told = "" if moment.told is None else f" · {t.moment(moment.told)}"
    return Charted(
        toll=toll,
        claims={claim.id: claim for claim in known.tolls.claims},
        sources=source_names(known.tolls.claims, outlets, moment.disclosure, t),
        headline=shown.headline,
        foot=f"{moment.project.title} · {t.plain('base.revision', number=moment.revision)}{told}",
        bare=bare,
    )
