"""What a reply may state besides figures."""

from __future__ import annotations

from langchain_core.messages import ToolMessage

from assistant.facts import Facts

PATH = "/tmp/exports/0dc27edf 15%/6a164/canvas.md"


def written(path: str) -> ToolMessage:
    return ToolMessage("{}", artifact={"tool": "export_canvas", "data": {"path": path}}, tool_call_id="1")


def test_digits_of_a_file_that_a_tool_wrote_are_no_quantity() -> None:
    assert Facts({}).check(f"The canvas is written to `{PATH}`.", {}, [written(PATH)]) == []


def test_digits_of_another_path_and_beside_the_path_are() -> None:
    facts = Facts({})
    assert facts.check(f"It is in {PATH} and shows 17%.", {}, [written(PATH)]) == ["17%"]
    assert facts.check("It is in /tmp/exports/15%/canvas.md", {}, [written(PATH)]) == ["15%"]
