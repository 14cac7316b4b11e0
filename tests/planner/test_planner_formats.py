"""Formats that cannot be written are said, with those that come near."""

from __future__ import annotations

from assistant.planner.context import Context
from assistant.planner.plans.exports import plan_export


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
