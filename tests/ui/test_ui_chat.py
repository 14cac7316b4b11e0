from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from assistant.events import (
    FigurePublished,
    TextDelta,
    ToolFinished,
    ToolProgress,
    ToolStarted,
    TurnEnded,
    TurnFailed,
)
from assistant.figures import Figure
from ui.chat import Transcript, replay
from ui.i18n import words
from ui.markdown import literal, safe

EN, ZH = words("en"), words("zh")
WHAT_IF = {
    "changes": [
        {
            "label": {"en": "conversion rate", "zh": "转化率"},
            "unit": "fraction",
            "period": None,
            "before": 0.1,
            "after": 0.15,
        }
    ],
    "outputs": [
        {"label": {"en": "profit", "zh": "利润"}, "unit": "USD", "period": "month", "before": -7421.6, "after": 6368.0}
    ],
}


def finished(name: str, data: dict[str, Any], error: str | None = None, **more: Any) -> ToolFinished:
    return ToolFinished("c1", name, more.get("args", {}), data, more.get("citations", []), error, 0.1234)


def test_user_text_is_shown_as_written() -> None:
    assert literal("<b>**x**</b> & $5") == "&lt;b&gt;\\*\\*x\\*\\*&lt;/b&gt; &amp; \\$5"


def test_replies_keep_tables_and_lose_html_images_and_script_links() -> None:
    assert safe("| a | b |\n|---|--:|") == "| a | b |\n|---|--:|"
    assert safe("<img src=x onerror=alert(1)>").startswith("&lt;img")
    assert "![" not in safe("![x](http://evil.example/?q=1)")
    assert safe("[x](javascript:alert)") == "[x]"
    assert safe("[1](https://a.example/b)") == "[1](https://a.example/b)"
    assert safe("3 < 4") == "3 < 4"


def test_text_streams_into_one_message() -> None:
    transcript = Transcript(EN, "t")
    transcript.say("hi", [Path("/tmp/secret/orders.csv")])
    for piece in ("Hel", "lo"):
        transcript.apply(TextDelta(piece))
    assert transcript.messages == [
        {"role": "user", "content": "hi\n\nFiles: orders\\.csv"},
        {"role": "assistant", "content": "Hello"},
    ]


def test_a_tool_card_opens_and_closes() -> None:
    transcript = Transcript(ZH, "t")
    transcript.say("如果转化率是15%呢")
    transcript.apply(ToolStarted("c1", "what_if", {"changes": []}))
    assert transcript.messages[-1]["metadata"] == {"title": "做了假设测算", "status": "pending"}
    transcript.apply(FigurePublished(Figure("profit", "利润", 1.0, "USD", None, None, "")))
    transcript.apply(finished("what_if", WHAT_IF))
    card = transcript.messages[-1]
    assert card["metadata"] == {"title": "做了假设测算", "status": "done", "duration": 0.12}
    assert card["content"] == "- 转化率：10% → 15%\n- 利润：−\\$7,422/月 → \\$6,368/月"
    transcript.apply(TextDelta("好"))
    assert len(transcript.messages) == 3


def test_a_refused_call_says_so() -> None:
    transcript = Transcript(EN, "t")
    transcript.apply(finished("what_if", {}, error="A conversion of 150% is impossible."))
    assert transcript.messages[-1]["metadata"]["title"] == "Computed a what-if – not possible"
    assert transcript.messages[-1]["content"] == "A conversion of 150% is impossible\\."


def test_citations_are_listed_with_their_quotes() -> None:
    passage = {"n": 2, "title": "Pricing", "heading": "Value", "quote": "Price  by\nvalue.", "path": "/srv/x.md"}
    transcript = Transcript(EN, "t")
    transcript.apply(finished("search_guidance", {"passages": [{}]}, citations=[passage], args={"query": "price"}))
    content = transcript.messages[-1]["content"]
    assert content == "- price\n- \\[2\\] **Pricing › Value**  \n  Price by value\\."
    assert "/srv" not in content


def test_a_failed_turn_is_readable_and_leaves_no_spinner() -> None:
    transcript = Transcript(EN, "t")
    transcript.apply(ToolStarted("c1", "search_guidance", {"query": "x"}))
    transcript.apply(TurnFailed("The model cannot be reached."))
    assert transcript.messages[0]["metadata"]["status"] == "done"
    assert transcript.messages[1]["content"] == "**That did not work**\n\nThe model cannot be reached\\."


def test_written_files_become_links_and_their_place_stays_private() -> None:
    path = "/srv/data/exports/canvas-1.md"
    transcript = Transcript(EN, "abc")
    transcript.apply(TextDelta(f"The canvas is written to `{path}`."))
    transcript.apply(TurnEnded({"files": [path]}))
    content = transcript.messages[-1]["content"]
    assert "/srv" not in content
    assert "`canvas-1.md`" in content
    assert "[Download canvas\\-1\\.md](/files/abc/canvas-1.md)" in content


def test_stored_messages_are_replayed_without_the_houses_own() -> None:
    call = {"id": "c1", "name": "export_canvas", "args": {"format": "md"}}
    messages = [
        SimpleNamespace(type="human", text="export", additional_kwargs={}),
        SimpleNamespace(type="ai", text="", tool_calls=[call]),
        SimpleNamespace(
            type="tool", name="export_canvas", text="", status="success", tool_call_id="c1",
            artifact={"data": {"path": "/srv/canvas.md"}},
        ),
        SimpleNamespace(type="human", text="mend it", additional_kwargs={"canvas_correction": True}),
        SimpleNamespace(type="ai", text="Written to /srv/canvas.md", tool_calls=[]),
    ]  # fmt: skip
    shown = replay(messages, EN, "abc").messages
    assert [m["role"] for m in shown] == ["user", "assistant", "assistant"]
    assert shown[1]["metadata"]["title"] == "Exported the canvas"
    assert shown[2]["content"].startswith("Written to canvas.md")
    assert "(/files/abc/canvas.md)" in shown[2]["content"]


@pytest.mark.parametrize(("language", "said"), [("en", "Reading the table"), ("zh", "正在读取表格")])
def test_a_card_tells_how_far_its_tool_is(language: str, said: str) -> None:
    transcript = Transcript(words(language), "t")
    transcript.say("go")
    transcript.apply(ToolStarted("1", "segment_customers", {}))
    transcript.apply(ToolProgress("1", 0.5, {"en": "Reading the table", "zh": "正在读取表格"}))
    card = transcript.messages[-1]
    assert card["metadata"]["status"] == "pending" and card["metadata"]["title"] == f"{said} · 50%"
    assert card["content"] == "`" + "█" * 12 + "░" * 12 + "`"
    transcript.apply(ToolFinished("1", "segment_customers", {}, {}, [], None, 2.0))
    assert card["metadata"]["title"] == words(language)("tools.title.segment_customers")
    assert card["metadata"]["status"] == "done" and "█" not in card["content"]
