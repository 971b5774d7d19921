"""What changes do to consents: given, they stand under their keys until they are taken back."""

from __future__ import annotations

from datetime import date

from marsad.ledger.incidents import own
from marsad.ledger.state import State
from marsad.model.change import Change
from marsad.model.consent import Consent, ConsentScope


def give(state: State, change: Change) -> None:
    """A consent stands from now on, in the place of one that was given before under the same key."""
    content, until = change.content, change.content.get("until")
    own(state.consents)[change.subject] = Consent(
        key=change.subject,
        scope=content["scope"],
        actor=change.actor,
        reason=change.reason,
        number=change.number,
        at=change.at,
        until=None if until is None else date.fromisoformat(until),
    )


def withdraw(state: State, change: Change) -> None:
    """It was taken back: nothing of it stands."""
    del own(state.consents)[change.subject]


def consents_in_force(state: State, today: date, scope: ConsentScope = "name") -> frozenset[str]:
    """The keys (`consent_key`) of those who consent to be named on the day `today` (UTC), or to have their `words` quoted too.

    Whoever lets their words be quoted under their name lets the name be told.

    For what is published, `state` is always the newest state of the record and `today` is today, also on pages that show
    what was known on an earlier day: a consent that was taken back, or has lapsed, is honoured for every moment. A state
    of an earlier day says what stood then; it is for asking how a name came to be public, never for publishing.
    """
    enough = ("name", "words") if scope == "name" else ("words",)
    return frozenset(key for key, one in state.consents.items() if one.scope in enough and one.holds(today))
