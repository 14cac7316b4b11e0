"""What the house contributes to every model's turn: the system prompt, the checks, the plain reply."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from langchain_core.messages import AIMessage, AnyMessage, SystemMessage

from assistant.agent.build import House
from assistant.agent.middleware.context import STATE, STATE_KEYS
from assistant.canvas import BLOCKS, canvas_json
from assistant.facts import Facts
from assistant.planner.chat_model import PlannerChatModel
from assistant.prompts import PromptLibrary

JsonDict = dict[str, Any]


def make_house(prompts: PromptLibrary, facts: Facts, planner: PlannerChatModel) -> House:
    """The house of a conversation."""

    def prompt(state: JsonDict) -> str:
        return prompts.render("system", "any", **_situation(state))

    def instruct(tokens: list[str], language: str) -> str:
        return prompts.render("correct_numbers", "any", tokens=tokens, language=language)

    def compose(state: JsonDict, messages: Sequence[AnyMessage]) -> AIMessage:
        known = {key: state.get(key) for key in STATE_KEYS}
        return planner.compose([SystemMessage("", additional_kwargs={STATE: known}), *messages])

    return House(prompt=prompt, fill=facts.fill, check=facts.check, compose=compose, instruct=instruct)


def _situation(state: JsonDict) -> JsonDict:
    """The state as text for an LLM."""
    finance = state.get("finance") or {}
    inputs = ", ".join(f"{name} = {value:g}" for name, value in (finance.get("inputs") or {}).items())
    scenario = finance.get("scenario")
    lines = [
        f"Finance model: {finance['template']}. Base inputs: {inputs}."
        if finance.get("template")
        else "No finance model chosen."
    ]
    if scenario:
        lines.append(f"What-if in hand: {scenario}.")
    brief = "; ".join(f"{key}: {value}" for key, value in (state.get("brief") or {}).items())
    files = ", ".join(f["name"] for f in state.get("files") or [])
    return {
        "language": state.get("language") or "en",
        "finance": " ".join(lines),
        "brief": f"Brief so far: {brief}" if brief else "No brief yet.",
        "canvas": _canvas_text(state),
        "tools_note": f"Uploaded files: {files}" if files else "",
    }


def _canvas_text(state: JsonDict) -> str:
    canvas = canvas_json(state)
    if not any(canvas.values()):
        return "The canvas is empty."
    rows = [
        f"{BLOCKS[block].label['en']}: "  # type: ignore[index]
        + " | ".join(f"[{i['id']}] {i['text']}{' (assumption)' if i['status'] == 'assumption' else ''}" for i in items)
        for block, items in canvas.items()
    ]
    return "Canvas:\n" + "\n".join(rows)
