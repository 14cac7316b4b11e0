"""What the conversation will be once a plan is done, for the wishes that stand behind it in the same message."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from assistant.planner.context import Context
from assistant.planner.plan import Call, Plan

JsonDict = dict[str, Any]


def wished(context: Context, wish: str) -> Context:
    """The context of one wish of a message, read like a message of its own; `beside` is all that was said."""
    return replace(context, text=wish, raw=wish, focus={**context.focus, "beside": context.text})


def after(plan: Plan, context: Context) -> Context:
    """The context once the calls of `plan` are made: the what-if in hand, the scenarios kept, the names just given."""
    finance, made = dict(context.finance), list(context.focus.get("made") or ())
    for call in plan.calls:
        name = str(call.args.get("name") or "")
        if call.name == "what_if":
            _suppose(finance, call)
        elif call.name != "manage_scenarios" or call.args.get("action") != "save":
            continue
        elif name:
            finance["scenarios"] = [*(finance.get("scenarios") or ()), {"name": name}]
        made += [name] if name and name not in made else []
    focus = {**context.focus, **plan.focus, "made": made}
    return replace(context, finance=finance, focus=focus, asked={}, last=tuple(call.name for call in plan.calls))


def _suppose(finance: JsonDict, call: Call) -> None:
    """Take a what-if in hand, or drop the one there is where nothing is changed."""
    changes = call.args.get("changes") or []
    case = {"name": str(call.args.get("name") or "what-if"), "changes": changes} if changes else {}
    finance["scenario"] = case
    finance["recent"] = [*(finance.get("recent") or ()), *([case] if case else [])]
