"""The command `canvas`; registers commands only."""

from __future__ import annotations

import sys

import typer

from assistant.commands import ask, batch, chart, chat, check, doctor, evaluate, export, index, nlu, page
from assistant.errors import AssistantError

app = typer.Typer(
    help="Draft and stress-test a business model canvas in conversation. Without a command, starts the web page.",
    no_args_is_help=False,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.callback(invoke_without_command=True)(page.default)
app.command("ui")(page.ui)
app.command("chat")(chat.chat)
app.command("ask")(ask.ask)
app.command("chart")(chart.chart)
app.command("export")(export.export)
app.command("check")(check.check)
app.command("doctor")(doctor.doctor)
app.add_typer(index.app, name="index")
app.add_typer(nlu.app, name="nlu")
app.add_typer(batch.app, name="batch")
app.add_typer(evaluate.app, name="eval")


def main() -> None:
    """Run the command line; errors a user can mend are one line on stderr and exit code 2."""
    try:
        app()
    except AssistantError as error:
        print(f"error: {error}", file=sys.stderr)
        raise SystemExit(2) from error
