"""Writes the reply of a turn from its tool results, deterministically."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from assistant.canvas import BLOCKS
from assistant.language.formatting import format_delta, format_number
from assistant.planner.context import Context
from assistant.prompts import PromptLibrary

JsonDict = dict[str, Any]
COMPUTING = {
    "what_if",
    "goal_seek",
    "unit_economics",
    "sensitivity",
    "simulate",
    "check_claim",
    "allocate_budget",
    "assess_feasibility",
}


@dataclass(frozen=True)
class Reply:
    """A reply; `asks` is true where it needs an answer before the work can go on."""

    text: str
    asks: bool


class Responder:
    """Fills reply templates.

    Args:
        prompts: The library with the templates `replies/…`.
    """

    def __init__(self, prompts: PromptLibrary) -> None:
        self._prompts = prompts

    def reply(self, context: Context, artifacts: Sequence[JsonDict], meta: JsonDict) -> Reply:
        """The reply to a turn.

        Args:
            context: The message and the state after the tools ran.
            artifacts: What each tool of the turn left, in order.
            meta: What the planner noted when it planned the turn (says, notes, asked), and the tools that were
                `skipped` because one before them failed.
        """
        language = context.language
        found = any(a["tool"] == "search_guidance" and a.get("data", {}).get("found") for a in artifacts)
        parts = [*_doubts(artifacts, language), *(self._of_tool(a, artifacts, context) for a in artifacts)]
        for template, variables in meta.get("says", []):
            parts.append(self._render(template, language, {**variables, "found": found}))
        failed = [a for a in artifacts if "error" in a]
        if failed and meta.get("skipped"):
            parts.append(self._render("skipped", language, {"tools": meta["skipped"]}))
        if meta.get("notes") and not failed:
            parts.append(self._render("notes", language, {"notes": meta["notes"]}))
        parts = [p for p in parts if p]
        if not parts:
            parts = [self._render("not_understood", language, {"found": False})]
        asked = meta.get("asked") or {}
        # Some plans foresee the tool's question; without one nothing was asked.
        asks = bool(asked and not asked.get("if_refused")) or any(a.get("question") for a in failed)
        asks = asks or any(a.get("data", {}).get("questions") for a in artifacts)
        return Reply(tidy("\n\n".join(parts)), asks and not (failed and not any(a.get("question") for a in failed)))

    def _of_tool(self, artifact: JsonDict, artifacts: Sequence[JsonDict], context: Context) -> str:
        if "error" in artifact:
            return str(artifact["error"][context.language])
        alone = len([a for a in artifacts if a["tool"] != "search_guidance"]) == 0
        computed = any(a["tool"] in {*COMPUTING, "draft_canvas"} and "data" in a for a in artifacts)
        variables = {
            "data": artifact["data"],
            "citations": artifact.get("citations", []),
            "alone": alone,
            # Numbers set on the way to a computation need no table of their own.
            "short": artifact["tool"] == "set_finance_model" and computed,
        }
        return self._render(artifact["tool"], context.language, variables)

    def _render(self, template: str, language: str, variables: JsonDict) -> str:
        def t(text: JsonDict | str) -> str:
            return text if isinstance(text, str) else str(text[language])

        def num(value: float | None, unit: str, period: str | None = None) -> str:
            return "—" if value is None else format_number(value, unit, language, period=period)

        def diff(value: float | None, unit: str) -> str:
            return "—" if value is None else format_delta(value, unit, language)

        def cell(value: float | None, row: JsonDict) -> str:
            if value is not None and row.get("position"):
                return f"第 {value:g} 个月" if language == "zh" else f"month {value:g}"
            return num(value, str(row["unit"]))

        def title(text: JsonDict) -> str:
            said = t(text)
            return said[:1].upper() + said[1:]

        tools: JsonDict = {
            "cell": cell,
            "title": title,
            "t": t,
            "num": num,
            "diff": diff,
            "blocks": list(BLOCKS.values()),
            "lang": language,
        }
        return self._prompts.render(f"replies/{template}", language, **{**tools, **variables})


def _doubts(artifacts: Sequence[JsonDict], language: str) -> list[str]:
    """What of the last numbers can hardly be right: said before they are shown."""
    told = [a["data"]["doubts"] for a in artifacts if "doubts" in a.get("data", {})]
    return [f"**{doubt[language]}**" for doubt in told[-1]] if told else []


def tidy(text: str) -> str:
    """Without blank lines between the items of a list or more than one anywhere else."""
    text = re.sub(r"\n{3,}", "\n\n", text.strip())
    item = r"(?:[-*]|\d+\.) .*"
    return re.sub(
        rf"(?m)^({item})\n\n(?=[-*] |\d+\. )", r"\1\n", re.sub(rf"(?m)^({item})\n\n(?=[-*] |\d+\. )", r"\1\n", text)
    )
