"""`marsad judgements`: what people decided."""

from __future__ import annotations

import click

from marsad.cli.exits import EPILOG
from marsad.cli.messages import printable
from marsad.cli.record import find_record, format_option, print_json, record_option

_STANDINGS = ["waiting", "in_force", "replaced", "reversed", "reopened"]


@click.command(epilog=EPILOG)
@click.option("--standing", type=click.Choice(_STANDINGS), help="Only those that stand so.")
@click.option("--on", "thing", metavar="THING", help="Only those on an incident, a claim or a report.")
@click.option("--by", metavar="NAME", help="Only those that this person made or signed.")
@record_option
@format_option
def judgements(standing: str | None, thing: str | None, by: str | None, record: str | None, format_: str) -> None:
    """List what people decided, in the order in which they did."""
    from marsad.ledger.book import Book
    from marsad.ledger.names import named
    from marsad.publishing.judgement_words import judgement_json, judgement_line, judgements_about
    from marsad.store.store import Store

    with Store.open(find_record(record)) as store, store.read() as now:
        state = Book().state(now)
        found = sorted(state.judgements.values(), key=lambda judgement: judgement.number)
        if thing is not None:
            name = named(state, thing)
            on_incident = name in state.incidents
            found = (
                list(judgements_about(state.resolve(name), state, found))
                if on_incident
                else [j for j in found if name in j.on]
            )
        found = [j for j in found if standing in (None, j.standing) and (by is None or by in (j.actor, *j.signed_by))]
        if format_ == "json":
            print_json({"judgements": [judgement_json(judgement, state) for judgement in found]})
            return
        for judgement in found:
            click.echo(printable(judgement_line(judgement, state)))
        if not found:
            click.echo("no judgements")
