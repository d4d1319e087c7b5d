"""`agora rules`: what was allowed or refused once and for all."""

from contextlib import closing
from typing import TYPE_CHECKING, Annotated

import typer

from agora.cli.clean import clean
from agora.errors import UsageError

if TYPE_CHECKING:
    from agora.tools import Rule, Rules

app = typer.Typer(invoke_without_command=True)


@app.callback()
def rules(context: typer.Context) -> None:
    """List or revoke what you always allowed or refused."""
    if context.invoked_subcommand is not None:
        return
    listed = _rules().list()
    for number, rule in enumerate(listed, start=1):
        typer.echo(f"{number}  {rule_text(rule)}")
    if not listed:
        typer.echo("There are no rules: every call is judged, or asked about, as it comes.", err=True)


@app.command()
def revoke(number: Annotated[str, typer.Argument(metavar="N", help="Number in the list, or id.")]) -> None:
    """Take a rule back; the service's audit log tells of it."""
    from agora import config
    from agora.server.people import People

    kept = _rules()
    listed = kept.list()
    if number.isdecimal() and 1 <= int(number) <= len(listed):
        rule = listed[int(number) - 1]
    elif named := [rule for rule in listed if rule.id == number]:
        rule = named[0]
    else:
        raise UsageError(f"There is no rule {number}.", fix="See them with `agora rules`.")
    kept.revoke(rule.id)
    with closing(People(config.load().home / "people.db")) as people:
        people.note("", "rule revoked", f"{rule.decision}: {rule.tool}")
    typer.echo(f"Revoked: {rule_text(rule)}", err=True)


def rule_text(rule: "Rule") -> str:
    """Return a rule in words, such as `always files.write, path under notes  (d41d8c)`."""
    parts = [f"{name} {pattern.kind} {pattern.text}" for name, pattern in rule.arguments.items()]
    return clean(f"{rule.decision} {', '.join([rule.tool, *parts])}  ({rule.id})").replace("\n", "␊")


def _rules() -> "Rules":
    from agora import config
    from agora.tools import Rules

    return Rules(config.load().home / "rules.toml")
