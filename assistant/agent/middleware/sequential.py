"""Runs the tool calls of one answer one after the other, each on the state the one before it left."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from langchain.agents.middleware import AgentMiddleware, ModelRequest, ModelResponse
from langchain_core.messages import AIMessage, AnyMessage, ToolMessage

QUEUE = "queued_calls"


class SequentialTools(AgentMiddleware[Any, Any, Any]):
    """Holds back all but the first tool call and releases the next when the model would be asked again.

    LangGraph runs the calls of one message in parallel on the same state, so that the second of two edits would
    undo the first.
    """

    async def awrap_model_call(
        self, request: ModelRequest[Any], handler: Callable[[ModelRequest[Any]], Awaitable[ModelResponse[Any]]]
    ) -> ModelResponse[Any]:
        """Release a held call, or ask the model and hold all but its first call."""
        waiting = _waiting(request.messages)
        if waiting:
            return ModelResponse(result=[_message(waiting)])
        response = await handler(request)
        return ModelResponse(result=[_first_only(m) for m in response.result])


def _waiting(messages: list[AnyMessage]) -> list[dict[str, Any]]:
    answered = 0
    for message in reversed(messages):
        if isinstance(message, ToolMessage):
            # A call that failed ends the plan: what follows was planned on its success.
            if message.status == "error":
                return []
            answered += 1
        elif isinstance(message, AIMessage):
            return list(message.additional_kwargs.get(QUEUE, [])) if answered else []
        else:
            return []
    return []


def _first_only(message: Any) -> Any:
    if not isinstance(message, AIMessage) or len(message.tool_calls) < 2:
        return message
    first, *rest = message.tool_calls
    extra = {**message.additional_kwargs, QUEUE: [dict(call) for call in rest]}
    extra.pop("tool_calls", None)
    return AIMessage(content=message.content, tool_calls=[first], additional_kwargs=extra, id=message.id)


def _message(calls: list[dict[str, Any]]) -> AIMessage:
    first, *rest = calls
    call = {"name": first["name"], "args": first["args"], "id": first["id"], "type": "tool_call"}
    return AIMessage(content="", tool_calls=[call], additional_kwargs={QUEUE: rest} if rest else {})
