"""The wheel holds the whole package, its data included, and nothing else."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.house.tree import PACKAGE, ROOT


@pytest.fixture(scope="module")
def packed(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The names in a wheel built from this tree."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def test_every_file_of_the_package_is_in_it(packed: set[str]) -> None:
    files = {path for path in PACKAGE.rglob("*") if path.is_file() and "__pycache__" not in path.parts}
    assert {path.relative_to(ROOT / "src").as_posix() for path in files} - packed == set()


@pytest.mark.parametrize("kind", [".sqlite", ".csv", "py.typed"])
def test_the_data_is_in_it(packed: set[str], kind: str) -> None:
    assert [name for name in packed if name.endswith(kind)]


@pytest.mark.parametrize("licence", ["LICENSE", "NOTICE"])
def test_the_licences_are_in_it(packed: set[str], licence: str) -> None:
    assert any(name.endswith(f".dist-info/licenses/{licence}") for name in packed)


def test_nothing_else_is_in_it(packed: set[str]) -> None:
    assert {Path(name).parts[0].split("-")[0] for name in packed} == {"marsad"}
