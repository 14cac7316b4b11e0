from __future__ import annotations

import json
import re
from typing import Any

import pytest
from langchain_core.messages import AIMessage
from langgraph.graph import END, START, StateGraph
from langgraph.prebuilt import ToolNode

from assistant.agent.state import ConversationState
from assistant.errors import ToolInputError
from assistant.finance import load_models
from assistant.paths import KNOWLEDGE
from assistant.tools.finance import finance_tools

JsonDict = dict[str, Any]


class Bench:
    """Runs one tool after another on a conversation's state."""

    def __init__(self, language: str = "en", finance: JsonDict | None = None) -> None:
        graph = StateGraph(ConversationState)
        graph.add_node("tools", ToolNode(finance_tools(load_models(KNOWLEDGE / "models")), handle_tool_errors=False))
        graph.add_edge(START, "tools")
        graph.add_edge("tools", END)
        self.app = graph.compile()
        self.state: JsonDict = {"language": language, **({"finance": finance} if finance else {})}

    def call(self, name: str, /, **args: Any) -> JsonDict:
        call = AIMessage("", tool_calls=[{"name": name, "args": args, "id": "call"}])
        self.state = self.app.invoke({**self.state, "messages": [call]})
        self.message = self.state["messages"][-1]
        data: JsonDict = self.message.artifact["data"]
        return data

    @property
    def figures(self) -> dict[str, JsonDict]:
        """By id; of several the last one counts, as for dialogues."""
        return {f["id"]: f for f in self.message.artifact["figures"]}

    def figure(self, name: str, scenario: str) -> float:
        found = [f for f in self.message.artifact["figures"] if (f["id"], f["scenario"]) == (name, scenario)]
        return float(found[-1]["value"])


@pytest.fixture
def bench() -> Bench:
    return Bench()


def test_what_if_publishes_after_values_last(bench: Bench) -> None:
    bench.call("set_finance_model", template="subscription", inputs={"trials": 2000})
    data = bench.call("what_if", changes=[{"variable": "conversion", "relation": "set", "value": 0.15}])
    growth = (1 - 0.95**12) / 0.05
    after, before = 300 * growth * 30 - 35000, 200 * growth * 30 - 35000
    assert bench.figures["profit.month_12"]["value"] == pytest.approx(after)
    assert bench.figures["profit.month_12"]["scenario"] == "what-if 1"
    assert bench.figure("profit.month_12", "base") == pytest.approx(before)
    assert bench.figures["profit.month_12.delta"]["value"] == pytest.approx(after - before)
    assert bench.figures["profit.month_12.annualised"]["value"] == pytest.approx(12 * after)
    assert bench.figures["profit.month_12.annualised"]["period"] == "year"
    assert bench.figures["input.conversion"] == {
        "id": "input.conversion", "label": "conversion rate", "value": 0.15, "unit": "fraction", "period": None,
        "scenario": "what-if 1", "source": "tool:what_if#2",
    }  # fmt: skip
    assert bench.figures["input.conversion.delta"]["value"] == 0.05
    assert {f"profit.month_{m}" for m in range(1, 25)} <= set(bench.figures)
    assert data["outputs"][0]["id"] == "profit.month_12"
    assert data["outputs"][0]["before"] == pytest.approx(before)
    assert data["changes"][0] | {"label": None} == {
        "variable": "conversion", "label": None, "unit": "fraction", "period": None, "before": 0.1, "after": 0.15,
        "relation": "set", "value": 0.15, "note": None,
    }  # fmt: skip
    assert data["chart"]["kind"] == "line"
    assert data["chart"]["after"][11] == pytest.approx(after)
    assert "trials" not in data["example_inputs"]
    assert "price" in data["example_inputs"]
    assert data["notes"] == []


def test_what_if_leaves_the_base_case_and_stores_the_scenario(bench: Bench) -> None:
    bench.call("set_finance_model", inputs={"price": 49})
    bench.call("what_if", changes=[{"variable": "price", "relation": "multiply", "value": 2}])
    finance = bench.state["finance"]
    assert finance["inputs"]["price"] == 49
    assert finance["scenario"] == {
        "name": "what-if 1",
        "changes": [{"variable": "price", "relation": "multiply", "value": 2.0}],
    }
    bench.call("what_if", changes=[{"variable": "churn", "value": 0.02}], name="loyal")
    assert bench.state["finance"]["scenario"]["name"] == "loyal"
    assert bench.state["finance"]["count"] == 2
    data = bench.call("what_if", changes=[])
    assert data["scenario"] == "base"
    assert data["changes"] == []
    assert bench.state["finance"]["scenario"] is None
    assert bench.state["finance"]["count"] == 2
    assert bench.figures["profit.month_12"]["scenario"] == "base"
    json.dumps(bench.state["finance"])


