"""Reads the planner's context from the messages a chat model is given."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from langchain_core.messages import AIMessage, AnyMessage, SystemMessage

from assistant.agent.middleware.context import STATE
from assistant.agent.middleware.sequential import QUEUE
from assistant.agent.turn import current_turn, is_user, last_artifacts
from assistant.planner.context import Context

JsonDict = dict[str, Any]
META = "planner"  # key under which the planner leaves notes to itself in its messages


def read_context(messages: Sequence[AnyMessage], tools: frozenset[str]) -> Context:
    """Read the context from the messages a chat model is given."""
    state: JsonDict = {}
    for message in messages:
        if isinstance(message, SystemMessage):
            state = message.additional_kwargs.get(STATE) or {}
    turn = current_turn(messages)
    earlier = messages[: len(messages) - len(turn)]
    meta = _last_meta(earlier)
    return Context(
        text=turn[0].text if turn else "",
        language=str(state.get("language") or "en"),
        finance=state.get("finance") or {},
        canvas=state.get("canvas") or {},
        brief=state.get("brief") or {},
        files=state.get("files") or (),
        versions=state.get("versions") or {},
        asked=meta.get("asked") or {},
        focus=meta.get("focus") or {},
        tools=tools,
        seen=_seen(earlier),
        last=tuple(str(a["tool"]) for a in last_artifacts(earlier) if "data" in a),
    )


def turn_meta(messages: Sequence[AnyMessage]) -> JsonDict:
    """What the planner noted when it planned the turn in hand."""
    for message in current_turn(messages):
        if isinstance(message, AIMessage) and META in message.additional_kwargs:
            return dict(message.additional_kwargs[META])
    return {}


def skipped_calls(turn: Sequence[AnyMessage]) -> list[str]:
    """Names of the calls still held back when the turn ended on a failed one."""
    for message in reversed(turn):
        if isinstance(message, AIMessage):
            return [str(call["name"]) for call in message.additional_kwargs.get(QUEUE, [])]
    return []


def _last_meta(messages: Sequence[AnyMessage]) -> JsonDict:
    for message in reversed(messages):
        if isinstance(message, AIMessage) and not message.tool_calls:
            return dict(message.additional_kwargs.get(META, {}))
    return {}


def _seen(messages: Sequence[AnyMessage]) -> JsonDict:
    seen: JsonDict = {}
    for index, message in enumerate(messages):
        if is_user(message):
            for artifact in last_artifacts(messages[: index + 1 + _length(messages[index + 1 :])]):
                if "data" in artifact:
                    seen[artifact["tool"]] = artifact
                    seen.update(_steps(artifact))
    return seen


def _steps(artifact: JsonDict) -> JsonDict:
    """What an "undo" would take back: `last_step` is the last change or what-if, `last_change` the last change."""
    tool, data = str(artifact["tool"]), artifact["data"]
    step = {"tool": tool, "canvas": "canvas" in data or bool(data.get("canvas_changed"))}
    if tool == "what_if":
        return {"last_step": step} if data.get("changes") else {}
    changing = step["canvas"] or tool == "undo_numbers" or data.get("changed") or data.get("replaced")
    changing = changing or data.get("action") == "save"
    return {"last_step": step, "last_change": step} if changing else {}


def _length(messages: Sequence[AnyMessage]) -> int:
    return next((i for i, m in enumerate(messages) if is_user(m)), len(messages))
