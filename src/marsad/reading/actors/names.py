"""A trie from the words of a name to what it stands for; the longest name at a token wins."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Generic, NamedTuple, TypeVar

from marsad.reading.actors.spelling import begins_with_article, key_words, name_words, plain_words
from marsad.text.tokens import Token

Value = TypeVar("Value")

# Abbreviations that are words of English: inside a name ("IS fighters") they keep their capitals, and alone in a
# headline of capitals they count only beside smaller letters.
_ALSO_WORDS = frozenset(
    "IS US IT WHO AIM AN AS AM ARE HER ANT AID NUG CAR HASH AU "
    "CAN CARE DAN DAWN FACT MAP MEND PA PUNCH SHAN TAP TIP".split()
)

_SKIPPED = frozenset(("'s", "'", '"', "&", "al"))
_JOINERS = frozenset("/-–.")


class Entry(NamedTuple, Generic[Value]):
    """One spelling.

    `written`: its words as they must be written, None for a word that is free; `article`: an Arabic article must stand
    before it; `within`: only where the context is one of these.
    """

    value: Value
    written: tuple[str | None, ...]
    article: bool
    within: frozenset[str]


class _Node(Generic[Value]):
    __slots__ = ("entries", "next")

    def __init__(self) -> None:
        self.next: dict[str, _Node[Value]] = {}
        self.entries: list[Entry[Value]] = []


class Names(Generic[Value]):
    """Spellings and their values.

    A spelling is a name, with two marks: `=` before it when its capitals matter ("=the Observatory") and an Arabic
    article belongs to it ("=Al-Monitor" is not "Monitor"), and `@` with countries after it when it stands for this
    value only in their context ("SNA@SY", "the coalition@SY+IQ"). A single word all in capitals ("IS", "SOHR") always
    has to be written so.
    """

    def __init__(self) -> None:
        self._root: _Node[Value] = _Node()

    def add(self, spelling: str, value: Value) -> None:
        """Let `spelling` stand for `value`."""
        name, within, exact = parse_spelling(spelling)
        words = name_words(name)
        node = self._root
        for word in words:
            node = node.next.setdefault(word.casefold(), _Node())
        written = tuple(word if exact or word in _ALSO_WORDS else None for word in words)
        node.entries.append(Entry(value, written, exact and begins_with_article(name), within))

    def starts(self, low: str) -> bool:
        """Whether any name can begin with the token `low`. Lost apostrophes count ("russias")."""
        words = key_words(low)
        if not words:
            return low == "al"
        return words[0] in self._root.next or (words[0][:-1] in self._root.next and words[0][-1] == "s")

    def at(self, tokens: Sequence[Token], start: int, country: str | None) -> Iterator[tuple[int, Value]]:
        """Every name that begins at `start`, shorter before longer: the token after it, and its value."""
        node = self._root
        for index in range(start, len(tokens)):
            words = key_words(tokens[index].low)
            if index > start and (words == ("the",) or _inside_a_name(tokens, index)):
                continue
            if not words and tokens[index].low != "al":
                return
            for number, word in enumerate(words):
                last = number == len(words) - 1
                below = node.next.get(word)
                if last and tokens[index].text[0].isupper() and (without := _without_s(node, word)) is not None:
                    yield from _accepted(without, tokens, start, index + 1, country, lost_s=True)
                if below is None:
                    return
                node = below
            if words and node.entries:
                yield from _accepted(node, tokens, start, index + 1, country, lost_s=False)


def parse_spelling(spelling: str) -> tuple[str, frozenset[str], bool]:
    """The name, the countries of its context, and whether its capitals matter."""
    name, _, countries = spelling.partition("@")
    exact = name.startswith("=")
    name = name.removeprefix("=")
    abbreviation = " " not in name and name.isupper()
    return name, frozenset(countries.split("+")) if countries else frozenset(), exact or abbreviation


def _inside_a_name(tokens: Sequence[Token], index: int) -> bool:
    """Whether a name may go on after this token: the slash of "RFE/RL", but not a dash or a stop between phrases."""
    token = tokens[index]
    if token.low not in _JOINERS:
        return token.low in _SKIPPED
    return index + 1 < len(tokens) and tokens[index - 1].end == token.start and token.end == tokens[index + 1].start


def _without_s(node: _Node[Value], word: str) -> _Node[Value] | None:
    """Where a possessive whose apostrophe was lost leads: "Russias" -> "Russia"."""
    if len(word) < 4 or word[-1] != "s":
        return None
    found = node.next.get(word[:-1])
    return found if found is not None and found.entries else None


def _accepted(
    node: _Node[Value], tokens: Sequence[Token], start: int, end: int, country: str | None, *, lost_s: bool
) -> Iterator[tuple[int, Value]]:
    here = [e for e in node.entries if _written_so(e, tokens, start, end, lost_s=lost_s)]
    fitting = [e for e in here if country in e.within] or [e for e in here if not e.within]
    for entry in fitting:
        yield end, entry.value


def _written_so(entry: Entry[Value], tokens: Sequence[Token], start: int, end: int, *, lost_s: bool) -> bool:
    if entry.article and not begins_with_article(tokens[start].text):
        return False
    if not any(entry.written):
        return True
    words = [word for token in tokens[start:end] for word in plain_words(token.text)]
    words = [word for at, word in enumerate(words) if at == 0 or word.lower() != "the"]
    if lost_s:
        if words[-1].isupper() and (entry.written[-1] or "").isupper():
            return False  # "TIPS" is not "TIP's"
        words[-1] = words[-1][:-1]
    for wanted, word in zip(entry.written, words, strict=True):
        if wanted is not None and word not in (wanted, wanted.upper()) and (wanted, word) != ("the", "The"):
            return False
    if len(words) == 1 and words[0] in _ALSO_WORDS and "." not in tokens[start].text:
        return _among_small_letters(tokens, start, end)
    return True


def _among_small_letters(tokens: Sequence[Token], start: int, end: int) -> bool:
    around = [t.text for t in (*tokens[max(0, start - 3) : start], *tokens[end : end + 3]) if t.kind == "word"]
    return not around or any(not text.isupper() for text in around)
