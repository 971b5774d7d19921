"""Running totals beside the record: the claim in its own words, the sum of the record's incidents, and whether both can be right."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from marsad.model.claim_json import to_json
from marsad.model.interval import Interval
from marsad.pipeline.record.cumulative import Compared
from marsad.publishing.query_words import filter_words, known_words
from marsad.publishing.terminal import one_line
from marsad.publishing.words import counted, source_words


def cumulative_lines(found: Sequence[Compared], where: str) -> str:
    """Lines for people."""
    lines = [one_line(line) for each in found for line in _lines(each)]
    many = counted(len(found), "running total") if found else "No running total"
    return "\n".join([*lines, f"{many} for {where} in the record."]) + "\n"


def _lines(each: Compared) -> Iterator[str]:
    published = f"published {each.published}" if each.published else "publication date not said"
    yield f"“{each.claim.span.quote}”"
    yield f"  says {source_words(each.claim.source)} ({each.outlet or 'outlet not said'}, {published})"
    assumed = "; it names no first day itself" if each.assumed else ""
    yield f"  it counts {each.quantity or each.claim.harm} {known_words(each.claimed)}: {filter_words(each.wanted)}{assumed}"
    silent = f", {each.silent:,} more say nothing of it" if each.silent else ""
    yield f"  the record's incidents there: {known_words(each.summed)}, {counted(each.incidents, 'incident')}{silent}"
    yield f"  {_answer(each)}"


def _answer(each: Compared) -> str:
    if each.answer == "incompatible":
        return "INCOMPATIBLE: the incidents alone are more than the claim allows, so the claim or an incident is wrong"
    if each.answer == "record-incomplete":
        return f"compatible, but the record cannot hold all: if the claim is right, at least {each.missing:,} are not in these incidents"
    if each.answer == "nothing-to-compare":
        return "nothing to compare it with"
    return "compatible: both can be right"


def cumulative_json(found: Sequence[Compared]) -> str:
    """One JSON object; each claim as in the contract of claims."""
    return json.dumps({"claims": [_plain(each) for each in found]}, ensure_ascii=False, indent=2) + "\n"


def _plain(each: Compared) -> dict[str, Any]:
    return {
        "answer": each.answer,
        "quantity": each.quantity,
        "claimed": _range(each.claimed),
        "since": None if each.wanted.since is None else each.wanted.since.isoformat(),
        "since_is_assumed": each.assumed,
        "until": None if each.wanted.until is None else each.wanted.until.isoformat(),
        "record": _range(each.summed),
        "incidents": each.incidents,
        "silent": each.silent,
        "missing": each.missing,
        "published": None if each.published is None else each.published.isoformat(),
        "outlet": each.outlet,
        "claim": to_json(each.claim),
    }


def _range(within: Interval | None) -> dict[str, int | None] | None:
    return None if within is None else {"lower": within.lower, "upper": within.upper}
