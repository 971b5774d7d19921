"""Runs the commands that the docs show and writes down what they print.

Usage: python scripts/refresh_docs.py [PAGE ...]

In a code block marked `console`, every line that starts with `$ ` is run from the project's root; what follows it, to the
next such line or the end of the block, is its output. Two pages are made from the code itself. A test fails when a page is out of date.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

from marsad.publishing.exports.codebook import codebook_markdown
from marsad.publishing.exports.crosswalk import crosswalks_markdown

ROOT = Path(__file__).resolve().parents[1]
PAGES = (ROOT / "README.md", ROOT / "METHODOLOGY.md", *sorted((ROOT / "docs").rglob("*.md")))
WIDTH = 118
"""Columns of a table in the docs."""

GENERATED = {
    ROOT / "docs" / "reference" / "codebook.md": codebook_markdown,
    ROOT / "docs" / "reference" / "crosswalks.md": crosswalks_markdown,
}
"""Pages that are made from the declarations of the code, whole."""

_BLOCK = re.compile(r"^```console\n(?P<body>.*?)^```$", re.DOTALL | re.MULTILINE)


def refreshed(page: str) -> str:
    """The text of a page with the output of every command as it is now."""
    return _BLOCK.sub(lambda block: f"```console\n{_body(block['body'])}```", page)


def _body(body: str) -> str:
    commands = re.findall(r"^\$ (.*)$", body, re.MULTILINE)
    return "".join(f"$ {command}\n{output(command)}" for command in commands)


def output(command: str) -> str:
    """What a shell command prints on both streams, run from the project's root as a person would."""
    environment = {
        **os.environ,
        "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")]),
        "COLUMNS": str(WIDTH),
        "NO_COLOR": "1",
        "PYTHONUTF8": "1",
    }
    done = subprocess.run(
        ["sh", "-c", command],
        cwd=ROOT, env=environment, encoding="utf-8", check=False, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip
    text = "\n".join(line.rstrip() for line in done.stdout.strip("\n").splitlines())
    return f"{text}\n" if text else ""


def main() -> None:
    """Bring the named pages, or all of them, up to date."""
    for page, made in GENERATED.items():
        page.write_text(made(), encoding="utf-8")
    for page in [Path(name) for name in sys.argv[1:]] or PAGES:
        before = page.read_text(encoding="utf-8")
        after = refreshed(before)
        if after != before:
            page.write_text(after, encoding="utf-8")
            print(f"{page.relative_to(ROOT) if page.is_absolute() else page}: up to date now")


if __name__ == "__main__":
    main()
