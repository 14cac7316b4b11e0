"""Short messages that mean something only by the turn before; terms explained; formats that cannot be written."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from assistant.canvas import history_of
from assistant.planner.context import Context
from assistant.planner.finance_view import FinanceViews
from assistant.planner.plans.exports import plan_export
from assistant.planner.understand.evidence import Evidence
from assistant.planner.understand.heard_wrong import abbreviation_explained
from assistant.planner.understand.just_now import just_now

CANVAS = history_of({"channels": ["Farm visits"]})


def seen(text: str, views: FinanceViews, intent: str = "guidance", **known: Any) -> Evidence:
    context = Context(text, "en", canvas=CANVAS, **known)
    return Evidence(text, SimpleNamespace(intent=intent, confidence=0.9, understood=True), context, views.of(context))


@pytest.mark.parametrize(
    ("text", "known", "intent"),
    [
        ("and once more", {"focus": {"step": "undo"}}, "undo"),
        ("again please", {"focus": {"step": "redo"}}, "redo"),
        ("再来一次", {"focus": {"step": "undo"}}, "undo"),
        ("and once more", {}, None),
        ("back to the normal nine boxes", {"focus": {"viewed": True}}, "show_canvas"),
        ("换回普通画布", {"focus": {"viewed": True}}, "show_canvas"),
        ("back to the full canvas version v2", {"focus": {"viewed": True}}, None),
        ("哎哟手快了，还给我", {"seen": {"last_change": {"tool": "clear_canvas"}}}, "undo"),
        ("oops, put that back", {"seen": {"last_change": {"tool": "edit_canvas"}}}, "undo"),
        ("oops, put that back", {}, None),
    ],
)
def test_the_turn_before_says_what_is_meant(
    text: str, known: dict[str, Any], intent: str | None, views: FinanceViews
) -> None:
    assert just_now(seen(text, views, **known)) == intent


@pytest.mark.parametrize(
    ("text", "intent", "found"),
    [
        ("顺便问下RFM是啥", "segment_customers", "guidance"),
        ("老听投资人提rule of 40，啥玩意儿", "saas_metrics", "guidance"),
        ("what does NRR mean anyway", "saas_metrics", "guidance"),
        ("我们的NRR是什么", "saas_metrics", None),
        ("segment them by RFM", "segment_customers", None),
    ],
)
def test_an_abbreviation_is_explained(text: str, intent: str, found: str | None, views: FinanceViews) -> None:
    assert abbreviation_explained(seen(text, views, intent)) == found


def test_a_format_that_cannot_be_written_is_said() -> None:
    for text, name, near in (
        ("can I have that as a .psd for photoshop", "psd", ["svg", "png"]),
        ("导出成xmind", "xmind", ["svg", "png"]),
        ("save it as notes.epub", "epub", ["docx", "md"]),
    ):
        plan = plan_export(text, Context(text, "en"))
        assert not plan.calls
        assert (plan.says[0].variables["name"], plan.says[0].variables["near"]) == (name, near)
    for text, format_ in (("export as pdf", "pdf"), ("export the key partners", "md")):
        assert plan_export(text, Context(text, "en")).calls[0].args == {"format": format_}
