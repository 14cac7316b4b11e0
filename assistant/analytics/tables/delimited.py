"""Reads delimited text: encoding, separator, header and ragged lines."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.analytics.tables.raw import Raw, named
from assistant.errors import ToolInputError
from assistant.language.text import Text

if TYPE_CHECKING:
    import pandas as pd

SEPARATORS = (",", ";", "\t", "|")
LOOKED_AT = 200  # lines that decide on the separator
HANZI_ENOUGH = 0.8
LONG_TEXT = 2_000_000  # characters from which speed matters


def decode(data: bytes) -> tuple[str, str]:
    """Text of a file and the name of its encoding.

    UTF-8 proves itself; GB 18030 decodes almost anything, so it must give mostly common characters (GB 2312 level 1).
    """
    for mark, name in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return data.decode(name, errors="replace"), name
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        pass
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace"), "cp1252"
    foreign = [c for c in text[:200_000] if not c.isascii()]
    if foreign and sum(map(_is_common, foreign)) >= HANZI_ENOUGH * len(foreign):
        return text, "gb18030"
    return data.decode("cp1252", errors="replace"), "cp1252"


def _is_common(char: str) -> bool:
    try:
        code = char.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return len(code) == 2 and 0xA1 <= code[0] <= 0xD7


def separator_of(lines: Sequence[str]) -> str | None:
    """The separator that splits these lines most evenly; None for runs of spaces."""

    def evenness(separator: str) -> tuple[float, int]:
        widths = Counter(len(row) for row in csv.reader(lines, delimiter=separator) if row)
        width, count = widths.most_common(1)[0]
        return (count / sum(widths.values()) if width > 1 else 0.0), width

    found = {separator: evenness(separator) for separator in SEPARATORS}
    even = [s for s in SEPARATORS if found[s][0] >= 0.9]
    if even:
        # "1,5;2,5" is as even by commas as by semicolons; people who write decimal commas separate by semicolons.
        return next(
            (s for s in ("\t", ";", "|") if s in even and found[s][1] >= found.get(",", (0, 0))[1] / 2), even[0]
        )
    spaced = Counter(len(line.split()) for line in lines)
    width, count = spaced.most_common(1)[0]
    if width > 1 and count >= 0.9 * len(lines) and not any(s in line for line in lines for s in SEPARATORS):
        return None
    best = max(SEPARATORS, key=lambda s: found[s])
    return best if found[best][0] > 0 else ","


def read_delimited(path: Path) -> Raw:
    """Cells of a CSV, TSV or other delimited text file.

    Raises:
        ToolInputError: The file holds no table.
    """
    text, encoding = decode(path.read_bytes())
    if "\x00" in text[:10_000]:
        raise ToolInputError(
            f"{path.name} is not a text table. Save it as CSV or .xlsx.",
            f"{path.name}不是文本表格。请另存为CSV或.xlsx。",
        )
    if text[:5].lower() == "sep=;":
        text = text.partition("\n")[2]
    lines = [line for line in text[:400_000].splitlines() if line.strip()][:LOOKED_AT]
    if not lines:
        raise ToolInputError(f"{path.name} is empty.", f"{path.name}是空文件。")
    separator = separator_of(lines)
    grid, notes = _grid(text, separator)
    raw = named(grid, notes=notes)
    return Raw(raw.frame, raw.notes, continental=separator == ";", encoding=encoding)


def _grid(text: str, separator: str | None) -> tuple[pd.DataFrame, tuple[Text, ...]]:
    import pandas as pd

    if separator is not None and len(text) > LONG_TEXT:
        from pyarrow import ArrowInvalid

        try:
            width = len(next(csv.reader([text[: text.index("\n")]], delimiter=separator)))
            return fast_grid(text, separator, range(width)), ()  # type: ignore[arg-type]
        except ArrowInvalid:  # ragged lines
            pass
    if separator is None:
        rows = [line.split() for line in text.splitlines()]
    else:
        csv.field_size_limit(10_000_000)
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    rows = [row for row in rows if any(cell.strip() for cell in row)]
    width = Counter(len(row) for row in rows).most_common(1)[0][0]
    longest = max(map(len, rows))
    ragged = sum(len(row) > width for row in rows)
    notes: tuple[Text, ...] = ()
    if ragged and len(rows) > 2:
        notes = (
            Text(
                f"{ragged} lines have more cells than the others; the extra cells are in columns of their own.",
                f"有{ragged}行的单元格比其他行多，多出的部分放在单独的列里。",
            ),
        )
    return pd.DataFrame([row + [""] * (longest - len(row)) for row in rows], dtype=object), notes


def fast_grid(text: str, separator: str, names: Sequence[str]) -> pd.DataFrame:
    """Cells of a long text with as many cells in each line, columns of Arrow strings called `names`.

    Raises:
        pyarrow.ArrowInvalid: Lines differ in length.
    """
    import pandas as pd
    import pyarrow as pa
    import pyarrow.csv

    keys = [str(i) for i in range(len(names))]
    found = pyarrow.csv.read_csv(
        io.BytesIO(text.encode()),
        read_options=pyarrow.csv.ReadOptions(column_names=keys),
        parse_options=pyarrow.csv.ParseOptions(delimiter=separator, newlines_in_values=True),
        convert_options=pyarrow.csv.ConvertOptions(column_types=dict.fromkeys(keys, pa.string())),
    )
    frame = pd.DataFrame({key: pd.Series(found[key], dtype="string[pyarrow]") for key in keys})
    return frame.set_axis(list(names), axis=1)
