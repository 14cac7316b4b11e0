"""The turns of a stored conversation as records, as far as its messages tell."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assistant.agent.turn import artifact, is_user
from assistant.canvas import canvas_json

JsonDict = dict[str, Any]


def stored_turns(state: Mapping[str, Any]) -> list[JsonDict]:
    """Turns of `Conversation.state()`, oldest first.

    The canvas after a turn is kept for the last turn only; the others have no `canvas`, so that nothing is proposed
    about it.
    """
    turns: list[JsonDict] = []
    asked: dict[str, JsonDict] = {}
    for message in state.get("messages") or []:
        if is_user(message):
            turns.append({
                "user": message.text,
                "reply": "",
                "tools": [],
                "figures": [],
                "citations": [],
                "asks": False,
            })
        elif message.type == "ai" and turns:
            asked |= {call["id"]: dict(call) for call in message.tool_calls}
            if not message.tool_calls:
                turns[-1] |= {"reply": message.text, "asks": bool(message.additional_kwargs.get("asks"))}
        elif message.type == "tool" and turns:
            _add(turns[-1], message, asked.get(message.tool_call_id, {}))
    if turns:
        turns[-1]["canvas"] = canvas_json(dict(state))
    return turns


def _add(turn: JsonDict, message: Any, call: JsonDict) -> None:
    result = artifact(message)
    name = str(call.get("name") or message.name)
    turn["tools"].append({"name": name, "args": call.get("args") or {}, "ok": message.status != "error"})
    turn["figures"] += result.get("figures") or []
    turn["citations"] += result.get("citations") or []
