"""`marsad schema`: what marsad writes, as JSON Schema made from the model."""

from __future__ import annotations

import json

import click

from marsad.cli.exits import EPILOG


@click.command(epilog=EPILOG)
@click.argument("name", type=click.Choice(["claim", "toll", "openapi"]))
def schema(name: str) -> None:
    """Print the JSON Schema of NAME, or the OpenAPI document of the API.

    Every line of `marsad read --format jsonl` keeps to that of a claim, the output of `marsad toll --format json` to that
    of a toll.
    """
    if name == "openapi":
        from marsad.web.api.app import document

        made = document()
    else:
        from marsad.web.api.contracts import claim_schema, toll_schema

        made = claim_schema() if name == "claim" else toll_schema()
    click.echo(json.dumps(made, indent=2, ensure_ascii=False))
