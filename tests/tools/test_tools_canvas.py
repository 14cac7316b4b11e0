"""The canvas tools, called as the agent calls them."""

from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from assistant.canvas import canvas_json
from assistant.canvas.blocks import BLOCK_IDS
from assistant.canvas.patterns import load_patterns
from assistant.errors import ToolInputError
from assistant.tools.canvas import canvas_tools

IDEA = "We sell an AI rota planner to tea shop owners in Leeds who lose every Sunday to planning. £20 per shop a month."


class Session:
    """A conversation's state with the tools applied to it."""

    def __init__(self, folder: Path, language: str = "en") -> None:
        self.state: dict[str, Any] = {"messages": [], "language": language}
        self.tools = {t.name: t for t in canvas_tools(load_patterns(), folder)}

    def call(self, name: str, **arguments: Any) -> dict[str, Any]:
        runtime = SimpleNamespace(state=self.state, tool_call_id="call-1", context=None)
        tool = self.tools[name]
        command = tool.func(**self._typed(name, arguments), runtime=runtime)
        json.dumps({k: v for k, v in command.update.items() if k != "messages"})
        self.state.update({k: v for k, v in command.update.items() if k != "messages"})
        artifact: dict[str, Any] = command.update["messages"][0].artifact
        return artifact

    def _typed(self, name: str, arguments: dict[str, Any]) -> dict[str, Any]:
        from assistant.tools.canvas import BriefInput, OperationInput

        if name == "draft_canvas":
            return {"brief": BriefInput(**arguments["brief"])}
        if name == "edit_canvas":
            return {"operations": [OperationInput(**o) for o in arguments["operations"]]}
        return arguments


@pytest.fixture
def session(tmp_path: Path) -> Session:
    return Session(tmp_path)


def test_schemas_show_arguments_but_not_the_runtime(session: Session) -> None:
    assert list(session.tools) == ["draft_canvas", "edit_canvas", "undo_canvas", "redo_canvas", "export_canvas"]
    schema = session.tools["draft_canvas"].tool_call_schema.model_json_schema()
    assert list(schema["properties"]) == ["brief", "from_documents"]
    assert schema["properties"]["brief"]["description"]
    assert list(session.tools["undo_canvas"].tool_call_schema.model_json_schema()["properties"]) == ["steps"]


def test_draft_fills_nine_blocks_from_the_idea_alone(session: Session) -> None:
    artifact = session.call("draft_canvas", brief={"idea": IDEA})
    data = artifact["data"]
    assert set(data["canvas"]) == set(BLOCK_IDS)
    assert data["canvas"]["revenue_streams"][0] == {
        "id": "rs-1",
        "text": "Shop owners pay £20 per shop a month for the rota planner",
        "status": "fact",
    }
    assert data["questions"] == []
    figures = {f["id"]: f["value"] for f in artifact["figures"]}
    items = [i for b in data["canvas"].values() for i in b]
    assert figures["canvas.items"] == len(items)
    assert figures["canvas.assumptions"] == data["assumptions"] == sum(i["status"] == "assumption" for i in items)
    assert canvas_json(session.state) == data["canvas"]
    assert session.state["brief"]["customer"] == "tea shop owners"


def test_draft_without_customer_asks(session: Session) -> None:
    with pytest.raises(ToolInputError) as caught:
        session.call("draft_canvas", brief={"idea": "AI for invoices"})
    assert caught.value.question
    assert caught.value.choices[0] == "customer"
    with pytest.raises(ToolInputError) as caught:
        session.call("draft_canvas", brief={})
    assert caught.value.choices[0] == "idea"
    assert "canvas" not in session.state


def test_a_later_answer_is_merged_and_undoable(session: Session) -> None:
    session.call("draft_canvas", brief={"idea": "A rota planner for tea shop owners"})
    before = canvas_json(session.state)
    data = session.call("draft_canvas", brief={"pricing": "£20 a month"})["data"]
    assert data["brief"]["product"] == "rota planner"
    assert "Shop owners pay £20 a month for the rota planner" in [i["text"] for i in data["canvas"]["revenue_streams"]]
    undone = session.call("undo_canvas")["data"]
    assert undone["undone"] == [{"en": "update the draft", "zh": "更新草稿"}]
    assert undone["canvas"] == before


def test_another_venture_starts_afresh(session: Session) -> None:
    session.call("draft_canvas", brief={"idea": IDEA})
    data = session.call("draft_canvas", brief={"idea": "Soil sensors for vineyards, €300 per hectare a year"})["data"]
    assert "tea shop" not in json.dumps(data["canvas"])
    assert data["brief"]["customer"] == "vineyards"


def test_edits_are_one_step_and_all_or_nothing(session: Session) -> None:
    session.call("draft_canvas", brief={"idea": IDEA})
    before = canvas_json(session.state)
    good = {"op": "add", "block": "channels", "text": "Tea wholesalers"}
    with pytest.raises(ToolInputError):
        session.call("edit_canvas", operations=[good, {"op": "remove", "block": "channels", "item": "zeppelin"}])
    assert canvas_json(session.state) == before
    data = session.call("edit_canvas", operations=[good, {**good, "block": "key_partners"}])["data"]
    assert [(c["op"], c["block"], c["after"]) for c in data["changes"]] == [
        ("add", "channels", "Tea wholesalers"),
        ("add", "key_partners", "Tea wholesalers"),
    ]
    assert session.call("undo_canvas")["data"]["canvas"] == before
    assert session.call("redo_canvas")["data"]["canvas"] == data["canvas"]


def test_nothing_to_undo_is_said(session: Session) -> None:
    with pytest.raises(ToolInputError, match="nothing to undo"):
        session.call("undo_canvas")


@pytest.mark.parametrize("name", ["md", "json", "html"])
def test_export_writes_a_file(session: Session, name: str) -> None:
    session.call("draft_canvas", brief={"idea": IDEA})
    data = session.call("export_canvas", format=name)["data"]
    again = session.call("export_canvas", format=name)["data"]
    assert data["format"] == name
    assert Path(data["path"]).read_text(encoding="utf-8") == data["text"]
    assert again["path"] != data["path"]
    assert session.state["exports"] == [data["path"], again["path"]]
    assert "tea shop owners" in data["text"].lower()


def test_export_refuses_other_formats_and_an_empty_canvas(session: Session) -> None:
    with pytest.raises(ToolInputError, match="md, json, html, pdf, docx, pptx, "):
        session.call("export_canvas", format="odt")
    with pytest.raises(ToolInputError, match="empty"):
        session.call("export_canvas", format="md")


def test_chinese_from_idea_to_export(tmp_path: Path) -> None:
    session = Session(tmp_path, "zh")
    data = session.call("draft_canvas", brief={"idea": "用AI帮县城奶茶店老板排班，月费99"})["data"]
    assert "县城奶茶店老板为AI排班服务付费：月费99" in [i["text"] for i in data["canvas"]["revenue_streams"]]
    assert [q["field"] for q in data["questions"]] == ["problem"]
    text = session.call("export_canvas", format="md")["data"]["text"]
    assert text.startswith("# 商业模式画布")
    assert "## 客户细分\n\n- 县城奶茶店老板\n" in text
