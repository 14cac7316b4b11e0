"""A real conversation as a dialogue test: its messages, with expectations proposed from what happened.

Proposals are a draft for a person to read: they say what the assistant did, which is only right if it was.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from eval.assertions.figures import BASE
from eval.texts import language_of, shown_numbers

JsonDict = dict[str, Any]
FIGURES = 3  # figures proposed a turn
TITLE = 40  # characters of an id
SMALL = 6  # significant digits of proposed numbers


def propose_case(turns: Sequence[Mapping[str, Any]], name: str = "") -> JsonDict:
    """A case from recorded turns.

    Args:
        turns: Turns as JSON, oldest first: at least `user, reply, tools, figures, asks, canvas, model`.
        name: Id of the case; made of the first message where not given.

    Returns:
        The case as plain data, to be written with `as_yaml`.

    Raises:
        ValueError: There is no turn.
    """
    if not turns:
        raise ValueError("a case needs at least one turn")
    made: list[JsonDict] = []
    canvas: Mapping[str, Any] | None = {}
    for turn in turns:
        made.append({"user": str(turn.get("user") or ""), "expect": propose_expectations(turn, canvas)})
        canvas = turn.get("canvas")
    return {"id": name or _name(str(turns[0].get("user") or "")), "tags": ["recorded"], "turns": made}


def propose_expectations(turn: Mapping[str, Any], canvas_before: Mapping[str, Any] | None) -> JsonDict:
    """What a turn did, as expectations: tools with their arguments, figures that the reply states, what changed.

    Args:
        turn: The turn; without `canvas` nothing is proposed about it.
        canvas_before: The canvas before it, None where unknown.
    """
    reply: JsonDict = {"language": "same_as_user"} if _answers_in_kind(turn) else {}
    reply |= {"grounded": True, "asks": bool(turn.get("asks"))}
    calls = [_call(call) for call in turn.get("tools") or [] if call.get("ok", True)]
    stated = _stated(turn)
    if stated and calls:
        owner = next((c for c in calls if c["name"] == _tool_of(stated[0])), calls[-1])
        owner["figures"] = {_key(f): {"approx": float(f"{f['value']:.{SMALL}g}"), "rel": 1e-4} for f in stated}
        reply["states_figures"] = [_key(f) for f in stated]
    if turn.get("citations"):
        reply["citations"] = {"min": 1, "must_resolve": True}
    expect: JsonDict = {"tools": {"calls": calls} if calls else {"mode": "strict", "calls": []}, "reply": reply}
    canvas = turn.get("canvas")
    if canvas is not None and canvas_before is not None:
        same = _texts(canvas_before) == _texts(canvas)
        expect["canvas"] = {"unchanged": True} if same else _blocks(canvas_before, canvas)
    return expect


def as_yaml(cases: Sequence[JsonDict]) -> str:
    """A dialogue file with these cases."""
    import yaml

    head = "# Drafted by a program. Read every expectation: it says what was found, not what is right.\n"
    data = json.loads(json.dumps({"version": 1, "cases": list(cases)}))  # parts that cases share are written out
    return head + yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=110)


def _answers_in_kind(turn: Mapping[str, Any]) -> bool:
    said = language_of(str(turn.get("user") or ""), "none")
    return said == language_of(str(turn.get("reply") or ""), "none")


def _call(call: Mapping[str, Any]) -> JsonDict:
    args = {key: value for key, value in (call.get("args") or {}).items() if value not in (None, [], {})}
    return {"name": str(call["name"]), **({"args": args} if args else {})}


def _stated(turn: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The figures that the reply states, outcomes before inputs, the first to be published first."""
    numbers = shown_numbers(str(turn.get("reply") or ""))
    found: dict[str, Mapping[str, Any]] = {}
    for figure in turn.get("figures") or []:
        value = float(figure["value"])
        own = figure.get("scenario") != BASE or not any(
            f["id"] == figure["id"] and f.get("scenario") != BASE for f in turn["figures"]
        )
        precise = [n for n in numbers if n.displays(value) and len(f"{n.value:g}".strip("0.")) >= 3]
        if own and value and precise and not re.search(r"delta|input\.", str(figure["id"])):
            found.setdefault(str(figure["id"]), figure)
    return list(found.values())[:FIGURES]


def _key(figure: Mapping[str, Any]) -> str:
    return str(figure["id"])


def _tool_of(figure: Mapping[str, Any]) -> str:
    return str(figure.get("source") or "").removeprefix("tool:").partition("#")[0]


def _blocks(before: Mapping[str, Any], after: Mapping[str, Any]) -> JsonDict:
    """For each block that changed how many items it has and the first text that came in."""
    found: JsonDict = {}
    old, new = _texts(before), _texts(after)
    for block, texts in new.items():
        fresh = [text for text in texts if text not in old.get(block, [])]
        if texts != old.get(block, []):
            found[block] = {"min_items": len(texts), **({"any_contains": [fresh[0]]} if fresh else {})}
    return found or {"unchanged": False}


def _texts(canvas: Mapping[str, Any]) -> dict[str, list[str]]:
    return {block: [str(item.get("text", "")) for item in items] for block, items in canvas.items() if items}


def _name(text: str) -> str:
    words = re.sub(r"[^\w\u4e00-\u9fff]+", "-", text.lower()).strip("-")
    return words[:TITLE].strip("-") or "recorded"
