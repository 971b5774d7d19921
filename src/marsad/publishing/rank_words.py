"""A rank in words: the verdict, who could be above, and what the record does not hold."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date

from marsad.ledger.rank import Rank
from marsad.publishing.query_words import as_of_words, filter_words, known_words
from marsad.publishing.terminal import one_line
from marsad.publishing.words import counted
from marsad.store.filters import IncidentFilter
from marsad.store.sums import Rival


def rank_words(found: Rank, wanted: IncidentFilter, as_of: date | None) -> str:
    """Lines for people."""
    return "\n".join(map(one_line, _lines(found, wanted, as_of))) + "\n"


def _lines(found: Rank, wanted: IncidentFilter, as_of: date | None) -> Iterator[str]:
    among = f"among {counted(found.among, 'incident')} ({filter_words(wanted)}{as_of_words(as_of)})"
    yield f"{found.code}: {found.quantity} {known_words(found.within)}"
    certain = found.verdict == "certain"
    verdict = (
        "Certainly the highest of those that can be compared, or level with it,"
        if certain and found.gaps
        else _VERDICTS[found.verdict]
    )
    yield f"{verdict} {among}: {_place(found)}."
    if not found.sure:
        yield "It may have been on other days than those that are meant."
    if found.above:
        yield f"{counted(found.above, 'incident')} certainly higher."
    if found.higher:
        only = f", {found.open_:,} of them only because nobody knows their upper end" if found.open_ else ""
        yield f"{counted(found.higher, 'incident')} possibly higher{only}."
    for rival in found.rivals:
        yield f"  {_rival(rival, found)}"
    rest = found.above + found.higher - len(found.rivals)
    if rest > 0:
        yield f"  and {rest:,} more"
    yield (
        "The record does not hold: "
        + ("; ".join(_gaps(found)) + "; " if found.gaps else "")
        + "what no report in it tells."
    )


_VERDICTS = {
    "certain": "Certainly the highest, or level with it,",
    "possible": "Possibly the highest",
    "not": "Not the highest",
    "unknown": "Nobody can say whether it is the highest",
}


def _place(found: Rank) -> str:
    return f"rank {found.best:,}" if found.best == found.worst else f"rank {found.best:,} to {found.worst:,}"


def _rival(rival: Rival, found: Rank) -> str:
    certainly = found.within is not None and found.within.upper is not None and rival.within.lower > found.within.upper
    word = "certainly higher" if certainly and rival.sure else "possibly higher"
    days = "" if rival.sure else ", if it was on these days"
    return f"{rival.code}: {known_words(rival.within)}, {word}{days}"


def _gaps(found: Rank) -> Iterator[str]:
    for gap in found.gaps:
        yield (
            f"{gap.unknown} of {counted(gap.incidents, 'incident')}"
            if gap.unknown.startswith("the ")
            else f"{gap.unknown} in {counted(gap.incidents, 'incident')}"
        )


def rank_json(found: Rank, as_of: date | None) -> str:
    """One JSON object."""
    within = None if found.within is None else {"lower": found.within.lower, "upper": found.within.upper}
    said = {
        "code": found.code,
        "quantity": found.quantity,
        "range": within,
        "as_of": None if as_of is None else as_of.isoformat(),
        "verdict": found.verdict,
        "rank": {"best": found.best, "worst": found.worst},
        "among": found.among,
        "certainly_higher": found.above,
        "possibly_higher": found.higher,
        "open_above": found.open_,
        "sure_of_days": found.sure,
        "rivals": [
            {"code": each.code, "lower": each.within.lower, "upper": each.within.upper, "sure_of_days": each.sure}
            for each in found.rivals
        ],
        "not_held": [{"incidents": gap.incidents, "unknown": gap.unknown} for gap in found.gaps],
    }
    return json.dumps(said, ensure_ascii=False, indent=2) + "\n"
