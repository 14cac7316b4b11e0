"""Tells that a short message follows on the segments, driver analysis or recommendations in hand."""

from __future__ import annotations

import re
from collections.abc import Callable

from assistant.planner.context import Context
from assistant.planner.plans.decisions import follows_on_budget, follows_on_feasibility
from assistant.planner.plans.drivers import follows_on_drivers
from assistant.planner.plans.recommend import follows_on_recommendation
from assistant.planner.plans.segments import follows_on_segments
from assistant.planner.understand.evidence import Evidence

LONGEST = 120  # characters
FOLLOWS: dict[str, Callable[[Evidence], bool]] = {
    "allocate_budget": lambda seen: follows_on_budget(seen.text, seen.context, _names_input(seen)) and not seen.edit,
    "assess_feasibility": lambda seen: follows_on_feasibility(seen.text, seen.context),
    "explain_drivers": lambda seen: follows_on_drivers(seen.text, seen.context),
    "recommend_items": lambda seen: follows_on_recommendation(seen.text, seen.context),
    "segment_customers": lambda seen: follows_on_segments(seen.text, seen.context),
}


def _names_input(seen: Evidence) -> bool:
    """Whether an input is named that is not the cash which a budget splits: "what if the round was only 250k"."""
    return any(m.ids != ("cash",) for m in seen.inputs)


def analysis_talk(seen: Evidence) -> str | None:
    """The intent of the analysis computed last, None where the words do not go on with it."""
    tool = _latest(seen.context)
    if tool not in FOLLOWS or tool not in seen.context.tools or len(seen.text) > LONGEST:
        return None
    return tool if FOLLOWS[tool](seen) else None


def _latest(context: Context) -> str:
    """The tool that published figures last."""
    counts = {}
    for tool, artifact in context.seen.items():
        figures = artifact.get("figures") if isinstance(artifact, dict) else None
        number = re.search(r"#(\d+)$", str(figures[-1].get("source", ""))) if figures else None
        if number:
            counts[tool] = int(number.group(1))
    return max(counts, key=lambda tool: counts[tool]) if counts else ""
