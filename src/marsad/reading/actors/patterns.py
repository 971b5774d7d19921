"""Actors that need no row of their own: a country and a noun ("Russian warplanes", "Iraq's interior ministry")."""

from __future__ import annotations

from typing import Literal, NamedTuple

from marsad.reading.actors.actor import Actor, ActorKind, MemberStatus, SourceKind

FOLLOW = "follow"
BETWEEN = "between"
ATTACK = "attack"


class Country(NamedTuple):
    """A country as the registry names it; `adjective` is the one that names of its organisations are made with."""

    code: str
    state: str
    adjective: str


class Nationality(NamedTuple):
    """A spelling that points at a country, and how: its name, adjective, people, capital."""

    country: Country
    form: Literal["state", "adjective", "people", "capital"]


class Role(NamedTuple):
    """What a noun says about its country: see `patterns.csv`.

    `template` makes the actor's name from `{state}` or `{adjective}`; `generic` = the noun alone stands for it when
    the context names the country.
    """

    role: str
    kind: ActorKind
    template: str
    source_kind: SourceKind
    status: MemberStatus
    generic: bool


class Owned(NamedTuple):
    """Key of an exception: what this country calls that role; `generic` = only for the noun alone."""

    country: str
    role: str
    generic: bool


def made_of(country: Country, role: Role) -> Actor:
    """The actor that `role` is in `country` by the role's template."""
    name = role.template.format(state=country.state, adjective=country.adjective)
    return Actor(name, role.kind, country.code, role.source_kind, role.status)
