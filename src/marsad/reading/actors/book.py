"""The book of actors: every actor that marsad knows, found in the tokens of a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from marsad.reading.actors.actor import Actor, ActorMention
from marsad.reading.actors.names import Names, parse_spelling
from marsad.reading.actors.patterns import ATTACK, BETWEEN, FOLLOW, Country, Nationality, Owned, Role, made_of
from marsad.reading.actors.spelling import name_words
from marsad.reading.actors.tables import ActorRow, actors_of, built_in_actors, nationalities, own_names, patterns
from marsad.text.fold import fold
from marsad.text.tokens import Token, tokenize

_BETWEEN_LIMIT = 2
_COORDINATORS = frozenset(("and", "or", "/", ",", "&"))


class ActorBook:
    """Actors by their names. Made once by `load`; never changes afterwards. Unknown names stay the caller's."""

    def __init__(self, rows: Sequence[ActorRow]) -> None:
        self._names: Names[Actor | Nationality] = Names()
        self._nouns: Names[Role] = Names()
        self._actors: dict[str, Actor] = {}
        self._countries: dict[str, Country] = {}
        self._own = dict(own_names())
        for spelling, nationality in nationalities():
            self._names.add(spelling, nationality)
            country = self._countries.setdefault(nationality.country.code, nationality.country)
            self._actors.setdefault(country.state, Actor(country.state, "state", country.code, "official", "unknown"))
        for noun, role in patterns():
            self._nouns.add(noun, role)
        for row in rows:
            self._actors[row.actor.name] = row.actor
            for spelling in dict.fromkeys(row.spellings):
                self._names.add(spelling, row.actor)
        self._may_start = lru_cache(maxsize=1 << 15)(self._starts)
        for name in {row.actor.of for row in rows} - {""} - self._actors.keys():
            if (parent := self.named(name)) is not None:  # "Somali government", which a pattern makes
                self._actors[name] = parent

    @classmethod
    def load(cls, extra: Path | None = None) -> ActorBook:
        """The built-in registry, and a user's file `extra` whose rows add actors or replace them by name or alias.

        RunError (`reading.actors-file`, `reading.actors-columns`, `reading.actors-row`) when a table is not usable.
        """
        return cls(overridden(list(built_in_actors()), list(actors_of(extra)) if extra else []))

    def actor(self, name: str) -> Actor | None:
        """The actor with exactly this canonical name."""
        return self._actors.get(name)

    def named(self, words: str, country: str | None = None) -> Actor | None:
        """The actor that the whole of `words` names ("Daesh", "Russia's Defense Ministry", an outlet), or None."""
        tokens = tokenize(fold(words))
        start = 1 if len(tokens) > 1 and tokens[0].low == "the" and not self._is_whole(tokens, 0, country) else 0
        mention = self.find(tokens, start, country) if tokens else None
        if mention is not None and mention.last == len(tokens):
            return mention.actor
        return self._actors.get(words)

    def generic(self, words: str, country: str) -> Actor | None:
        """Whom a noun without a name means in a country: ("the army", "SY") -> Syrian Army; None if nobody's."""
        mention = self._mentioned(tokenize(fold(words)), country)
        return mention.actor if mention is not None and mention.form in ("generic", "name") else None

    def nationality(self, token: Token, country: str | None = None) -> str | None:
        """The country of an adjective or a demonym ("Russian", "Syrians"), None for other words."""
        for _, value in self._names.at([token], 0, country):
            if isinstance(value, Nationality) and value.form in ("adjective", "people"):
                return value.country.code
        return None

    def state(self, country: str) -> Actor | None:
        """The state of a country code, as an actor ("RU" -> Russia)."""
        place = self._countries.get(country)
        return None if place is None else self._actors.get(place.state)

    def mentions(self, tokens: Sequence[Token], country: str | None = None) -> list[ActorMention]:
        """Every mention of a sentence, in order, longest first, none overlapping; `country` is the context's."""
        found = []
        at, end = 0, len(tokens)
        while at < end:
            mention = self.find(tokens, at, country)
            if mention is not None:
                found.append(mention)
                at = mention.last
            else:
                at += 1
        return found

    def find(self, tokens: Sequence[Token], start: int, country: str | None = None) -> ActorMention | None:
        """The longest mention that begins at token `start`, or None.

        `country`, the context's, decides between namesakes (SNA in Syria, in Somalia) and whose "the army" is.
        """
        if not self._may_start(tokens[start].low):
            return None
        best: ActorMention | None = None
        for end, value in self._names.at(tokens, start, country):
            mention = self._as_named(tokens, start, end, value, country)
            if mention is not None and (best is None or (mention.last >= best.last and mention.form != "people")):
                best = mention
        noun = self._as_noun(tokens, start, country)
        return noun if noun is not None and (best is None or noun.last > best.last) else best

    def _starts(self, low: str) -> bool:
        return self._names.starts(low) or self._nouns.starts(low)

    def _as_named(
        self, tokens: Sequence[Token], start: int, end: int, value: Actor | Nationality, context: str | None
    ) -> ActorMention | None:
        owner = self._owner(value)
        if owner is not None and (owned := self._with_noun(tokens, start, end, owner, context)) is not None:
            return owned
        if isinstance(value, Actor):
            return ActorMention(start, end, value, value.country or None, "name")
        if value.form in ("state", "people"):
            actor = self._actors[value.country.state]
            return ActorMention(start, end, actor, value.country.code, value.form)
        return None

    def _owner(self, value: Actor | Nationality) -> Nationality | None:
        """Whose a noun after `value` is: a country's, also through the person who leads it ("Assad's forces")."""
        if isinstance(value, Nationality):
            return value
        leads = value.kind == "person" and value.of.endswith(" government")
        return Nationality(self._countries[value.country], "adjective") if leads else None

    def _with_noun(
        self, tokens: Sequence[Token], start: int, end: int, owner: Nationality, context: str | None
    ) -> ActorMention | None:
        after = end
        possessive = after < len(tokens) and tokens[after].low in ("'s", "'")
        after += possessive
        if owner.form == "adjective" and (shared := self._shared_noun(tokens, after, context)) is not None:
            actor = self._owned(owner.country, shared, generic=False)
            return ActorMention(start, end, actor, owner.country.code, "attack")
        role, last = self._noun(tokens, after, context)
        if role is None:
            return None
        actor = self._owned(owner.country, role, generic=False)
        if role.role == ATTACK:
            if owner.form == "people" or (owner.form != "adjective" and not possessive):
                return None
            return ActorMention(start, end, actor, owner.country.code, "attack")
        return ActorMention(start, last, actor, owner.country.code, "pattern")

    def _shared_noun(self, tokens: Sequence[Token], after: int, context: str | None) -> Role | None:
        """The noun that "Syrian" shares in "Syrian and Russian warplanes"."""
        if after + 1 >= len(tokens) or tokens[after].low not in _COORDINATORS:
            return None
        for end, value in self._names.at(tokens, after + 1, context):
            if isinstance(value, Nationality) and value.form == "adjective":
                return self._shared_noun(tokens, end, context) or self._noun(tokens, end, context)[0]
        return None

    def _noun(self, tokens: Sequence[Token], start: int, context: str | None) -> tuple[Role | None, int]:
        """The role of the noun at `start`, after at most two words like "special", and the token after it."""
        role, end = self._role(tokens, start, context)
        for _ in range(_BETWEEN_LIMIT):
            if role is None or role.role != BETWEEN:
                break
            start = end
            role, end = self._role(tokens, start, context)
        if role is None or role.role in (BETWEEN, FOLLOW):
            return None, start
        while role.role != ATTACK:
            more, after = self._role(tokens, end, context)
            if more is None or more.role not in ("forces", "aircraft", "soldiers", FOLLOW):
                break
            end = after
        return role, end

    def _role(self, tokens: Sequence[Token], start: int, context: str | None) -> tuple[Role | None, int]:
        found: tuple[Role | None, int] = (None, start)
        if start < len(tokens):
            for end, role in self._nouns.at(tokens, start, context):
                found = role, end
        return found

    def _as_noun(self, tokens: Sequence[Token], start: int, context: str | None) -> ActorMention | None:
        """A noun with its owner after it ("the ministry of defence of Russia"), or with the context's ("the army")."""
        first = start + 1 if tokens[start].low == "the" and start + 1 < len(tokens) else start
        role, end = self._noun(tokens, first, context)
        if role is None or not role.generic:
            return None
        if (placed := self._noun_of(tokens, first, end, role, context)) is not None:
            return placed
        place = self._countries.get(context or "")
        if place is None:
            return None
        return ActorMention(first, end, self._owned(place, role, generic=True), place.code, "generic")

    def _noun_of(
        self, tokens: Sequence[Token], first: int, end: int, role: Role, context: str | None
    ) -> ActorMention | None:
        if end + 1 >= len(tokens) or tokens[end].low not in ("of", "in"):
            return None
        at = end + 2 if tokens[end + 1].low == "the" and end + 2 < len(tokens) else end + 1
        found: ActorMention | None = None
        for after, value in self._names.at(tokens, at, context):
            if isinstance(value, Nationality) and value.form in ("state", "capital"):
                actor = self._owned(value.country, role, generic=False)
                # "the police in Haiti": the place stays a place
                last = after if tokens[end].low == "of" else end
                found = ActorMention(first, last, actor, value.country.code, "pattern")
        return found

    def _owned(self, country: Country, role: Role, *, generic: bool) -> Actor:
        own = self._own.get(Owned(country.code, role.role, generic))
        made = made_of(country, role)
        if own is not None:
            return self._actors.get(own) or made._replace(name=own)
        return self._actors.get(made.name) or made

    def _is_whole(self, tokens: Sequence[Token], start: int, country: str | None) -> bool:
        mention = self.find(tokens, start, country)
        return mention is not None and mention.last == len(tokens)

    def _mentioned(self, tokens: Sequence[Token], country: str) -> ActorMention | None:
        for start in range(min(2, len(tokens))):
            mention = self.find(tokens, start, country)
            if mention is not None and mention.last == len(tokens):
                return mention
        return None


def overridden(rows: Sequence[ActorRow], extra: Sequence[ActorRow]) -> list[ActorRow]:
    """`rows` and `extra`: a name of `extra` replaces the actor of that name, an alias is taken from its old owner."""
    if not extra:
        return list(rows)
    names = {row.actor.name for row in extra}
    taken = {_same(spelling) for row in extra for spelling in row.spellings}
    kept = []
    for row in rows:
        if row.actor.name in names:
            continue
        spellings = tuple(spelling for spelling in row.spellings if _same(spelling) not in taken)
        kept.append(row._replace(spellings=spellings))
    return [*kept, *extra]


def _same(spelling: str) -> tuple[tuple[str, ...], frozenset[str]]:
    name, within, _ = parse_spelling(spelling)
    return tuple(word.casefold() for word in name_words(name)), within
