"""A plan: the tool calls a message asks for, or what to say where none is needed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from assistant.planner.context import Context
from assistant.planner.finance_view import FinanceView

JsonDict = dict[str, Any]


@dataclass(frozen=True)
class Call:
    """One tool call."""

    name: str
    args: JsonDict


@dataclass(frozen=True)
class Say:
    """A reply template and its variables, for what needs no tool."""

    template: str
    variables: JsonDict = field(default_factory=dict)


@dataclass(frozen=True)
class Plan:
    """What to do about a message.

    Attributes:
        calls: Tool calls, in order.
        says: Things to say besides the tool results, in order.
        notes: Readings and assumptions to mention, {"en", "zh"} each.
        asked: A question that is open after this turn, with what is needed to go on once it is answered; with
            `if_refused` only where the tool asks it.
        focus: What the talk is about after this turn.
    """

    calls: tuple[Call, ...] = ()
    says: tuple[Say, ...] = ()
    notes: tuple[JsonDict, ...] = ()
    asked: JsonDict = field(default_factory=dict)
    focus: JsonDict = field(default_factory=dict)


def merge(plans: Iterable[Plan]) -> Plan:
    """One plan that does the work of several, in order; the last open question is the one that stands."""
    total = Plan()
    for plan in plans:
        fresh = tuple(call for call in plan.calls if call not in total.calls)
        total = Plan(
            total.calls + fresh,
            total.says + tuple(say for say in plan.says if say not in total.says),
            total.notes + tuple(note for note in plan.notes if note not in total.notes),
            plan.asked or total.asked,
            {**total.focus, **plan.focus},
        )
    return total


PlanFunction = Callable[[str, Context, FinanceView], Plan]
"""Plans one request: its text, the conversation, and the finance model as the request sees it."""
