"""Drivers and recommendations through their tools: replies in both languages whose numbers all stand."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from assistant import paths
from assistant.errors import ToolInputError
from assistant.figures import Figure
from assistant.grounding import ungrounded
from assistant.planner.context import Context
from assistant.planner.respond.responder import Responder
from assistant.prompts import PromptLibrary
from assistant.tools.drivers import driver_tools
from assistant.tools.recommend import recommend_tools

FIXTURES = Path(__file__).resolve().parents[2] / "eval" / "dialogues" / "fixtures"


def texts_of(data: Any) -> list[str]:
    if isinstance(data, dict):
        own = [str(v) for v in data.values()] if data.keys() == {"en", "zh"} else []
        return own or [t for v in data.values() for t in texts_of(v)]
    return [t for v in data for t in texts_of(v)] if isinstance(data, list) else []


def run(tool: Any, file: str, language: str, **args: Any) -> tuple[dict[str, Any], str]:
    files = [{"name": file, "path": str(FIXTURES / file)}] if file else []
    runtime = SimpleNamespace(state={"files": files, "language": language}, tool_call_id="1", config={})
    artifact = tool.func(runtime=runtime, **args).update["messages"][0].artifact
    reply = Responder(PromptLibrary(paths.PROMPTS)).reply(Context("", language), [artifact], {})
    figures = [Figure.from_json(f) for f in artifact["figures"]]
    assert not ungrounded(
        reply.text, figures=figures, user_texts=[str(args)], passages=texts_of(artifact["data"]), language=language
    )
    return artifact, reply.text


def test_drivers_are_told_in_both_languages() -> None:
    (tool,) = driver_tools()
    artifact, english = run(tool, "gym_members.csv", "en", target="spend", predict=[{"visits": 10, "plan": "pro"}])
    values = {f["id"]: f["value"] for f in artifact["figures"]}
    assert values["drivers.prediction_1.value"] == pytest.approx(50 + 40 + 30, abs=3)  # as the file was made
    assert values["drivers.effect.visits"] / values["drivers.step.visits"] == pytest.approx(4, abs=0.2)
    assert "association" not in english and "takes a test" in english
    assert artifact["data"]["request"]["target"] == "spend"
    _, chinese = run(tool, "gym_members.csv", "zh", target="流失", by="region")
    assert "按region分组" in chinese and "不等于因果" in chinese


def test_recommendations_are_told_in_both_languages() -> None:
    (tool,) = recommend_tools()
    for language, words in (("en", "For user 2001"), ("zh", "给用户2001的推荐")):
        artifact, reply = run(tool, "shop_events.csv", language, user="2001", k=3)
        assert words in reply and len(artifact["data"]["items"]) == 3
        assert "trail tent" in artifact["data"]["items"][0]["title"]["en"]


def test_what_is_missing_is_asked() -> None:
    for tool, file, args in (
        (driver_tools()[0], "", {"target": "churn"}),
        (driver_tools()[0], "gym_members.csv", {"target": "weather"}),
        (recommend_tools()[0], "shop_events.csv", {}),
        (recommend_tools()[0], "gym_members.csv", {"user": "1"}),
    ):
        with pytest.raises(ToolInputError) as asked:
            run(tool, file, "en", **args)
        assert asked.value.question
