"""Tables in chat: the uploaded file as every data tool reads it, and the tool that says what was understood of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from langchain.tools import tool
from langchain_core.tools import BaseTool
from langgraph.types import Command

from assistant.analytics.tables import Corrections, Kind, Table, read_limited
from assistant.analytics.tables.report import described, figures_of
from assistant.errors import ToolInputError
from assistant.tools.plumbing import JsonDict, Outcome, Runtime, language_of, publish

TABLE_SUFFIXES = (".csv", ".tsv", ".tab", ".xlsx", ".xlsm", ".parquet")
# Text files are tables only where they are asked for by name, or nothing else is there.
MAYBE_TABLES = (*TABLE_SUFFIXES, ".txt")
KEPT_TABLES = 4


def table_files(files: Sequence[Mapping[str, Any]]) -> list[JsonDict]:
    """Uploaded files that can be tables, oldest first; of several of one name the latest."""
    named = {str(f["name"]): {"name": str(f["name"]), "path": str(f["path"])} for f in files}
    sure = [f for f in named.values() if f["name"].lower().endswith(TABLE_SUFFIXES)]
    return sure or [f for f in named.values() if f["name"].lower().endswith(MAYBE_TABLES)]


def load_table(runtime: Runtime, file: str | None = None) -> Table:
    """The uploaded table a tool is about, with the user's corrections applied.

    Args:
        runtime: State of the conversation.
        file: Its name, in any case, with or without its ending; the table uploaded last where not given.

    Raises:
        ToolInputError: No table was uploaded, none has that name, or it cannot be read.
    """
    found = table_file(runtime, file)
    return _loaded(found, corrections_of(runtime, found["name"]))


def table_file(runtime: Runtime, file: str | None = None) -> JsonDict:
    """`{"name", "path"}` of the uploaded table that `file` means; the one uploaded last where not given.

    Raises:
        ToolInputError: No table was uploaded, or none has that name.
    """
    uploaded = [f for f in runtime.state.get("files") or [] if str(f["name"]).lower().endswith(MAYBE_TABLES)]
    tables = table_files(uploaded)
    if not tables:
        raise ToolInputError(
            "There is no table yet. Could you upload a CSV or Excel file, one row for each customer, order or month?",
            "还没有表格。可以上传CSV或Excel文件吗？每行一个客户、一笔订单或一个月份。",
            question=True,
        )
    if not file:
        return tables[-1]
    wanted = Path(file.strip()).name.casefold()
    for match in (lambda name: name == wanted, lambda name: Path(name).stem == Path(wanted).stem):
        found = next((f for f in reversed(uploaded) if match(str(f["name"]).casefold())), None)
        if found:
            return {"name": str(found["name"]), "path": str(found["path"])}
    names = [f["name"] for f in tables]
    raise ToolInputError(
        f"No table “{file}” was uploaded. There is: {', '.join(names)}. Which one should I use?",
        f"没有上传名为“{file}”的表格。已上传：{'、'.join(names)}。要用哪一个？",
        question=True,
        choices=tuple(names),
    )


def corrections_of(runtime: Runtime, name: str) -> Corrections:
    """What the user said of the columns of a file."""
    return Corrections.from_json((runtime.state.get("tables") or {}).get(name))


def table_tools() -> list[BaseTool]:
    """`describe_table`."""

    @tool(parse_docstring=True)
    def describe_table(
        runtime: Runtime,
        file: str | None = None,
        kinds: dict[str, Kind] | None = None,
        currency: dict[str, str] | None = None,
        ignore: list[str] | None = None,
    ) -> Command[Any]:
        """Say what was understood of an uploaded table: each column's kind, gaps, what was dropped and why.

        Use it too when the user corrects a column: another kind, the currency of amounts, a column to leave out. The
        corrections hold for every later tool.

        Args:
            runtime: State of the conversation, injected.
            file: Name of the uploaded file; left out, the table uploaded last.
            kinds: Kind by column: id, number, money, rate, category, flag, date or text.
            currency: ISO code by column, e.g. CNY.
            ignore: Columns to leave out.
        """
        found = table_file(runtime, file)
        fresh = Corrections(kinds or {}, tuple(ignore or ()), currency or {})
        said = corrections_of(runtime, found["name"]).merged(fresh)
        table = _loaded(found, said)
        others = [f["name"] for f in table_files(runtime.state.get("files") or []) if f["name"] != found["name"]]
        data = described(table, said, fresh, others)
        state: JsonDict = {}
        if fresh:
            state["tables"] = {**(runtime.state.get("tables") or {}), found["name"]: said.to_json()}
        return publish(Outcome(data, figures_of(table, language_of(runtime)), state=state), "describe_table", runtime)

    return [describe_table]


def _loaded(found: JsonDict, said: Corrections) -> Table:
    path = Path(found["path"])
    try:
        stamp = path.stat().st_mtime_ns
    except OSError:
        raise ToolInputError(
            f"{found['name']} is no longer there; upload it again.", f"{found['name']}已不存在，请重新上传。"
        ) from None
    marks = (tuple(said.kinds.items()), said.ignore, tuple(said.currency.items()))
    return _read(path, found["name"], stamp, marks)


@lru_cache(maxsize=KEPT_TABLES)
def _read(path: Path, name: str, stamp: int, marks: Any) -> Table:
    kinds, ignore, currency = marks
    return read_limited(path, name, Corrections(dict(kinds), ignore, dict(currency)))
