"""Segmentation in chat: the uploaded table in groups, their labels as a file, new rows assigned to known groups."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from langchain.tools import tool
from langchain_core.tools import BaseTool
from langgraph.types import Command

from assistant.analytics.segments import (
    Segmentation,
    SegmentModel,
    Topics,
    rfm_table,
    segment_figures,
    segment_table,
    segments_data,
    transactions_of,
    with_topics,
)
from assistant.analytics.tables import Table
from assistant.errors import ToolInputError
from assistant.figures import Figure
from assistant.tools.plumbing import JsonDict, Outcome, Runtime, language_of, publish, thread_of
from assistant.tools.tables import load_table


def segment_tools(exports_dir: Path) -> list[BaseTool]:
    """`segment_customers`.

    Args:
        exports_dir: Folder under which each conversation has one for the files it writes.
    """

    @tool(parse_docstring=True)
    def segment_customers(
        runtime: Runtime,
        file: str | None = None,
        columns: list[str] | None = None,
        segments: int | None = None,
        value: str | None = None,
        without: list[str] | None = None,
        use_saved: bool = False,
    ) -> Command[Any]:
        """Group the rows of an uploaded table into segments, or say that there are none; transactions by customer.

        Args:
            runtime: State of the conversation, injected.
            file: Name of the uploaded file; left out, the table uploaded last.
            columns: Columns to compare, as the user calls them; left out, all that can be compared. A free-text column
                is compared by topic.
            segments: How many, only where the user says so.
            value: A number column such as spend that is summed up for each segment instead of compared.
            without: Columns not to compare.
            use_saved: True to assign the rows of the file to the segments found before in this conversation.
        """
        table = load_table(runtime, file)
        folder = exports_dir / thread_of(runtime)
        if use_saved:
            return publish(_assigned(table, runtime, folder), "segment_customers", runtime)
        found, topics, of_customers = _found(_without(table, without or ()), columns or (), segments, value)
        outcome = _outcome(found, topics, runtime, folder)
        outcome.data["of_customers"] = of_customers
        return publish(outcome, "segment_customers", runtime)

    return [segment_customers]


def _found(
    table: Table, columns: Sequence[str], segments: int | None, value: str | None
) -> tuple[Segmentation, dict[str, Topics], bool]:
    """The segmentation, the topics of free text, and whether rows of transactions were summed up by customer."""
    trades = None if columns or value else transactions_of(table)
    topics: dict[str, Topics] = {}
    if trades is not None:
        table, shown = rfm_table(table, trades)
    else:
        table, shown, topics = with_topics(table, columns)
    return segment_table(table, columns, segments, value, shown), topics, trades is not None


def _without(table: Table, names: Sequence[str]) -> Table:
    gone = {table.column(name).name for name in names}
    if not gone:
        return table
    kept = tuple(c for c in table.columns if c.name not in gone)
    return Table(table.frame[[c.name for c in kept]], kept, table.notes, table.source)


def _outcome(found: Segmentation, topics: dict[str, Topics], runtime: Runtime, folder: Path) -> Outcome:
    files: dict[str, str] = {}
    state: JsonDict = {}
    language = language_of(runtime)
    if found.found and found.model is not None:
        names = [p.name.get(language) for p in found.profiles]
        labels = _write_labels(found.table, found.labels, names, folder)
        model = _new_file(folder, "segments-model", "json")
        model.write_text(json.dumps(found.model.to_json(), ensure_ascii=False), encoding="utf-8")
        files = {"labels": labels.name}
        state = {
            "segments": {"file": found.table.source, "model": str(model)},
            "exports": [*(runtime.state.get("exports") or []), str(labels)],
        }
    data = segments_data(found, files)
    if "labels" in files:
        data["path"] = state["exports"][-1]
    data["topics"] = [_topics(name, found_topics) for name, found_topics in topics.items()]
    figures = [*segment_figures(found, language), *_topic_figures(topics, language)]
    return Outcome(data, figures, state=state)


def _assigned(table: Table, runtime: Runtime, folder: Path) -> Outcome:
    """Rows of a table in the segments that were found before."""
    import numpy as np

    saved = runtime.state.get("segments") or {}
    path = Path(str(saved.get("model") or ""))
    if not path.is_file():
        raise ToolInputError(
            "There are no segments yet to assign rows to. Ask me to segment a table first.",
            "还没有可用的分群。请先让我对一个表格做分群。",
        )
    model = SegmentModel.from_json(json.loads(path.read_text(encoding="utf-8")))
    trades = transactions_of(table) if {"orders", "days_since_last"} & set(model.rules.names) else None
    if trades is not None:
        table, _ = rfm_table(table, trades)
    columns = {name: table.column(name).name for name in model.rules.names}
    frame = table.frame.rename(columns={own: name for name, own in columns.items()})
    labels = model.assign(frame)
    language = language_of(runtime)
    names = [name[language] for name in model.names]
    written = _write_labels(table, labels, names, folder)
    sizes = np.bincount(labels, minlength=len(names))
    rows: list[JsonDict] = [
        {"number": j + 1, "name": name, "size": int(size), "share": float(size / len(labels))}
        for j, (name, size) in enumerate(zip(model.names, sizes, strict=True))
    ]
    data = {
        "assigned": True,
        "file": {"en": table.source, "zh": table.source},
        "from": {"en": saved["file"], "zh": saved["file"]},
        "rows": len(table),
        "segments": rows,
        "files": {"labels": written.name},
        "path": str(written),
    }
    figures = _assigned_figures(len(table), rows, language)
    return Outcome(data, figures, state={"exports": [*(runtime.state.get("exports") or []), str(written)]})


def _assigned_figures(total: int, rows: Sequence[JsonDict], language: str) -> list[Figure]:
    figures = [Figure("table.rows", "行数" if language == "zh" else "rows", float(total), "rows", None, None, "")]
    for row in rows:
        own, label = f"segment_{row['number']}", str(row["name"][language])
        figures.append(Figure(f"{own}.number", label, float(row["number"]), "", None, None, ""))
        figures.append(Figure(f"{own}.size", label, float(row["size"]), "rows", None, None, ""))
        figures.append(Figure(f"{own}.share", label, float(row["share"]), "fraction", None, None, ""))
    return figures


def _topics(name: str, topics: Topics) -> JsonDict:
    return {
        "column": {"en": name, "zh": name},
        "topics": [
            {"words": {"en": ", ".join(t.words), "zh": "、".join(t.words)}, "size": t.size} for t in topics.topics
        ],
    }


def _topic_figures(topics: dict[str, Topics], language: str) -> list[Figure]:
    label = "主题的文本数" if language == "zh" else "texts of the topic"
    return [
        Figure(f"topic_{j + 1}.size.{name}", label, float(topic.size), "texts", None, None, "")
        for name, found in topics.items()
        for j, topic in enumerate(found.topics)
    ]


def _write_labels(table: Table, labels: Any, names: Sequence[str], folder: Path) -> Path:
    """A CSV with the identifiers of the rows, or their numbers, and the segment of each."""
    import numpy as np
    import pandas as pd

    ids = [c.name for c in table.columns if c.kind == "id"]
    frame = table.frame[ids].copy() if ids else pd.DataFrame({"row": np.arange(1, len(table) + 1)})
    frame["segment"] = labels + 1
    frame["segment_name"] = np.array(names, dtype=object)[labels]
    path = _new_file(folder, "segments", "csv")
    frame.to_csv(path, index=False, encoding="utf-8-sig")
    return path


def _new_file(folder: Path, stem: str, suffix: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    number = 1
    while (path := folder / f"{stem}{'' if number == 1 else f'-{number}'}.{suffix}").exists():
        number += 1
    return path
