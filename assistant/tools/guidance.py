"""The tool that finds cited guidance."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from langchain.tools import tool
from langchain_core.tools import BaseTool
from langgraph.types import Command

from assistant.agent.state import ConversationState
from assistant.canvas.blocks import BlockId
from assistant.errors import ToolInputError
from assistant.retrieval.index import GuidanceIndex
from assistant.retrieval.passages import Passage
from assistant.tools.plumbing import JsonDict, Outcome, Runtime, language_of, publish


def guidance_tools(index: Callable[[], GuidanceIndex]) -> list[BaseTool]:
    """Tools over the guidance.

    Args:
        index: Gives the opened index; called on the first search, so that other turns never load it.
    """

    @tool(parse_docstring=True)
    def search_guidance(  # noqa: D417 - the runtime is injected, the model never sees it
        query: str, runtime: Runtime, block: BlockId | None = None, k: int = 4
    ) -> Command[Any]:
        """Find passages of the guidance on business models and cite them as [n].

        Args:
            query: What the user wants to know, in their own words.
            block: Canvas block to search about, where the question is about one.
            k: How many passages at most.
        """
        if not query.strip():
            raise ToolInputError("Say what to look for.", "请说明要查什么。", question=True)
        found = index().search(query, language_of(runtime), block=block, k=k)
        passages = [passage for passage in found if passage.relevant]
        return publish(outcome(query, passages, first=next_number(runtime.state)), "search_guidance", runtime)

    return [search_guidance]


def outcome(query: str, passages: Sequence[Passage], first: int) -> Outcome:
    """Result of a search whose passages are numbered from `first`."""
    numbered = list(enumerate(passages, start=first))
    return Outcome(
        data={
            "query": query,
            "found": bool(passages),
            "passages": [
                {"n": n, "title": passage.title, "heading": passage.heading, "text": passage.text}
                for n, passage in numbered
            ],
        },
        citations=[
            {
                "n": n,
                "title": passage.title,
                "path": passage.path,
                "heading": passage.heading,
                "quote": passage.quote,
            }
            for n, passage in numbered
        ],
    )


def next_number(state: ConversationState | JsonDict) -> int:
    """Number of the next citation: numbers stay unique in a conversation."""
    return max((int(citation["n"]) for citation in state.get("citations") or []), default=0) + 1
