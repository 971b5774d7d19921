"""`marsad run`: bring a record up to date."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from marsad.cli.exits import EPILOG, Exit
from marsad.cli.inputs import ACTORS
from marsad.cli.messages import say_error
from marsad.cli.progress import counting
from marsad.cli.record import find_record, format_option, print_json, record_option

if TYPE_CHECKING:
    from marsad.pipeline.record.run import Plan, Summary

_SHOWN = 12
_WORDS = {
    "incident_opened": "opened",
    "incidents_merged": "merged",
    "incident_split": "split",
    "incident_withdrawn": "withdrawn",
    "toll_computed": "tolls computed",
    "machine_disagrees": "judgements that the machine would not make",
    "judgement_reopened": "judgements reopened",
}


@click.command(epilog=EPILOG)
@record_option
@ACTORS
@click.option("--jobs", type=click.IntRange(min=1), metavar="N", help="Processes; as many as cores unless given.")
@click.option("--dry-run", is_flag=True, help="Say what there is to do, and do nothing.")
@format_option
def run(record: str | None, actors: str | None, jobs: int | None, *, dry_run: bool, format_: str) -> int:
    """Bring a record up to date: read what is new, group it into incidents, reckon the tolls that it changes.

    It can be ended at any time: the next run goes on where this one stopped.
    """
    from marsad.pipeline.record.policy import policy_of
    from marsad.pipeline.record.run import plan
    from marsad.pipeline.record.run import run as bring_up_to_date
    from marsad.settings import Settings
    from marsad.store.store import Store

    with Store.open(find_record(record)) as store:
        policy = policy_of(store)
        if dry_run:
            _print_plan(plan(store, policy), format_)
            return Exit.ALL
        with counting() as progress:
            summary = bring_up_to_date(store, Settings(actors=actors), policy, jobs, progress)
    for error in summary.failed:
        say_error(error)
    _print(summary, format_)
    return Exit.SOME_FAILED if summary.failed else Exit.ALL


def _print_plan(todo: Plan, format_: str) -> None:
    if format_ == "json":
        print_json({"read": todo.read, "group": todo.group, "reckon": todo.reckon})
        return
    click.echo(f"{todo.read} reports to read, {todo.group} to group, {todo.reckon} incidents to reckon")


def _print(summary: Summary, format_: str) -> None:
    kinds = summary.kinds
    if format_ == "json":
        told = [{"kind": c.kind, "subject": c.subject, "reason": c.reason} for c in summary.changes]
        print_json({"read": summary.read, "claims": summary.claims, "failed": len(summary.failed), "changes": told})
        return
    click.echo(f"{summary.read} reports read, {summary.claims} claims in them, {len(summary.failed)} failed")
    what = [f"{kinds[kind]} {words}" for kind, words in _WORDS.items() if kinds[kind]]
    click.echo(f"incidents: {', '.join(what) or 'nothing has changed'}")
    for code, changes in list(summary.incidents.items())[:_SHOWN]:
        reasons = dict.fromkeys(change.reason for change in changes if change.kind != "incident_described")
        click.echo(f"  {code}: {'; '.join(reasons)}")
    if len(summary.incidents) > _SHOWN:
        click.echo(f"  and {len(summary.incidents) - _SHOWN} more; --format json has them all")
