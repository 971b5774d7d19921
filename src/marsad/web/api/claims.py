"""Claims for programs: as their contract has them, without what is withheld, with what the record makes of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import cast

from marsad.errors import ItemError
from marsad.ledger.state import State
from marsad.model.claim import Claim
from marsad.model.claim_json import to_json
from marsad.pipeline.record.claims import judged_claim
from marsad.publishing.moment import Moment, day_words
from marsad.publishing.views.sources import sources_view, teller_of
from marsad.publishing.withholding import Withholding
from marsad.web.api import cursors
from marsad.web.api.models import Claims, ClaimSaid
from marsad.web.api.questions import ClaimsAsked

Told = tuple[str, str]
"""An incident's code and a claim's id: claims are listed in this order."""
_START: Told = ("", "")


def claims(moment: Moment, asked: ClaimsAsked) -> Claims:
    """A page of claims. Raises ItemError `ledger.incident-unknown`, `archive.report-missing`, `web.cursor`,
    `publishing.source-unknown`.
    """
    question = ("claims", asked.incident, asked.report, asked.source, day_words(moment.at))
    after = _START if asked.cursor is None else cast("Told", cursors.read(asked.cursor, question, (str, str)))
    wanted = list(islice((told for told in _told(moment, asked, after) if told > after), asked.limit + 1))
    cut = wanted[: asked.limit]
    return Claims(
        revision=moment.revision,
        as_of=day_words(moment.at),
        total=None,
        items=list(_said(moment, cut)),
        next=cursors.written(cut[-1], question) if len(wanted) > len(cut) else None,
    )


def claim(moment: Moment, id_: str) -> ClaimSaid:
    """One claim. Raises ItemError `ledger.claim-unknown` for one that no open incident has, or whose words are gone."""
    code = moment.state.ties.get(id_)
    found = [] if code is None else list(_said(moment, [(code, id_)]))
    if not found:
        what = f"there is no claim {id_} in an incident of the record"
        raise ItemError("ledger.claim-unknown", what, hint="It may have been read anew: look at its incident.")
    return found[0]


def _told(moment: Moment, asked: ClaimsAsked, after: Told) -> Iterator[Told]:
    """The claims that are asked for, from the incident of `after` on, in their order."""
    state = moment.state
    if asked.source is not None:
        told = teller_of(sources_view(moment), asked.source).told
        yield from sorted(
            (code, claim) for code, some in told.items() for claim in some if _is_meant(state, code, claim, asked)
        )
    elif asked.report is not None:
        yield from sorted(_of_report(state, asked))
    elif asked.incident is not None:
        code = state.resolve(asked.incident)
        yield from ((code, claim) for claim in sorted(state.incidents[code].claims))
    else:
        for code in sorted(code for code in moment.register.at if code >= after[0]):
            yield from ((code, claim) for claim in sorted(state.incidents[code].claims))


def _of_report(state: State, asked: ClaimsAsked) -> Iterator[Told]:
    report = f"sha256:{(asked.report or '').removeprefix('sha256:')}"
    if report not in state.reports:
        raise ItemError("archive.report-missing", f"{report}: there is no such report", hint="Give its whole id.")
    code = None if asked.incident is None else state.resolve(asked.incident)
    for claim in state.current_claims(report):
        tied = state.ties.get(claim)
        if tied is not None and code in (None, tied):
            yield tied, claim


def _is_meant(state: State, code: str, claim: str, asked: ClaimsAsked) -> bool:
    report = None if asked.report is None else f"sha256:{asked.report.removeprefix('sha256:')}"
    return asked.incident in (None, code) and (report is None or state.claims[claim].report == report)


def _said(moment: Moment, told: Sequence[Told]) -> Iterator[ClaimSaid]:
    state = moment.state
    known = moment.record.claims.get(claim for _, claim in told)
    withheld = _withheld(moment, known.values())
    aside = {code: _aside(state, code) for code in {code for code, _ in told}}
    for code, id_ in told:
        if id_ in known:
            one, counted = judged_claim(known[id_], state), aside[code]
            judgement = state.answer("claim", id_)
            judged = judgement.verdict if judgement and judgement.verdict in ("accept", "correct", "reject") else None
            yield ClaimSaid(
                claim=to_json(withheld.claim(one)),
                incident=code,
                counts=counted is not None and id_ not in counted and judged != "reject",
                set_aside=(counted or {}).get(id_),  # type: ignore[arg-type]
                judged=judged,
                withheld=moment.disclosure.source(one.source).withheld,
                known_since=state.claims[id_].at,
            )


def _withheld(moment: Moment, known: Iterable[Claim]) -> Withholding:
    """What is withheld by these claims and by all others of their reports: what one hides, another must not tell."""
    beside = moment.record.claims.current(reports=sorted({claim.report for claim in known}))
    return Withholding(moment.disclosure, [*known, *beside])


def _aside(state: State, code: str) -> dict[str, str] | None:
    """The claims of an incident that are not in its sum, and why; None = it has no toll."""
    computed = state.tolls.get(code)
    if computed is None:
        return None
    return {one["claim"]: one["reason"] for one in computed.get("toll", {}).get("set_aside", ())}
