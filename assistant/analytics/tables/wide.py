"""Tables with a column for each period (Jan 2024, Feb 2024, …), turned into one row a period."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.analytics.tables.column import Column
from assistant.analytics.tables.dates import Reading, read_date
from assistant.analytics.tables.table import Table
from assistant.language.text import Text

FEWEST = 3


def unpivoted(table: Table) -> Table | None:
    """The same table with a row for each period; None where its columns are no periods.

    The new columns are called period and value, or 时期 and 数值 where the headers are Chinese.
    """
    import pandas as pd

    dated = {c.name: day for c in table.columns if c.is_numeric and (day := _period(c.name)) is not None}
    if len(dated) < FEWEST or table.of_kind("date"):
        return None
    rest = [c for c in table.columns if c.name not in dated]
    chinese = any(re.search(r"[年月季日]", name) for name in dated)
    when, what = ("时期", "数值") if chinese else ("period", "value")
    long = table.frame.melt([c.name for c in rest], list(dated), var_name=when, value_name=what)
    long[when] = pd.to_datetime(long[when].map(dated)).astype("datetime64[ns]")
    kinds = [c for c in table.columns if c.name in dated]
    like = next((c for c in kinds if c.kind != "number"), kinds[0])
    columns = (
        *(replace(c, kind="category") if c.kind in {"id", "text"} else c for c in rest),
        Column(when, "date", distinct=len(dated)),
        Column(what, like.kind, like.currency, missing=int(long[what].isna().sum()), distinct=long[what].nunique()),
    )
    names = list(dated)
    note = Text(
        f"The columns {names[0]} to {names[-1]} were read as periods.", f"“{names[0]}”至“{names[-1]}”各列按时期理解。"
    )
    return Table(long[[c.name for c in columns]], columns, (*table.notes, note), table.source)


def _period(header: str) -> object | None:
    return read_date(header.strip(), Reading(), years=True)
