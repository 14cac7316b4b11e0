"""Fakes that ship with the product: chat models that follow a script."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from langchain_core.callbacks import CallbackManagerForLLMRun
from langchain_core.language_models import BaseChatModel
from langchain_core.language_models.base import LanguageModelInput
from langchain_core.messages import AIMessage, BaseMessage
from langchain_core.outputs import ChatGeneration, ChatResult
from langchain_core.runnables import Runnable
from langchain_core.tools import BaseTool
from pydantic import ConfigDict, PrivateAttr

from assistant.agent.binding import ToolBinding

Step = AIMessage | Exception | Callable[[list[BaseMessage]], AIMessage]


class ScriptExhausted(AssertionError):
    """The model was asked more often than its script has answers."""


class ScriptedChatModel(BaseChatModel):
    """Answers call after call from a script, and keeps what it was shown.

    Attributes:
        script: For each call a message, an exception to raise, or a function from the messages to the answer.
    """

    script: Sequence[Any]
    _seen: list[list[BaseMessage]] = PrivateAttr(default_factory=list)

    @property
    def seen(self) -> list[list[BaseMessage]]:
        """The messages of each call so far."""
        return self._seen

    @property
    def _llm_type(self) -> str:
        return "scripted"

    def bind_tools(
        self,
        tools: Sequence[dict[str, Any] | type | Callable[..., Any] | BaseTool],
        *,
        tool_choice: str | None = None,
        **kwargs: Any,
    ) -> Runnable[LanguageModelInput, AIMessage]:
        """Accept any tools; the script decides which are called."""
        return self.bind(**kwargs)

    def _generate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> ChatResult:
        self._seen.append(list(messages))
        if len(self._seen) > len(self.script):
            raise ScriptExhausted(f"call {len(self._seen)}, but the script has {len(self.script)} answers")
        step: Step = self.script[len(self._seen) - 1]
        if isinstance(step, Exception):
            raise step
        message = step if isinstance(step, AIMessage) else step(list(messages))
        return ChatResult(generations=[ChatGeneration(message=message.model_copy(deep=True))])


def calls(*tools: tuple[str, dict[str, Any]], text: str = "") -> AIMessage:
    """An answer that calls tools, each given as name and arguments."""
    return AIMessage(
        content=text,
        tool_calls=[
            {"name": name, "args": args, "id": f"call_{number}_{name}", "type": "tool_call"}
            for number, (name, args) in enumerate(tools, start=1)
        ],
    )


def says(text: str, **metadata: Any) -> AIMessage:
    """An answer in words."""
    return AIMessage(content=text, response_metadata=metadata)


class FaultyChatModel(ToolBinding):
    """An honest chat model behind a fault: every answer passes through it.

    Attributes:
        inner: The honest model; it gets the tools that this one is bound to.
        fault: From the messages and a function that asks the honest model to the answer given; it may raise.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    inner: BaseChatModel
    fault: Callable[[list[BaseMessage], Callable[[], AIMessage]], AIMessage]

    @property
    def _llm_type(self) -> str:
        return "faulty"

    def _generate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> ChatResult:
        def honest() -> AIMessage:
            bound = self.inner.bind_tools(kwargs["tools"]) if kwargs.get("tools") else self.inner
            answer: AIMessage = bound.invoke(messages)
            return answer

        message = self.fault(messages, honest)
        return ChatResult(generations=[ChatGeneration(message=message.model_copy(deep=True))])


def malformed_call(name: str, text: str) -> AIMessage:
    """An answer whose tool call has arguments that are no JSON."""
    call = {"name": name, "args": text, "id": "call_bad", "error": "not JSON", "type": "invalid_tool_call"}
    return AIMessage(content="", invalid_tool_calls=[call])
