"""What every tool adapter shares: reading the state, publishing figures, answering the model."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from langchain.tools import ToolRuntime
from langchain_core.messages import ToolMessage
from langgraph.types import Command

from assistant.figures import Figure
from assistant.language.lazy_re import lazy_re
from assistant.language.text import Text
from assistant.progress import Progress

JsonDict = dict[str, Any]
# Not ToolRuntime[Any, ConversationState]: the schema builder would look into the state's TypedDicts on every start.
Runtime = ToolRuntime[Any, Any]
# A model need not read a row for each month and its derivatives; it may still quote them by id.
EVERY_MONTH = lazy_re(r"\.month_(?!(?:1|6|12|24|36)$)")
# Data of charts is for the page, not for a model.
_DRAWN = frozenset({"chart", "charts"})


@dataclass(frozen=True)
class Outcome:
    """What a tool did.

    Attributes:
        data: Result for the model and the planner, plain JSON. Texts a user may read are {"en": …, "zh": …}.
        figures: Numbers a reply may quote; `source` may be left empty, `publish` fills it.
        citations: Passages a reply may cite: {"n", "title", "path", "heading", "quote"}.
        state: Keys of `ConversationState` to replace.
    """

    data: JsonDict
    figures: list[Figure] = field(default_factory=list)
    citations: list[JsonDict] = field(default_factory=list)
    state: JsonDict = field(default_factory=dict)


def publish(outcome: Outcome, tool: str, runtime: Runtime) -> Command[Any]:
    """Turn an outcome into the state update and the message the model sees.

    The message's `content` is compact JSON for an LLM; its `artifact` is the same as plain objects, for the planner,
    the events and the evaluation.
    """
    count = int(runtime.state.get("call_count") or 0) + 1
    source = f"tool:{tool}#{count}"
    figures = [f if f.source else replace(f, source=source) for f in outcome.figures]
    artifact: JsonDict = {
        "tool": tool,
        "data": outcome.data,
        "figures": [f.to_json() for f in figures],
        "citations": outcome.citations,
    }
    shown: JsonDict = {"result": {key: value for key, value in outcome.data.items() if key not in _DRAWN}}
    if figures:
        shown["figures"] = {_key(f): [f.value, f.unit] for f in figures if not EVERY_MONTH.search(f.id)}
    if outcome.citations:
        shown["passages"] = outcome.citations
    message = ToolMessage(
        content=json.dumps(shown, ensure_ascii=False, default=str),
        artifact=artifact,
        name=tool,
        tool_call_id=runtime.tool_call_id or "",
    )
    update: JsonDict = {**outcome.state, "messages": [message], "call_count": count}
    if figures:
        update["figures"] = artifact["figures"]
    if outcome.citations:
        update["citations"] = outcome.citations
    return Command(update=update)


class Stopped(Exception):
    """The user ended the turn: what a tool is still working on is not wanted any more."""


def progress_of(runtime: Runtime) -> Progress:
    """Progress that the page and the terminal show. Raises `Stopped` into the work once the turn was ended."""
    # A tool that is called without an agent has neither.
    context, write = getattr(runtime, "context", None), getattr(runtime, "stream_writer", None)

    def told(share: float, text: Text) -> None:
        if context is not None and context.stopped.is_set():
            raise Stopped
        if write is not None:
            news = {"call_id": runtime.tool_call_id or "", "share": round(share, 4), "text": text.to_json()}
            write({"progress": news})

    return told


def now_of(state: Mapping[str, Any]) -> dt.datetime:
    """The present, or the time that the conversation was given as its present."""
    given = state.get("clock")
    return dt.datetime.fromisoformat(given) if given else dt.datetime.now(dt.UTC)


def seed_of(state: Mapping[str, Any], asked: int, default: int) -> int:
    """The seed of a draw: the one asked for, else the one the conversation was given, else the default."""
    given = state.get("seed")
    return int(given) if asked == default and given is not None else asked


def language_of(runtime: Runtime) -> str:
    """Language of the conversation, "en" or "zh"."""
    return str(runtime.state.get("language") or "en")


def thread_of(runtime: Runtime) -> str:
    """Name of the conversation; empty where the tool runs outside of one."""
    config = getattr(runtime, "config", None) or {}
    return str((config.get("configurable") or {}).get("thread_id") or "")


def _key(figure: Figure) -> str:
    return f"{figure.id}@{figure.scenario}" if figure.scenario else figure.id
