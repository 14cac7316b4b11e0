"""What is said of a table that was read: its columns in words, and the figures of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from assistant.analytics.tables.column import Column
from assistant.analytics.tables.corrections import Corrections
from assistant.analytics.tables.table import Table
from assistant.figures import Figure
from assistant.language.text import Text

JsonDict = dict[str, Any]
KINDS: dict[str, Text] = {
    "id": Text("identifier", "编号"),
    "number": Text("number", "数值"),
    "money": Text("money", "金额"),
    "rate": Text("percentage", "百分比"),
    "category": Text("category", "类别"),
    "flag": Text("two values", "二值（是/否）"),
    "date": Text("date", "日期"),
    "text": Text("free text", "文本"),
    "empty": Text("empty", "空列"),
}
PERSONAL: dict[str, Text] = {
    "name": Text("names", "姓名"),
    "email": Text("e-mail addresses", "邮箱"),
    "phone": Text("phone numbers", "电话"),
    "address": Text("addresses", "地址"),
    "national id": Text("ID numbers", "证件号"),
    "card": Text("card numbers", "银行卡号"),
    "ip": Text("IP addresses", "IP地址"),
}
COLUMNS_SHOWN = 40
EXAMPLE = 24  # characters of a cell


def described(table: Table, said: Corrections, fresh: Corrections, others: Sequence[str] = ()) -> JsonDict:
    """Data of the answer to "what is in this file?".

    Args:
        table: The table, corrections applied.
        said: All corrections in force.
        fresh: Those that are new.
        others: Names of other uploaded tables.
    """
    columns = [_column(c) for c in table.columns]
    return {
        "file": plain(table.source),
        "rows": len(table),
        "column_count": len(columns),
        "columns": columns[:COLUMNS_SHOWN],
        "more_columns": max(0, len(columns) - COLUMNS_SHOWN),
        "ignored": [plain(name) for name in said.ignore],
        "corrected": [plain(n) for n in dict.fromkeys([*fresh.kinds, *fresh.currency])],
        "newly_ignored": [plain(name) for name in fresh.ignore],
        "notes": [n.to_json() for n in table.notes],
        "others": [plain(name) for name in others],
        "uses": uses(table),
    }


def figures_of(table: Table, language: str) -> list[Figure]:
    """Rows, columns, and what is missing and different in each."""
    chinese = language == "zh"

    def count(name: str, value: int, en: str, zh: str, unit: str) -> Figure:
        return Figure(name, zh if chinese else en, float(value), unit, None, None, "")

    figures = [
        count("table.rows", len(table), "rows", "行数", "rows"),
        count("table.columns", len(table.columns), "columns", "列数", "columns"),
    ]
    for c in table.columns:
        missing = c.missing + c.unreadable
        figures.append(count(f"table.missing.{c.name}", missing, f"{c.name}: missing", f"{c.name}：缺失", "cells"))
        figures.append(count(f"table.distinct.{c.name}", c.distinct, f"{c.name}: values", f"{c.name}：取值", "values"))
    return figures


def plain(text: str) -> JsonDict:
    """A text of the user's file, the same in both languages; what it says may be quoted."""
    return Text(text, text).to_json()


def uses(table: Table) -> list[str]:
    """Tools that the table lends itself to, likeliest first."""
    numeric = [c for c in table.columns if c.is_numeric]
    dates = table.of_kind("date")
    found = []
    if dates and numeric and table.frame[dates[0].name].nunique() >= 3:
        found.append("forecast_revenue")
    if len(numeric) + len(table.of_kind("category", "flag")) >= 2 and len(table) >= 30:
        found += ["segment_customers", "explain_drivers"]
    return found


def kind_text(column: Column) -> Text:
    """The kind in words: "money (CNY)"."""
    text = KINDS[column.kind]
    if column.kind == "money" and column.currency:
        return Text(f"{text.en} ({column.currency})", f"{text.zh}（{column.currency}）")
    if column.personal:
        told = PERSONAL[column.personal]
        return Text(f"personal data: {told.en}", f"个人信息：{told.zh}")
    return text


def _column(column: Column) -> JsonDict:
    shown = [e if len(e) <= EXAMPLE else e[: EXAMPLE - 1] + "…" for e in column.examples]
    return {
        "name": plain(column.name.replace("|", "/")),
        "kind": column.kind,
        "currency": column.currency,
        "personal": column.personal,
        "kind_text": kind_text(column).to_json(),
        "missing": column.missing + column.unreadable,
        "distinct": column.distinct,
        "examples": plain(", ".join(s.replace("|", "/").replace("\n", " ") for s in shown)),
        "said": column.said,
    }
