"""Composes the agent: one chat model, the tools, our middleware, a checkpointer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from langchain.agents import create_agent
from langchain.agents.middleware import AgentMiddleware
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, AnyMessage
from langchain_core.tools import BaseTool
from langgraph.checkpoint.base import BaseCheckpointSaver
from langgraph.graph.state import CompiledStateGraph

from assistant.agent.middleware.context import Context
from assistant.agent.middleware.grounding import Checker, Grounding
from assistant.agent.middleware.resilience import Resilience
from assistant.agent.middleware.sequential import SequentialTools
from assistant.agent.middleware.tool_errors import ToolErrors
from assistant.agent.state import ConversationState, TurnContext

Agent = CompiledStateGraph[Any, Any, Any, Any]


@dataclass(frozen=True)
class House:
    """What the house contributes to every model's turn.

    Attributes:
        prompt: Renders the system prompt from the state.
        fill: Replaces figure slots in a reply.
        check: Finds ungrounded tokens in a reply.
        compose: The deterministic reply from the turn's tool results.
        instruct: Words the request to mend ungrounded tokens.
    """

    prompt: Callable[[dict[str, Any]], str]
    fill: Callable[[str, dict[str, Any]], str]
    check: Checker
    compose: Callable[[dict[str, Any], Sequence[AnyMessage]], AIMessage]
    instruct: Callable[[list[str], str], str]


def build_agent(
    model: BaseChatModel,
    tools: Sequence[BaseTool],
    house: House,
    checkpointer: BaseCheckpointSaver[Any],
    *,
    external: bool = False,
) -> Agent:
    """Build the agent; the outermost middleware comes first. What an external model reads has no personal data."""
    middleware: list[AgentMiddleware[Any, Any, Any]] = [
        SequentialTools(),
        Grounding(house.fill, house.check, house.compose, house.instruct),
        Resilience(house.compose),
        Context(house.prompt),
        *(_redaction() if external else ()),
        ToolErrors(),
    ]
    return create_agent(
        model,
        list(tools),
        middleware=middleware,
        state_schema=ConversationState,
        context_schema=TurnContext,
        checkpointer=checkpointer,
    )


def _redaction() -> tuple[AgentMiddleware[Any, Any, Any], ...]:
    from assistant.agent.middleware.redaction import Redaction  # only an external model needs the rules of privacy

    return (Redaction(),)
