"""Driver analysis: which columns of an uploaded table go with a target."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from langchain.tools import tool
from langchain_core.tools import BaseTool
from langgraph.types import Command

from assistant.analytics.drivers.naming import resolve_column
from assistant.analytics.tables import Table
from assistant.language.text import Text
from assistant.progress import Progress
from assistant.tools.plumbing import Outcome, Runtime, language_of, progress_of, publish
from assistant.tools.tables import load_table


def driver_tools() -> list[BaseTool]:
    """`explain_drivers`."""

    @tool(parse_docstring=True)
    def explain_drivers(
        runtime: Runtime,
        target: str = "",
        file: str | None = None,
        features: list[str] | None = None,
        without: list[str] | None = None,
        by: str | None = None,
        outcome: str | None = None,
        predict: list[dict[str, Any]] | None = None,
    ) -> Command[Any]:
        """Find which columns of an uploaded table go with a target column: churn, revenue, satisfaction.

        Compares lines and boosted trees on held-out rows with the plain mean or base rate, ranks the columns, says
        which way each goes, and says so where there is no signal. Columns that repeat the target or are known only
        afterwards are left out with the reason. It shows association, not cause.

        Args:
            runtime: State of the conversation, injected.
            target: Column to explain, its name or the user's words for it; asked back where several fit.
            file: Name of the uploaded file; left out, the table uploaded last.
            features: Columns to explain it by; left out, all that can be used.
            without: Columns to leave out.
            by: Column whose values are analysed apart, e.g. contract, region.
            outcome: Of a target with categories, the value whose chance is explained.
            predict: New rows to predict, each {column: value}; columns not given are taken at their usual value.
        """
        progress = progress_of(runtime)
        progress(0.02, Text("Reading the table", "正在读取表格"))
        table = load_table(runtime, file)
        asked = _Asked(target, features, without, by, outcome, predict or [])
        return publish(_explained(table, asked, language_of(runtime), progress), "explain_drivers", runtime)

    return [explain_drivers]


@dataclass(frozen=True)
class _Asked:
    """What the tool is called with, beside the table; columns in the words of the caller."""

    target: str
    features: list[str] | None
    without: list[str] | None
    by: str | None
    outcome: str | None
    predict: list[dict[str, Any]]


def _explained(table: Table, asked: _Asked, language: str, progress: Progress) -> Outcome:
    from assistant.analytics.drivers.explain import explain
    from assistant.analytics.drivers.predict import predict_rows
    from assistant.analytics.drivers.report import drivers_data, drivers_figures
    from assistant.analytics.drivers.segments import explain_by
    from assistant.analytics.drivers.target import choose_target

    aim = choose_target(table, asked.target, asked.outcome)
    chosen = _columns(asked.features, table, aim.name)
    gone = _columns(asked.without, table, aim.name)
    found = explain(table, aim, features=chosen, without=gone, progress=progress)
    grouped = _columns([asked.by] if asked.by else None, table, aim.name)
    kind = found.chosen.kind
    segments = explain_by(table, aim, grouped[0], features=chosen, without=gone, only=kind) if grouped else []
    told = predict_rows(found, asked.predict) if asked.predict and found.signal else []
    data = drivers_data(found, table.source, segments, told, grouped[0] if grouped else "")
    data["request"] = {
        "file": table.source, "target": aim.name, "features": list(chosen), "without": list(gone),
        "by": grouped[0] if grouped else None, "outcome": aim.outcome,
    }  # fmt: skip
    data["asked_prediction"] = bool(asked.predict)
    return Outcome(data, drivers_figures(found, language, segments, told))


def _columns(words: list[str] | None, table: Table, target: str) -> tuple[str, ...]:
    names = [c.name for c in table.columns if c.name != target]
    return tuple(dict.fromkeys(resolve_column(w, names, ("use", "使用")) for w in words or ()))
