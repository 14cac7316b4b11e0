"""The planner as a chat model: bound to tools, streaming, driven by the same agent loop as any LLM."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator, Sequence
from typing import Any

from langchain_core.callbacks import CallbackManagerForLLMRun
from langchain_core.messages import AIMessage, AIMessageChunk, BaseMessage, ToolMessage
from langchain_core.messages.tool import tool_call_chunk
from langchain_core.outputs import ChatGeneration, ChatGenerationChunk, ChatResult
from pydantic import ConfigDict

from assistant.agent.binding import ToolBinding
from assistant.agent.turn import current_turn, last_artifacts
from assistant.planner.brain import Brain
from assistant.planner.chat_context import META, read_context, skipped_calls, turn_meta
from assistant.planner.plan import Plan
from assistant.planner.respond.responder import Responder
from assistant.planner.understand.follow_ups import last_run

PIECE = 16
# What only the turn right after goes on from: the question looked up, the customer answered, the refusal, the step
# back, the view.
OF_ONE_TURN: dict[str, Any] = {
    "question": "",
    "answered": False,
    "refused": False,
    "step": "",
    "viewed": False,
    "in_view_now": False,
}


class PlannerChatModel(ToolBinding):
    """Plans tool calls from the last user message, then writes the reply from their results."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    brain: Brain
    responder: Responder

    @property
    def _llm_type(self) -> str:
        return "planner"

    def _generate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> ChatResult:
        return ChatResult(generations=[ChatGeneration(message=self._answer(messages, kwargs.get("tools") or []))])

    def _stream(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> Iterator[ChatGenerationChunk]:
        answer = self._answer(messages, kwargs.get("tools") or [])
        for chunk in _chunks(answer):
            if run_manager and chunk.text:
                run_manager.on_llm_new_token(chunk.text, chunk=ChatGenerationChunk(message=chunk))
            yield ChatGenerationChunk(message=chunk)

    def _answer(self, messages: list[BaseMessage], tools: Sequence[dict[str, Any]]) -> AIMessage:
        turn = current_turn(messages)  # type: ignore[arg-type]
        if any(isinstance(m, ToolMessage) for m in turn):
            return self.compose(messages)
        names = frozenset(t["function"]["name"] for t in tools)
        plan = self.brain.plan(read_context(messages, names))  # type: ignore[arg-type]
        return self._calls(plan, names) or self._reply(messages, _meta(plan))

    def compose(self, messages: Sequence[BaseMessage]) -> AIMessage:
        """The reply to the turn in hand from the tool results so far; also the house's reply when a model fails."""
        skipped = skipped_calls(current_turn(messages))  # type: ignore[arg-type]
        return self._reply(messages, {**turn_meta(messages), "skipped": skipped})  # type: ignore[arg-type]

    def _calls(self, plan: Plan, names: frozenset[str]) -> AIMessage | None:
        calls = [
            {"name": c.name, "args": c.args, "id": f"call_{uuid.uuid4().hex[:12]}", "type": "tool_call"}
            for c in plan.calls
            if c.name in names
        ]
        if not calls:
            return None
        return AIMessage(content="", tool_calls=calls, additional_kwargs={META: _meta(plan)})

    def _reply(self, messages: Sequence[BaseMessage], meta: dict[str, Any]) -> AIMessage:
        context = read_context(messages, frozenset())  # type: ignore[arg-type]
        reply = self.responder.reply(context, last_artifacts(messages), meta)  # type: ignore[arg-type]
        kept = {"asked": meta.get("asked") if reply.asks else {}, "focus": {**context.focus, **meta.get("focus", {})}}
        return AIMessage(content=reply.text, additional_kwargs={META: kept, "asks": reply.asks})


def _meta(plan: Plan) -> dict[str, Any]:
    return {
        "says": [[s.template, s.variables] for s in plan.says],
        "notes": list(plan.notes),
        "asked": plan.asked,
        "focus": {**OF_ONE_TURN, **plan.focus, **last_run(plan)},
    }


def _chunks(answer: AIMessage) -> Iterator[AIMessageChunk]:
    for index, call in enumerate(answer.tool_calls):
        head = tool_call_chunk(name=call["name"], args="", id=call["id"], index=index)
        yield AIMessageChunk(content="", tool_call_chunks=[head])
        args = json.dumps(call["args"], ensure_ascii=False)
        yield AIMessageChunk(content="", tool_call_chunks=[tool_call_chunk(name=None, args=args, id=None, index=index)])
    text = answer.text
    for start in range(0, len(text), PIECE):
        yield AIMessageChunk(content=text[start : start + PIECE])
    yield AIMessageChunk(content="", additional_kwargs=answer.additional_kwargs, chunk_position="last")
