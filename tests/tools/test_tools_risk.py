"""The risk tools as the agent calls them."""

from __future__ import annotations

import json
from typing import Any

import pytest
from langchain_core.messages import AIMessage
from langgraph.graph import END, START, StateGraph
from langgraph.prebuilt import ToolNode

from assistant.agent.state import ConversationState
from assistant.finance import load_models
from assistant.paths import KNOWLEDGE
from assistant.tools.risk import risk_tools

JsonDict = dict[str, Any]
MODELS = load_models(KNOWLEDGE / "models")


def call(name: str, /, language: str = "en", finance: JsonDict | None = None, **args: Any) -> JsonDict:
    graph = StateGraph(ConversationState)
    graph.add_node("tools", ToolNode(risk_tools(MODELS), handle_tool_errors=False))
    graph.add_edge(START, "tools")
    graph.add_edge("tools", END)
    app: Any = graph.compile()
    message = AIMessage("", tool_calls=[{"name": name, "args": args, "id": "call"}])
    state: JsonDict = {"language": language, "messages": [message], **({"finance": finance} if finance else {})}
    artifact: JsonDict = app.invoke(state)["messages"][-1].artifact
    json.dumps(artifact, allow_nan=False)
    return artifact


def numbers(artifact: JsonDict) -> dict[tuple[str, str | None], float]:
    return {(f["id"], f["scenario"]): f["value"] for f in artifact["figures"]}


def test_sensitivity_publishes_every_number_of_its_rows() -> None:
    artifact = call("sensitivity", outputs=["profit.month_12", "ltv"], spread=0.1)
    data, found = artifact["data"], numbers(artifact)
    assert (data["template"], data["spread"], data["main"]) == ("subscription", 0.1, "profit.month_12")
    assert found["sensitivity.spread", "sensitivity"] == 0.1
    for output in data["outputs"]:
        assert found[output["id"], "base"] == output["base"]
        for row in output["rows"]:
            assert found[f"input.{row['variable']}.low", "sensitivity"] == row["low"]
            assert found[f"input.{row['variable']}", "base"] == row["base"]
            key = f"{output['id']}.{row['variable']}"
            assert found[f"{key}.low", "sensitivity"] == row["output_low"]
            assert found[f"{key}.swing", "sensitivity"] == row["swing"]
            assert found[f"{key}.elasticity", "sensitivity"] == row["elasticity"]
    first = data["outputs"][0]
    assert first["rows"][0]["variable"] == "price"
    assert first["without_effect"][0]["id"] == "cash"
    assert data["chart"]["x"] == [r["variable"] for r in first["rows"]]
    assert data["chart"]["low"] == [r["output_low"] for r in first["rows"]]


def test_sensitivity_says_what_matters_most() -> None:
    data = call("sensitivity", "zh")["data"]
    assert data["message"]["zh"].startswith("对第12个月利润影响最大的是月单价：取31.2 USD时为")
    assert data["message"]["en"].startswith("profit in month 12 depends most on price per month: at 31.2 USD it is ")
    assert any("初始客户数" in note["zh"] for note in data["notes"])
    assert data["example_inputs"]


def test_sensitivity_uses_the_numbers_of_the_conversation() -> None:
    finance = {"template": "usage", "inputs": {"price": 0.02}, "stated": ["price"], "count": 0}
    data = call("sensitivity", finance=finance)["data"]
    price = next(r for r in data["outputs"][0]["rows"] if r["variable"] == "price")
    assert (price["base"], price["low"], price["high"]) == (0.02, 0.016, 0.024)
    assert "price" not in data["example_inputs"]


def test_simulate_publishes_percentiles_and_probabilities() -> None:
    uncertain = [{"variable": "conversion", "low": 0.05, "high": 0.2}, {"variable": "churn", "low": 0.03, "high": 0.08}]
    artifact = call("simulate", uncertain=uncertain, draws=2000, seed=3)
    data, found = artifact["data"], numbers(artifact)
    assert [u["variable"] for u in data["uncertain"]] == ["conversion", "churn"]
    assert [o["id"] for o in data["outputs"]] == ["profit.month_12", "profit.total", "cash.lowest", "break_even_month"]
    for row in data["outputs"]:
        for key in ("mean", "p10", "p50", "p90"):
            assert found[f"{row['id']}.{key}", "simulation"] == row[key]
        assert row["p10"] <= row["p50"] <= row["p90"]
    assert {c["id"] for c in data["chances"]} == {"loss", "total_loss", "out_of_cash", "break_even"}
    for chance in data["chances"]:
        assert found[f"probability.{chance['id']}", "simulation"] == chance["value"]
    assert found["input.conversion.mode", "simulation"] == 0.1
    assert (found["simulation.draws", "simulation"], found["simulation.seed", "simulation"]) == (2000, 3)
    chart = data["chart"]
    assert (chart["kind"], chart["x"]) == ("fan", list(range(1, 25)))
    assert len(chart["p10"]) == len(chart["cash"]["p90"]) == 24


@pytest.mark.parametrize("language", ["en", "zh"])
def test_simulate_without_ranges_says_so(language: str) -> None:
    data = call("simulate", language, draws=500)["data"]
    said = " ".join(n[language] for n in data["notes"])
    assert ("No ranges were given" in said) or ("没有给出区间" in said)
    assert ("（P10）" if language == "zh" else "(P10)") in data["message"][language]


def test_simulate_of_one_year() -> None:
    finance = {"template": "venture", "inputs": {}, "stated": [], "count": 0}
    data = call("simulate", finance=finance, draws=500)["data"]
    assert data["chart"]["kind"] == "histogram"
    assert len(data["chart"]["x"]) == len(data["chart"]["counts"]) + 1
    assert [c["label"]["en"] for c in data["chances"]] == ["chance of a loss"]
