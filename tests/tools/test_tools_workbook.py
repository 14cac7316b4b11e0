"""The workbook goes out, is edited, and comes back."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import openpyxl
import pytest

from assistant.canvas.state import canvas_json, history_of
from assistant.errors import ToolInputError
from assistant.finance import load_models
from assistant.paths import KNOWLEDGE, PROMPTS
from assistant.planner.context import Context
from assistant.planner.respond.responder import Responder
from assistant.prompts import PromptLibrary
from assistant.tools.workbook import export_workbook, is_workbook, workbook_tools

MODELS = load_models(KNOWLEDGE / "models")


class Talk:
    """A conversation with a price of its own, a what-if in hand, a saved scenario and a small canvas."""

    def __init__(self, folder: Path, language: str) -> None:
        self.folder = folder
        self.state: dict[str, Any] = {
            "language": language,
            "finance": {
                "template": "subscription",
                "inputs": {**MODELS["subscription"].defaults, "price": 49.0},
                "stated": ["price"],
                "scenario": {
                    "name": "what-if 1",
                    "changes": [{"variable": "churn", "relation": "multiply", "value": 2}],
                },
                "scenarios": [
                    {
                        "name": "lean",
                        "template": "subscription",
                        "changes": [{"variable": "fixed_cost", "relation": "set", "value": 9000}],
                    }
                ],
                "count": 1,
            },
            "canvas": history_of({"channels": ["fairs", "resellers"], "customer_segments": ["vets"]}),
        }

    def runtime(self) -> Any:
        return SimpleNamespace(state=self.state, tool_call_id="c", config={}, context=None)

    def export(self) -> Path:
        command = export_workbook(MODELS, self.folder, self.runtime())
        self.artifact = command.update["messages"][0].artifact
        return Path(self.artifact["data"]["path"])

    def bring(self, path: Path, **arguments: Any) -> dict[str, Any]:
        self.state["files"] = [{"name": path.name, "path": str(path)}]
        command = workbook_tools(MODELS)[0].func(runtime=self.runtime(), **arguments)  # type: ignore[attr-defined]
        self.state.update({k: v for k, v in command.update.items() if k != "messages"})
        json.dumps({k: v for k, v in self.state.items() if k != "messages"})
        artifact: dict[str, Any] = command.update["messages"][0].artifact
        return artifact

    def reply(self, artifact: dict[str, Any]) -> str:
        context = Context("x", self.state["language"])
        return Responder(PromptLibrary(PROMPTS)).reply(context, [artifact], {}).text


def edited(path: Path, change: Any) -> Path:
    book = openpyxl.load_workbook(path)
    change(book)
    target = path.with_name("edited.xlsx")
    book.save(target)
    return target


def row_of(sheet: Any, id_: str, column: int = 8) -> int:
    return next(r for r in range(1, sheet.max_row + 1) if sheet.cell(r, column).value == id_)


@pytest.fixture(params=["en", "zh"])
def talk(request: pytest.FixtureRequest, tmp_path: Path) -> Talk:
    return Talk(tmp_path, request.param)


def test_formats_that_mean_the_workbook() -> None:
    assert all(is_workbook(f) for f in ("xlsx", ".XLSX", "Excel", "spreadsheet"))
    assert not is_workbook("docx")


def test_export_has_the_what_if_and_the_saved_scenarios(talk: Talk) -> None:
    book = openpyxl.load_workbook(talk.export(), data_only=True)
    assert talk.artifact["data"]["scenarios"] == ["what-if 1", "lean"]
    heads = [c.value for c in book.worksheets[4][2]]
    assert heads[3] == "what-if 1" and heads[5] == "lean"
    assert talk.export().name == "model-2.xlsx"


def test_nothing_edited_means_nothing_to_take_over(talk: Talk) -> None:
    artifact = talk.bring(talk.export())
    assert artifact["data"]["inputs"] == [] and artifact["data"]["canvas"] == []
    assert {"en": "says the same", "zh": "一致"}[talk.state["language"]] in talk.reply(artifact)


def test_differences_are_shown_and_then_taken_over(talk: Talk) -> None:
    def change(book: Any) -> None:
        inputs, canvas = book.worksheets[1], book.worksheets[0]
        inputs.cell(row_of(inputs, "price"), 2).value = 59
        inputs.cell(row_of(inputs, "conversion"), 2).value = "12%"
        canvas.cell(row_of(canvas, "ch-1", 4), 2).value = "spring fairs"
        canvas.delete_rows(row_of(canvas, "ch-2", 4))
        empty = next(r for r in range(4, canvas.max_row + 1) if not canvas.cell(r, 2).value)
        canvas.cell(empty, 2).value = "clinic chains"

    path, before = edited(talk.export(), change), dict(talk.state)
    shown = talk.bring(path)
    assert [(r["id"], r["before"], r["after"]) for r in shown["data"]["inputs"]] == [
        ("price", 49.0, 59.0),
        ("conversion", 0.1, 0.12),
    ]
    assert sorted((c["op"], c["before"], c["after"]) for c in shown["data"]["canvas"]) == [
        ("add", "", "clinic chains"),
        ("remove", "resellers", ""),
        ("replace", "fairs", "spring fairs"),
    ]
    assert talk.state["finance"] == before["finance"] and talk.state["canvas"] == before["canvas"]
    assert "$59" in talk.reply(shown) and "12%" in talk.reply(shown)
    assert talk.reply(shown).rstrip().endswith({"en": "?", "zh": "？"}[talk.state["language"]])
    done = talk.bring(path, apply=True)
    assert done["data"]["applied"]
    finance = talk.state["finance"]
    assert finance["inputs"]["price"] == 59 and finance["inputs"]["conversion"] == 0.12
    assert finance["stated"] == ["price", "conversion"] and finance["scenario"] is None
    assert finance["scenarios"] == before["finance"]["scenarios"]
    texts = {item["text"] for items in canvas_json(talk.state).values() for item in items}
    assert texts == {"vets", "spring fairs", "clinic chains"}
    assert not talk.bring(path)["data"]["inputs"]


def test_every_wrong_value_is_told_with_its_cell(talk: Talk) -> None:
    def change(book: Any) -> None:
        sheet = book.worksheets[1]
        sheet.cell(row_of(sheet, "price"), 2).value = "cheap"
        sheet.cell(row_of(sheet, "churn"), 2).value = 7
        sheet.cell(row_of(sheet, "cash"), 2).value = None
        sheet.cell(row_of(sheet, "trials"), 2).value = "=1000*2"

    with pytest.raises(ToolInputError) as caught:
        talk.bring(edited(talk.export(), change))
    # A formula nobody computed comes first: nothing else can be judged before.
    assert "B6" in caught.value.en and "=1000*2" in caught.value.zh

    def again(book: Any) -> None:
        change(book)
        sheet = book.worksheets[1]
        sheet.cell(row_of(sheet, "trials"), 2).value = 2000

    with pytest.raises(ToolInputError) as caught:
        talk.bring(edited(talk.export(), again), apply=True)
    for text in (caught.value.en, caught.value.zh):
        assert "B5" in text and "B8" in text and "B13" in text and "cheap" in text
    assert talk.state["finance"]["inputs"]["trials"] == 1000


def test_changed_labels_lost_and_strange_lines_are_told(talk: Talk) -> None:
    def change(book: Any) -> None:
        sheet = book.worksheets[1]
        sheet.cell(row_of(sheet, "price"), 1).value = "our price"
        sheet.cell(15, 1).value, sheet.cell(15, 2).value = "payment fee", 0.02
        sheet.delete_rows(row_of(sheet, "cash"))
        book.worksheets[2].cell(4, 2).value = 123

    artifact = talk.bring(edited(talk.export(), change))
    notes = " ".join(n[talk.state["language"]] for n in artifact["data"]["notes"])
    wanted = {"en": ["our price", "payment fee", "cash at the start"], "zh": ["our price", "payment fee", "初始现金"]}
    assert all(text in notes for text in wanted[talk.state["language"]])
    assert "B4" in notes
    assert artifact["data"]["inputs"] == []


def test_foreign_files_are_refused(talk: Talk, tmp_path: Path) -> None:
    foreign = openpyxl.Workbook()
    foreign.active["A1"] = "sales"
    foreign.save(tmp_path / "sales.xlsx")
    (tmp_path / "text.xlsx").write_text("no workbook", encoding="utf-8")
    with zipfile.ZipFile(tmp_path / "bomb.xlsx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"0" * (130 * 2**20))
    for name, en, zh in (
        ("sales.xlsx", "not a workbook exported from here", "不是从这里导出的"),
        ("text.xlsx", "cannot be opened", "无法"),
        ("bomb.xlsx", "unpacks to far more", "解压"),
    ):
        with pytest.raises(ToolInputError) as caught:
            talk.bring(tmp_path / name)
        assert en in caught.value.en and zh in caught.value.zh
    with pytest.raises(ToolInputError) as caught:
        workbook_tools(MODELS)[0].func(runtime=Talk(tmp_path, "en").runtime())  # type: ignore[attr-defined]
    assert caught.value.question


def test_a_workbook_of_another_model_says_so(talk: Talk) -> None:
    path = talk.export()
    talk.state["finance"] = {"template": "venture", "inputs": {}, "stated": []}
    artifact = talk.bring(path)
    assert "subscription" in artifact["data"]["notes"][0]["en"]
    assert talk.state["finance"]["template"] == "venture"
    talk.bring(path, apply=True)
    assert talk.state["finance"]["template"] == "subscription" and talk.state["finance"]["inputs"]["price"] == 49
