"""What the house tests look at: the files of this project, and nothing that was built or brought in."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "marsad"
_NOT_OURS = {".git", ".hypothesis", ".tools", ".venv", "build", "dist", "__pycache__"}


def project_files(*suffixes: str) -> Iterator[Path]:
    """Every file of the project, in order; with `suffixes` (".md") only those."""
    for path in sorted(ROOT.rglob("*")):
        parts = path.relative_to(ROOT).parts
        ours = not any(part in _NOT_OURS or part.endswith("_cache") for part in parts)
        if ours and path.is_file() and (not suffixes or path.suffix in suffixes):
            yield path


def python_files(*folders: str) -> Iterator[Path]:
    """Every Python file under `folders` of the project, in order."""
    for folder in folders:
        yield from sorted((ROOT / folder).rglob("*.py"))


def name_of(path: Path) -> str:
    """The path as people write it: from the project's root."""
    return path.relative_to(ROOT).as_posix()


def syntax(path: Path) -> ast.Module:
    """The syntax tree of a Python file."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))
