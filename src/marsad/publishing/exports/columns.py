"""Columns: what each column of the data sets is called and means. A row is a dataclass whose fields are declared here once.

From these declarations every format is written and the codebook is made. A column that is renamed, taken away, or given
another meaning breaks the work of others: `CODEBOOK` goes up by one then. A new column at the end of a table does not.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, fields
from functools import cache
from typing import Any, Literal, TypeVar, get_args

from typing_extensions import dataclass_transform

CODEBOOK = 1
"""The version of the codebook: of the names, the order and the meaning of all columns."""

Type = Literal["text", "code", "integer", "number", "boolean", "day", "moment", "list"]
"""`code` is one of a list of words, `day` a date (ISO 8601), `moment` a date and time in UTC, `list` texts in their order."""

Row = TypeVar("Row")
_KEY = "marsad.column"


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `empty` is what an empty cell means, None = no cell is empty. `codes` are all words that a `code` can be.

    `unit` is what is counted or measured ("people", "km"). `since` is the version of the codebook that brought it.
    """

    name: str
    type: Type
    meaning: str
    empty: str | None = None
    unit: str | None = None
    codes: tuple[str, ...] = ()
    since: int = 1


@dataclass(frozen=True, slots=True)
class Reference:
    """A column whose values are keys of another table."""

    column: str
    table: str


@dataclass(frozen=True, slots=True)
class Table:
    """One table: the class of its rows, the columns that tell any two rows apart, and where its columns lead."""

    name: str
    meaning: str
    row: Callable[..., Any]
    key: tuple[str, ...]
    references: tuple[Reference, ...] = ()

    @property
    def columns(self) -> tuple[Column, ...]:
        """Its columns, in their order."""
        return columns_of(self.row)


def column(
    type_: Type, meaning: str, *, empty: str | None = None, unit: str | None = None, codes: Any = (), since: int = 1
) -> Any:
    """Declare the column that a field of a row is. `codes` is a tuple of words, or a `Literal` that lists them."""
    words = codes if isinstance(codes, tuple) else get_args(codes)
    return field(metadata={_KEY: Column("", type_, meaning, empty, unit, words, since)})


@dataclass_transform(field_specifiers=(column,), frozen_default=True)
def row(cls: type[Row]) -> type[Row]:
    """Make a frozen row of a class whose fields are columns."""
    return dataclass(frozen=True, slots=True)(cls)


@cache
def columns_of(rows: Any) -> tuple[Column, ...]:
    """The columns of a class of rows, in their order."""
    return tuple(_named(each.name, each.metadata[_KEY]) for each in fields(rows))


@cache
def values_of(rows: Any) -> Callable[[Any], tuple[Any, ...]]:
    """What takes the cells out of a row, in the order of its columns."""
    from operator import attrgetter

    return attrgetter(*(each.name for each in fields(rows)))


def _named(name: str, said: Column) -> Column:
    return Column(name, said.type, said.meaning, said.empty, said.unit, said.codes, said.since)
