"""
The command ``schema``: the JSON Schema of ``keywords.yaml``.
"""

import json

import click

from generator.keywords.schema import schema


@click.command()
def command() -> None:
    """
    Print the JSON Schema of keywords.yaml, for editors.
    """
    click.echo(json.dumps(schema(), indent=2))
