"""Rasa: `stories` of test files, and `test_cases` of end-to-end tests."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from eval.importing import Imported, JsonDict, unique

_ENTITY = re.compile(r"\[([^\]]+)\](?:\([^)]*\)|\{[^}]*\})")  # [Berlin](city) → Berlin
_IGNORED = {"action_listen"}


def from_rasa(data: Mapping[str, Any]) -> Imported:
    """The cases of a parsed file."""
    found = Imported()
    stories = [(s, s.get("story")) for s in data.get("stories") or []]
    tests = [(t, t.get("test_case")) for t in data.get("test_cases") or []]
    for number, (story, name) in enumerate([*stories, *tests], start=1):
        title = unique(str(name or f"story {number}"), found.cases)
        turns: list[JsonDict] = []
        for step in story.get("steps") or []:
            _step(step, turns, title, found.unmapped)
        if turns:
            found.cases.append({"id": title, "tags": ["rasa"], "turns": turns})
        else:
            found.unmapped.append(f"{title}: no message of a user")
    found.unmapped += [f"`{key}` of the file" for key in data if key not in {"version", "stories", "test_cases"}]
    return found


def _step(step: Any, turns: list[JsonDict], title: str, unmapped: list[str]) -> None:
    if not isinstance(step, Mapping):
        unmapped.append(f"{title}: {step}")
        return
    left = dict(step)
    if "user" in left:
        turns.append({"user": _ENTITY.sub(r"\1", str(left.pop("user")).strip())})
    if turns:
        _expect(left, turns[-1])
    unmapped += [f"{title}: {key}: {value}" for key, value in left.items()]


def _expect(left: dict[str, Any], turn: JsonDict) -> None:
    """Takes out of the step what maps: bot texts, custom actions, assertions about the reply."""
    if isinstance(left.get("bot"), str):
        _reply(turn).setdefault("contains_all", []).append(left.pop("bot").strip())
    action = str(left.get("action") or "")
    if action in _IGNORED:
        left.pop("action")
    elif action.startswith("action_"):
        calls = turn.setdefault("expect", {}).setdefault("tools", {}).setdefault("calls", [])
        calls.append(str(left.pop("action")).removeprefix("action_"))
    rest = []
    for item in left.pop("assertions", None) or []:
        uttered = item.get("bot_uttered") if isinstance(item, Mapping) else None
        if isinstance(uttered, Mapping) and set(uttered) == {"text_matches"}:
            _reply(turn).setdefault("regex", []).append(str(uttered["text_matches"]))
        else:
            rest.append(item)
    if rest:
        left["assertions"] = rest


def _reply(turn: JsonDict) -> JsonDict:
    expect: JsonDict = turn.setdefault("expect", {})
    reply: JsonDict = expect.setdefault("reply", {})
    return reply
