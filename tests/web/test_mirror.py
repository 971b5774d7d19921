"""A copy of the record that is kept by the list of changes alone is always what the list of incidents says."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.web.served import KHARKIV, KHERSON, LATE, Kept, client, made

OTHER = "UA-20240307-odesa-1"


class Mirror:
    """Somebody who keeps a copy, and asks for so many changes at a time."""

    def __init__(self, kept: Kept, limit: int) -> None:
        self.kept, self.limit = kept, limit
        self.known: dict[str, Any] = {}
        self.since = ""

    def follow(self) -> list[tuple[str, str]]:
        """Ask until there is nothing more; what was told."""
        told = []
        with client(self.kept.folder) as reader:
            while True:
                asked = f"/api/v1/changes?limit={self.limit}" + (f"&since={self.since}" if self.since else "")
                page = reader.get(asked).json()
                for change in page["items"]:
                    told.append((change["op"], change["code"]))
                    if change["op"] == "DEL":
                        self.known.pop(change["code"], None)
                    else:
                        self.known[change["code"]] = change["incident"]
                self.since = page["since"]
                if page["next"] is None:
                    assert self.known == self.published(reader)
                    return told

    @staticmethod
    def published(reader: Any) -> dict[str, Any]:
        """What the list says now."""
        return {one["code"]: one for one in reader.get("/api/v1/incidents?limit=500").json()["items"]}


@pytest.fixture
def kept(tmp_path: Path) -> Kept:
    return made(tmp_path / "record")


@pytest.mark.parametrize("limit", [1, 200])
def test_whoever_begins_is_told_of_everything_once_and_then_of_nothing(kept: Kept, limit: int) -> None:
    mirror = Mirror(kept, limit)
    assert sorted(mirror.follow()) == [("ADD", KHARKIV), ("ADD", KHERSON), ("ADD", OTHER)]
    assert mirror.follow() == []


def _comes_in(kept: Kept) -> None:
    kept.text(LATE, "Evening Courier", date(2024, 5, 4))
    kept.run()


STEPS: tuple[tuple[str, Callable[[Kept], object], list[tuple[str, str]]], ...] = (
    (
        "a report comes in",
        _comes_in,
        [("MOD", KHARKIV)],
    ),
    ("a person grades", lambda kept: kept.judge("grade", KHERSON, grade="Fair"), [("MOD", KHERSON)]),
    ("a person accepts a claim", lambda kept: kept.judge("accept", kept.claim("two farmers").id), [("MOD", KHERSON)]),
    ("two are one", lambda kept: kept.judge("same", KHARKIV, KHERSON), [("DEL", KHERSON), ("MOD", KHARKIV)]),
)


@pytest.mark.parametrize(("name", "step", "told"), STEPS, ids=[name for name, _, _ in STEPS])
def test_what_changed_is_told(
    kept: Kept, name: str, step: Callable[[Kept], object], told: list[tuple[str, str]]
) -> None:
    mirror = Mirror(kept, 1)
    mirror.follow()
    step(kept)
    assert sorted(mirror.follow()) == told
    assert mirror.follow() == []


def test_a_merge_that_is_taken_back_is_told(kept: Kept) -> None:
    mirror = Mirror(kept, 200)
    judged = kept.judge("same", KHARKIV, KHERSON)
    mirror.follow()
    kept.undo(judged.judgement.id)
    assert {code for _, code in mirror.follow()} >= {KHARKIV, KHERSON}


def test_a_report_that_is_taken_down_is_told_at_once_and_its_incident_goes_with_the_next_run(kept: Kept) -> None:
    mirror = Mirror(kept, 200)
    mirror.follow()
    kept.take_down(kept.claim("two farmers").report)
    assert mirror.follow() == [("MOD", KHERSON)]
    kept.run()
    assert mirror.follow() == [("DEL", KHERSON)]


def test_a_withdrawn_code_is_gone_and_a_merged_one_leads_on(kept: Kept) -> None:
    kept.take_down(kept.claim("two farmers").report)
    kept.judge("same", KHARKIV, OTHER)
    kept.run()
    with client(kept.folder) as reader:
        gone = reader.get(f"/api/v1/incidents/{KHERSON}")
        assert (gone.status_code, gone.json()["code"], gone.json()["reason"]) == (
            410, "gone", "no claim tells of it any more",
        )  # fmt: skip
        merged = {KHARKIV, OTHER} - {one["code"] for one in reader.get("/api/v1/incidents").json()["items"]}
        (code,) = merged
        into = ({KHARKIV, OTHER} - merged).pop()
        moved = reader.get(f"/api/v1/incidents/{code}/toll")
        assert (moved.status_code, moved.headers["location"]) == (308, f"/api/v1/incidents/{into}/toll")
        assert reader.get(f"/api/v1/incidents/{into}").json()["merged_from"] == [code]
