"""Drafts of every kind of change: the one place that says what each kind's content holds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from marsad.ledger.heirs import heirs
from marsad.model.change import Cause, Draft
from marsad.model.claim import Claim
from marsad.model.consent import ConsentScope
from marsad.model.incident import Description, Grade, description_to_json
from marsad.model.interval import Interval
from marsad.model.judgement import Verdict


def report_added(actor: str, report: str, reason: str, *, revises: str | None = None) -> Draft:
    """A report came in; `revises` is the report whose text it replaces (the outlet changed its page)."""
    return Draft(actor, "report_added", report, reason, {} if revises is None else {"revises": revises})


def report_withdrawn(actor: str, report: str, reason: str) -> Draft:
    """A report was retracted, or must go: its claims are no longer made."""
    return Draft(actor, "report_withdrawn", report, reason)


def claims_read(
    actor: str, report: str, reader: str, claims: Sequence[Claim], before: Iterable[Claim] = (), reason: str = ""
) -> Draft:
    """A reader read a report. `before` are the claims of the reading that this one replaces.

    They are the current claims of this report; for the first reading of a text that revises another, of that one.
    """
    found = heirs(before, claims)
    content: dict[str, Any] = {"reader": reader, "claims": [claim.id for claim in claims]}
    if found:
        content["heirs"] = {claim: [h.of, h.same_text, h.same_reading] for claim, h in sorted(found.items())}
    return Draft(actor, "claims_read", report, reason or f"read by {reader}", content)


def incident_opened(actor: str, code: str, description: Description, reason: str) -> Draft:
    """An incident comes into the record under a code that was never given."""
    return Draft(actor, "incident_opened", code, reason, description_to_json(description))


def incident_described(actor: str, code: str, fields: Mapping[str, Any], reason: str) -> Draft:
    """Title, event, place, days or parent are said to be others; `fields` as in `description_to_json`."""
    return Draft(actor, "incident_described", code, reason, dict(fields))


def claims_tied(actor: str, code: str, claims: Iterable[str], reason: str) -> Draft:
    """Claims that belong to no incident come to one."""
    return Draft(actor, "claims_tied", code, reason, {"claims": sorted(claims)})


def claims_untied(actor: str, code: str, claims: Iterable[str], reason: str) -> Draft:
    """Claims leave an incident and belong to none for now."""
    return Draft(actor, "claims_untied", code, reason, {"claims": sorted(claims)})


def incidents_merged(actor: str, code: str, into: str, reason: str) -> Draft:
    """The incident `code` is the same as `into`: its claims go there, and its code leads there from now on."""
    return Draft(actor, "incidents_merged", code, reason, {"into": into})


def incident_split(actor: str, code: str, into: str, claims: Iterable[str], reason: str) -> Draft:
    """Claims of `code` go to `into`, which holds no claims yet or was merged into `code` before and now stands again."""
    return Draft(actor, "incident_split", code, reason, {"into": into, "claims": sorted(claims)})


def incident_withdrawn(actor: str, code: str, reason: str) -> Draft:
    """The incident is none, or nothing tells of it any more: a tombstone remains."""
    return Draft(actor, "incident_withdrawn", code, reason)


def incident_restored(actor: str, code: str, reason: str) -> Draft:
    """A withdrawn incident is open again."""
    return Draft(actor, "incident_restored", code, reason)


def toll_computed(
    actor: str, code: str, quantities: Mapping[str, Interval], cause: Cause, reason: str, toll: Mapping[str, Any]
) -> Draft:
    """An incident's toll. `quantities` are the ranges that histories and totals speak of; a quantity that is unknown is left out.

    `toll` is the whole toll as JSON (proof, policy, claims). The reason goes on after "because": "the ministry said so".
    """
    ranges = {name: {"lower": one.lower, "upper": one.upper} for name, one in sorted(quantities.items())}
    return Draft(actor, "toll_computed", code, reason, {"quantities": ranges, "cause": cause, "toll": dict(toll)})


def grade_given(actor: str, code: str, grade: Grade, reason: str) -> Draft:
    """A rule's grade of confidence for an incident; a person's grade is a judgement."""
    return Draft(actor, "grade_given", code, reason, {"grade": grade})


def policy_changed(actor: str, policy: str, version: str, reason: str, content: Mapping[str, Any]) -> Draft:
    """A declared rule (weights, count words, grades) is another from now on."""
    return Draft(actor, "policy_changed", policy, reason, {**content, "version": version})


def judgement_made(
    actor: str, verdict: Verdict, on: Sequence[str], reason: str, fields: Mapping[str, Any] | None = None
) -> Draft:
    """A person decides about one thing, or about a pair. `fields`: what a correction says, or `{"grade": ...}`."""
    content: dict[str, Any] = {"verdict": verdict, "on": list(on)}
    if fields:
        content["fields"] = dict(fields)
    return Draft(actor, "judgement_made", on[0], reason, content)


def judgement_signed(actor: str, judgement: str, reason: str) -> Draft:
    """A second person agrees with a judgement that waits for one."""
    return Draft(actor, "judgement_signed", judgement, reason)


def judgement_reversed(actor: str, judgement: str, reason: str) -> Draft:
    """A person takes a judgement back, their own or another's."""
    return Draft(actor, "judgement_reversed", judgement, reason)


def consent_given(actor: str, key: str, reason: str, scope: ConsentScope = "name", until: date | None = None) -> Draft:
    """Somebody who told what they saw may be named in public, up to the day `until`. `key` is what `consent_key` makes of the name.

    The reason says how it was had (who asked, when, in which form) and holds no name: it stays for ever.
    """
    content = {"scope": scope} | ({} if until is None else {"until": until.isoformat()})
    return Draft(actor, "consent_given", key, reason, content)


def consent_withdrawn(actor: str, key: str, reason: str) -> Draft:
    """A consent is taken back, and holds for no moment any more, past ones included."""
    return Draft(actor, "consent_withdrawn", key, reason)


def note(actor: str, subject: str, reason: str) -> Draft:
    """A remark on anything, by anyone; it binds nothing."""
    return Draft(actor, "note", subject, reason)