def test_without_a_model_the_example_numbers_are_named(bench: Bench) -> None:
    data = bench.call("what_if", changes=[{"variable": "conversion", "value": 0.15}])
    assert bench.figures["profit.month_12"]["value"] == pytest.approx(6367.592110362661)
    assert "example numbers" in data["notes"][0]["en"]
    assert "示例数字" in data["notes"][0]["zh"]
    assert len(data["example_inputs"]) == 10


def test_stored_inputs_count_as_stated_where_nothing_else_is_known() -> None:
    bench = Bench(finance={"template": "subscription", "inputs": {"trials": 2000}})
    data = bench.call("what_if", changes=[{"variable": "conversion", "value": 0.15}])
    assert data["notes"] == []
    assert "trials" not in data["example_inputs"]
    assert bench.state["finance"]["stated"] == ["trials"]


def test_setting_merges_and_keeps_what_was_stated(bench: Bench) -> None:
    bench.call("set_finance_model", template="SaaS", inputs={"monthly fee": 29})
    data = bench.call("set_finance_model", inputs={"churn": 0.03})
    finance = bench.state["finance"]
    assert finance["template"] == "subscription"
    assert (finance["inputs"]["price"], finance["inputs"]["churn"], finance["stated"]) == (29, 0.03, ["price", "churn"])
    assert bench.figures["ltv"]["value"] == pytest.approx(20 / 0.03)
    churn = next(i for i in data["inputs"] if i["id"] == "churn")
    assert (churn["before"], churn["value"], churn["stated"]) == (0.05, 0.03, True)
    bench.call("set_finance_model", template="venture")
    assert bench.state["finance"]["template"] == "venture"
    assert bench.state["finance"]["stated"] == []
    assert bench.figures["profit"]["value"] == pytest.approx(-30_994_765)


def test_setting_ends_the_scenario(bench: Bench) -> None:
    bench.call("what_if", changes=[{"variable": "price", "value": 50}])
    bench.call("set_finance_model", inputs={"price": 50})
    assert bench.state["finance"]["scenario"] is None
    assert bench.state["finance"]["inputs"]["price"] == 50


def test_venture_in_chinese() -> None:
    bench = Bench("zh", {"template": "venture"})
    data = bench.call("what_if", changes=[{"variable": "promotion_conversion", "value": 0.15}])
    assert bench.figures["profit"]["value"] == pytest.approx(-25_994_765)
    assert bench.figures["profit"]["label"] == "利润"
    assert bench.figures["profit"]["period"] == "year"
    assert [r["id"] for r in data["outputs"][:3]] == ["profit", "revenue", "total_cost"]
    assert "promotion_revenue_total" in {r["id"] for r in data["outputs"]}
    assert data["chart"]["kind"] == "bars"
    assert data["explanation"]["zh"].endswith("利润 = 收入 − 总成本 = 15,006,000 − 41,000,765 = −25,994,765 USD")


def test_goal_seek_gives_the_break_even_conversion() -> None:
    bench = Bench(finance={"template": "venture"})
    data = bench.call("goal_seek", variable="promotion_conversion", output="profit", target=0)
    assert data["reached"] is True
    assert data["value"] == pytest.approx(0.40994765, abs=1e-10)
    assert bench.figures["input.promotion_conversion"]["value"] == data["value"]
    assert bench.figures["input.promotion_conversion"]["scenario"] == "goal"
    assert bench.figure("input.promotion_conversion", "base") == 0.1
    assert bench.figures["profit"]["value"] == 0
    assert bench.figures["target"]["value"] == 0
    assert bench.figures["promotion_conversion"]["value"] == data["value"]
    assert "40.99%" in data["message"]["zh"]


def test_goal_seek_under_a_supposition(bench: Bench) -> None:
    goal = {"variable": "price", "output": "profit.month_12", "target": 0.0}
    plain = bench.call("goal_seek", **goal)
    cheaper = [{"variable": "fixed_cost", "relation": "set", "value": 0.0}]
    supposed = bench.call("goal_seek", **goal, changes=cheaper)
    assert supposed["value"] < plain["value"]
    assert [(s["id"], s["value"]) for s in supposed["supposed"]] == [("fixed_cost", 0.0)]


