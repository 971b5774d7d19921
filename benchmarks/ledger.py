"""How long the ledger takes on a large record: a replay from the beginning, one more report, one history.

    python benchmarks/ledger.py [REPORTS]

The record is made up: every report makes three claims, three reports tell of an incident, every incident has a toll. What is
printed are ratios to hashing the same ledger once, which every verification must do, and seconds.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import UTC, date, datetime
from time import perf_counter
from typing import TypeVar

from marsad.ledger import drafts
from marsad.ledger.admission import admit
from marsad.ledger.history import history
from marsad.ledger.reconcile import Proposal, reconcile_groups
from marsad.ledger.replay import EMPTY, replay
from marsad.ledger.totals import total
from marsad.model.change import Draft, is_whole
from marsad.model.claim import Place
from marsad.model.incident import Description
from marsad.model.interval import Interval

AT = datetime(2024, 1, 1, tzinfo=UTC)
READER, GROUPING = "machine:reader/1", "machine:grouping/1"
T = TypeVar("T")


def report(number: int) -> list[Draft]:
    claims = [f"c{number}.{place}" for place in range(3)]
    content = {"reader": "1", "claims": claims}
    name = f"sha256:{number:064x}"
    return [
        drafts.report_added(READER, name, "came in"),
        Draft(READER, "claims_read", name, "read by 1", content),
    ]


def proposal(number: int) -> Proposal:
    claims = {f"c{number * 3 + report}.{place}": 1 for report in range(3) for place in range(3)}
    day = date.fromordinal(738_000 + number % 2_000)
    place = Place(f"Town {number % 500}", f"Town {number % 500}", None, "SY")
    return Proposal(claims, Description(f"Strike {number}", "air_strike", place, day, day))


def timed(what: str, unit: float, do: Callable[[], T]) -> T:
    start = perf_counter()
    result = do()
    seconds = perf_counter() - start
    print(f"{what:44} {seconds:8.3f} s" + (f"  {seconds / unit:6.2f} x hashing" if unit else ""))
    return result


def main() -> None:
    reports = int(sys.argv[1]) if len(sys.argv) > 1 else 30_000
    incidents = reports // 3
    changes, state = admit(EMPTY, [draft for number in range(reports) for draft in report(number)], AT)
    proposals = [proposal(number) for number in range(incidents)]
    plan = timed("grouping all claims for the first time", 0, lambda: reconcile_groups(state, proposals, GROUPING))
    more, state = timed("admitting that", 0, lambda: admit(state, plan, AT))
    changes += more
    tolls = [
        drafts.toll_computed(GROUPING, code, {"killed": Interval(1, 9)}, "first_count", "so", {})
        for code in state.incidents
    ]
    more, state = admit(state, tolls, AT)
    changes += more
    print(
        f"{len(changes):,} changes, {reports:,} reports, {len(state.claims):,} claims, {len(state.incidents):,} incidents"
    )
    start = perf_counter()
    assert all(is_whole(change, before) for change, before in zip(changes, [None, *changes], strict=False))
    hashing = perf_counter() - start
    print(f"{'hashing the ledger once':44} {hashing:8.3f} s")
    assert timed("replay from the beginning", hashing, lambda: replay(changes)) == state
    code = next(iter(state.incidents))
    timed("the history of one incident", hashing, lambda: history(changes, code))
    timed("a total over all incidents", hashing, lambda: total(state, "killed", date.min, date.max))
    more, state = timed("admitting one more report", hashing, lambda: admit(state, report(reports), AT))
    group = [Proposal({**proposals[0].claims, f"c{reports}.0": 1}, proposals[0].description)]
    plan = timed("grouping it with its incident", hashing, lambda: reconcile_groups(state, group, GROUPING))
    assert [draft.kind for draft in plan] == ["claims_tied"]
    timed("grouping all claims again", hashing, lambda: reconcile_groups(state, proposals, GROUPING))


if __name__ == "__main__":
    main()
