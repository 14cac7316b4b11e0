"""`canvas index`: the guidance index."""

from __future__ import annotations

from typing import Annotated

import typer

from assistant.commands.common import settings, show_progress

app = typer.Typer(help="Build and search the guidance index.", no_args_is_help=True)


@app.command("build")
def build(
    write_vectors: Annotated[
        bool, typer.Option("--write-vectors", help="Also write knowledge/vectors.safetensors, for a release.")
    ] = False,
) -> None:
    """Bring the index up to date with knowledge/guidance.

    Example: canvas index build
    """
    from assistant.wiring import open_index

    index = open_index(settings())
    print("The index is built." if index.build(show_progress) else "The index is up to date.")
    if write_vectors:
        print(index.ship_vectors())


@app.command("search")
def search(
    query: Annotated[str, typer.Argument(help="What to look for, in English or Chinese.")],
    k: Annotated[int, typer.Option(help="How many passages.", min=1, max=20)] = 4,
) -> None:
    """Show the passages found for a question, with their scores.

    Example: canvas index search "how should I price an API"
    """
    from assistant.language.detect import detect_language
    from assistant.wiring import guidance_index

    for passage in guidance_index(settings(), show_progress)().search(query, detect_language(query), k=k):
        mark = "" if passage.relevant else "  (weak match)"
        print(f"{passage.score:.3f}  {passage.path} — {passage.title} / {passage.heading}{mark}")
