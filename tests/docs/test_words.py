"""How to add a word lists every table of the language with its columns, as they are."""

import csv
import re

from tests.house.tree import PACKAGE, ROOT


def test_every_table_is_listed_with_its_columns() -> None:
    page = (ROOT / "docs" / "how-to" / "add-a-word.md").read_text(encoding="utf-8")
    listed = {
        name: re.findall(r"`(\w+)`", columns)
        for name, columns in re.findall(r"^\| `(\w+\.csv)` \| ([^|]*) \|", page, re.MULTILINE)
    }
    tables = {}
    for path in (PACKAGE / "reading" / "languages" / "en").glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            tables[path.name] = next(csv.reader(file))
    assert listed == tables


def test_the_kinds_of_actors_are_listed() -> None:
    from marsad.reading.actors.actor import ACTOR_KINDS
    from marsad.reading.actors.tables import ACTOR_COLUMNS

    page = (ROOT / "docs" / "how-to" / "add-an-actor.md").read_text(encoding="utf-8")
    assert {name for name in (*ACTOR_KINDS, *ACTOR_COLUMNS) if f"`{name}`" not in page} == set()
    assert ",".join(ACTOR_COLUMNS) in page
