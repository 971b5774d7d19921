"""Which claims are not in a sum, and why: every rule is one function, and every claim it takes out keeps its reason."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from marsad.model.claim import Claim
from marsad.model.toll import Reason, SetAside
from marsad.tolls.policy import Policy
from marsad.tolls.told import Told
from marsad.tolls.utterances import Utterance
from marsad.tolls.wording import sourced

_SCOPES = {"period": "counts a period, not one event", "cumulative": "is a running total, not the toll of one event"}


def counts_an_event(told: Told, policy: Policy) -> bool:
    """Whether a claim speaks of an event, or of all events of an area in a window of few days.

    A claim on a window of up to the policy's days, at a place, constrains the sum of what happened there then.
    """
    claim = told.claim
    if claim.scope != "period":
        return claim.scope in ("event", "prior")
    time = claim.time
    if time is None or time.start is None or time.end is None or claim.place is None:
        return False
    return (time.end - time.start).days < int(policy.values["scope"]["window_days"])


def of_another_scope(told: Told) -> SetAside:
    """The claim counts another span of time or area than an incident."""
    words = _SCOPES.get(told.claim.scope, "does not count one event")
    return SetAside(told.claim.id, "other_scope", f"{sourced(told)} {words}.")


def not_asserted(told: Told) -> SetAside | None:
    """Nobody says that it is so: it is denied, feared or possible. A denial is shown; it counts nobody."""
    claim = told.claim
    if claim.polarity == "denied":
        return SetAside(claim.id, "denied", f"{sourced(told)} is denied: a denial is shown and counts nobody.")
    if claim.polarity == "hypothetical":
        return SetAside(claim.id, "hypothetical", f"{sourced(told)} is feared or possible, not said to have happened.")
    return None


def not_persons(told: Told, policy: Policy) -> SetAside | None:
    """It counts families, and the policy does not say how many people that is."""
    claim = told.claim
    if policy.interval(claim.count) is not None:
        return None
    why = f"{sourced(told)} counts {claim.count.unit.replace('y', 'ies')}, not persons; the policy gives them no size."
    return SetAside(claim.id, "other_unit", why)


def of_enemies(utterances: Sequence[Utterance], policy: Policy) -> Iterator[tuple[Utterance, SetAside]]:
    """A belligerent's count of its enemy's dead, where anybody else counts the dead of these events.

    The attacker's own claim is no independent source (Airwars shows a belligerent's figures beside its own).
    """
    if policy.values["parties"]["enemies"] == "counted":
        return
    for said in utterances:
        others = any(other.harm == said.harm and not _is_of_party(other) for other in utterances)
        if _is_of_party(said) and others and all(_is_enemy(item.told.claim) for item in said.items):
            for item in said.items:
                name = item.told.claim.source.name or "the party"
                why = f"{sourced(item.told)}: a belligerent counts its enemy’s dead; {name}’s number is shown beside."
                yield said, SetAside(item.told.claim.id, "party_on_enemy", why)


def _is_of_party(said: Utterance) -> bool:
    return said.first.claim.source.kind == "party"


def _is_enemy(claim: Claim) -> bool:
    own = (claim.source.name or "").casefold()
    return claim.group.status == "combatant" and (claim.group.affiliation or "").casefold() != own


def superseded(utterances: Sequence[Utterance]) -> Iterator[tuple[Utterance, SetAside]]:
    """Replaced by a later count: the text says so ("rose to 12 from 8"), its source says so in a later report, or
    anybody counts more of the same people in a later report: a toll that grows is no contradiction.

    A later count that only leaves more open ("at least five" after "seven") replaces nothing.
    """
    newer_of = {
        item.told.claim.supersedes: item.told
        for said in utterances
        for item in said.items
        if item.told.claim.supersedes
    }
    for said in utterances:
        if said.first.claim.id in newer_of:
            yield from _all(said, "superseded", newer_of[said.first.claim.id], "is brought up to date by")
            continue
        later = (other for other in utterances if _replaces(other, said))
        newest = max(later, key=lambda other: other.first.rank, default=None)
        if newest is not None:
            by = "its source’s later count" if newest.origin == said.origin else "a later, higher count"
            yield from _all(said, "superseded", newest.first, f"is brought up to date by {by},")


def _replaces(new: Utterance, old: Utterance) -> bool:
    if new is old or new.site is not old.site or new.harm != old.harm:
        return False
    days = new.first.published, old.first.published
    mine, theirs = new.total(), old.total()
    if days[0] is None or days[1] is None or days[0] < days[1] or mine.people != theirs.people:
        return False
    if days[0] == days[1]:  # of two copies of one source's numbers the higher one is later, for tolls grow
        copies = new.origin == old.origin and new.first.claim.report != old.first.claim.report
        return copies and mine.within.lower > theirs.within.lower and not theirs.within.covers(mine.within)
    if new.origin != old.origin:
        return theirs.within.upper is not None and mine.within.lower > theirs.within.upper
    if old.first.is_direct and not new.first.is_direct and mine.within.lower < theirs.within.lower:
        return False  # a relay may copy what its source has said before
    return not (mine.within & theirs.within if new.is_list != old.is_list else mine.within.covers(theirs.within))


def repeated(utterances: Sequence[Utterance]) -> Iterator[tuple[Utterance, SetAside]]:
    """Said before by the same source of the same event: counted once, however often it is copied.

    A number whose sentence names no place is the same number wherever its source gives it among these events.
    """
    first: dict[tuple[object, ...], Utterance] = {}
    placed: dict[tuple[object, ...], Utterance] = {}
    for said in utterances:
        placed.setdefault((said.origin, said.content), said)
    for said in utterances:
        earlier = first.setdefault((id(said.site), said.origin, said.content), said)
        if "place_carried" in said.cues:
            earlier = placed[said.origin, said.content]
        if earlier is not said:
            yield from _all(said, "same_origin", earlier.first, "repeats what its source has said already,")


def _all(said: Utterance, reason: Reason, other: Told, words: str) -> Iterable[tuple[Utterance, SetAside]]:
    for item in said.items:
        yield said, SetAside(item.told.claim.id, reason, f"{sourced(item.told)} {words} {sourced(other)}.")
