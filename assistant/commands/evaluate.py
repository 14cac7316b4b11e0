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


@app.command("record")
def record(
    thread: Annotated[
        str, typer.Argument(help="Name of a conversation, as `canvas ask --thread` and `--json` give it.")
    ],
    name: Annotated[str, typer.Option("--id", help="Id of the case; made of the first message without it.")] = "",
    out: Annotated[Path | None, typer.Option(help="File to write; the terminal without it.")] = None,
) -> None:
    """Write a conversation as a dialogue test, with expectations proposed from what happened.

    Example: canvas eval record pricing-talk --out my_cases.yaml
    """
    import asyncio

    text = asyncio.run(_recorded(thread, name))
    if out is None:
        print(text, end="")
    else:
        out.write_text(text, encoding="utf-8")
        print(f"written to {out}; read every expectation before you keep it")


async def _recorded(thread: str, name: str) -> str:
    from assistant.errors import ConfigError
    from assistant.wiring import open_services
    from eval.propose import as_yaml, propose_case
    from eval.remember import stored_turns

    async with open_services(settings()) as services:
        turns = stored_turns(await services.conversation(thread).state())
    if not turns:
        raise ConfigError(f"no conversation {thread!r} with a message in it")
    return as_yaml([propose_case(turns, name)])


@app.command("import")
def import_(
    source: Annotated[Path, typer.Argument(help="Rasa test stories or end-to-end tests, or a promptfoo file.")],
    out: Annotated[Path, typer.Option(help="Dialogue file to write.")],
) -> None:
    """Turn tests of Rasa or promptfoo into a dialogue file; what does not map is listed.

    Example: canvas eval import promptfooconfig.yaml --out my_cases.yaml
    """
    from eval.importing import import_tests
    from eval.propose import as_yaml

    found = import_tests(source)
    out.write_text(as_yaml(found.cases), encoding="utf-8")
    print(f"{len(found.cases)} cases written to {out}")
    for line in found.unmapped:
        print(f"not mapped: {line}")
