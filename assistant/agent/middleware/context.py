"""Tells the model where the conversation stands: the same facts as text for an LLM and as data for the planner."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from langchain.agents.middleware import AgentMiddleware, ModelRequest, ModelResponse
from langchain_core.messages import AnyMessage, SystemMessage

from assistant.agent.turn import is_user

STATE = "canvas_state"
TURNS_SHOWN = 20
STATE_KEYS = ("language", "canvas", "brief", "finance", "files", "versions")


class Context(AgentMiddleware[Any, Any, Any]):
    """Writes the system message of each call and shows the model the last turns only.

    Args:
        prompt: Renders the system prompt from the state.
    """

    def __init__(self, prompt: Callable[[dict[str, Any]], str]) -> None:
        super().__init__()
        self._prompt = prompt

    async def awrap_model_call(
        self, request: ModelRequest[Any], handler: Callable[[ModelRequest[Any]], Awaitable[ModelResponse[Any]]]
    ) -> ModelResponse[Any]:
        """Add the context, then ask the model."""
        state = {key: request.state.get(key) for key in STATE_KEYS}
        system = SystemMessage(self._prompt(state), additional_kwargs={STATE: state})
        return await handler(request.override(system_message=system, messages=_recent(request.messages)))


def _recent(messages: Sequence[AnyMessage]) -> list[AnyMessage]:
    starts = [i for i, m in enumerate(messages) if is_user(m)]
    return list(messages[starts[-TURNS_SHOWN] :]) if len(starts) > TURNS_SHOWN else list(messages)
