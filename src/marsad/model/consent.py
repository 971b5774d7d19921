"""The consent: somebody who told what they saw lets the record name them in public. It can be taken back at any time.

The ledger is for ever, so no consent holds a name: it is known by a key, made from the name and the record's own id.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

ConsentScope = Literal["name", "words"]
"""What may be public: the `name` of the person, or their `words` too, quoted under their name."""

CONSENT = "consent:"
"""How every key of a consent begins."""
_KEY = re.compile(rf"{CONSENT}[0-9a-f]{{64}}")


@dataclass(frozen=True, slots=True)
class Consent:
    """A consent that was given and not taken back. `number` and `at` (UTC) are of the change that gave it, `actor` wrote it down.

    `reason` says how it was had: who asked, when, in which form. `until` is the last day (UTC) on which it holds, None
    when it does not lapse.
    """

    key: str
    scope: ConsentScope
    actor: str
    reason: str
    number: int
    at: datetime
    until: date | None = None

    def holds(self, today: date) -> bool:
        """Whether it has not lapsed on this day (UTC)."""
        return self.until is None or today <= self.until


def folded_name(name: str) -> str:
    """A name as consents compare it: NFKC, without case, single spaces.

    Nothing else is folded (no accents, no spellings): who may be meant by another spelling is not named.
    """
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())
    return " ".join(folded.split())


def consent_key(name: str, record_id: str) -> str:
    """The key under which a record keeps the consent of whoever bears this name: `consent:` and 64 hexadecimal digits.

    SHA-256 over the record's own id (the setting `record`), a line feed, and the folded name. The id keeps keys of
    different records from being compared; it is no secret from those who hold the record, and they can try names: so
    keys are not for the public.
    """
    return CONSENT + hashlib.sha256(f"{record_id}\n{folded_name(name)}".encode("utf-8", "surrogatepass")).hexdigest()


def is_consent_key(said: str) -> bool:
    """Whether this is the key of a consent, and so no name."""
    return _KEY.fullmatch(said) is not None
