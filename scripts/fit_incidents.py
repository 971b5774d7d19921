"""Fit the weights of grouping, and count the common words, on reports whose incidents are known.

    python scripts/fit_incidents.py KNOWN.jsonl [--split train --split dev] [--more TEXTS.jsonl]

KNOWN holds lines `{"id", "title", "dct", "content", "incident"}`, and `split` when `--split` is given. Only the
features that such reports inform are fitted (logistic regression with a penalty on large weights, by Newton's method);
the weights that `weights.json` declares stay. Nothing of a text is kept but how many of 1,000 texts hold a common word.
"""

from __future__ import annotations

import argparse
import csv
import json
from collections import Counter, defaultdict
from collections.abc import Sequence
from math import exp, fsum
from pathlib import Path

from marsad.evaluation.grouped import Known, load_known
from marsad.incidents.account import Account, accounts_of
from marsad.incidents.distance import place_name
from marsad.incidents.features import Subject, seen
from marsad.incidents.keys import pairs
from marsad.incidents.marks import Marks, marks_of
from marsad.incidents.rarity import KINDS, Rarity, Stock
from marsad.pipeline.readers import Readers
from marsad.settings import Settings

ROOM = Path(__file__).resolve().parents[1] / "src" / "marsad" / "incidents"
PENALTY = 1.0
STEPS = 30
LEAST = 10
"""A word that fewer of 1,000 texts hold is not common, and is not kept."""


def count_words(texts: Sequence[Marks], path: Path) -> Stock:
    """Count how many of 1,000 texts hold each word, and write down the common ones."""
    counts: dict[str, dict[str, int]] = {}
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("kind", "word", "reports"))
        for kind in KINDS:
            held = Counter(word for marks in texts for word in set(getattr(marks, kind)))
            shares = {word: round(1000 * number / len(texts)) for word, number in held.items()}
            counts[kind] = {word: share for word, share in sorted(shares.items()) if share >= LEAST}
            writer.writerows((kind, word, share) for word, share in counts[kind].items())
    return Stock(1000, **counts)


Row = dict[tuple[str, str], float]


def rows_of(known: Sequence[Known], accounts: Sequence[Account], stock: Stock) -> list[tuple[Row, bool]]:
    """For each pair worth comparing what every feature sees, and whether the two are of one incident."""
    places = (place_name(account.place) for account in accounts if account.place)
    rarity = Rarity((account.marks for account in accounts), stock, places)
    subjects = [Subject.of(account, rarity) for account in accounts]
    incident = {text.report.id: text.incident for text in known}
    rows = []
    for one, other in pairs(accounts, rarity.stock):
        row: Row = {("", "prior"): 1.0}
        for name, (state, strength) in seen(subjects[one], subjects[other]):
            row[name, state] = strength
        rows.append((row, incident[accounts[one].report] == incident[accounts[other].report]))
    return rows


def fit(rows: Sequence[tuple[Row, bool]], fitted: Sequence[tuple[str, str]], declared: Row) -> Row:
    """The weights of `fitted` that explain `rows` best; what is `declared` counts as it is."""
    at = {name: place for place, name in enumerate(fitted)}
    weights = [0.0] * len(fitted)
    for _ in range(STEPS):
        slope = [-PENALTY * w for w in weights]
        curve = [[PENALTY if i == j else 0.0 for j in range(len(fitted))] for i in range(len(fitted))]
        for row, same in rows:
            free = [(at[name], strength) for name, strength in row.items() if name in at]
            known = fsum(declared.get(name, 0.0) * strength for name, strength in row.items())
            odds = 1 / (1 + exp(-max(-30.0, min(30.0, known + fsum(weights[i] * s for i, s in free)))))
            for i, s in free:
                slope[i] += s * (same - odds)
                for j, t in free:
                    curve[i][j] += s * t * odds * (1 - odds)
        step = solved(curve, slope)
        weights = [w + d for w, d in zip(weights, step, strict=True)]
        if max(map(abs, step)) < 1e-6:
            break
    return dict(zip(fitted, weights, strict=True))


def solved(matrix: list[list[float]], right: list[float]) -> list[float]:
    """The solution of a system of linear equations, by elimination."""
    rows = [[*row, value] for row, value in zip(matrix, right, strict=True)]
    for i in range(len(rows)):
        pivot = max(range(i, len(rows)), key=lambda r: abs(rows[r][i]))
        rows[i], rows[pivot] = rows[pivot], rows[i]
        for r in range(len(rows)):
            if r != i and rows[r][i]:
                factor = rows[r][i] / rows[i][i]
                rows[r] = [x - factor * y for x, y in zip(rows[r], rows[i], strict=True)]
    return [row[-1] / row[i] for i, row in enumerate(rows)]


def main() -> None:
    """Count, fit, and write both files into the room of incidents."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("known", type=Path)
    parser.add_argument("--split", action="append", default=[])
    parser.add_argument("--more", type=Path, action="append", default=[])
    options = parser.parse_args()
    known = [text for text in load_known(options.known) if not options.split or text.split in options.split]
    readers = Readers(Settings())
    accounts = sorted((accounts_of(t.report, readers.read(t.report))[0] for t in known), key=lambda a: a.key)
    more = [json.loads(line)["text"] for path in options.more for line in path.read_text("utf-8").splitlines()]
    stock = count_words([a.marks for a in accounts] + [marks_of(text) for text in more], ROOM / "common_words.csv")
    rows = rows_of(known, accounts, stock)
    path = ROOM / "weights.json"
    written = json.loads(path.read_text("utf-8"))
    # a state that must not be fitted is declared; "declared" lists them as feature and state
    fixed = {tuple(each) for each in written["declared"]}
    every = [(name, state) for name, states in written["features"].items() for state in states]
    declared = {each: written["features"][each[0]][each[1]] for each in every if each in fixed}
    fitted = [("", "prior"), *(each for each in every if each not in fixed)]
    found = fit(rows, fitted, declared)
    numbers: defaultdict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0])
    for row, same in rows:
        for each in row:
            numbers[each][same] += 1
    for each, weight in sorted((declared | found).items()):
        print(f"{' / '.join(each):32} {weight:7.2f} {'declared' if each in fixed else 'fitted':9} {numbers[each]}")
        if each[0]:
            written["features"][each[0]][each[1]] = round(weight, 2)
        else:
            written["prior"] = round(weight, 2)
    path.write_text(json.dumps(written, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
