"""Decides what a column holds and turns its cells into values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sized
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from assistant.analytics.tables import headers
from assistant.analytics.tables.bulk import MANY_ROWS, plain_numbers, texts_of
from assistant.analytics.tables.cells import is_blank, plain
from assistant.analytics.tables.column import Column, Kind
from assistant.analytics.tables.dates import Order, read_date, reading_of
from assistant.analytics.tables.numbers import Mark, Number, decimal_mark, read_number
from assistant.analytics.tables.personal import personal_cells
from assistant.language.text import Text

if TYPE_CHECKING:
    import pandas as pd

MOSTLY = 0.9  # share of cells that must read as a kind
LOOKED_AT = 2000  # different cells that decide
FEW = 12  # different values of a number that is a code
MANY = 50  # different values above which words are no category
LONG = 40  # characters of an average cell above which it is text
UNIQUE = 0.95


@dataclass(frozen=True)
class Locale:
    """What the rest of the file suggests for cells that allow two readings."""

    mark: Mark = "."
    order: Order = "month first"


@dataclass(frozen=True)
class Typed:
    """A column with its values and what must be said about it."""

    column: Column
    values: pd.Series[Any]
    notes: tuple[Text, ...] = ()


def type_column(raw: pd.Series[Any], name: str, locale: Locale, kind: Kind | None = None) -> Typed:
    """Understand one column.

    Args:
        raw: Cells as they were read: text, or numbers and dates where the file is typed.
        name: Header.
        locale: Habits of the file.
        kind: The kind the user says it is; inferred where not given.
    """
    if kind is None and len(raw) >= MANY_ROWS and (fast := _long_numbers(raw, name, locale)) is not None:
        return fast
    texts, different = texts_of(raw)
    present = texts.dropna()
    column = Column(name, kind or "empty", missing=len(raw) - len(present), distinct=len(different))
    if present.empty:
        return Typed(replace(column, kind="empty", said=kind is not None), texts)
    sample = different[:LOOKED_AT]
    personal = headers.personal_kind(name) or personal_cells(sample)
    column = replace(column, personal=personal, examples=() if personal else tuple(sample[:3]), said=kind is not None)
    chosen = kind or _infer(present, sample, name, locale)
    if personal and kind is None and chosen != "date":
        chosen = "text"
    return _VALUES[chosen](replace(column, kind=chosen), texts, sample, locale)


def _long_numbers(raw: pd.Series[Any], name: str, locale: Locale) -> Typed | None:
    """A long column of plain numbers, without looking at each cell; None where it is anything else."""
    import numpy as np
    import pandas as pd

    if locale.mark != "." or headers.personal_kind(name) or not pd.api.types.is_string_dtype(raw.head(LOOKED_AT)):
        return None
    values = plain_numbers(raw)
    odd = values.isna()
    rest = {cell: plain(cell) for cell in raw[odd].unique()} if odd.mean() < 0.5 else {}
    sample = [text for text in map(plain, raw[~odd].head(LOOKED_AT * 3).unique()) if text][:LOOKED_AT]
    if odd.mean() >= 0.5 or len(rest) > LOOKED_AT or not sample or personal_cells(sample):
        return None
    if decimal_mark(sample, ".") != (".", True):
        return None
    blanks = raw.isin([cell for cell, text in rest.items() if is_blank(text)])
    chosen = _infer(range(len(raw) - int(blanks.sum())), sample, name, locale)
    if chosen not in {"number", "money"}:
        return None
    read = {cell: read_number(text) for cell, text in rest.items() if not is_blank(text)}
    if read:
        values = values.where(~odd, raw.map({cell: n.value if n else np.nan for cell, n in read.items()}).astype(float))
    unreadable = int(values.isna().sum() - blanks.sum())
    column = Column(name, chosen, headers.currency_of(name), int(blanks.sum()), distinct=int(values.nunique()))
    typed = Typed(replace(column, examples=tuple(sample[:3])), values)
    return _with_unreadable(typed, unreadable, {rest[cell]: n for cell, n in read.items()})


def _infer(present: Sized, sample: list[str], name: str, locale: Locale) -> Kind:
    reading = reading_of(sample, locale.order)
    dated = _share(sample, lambda c: read_date(c, reading, years=bool(headers.YEAR.search(name))))
    mark, _ = decimal_mark(sample, locale.mark)
    numeric = _share(sample, lambda c: read_number(c, mark))
    if dated >= MOSTLY and (numeric < MOSTLY or headers.DATE.search(name) or all(len(c) == 8 for c in sample[:50])):
        return "date"
    distinct = len(set(sample))
    if numeric >= MOSTLY:
        return _numeric_kind(present, sample, name, mark)
    if distinct == 2:
        return "flag"
    length = sum(map(len, sample)) / len(sample)
    worded = sum(" " in c or not c.isascii() for c in sample) / len(sample)
    if distinct == len(present) > 2 and headers.IDENTIFIER.search(name) and length <= LONG:
        return "id"
    if distinct >= UNIQUE * min(len(present), LOOKED_AT) and len(present) > FEW and length <= LONG and worded < 0.3:
        return "id"
    return "category" if length <= LONG and distinct <= max(MANY, len(present) // 20) else "text"


def _numeric_kind(present: Sized, sample: list[str], name: str, mark: Mark) -> Kind:
    read = [n for c in sample if (n := read_number(c, mark))]
    if sum(n.percent for n in read) * 2 >= len(read):
        return "rate"
    if sum(n.currency is not None for n in read) * 2 >= len(read):
        return "money"
    if len({len(c) for c in sample}) == 1 and sum(c.startswith("0") and c.isdigit() for c in sample) > 1:
        return "id"  # zero-padded codes
    whole = all(n.value == int(n.value) for n in read)
    values = {n.value for n in read}
    if values == {0.0, 1.0}:
        return "flag"
    if whole and not headers.MONEY.search(name) and len(present) > FEW and _tells_apart(read, len(present), name):
        return "id"
    if whole and headers.IDENTIFIER.search(name) and not headers.MONEY.search(name):
        return "id"
    if whole and len(values) <= FEW and headers.CODE.search(name):
        return "category"
    return "money" if headers.MONEY.search(name) and not headers.CODE.search(name) else "number"


def _tells_apart(read: list[Number], present: int, name: str) -> bool:
    """Whole numbers that differ from row to row: by their header, or because they count the rows."""
    if headers.IDENTIFIER.search(name):
        return len({n.value for n in read}) >= UNIQUE * min(present, LOOKED_AT)
    return len(read) >= min(present, LOOKED_AT) and all(
        b.value - a.value == 1 for a, b in zip(read, read[1:], strict=False)
    )


def _share(sample: list[str], read: Callable[[str], object]) -> float:
    return sum(read(cell) is not None for cell in sample) / len(sample)


def _numbers(column: Column, texts: pd.Series[Any], sample: list[str], locale: Locale) -> Typed:
    import numpy as np
    import pandas as pd

    mark, proven = decimal_mark(sample, locale.mark)
    read = {cell: read_number(cell, mark) for cell in texts.dropna().unique()}
    values = pd.to_numeric(texts.map({c: n.value if n else np.nan for c, n in read.items()}), errors="coerce")
    unreadable = int(values.isna().sum() - texts.isna().sum())
    signs = Counter(n.currency for n in read.values() if n and n.currency)
    currency = signs.most_common(1)[0][0] if signs else headers.currency_of(column.name)
    notes = []
    if len(signs) > 1:
        names = ", ".join(sorted(signs))
        notes.append(
            Text(
                f"{column.name} mixes currencies ({names}); nothing was converted.",
                f"“{column.name}”混有多种货币（{names}），没有做任何换算。",
            )
        )
    if not proven:
        shown = next(c for c in sample if "," in c or "." in c)
        notes.append(
            Text(
                f"{column.name}: “{shown}” was read as {read_number(shown, mark).value:,.10g}.",  # type: ignore[union-attr]
                f"“{column.name}”中的“{shown}”按{read_number(shown, mark).value:,.10g}理解。",  # type: ignore[union-attr]
            )
        )
    return _with_unreadable(
        Typed(replace(column, currency=currency), values.astype(float), tuple(notes)), unreadable, read
    )


def _rates(column: Column, texts: pd.Series[Any], sample: list[str], locale: Locale) -> Typed:
    typed = _numbers(column, texts, sample, locale)
    bare = [c for c in sample if (n := read_number(c)) and not n.percent]
    if column.said and len(bare) * 2 > len(sample) and typed.values.abs().max() > 1:
        note = Text(
            f"{column.name}: bare numbers were read as percent.", f"“{column.name}”中不带百分号的数按百分数理解。"
        )
        return replace(typed, values=typed.values / 100, notes=(*typed.notes, note))
    return typed


def _dates(column: Column, texts: pd.Series[Any], sample: list[str], locale: Locale) -> Typed:
    import pandas as pd

    reading = reading_of(list(texts.dropna().head(LOOKED_AT)), locale.order)
    years = bool(headers.YEAR.search(column.name)) or column.said
    read = {cell: read_date(cell, reading, years=years) for cell in texts.dropna().unique()}
    values = pd.to_datetime(texts.map(read)).astype("datetime64[ns]")
    notes = []
    if not reading.proven:
        english, chinese = ("day/month", "日/月") if reading.order == "day first" else ("month/day", "月/日")
        notes.append(
            Text(
                f"{column.name} was read as {english}; the dates alone do not show it.",
                f"“{column.name}”按{chinese}的顺序理解，仅凭日期本身无法确定。",
            )
        )
    unreadable = int(values.isna().sum() - texts.isna().sum())
    return _with_unreadable(Typed(column, values, tuple(notes)), unreadable, read)


def _texts(column: Column, texts: pd.Series[Any], sample: list[str], locale: Locale) -> Typed:
    return Typed(column, texts.astype(object).where(texts.notna(), None))


def _with_unreadable(typed: Typed, count: int, read: dict[str, Any]) -> Typed:
    if not count:
        return typed
    shown = [cell for cell, value in read.items() if value is None][:3]
    name, quoted = typed.column.name, "”, “".join(shown)
    note = Text(
        f"{name}: {count} cells do not read as {typed.column.kind} and count as missing (“{quoted}”).",
        f"“{name}”有{count}个单元格无法识别，按缺失处理（“{quoted}”）。",
    )
    return replace(typed, column=replace(typed.column, unreadable=count), notes=(*typed.notes, note))


_VALUES: dict[Kind, Callable[[Column, Any, list[str], Locale], Typed]] = {
    "number": _numbers,
    "money": _numbers,
    "rate": _rates,
    "date": _dates,
    "id": _texts,
    "category": _texts,
    "flag": _texts,
    "text": _texts,
    "empty": _texts,
}
