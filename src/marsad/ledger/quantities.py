"""The quantities that histories and totals speak of: a harm, of everybody or of one kind of people ("killed civilians")."""

from __future__ import annotations

from typing import get_args

from marsad.model.claim import Age, Harm, Sex, Status

_KINDS: dict[tuple[Status | None, Age | None, Sex | None], str] = {
    ("civilian", None, None): "civilians",
    ("combatant", None, None): "combatants",
    (None, "child", None): "children",
    (None, "adult", None): "adults",
    (None, None, "female"): "women",
    (None, None, "male"): "men",
}
HARMS: tuple[Harm, ...] = get_args(Harm)
QUANTITIES = tuple(name for harm in HARMS for name in (harm, *(f"{harm} {kind}" for kind in _KINDS.values())))
"""Every name of a quantity."""


def quantity_name(harm: Harm, status: Status | None, age: Age | None, sex: Sex | None) -> str | None:
    """The name of a row of a toll; None = no quantity of its own (civilian children)."""
    if (status, age, sex) == (None, None, None):
        return harm
    kind = _KINDS.get((status, age, sex))
    return kind and f"{harm} {kind}"
