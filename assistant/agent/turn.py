"""The messages of the turn in hand, as the middleware and the planner look at them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from langchain_core.messages import AIMessage, AnyMessage, HumanMessage, ToolMessage

CORRECTION = "canvas_correction"  # marks a message that the house, not the user, wrote


def is_user(message: AnyMessage) -> bool:
    """True for what the user wrote, false for corrections the house adds."""
    return isinstance(message, HumanMessage) and not message.additional_kwargs.get(CORRECTION)


def current_turn(messages: Sequence[AnyMessage]) -> list[AnyMessage]:
    """From the last user message to the end; empty where there is none."""
    for index in range(len(messages) - 1, -1, -1):
        if is_user(messages[index]):
            return list(messages[index:])
    return []


def tool_messages(messages: Sequence[AnyMessage]) -> list[ToolMessage]:
    """The tool results of the turn in hand, in order."""
    return [m for m in current_turn(messages) if isinstance(m, ToolMessage)]


def user_texts(messages: Sequence[AnyMessage]) -> list[str]:
    """Everything the user wrote in the conversation."""
    return [m.text for m in messages if is_user(m)]


def model_calls(messages: Sequence[AnyMessage]) -> int:
    """Model answers in the turn so far."""
    return sum(isinstance(m, AIMessage) for m in current_turn(messages))


def last_artifacts(messages: Sequence[AnyMessage]) -> list[dict[str, Any]]:
    """Artifacts of the turn's tool results; a result without one (bad arguments) gets an error artifact."""
    return [artifact(m) for m in tool_messages(messages)]


def artifact(message: ToolMessage) -> dict[str, Any]:
    """What a tool left for the planner and the events."""
    if isinstance(message.artifact, dict):
        return message.artifact
    text = message.text
    return {"tool": message.name, "error": {"en": text, "zh": text}, "question": False, "choices": []}
