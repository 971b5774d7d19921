"""Records of every schema that was ever released, as the statements that made them.

Usage: python -m tests.contract.released     (once, right before a schema is released for the first time)

writes `released/schema_N.<database>.json` for the newest schema: every statement that the store sent to the database while a small record
was made and filled, with its values. Playing them again gives a record as that marsad left it, whatever marsad does by now.
"""

from __future__ import annotations

import json
import sys
import tempfile
from datetime import date
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).with_name("released")
Statement = tuple[str, Any]


def recorded(folder: Path, database: str | None) -> list[Statement]:
    """Make and fill a record in `folder`; the statements that this took."""
    from sqlalchemy import Engine, event

    from marsad.store.store import Store
    from tests.archive.made import fill

    statements: list[Statement] = []

    def keep(connection: Any, cursor: Any, statement: str, values: Any, context: Any, many: bool) -> None:
        if statement.lstrip().split()[0] in ("CREATE", "INSERT", "UPDATE", "DELETE"):
            statements.extend((statement, each) for each in (values if many else [values]))

    event.listen(Engine, "before_cursor_execute", keep)
    try:
        with Store.create(folder, database) as store:
            fill(store)
    finally:
        event.remove(Engine, "before_cursor_execute", keep)
    return statements


def play(name: str, cursor: Any) -> None:
    """Send the statements of a released record to an empty database."""
    for statement, values in json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8")):
        cursor.execute(statement, _values(values))


def blobs(name: str) -> list[bytes]:
    """The bytes that the reports of a released record came in as; each is a text that is its report."""
    statements = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    return [
        text.encode() for statement, values in statements if "INTO reports " in statement for text in _texts(values)
    ]


def _texts(values: Any) -> list[str]:
    said = values.values() if isinstance(values, dict) else values
    return [value for value in said if isinstance(value, str) and ("killed" in value)]


def _values(values: Any) -> Any:
    if isinstance(values, dict):
        return {key: _value(value) for key, value in values.items()}
    return [_value(value) for value in values]


def _value(value: Any) -> Any:
    if isinstance(value, dict):
        return bytes.fromhex(value["hex"]) if "hex" in value else date.fromisoformat(value["day"])
    return value


def _plain(value: object) -> object:
    if isinstance(value, date):
        return {"day": value.isoformat()}
    if isinstance(value, bytes | memoryview):
        return {"hex": bytes(value).hex()}
    raise TypeError(repr(value))


def write() -> None:
    """Write the files of the newest schema."""
    from marsad.store.migrations import STEPS, newest
    from tests.contract.databases import new_database
    from tests.postgres import running

    with running() as server, tempfile.TemporaryDirectory() as folder:
        for kind, database in (("sqlite", None), ("postgresql", new_database(server))):
            statements = recorded(Path(folder) / kind, database)
            lines = ",\n".join(json.dumps(statement, ensure_ascii=False, default=_plain) for statement in statements)
            path = FOLDER / f"schema_{newest(STEPS)}.{kind}.json"
            if path.exists():
                sys.exit(f"{path} is there: a released schema does not change any more")
            path.write_text(f"[\n{lines}\n]\n", encoding="utf-8")


if __name__ == "__main__":
    write()
