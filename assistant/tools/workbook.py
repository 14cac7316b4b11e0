"""Workbook tools: the model and canvas as a live spreadsheet, and an edited one read back."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from langchain.tools import tool
from langchain_core.tools import BaseTool
from langgraph.types import Command

from assistant.canvas.blocks import BLOCKS
from assistant.canvas.canvas import Canvas, blocks_json
from assistant.canvas.edits import apply_operations, label_of
from assistant.canvas.history import History
from assistant.canvas.sheet_edits import SheetItem, sheet_operations
from assistant.errors import ToolInputError
from assistant.figures import Figure
from assistant.finance.history import remembered
from assistant.finance.model import FinanceModel, Text
from assistant.finance.published import BASE, input_figures
from assistant.finance.scenario import Change
from assistant.finance.session import base_case, model_of
from assistant.finance.workbook.build import Contents, Scenario, build_book
from assistant.finance.workbook.canvas_sheet import CanvasRow
from assistant.finance.workbook.differences import Differences, input_differences
from assistant.finance.workbook.read import ReadBook, read_book
from assistant.finance.workbook.write import write_book
from assistant.tools.plumbing import Outcome, Runtime, language_of, publish, thread_of

WORKBOOK = frozenset({"xlsx", "excel", "xls", "spreadsheet", "workbook"})


def is_workbook(format_: str) -> bool:
    """Whether a format of `export_canvas` means the spreadsheet."""
    return format_.strip().lower().lstrip(".") in WORKBOOK


def export_workbook(models: Mapping[str, FinanceModel], exports_dir: Path, runtime: Runtime) -> Command[Any]:
    """What `export_canvas` does for xlsx: the canvas and the finance model, as a new file of the conversation."""
    stored, language = dict(runtime.state.get("finance") or {}), language_of(runtime)
    case = base_case(models, stored)
    canvas = History.from_json(runtime.state.get("canvas")).canvas
    contents = Contents(
        model=case.model,
        inputs=case.inputs,
        stated=case.stated,
        scenarios=_scenarios(stored, case.model.id),
        canvas=_canvas_rows(canvas, language),
        notes=[note.get(language) for note in case.notes],
        language=language,
    )
    path = _new_file(exports_dir / thread_of(runtime))
    path.write_bytes(write_book(build_book(contents)))
    data = {
        "path": str(path),
        "format": "xlsx",
        "text": "",
        "model": case.model.title.to_json(),
        "scenarios": [s.name for s in contents.scenarios],
        "notes": [n.to_json() for n in case.notes],
    }
    counts = [("canvas.items", canvas.count), ("canvas.assumptions", canvas.assumptions)]
    labels = {"canvas.items": ("items on the canvas", "画布条目"), "canvas.assumptions": ("assumptions", "假设")}
    figures = [
        Figure(name, labels[name][language == "zh"], float(count), "items", None, None, "") for name, count in counts
    ]
    state = {"exports": [*(runtime.state.get("exports") or []), str(path)]}
    return publish(Outcome(data, figures, state=state), "export_canvas", runtime)


def workbook_tools(models: Mapping[str, FinanceModel]) -> list[BaseTool]:
    """`import_workbook` over these models.

    Args:
        models: By id, as `load_models` returns them.
    """

    @tool(parse_docstring=True)
    def import_workbook(runtime: Runtime, file: str | None = None, apply: bool = False) -> Command[Any]:
        """Read an Excel workbook that was exported here and edited; show what differs, or take it over.

        Call it without apply first: the user has to see the differences before they count.

        Args:
            runtime: State of the conversation, injected.
            file: Name of an uploaded .xlsx file; left out, the one uploaded last.
            apply: True only once the user has seen the differences and wants them: inputs become the base case, items
                of the canvas are edited.
        """
        path = _uploaded(runtime, file)
        stored = dict(runtime.state.get("finance") or {})
        book = read_book(path)
        model = _model(models, stored, book, path)
        present = base_case(models, stored) if stored.get("template") in {None, model.id} else None
        before = dict(present.inputs) if present else model.defaults
        found = input_differences(book, model, before)
        history = History.from_json(runtime.state.get("canvas"))
        canvas, changes = _canvas_changes(history, book)
        data = _data(path, model, found, changes, book, applied=apply and bool(found.inputs or changes))
        if present is None:
            data["notes"].insert(0, _switched(model).to_json())
        language = language_of(runtime)
        figures = _figures(model, before, found, language)
        state: dict[str, Any] = {}
        if apply and (found.inputs or present is None):
            state["finance"] = _taken_over(stored, model, before, found, list(present.stated) if present else [])
        if apply and changes:
            state["canvas"] = history.push(label_of(changes), canvas).to_json()
        if apply:
            data["canvas_after"] = blocks_json(canvas)
        return publish(Outcome(data, figures, state=state), "import_workbook", runtime)

    return [import_workbook]


def _scenarios(stored: Mapping[str, Any], template: str) -> list[Scenario]:
    """The what-if in hand and the kept scenarios of this model."""
    kept = stored.get("scenarios") or []
    rows = [{"name": n, **s} for n, s in kept.items()] if isinstance(kept, Mapping) else list(kept)
    rows = [r for r in rows if r.get("template") in {None, template}]
    if stored.get("scenario"):
        rows.insert(0, stored["scenario"])
    made: dict[str, Scenario] = {}
    for row in rows:
        changes = tuple(Change(str(c["variable"]), c["relation"], float(c["value"])) for c in row.get("changes") or ())
        made.setdefault(str(row["name"]), Scenario(str(row["name"]), changes))
    return list(made.values())


def _canvas_rows(canvas: Canvas, language: str) -> list[CanvasRow]:
    rows = []
    for block in BLOCKS.values():
        items = canvas.block(block.id)
        rows += [CanvasRow(block.label[language], i.id, i.text, i.status) for i in items]
        if not items:
            rows.append(CanvasRow(block.label[language]))
    return rows


def _new_file(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    number = 1
    while True:
        path = folder / ("model.xlsx" if number == 1 else f"model-{number}.xlsx")
        if not path.exists():
            return path
        number += 1


def _uploaded(runtime: Runtime, name: str | None) -> Path:
    files = list(runtime.state.get("files") or [])
    books = [f for f in files if str(f["name"]).lower().endswith((".xlsx", ".xlsm"))]
    if name:
        wanted = Path(name).name.lower()
        books = [f for f in files if str(f["name"]).lower() == wanted]
    if books:
        return Path(str(books[-1]["path"]))
    raise ToolInputError(
        "There is no such workbook in this conversation. Upload the .xlsx you exported here and edited."
        if name
        else "No workbook has been uploaded yet. Could you upload the .xlsx you exported here and edited?",
        "对话中没有这个工作簿，请上传从这里导出并修改过的.xlsx文件。"
        if name
        else "还没有上传工作簿。可以上传从这里导出并修改过的.xlsx文件吗？",
        question=True,
        choices=tuple(str(f["name"]) for f in files),
    )


def _model(models: Mapping[str, FinanceModel], stored: Mapping[str, Any], book: ReadBook, path: Path) -> FinanceModel:
    if book.template not in models:
        raise ToolInputError(
            f"{path.name} was made from a finance model “{book.template}”, which does not exist here. Export anew.",
            f"{path.name}来自名为“{book.template}”的财务模型，这里没有该模型。请重新导出。",
        )
    return model_of(models, stored, book.template)


def _switched(model: FinanceModel) -> Text:
    return Text(
        f"The workbook is of the {model.title.en} model, which becomes the model in use",
        f"工作簿使用的是{model.title.zh}模型，读入后将切换到该模型",
    )


def _canvas_changes(history: History, book: ReadBook) -> tuple[Canvas, list[Any]]:
    if book.items is None:
        return history.canvas, []
    rows = [SheetItem(i.cell, i.block, i.id, i.text) for i in book.items]
    operations = sheet_operations(history.canvas, rows)
    return apply_operations(history.canvas, operations) if operations else (history.canvas, [])


def _data(
    path: Path, model: FinanceModel, found: Differences, changes: list[Any], book: ReadBook, *, applied: bool
) -> dict[str, Any]:
    """`{file, template, title, applied, inputs: [{id, label, unit, period, before, after}], canvas, notes}`."""
    notes = [n.to_json() for n in found.notes]
    if book.items is None:
        notes.append(Text("No sheet “Canvas”, so the canvas stays as it is", "没有“画布”表，画布保持不变").to_json())
    return {
        "file": path.name,
        "template": model.id,
        "title": model.title.to_json(),
        "applied": applied,
        "inputs": [
            {
                "id": d.variable.id,
                "label": d.variable.label.to_json(),
                "unit": d.variable.measure.shown,
                "period": d.variable.period,
                "before": d.before,
                "after": d.after,
            }
            for d in found.inputs
        ],
        "canvas": [{**c.to_json(), "block_label": BLOCKS[c.block].label} for c in changes],
        "notes": notes,
    }


def _figures(model: FinanceModel, before: Mapping[str, float], found: Differences, language: str) -> list[Figure]:
    names = [d.variable.id for d in found.inputs]
    figures = input_figures(model, dict(before), names, BASE, language)
    after = {**before, **found.values}
    return figures + input_figures(model, after, names, "workbook", language)


def _taken_over(
    stored: Mapping[str, Any],
    model: FinanceModel,
    before: Mapping[str, float],
    found: Differences,
    stated: list[str],
) -> dict[str, Any]:
    after = {
        **stored,
        "template": model.id,
        "inputs": {**before, **found.values},
        "stated": list(dict.fromkeys([*stated, *found.values])),
        "scenario": None,
        "count": int(stored.get("count") or 0),
        "recent": [],
    }
    return remembered(stored, after)
