"""Turns input that a tool refused into a message, so that the turn goes on."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from langchain.agents.middleware import AgentMiddleware, ToolCallRequest
from langchain_core.messages import ToolMessage
from langgraph.types import Command

from assistant.errors import ToolInputError


class ToolErrors(AgentMiddleware[Any, Any, Any]):
    """Answers a `ToolInputError` with an error message in the user's language; other exceptions are bugs and rise."""

    async def awrap_tool_call(
        self,
        request: ToolCallRequest,
        handler: Callable[[ToolCallRequest], Awaitable[ToolMessage | Command[Any]]],
    ) -> ToolMessage | Command[Any]:
        """Run the tool; catch what the user can mend."""
        try:
            return await handler(request)
        except ToolInputError as error:
            language = str(request.state.get("language") or "en")
            return ToolMessage(
                content=error.text(language),
                artifact={
                    "tool": request.tool_call["name"],
                    "error": {"en": error.en, "zh": error.zh},
                    "question": error.question,
                    "choices": list(error.choices),
                },
                name=request.tool_call["name"],
                tool_call_id=request.tool_call["id"] or "",
                status="error",
            )
