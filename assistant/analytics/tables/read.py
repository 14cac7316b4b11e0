"""Reads a table file: cells in, typed columns out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.analytics.tables.column import Kind
from assistant.analytics.tables.delimited import read_delimited
from assistant.analytics.tables.raw import Raw
from assistant.analytics.tables.sheets import read_parquet, read_workbook
from assistant.analytics.tables.table import Table, named_column
from assistant.analytics.tables.typing import Locale, Typed, type_column
from assistant.errors import ToolInputError
from assistant.language.text import Text

if TYPE_CHECKING:
    import pandas as pd

LARGEST_BYTES = 400_000_000
TEXT_SUFFIXES = {".csv", ".tsv", ".txt", ".tab", ""}


def read_table(
    path: Path,
    *,
    kinds: Mapping[str, Kind] | None = None,
    ignore: Sequence[str] = (),
    currency: Mapping[str, str] | None = None,
    sheet: str | None = None,
) -> Table:
    """Read a CSV, TSV, XLSX or Parquet file.

    Args:
        path: The file.
        kinds: Kinds by column name that the user stated.
        ignore: Columns the user wants left out.
        currency: ISO codes by column name that the user stated; such a column is money.
        sheet: Sheet of a workbook; the largest where not given.

    Raises:
        ToolInputError: The file cannot be read as a table, or a named column does not exist.
    """
    if path.stat().st_size > LARGEST_BYTES:
        raise ToolInputError(
            f"{path.name} is larger than {LARGEST_BYTES // 1_000_000} MB. Send a part of it.",
            f"{path.name}超过{LARGEST_BYTES // 1_000_000} MB。请只上传一部分。",
        )
    return table_of(_raw(path, sheet), path.name, kinds, ignore, currency)


def table_of(
    raw: Raw,
    source: str,
    kinds: Mapping[str, Kind] | None = None,
    ignore: Sequence[str] = (),
    currency: Mapping[str, str] | None = None,
) -> Table:
    """A table of cells that were read; arguments as for `read_table`.

    Raises:
        ToolInputError: There are no rows, or a named column does not exist.
    """
    if raw.frame.empty:
        raise ToolInputError(f"{source} has a header but no rows.", f"{source}只有表头，没有数据行。")
    names = [str(name) for name in raw.frame.columns]
    gone = {named_column(names, name) for name in ignore}
    counted = {named_column(names, name): code.upper() for name, code in (currency or {}).items()}
    wanted: dict[str, Kind] = {name: "money" for name in counted}
    wanted |= {named_column(names, name): kind for name, kind in (kinds or {}).items()}
    locale = Locale(",", "day first") if raw.continental else Locale()
    typed = [type_column(raw.frame[name], name, locale, wanted.get(name)) for name in names if name not in gone]
    if not typed:
        raise ToolInputError(
            f"All columns of {source} are to be ignored; keep at least one.",
            f"{source}的所有列都被忽略了，请至少保留一列。",
        )
    typed = [
        replace(t, column=replace(t.column, currency=counted.get(t.column.name, t.column.currency))) for t in typed
    ]
    return _assembled(typed, raw, source)


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
    unique = any(t.column.distinct == len(frame) for t in typed)  # then no row repeats another
    notes = [*raw.notes, *(note for t in typed for note in t.notes), *([] if unique else _repeated(frame))]
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
