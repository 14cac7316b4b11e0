"""What the segmentation tool does; apart from it, because it is slow to load."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from assistant.analytics.segments import (
    Segmentation,
    SegmentModel,
    Topics,
    named_or_texts,
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
from assistant.tools.plumbing import JsonDict, Outcome, Runtime, language_of, progress_of


def segmented(
    table: Table, columns: Sequence[str], segments: int | None, value: str | None, runtime: Runtime, folder: Path
) -> Outcome:
    """Segments of a table, of its free text by topic, or of the customers of its transactions."""
    trades = None if columns else transactions_of(table)
    if trades is not None and value is not None and table.column(value).name != trades.amount:
        trades = None
    topics: dict[str, Topics] = {}
    if trades is not None:
        table, shown = rfm_table(table, trades)
        columns = [c.name for c in table.columns if c.is_numeric] if value is not None else ()
    else:
        table, shown, topics = with_topics(table, columns)
        columns = named_or_texts(table, columns) if not topics or columns != ["topics"] else list(topics)
        if len(topics) == 1 and (list(columns) == list(topics) or _nothing_else(table, topics)):
            return _by_topic(table, *next(iter(topics.items())), runtime, folder)
    found = segment_table(table, columns, segments, value, shown, progress=progress_of(runtime))
    outcome = _outcome(found, topics, runtime, folder)
    outcome.data["of_customers"] = trades is not None
    return outcome


def _nothing_else(table: Table, topics: dict[str, Topics]) -> bool:
    """Whether topics are all there is to compare."""
    told = table.of_kind("number", "money", "rate", "category", "flag")
    return not any(c.name not in topics and c.distinct > 1 for c in told)


def _by_topic(table: Table, name: str, topics: Topics, runtime: Runtime, folder: Path) -> Outcome:
    """The texts by topic: nothing else is compared, so the topics are the groups."""
    called = [", ".join(t.words) for t in topics.topics]
    labels = topics.labels
    written = _write_labels(table, labels, [*called, ""], folder)  # a text about none has label −1, the last name
    told = _topics(name, topics)
    for row, topic in zip(told["topics"], topics.topics, strict=True):
        row |= {"share": topic.size / len(table), "example": {"en": topic.example, "zh": topic.example}}
    rest = int((labels < 0).sum())
    data = {
        "by_topic": True,
        "assigned": False,
        "found": True,
        "file": {"en": table.source, "zh": table.source},
        "rows": len(table),
        "topics": [told],
        "rest": rest,
        "files": {"labels": written.name},
        "path": str(written),
    }
    language = language_of(runtime)
    figures = _topic_figures({name: topics}, language)
    for j, topic in enumerate(topics.topics, 1):
        label = "占比" if language == "zh" else "share"
        figures.append(Figure(f"topic_{j}.share", label, topic.size / len(table), "fraction", None, None, ""))
    figures.append(Figure("table.rows", "行数" if language == "zh" else "rows", len(table), "rows", None, None, ""))
    figures.append(Figure("topics.rest", "其他" if language == "zh" else "rest", rest, "texts", None, None, ""))
    exports = [*(runtime.state.get("exports") or []), str(written)]
    return Outcome(data, figures, state={"exports": exports})


def table_without(table: Table, names: Sequence[str]) -> Table:
    """The table without some of its columns."""
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
    data["sums"] = [c.name for c in found.table.columns if c.is_numeric and not c.personal]
    data["topics"] = [_topics(name, found_topics) for name, found_topics in topics.items()]
    figures = [*segment_figures(found, language), *_topic_figures(topics, language)]
    return Outcome(data, figures, state=state)


def assigned(table: Table, runtime: Runtime, folder: Path) -> Outcome:
    """Rows of a table in the segments that were found before.

    Raises:
        ToolInputError: No segments were found before, or the table lacks a column.
    """
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
