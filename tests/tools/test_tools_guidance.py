from __future__ import annotations

import json
from typing import Any

import pytest
from langchain.tools import ToolRuntime

from assistant.errors import ToolInputError
from assistant.retrieval.passages import Passage
from assistant.tools.guidance import guidance_tools


def passage(number: int, relevant: bool = True) -> Passage:
    return Passage(
        id=f"churn#{number}",
        slug="churn",
        language="en",
        title="Churn",
        path="knowledge/guidance/en/churn.md",
        heading=f"Heading {number}",
        text="Whole text.",
        quote="A sentence.",
        score=0.9 if relevant else 0.1,
        relevant=relevant,
    )


class FakeIndex:
    def __init__(self, found: list[Passage]) -> None:
        self.found = found
        self.asked: list[tuple[Any, ...]] = []

    def search(self, query: str, language: str, *, block: str | None = None, k: int = 4) -> list[Passage]:
        self.asked.append((query, language, block, k))
        return self.found


def call(index: FakeIndex, args: dict[str, Any], state: dict[str, Any]) -> dict[str, Any]:
    (tool,) = guidance_tools(lambda: index)  # type: ignore[arg-type,return-value]
    runtime = ToolRuntime(
        state=state, context=None, config={}, stream_writer=lambda _: None, tool_call_id="call-1", store=None
    )
    return tool.func(runtime=runtime, **args).update  # type: ignore[attr-defined,no-any-return]


def test_relevant_passages_become_citations() -> None:
    index = FakeIndex([passage(1), passage(2), passage(3, relevant=False)])
    update = call(index, {"query": "流失", "block": "channels", "k": 3}, {"language": "zh", "call_count": 4})
    assert index.asked == [("流失", "zh", "channels", 3)]
    path = "knowledge/guidance/en/churn.md"
    assert update["citations"] == [
        {"n": 1, "title": "Churn", "path": path, "heading": "Heading 1", "quote": "A sentence."},
        {"n": 2, "title": "Churn", "path": path, "heading": "Heading 2", "quote": "A sentence."},
    ]
    message = update["messages"][0]
    assert message.artifact["data"] == {
        "query": "流失",
        "found": True,
        "passages": [
            {"n": 1, "title": "Churn", "heading": "Heading 1", "text": "Whole text."},
            {"n": 2, "title": "Churn", "heading": "Heading 2", "text": "Whole text."},
        ],
    }
    assert json.loads(message.content)["passages"] == update["citations"]
    assert update["call_count"] == 5


def test_numbers_go_on_in_a_conversation() -> None:
    update = call(FakeIndex([passage(1)]), {"query": "churn"}, {"citations": [{"n": 3}, {"n": 7}, {"n": 4}]})
    assert [citation["n"] for citation in update["citations"]] == [8]


def test_nothing_relevant_cites_nothing() -> None:
    update = call(FakeIndex([passage(1, relevant=False)]), {"query": "weather"}, {})
    assert "citations" not in update
    assert update["messages"][0].artifact["data"] == {"query": "weather", "found": False, "passages": []}


def test_an_empty_query_is_asked_back() -> None:
    with pytest.raises(ToolInputError) as caught:
        call(FakeIndex([]), {"query": " "}, {})
    assert caught.value.question


def test_schema_describes_every_argument_and_the_blocks() -> None:
    (tool,) = guidance_tools(lambda: FakeIndex([]))  # type: ignore[arg-type,return-value]
    properties = tool.tool_call_schema.model_json_schema()["properties"]
    assert set(properties) == {"query", "block", "k"}
    assert all(part["description"] for part in properties.values())
    assert "customer_segments" in json.dumps(properties["block"])


def test_the_index_opens_on_the_first_search_only() -> None:
    def never() -> Any:
        raise AssertionError("opened")

    assert guidance_tools(never)[0].name == "search_guidance"
