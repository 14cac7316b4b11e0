"""Reads a table file: cells in, typed columns out."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.analytics.tables.column import Kind
from assistant.analytics.tables.delimited import read_delimited
from assistant.analytics.tables.raw import Raw
from assistant.analytics.tables.sheets import read_parquet, read_workbook
from assistant.analytics.tables.table import Table
from assistant.analytics.tables.typing import Locale, Typed, type_column
from assistant.errors import ToolInputError
from assistant.language.text import Text

if TYPE_CHECKING:
    import pandas as pd

LARGEST_BYTES = 400_000_000
TEXT_SUFFIXES = {".csv", ".tsv", ".txt", ".tab", ""}


def read_table(
    path: Path, *, kinds: Mapping[str, Kind] | None = None, ignore: tuple[str, ...] = (), sheet: str | None = None
) -> Table:
    """Read a CSV, TSV, XLSX or Parquet file.

    Args:
        path: The file.
        kinds: Kinds by column name that the user stated.
        ignore: Columns the user wants left out.
        sheet: Sheet of a workbook; the largest where not given.

    Raises:
        ToolInputError: The file cannot be read as a table, or a named column does not exist.
    """
    if path.stat().st_size > LARGEST_BYTES:
        raise ToolInputError(
            f"{path.name} is larger than {LARGEST_BYTES // 1_000_000} MB. Send a part of it.",
            f"{path.name}超过{LARGEST_BYTES // 1_000_000} MB。请只上传一部分。",
        )
    raw = _raw(path, sheet)
    if raw.frame.empty:
        raise ToolInputError(f"{path.name} has a header but no rows.", f"{path.name}只有表头，没有数据行。")
    locale = Locale(",", "day first") if raw.continental else Locale()
    typed = [type_column(raw.frame[name], str(name), locale) for name in raw.frame.columns]
    table = _assembled(typed, raw, path.name)
    return corrected(table, raw, kinds or {}, ignore, locale) if kinds or ignore else table


def corrected(table: Table, raw: Raw, kinds: Mapping[str, Kind], ignore: tuple[str, ...], locale: Locale) -> Table:
    """`table` with columns read as the user says and without those to be ignored."""
    wanted = {table.column(name).name: kind for name, kind in kinds.items()}
    gone = {table.column(name).name for name in ignore}
    typed = [
        type_column(raw.frame[c.name], c.name, locale, wanted.get(c.name)) for c in table.columns if c.name not in gone
    ]
    return _assembled(typed, raw, table.source)


def _raw(path: Path, sheet: str | None) -> Raw:
    suffix = path.suffix.lower()
    if suffix in {".xlsx", ".xlsm"}:
        return read_workbook(path, sheet)
    if suffix == ".parquet":
        return read_parquet(path)
    if suffix in TEXT_SUFFIXES:
        return read_delimited(path)
    raise ToolInputError(
        f"{path.name}: tables can be CSV, TSV, .xlsx or Parquet files.",
        f"{path.name}：表格请用CSV、TSV、.xlsx或Parquet文件。",
    )


def _assembled(typed: list[Typed], raw: Raw, source: str) -> Table:
    import pandas as pd

    frame = pd.DataFrame({t.column.name: t.values for t in typed})
    notes = [*raw.notes, *(note for t in typed for note in t.notes), *_repeated(frame)]
    personal = [t.column.name for t in typed if t.column.personal]
    if personal:
        notes.append(
            Text(
                f"{', '.join(personal)} look like personal data: they stay in the file and are never shown or sent on.",
                f"{'、'.join(personal)}像是个人信息：只留在文件里，不展示也不外传。",
            )
        )
    return Table(frame, tuple(t.column for t in typed), tuple(notes), source)


def _repeated(frame: pd.DataFrame) -> list[Text]:
    count = int(_hashable(frame).duplicated().sum())
    if not count:
        return []
    return [
        Text(f"{count} rows repeat another row exactly; they are kept.", f"有{count}行与其他行完全相同，仍然保留。")
    ]


def _hashable(frame: Any) -> Any:
    import pandas as pd

    return pd.util.hash_pandas_object(frame, index=False)
