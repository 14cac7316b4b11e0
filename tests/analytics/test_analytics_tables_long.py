"""Long columns are read all at once, with the same answers as cell by cell."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from assistant.analytics.tables.bulk import MANY_ROWS, plain_numbers, texts_of
from assistant.analytics.tables.read import read_table

CELLS = [
    '"1,200"', " 7 ", "n/a", "-3.50", "007", "1e3", "￥5", "(12)", "15.25", "", "无", "８８", "+4", "3.", ".5", "1200",
]  # fmt: skip
WORDS = ["basic", " pro ", "N/A", "", "企业版", "ｔｅａｍ", "-", "basic", "未知", "a b"]


def written(path: Path, repeat: int) -> Path:
    lines = ["amount,plan,n"]
    lines += [f"{CELLS[i % len(CELLS)]},{WORDS[i % len(WORDS)]},{i % 97}.5" for i in range(80 * repeat)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_a_long_table_reads_like_a_short_one(tmp_path: Path) -> None:
    repeat = MANY_ROWS // 80 + 1
    short, long = read_table(written(tmp_path / "s.csv", 20)), read_table(written(tmp_path / "l.csv", repeat))
    assert [(c.name, c.kind) for c in long.columns] == [(c.name, c.kind) for c in short.columns]
    assert len(long) == 80 * repeat > MANY_ROWS
    for name in ("amount", "plan", "n"):
        pd.testing.assert_series_equal(long.frame[name].head(1600), short.frame[name], check_exact=True)
    assert long.frame["amount"].head(4).tolist()[:2] == [1200.0, 7.0]
    for a, b in zip(long.columns, short.columns, strict=True):
        assert a.missing / len(long) == pytest.approx(b.missing / len(short))
        assert a.unreadable / len(long) == pytest.approx(b.unreadable / len(short))


def test_texts_in_bulk_are_those_of_single_cells() -> None:
    cells = [" x ", "N/A", "", "y", "x", "none", "-"] * (MANY_ROWS // 7 + 1)
    bulk, different = texts_of(pd.Series(cells))
    single, same = texts_of(pd.Series(cells[:7]))
    assert bulk.head(7).tolist() == single.tolist() == ["x", None, None, "y", "x", None, None]
    assert different == same == ["x", "y"]


def test_cells_that_are_no_plain_number_are_left_to_the_careful_reader() -> None:
    found = plain_numbers(pd.Series(["1.5", "-2", "+3", "1e3", "1,000", "0x1F", "inf", "nan", "", ".5"]))
    assert found.head(3).tolist() == [1.5, -2.0, 3.0]
    assert found.iloc[3:].isna().all()


def test_quoted_line_breaks_and_quotes_survive_the_fast_way(tmp_path: Path) -> None:
    rows = [f'{i},"said ""yes"",\nthen no",{i % 5}' for i in range(70_000)]
    path = tmp_path / "quoted.csv"
    path.write_text("id,remark,n\n" + "\n".join(rows) + "\n", encoding="utf-8")
    table = read_table(path)
    assert len(table) == 70_000
    assert table.frame["remark"].iloc[-1] == 'said "yes",\nthen no'
