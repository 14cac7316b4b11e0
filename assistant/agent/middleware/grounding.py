"""Lets no reply pass that states a number nobody computed, cited or said."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import Any, Protocol

from langchain.agents.middleware import AgentMiddleware, ModelRequest, ModelResponse
from langchain_core.messages import AIMessage, AnyMessage, HumanMessage

from assistant.agent.turn import CORRECTION


class Checker(Protocol):
    """Finds the tokens of a reply that nothing backs."""

    def __call__(self, reply: str, state: dict[str, Any], messages: Sequence[AnyMessage]) -> list[str]:
        """Return the offending tokens; empty when the reply is grounded."""
        ...


class Grounding(AgentMiddleware[Any, Any, Any]):
    """Checks every final reply; asks once for another that mends it, then answers from the tool results.

    Args:
        fill: Replaces the figure slots of a reply by figures.
        check: Finds ungrounded tokens.
        compose: Writes the deterministic reply of the turn from its tool results.
        instruct: Words the request to try again, given the offending tokens and the language.
    """

    def __init__(
        self,
        fill: Callable[[str, dict[str, Any]], str],
        check: Checker,
        compose: Callable[[dict[str, Any], Sequence[AnyMessage]], AIMessage],
        instruct: Callable[[list[str], str], str],
    ) -> None:
        super().__init__()
        self._fill, self._check, self._compose, self._instruct = fill, check, compose, instruct

    async def awrap_model_call(
        self, request: ModelRequest[Any], handler: Callable[[ModelRequest[Any]], Awaitable[ModelResponse[Any]]]
    ) -> ModelResponse[Any]:
        """Pass tool calls through, check replies."""
        state: dict[str, Any] = dict(request.state)
        response, bad = await self._attempt(request, handler, state)
        if not bad:
            return response
        correction = HumanMessage(
            self._instruct(bad, str(state.get("language") or "en")), additional_kwargs={CORRECTION: True}
        )
        retry = request.override(messages=[*request.messages, _answer(response), correction])
        response, bad = await self._attempt(retry, handler, state)
        if not bad and not _answer(response).tool_calls:
            return response
        return ModelResponse(result=[self._compose(state, request.messages)])

    async def _attempt(
        self,
        request: ModelRequest[Any],
        handler: Callable[[ModelRequest[Any]], Awaitable[ModelResponse[Any]]],
        state: dict[str, Any],
    ) -> tuple[ModelResponse[Any], list[str]]:
        response = await handler(request)
        answer = _answer(response)
        if answer.tool_calls:
            return response, []
        try:
            text = self._fill(answer.text, state)
        except LookupError as error:
            return response, [str(error)]
        if text != answer.text:
            answer = answer.model_copy(update={"content": text})
            response = ModelResponse(result=[answer])
        return response, self._check(text, state, request.messages)


def _answer(response: ModelResponse[Any]) -> AIMessage:
    return next(m for m in reversed(response.result) if isinstance(m, AIMessage))
