"""`classify_messages` as the agent calls it, with small classifiers of its own."""

from __future__ import annotations

import csv
import json
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
from langchain_core.messages import AIMessage
from langgraph.graph import END, START, StateGraph
from langgraph.prebuilt import ToolNode

from assistant import paths
from assistant.agent.state import ConversationState
from assistant.errors import ToolInputError
from assistant.planner.context import Context
from assistant.planner.respond.responder import Responder
from assistant.prompts import PromptLibrary
from assistant.service.classify import Models, intent_titles
from assistant.service.data import Example
from assistant.service.data_shipped import Task
from assistant.service.head_learn import Settings
from assistant.service.predict import Classifier
from assistant.service.train import train_light
from assistant.tools.classify import classify_tools

JsonDict = dict[str, Any]
INTENTS = {
    "refund_request": (
        "I want my money back",
        "refund please",
        "give the money back",
        "我要退款",
        "把钱退给我",
        "申请退款",
    ),
    "delivery_delay": (
        "my parcel is late",
        "late again",
        "the parcel is so late",
        "快递还没到",
        "怎么还没送到",
        "快递太慢了",
    ),
}
FEELINGS = {
    "positive": ("great, love it", "I love this", "great service", "很满意", "非常好用", "服务很好"),
    "negative": ("terrible, hate it", "I hate this", "terrible service", "太差了", "差评", "太糟糕"),
}


def small(task: Task, words: dict[str, tuple[str, ...]]) -> Classifier:
    every = [Example(text, label) for label, texts in words.items() for text in texts]
    parts: Any = {
        "en": [e for e in every if e.text.isascii()],
        "zh": [e for e in every if not e.text.isascii()],
    }
    light = train_light(task, parts, {}, Settings(rare=1, gate=False), lambda _: None)
    return Classifier(light.heads, {}, light.facts)


@lru_cache(maxsize=1)
def models() -> Models:
    return Models(small("intent", INTENTS), small("sentiment", FEELINGS), intent_titles())


def run(folder: Path | None = None, state: JsonDict | None = None, **args: Any) -> tuple[JsonDict, JsonDict]:
    graph = StateGraph(ConversationState)
    graph.add_node("tools", ToolNode(classify_tools(models, folder), handle_tool_errors=False))
    graph.add_edge(START, "tools")
    graph.add_edge("tools", END)
    app: Any = graph.compile()
    message = AIMessage("", tool_calls=[{"name": "classify_messages", "args": args, "id": "call"}])
    after: JsonDict = app.invoke({"language": "en", "messages": [message], **(state or {})})
    artifact: JsonDict = after["messages"][-1].artifact
    json.dumps(artifact, allow_nan=False)
    return artifact, after


def reply(artifact: JsonDict, language: str) -> str:
    return Responder(PromptLibrary(paths.PROMPTS)).reply(Context("", language), [artifact], {}).text


def test_one_message_says_intent_sentiment_and_why() -> None:
    artifact, _ = run(texts=["I want my money back, terrible"])
    (message,) = artifact["data"]["messages"]
    assert message["intent"]["label"] == "refund_request" and message["sentiment"]["label"] == "negative"
    assert "money" in message["intent"]["words"]["en"]
    said = reply(artifact, "en")
    assert "Refund" in said and "negative" in said and "money" in said
    assert "退款" in reply(artifact, "zh")


def test_a_table_is_counted_and_every_row_written(tmp_path: Path) -> None:
    texts = ["refund please", "my parcel is late", "快递还没到", "", "=late()"]
    table = tmp_path / "tickets.csv"
    with table.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([["id", "message"], *[[str(n), text] for n, text in enumerate(texts, 1)]])
    state = {"files": [{"name": "tickets.csv", "path": str(table)}]}
    artifact, after = run(tmp_path / "out", state)
    data = artifact["data"]
    counted = {entry["id"]: entry["count"] for entry in data["intents"]}
    assert data["count"] == 4
    assert sum(counted.values()) + data["no_intent"] == 4
    assert any("1 rows have no message" in note["en"] for note in data["notes"])
    (path,) = after["exports"]
    rows = list(csv.reader(Path(path).read_text(encoding="utf-8-sig").splitlines()))
    assert len(rows) == 5 and rows[4][0] == "'=late()"
    figures = {f["id"]: f["value"] for f in artifact["figures"]}
    assert figures["messages.count"] == 4
    assert figures["messages.intent.delivery_delay"] == counted["delivery_delay"]
    for language in ("en", "zh"):
        assert "tickets.csv" in reply(artifact, language)


def test_missing_messages_and_columns_are_asked_for(tmp_path: Path) -> None:
    with pytest.raises(ToolInputError) as nothing:
        run()
    assert nothing.value.question and "哪些消息" in nothing.value.zh
    table = tmp_path / "t.csv"
    table.write_text("id,message\n1,hello there\n2,bye bye now\n", encoding="utf-8")
    with pytest.raises(ToolInputError) as column:
        run(state={"files": [{"name": "t.csv", "path": str(table)}]}, column="body")
    assert "message" in column.value.choices
