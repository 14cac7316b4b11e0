"""An agent over a script: real middleware, real graph, tools that do next to nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import pytest
from langchain_core.messages import AIMessage, AnyMessage, HumanMessage, SystemMessage, ToolMessage
from langchain_core.tools import BaseTool, tool
from langgraph.checkpoint.memory import InMemorySaver

from assistant.agent.build import Agent, House, build_agent
from assistant.agent.turn import last_artifacts
from assistant.errors import ToolInputError
from assistant.figures import Figure
from assistant.testing import ScriptedChatModel
from assistant.tools.plumbing import Outcome, Runtime, publish

COMPOSED = "From the tools: "


@tool
def note(text: str, runtime: Runtime) -> Any:
    """Append a text to the notes."""
    notes = [*(runtime.state.get("brief") or {}).get("notes", []), text]
    return publish(Outcome({"notes": notes}, state={"brief": {"notes": notes}}), "note", runtime)


@tool
def measure(value: float, runtime: Runtime) -> Any:
    """Publish a figure."""
    figure = Figure("profit", "Profit", value, "USD", "month", "what-if 1", "")
    return publish(Outcome({"value": value}, figures=[figure]), "measure", runtime)


@tool
def refuse(runtime: Runtime) -> Any:
    """Refuse whatever is asked."""
    raise ToolInputError("Give a rate below 100%.", "请给出低于100%的比率。", question=True, choices=("churn",))


@tool
def broken(runtime: Runtime) -> Any:
    """Has a bug."""
    raise ZeroDivisionError("a bug")


TOOLS: list[BaseTool] = [note, measure, refuse, broken]


def compose(state: dict[str, Any], messages: Sequence[AnyMessage]) -> AIMessage:
    return AIMessage(COMPOSED + ", ".join(a["tool"] for a in last_artifacts(messages)))


def check(reply: str, state: dict[str, Any], messages: Sequence[AnyMessage] | None = None) -> list[str]:
    """Calls every word with "wrong" in it ungrounded."""
    return [word for word in reply.split() if "wrong" in word]


def fill(reply: str, state: dict[str, Any]) -> str:
    """Knows the latest figure only."""
    figures = state.get("figures") or []
    if "{{f:" in reply and not figures:
        raise LookupError("no figure has been published")
    return reply.replace("{{f:profit}}", f"{figures[-1]['value']:g} USD") if figures else reply


HOUSE = House(
    prompt=lambda state: f"Notes: {(state.get('brief') or {}).get('notes', [])}",
    fill=fill,
    check=check,
    compose=compose,
    instruct=lambda tokens, language: f"{language}: mend {' '.join(tokens)}",
)


@dataclass
class Talk:
    """A scripted conversation with the agent.

    Attributes:
        model: The scripted model.
        agent: The agent.
    """

    model: ScriptedChatModel
    agent: Agent
    config: Any = field(default_factory=lambda: {"configurable": {"thread_id": "t"}})

    async def say(self, text: str, **state: Any) -> dict[str, Any]:
        """One turn; the state after it."""
        result: dict[str, Any] = await self.agent.ainvoke({"messages": [HumanMessage(text)], **state}, self.config)
        return result

    def shown(self, call: int) -> list[AnyMessage]:
        """What the model saw in a call, without the system message."""
        return [m for m in self.model.seen[call] if not isinstance(m, SystemMessage)]  # type: ignore[misc]


Start = Callable[..., Talk]


@pytest.fixture
def start() -> Start:
    """Starts a conversation with a script."""

    def started(*script: Any) -> Talk:
        model = ScriptedChatModel(script=list(script))
        return Talk(model, build_agent(model, TOOLS, HOUSE, InMemorySaver()))

    return started


def results(state: dict[str, Any]) -> list[ToolMessage]:
    """The tool results in a state."""
    return [m for m in state["messages"] if isinstance(m, ToolMessage)]
