"""The command `marsad`. Every command group is a module of its own, imported when it is called."""

from __future__ import annotations

import importlib
import os
import sys
from typing import Any

import click

from marsad.cli.exits import EPILOG, Exit

_COMMANDS = {
    "read": ("marsad.cli.read", "read", "Read reports into claims."),
    "group": ("marsad.cli.group", "group", "Group reports into incidents."),
    "toll": ("marsad.cli.toll", "toll", "Reckon what reports come to, incident by incident."),
    "init": ("marsad.cli.init", "init", "Make an empty record."),
    "add": ("marsad.cli.add", "add", "Deposit reports in a record."),
    "run": ("marsad.cli.run", "run", "Bring a record up to date."),
    "show": ("marsad.cli.show", "show", "Show an incident, now or as it was known on a day."),
    "history": ("marsad.cli.history", "history", "Tell what happened to an incident, when and why."),
    "diff": ("marsad.cli.diff", "diff", "Tell what changed between two days."),
    "judge": ("marsad.cli.judge", "judge", "Decide about incidents, reports and claims."),
    "judgements": ("marsad.cli.judgements", "judgements", "List what people decided."),
    "consent": ("marsad.cli.consent", "consent", "Record who may be named in public."),
    "incidents": ("marsad.cli.incidents", "incidents", "List the incidents of a record."),
    "totals": ("marsad.cli.totals", "totals", "Add up over the incidents of a record."),
    "rank": ("marsad.cli.rank", "rank", "Check whether an incident is the deadliest."),
    "cumulative": ("marsad.cli.cumulative", "cumulative", "Hold running totals against the record."),
    "export": ("marsad.cli.export", "export", "Write the record as data sets."),
    "release": ("marsad.cli.release", "release", "Make dated data sets that can be checked."),
    "issues": ("marsad.cli.issues", "issues", "List what is odd about a record's material."),
    "serve": ("marsad.cli.serve", "serve", "Serve a record's observatory to readers."),
    "site": ("marsad.cli.site", "site", "Build the observatory as plain files."),
    "verify": ("marsad.cli.verify", "verify", "Check that a record is whole."),
    "takedown": ("marsad.cli.takedown", "takedown", "Take a report out of a record for good."),
    "schema": ("marsad.cli.schema", "schema", "Print the JSON Schema of what marsad writes."),
    "evaluate": ("marsad.cli.evaluate", "evaluate", "Measure readings and groups against what people made."),
}


class _Commands(click.Group):
    """Lists the commands without importing them, so that `--help` is quick."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        module, name, _ = _COMMANDS[cmd_name]
        command: click.Command = getattr(importlib.import_module(module), name)
        return command

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except BrokenPipeError:  # caught here, for click would make it exit code 1
            return Exit.PIPE_CLOSED

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, _, text) in _COMMANDS.items()])


def _print_version(ctx: click.Context, param: click.Parameter, wanted: bool) -> None:
    if wanted and not ctx.resilient_parsing:
        from importlib.metadata import version

        click.echo(f"marsad {version('marsad')}")
        ctx.exit()


@click.group(
    cls=_Commands, epilog=EPILOG, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]}
)
@click.option(
    "--version", is_flag=True, is_eager=True, expose_value=False, callback=_print_version, help="Print the version."
)
@click.pass_context
def cli(context: click.Context) -> None:
    """An observatory for casualty recording: reads reports of violence into sourced, checkable claims."""
    if context.invoked_subcommand is None:
        click.echo(context.get_help())


def main() -> None:
    """Run the command; every ending is a documented exit code, never a traceback."""
    try:
        code = cli.main(prog_name="marsad", standalone_mode=False) or Exit.ALL
    except click.exceptions.Exit as ending:
        code = ending.exit_code
    except click.ClickException as problem:
        code = _misused(problem)
    except (KeyboardInterrupt, click.Abort):
        code = Exit.INTERRUPTED
    except Exception as problem:  # noqa: BLE001  the command's border
        code = _stop(problem)
    _leave(code)


def _misused(problem: click.ClickException) -> int:
    from marsad.cli.messages import say_error
    from marsad.errors import RunError

    context = getattr(problem, "ctx", None)
    path = context.command_path if context else "marsad"
    say_error(RunError("cli.usage", problem.format_message(), hint=f"`{path} --help` shows what can be asked for."))
    return Exit.USAGE


def _stop(problem: Exception) -> int:
    from marsad.cli.messages import say_error
    from marsad.errors import MarsadError, RunError

    if not isinstance(problem, MarsadError):
        if os.environ.get("MARSAD_TRACEBACK"):
            raise problem
        problem = RunError(
            "cli.fault",
            f"marsad failed: {type(problem).__name__}: {problem}",
            hint="This is a fault of marsad: please report it, with what MARSAD_TRACEBACK=1 prints.",
        )
    say_error(problem)
    return Exit.NOTHING


def _leave(code: int) -> None:
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        code = Exit.PIPE_CLOSED
    if code == Exit.PIPE_CLOSED:
        # nobody listens any more: what is still buffered must not raise once more at exit
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.exit(code)
