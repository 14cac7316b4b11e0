"""Versions, views, import and clearing, called as the agent calls them."""

from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from assistant import paths
from assistant.canvas import canvas_json, history_of
from assistant.errors import ToolInputError
from assistant.finance import load_models
from assistant.planner.context import Context
from assistant.planner.respond.responder import Responder
from assistant.prompts import PromptLibrary
from assistant.tools.importing import importing_tools
from assistant.tools.versions import version_tools
from assistant.tools.views import view_tools

JsonDict = dict[str, Any]
MODELS = load_models(paths.KNOWLEDGE / "models")
BLOCKS = {
    "customer_segments": ["Dental clinics", {"text": "Orthodontists", "status": "assumption"}],
    "value_propositions": ["Saves two hours a day on the phone", "Patient message desk"],
    "revenue_streams": ["$99 a month per clinic"],
}
BRIEF = {"customer": "Dental clinics", "problem": "Clinics lose hours a day on the phone", "job": "answers messages"}


class Session:
    """A conversation's state with the tools applied to it."""

    def __init__(self, language: str = "en", **state: Any) -> None:
        self.state: JsonDict = {"language": language, "canvas": history_of(BLOCKS), "brief": dict(BRIEF), **state}
        tools = [*version_tools(MODELS), *view_tools(MODELS), *importing_tools()]
        self.tools: dict[str, Any] = {t.name: t for t in tools}

    def call(self, name: str, /, **arguments: Any) -> JsonDict:
        runtime = SimpleNamespace(state=self.state, tool_call_id="call-1", context=None, config={})
        update = self.tools[name].func(**arguments, runtime=runtime).update
        self.state.update(json.loads(json.dumps({k: v for k, v in update.items() if k != "messages"})))
        artifact: JsonDict = update["messages"][0].artifact
        return artifact

    def texts(self) -> list[str]:
        return [i["text"] for items in canvas_json(self.state).values() for i in items]

    def reply(self, artifact: JsonDict) -> str:
        responder = Responder(PromptLibrary(paths.PROMPTS))
        return responder.reply(Context("", self.state["language"]), [artifact], {}).text


def finance(price: float) -> JsonDict:
    return {"template": "subscription", "inputs": {"price": price}, "stated": ["price"]}


def numbers(artifact: JsonDict) -> dict[tuple[str, str | None], float]:
    return {(f["id"], f["scenario"]): f["value"] for f in artifact["figures"]}


def test_a_comparison_computes_both_sides_and_their_difference() -> None:
    session = Session(finance=finance(39.0))
    session.call("manage_versions", action="save", name="v1")
    session.state["finance"] = finance(49.0)
    artifact = session.call("manage_versions", action="diff", name="v1")
    found = numbers(artifact)
    # 100 new customers a month, 5 % leave: ltv = (price − 9) / 0.05, cac = 20000 / 100.
    assert found["ltv", "v1"] == pytest.approx(600)
    assert found["ltv", "now"] == pytest.approx(800)
    assert found["ltv.delta", "now"] == pytest.approx(200)
    assert (found["input.price", "v1"], found["input.price", "now"]) == (39.0, 49.0)
    assert artifact["data"]["canvas"]["count"] == 0
    assert "| LTV | $600 | $800 | +$200 |" in session.reply(artifact)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_going_back_brings_everything_and_keeps_what_was_there(language: str) -> None:
    session = Session(language, finance=finance(39.0))
    before = session.texts()
    session.call("manage_versions", action="save", name="v1")
    session.call("import_canvas", text="Channels: fairs\nCosts: rent")
    session.state["finance"], session.state["brief"] = finance(49.0), {"customer": "schools"}
    artifact = session.call("manage_versions", action="restore", name="v1")
    assert session.texts() == before
    assert session.state["finance"]["inputs"] == {"price": 39.0}
    assert session.state["brief"] == BRIEF
    aside = artifact["data"]["kept_as"]
    assert aside in session.reply(artifact)
    session.call("manage_versions", action="restore", name=aside)
    assert session.texts() == ["fairs", "rent"]
    assert session.state["finance"]["inputs"] == {"price": 49.0}


