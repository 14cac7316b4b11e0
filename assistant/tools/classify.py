"""`classify_messages`: what customers want and how they feel, message by message."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from langchain.tools import tool
from langchain_core.tools import BaseTool
from langgraph.types import Command

from assistant.errors import ToolInputError
from assistant.figures import Figure
from assistant.service.classify import Classified, Models, Summary, classify, message_column, shown, summarise
from assistant.tools.plumbing import JsonDict, Outcome, Runtime, language_of, progress_of, publish, thread_of
from assistant.tools.tables import load_table

SHOWN = 12
MOST = 20_000


def classify_tools(models: Callable[[], Models], folder: Path | None = None) -> list[BaseTool]:
    """`classify_messages`.

    Args:
        models: Opens the two classifiers when first needed.
        folder: Where the labelled file of a whole table goes; none is written without.
    """

    @tool(parse_docstring=True)
    def classify_messages(
        runtime: Runtime, texts: list[str] | None = None, file: str | None = None, column: str | None = None
    ) -> Command[Any]:
        """Say of each customer message what it wants (intent) and how it feels (sentiment), with confidence.

        Use it for support tickets, reviews, comments, e-mails, pasted or in an uploaded table. A message that is like
        nothing known, or torn between labels, gets no label rather than a guess.

        Args:
            runtime: State of the conversation, injected.
            texts: The messages themselves, verbatim, where the user gave them.
            file: Name of an uploaded table; left out with texts left out, the table uploaded last.
            column: Its column of messages; left out, the one with the longest texts.
        """
        messages, source, notes = _messages(runtime, texts, file, column)
        rows = classify(messages, models(), progress_of(runtime))
        summary = summarise(rows, models())
        data = _data(rows, summary, source, notes)
        state: JsonDict = {}
        if source and folder is not None:
            path = _write(rows, folder / (thread_of(runtime) or "messages"))
            data["path"] = str(path)
            state["exports"] = [*(runtime.state.get("exports") or []), str(path)]
        figures = _figures(summary, rows[:SHOWN], language_of(runtime))
        return publish(Outcome(data, figures, state=state), "classify_messages", runtime)

    return [classify_messages]


def _messages(
    runtime: Runtime, texts: list[str] | None, file: str | None, column: str | None
) -> tuple[list[str], str, list[JsonDict]]:
    """The messages, the file they come from and notes about what was left out."""
    given = [text for text in texts or () if text.strip()]
    if given:
        return given, "", []
    if not file and not runtime.state.get("files"):
        raise ToolInputError(
            "Which messages? Paste them, or upload a CSV or Excel file with one message a row.",
            "要分析哪些消息？请直接粘贴，或上传每行一条消息的CSV或Excel文件。",
            question=True,
        )
    table = load_table(runtime, file)
    name = message_column(table.frame, column)
    cells = [str(cell).strip() for cell in table.frame[name] if cell is not None and cell == cell]  # NaN is not itself
    found = [cell for cell in cells if cell]
    notes: list[JsonDict] = []
    if (empty := len(table.frame) - len(found)) > 0:
        notes.append({"en": f"{empty} rows have no message.", "zh": f"有{empty}行没有消息内容。"})
    if len(found) > MOST:
        notes.append({
            "en": f"Only the first {MOST} of {len(found)} messages were read.",
            "zh": f"只处理了{len(found)}条中的前{MOST}条。",
        })
    said = {"en": f"Messages are taken from the column “{name}”.", "zh": f"消息取自“{name}”这一列。"}
    return found[:MOST], table.source, [said, *notes]


def _data(rows: list[Classified], summary: Summary, source: str, notes: list[JsonDict]) -> JsonDict:
    return {
        "count": summary.count,
        "file": source,
        "messages": [row.to_json() for row in rows[:SHOWN]],
        "more": max(0, len(rows) - SHOWN),
        "intents": summary.intents,
        "sentiments": summary.sentiments,
        "no_intent": summary.no_intent,
        "no_sentiment": summary.no_sentiment,
        "notes": notes,
        "path": "",
    }


def _figures(summary: Summary, rows: list[Classified], language: str) -> list[Figure]:
    zh = language == "zh"
    found = [Figure("messages.count", "消息数" if zh else "messages", summary.count, "count", None, None, "")]
    for kind, counts in (("intent", summary.intents), ("sentiment", summary.sentiments)):
        for entry in counts:
            label = entry["title"][language]
            found.append(Figure(f"messages.{kind}.{entry['id']}", label, entry["count"], "count", None, None, ""))
            share = f"{label}占比" if zh else f"share of {label}"
            found.append(
                Figure(f"messages.{kind}.{entry['id']}.share", share, entry["share"], "fraction", None, None, "")
            )
    for kind, count in (("intent", summary.no_intent), ("sentiment", summary.no_sentiment)):
        said = ("未给出意图" if kind == "intent" else "未给出情感") if zh else f"messages without {kind}"
        found.append(Figure(f"messages.no_{kind}", said, count, "count", None, None, ""))
    for number, row in enumerate(rows, start=1):
        for kind, value in (("intent", shown(row.intent.confidence)), ("sentiment", shown(row.sentiment.confidence))):
            said = f"第{number}条的置信度" if zh else f"confidence of message {number}"
            found.append(Figure(f"message_{number}.{kind}.confidence", said, value, "fraction", None, None, ""))
    return found


def _write(rows: list[Classified], folder: Path) -> Path:
    from assistant.service.classify import to_csv

    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "classified_messages.csv"
    path.write_text(to_csv(rows), encoding="utf-8-sig")
    return path
