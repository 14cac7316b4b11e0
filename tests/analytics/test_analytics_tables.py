"""Tables as people have them, read into typed columns."""

from __future__ import annotations

from datetime import date, datetime, time
from pathlib import Path

import openpyxl
import pytest

from assistant.analytics.tables import Table, read_table
from assistant.analytics.tables.dates import Reading, read_date, reading_of
from assistant.analytics.tables.numbers import decimal_mark, read_number
from assistant.errors import ToolInputError
from assistant.language.identifiers import is_card, is_chinese_id


def day(year: int, month: int, number: int) -> datetime:
    return datetime.combine(date(year, month, number), time())


def table(tmp_path: Path, text: str, encoding: str = "utf-8", name: str = "t.csv", **kwargs: object) -> Table:
    path = tmp_path / name
    path.write_bytes(text.encode(encoding))
    return read_table(path, **kwargs)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("cell", "mark", "value"),
    [
        ("1,200", ".", 1200),
        ("1.200,50", ",", 1200.5),
        ("¥1,200", ".", 1200),
        ("15%", ".", 0.15),
        ("(3.5k)", ".", -3500),
        ("1.2万", ".", 12000),
        ("3亿", ".", 3e8),
        ("-$45.10", ".", -45.1),
        ("$-45.10", ".", -45.1),
        ("45-", ".", -45),
        ("1 234 567,8", ",", 1234567.8),
        ("12'500.25", ".", 12500.25),
        ("300元", ".", 300),
        (".5", ".", 0.5),
        ("2e3", ".", 2000),
    ],
)
def test_numbers_of_all_places(cell: str, mark: str, value: float) -> None:
    found = read_number(cell, mark)  # type: ignore[arg-type]
    assert found is not None
    assert found.value == pytest.approx(value, rel=1e-12)


@pytest.mark.parametrize("cell", ["12-34", "v1.2", "1,23,4", "abc", "1.2.3", "(5", "12:30"])
def test_what_is_no_number(cell: str) -> None:
    assert read_number(cell) is None


def test_the_decimal_mark_is_proven_by_the_column() -> None:
    assert decimal_mark(["1.234,56", "12,5"]) == (",", True)
    assert decimal_mark(["1,234.56", "12.5"]) == (".", True)
    assert decimal_mark(["1,234", "5,678"]) == (".", False)


@pytest.mark.parametrize(
    ("cell", "parts"),
    [
        ("2024年3月", (2024, 3, 1)),
        ("2024年3月5日", (2024, 3, 5)),
        ("2024-03-05", (2024, 3, 5)),
        ("2024/3/5 14:30", (2024, 3, 5)),
        ("20240305", (2024, 3, 5)),
        ("Mar 2024", (2024, 3, 1)),
        ("5-Mar-24", (2024, 3, 5)),
        ("March 5th, 2024", (2024, 3, 5)),
        ("2024Q3", (2024, 7, 1)),
        ("2024年第二季度", (2024, 4, 1)),
        ("2024-W05", (2024, 1, 29)),
        ("3/2024", (2024, 3, 1)),
    ],
)
def test_dates_of_many_shapes(cell: str, parts: tuple[int, int, int]) -> None:
    found = read_date(cell, Reading())
    assert found is not None
    assert (found.year, found.month, found.day) == parts


def test_slashed_dates_are_read_by_what_the_column_shows() -> None:
    assert reading_of(["03/04/2024", "25/04/2024"]) == Reading("day first", proven=True)
    assert reading_of(["03/04/2024", "04/25/2024"]) == Reading("month first", proven=True)
    assert reading_of(["01/01/2024", "01/02/2024", "01/03/2024", "01/04/2024"], "day first").proven is False
    assert read_date("03/04/2024", Reading("day first")) == day(2024, 4, 3)


def test_a_chinese_file_in_gbk(tmp_path: Path) -> None:
    text = '客户编号,城市,消费金额,转化率,注册日期\nA001,上海,"￥1,200",15%,2024年3月\n'
    text += "A002,北京,￥880,8%,2024年4月\nA003,上海,￥95,20%,2024年5月\n"
    found = table(tmp_path, text, "gb18030")
    assert {c.name: c.kind for c in found.columns} == {
        "客户编号": "id",
        "城市": "flag",
        "消费金额": "money",
        "转化率": "rate",
        "注册日期": "date",
    }
    assert list(found.frame["消费金额"]) == [1200, 880, 95]
    assert found.column("消费金额").currency == "CNY"
    assert list(found.frame["转化率"]) == pytest.approx([0.15, 0.08, 0.2])
    assert found.frame["注册日期"][2] == day(2024, 5, 1)


