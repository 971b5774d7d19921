"""Full-text search over reports and incidents: FTS5 on SQLite, tsvector on PostgreSQL, one meaning on both.

Both are given the same plain words and the same kind of question, so they find the same: letters without case, marks or
joiners, digits of every script as ASCII. A question is words that must all be there, "words in quotes" that follow each other, and
word* for every word that begins so.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Any, Literal

from sqlalchemy import Connection, Select, column, select, text

from marsad.errors import ItemError

Subject = Literal["report", "incident"]

_LONGEST = 200_000
"""Characters of a report that are indexed; PostgreSQL holds no more than 1 MB of words in a row."""
_LONGEST_WORD = 100
_WORD = re.compile(r"[^\W_]+")
_PART = re.compile(r'"([^"]*)"|(\S+)')
_TATWEEL = "\u0640"

_SQLITE = "CREATE VIRTUAL TABLE {0}_words USING fts5(words, content='', tokenize=\"unicode61 remove_diacritics 0\")"
_POSTGRES = (
    "CREATE TABLE {0}_words (number integer PRIMARY KEY, words tsvector NOT NULL)",
    "CREATE INDEX {0}_words_index ON {0}_words USING gin (words)",
)


def words_of(said: str) -> list[str]:
    """The words of a text as they are indexed and asked for."""
    said = said[:_LONGEST]
    if not said.isascii():
        said = unicodedata.normalize("NFKD", said).translate(_SEEN)
    return [word[:_LONGEST_WORD] for word in _WORD.findall(said.casefold())]


class _Seen(dict[int, str]):
    """What becomes of each character, worked out when it is first met: marks and joiners go, digits become ASCII."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        if character == _TATWEEL or unicodedata.category(character) in ("Mn", "Cf"):
            self[code] = ""
        else:
            self[code] = str(unicodedata.digit(character)) if character.isdecimal() else character
        return self[code]


_SEEN = _Seen()


def create_search(connection: Connection) -> None:
    """Make the tables of words for a new record."""
    for subject in ("report", "incident"):
        for statement in (_SQLITE,) if connection.dialect.name == "sqlite" else _POSTGRES:
            connection.exec_driver_sql(statement.format(subject))


class Words:
    """The index of the words of all reports, or of all incidents; a text is known by the number of its row."""

    def __init__(self, connection: Connection, subject: Subject) -> None:
        self._connection = connection
        self._table = f"{subject}_words"
        self._sqlite = connection.dialect.name == "sqlite"

    def put(self, number: int, said: str) -> None:
        """Index the words of a new text."""
        row = "(rowid, words) VALUES (:number, :words)"
        if not self._sqlite:
            row = "(number, words) VALUES (:number, to_tsvector('simple', :words))"
        self._run("INSERT INTO {0} " + row, number, said)

    def remove(self, number: int, said: str) -> None:
        """Forget a text; `said` is what was put there, for the index itself does not hold it."""
        statement = "DELETE FROM {0} WHERE number = :number"
        if self._sqlite:
            statement = "INSERT INTO {0}({0}, rowid, words) VALUES ('delete', :number, :words)"
        self._run(statement, number, said)

    def forget_traces(self) -> None:
        """Write the index anew, so that nothing of what was removed stays between its lines."""
        if self._sqlite:
            optimize = f"INSERT INTO {self._table}({self._table}) VALUES ('optimize')"  # noqa: S608  a name of our own
            self._connection.exec_driver_sql(optimize)

    def matching(self, question: str) -> Select[Any]:
        """The numbers of the texts that answer `question`, as a subquery. Raises `ItemError` (`store.question-empty`)."""
        asked = self._asked(question)
        number, where = "rowid", f"{self._table} MATCH :asked"
        if not self._sqlite:
            number, where = "number", "words @@ to_tsquery('simple', :asked)"
        return select(column(number)).select_from(text(self._table)).where(text(where).bindparams(asked=asked))

    def _run(self, statement: str, number: int, said: str) -> None:
        values: dict[str, Any] = {"number": number}
        if ":words" in statement:
            values["words"] = " ".join(words_of(said))
        self._connection.execute(text(statement.format(self._table)), values)

    def _asked(self, question: str) -> str:
        parts = [part for part in map(self._part, _PART.finditer(question)) if part]
        if not parts:
            raise ItemError("store.question-empty", f"{question!r}: there is no word in it", hint="Search for words.")
        return (" AND " if self._sqlite else " & ").join(parts)

    def _part(self, part: re.Match[str]) -> str:
        phrase, word = part.groups()
        words = words_of(phrase if word is None else word)
        if not words:
            return ""
        begins = word is not None and word.endswith("*")
        if self._sqlite:
            return f'"{" ".join(words)}"' + ("*" if begins else "")
        return " <-> ".join(words) + (":*" if begins else "")