def test_goal_seek_out_of_reach() -> None:
    bench = Bench(finance={"template": "venture"})
    data = bench.call("goal_seek", variable="transaction_conversion", output="profit", target=0)
    assert data["reached"] is False
    assert data["best_output"] == pytest.approx(-30_978_765)
    assert data["message"]["en"].startswith("No transaction conversion rate between 0% and 100% brings profit to 0 USD")


def test_goal_seek_starts_from_the_base_case(bench: Bench) -> None:
    bench.call("what_if", changes=[{"variable": "price", "value": 80}])
    data = bench.call("goal_seek", variable="price", output="profit.month_12", target=0)
    assert data["current"] == 39
    assert data["value"] == pytest.approx(9 + 35000 / (100 * (1 - 0.95**12) / 0.05))
    assert bench.state["finance"]["scenario"] is not None


def test_unit_economics(bench: Bench) -> None:
    bench.call("set_finance_model", inputs={"churn": 0})
    data = bench.call("unit_economics")
    metrics = {m["id"]: m for m in data["metrics"]}
    assert metrics["cac"]["value"] == 200
    assert metrics["ltv"]["value"] is None
    assert "720 USD" in metrics["ltv"]["reason"]["en"]
    assert bench.figures["ltv_over_horizon"]["value"] == 720
    assert bench.figures["benchmark.ltv_to_cac"]["value"] == 3
    assert "ltv" not in bench.figures
    assert data["warnings"]


@pytest.mark.parametrize(
    ("name", "args"),
    [
        ("what_if", {"changes": [{"variable": "conversion", "value": 15}]}),
        ("what_if", {"changes": [{"variable": "price", "value": -1}]}),
        ("set_finance_model", {"template": "lemonade"}),
        ("set_finance_model", {"inputs": {"conversion": 2}}),
        ("goal_seek", {"variable": "price", "output": "joy", "target": 0}),
    ],
)
def test_impossible_requests_change_nothing(bench: Bench, name: str, args: JsonDict) -> None:
    before = dict(bench.state)
    with pytest.raises(ToolInputError):
        bench.call(name, **args)
    assert bench.state == before


def test_the_model_never_sees_the_runtime_and_reads_every_argument() -> None:
    for tool in finance_tools(load_models(KNOWLEDGE / "models")):
        schema: Any = tool.tool_call_schema
        properties = schema.model_json_schema().get("properties", {})
        assert "runtime" not in properties
        assert all(p.get("description") for p in properties.values()), tool.name
        assert len(tool.description) > 60
        assert ("promotion_conversion" in tool.description) == (tool.name != "unit_economics")


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize(
    ("template", "variable", "value"),
    [
        ("subscription", "churn", 0.02),
        ("subscription", "cash", 100_000),
        ("subscription", "price", 45.5),
        ("venture", "data_tb_per_day", 250),
        ("venture", "adaptation_retention", 0.333),
    ],
)
def test_every_number_of_the_explanation_is_a_figure(language: str, template: str, variable: str, value: float) -> None:
    bench = Bench(language, {"template": template})
    data = bench.call("what_if", changes=[{"variable": variable, "value": value}])
    text = re.sub(r"in month \d+|第\d+个月", "", data["explanation"][language])
    numbers = re.findall(r"(\d[\d,]*(?:\.\d+)?)(%?)", text)
    assert len(numbers) >= 3
    values = [abs(f["value"]) for f in bench.message.artifact["figures"]]
    for shown, percent in numbers:
        number = float(shown.replace(",", "")) / (100 if percent else 1)
        half_digit = 0.5 * 10 ** -len(shown.partition(".")[2]) / (100 if percent else 1)
        assert any(abs(v - number) <= half_digit * 1.001 for v in values), shown


@pytest.mark.parametrize(
    ("tool", "args"), [("unit_economics", {}), ("what_if", {"changes": [{"variable": "churn", "value": 0.04}]})]
)
def test_what_can_hardly_be_right_is_doubted_until_it_is_mended(bench: Bench, tool: str, args: JsonDict) -> None:
    told = bench.call("set_finance_model", inputs={"price": 70_000})["doubts"]
    assert [d["en"].endswith("your price per month ($70,000/month). Did you mean it so?") for d in told] == [True]
    again = bench.call(tool, **args)["doubts"]
    assert [d["zh"].endswith("您给的月单价（$70,000/月）。您确实是这个意思吗？") for d in again] == [True]
    assert bench.call("set_finance_model", inputs={"price": 70})["doubts"] == []
    assert bench.call(tool, **args)["doubts"] == []
