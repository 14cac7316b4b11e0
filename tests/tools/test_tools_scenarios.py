"""The tools of decisions as the agent calls them, one after the other."""

from __future__ import annotations

import json
from typing import Any

import pytest
from langchain_core.messages import AIMessage
from langgraph.graph import END, START, StateGraph
from langgraph.prebuilt import ToolNode

from assistant.agent.state import ConversationState
from assistant.finance import load_models
from assistant.paths import KNOWLEDGE, PROMPTS
from assistant.planner.context import Context
from assistant.planner.respond.responder import Responder
from assistant.prompts import PromptLibrary
from assistant.tools.finance import finance_tools
from assistant.tools.pricing import pricing_tools
from assistant.tools.scenarios import scenario_tools

JsonDict = dict[str, Any]
MODELS = load_models(KNOWLEDGE / "models")
GRAPH = StateGraph(ConversationState)
GRAPH.add_node("tools", ToolNode([*finance_tools(MODELS), *scenario_tools(MODELS), *pricing_tools(MODELS)]))
GRAPH.add_edge(START, "tools")
GRAPH.add_edge("tools", END)
APP: Any = GRAPH.compile()


class Talk:
    """Calls tools in one conversation and writes the reply to each."""

    def __init__(self, language: str) -> None:
        self.state: JsonDict = {"language": language}
        self.language = language
        self.responder = Responder(PromptLibrary(PROMPTS))

    def call(self, name: str, /, **args: Any) -> JsonDict:
        message = AIMessage("", tool_calls=[{"name": name, "args": args, "id": "call"}])
        self.state = APP.invoke({**self.state, "messages": [message]})
        artifact: JsonDict = self.state["messages"][-1].artifact
        assert artifact, self.state["messages"][-1].content
        json.dumps(artifact, allow_nan=False)
        return artifact

    def reply(self, artifact: JsonDict) -> str:
        text = self.responder.reply(Context("", self.language), [artifact], {}).text
        assert "None" not in text.replace("None of your own", "")
        assert not [line for line in text.splitlines() if line.startswith("|") and not line.endswith("|")]
        return text

    @property
    def inputs(self) -> dict[str, float]:
        return dict(self.state["finance"]["inputs"])


@pytest.fixture(params=["en", "zh"])
def talk(request: pytest.FixtureRequest) -> Talk:
    return Talk(request.param)


def change(variable: str, value: float) -> JsonDict:
    return {"variable": variable, "relation": "set", "value": value}


def test_a_scenario_from_saving_to_the_base_and_back(talk: Talk) -> None:
    talk.call("what_if", changes=[change("conversion", 0.15)])
    saved = talk.call("manage_scenarios", action="save", name="plan A")
    assert "plan A" in talk.reply(saved)
    talk.call("what_if", changes=[change("price", 49)], name="dear")
    talk.call("manage_scenarios", action="save")
    listed = talk.call("manage_scenarios", action="list")
    assert [s["name"] for s in listed["data"]["scenarios"]] == ["plan A", "dear"]
    assert "6,367.59" in talk.reply(listed)
    compared = talk.call("manage_scenarios", action="compare", names=["plan A", "base"])
    assert "13,789.20" in talk.reply(compared)
    figures = {(f["id"], f["scenario"]): f["value"] for f in compared["figures"]}
    assert figures["profit.month_12.delta", "plan A"] == pytest.approx(13789.197364, rel=1e-6)
    promoted = talk.call("manage_scenarios", action="promote", name="plan A")
    assert promoted["data"]["previous"] in talk.reply(promoted)
    assert talk.inputs["conversion"] == 0.15
    talk.reply(talk.call("manage_scenarios", action="show", name="dear"))
    assert talk.state["finance"]["scenario"]["name"] == "dear"
    undone = talk.call("undo_numbers")
    assert talk.inputs["conversion"] == 0.10
    assert "15%" in talk.reply(undone)
    deleted = talk.call("manage_scenarios", action="delete", names=["dear"])
    assert "plan A" in talk.reply(deleted)
    assert "dear" in talk.reply(talk.call("undo_numbers"))


def test_stated_numbers_can_be_taken_back_and_reset(talk: Talk) -> None:
    assert talk.call("set_finance_model", inputs={"price": 59})["data"]["changed"]
    assert talk.call("set_finance_model", inputs={"price": 69})["data"]["changed"]
    assert not talk.call("set_finance_model")["data"]["changed"]
    talk.call("what_if", changes=[change("churn", 0.04)])
    talk.call("undo_numbers")
    assert (talk.inputs["price"], talk.state["finance"]["scenario"]) == (59, None)
    talk.call("undo_numbers", action="redo")
    assert talk.inputs["price"] == 69
    reset = talk.call("undo_numbers", action="reset")
    assert talk.inputs == MODELS["subscription"].defaults
    assert "$69" in talk.reply(reset)
    talk.call("undo_numbers", steps=3)
    assert talk.inputs["price"] == 39


def test_what_ifs_are_remembered_until_the_base_changes(talk: Talk) -> None:
    talk.call("what_if", changes=[change("conversion", 0.15)])
    talk.call("what_if", changes=[change("price", 49)])
    assert [r["name"] for r in talk.state["finance"]["recent"]] == ["what-if 1", "what-if 2"]
    talk.call("set_finance_model", inputs={"price": 59})
    assert talk.state["finance"]["recent"] == []


def test_tables_read_well(talk: Talk) -> None:
    grid = talk.call(
        "what_if_table", row={"variable": "price", "values": [29, 39]}, column={"variable": "churn", "values": [0.05]}
    )
    assert "**−$7,421.61**" in talk.reply(grid)
    one = talk.call("what_if_table", row={"variable": "churn", "values": [0, 0.05]}, output="ltv")
    assert "| — |" in talk.reply(one)
    talk.reply(talk.call("what_if_table", row={"variable": "price"}, changes=[change("churn", 0.03)]))


def test_pricing_reads_well(talk: Talk) -> None:
    talk.call("set_finance_model", inputs={"price": 59})
    found = talk.call("compare_pricing")
    assert [m["id"] for m in found["data"]["modes"]][-1] == "advertising"
    text = talk.reply(found)
    assert ("your numbers" if talk.language == "en" else "您的数字") in text
    assert "$59" in text
    talk.reply(talk.call("compare_pricing", modes=["subscription", "hardware", "marketplace"]))