def test_branches_are_left_and_taken_up() -> None:
    session = Session()
    session.call("manage_versions", action="branch", name="schools")
    session.call("import_canvas", text="Customer segments: Schools\nChannels: fairs")
    session.call("manage_versions", action="restore", name="main")
    assert "Dental clinics" in session.texts()
    artifact = session.call("manage_versions", action="diff", name="main", other="schools")
    assert {row["text"]["en"] for row in artifact["data"]["canvas"]["added"]} == {"fairs", "Schools"}
    listed = session.call("manage_versions", action="list")["data"]["branches"]
    assert listed == [{"name": "main", "current": True}, {"name": "schools", "current": False}]


def test_an_import_is_one_step_and_reports_what_fits_nowhere(tmp_path: Path) -> None:
    path = tmp_path / "canvas.md"
    path.write_bytes("## 渠道\n- 展会\n## 天气\n- 晴\n".encode("gb18030"))
    session = Session("zh", files=[{"name": "Canvas.md", "path": str(path)}])
    entries = len(session.state["canvas"]["entries"])
    artifact = session.call("import_canvas", file="canvas.md", mode="add")
    assert len(session.state["canvas"]["entries"]) == entries + 1
    assert "展会" in session.texts() and "Dental clinics" in session.texts()
    assert "晴" in session.reply(artifact)
    with pytest.raises(ToolInputError):
        session.call("import_canvas", file="other.md")


def test_starting_over_keeps_a_version_and_clearing_a_block_touches_no_other() -> None:
    session = Session()
    before = session.texts()
    artifact = session.call("clear_canvas", blocks=["value_propositions"])
    assert (artifact["data"]["removed"], len(session.texts())) == (2, 3)
    assert session.state["brief"] == BRIEF
    session = Session()
    artifact = session.call("clear_canvas")
    assert (session.texts(), session.state["brief"]) == ([], {})
    session.call("manage_versions", action="restore", name=artifact["data"]["kept_as"]["en"])
    assert (session.texts(), session.state["brief"]) == (before, BRIEF)
    with pytest.raises(ToolInputError):
        Session(canvas={}, brief={}).call("clear_canvas")


@pytest.mark.parametrize("view", ["vpc", "lean", "swot", "pitch"])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_line_of_a_view_traces_to_something(view: str, language: str) -> None:
    session = Session(language, finance=finance(39.0))
    artifact = session.call("show_view", view=view)
    items = {i["id"]: i["text"] for rows in canvas_json(session.state).values() for i in rows}
    found = numbers(artifact)
    lines = [line for section in artifact["data"]["sections"] for line in section["lines"]]
    for line in lines:
        if line["kind"] == "item":
            assert line["text"]["en"] == items[line["ref"]]
        elif line["kind"] == "brief":
            assert line["text"]["en"] == BRIEF[line["ref"].removeprefix("brief:")]
        elif line["kind"] == "figure":
            assert found[line["ref"], "base"] == line["value"]
        else:
            assert line["text"]["en"] and line["text"]["zh"] != line["text"]["en"]
    assert found["view.gaps", None] == sum(line["kind"] == "gap" for line in lines)
    assert session.reply(artifact)


def test_views_use_no_example_numbers_and_nothing_from_nothing() -> None:
    example = {"template": "subscription", "inputs": {"price": 39.0}, "stated": []}
    artifact = Session(finance=example).call("show_view", view="pitch")
    assert not [line for s in artifact["data"]["sections"] for line in s["lines"] if line["kind"] == "figure"]
    with pytest.raises(ToolInputError):
        Session(canvas={}, brief={}).call("show_view", view="swot")


def test_pains_meet_relievers_segment_by_segment() -> None:
    data = Session().call("show_view", view="vpc")["data"]
    told = {(s["group"]["en"], s["id"]): [line["text"]["en"] for line in s["lines"]] for s in data["sections"]}
    assert told["Dental clinics", "pains"] == [BRIEF["problem"]]
    assert told["Dental clinics", "relievers"] == ["Saves two hours a day on the phone"]
    assert told["Dental clinics", "products"] == ["Patient message desk"]
    kinds = {(s["group"]["en"], s["id"]): s["lines"][0]["kind"] for s in data["sections"]}
    assert kinds["Orthodontists", "pains"] == "gap"
    assert kinds["Dental clinics", "creators"] == "gap"
