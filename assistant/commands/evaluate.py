"""`canvas eval`: dialogue tests and quality measurements."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from assistant.commands.common import settings
from eval.cli import add_run_command
from eval.target import TargetFactory

app = typer.Typer(help="Run dialogue tests and quality measurements.", no_args_is_help=True)


def _connect(model: str | None) -> TargetFactory:
    from eval.adversaries.models import adversary_of
    from eval.connect import ConversationFactory

    wrap = adversary_of(model)
    return ConversationFactory(settings(model="planner" if wrap else model), wrap)


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


@app.command("canvas")
def canvas(
    briefs: Annotated[Path | None, typer.Argument(help="File of descriptions; the built-in one without it.")] = None,
    language: Annotated[str | None, typer.Option(help="en or zh; both without it.")] = None,
) -> None:
    """Measure drafting: fields read, specific items, likeness of canvases, and blind matching to their briefs.

    Example: canvas eval canvas --language zh
    """
    from eval.canvas_metrics import BRIEFS, run

    print(run(briefs or BRIEFS, language))
