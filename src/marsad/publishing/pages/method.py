"""The page of the method: what counts as what, and every rule of the record's own policy."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, get_args

from marsad.incidents.grade import GRADES
from marsad.model.toll import Reason, Rule
from marsad.publishing.disclosure import RADIUS_KM
from marsad.publishing.moment import Moment
from marsad.publishing.pages.asked import Asked
from marsad.publishing.pages.catalogue import Catalogue, catalogue
from marsad.publishing.views.method import method_view

_TERMS = {"weights": "source", "hedges": "hedge"}
"""Sections whose keys are codes that have a name already."""
STANDARDS = (
    "purpose", "definitions", "inclusion", "sources", "corroboration", "disagreement", "corrections", "safety", "access", "limits"
)  # fmt: skip
DEFINITIONS = (
    "killed",
    "injured",
    "casualties",
    "missing",
    "civilian",
    "combatant",
    "child",
    "woman",
    "incident",
    "origin",
    "unknown",
)


def method_page(moment: Moment, asked: Asked) -> str:
    """How the record reads, groups, counts and grades."""
    t = catalogue(asked.language)
    view = method_view(moment)
    return asked.shell(moment).render(
        "method.html",
        view=view,
        sections=[
            (section, [(rule_words(t, section.name, rule.key), value_words(t, rule.value)) for rule in section.rules])
            for section in view.sections
        ],
        grades=GRADES,
        rules=get_args(Rule),
        aside=get_args(Reason),
        standards=STANDARDS,
        definitions=DEFINITIONS,
        radius=RADIUS_KM,
    )


def rule_words(t: Catalogue, section: str, key: str) -> str:
    """What a value of the policy is about; a key that no catalogue knows is shown as it is written."""
    if section in _TERMS:
        return t.term_plain(_TERMS[section], key)
    return t.term_plain(f"policy.{section}", key)


def value_words(t: Catalogue, value: Any) -> str:
    """A value of the policy: numbers and words as they are, a list one after the other, an empty one in words."""
    if isinstance(value, Sequence) and not isinstance(value, str):
        return ", ".join(str(one) for one in value) if value else t.plain("method.none")
    if isinstance(value, str):
        return t.term_plain("policy.choices", value)
    return t.number(value) if type(value) is int else str(value)
