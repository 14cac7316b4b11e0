"""`canvas chart`: a chart of a conversation's numbers as a picture file."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from assistant.commands.common import services
from assistant.errors import ToolInputError

Kind = Literal["waterfall", "tornado", "fan", "cash", "breakeven"]
_FOR = {"histogram": "fan"}  # what a model of one period has instead


def chart(
    thread: Annotated[str, typer.Argument(help="The conversation.")],
    out: Annotated[Path, typer.Option(help="The file to write.")],
    kind: Annotated[Kind, typer.Option(help="What to draw.")] = "cash",
    format: Annotated[Literal["svg", "png"] | None, typer.Option(help="Left out, that of the file's name.")] = None,  # noqa: A002
    language: Annotated[Literal["en", "zh"] | None, typer.Option(help="Left out, the conversation's.")] = None,
    dark: Annotated[bool, typer.Option(help="For a dark background.")] = False,
) -> None:
    """Draw a chart of the numbers in a conversation and print the path of the file.

    Needs no browser and no network. Example: canvas chart clinic --kind tornado --out tornado.png
    """
    form = format or ("svg" if out.suffix.lower() == ".svg" else "png")
    if format is None and out.suffix.lower() not in {".svg", ".png"}:
        raise typer.BadParameter("give the file a name that ends in .svg or .png, or say --format", param_hint="--out")
    data = asyncio.run(_drawn(thread, kind, form, language, dark))
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_bytes(data)
    print(out)


async def _drawn(thread: str, kind: str, form: str, language: str | None, dark: bool) -> bytes:
    from ui.charts import draw
    from ui.i18n import words
    from ui.palette import DARK, LIGHT
    from ui.still import to_png, to_svg

    async with services(model="planner") as opened:
        state = await opened.conversation(thread).state()
        spoken = language or str(state.get("language") or "en")
        spec = _seen(state.get("messages") or [], kind) or _computed(state.get("finance") or {}, opened.models, kind)
    figure = draw(spec, words(spoken), DARK if dark else LIGHT)
    return to_svg(figure) if form == "svg" else to_png(figure)


def _seen(messages: list[Any], kind: str) -> dict[str, Any] | None:
    """The latest tornado or fan of the conversation: what was asked for, such as ranges, is in it."""
    if kind not in {"tornado", "fan"}:
        return None
    for message in reversed(messages):
        data = (getattr(message, "artifact", None) or {}).get("data") or {}
        if data.get("outputs") and data.get("inputs"):
            return None  # the numbers were set anew since
        found = data.get("chart") or {}
        if _FOR.get(str(found.get("kind")), found.get("kind")) == kind:
            return dict(found)
    return None


def _computed(finance: Mapping[str, Any], models: Mapping[str, Any], kind: str) -> dict[str, Any]:
    from assistant.finance.chart_specs import chart_spec
    from assistant.finance.session import base_case

    if not finance.get("template"):
        raise ToolInputError(
            "This conversation has no numbers yet; set some first, such as your price.",
            "这个对话还没有数字，请先提供，例如价格。",
        )
    case = base_case(models, finance)
    changes = (finance.get("scenario") or {}).get("changes") or []
    return chart_spec(case.model, case.inputs, changes, kind)
