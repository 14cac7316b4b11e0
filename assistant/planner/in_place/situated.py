"""A message with what stands before it, as an encoder fine-tuned on the talks reads it."""

from __future__ import annotations

from assistant.planner.understand.evidence import Evidence


def situated(seen: Evidence) -> str:
    """The message after what stands before it: the open question and the last tools."""
    context = seen.context
    asked = (context.asked.get("kind") or "nothing").replace("_", " ")
    last = " then ".join(tool.replace("_", " ") for tool in context.last[-2:]) or "nothing"
    return f"asked {asked}; did {last}: {seen.text}"
