"""The tool that writes the canvas to a file, with the figures of the finance model and the sources cited."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypedDict

from langchain_core.tools import BaseTool, tool
from langgraph.types import Command

from assistant.canvas.brief import Brief
from assistant.canvas.canvas import Canvas
from assistant.canvas.export import TEXT_FORMATS, KeyFigure, Sheet, Source, write_export
from assistant.canvas.export.metrics import missing
from assistant.canvas.export.sheet import one_line
from assistant.canvas.history import History
from assistant.figures import Figure
from assistant.finance import report
from assistant.finance.belief import case_doubts, doubt_figures
from assistant.finance.evaluate import evaluate
from assistant.finance.model import FinanceModel
from assistant.finance.session import base_case
from assistant.language.formatting import format_number
from assistant.tools.plumbing import JsonDict, Outcome, Runtime, language_of, now_of, publish, thread_of
from assistant.tools.workbook import export_workbook, is_workbook

DRAWN = ("pdf", "svg", "png")  # drawn with our own font; the others use those of the reader
LONGEST_NAME = 60


class ExportData(TypedDict):
    """Result of `export_canvas`.

    `text` is the file's content where the format is text, else empty; `notes` are {en, zh} remarks a reply has to make.
    """

    path: str
    format: str
    text: str
    notes: list[dict[str, str]]


def export_tools(exports_dir: Path, models: Mapping[str, FinanceModel]) -> list[BaseTool]:
    """`export_canvas`.

    Args:
        exports_dir: Folder for exported files, created when needed.
        models: Finance models by id; without any, files have no figures.
    """

    @tool(parse_docstring=True)
    def export_canvas(format: str, runtime: Runtime) -> Command[Any]:
        """Write the canvas, its key figures and the sources cited to a file the user can download.

        Args:
            format: md, json, html, pdf, docx (Word), pptx (PowerPoint), svg or png (picture), or
                xlsx (canvas and finance model with live formulas).
            runtime: Supplied by the agent.
        """
        if models and is_workbook(format):
            return export_workbook(models, exports_dir, runtime)
        language = language_of(runtime)
        sheet = sheet_of(runtime.state, models, language)
        path = write_export(sheet, format, exports_dir / thread_of(runtime))
        kind = path.suffix.lstrip(".")
        text = path.read_text(encoding="utf-8") if kind in TEXT_FORMATS else ""
        data = ExportData(path=str(path), format=kind, text=text, notes=_notes(sheet, kind))
        state = {"exports": [*(runtime.state.get("exports") or []), str(path)]}
        figures = _counts(sheet.canvas, language)
        if sheet.warning:
            figures += doubt_figures(base_case(models, runtime.state.get("finance") or {}), language)
        return publish(Outcome(dict(data), figures, state=state), "export_canvas", runtime)

    return [export_canvas]


def sheet_of(state: Mapping[str, Any], models: Mapping[str, FinanceModel], language: str) -> Sheet:
    """What an export of a conversation shows."""
    brief = Brief.from_json(state.get("brief"))
    finance = state.get("finance") or {}
    title, figures, warning = (
        _figures(models, finance, language) if models and finance.get("template") else ("", [], "")
    )
    product = one_line(brief.product)
    return Sheet(
        canvas=History.from_json(state.get("canvas")).canvas,
        language=language,
        venture=product if len(product) <= LONGEST_NAME else "",
        date=now_of(state).date().isoformat(),
        model=title,
        figures=figures,
        sources=_sources(state.get("citations") or []),
        warning=warning,
    )


def _figures(
    models: Mapping[str, FinanceModel], finance: Mapping[str, Any], language: str
) -> tuple[str, list[KeyFigure], str]:
    """Title of the model in use, its headline results and inputs, computed anew, and why they can hardly be right."""
    case = base_case(models, finance)
    data = report.model_data(case.model, evaluate(case.model, case.inputs), {}, case.stated)
    reasons = {row["id"]: row["reason"][language] for row in data["undefined"]}
    figures = [_figure(row, row["id"], "output", language, reasons) for row in data["outputs"]]
    figures += [
        _figure(row, f"input.{row['id']}", "stated" if row["stated"] else "example", language, {})
        for row in data["inputs"]
    ]
    return str(data["title"][language]), figures, "".join(d[language] for d in case_doubts(case))


def _figure(row: JsonDict, id_: str, kind: str, language: str, reasons: Mapping[str, str]) -> KeyFigure:
    value = row["value"]
    if value is None:
        shown = reasons.get(id_) or "—"
    elif row.get("position"):
        shown = f"第{value:g}个月" if language == "zh" else f"month {value:g}"
    else:
        shown = format_number(value, row["unit"], language, period=row["period"])
    return KeyFigure(id_, row["label"][language], value, row["unit"], shown, kind)


def _sources(citations: list[JsonDict]) -> list[Source]:
    """Cited passages by number, each section once."""
    found: dict[tuple[str, str], Source] = {}
    for c in citations:
        found.setdefault((c["path"], c["heading"]), Source(int(c["n"]), c["title"], c["heading"], c["path"]))
    return sorted(found.values(), key=lambda source: source.n)


def _notes(sheet: Sheet, kind: str) -> list[dict[str, str]]:
    doubted = [{"en": sheet.warning, "zh": sheet.warning}] if sheet.warning else []
    return [*doubted, *_strange(sheet, kind)]


def _strange(sheet: Sheet, kind: str) -> list[dict[str, str]]:
    """Said where the font of a drawn file lacks characters of the canvas."""
    if kind not in DRAWN:
        return []
    texts = [sheet.title, *(item.text for _, item in sheet.canvas.all_items())]
    strange = missing("".join(texts))[:20]
    if not strange:
        return []
    return [
        {
            "en": f"The font of the file lacks these characters: {strange}. Word and PowerPoint files show them.",
            "zh": f"文件字体缺少这些字符：{strange}。Word 和 PowerPoint 文件可以显示它们。",
        }
    ]


def _counts(canvas: Canvas, language: str) -> list[Figure]:
    chinese = language == "zh"
    rows = (
        ("canvas.items", "画布条目" if chinese else "items on the canvas", canvas.count),
        ("canvas.assumptions", "假设" if chinese else "assumptions", canvas.assumptions),
        ("canvas.facts", "事实" if chinese else "facts", canvas.count - canvas.assumptions),
    )
    return [Figure(id_, label, float(value), "items", None, None, "") for id_, label, value in rows]
