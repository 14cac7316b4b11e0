"""Tables with a column a period become rows; odd but plain dates and merged headers are understood."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from assistant.analytics.forecast.holiday import holiday_effects
from assistant.analytics.tables.read import read_table
from assistant.analytics.tables.wide import unpivoted


@pytest.mark.parametrize(
    ("header", "first", "names"),
    [
        ("product,Jan 2024,Feb 2024,Mar 2024,Apr 2024", "2024-01-01", ("period", "value")),
        ("产品,2024年1月,2024年2月,2024年3月,2024年4月", "2024-01-01", ("时期", "数值")),
        ("shop,2021,2022,2023,2024", "2021-01-01", ("period", "value")),
    ],
)
def test_columns_that_are_periods_become_rows(tmp_path: Path, header: str, first: str, names: tuple[str, str]) -> None:
    path = tmp_path / "wide.csv"
    path.write_text(f"{header}\nA,1.5,2.5,3,4\nB,10,20.5,30,40\nC,7,8,9,10.5\n", encoding="utf-8")
    table = unpivoted(read_table(path))
    assert table is not None
    when, what = names
    assert len(table) == 12
    assert str(table.frame[when].min())[:10] == first
    own = table.frame[table.frame.iloc[:, 0] == "B"]
    assert own.sort_values(when)[what].tolist() == [10, 20.5, 30, 40]


def test_other_tables_stay(tmp_path: Path) -> None:
    path = tmp_path / "long.csv"
    path.write_text("month,sales,orders,price\n2024-01,1,2,3\n2024-02,4,5,6\n2024-03,4,5,6\n", encoding="utf-8")
    assert unpivoted(read_table(path)) is None


def test_dates_written_in_many_ways_are_one_column(tmp_path: Path) -> None:
    cells = ["2025-01-15", "15/02/2025", "2025年3月15日", '"Apr 15, 2025"', "2025/5/15", "20250615", "15.07.2025"]
    path = tmp_path / "mixed.csv"
    path.write_text("date,sales\n" + "\n".join(f"{c},{i}" for i, c in enumerate(cells)) + "\n", encoding="utf-8")
    table = read_table(path)
    assert table.column("date").kind == "date"
    assert [d.month for d in table.frame["date"]] == [1, 2, 3, 4, 5, 6, 7]


def test_a_cell_merged_downwards_names_its_column_once(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (["客户", "销售", None], [None, "金额", "订单"], ["甲", 12.5, 3], ["乙", 7.25, 4], ["丙", 9.75, 5]):
        sheet.append(row)
    sheet.merge_cells("A1:A2")
    sheet.merge_cells("B1:C1")
    book.save(tmp_path / "merged.xlsx")
    table = read_table(tmp_path / "merged.xlsx")
    assert [c.name for c in table.columns] == ["客户", "销售 金额", "销售 订单"]


def test_a_sunday_inside_the_golden_week_belongs_to_it() -> None:
    from datetime import date

    import numpy as np

    from assistant.analytics.forecast.series import Series

    values = np.full((date(2026, 9, 30) - date(2024, 1, 1)).days + 1, 100.0)
    for year in (2024, 2025):
        start = (date(year, 10, 1) - date(2024, 1, 1)).days
        values[start : start + 7] = 200.0
    found = holiday_effects(Series("s", values, "day", date(2024, 1, 1)), 10, "CN")
    week = next(e for e in found if e.name == "National Day")
    assert date(2026, 10, 4) in week.days
    assert week.factor == pytest.approx(2.0)
