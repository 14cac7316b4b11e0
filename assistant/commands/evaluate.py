"""`canvas eval`: dialogue tests and quality measurements."""

from __future__ import annotations

from typing import Annotated

import typer

from assistant.commands.common import settings
from eval.cli import add_run_command
from eval.target import TargetFactory

app = typer.Typer(help="Run dialogue tests and quality measurements.", no_args_is_help=True)


def _connect(model: str | None) -> TargetFactory:
    from eval.connect import ConversationFactory

    return ConversationFactory(settings(model=model))


add_run_command(app, _connect)


@app.command("retrieval")
def retrieval(
    language: Annotated[str | None, typer.Option(help="en or zh; both without it.")] = None,
) -> None:
    """Measure guidance search on the gold questions: recall@5 and nDCG@10 beside simpler methods.

    Example: canvas eval retrieval --language zh
    """
    from assistant.wiring import guidance_index
    from eval.retrieval_metrics import run

    print(run(guidance_index(settings())(), language))
