"""Checks an installed marsad as its user meets it: run this with the Python of the environment that holds it.

Usage: python scripts/check_installed.py EXAMPLE_FOLDER

Uses the standard library only and reads nothing from the source tree but the example; ends with 1 when a check fails.
"""

from __future__ import annotations

import json
import subprocess
import sys
import sysconfig
import tempfile
import time
from http import HTTPStatus
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from urllib.request import urlopen

LARGEST_INSTALL = 150
"""Megabytes (10^6 bytes) for marsad and everything that it brings."""


def main() -> None:
    """Run every check and say what was found."""
    example = Path(sys.argv[1]).resolve()
    check("the package is the installed one", sysconfig.get_paths()["purelib"] in str(files("marsad")))
    check("marsad --version", marsad("--version").strip() == f"marsad {version('marsad')}")
    check_reading(example)
    schema = json.loads(marsad("schema", "claim"))
    check("marsad schema claim", schema["properties"]["schema"]["const"] == "marsad.claim/1")
    check("the gazetteer is there", any(path.suffix == ".sqlite" for path in tree("marsad")))
    check_keeping(example)
    check_size()
    for command in (["-c", "import marsad"], ["-m", "marsad", "--help"]):
        print(f"     {' '.join(command)}: {fastest(command):.3f} s, an empty Python {fastest(['-c', '']):.3f} s")


def check_reading(example: Path) -> None:
    """Reading the example gives claims whose quotes stand in the files."""
    lines = marsad("read", "--manifest", str(example / "manifest.csv"), "--format", "jsonl").splitlines()
    claims = [json.loads(line) for line in lines]
    check(f"marsad read finds claims ({len(claims)})", len(claims) > 0)
    texts = {path.name: path.read_text(encoding="utf-8") for path in example.glob("*.txt")}
    plain = [claim for claim in claims if Path(claim["path"]).name in texts]
    right = [
        c for c in plain if texts[Path(c["path"]).name][c["span"]["start"] : c["span"]["end"]] == c["span"]["quote"]
    ]
    check("every claim quotes its report", len(right) == len(plain) > 0)


def check_keeping(example: Path) -> None:
    """A record takes the example in and is whole."""
    with tempfile.TemporaryDirectory() as folder:
        record = f"{folder}/record"
        marsad("init", record)
        added = json.loads(
            marsad("add", "--record", record, "--manifest", str(example / "manifest.csv"), "--format", "json")
        )
        whole = json.loads(marsad("verify", "--record", record, "--format", "json"))["whole"]
        check_publishing(record, Path(folder))
    check(f"a record keeps reports ({added['new']}) and is whole", added["new"] > 0 and added["failed"] == 0 and whole)


def check_publishing(record: str, folder: Path) -> None:
    """The record is published as files, as a data set, and by a server."""
    marsad("run", "--record", record, "--jobs", "1")
    first = Path(marsad("site", "build", str(folder / "site"), "--record", record).strip())
    check("a site is built", "<html" in first.read_text(encoding="utf-8") and (folder / "site/ar/index.html").is_file())
    marsad("export", "csv", "--record", record, "--output", str(folder / "csv"))
    check("data sets are written", (folder / "csv" / "incidents.csv").is_file())
    command = [str(Path(sys.executable).with_name("marsad")), "serve", "--record", record, "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, encoding="utf-8") as server:
        assert server.stderr is not None
        address = server.stderr.readline().partition("http://")[2].partition("/")[0]
        for path in ("/", "/ar/", "/api/v1/incidents", "/static/base.css"):
            with urlopen(f"http://{address}{path}", timeout=60) as answer:
                check(f"the server answers {path}", answer.status == HTTPStatus.OK)
        server.terminate()


def check_size() -> None:
    """The whole installation, pip and the like left out, stays small."""
    site = Path(sysconfig.get_paths()["purelib"])
    tools = {"pip", "setuptools", "wheel", "__pycache__"}
    packages = [path for path in site.rglob("*") if path.is_file() and path.relative_to(site).parts[0] not in tools]
    megabytes = sum(path.stat().st_size for path in packages) / 1_000_000
    check(f"the installation takes {megabytes:.0f} MB of {LARGEST_INSTALL}", megabytes < LARGEST_INSTALL)


def tree(package: str) -> list[Path]:
    """Every file of an installed package."""
    return [path for path in Path(str(files(package))).rglob("*") if path.is_file()]


def marsad(*arguments: str) -> str:
    """What the command prints, run where nothing of the source tree is at hand."""
    with tempfile.TemporaryDirectory() as elsewhere:
        command = [str(Path(sys.executable).with_name("marsad")), *arguments]
        return subprocess.run(command, cwd=elsewhere, check=True, stdout=subprocess.PIPE, encoding="utf-8").stdout


def fastest(arguments: list[str]) -> float:
    """Seconds that Python takes for `arguments`, the best of five."""
    times = []
    for _ in range(5):
        start = time.perf_counter()
        subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL)
        times.append(time.perf_counter() - start)
    return min(times)


def check(what: str, right: bool) -> None:
    """Print `what`; stop when it is not `right`."""
    print(f"{'ok  ' if right else 'FAIL'} {what}", flush=True)
    if not right:
        sys.exit(1)


if __name__ == "__main__":
    main()