def test_a_german_file(tmp_path: Path) -> None:
    rows = "".join(f"Müller {i};{d}.03.2024;1.{i}00,50\n" for i, d in enumerate((13, 14, 15, 16), 1))
    found = table(tmp_path, "Firma;Datum;Umsatz (EUR)\n" + rows, "latin-1")
    assert list(found.frame["Umsatz (EUR)"]) == [1100.5, 1200.5, 1300.5, 1400.5]
    assert found.column("umsatz (eur)").currency == "EUR"
    assert found.frame["Firma"][0] == "Müller 1"
    assert found.frame["Datum"][0] == day(2024, 3, 13)


def test_blanks_totals_titles_and_what_does_not_read_are_said(tmp_path: Path) -> None:
    text = "Sales report,,\n\nRegion,Month,Revenue\n" + "".join(f"North,2024-0{m},{m}00\n" for m in range(1, 10))
    text += "South,2024-10,n/a\nSouth,2024-11,about 5\nTotal,,4500\n"
    found = table(tmp_path, text)
    assert len(found) == 11
    assert (found.column("Revenue").missing, found.column("Revenue").unreadable) == (1, 1)
    notes = " ".join(n.en for n in found.notes)
    assert "above the header" in notes and "“about 5”" in notes and "is a total" in notes


def test_personal_columns_are_recognised_by_cells_and_headers(tmp_path: Path) -> None:
    text = "who,contact,full name,spend\n" + "".join(f"c{i},u{i}@mail.com,Ann Li,{i}0\n" for i in range(5))
    found = table(tmp_path, text)
    assert [c.personal for c in found.columns] == [None, "email", "name", None]
    assert found.column("contact").examples == ()
    assert is_chinese_id("11010519491231002X") and not is_chinese_id("110105194912310021")
    assert is_card("4111 1111 1111 1111") and not is_card("4111 1111 1111 1112")


def test_the_user_corrects_a_column(tmp_path: Path) -> None:
    text = "plan,rate,score\n" + "".join(f"{i % 3},{i},{i}\n" for i in range(1, 9))
    found = table(tmp_path, text, kinds={"Plan": "category", "rate": "rate"}, ignore=("score",))
    assert [(c.name, c.kind) for c in found.columns] == [("plan", "category"), ("rate", "rate")]
    assert list(found.frame["rate"][:3]) == pytest.approx([0.01, 0.02, 0.03])
    with pytest.raises(ToolInputError, match="Did you mean plan"):
        table(tmp_path, text, ignore=("plam",))


def test_a_workbook_with_a_title_and_merged_headers(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Quarterly sales", None, None, None, None])
    sheet.append(["Region", "2023", None, "2024", None])
    sheet.append([None, "H1", "H2", "H1", "H2"])
    for i, region in enumerate(("North", "South", "East")):
        sheet.append([region, 10 + i, 20 + i, 30 + i, 40 + i])
    sheet.merge_cells("B2:C2")
    sheet.merge_cells("D2:E2")
    path = tmp_path / "sales.xlsx"
    book.save(path)
    found = read_table(path)
    assert [c.name for c in found.columns][1:] == ["2023 H1", "2023 H2", "2024 H1", "2024 H2"]
    assert list(found.frame["2024 H2"]) == [40, 41, 42]


@pytest.mark.parametrize(
    ("name", "content"), [("a.pdf", b"%PDF"), ("a.xlsx", b"nope"), ("a.csv", b""), ("a.csv", b"x,y\n")]
)
def test_what_is_no_table_is_refused_with_what_to_give(tmp_path: Path, name: str, content: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(ToolInputError) as raised:
        read_table(path)
    assert raised.value.zh and raised.value.en


DATA = Path(__file__).resolve().parents[2].parent / "shared" / "data" / "customers"


@pytest.mark.skipif(not DATA.exists(), reason="reference data absent")
@pytest.mark.parametrize(
    ("name", "rows", "ids"),
    [
        ("telco_churn_ibm.csv", 7043, ["customerID"]),
        ("online_retail_rfm.csv", 4338, ["CustomerID"]),
        ("wholesale_customers_uci.csv", 440, []),
        ("cdnow_sample.txt", 6919, ["column 1", "column 2"]),
    ],
)
def test_real_files_load(name: str, rows: int, ids: list[str]) -> None:
    found = read_table(DATA / name)
    assert len(found) == rows
    assert [c.name for c in found.of_kind("id")] == ids
