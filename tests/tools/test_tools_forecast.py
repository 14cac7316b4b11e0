"""The forecasting tool as the agent calls it, and its replies: every number of them is published."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from langchain_core.messages import AIMessage
from langgraph.graph import END, START, StateGraph
from langgraph.prebuilt import ToolNode

from assistant import paths
from assistant.agent.state import ConversationState
from assistant.errors import ToolInputError
from assistant.facts import _texts
from assistant.figures import Figure
from assistant.grounding import ungrounded
from assistant.planner.context import Context
from assistant.planner.respond.responder import Responder
from assistant.prompts import PromptLibrary
from assistant.tools.forecast import forecast_tools

JsonDict = dict[str, Any]
LEVELS = {"North": 300, "South": 200, "West": 100}


@pytest.fixture
def sales(tmp_path: Path) -> Path:
    """Two flat years of three regions: 600 a month in all."""
    path = tmp_path / "sales.csv"
    rows = [f"2024-{m:02}-01,{r},{v}" for m in range(1, 13) for r, v in LEVELS.items()]
    rows += [row.replace("2024-", "2025-") for row in rows]
    path.write_text("month,region,sales\n" + "\n".join(rows), encoding="utf-8")
    return path


def call(out: Path, file: Path | None = None, language: str = "en", **args: Any) -> JsonDict:
    graph = StateGraph(ConversationState)
    graph.add_node("tools", ToolNode(forecast_tools(out), handle_tool_errors=False))
    graph.add_edge(START, "tools")
    graph.add_edge("tools", END)
    app: Any = graph.compile()
    message = AIMessage("", tool_calls=[{"name": "forecast_revenue", "args": args, "id": "call"}])
    files = [{"name": file.name, "path": str(file)}] if file else []
    artifact: JsonDict = app.invoke({"language": language, "messages": [message], "files": files})["messages"][
        -1
    ].artifact
    json.dumps(artifact, allow_nan=False)
    return artifact


def numbers(artifact: JsonDict) -> dict[str, float]:
    return {f["id"]: f["value"] for f in artifact["figures"]}


def told(artifact: JsonDict, language: str) -> str:
    text = Responder(PromptLibrary(paths.PROMPTS)).reply(Context("", language), [artifact], {}).text
    figures = [Figure.from_json(f) for f in artifact["figures"]]
    passages = list(_texts(artifact["data"]))
    assert ungrounded(text, figures=figures, user_texts=[], passages=passages, language=language) == []
    return text


def test_months_parts_and_totals_agree(sales: Path, tmp_path: Path) -> None:
    artifact = call(tmp_path / "out", sales, by="region", horizon=2, unit="quarter")
    found = numbers(artifact)
    assert [found[f"forecast.month_{n}"] for n in range(1, 7)] == pytest.approx([600] * 6)
    assert found["forecast.total"] == pytest.approx(3600) and found["forecast.quarter_2026_q2"] == pytest.approx(1800)
    assert [found[f"forecast.part_{n}"] for n in (1, 2, 3)] == pytest.approx([1800, 1200, 600])
    assert found["forecast.part_1.share"] == pytest.approx(0.5)
    text = told(artifact, "en")
    assert "Jan 2026 to Jun 2026: 3,600 in total" in text and "The parts add up" in text
    assert Path(artifact["data"]["path"]).read_text(encoding="utf-8-sig").startswith("group,period_start,actual")
    assert artifact["data"]["charts"][0]["kind"] == "forecast"


@pytest.mark.parametrize("language", ["en", "zh"])
def test_an_event_is_told_beside_the_forecast(sales: Path, tmp_path: Path, language: str) -> None:
    events = [
        {"period": "05", "effect": "multiply", "amount": 1.2},
        {"period": "2026-09", "effect": "add", "amount": 50},
    ]
    artifact = call(tmp_path / "out", sales, language, horizon=6, events=events)
    found, text = numbers(artifact), told(artifact, language)
    assert len(artifact["data"]["rows"]) == 9  # goes on to September
    assert found["forecast.scenario.delta"] == pytest.approx(120 + 50)
    assert ("not part of it" if language == "en" else "不属于预测本身") in text
    assert ("goes on for 9 months" if language == "en" else "延长到9个月") in text


@pytest.mark.parametrize("language", ["en", "zh"])
def test_typed_numbers_are_forecast(tmp_path: Path, language: str) -> None:
    artifact = call(
        tmp_path / "out", language=language, values=[10, 20, 30], start="2025-10", horizon=1, unit="quarter"
    )
    assert numbers(artifact)["forecast.total"] == pytest.approx(75)  # between the mean, 20, and the last value, 30
    assert artifact["data"]["rows"][0]["date"] == date(2026, 1, 1).isoformat()
    text = told(artifact, language)
    assert ("too short to test" if language == "en" else "历史太短") in text


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_question_about_the_forecast_has_its_own_reply(sales: Path, tmp_path: Path, language: str) -> None:
    artifact = call(tmp_path / "out", sales, language, growth=0.1, horizon=3)
    assert numbers(artifact)["forecast.scenario.total"] == pytest.approx(1980)
    told(artifact, language)
    meta = {"says": [("forecast_about", {"data": artifact["data"]})]}
    text = Responder(PromptLibrary(paths.PROMPTS)).reply(Context("", language), [], meta).text
    assert ("24 months" if language == "en" else "24个月") in text


def test_without_a_table_or_a_column_it_asks(sales: Path, tmp_path: Path) -> None:
    with pytest.raises(ToolInputError) as raised:
        call(tmp_path / "out")
    assert raised.value.question
    with pytest.raises(ToolInputError, match="no column “colour”"):
        call(tmp_path / "out", sales, by="colour")
