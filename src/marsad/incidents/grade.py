"""The grade of an incident, in the words of Airwars, by a declared rule, with the sentence why.

Airwars (airwars.org, methodology): Confirmed: a belligerent has accepted responsibility for civilian harm. Fair: two or
more credible sources, with likely or confirmed actions of a belligerent. Weak: a single source. Contested: competing
claims of responsibility. Discounted: those killed were combatants. The rules are looked at in the order of `GRADES`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from marsad.incidents.account import Account
from marsad.incidents.origins import Origin, independent, origins_of
from marsad.model.claim import EventType

GradeName = Literal["Discounted", "Confirmed", "Contested", "Fair", "Weak"]
GRADES: tuple[GradeName, ...] = get_args(GradeName)
_OF_BELLIGERENTS: frozenset[EventType] = frozenset(
    {"air_strike", "drone_strike", "shelling", "missile_strike", "strike", "naval_bombardment", "ground_clash",
     "suicide_attack", "bombing", "mine", "chemical_attack", "execution", "siege"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Grade:
    """The grade, and one sentence that says why."""

    name: GradeName
    why: str


def grade(accounts: Sequence[Account]) -> Grade:
    """The grade of the incident that `accounts` tell."""
    origins = origins_of(accounts)
    return (
        _discounted(accounts)
        or _confirmed(accounts)
        or _contested(accounts)
        or _fair(accounts, origins)
        or _weak(origins)
    )


def _discounted(accounts: Sequence[Account]) -> Grade | None:
    victims = frozenset(status for account in accounts for status in account.victims)
    if victims == {"combatant"}:
        return Grade("Discounted", "Every claim says that those killed or hurt were combatants.")
    return None


def _confirmed(accounts: Sequence[Account]) -> Grade | None:
    """A party's own report that it hit combatants accepts no harm to civilians, and is not looked at."""
    accepted = sorted({name for account in accounts for name in account.accepted})
    return Grade("Confirmed", f"{_listed(accepted)} accepted responsibility.") if accepted else None


def _contested(accounts: Sequence[Account]) -> Grade | None:
    """Two reports that name different perpetrators and none in common; allies named together do not compete."""
    named = [account for account in accounts if account.perpetrators]
    for at, account in enumerate(named):
        for other in named[:at]:
            if not account.perpetrators & other.perpetrators:
                here, there = sorted(other.perpetrators), sorted(account.perpetrators)
                return Grade("Contested", f"Some blame {_listed(here)}, others {_listed(there)}.")
    return None


def _fair(accounts: Sequence[Account], origins: Sequence[Origin]) -> Grade | None:
    apart = independent(origins)
    if len(apart) < 2:
        return None
    blamed = sorted({name for account in accounts for name in account.perpetrators})
    if blamed:
        return Grade("Fair", f"{_counted(apart)} tell it; blamed: {_listed(blamed)}.")
    types = sorted(kind.replace("_", " ") for account in accounts for kind in account.types & _OF_BELLIGERENTS)
    if types:
        return Grade(
            "Fair", f"{_counted(apart)} tell it; an event of its kind ({types[0]}) is the work of a belligerent."
        )
    return Grade("Weak", f"{_counted(apart)} tell it, but none says that a belligerent did it.")


def _weak(origins: Sequence[Origin]) -> Grade:
    apart = independent(origins)
    if not apart:
        return Grade("Weak", "Only a party to the fighting tells it.")
    reports = len(dict.fromkeys(report for origin in apart for report in origin.reports))
    through = f", through {reports} reports" if reports > 1 else ""
    # the ledger keeps this sentence for ever, and the origin may be a witness: so it is not named
    return Grade("Weak", f"It rests on one independent origin{through}.")


def _counted(origins: Sequence[Origin]) -> str:
    return f"{len(origins)} independent origins"


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
