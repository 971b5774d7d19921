"""Consents for people and for programs: under which key, since when, by whom, until when, and whose they are as far as claims tell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from marsad.model.consent import Consent, ConsentScope

_SCOPES: Mapping[ConsentScope, str] = {
    "name": "may be named",
    "words": "may be named and quoted",
}
_NOBODY = "no current claim gives this name"


def consent_line(consent: Consent, names: Iterable[str], today: date) -> str:
    """One consent: whose it is, what it allows, since when, by whom, until when, and how it was had; its key comes last."""
    who = " / ".join(names) or f"({_NOBODY})"
    return f"{who}: {consent_words(consent, today)}: {consent.reason} [{consent.key}]"


def consent_words(consent: Consent, today: date) -> str:
    """What a consent allows: "may be named, since 2026-11-25, by Ana, until 2027-11-25"."""
    until = "" if consent.until is None else f", until {consent.until}"
    lapsed = "" if consent.holds(today) else " (lapsed)"
    return f"{_SCOPES[consent.scope]}, since {consent.at:%Y-%m-%d}, by {consent.actor}{until}{lapsed}"


def consent_json(consent: Consent, names: Iterable[str], today: date) -> dict[str, Any]:
    """One consent as plain JSON."""
    return {
        "key": consent.key,
        "names": list(names),
        "scope": consent.scope,
        "since": consent.at.isoformat(),
        "actor": consent.actor,
        "until": None if consent.until is None else consent.until.isoformat(),
        "in_force": consent.holds(today),
        "reason": consent.reason,
        "change": consent.number,
    }
