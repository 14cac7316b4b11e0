"""Turns faults of a model (empty, cut off or malformed answers, outages) into one retry, then a plain reply."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from langchain.agents.middleware import AgentMiddleware, ModelRequest, ModelResponse
from langchain_core.messages import AIMessage, AnyMessage

from assistant.agent.turn import model_calls
from assistant.errors import ModelUnavailable

MAX_MODEL_CALLS = 12
FAULT = "fault"
CUT_OFF = {"length", "max_tokens", "content_filter"}

log = logging.getLogger(__name__)


class Resilience(AgentMiddleware[Any, Any, Any]):
    """Accepts only whole answers; otherwise tries once more, then lets `compose` answer from the tool results.

    Args:
        compose: Writes the deterministic reply of the turn; the second argument are the messages so far.
    """

    def __init__(self, compose: Callable[[dict[str, Any], Sequence[AnyMessage]], AIMessage]) -> None:
        super().__init__()
        self._compose = compose

    async def awrap_model_call(
        self, request: ModelRequest[Any], handler: Callable[[ModelRequest[Any]], Awaitable[ModelResponse[Any]]]
    ) -> ModelResponse[Any]:
        """Ask the model, at most twice, at most twelve times a turn."""
        if model_calls(request.messages) >= MAX_MODEL_CALLS:
            return self._give_up(request, f"more than {MAX_MODEL_CALLS} model calls in one turn")
        fault = ""
        for _ in range(2):
            try:
                response = await handler(request)
            except Exception as error:
                if not _is_outage(error):
                    raise
                fault = f"{type(error).__name__}: {error}"
                continue
            fault = _fault(response)
            if not fault:
                return response
        return self._give_up(request, fault)

    def _give_up(self, request: ModelRequest[Any], fault: str) -> ModelResponse[Any]:
        log.warning("model fault, answering without it: %s", fault)
        message = self._compose(dict(request.state), request.messages)
        message.additional_kwargs[FAULT] = fault
        return ModelResponse(result=[message])


def _fault(response: ModelResponse[Any]) -> str:
    answer = next((m for m in reversed(response.result) if isinstance(m, AIMessage)), None)
    if answer is None:
        return "no answer"
    reason = str(answer.response_metadata.get("finish_reason") or "")
    if reason in CUT_OFF:
        return f"answer cut off ({reason})"
    if answer.response_metadata.get("model_provider") == "openai" and not reason:
        return "the stream ended before the answer did"
    if answer.invalid_tool_calls:
        return "malformed tool call"
    if not answer.tool_calls and not answer.text.strip():
        return "empty answer"
    return ""


def _is_outage(error: Exception) -> bool:
    # Imported here: the planner never needs the client, and it takes half a second to load.
    import httpx
    import openai

    return isinstance(error, (ModelUnavailable, openai.OpenAIError, httpx.HTTPError, TimeoutError, ConnectionError))
