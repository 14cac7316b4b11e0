"""Inputs of the user's own and the currency, as the agent calls them."""

from __future__ import annotations

import json
from typing import Any

import pytest
from langchain_core.messages import AIMessage
from langgraph.graph import END, START, StateGraph
from langgraph.prebuilt import ToolNode

from assistant.agent.state import ConversationState
from assistant.errors import ToolInputError
from assistant.finance import load_models
from assistant.paths import KNOWLEDGE, PROMPTS
from assistant.planner.context import Context
from assistant.planner.respond.responder import Responder
from assistant.prompts import PromptLibrary
from assistant.tools.custom import custom_tools
from assistant.tools.finance import finance_tools
from assistant.tools.risk import risk_tools

JsonDict = dict[str, Any]
MODELS = load_models(KNOWLEDGE / "models")
GROWTH = (1 - 0.95**12) / 0.05  # customers in month 12 per customer won a month


def call(name: str, finance: JsonDict | None = None, /, language: str = "en", **args: Any) -> tuple[JsonDict, JsonDict]:
    graph = StateGraph(ConversationState)
    tools = [*custom_tools(MODELS), *finance_tools(MODELS), *risk_tools(MODELS)]
    graph.add_node("tools", ToolNode(tools, handle_tool_errors=False))
    graph.add_edge(START, "tools")
    graph.add_edge("tools", END)
    app: Any = graph.compile()
    message = AIMessage("", tool_calls=[{"name": name, "args": args, "id": "call"}])
    state: JsonDict = {"language": language, "messages": [message], **({"finance": finance} if finance else {})}
    after = app.invoke(state)
    artifact: JsonDict = after["messages"][-1].artifact
    json.dumps(after.get("finance"), allow_nan=False)
    return artifact, after.get("finance") or {}


def numbers(artifact: JsonDict) -> dict[tuple[str, str | None], float]:
    return {(f["id"], f["scenario"]): f["value"] for f in artifact["figures"]}


def said(artifact: JsonDict, language: str) -> str:
    return Responder(PromptLibrary(PROMPTS)).reply(Context("", language), [artifact], {}).text


def test_a_share_of_revenue_enters_every_formula_it_belongs_to() -> None:
    artifact, finance = call("define_input", label="payment fee", label_zh="支付手续费", value=0.02, per="share")
    found = numbers(artifact)
    customers = 100 * GROWTH
    assert found["profit.month_12", "base"] == pytest.approx(customers * 30 - 35_000)
    assert found["profit.month_12", "with payment fee"] == pytest.approx(customers * (30 - 0.78) - 35_000)
    assert found["ltv", "with payment fee"] == pytest.approx((30 - 0.78) / 0.05)
    assert found["gross_margin", "with payment fee"] == pytest.approx((30 - 0.78) / 39)
    assert found["cac", "with payment fee"] == found["cac", "base"]
    assert finance["extensions"][0]["id"] == "payment_fee"
    assert finance["inputs"]["payment_fee"] == 0.02
    assert "Added to the subscription model: **payment fee: 2%, share of revenue, a cost**" in said(artifact, "en")
    assert "已加入订阅制模型：**支付手续费：2%，收入的一定比例，成本**" in said(artifact, "zh")


def test_later_tools_know_the_added_input_by_its_names() -> None:
    _, finance = call("define_input", label="payment fee", label_zh="支付手续费", value=0.02, per="share")
    for name in ("payment_fee", "payment fee", "支付手续费"):
        artifact, after = call("what_if", finance, changes=[{"variable": name, "value": 0.03}])
        assert numbers(artifact)["profit.month_12", "what-if 1"] == pytest.approx(100 * GROWTH * 28.83 - 35_000)
        assert after["extensions"] == finance["extensions"]
    goal, _ = call("goal_seek", finance, variable="payment fee", output="profit.month_3", target=-35_000)
    assert numbers(goal)["input.payment_fee", "goal"] == pytest.approx(30 / 39)
    tornado, _ = call("sensitivity", finance)
    assert "payment_fee" in {r["variable"] for r in tornado["data"]["outputs"][0]["rows"]}
    drawn, _ = call("simulate", finance, uncertain=[{"variable": "payment fee", "low": 0.01, "high": 0.04}], draws=500)
    assert drawn["data"]["uncertain"][0]["variable"] == "payment_fee"


def test_it_is_taken_out_again_and_the_numbers_are_those_before() -> None:
    _, finance = call("define_input", label="insurance", label_zh="保险费", value=6000, per="period", period="year")
    assert finance["inputs"]["insurance"] == 500
    artifact, after = call("remove_input", finance, name="保险费")
    assert after["extensions"] == []
    assert "insurance" not in after["inputs"]
    assert numbers(artifact)["profit.month_12", "without insurance"] == pytest.approx(100 * GROWTH * 30 - 35_000)
    with pytest.raises(ToolInputError, match="set it to 0"):
        call("remove_input", finance, name="price")


def test_the_same_name_replaces_and_a_known_input_is_refused() -> None:
    _, finance = call("define_input", label="gift", value=20, per="new_customer")
    artifact, after = call("define_input", finance, label="gift", value=30, per="new_customer")
    assert [a["value"] for a in after["extensions"]] == [30]
    assert numbers(artifact)["cac", "with gift"] == pytest.approx(230)
    with pytest.raises(ToolInputError, match="already"):
        call("define_input", label="price", value=3, per="customer")


@pytest.mark.parametrize(
    ("args", "message"),
    [
        ({"label": "fee", "value": 0.02, "per": "seat licence"}, "cannot take fee"),
        ({"label": "fee", "value": 3, "per": "share"}, "Did you mean 3%"),
        ({"label": "fee", "value": -1, "per": "period"}, "0 or more"),
        ({"label": " ", "value": 1, "per": "period"}, "What is it called"),
    ],
)
def test_what_does_not_fit_is_refused_with_what_does(args: JsonDict, message: str) -> None:
    with pytest.raises(ToolInputError, match=message):
        call("define_input", **args)


def test_the_currency_relabels_and_never_converts_what_was_said() -> None:
    _, told = call("set_finance_model", template="subscription", inputs={"fixed_cost": 8000})
    kept, _ = call("set_currency", told, currency="CNY")
    assert numbers(kept)["input.fixed_cost", "base"] == 8000
    assert numbers(kept)["input.acquisition_spend", "base"] == 140_000  # an example at the price level of the currency
    artifact, finance = call("set_currency", currency="cny")
    assert finance["currency"] == "CNY"
    units = {f["id"]: f["unit"] for f in artifact["figures"]}
    assert (units["profit.month_12"], units["input.price"]) == ("CNY", "CNY")
    assert numbers(artifact)["input.price", "base"] == 270
    later, after = call("what_if", finance, changes=[{"variable": "price", "value": 49}])
    assert after["currency"] == "CNY"
    assert {f["unit"] for f in later["figures"] if f["id"] == "profit.total"} == {"CNY"}
    assert "no amount was converted" in said(artifact, "en")
    assert "没有做汇率换算" in said(artifact, "zh")
    with pytest.raises(ToolInputError, match="cannot count"):
        call("set_currency", currency="doubloons")
