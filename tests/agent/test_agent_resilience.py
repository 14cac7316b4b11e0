"""A model that fails, in silence or aloud, is asked once more; then the house answers from the tool results."""

from __future__ import annotations

from typing import Any

import httpx
import openai
import pytest
from agent.conftest import COMPOSED, Start, results
from langchain_core.messages import AIMessage

from assistant.agent.middleware.resilience import FAULT, MAX_MODEL_CALLS
from assistant.errors import ModelUnavailable
from assistant.testing import calls, says

REQUEST = httpx.Request("POST", "http://127.0.0.1/v1/chat/completions")
MALFORMED = AIMessage(
    content="",
    invalid_tool_calls=[{"name": "note", "args": '{"text": ', "id": "x", "error": "", "type": "invalid_tool_call"}],
)
FAULTS: dict[str, tuple[Any, str]] = {
    "empty": (says(" \n"), "empty answer"),
    "truncated": (says("Profit is 12", finish_reason="length"), "answer cut off (length)"),
    "filtered": (says("Profit", finish_reason="content_filter"), "answer cut off (content_filter)"),
    "cut stream": (says("Profit is 12", model_provider="openai"), "the stream ended before the answer did"),
    "malformed": (MALFORMED, "malformed tool call"),
    "timeout": (openai.APITimeoutError(REQUEST), "APITimeoutError"),
    "refused": (openai.APIConnectionError(request=REQUEST), "APIConnectionError"),
    "read": (httpx.ReadError("reset"), "ReadError"),
    "unavailable": (ModelUnavailable("nothing there"), "ModelUnavailable: nothing there"),
}


@pytest.mark.parametrize("name", FAULTS)
async def test_one_fault_is_forgiven(start: Start, name: str) -> None:
    state = await start(FAULTS[name][0], says("Fine.", finish_reason="stop")).say("hello")
    assert [m.text for m in state["messages"]] == ["hello", "Fine."]


@pytest.mark.parametrize("name", FAULTS)
async def test_two_faults_leave_the_tool_results(start: Start, name: str) -> None:
    fault, reason = FAULTS[name]
    talk = start(calls(("measure", {"value": 1.0})), fault, fault)
    last = (await talk.say("profit?"))["messages"][-1]
    assert last.text == f"{COMPOSED}measure"
    assert last.additional_kwargs[FAULT].startswith(reason)
    assert len(talk.model.seen) == 3


async def test_a_bug_is_no_outage(start: Start) -> None:
    with pytest.raises(KeyError):
        await start(KeyError("a bug")).say("hello")


async def test_no_more_than_twelve_calls_a_turn(start: Start) -> None:
    talk = start(*[calls(("measure", {"value": float(n)})) for n in range(20)])
    state = await talk.say("measure for ever")
    assert len(talk.model.seen) == MAX_MODEL_CALLS == 12
    assert len(results(state)) == 12
    assert state["messages"][-1].additional_kwargs[FAULT] == "more than 12 model calls in one turn"


async def test_the_limit_is_of_one_turn(start: Start) -> None:
    talk = start(*[says(f"Answer {n}.") for n in range(14)])
    for n in range(14):
        assert (await talk.say("again"))["messages"][-1].text == f"Answer {n}."
