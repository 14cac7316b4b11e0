"""Claims, metrics, feasibility and budgets as the agent calls them."""

from __future__ import annotations

import json
from typing import Any

import pytest
from langchain_core.messages import AIMessage
from langgraph.graph import END, START, StateGraph
from langgraph.prebuilt import ToolNode

from assistant.agent.state import ConversationState
from assistant.canvas import history_of
from assistant.finance import load_models
from assistant.finance.benchmarks import load_benchmarks
from assistant.paths import KNOWLEDGE
from assistant.tools.claims import claim_tools
from assistant.tools.decisions import decision_tools

JsonDict = dict[str, Any]
MODELS = load_models(KNOWLEDGE / "models")
TOOLS = [*claim_tools(MODELS), *decision_tools(MODELS, load_benchmarks(KNOWLEDGE / "benchmarks"))]
VENTURE = {"template": "venture", "inputs": {}, "stated": ["promotions"]}


def run(name: str, state: JsonDict | None = None, **args: Any) -> tuple[JsonDict, JsonDict]:
    graph = StateGraph(ConversationState)
    graph.add_node("tools", ToolNode(TOOLS, handle_tool_errors=False))
    graph.add_edge(START, "tools")
    graph.add_edge("tools", END)
    app: Any = graph.compile()
    message = AIMessage("", tool_calls=[{"name": name, "args": args, "id": "call"}])
    after: JsonDict = app.invoke({"language": "en", "messages": [message], **(state or {})})
    artifact: JsonDict = after["messages"][-1].artifact
    json.dumps(artifact, allow_nan=False)
    return artifact, after


def figures(artifact: JsonDict) -> dict[str, float]:
    return {f["id"]: f["value"] for f in artifact["figures"]}


def test_a_claim_is_contradicted_and_never_set() -> None:
    claims = [{"output": "profit", "value": 3_820_000}, {"output": "revenue", "value": 40_000_000}]
    artifact, after = run(
        "check_claim", claims=claims, template="venture", inputs={"promotions": 200, "data_days": 365}
    )
    assert figures(artifact)["profit"] == -30_994_765
    assert figures(artifact)["claim.profit.delta"] == -34_814_765
    lines = {row["id"]: row["value"] for row in artifact["data"]["lines"]}
    assert (lines["data"], lines["training"], lines["total_cost"], lines["revenue"]) == (
        365,
        9e6,
        41_000_765,
        10_006_000,
    )
    assert after["finance"]["stated"] == ["promotions", "data_days"]
    assert after["finance"]["inputs"] == MODELS["venture"].defaults


def test_a_claim_alone_leaves_the_model_as_it_is() -> None:
    artifact, after = run("check_claim", {"finance": VENTURE}, claims=[{"output": "profit", "value": -30_994_765}])
    assert artifact["data"]["all_right"]
    assert after["finance"] == VENTURE


def test_a_claim_about_the_what_if_in_hand() -> None:
    # 200 promotions x 5 points x 500,000 more
    changes = [{"variable": "promotion_conversion", "relation": "set", "value": 0.15}]
    finance = {**VENTURE, "scenario": {"name": "what-if 1", "changes": changes}}
    claim = {"output": "profit", "value": -25_994_765}
    assert run("check_claim", {"finance": finance}, claims=[claim], of_what_if=True)[0]["data"]["all_right"]
    assert not run("check_claim", {"finance": finance}, claims=[claim])[0]["data"]["all_right"]


def test_metrics_with_benchmarks() -> None:
    artifact, _ = run("saas_metrics", new=200_000, recurring="ARR", net_burn=600_000, asked=["burn_multiple"])
    assert artifact["data"]["metrics"][0]["id"] == "burn_multiple"
    assert figures(artifact)["burn_multiple"] == pytest.approx(3)
    assert artifact["data"]["benchmarks"][0]["year"] == 2020


def test_a_budget_is_remembered_for_the_next_split() -> None:
    first, after = run("allocate_budget", budget=1000, weights={"rd": 0.4, "marketing": 0.3}, rest_to="talent")
    assert [p["amount"] for p in first["data"]["parts"]] == [400, 300, 300, 0]
    second, _ = run("allocate_budget", {"budget": after["budget"]}, budget=1000, weights={"rd": 1.0})
    assert [p["delta"] for p in second["data"]["parts"]] == [600, -300, -300, 0]


def test_feasibility_of_an_empty_canvas_and_of_one_with_items() -> None:
    empty, _ = run("assess_feasibility")
    assert len(empty["data"]["needs"]) == 4
    assert not empty["data"]["criteria"]
    drawn = history_of({"customer_segments": ["200 veterinary clinics"], "key_partners": ["practice vendor"]})
    found, _ = run("assess_feasibility", {"canvas": drawn, "brief": {"customer": "clinics", "stage": "pilot"}})
    text = json.dumps(found["data"])
    assert "200 veterinary clinics" in text
    assert "practice vendor" in text
    assert {c["id"] for c in found["data"]["criteria"]} == {"market", "technology", "validation", "finance"}
    assert found["data"]["criteria"][3]["got"] == 0  # no numbers of the founder's own
