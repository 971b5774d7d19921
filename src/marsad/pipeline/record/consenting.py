"""Consent of people who told what they saw: recorded under a key of their name, taken back, and found again in the claims."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Mapping
from datetime import UTC, date, datetime

from marsad.errors import ItemError, RunError
from marsad.ledger.book import Book
from marsad.ledger.consents import consents_in_force
from marsad.ledger.drafts import consent_given, consent_withdrawn
from marsad.ledger.state import State
from marsad.model.change import Change
from marsad.model.consent import ConsentScope, consent_key, folded_name, is_consent_key
from marsad.pipeline.record.claims import judged_claim
from marsad.store.record import Record
from marsad.store.store import Store

_SHORTEST_PART = 3
"""Letters of a part of a name that is looked for by itself; shorter ones (Al, De) begin too many other words."""


def give_consent(
    store: Store,
    name: str,
    reason: str,
    actor: str,
    scope: ConsentScope = "name",
    until: date | None = None,
    today: date | None = None,
) -> Change:
    """Record that whoever bears this name may be named in public; in the place of an earlier consent under the same name.

    Raises ItemError `pipeline.consent-lapsed` when `until` is before `today` (UTC), `pipeline.consent-named` when the reason
    holds the name, and what the ledger refuses; then nothing is written.
    """
    if until is not None and until < (today or datetime.now(UTC).date()):
        what, hint = f"a consent until {until} has lapsed already", "give a day to come, or none"
        raise ItemError("pipeline.consent-lapsed", what, hint=hint)
    _unnamed(name, reason)
    with store.write() as record:
        draft = consent_given(actor, consent_key(name, record_id(record)), reason, scope, until)
        return Book().write(record, [draft])[0]


def withdraw_consent(store: Store, name: str, reason: str, actor: str) -> Change:
    """Record that a consent was taken back. `name` is the person's, or the consent's key.

    Raises ItemError `ledger.consent-unknown` when none stands, `pipeline.consent-named`, and what else the ledger refuses.
    """
    _unnamed(name, reason)
    with store.write() as record:
        key = name if is_consent_key(name) else consent_key(name, record_id(record))
        return Book().write(record, [consent_withdrawn(actor, key, reason)])[0]


def record_id(record: Record) -> str:
    """The record's own id, which goes into every key. Raises RunError `store.damaged` when the record has lost it."""
    found = record.settings.get("record")
    if found is None:
        raise RunError("store.damaged", "the record does not say which one it is", hint="Take it from a backup.")
    return found


def consenting(record: Record, newest: State, today: date) -> Callable[[str], bool]:
    """Whether the bearer of a name, as claims write it, consents to be named on the day `today` (UTC).

    `newest` is the newest state of the record, whatever moment is shown (see `consents_in_force`).
    """
    keys = consents_in_force(newest, today)
    if not keys:
        return lambda _: False
    salt = record_id(record)
    return lambda name: consent_key(name, salt) in keys


def names_of_keys(record: Record, state: State, keys: Collection[str]) -> Mapping[str, tuple[str, ...]]:
    """The names that the claims which are made now, as people corrected them, give to sources and persons, by the keys among `keys`.

    One key has several names where they differ in case, spaces or forms of letters only. It looks through all claims.
    """
    if not keys:
        return {}
    names: set[str] = set()
    for read in record.claims.current():
        claim = judged_claim(read, state)
        names.update(claim.persons)
        if claim.source.name is not None:
            names.add(claim.source.name)
    salt = record_id(record)
    found: dict[str, tuple[str, ...]] = {}
    for name in sorted(names):
        if (key := consent_key(name, salt)) in keys:
            found[key] = (*found.get(key, ()), name)
    return found


def _unnamed(name: str, reason: str) -> None:
    """Refuse a reason that holds the name or a part of it: the ledger is for ever."""
    said, words = folded_name(reason), re.findall(r"\w+", unicodedata.normalize("NFKC", name))
    for part in (name, *filter(_is_telling, words)):
        if _holds(said, folded_name(part)):
            what = f'the reason holds "{part}", which is in the name, and reasons stay for ever'
            hint = 'say who asked, when and how, and call the person "the witness"; write days as 2026-05-03'
            raise ItemError("pipeline.consent-named", what, hint=hint)


def _is_telling(word: str) -> bool:
    """Whether a word of a name is a name itself: "Amal" and "أمل", not "of" or "Al"."""
    return len(word) >= _SHORTEST_PART and word.isalpha() and not word.islower()


def _holds(said: str, name: str) -> bool:
    """Whether the words hold a name, both folded. In scripts without case, other words are written together with it."""
    if name.islower():
        return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", said) is not None
    return name in said
