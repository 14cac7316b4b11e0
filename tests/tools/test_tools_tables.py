"""Tables in chat: which file is meant, corrections that hold, what is said of the columns."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from assistant.errors import ToolInputError
from assistant.tools.tables import load_table, table_files, table_tools

TEXT = "cust_id,email,amount,zip,plan\n" + "".join(
    f"C{i:03d},u{i}@mail.com,{100 + i},{(i % 7) + 10001},{'pro' if i % 3 else 'free'}\n" for i in range(30)
)


def runtime(tmp_path: Path, files: dict[str, str], **state: Any) -> Any:
    kept = []
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
        kept.append({"name": name, "path": str(tmp_path / name)})
    return SimpleNamespace(state={"files": kept, **state}, tool_call_id="c1", config={})


def describe(found: Any, **args: Any) -> dict[str, Any]:
    function: Any = table_tools()[0]
    command = function.func(runtime=found, **args)
    return {"update": command.update, **command.update["messages"][0].artifact}


def test_the_file_named_or_the_last_one(tmp_path: Path) -> None:
    found = runtime(tmp_path, {"orders.csv": TEXT, "Old Notes.txt": "hello", "b.csv": "x,y\n1,2\n3,4\n"})
    assert load_table(found).source == "b.csv"
    assert load_table(found, "ORDERS").source == "orders.csv"
    assert [f["name"] for f in table_files(found.state["files"])] == ["orders.csv", "b.csv"]
    with pytest.raises(ToolInputError, match="There is: orders.csv, b.csv") as raised:
        load_table(found, "sales.csv")
    assert raised.value.choices == ("orders.csv", "b.csv")


def test_without_a_table_an_upload_is_asked_for(tmp_path: Path) -> None:
    with pytest.raises(ToolInputError, match="upload a CSV") as raised:
        load_table(runtime(tmp_path, {}))
    assert raised.value.question and "上传" in raised.value.zh


def test_the_process_gives_what_reading_gives(tmp_path: Path) -> None:
    from assistant.analytics.tables import read_table

    text = "month,share,who,n,none\n2024-01,15%,a,1,\n2024-02,8%,b,2,\n2024-03,n/a,a,3.5,\n"
    found = load_table(runtime(tmp_path, {"t.csv": text}))
    here = read_table(tmp_path / "t.csv")
    assert found.columns == here.columns and found.notes == here.notes
    assert found.frame.equals(here.frame)
    assert list(found.frame.dtypes) == list(here.frame.dtypes)


def test_a_damaged_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(b"PK\x03\x04 broken")
    found = runtime(tmp_path, {})
    found.state["files"] = [{"name": "a.xlsx", "path": str(tmp_path / "a.xlsx")}]
    with pytest.raises(ToolInputError, match=r"a\.xlsx"):
        load_table(found)


def test_corrections_are_kept_and_hold(tmp_path: Path) -> None:
    found = runtime(tmp_path, {"orders.csv": TEXT})
    first = describe(found)
    kinds = {c["name"]["en"]: c["kind"] for c in first["data"]["columns"]}
    assert kinds == {"cust_id": "id", "email": "text", "amount": "money", "zip": "category", "plan": "flag"}
    assert "tables" not in first["update"]
    second = describe(found, kinds={"zip": "text"}, currency={"Amount": "cny"}, ignore=["cust_id"])
    found.state["tables"] = second["update"]["tables"]
    table = load_table(found)
    assert [(c.name, c.kind, c.currency) for c in table.columns] == [
        ("email", "text", None),
        ("amount", "money", "CNY"),
        ("zip", "text", None),
        ("plan", "flag", None),
    ]
    third = describe(found, kinds={"cust_id": "id"})
    assert third["update"]["tables"]["orders.csv"]["ignore"] == []
    assert any(f["id"] == "table.rows" and f["value"] == 30 for f in third["figures"])


def test_personal_cells_are_never_shown(tmp_path: Path) -> None:
    assert "mail.com" not in str(describe(runtime(tmp_path, {"orders.csv": TEXT})))
