"""Claims by hand, as tolls meet them, for tests that need no text."""

from datetime import date
from itertools import count
from typing import Any

from marsad.model.claim import Claim, Count, Event, EventActor, Group, Place, Source, Span, Time
from marsad.model.reading import Standing
from marsad.tolls.told import Told

SUNDAY = date(2024, 6, 2)
IDLIB = Place("Idlib", "Idlib", 169389, "SY", "Idlib", 35.93, 36.63, "settlement")
NEAR_IDLIB = Place("near Idlib", "Idlib", 169389, "SY", "Idlib", 35.93, 36.63, "near_settlement")
SARMADA = Place("Sarmada", "Sarmada", 1, "SY", "Idlib", 36.19, 36.72, "settlement")
ALEPPO = Place("Aleppo", "Aleppo", 170063, "SY", "Aleppo", 36.2, 37.16, "settlement")
QUARTER = Place("Marjeh", "al-Marjeh", None, "SY", "Aleppo", 36.18, 37.17, "settlement")
PROVINCE = Place("Idlib province", "Idlib", 169387, "SY", "Idlib", 35.8, 36.7, "admin1")
DISTRICT = Place("Harem district", "Harem", 2, "SY", "Idlib", 36.2, 36.6, "admin2")
SYRIA = Place("Syria", "Syria", 163843, "SY", None, 35.0, 38.0, "country")

_numbers = count(1)


def told(
    lower: int = 5, upper: int | str | None = "same", *, harm: Any = "killed", place: Place | None = IDLIB,
    day: date | None = SUNDAY, end: date | None = None, by: str | None = "Observatory", kind: Any = "monitor",
    relayed_by: tuple[str, ...] = (), report: str = "r1", sentence: int | None = None, published: date | None = SUNDAY,
    outlet: str | None = None, status: Any = "unknown", age: Any = "unknown", sex: Any = "unknown",
    role: str | None = None, affiliation: str | None = None, form: Any = "exact", unit: Any = "person",
    words: str | None = None, event: Any = "air_strike", perpetrator: str | None = None, scope: Any = "event",
    polarity: Any = "asserted", hedges: Any = (), part_of: Told | None = None, supersedes: Told | None = None,
    cues: Any = (), span: tuple[int, int] | None = None,
) -> Told:  # fmt: skip
    """One claim. Every one has an id, an order and (unless given) a sentence and a span of its own."""
    number = next(_numbers)
    start, stop = span or (number * 100, number * 100 + 50)
    actors = () if perpetrator is None else (EventActor(perpetrator, "perpetrator", "stated"),)
    claim = Claim(
        f"c{number:04}", report, f"{report}.txt", "en", harm,
        Count(lower, lower if upper == "same" else upper, form, unit, words, start, start + 1),  # type: ignore[arg-type]
        Group(status, age, sex, role, affiliation, f"{lower} people"), (),
        None if part_of is None else part_of.claim.id, None if supersedes is None else supersedes.claim.id,
        scope, polarity, hedges, Event(event, None, None, actors), place,
        None if day is None else Time("on Sunday", day, end or day),
        Source(by, kind, None, relayed_by), Span(start, stop, "x" * (stop - start)),
    )  # fmt: skip
    return Told(claim, published, outlet, number, Standing(number if sentence is None else sentence, frozenset(cues)))
