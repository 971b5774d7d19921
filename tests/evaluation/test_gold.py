from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from marsad.errors import RunError
from marsad.evaluation.gold import load_corpus
from marsad.evaluation.golden import load_golden

CLAIM = {"quote": "killed two", "harm": "killed", "lower": 2, "upper": None, "or": {"lower": [3]}, "place": None}
TEXT = {"id": 7, "text": "It killed two.", "published": "2023-06-26", "outlet": ""}

GOLDEN = """
[[case]]
name = "two-killed"
text = "It killed two."
published = 2023-06-26
phenomena = ["digits"]

[[case.claim]]
quote = "killed two"
harm = "killed"
lower = 2
upper = "open"
source = "outlet"
place = "none"
time_start = 2023-06-25
or = {lower = [3], source = ["outlet", "Monitor"], perpetrator = ["none"]}

[[case]]
name = "nothing"
text = "It rained."
"""


def files(folder: Path, texts: str, gold: str) -> tuple[Path, Path]:
    paths = folder / "texts.jsonl", folder / "gold.jsonl"
    paths[0].write_text(texts)
    paths[1].write_text(gold)
    return paths


def test_gold_in_json_lines(tmp_path: Path) -> None:
    other = json.dumps({**TEXT, "id": "without gold"})
    corpus = load_corpus(*files(tmp_path, f"{json.dumps(TEXT)}\n{other}\n\n", json.dumps({"id": 7, "claims": [CLAIM]})))
    assert corpus.name == "texts"
    (text,) = corpus.texts
    assert (text.name, text.report.published, text.report.outlet) == ("7", date(2023, 6, 26), None)
    assert text.claims[0].accepted == {"harm": ("killed",), "lower": (2, 3), "upper": (None,), "place": (None,)}


def test_golden_cases_say_the_same_in_toml(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_text(GOLDEN)
    two, nothing = load_golden([path]).texts
    assert (two.name, two.report.published, two.phenomena) == ("two-killed", date(2023, 6, 26), ("digits",))
    assert two.claims[0].accepted == {
        "harm": ("killed",),
        "lower": (2, 3),
        "upper": (None,),
        "source": (None, None, "Monitor"),
        "place": (None,),
        "time_start": ("2023-06-25",),
    }
    assert nothing.claims == ()


def test_the_digest_is_that_of_the_data(tmp_path: Path) -> None:
    gold = json.dumps({"id": 7, "claims": []})
    first = load_corpus(*files(tmp_path, json.dumps(TEXT), gold)).digest
    assert load_corpus(*files(tmp_path, json.dumps(TEXT), gold)).digest == first
    assert load_corpus(*files(tmp_path, json.dumps(TEXT), gold + "\n")).digest != first


@pytest.mark.parametrize(
    ("texts", "gold", "what"),
    [
        ("{", "{}", "gold.jsonl:1: no `id`"),
        (json.dumps(TEXT), "[1]", "gold.jsonl:1: not an object"),
        ("{", '{"id": 7}', "texts.jsonl:1: no JSON"),
        ('{"id": 7}', '{"id": 7}', "texts.jsonl:1: no `text`"),
        (json.dumps({**TEXT, "published": "June"}), '{"id": 7}', "texts.jsonl:1: `published` is no date: 'June'"),
        (json.dumps(TEXT), '{"id": 8}', "no text in"),
        (json.dumps(TEXT), '{"id": 7, "claims": [{"harm": "killed", "lower": 1, "upper": 1}]}', "no `quote`"),
        (json.dumps(TEXT), '{"id": 7, "claims": [{"quote": "x", "lower": 1, "upper": 1}]}', "needs `harm`"),
    ],
)
def test_data_that_cannot_be_used_says_where(tmp_path: Path, texts: str, gold: str, what: str) -> None:
    with pytest.raises(RunError) as refused:
        load_corpus(*files(tmp_path, texts, gold))
    assert refused.value.code == "evaluation.data-invalid"
    assert what in refused.value.what


@pytest.mark.parametrize("content", ["", "[[case]", "[[case]]\nname = 'a'", "[[case]]\ntext = 'a'"])
def test_broken_golden_files_are_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "a.toml"
    path.write_text(content)
    with pytest.raises(RunError, match=r"a\.toml"):
        load_golden([path])
