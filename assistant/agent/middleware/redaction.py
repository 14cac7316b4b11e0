"""Takes personal data out of everything an external model reads, and puts it back into what it answers."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from langchain.agents.middleware import AgentMiddleware, ModelRequest, ModelResponse
from langchain_core.messages import AIMessage, BaseMessage, SystemMessage, ToolMessage

from assistant.service.privacy.vault import Vault

HINT = (
    "Personal data is replaced by placeholders such as [NAME_1] or [PHONE_2]. Use them as they stand, in replies and "
    "in tool arguments; the reader sees the real values."
)
_Message = TypeVar("_Message", bound=BaseMessage)


class Redaction(AgentMiddleware[Any, Any, Any]):
    """Innermost around a model that is not our own: nothing outside of it ever sees a placeholder."""

    async def awrap_model_call(
        self, request: ModelRequest[Any], handler: Callable[[ModelRequest[Any]], Awaitable[ModelResponse[Any]]]
    ) -> ModelResponse[Any]:
        """Redact the request with a vault of its own, restore the response from it."""
        vault = Vault()
        # A name may stand alone in one message and be recognised in a later one only: read all, then redact all.
        for message in request.messages:
            _redacted(message, vault)
        messages = [_redacted(message, vault) for message in request.messages]
        system = request.system_message
        if system is not None:
            system = SystemMessage(_texts(system.content, vault.redact))
        if vault.counts:
            system = SystemMessage(f"{system.text}\n\n{HINT}" if system is not None else HINT)
        response = await handler(request.override(system_message=system, messages=messages))
        return ModelResponse(
            result=[_restored(message, vault) for message in response.result],
            structured_response=response.structured_response,
        )


def _redacted(message: _Message, vault: Vault) -> _Message:
    change: dict[str, Any] = {"content": _texts(message.content, vault.redact)}
    if isinstance(message, ToolMessage) and isinstance(message.content, str):
        change["content"] = _tool_result(message.content, vault)
    if isinstance(message, AIMessage) and message.tool_calls:
        change["tool_calls"] = [{**call, "args": vault.redact_json(call["args"])} for call in message.tool_calls]
        change["additional_kwargs"] = {k: v for k, v in message.additional_kwargs.items() if k != "tool_calls"}
    return message.model_copy(update=change)


def _tool_result(content: str, vault: Vault) -> str:
    """Texts of a result only: its numbers are figures, and the model needs them as they are."""
    try:
        return json.dumps(vault.redact_json(json.loads(content)), ensure_ascii=False)
    except ValueError:
        return vault.redact(content)


def _restored(message: _Message, vault: Vault) -> _Message:
    change: dict[str, Any] = {"content": _texts(message.content, vault.restore)}
    if isinstance(message, AIMessage) and message.tool_calls:
        change["tool_calls"] = [{**call, "args": vault.restore_json(call["args"])} for call in message.tool_calls]
    return message.model_copy(update=change)


def _texts(content: Any, change: Callable[[str], str]) -> Any:
    if isinstance(content, str):
        return change(content)
    return [
        {**part, "text": change(part["text"])} if isinstance(part, dict) and "text" in part else part
        for part in ([change(p) if isinstance(p, str) else p for p in content])
    ]
