"""Kinds of sources, as the nouns for people and the words of an organisation's name tell them."""

from __future__ import annotations

from typing import cast

from marsad.model.claim import SourceKind
from marsad.reading.lexicon import Person

_ORGANISATION = ((("police",), "official"), (("hospital", "clinic", "medical", "doctors", "health"), "health"),
                 (("observatory", "monitor", "rights", "monitoring"), "monitor"), (("ministry", "governor", "council", "administration"), "official"),
                 (("army", "command", "brigades", "forces", "front"), "party"), (("agency", "news", "tv", "television", "radio", "media"), "media"),
                 (("network", "committees", "committee", "coordination"), "activist"), (("defence", "defense", "rescue", "crescent"), "rescue"))  # fmt: skip
_BY_ROLE = {"medic": "health", "police": "official", "official": "official", "politician": "official", "journalist": "media",
            "activist": "activist", "rescuer": "rescue", "diplomat": "official", "guard": "official", "aid_worker": "monitor"}  # fmt: skip


def kind_of_person(person: Person) -> str:
    """As what somebody speaks who is told by a noun for people ("a farmer said"): a witness unless the noun says more."""
    if person.role in _BY_ROLE:
        return _BY_ROLE[person.role]
    return "party" if person.status == "combatant" else "witness"


def kind_of_organisation(words: str) -> SourceKind | None:
    """As what an organisation that the registry does not know speaks, by the words of its name."""
    lows = set(words.lower().split())
    return next((cast("SourceKind", kind) for nouns, kind in _ORGANISATION if lows & set(nouns)), None)
