"""`marsad evaluate`: how well the reader reads, measured against claims that people made."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from marsad.cli.exits import EPILOG, Exit
from marsad.cli.messages import say_error
from marsad.errors import ItemError

if TYPE_CHECKING:
    from marsad.evaluation.gold import Corpus

F = TypeVar("F", bound=Callable[..., Any])
_FILE = click.Path(path_type=Path)


@click.group(epilog=EPILOG)
def evaluate() -> None:
    """Measure readings and groups against what people made."""


def _measuring(command: F) -> F:
    """The options that every measuring command has."""
    options = (
        click.option("--floors", type=_FILE, metavar="FILE", help="Fail when a figure is below its floor in this file."),
        click.option("--update", is_flag=True, help="Raise the floors to what is measured."),
        click.option("--lower", metavar="REASON", help="Let --update lower floors too, and keep the reason."),
        click.option("--show", type=click.IntRange(min=0), default=20, show_default=True, metavar="N",
                     help="How many confusions, misses and extras to list."),
    )  # fmt: skip
    for option in reversed(options):
        command = option(command)
    return command


@evaluate.command(epilog=EPILOG)
@click.argument("texts", type=_FILE)
@click.argument("gold", type=_FILE)
@_measuring
def reading(texts: Path, gold: Path, **options: Any) -> int:
    """Read TEXTS and measure the claims against GOLD, both files of JSON lines."""
    from marsad.evaluation.gold import load_corpus

    return _measure(load_corpus(texts, gold), **options)


@evaluate.command(epilog=EPILOG)
@click.argument("files", nargs=-1, type=_FILE)
@_measuring
def golden(files: tuple[Path, ...], **options: Any) -> int:
    """Measure against golden cases in TOML FILES (tests/golden/*.toml unless given)."""
    from marsad.evaluation.golden import load_golden

    return _measure(load_golden(files or sorted(Path("tests/golden").glob("*.toml"))), **options)


@evaluate.command(epilog=EPILOG)
@click.argument("texts", type=_FILE)
@click.option("--split", multiple=True, metavar="NAME", help="Only texts of this part of the data; may be repeated.")
def incidents(texts: Path, split: tuple[str, ...]) -> int:
    """Group TEXTS, a file of JSON lines whose incidents are known, and measure the groups."""
    from marsad.evaluation.gold import invalid
    from marsad.evaluation.grouped import load_known, measured, said
    from marsad.pipeline.readers import Readers
    from marsad.settings import Settings

    known = [text for text in load_known(texts) if not split or text.split in split]
    if not known:
        raise invalid(f"{texts}: no text is of the split {' or '.join(split)}")
    click.echo(said(measured(known, Readers(Settings()).read)))
    return Exit.ALL


def _measure(corpus: Corpus, *, floors: Path | None, update: bool, lower: str | None, show: int) -> int:
    from marsad.evaluation.floors import Floors
    from marsad.evaluation.listing import listing
    from marsad.evaluation.score import score
    from marsad.pipeline.readers import Readers
    from marsad.settings import Settings

    if (update or lower) and floors is None:
        raise click.UsageError("--update and --lower need --floors FILE.")
    readers = Readers(Settings())
    result = score(corpus, lambda report: readers.read(report).claims)
    click.echo(listing(result, show), nl=False)
    if floors is None:
        return Exit.ALL
    kept = Floors(floors)
    if update:
        kept.raise_to(corpus.name, corpus.digest, result.measures(), lower=lower)
        return Exit.ALL
    falls = kept.check(corpus.name, corpus.digest, result.measures())
    for fall in falls:
        what = f"{fall.measure} is {fall.value:.3f}, its floor is {fall.floor:.3f}"
        say_error(ItemError("evaluation.below-floor", what, hint="The lists above show where; --show N lists more."))
    return Exit.SOME_FAILED if falls else Exit.ALL
