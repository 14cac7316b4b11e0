"""Says the messages and keeps what the planner made of each."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from random import Random

from assistant import paths
from assistant.finance import FinanceModel, load_models
from assistant.planner.plan import Plan
from eval.assertions.changes import resulting
from eval.planning.forms import FORMS
from eval.planning.lines import Asking, Change, Utterance
from eval.planning.scenes import NO_TOOL, Desk, Kind, Scene
from eval.schema import Given, GivenModel

PLAIN = "as written"
SEED = 7


@dataclass(frozen=True)
class Planned:
    """What became of a message.

    Attributes:
        form: How it was typed.
        tool: The first tool, else what was asked or said; see `deed`.
        right: Whether that is one of those that carry the request out.
        wall_ms, cpu_ms: Time to plan it; on a busy machine the first is longer.
    """

    line: Utterance
    form: str
    tool: str
    right: bool
    wall_ms: float
    cpu_ms: float


@dataclass(frozen=True)
class Reached:
    """What became of a what-if.

    Attributes:
        did: The first tool, else what was asked or said; see `deed`.
        values: The input values it led to, None where inputs were not changed.
        right: Computed with exactly the values meant.
    """

    line: Change
    did: str
    values: Mapping[str, float] | None
    right: bool


@dataclass(frozen=True)
class Answered:
    """Whether the answer to a message was a question."""

    line: Asking
    asked: bool
    reply: str


async def first_tools(
    desk: Desk,
    lines: Sequence[Utterance],
    scenes: Mapping[str, Scene],
    kinds: Mapping[str, Kind],
    forms: Sequence[str] = (),
) -> list[Planned]:
    """Plan each message as written and in other forms; a form that leaves a message as it is, is left out."""
    found: list[Planned] = []
    for line in lines:
        kind = kinds.get(line.kind)
        if kind is None or kind.tools is None:
            continue
        plan = await desk.planner_in(scenes[kind.scene], line.language)
        found.append(_planned(plan, line, PLAIN, kind.tools))
        for form in forms:
            typed = FORMS[form](line.text, line.language, Random(f"{SEED} {form} {line.text}"))
            if typed != line.text:
                found.append(_planned(plan, replace(line, text=typed), form, kind.tools))
    return found


def _planned(plan: Callable[[str], Plan], line: Utterance, form: str, tools: frozenset[str]) -> Planned:
    wall, cpu = time.perf_counter(), time.process_time()
    made = plan(line.text)
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    return Planned(line, form, deed(made), carried_out(made, tools), 1000 * wall, 1000 * cpu)


def carried_out(plan: Plan, tools: frozenset[str]) -> bool:
    """Whether the first thing done, or having called nothing, is among `tools`; see `scenes.Kind`."""
    return deed(plan) in tools or (NO_TOOL in tools and not plan.calls)


def deed(plan: Plan) -> str:
    """The first tool; else what is asked or said instead. A search because nothing was understood is not a search."""
    said = plan.says[0].template if plan.says else "nothing"
    if said == "not_understood":
        return f"says {said}"
    if plan.calls:
        return plan.calls[0].name
    return f"asks {plan.asked.get('kind', said)}" if plan.asked else f"says {said}"


async def reached(desk: Desk, lines: Sequence[Change]) -> list[Reached]:
    """Plan each what-if in a conversation with its model at the defaults."""
    models = load_models(paths.KNOWLEDGE / "models")
    scenes = {name: Scene(Given(model=GivenModel(name))) for name in {line.template for line in lines}}
    found = []
    for line in lines:
        plan = await desk.planner_in(scenes[line.template], line.language)
        made = plan(line.text)
        values, did = leads_to(made, models[line.template]), deed(made)
        right = did == "what_if" and values is not None and same(values, line.leads_to)
        found.append(Reached(line, did, values, right))
    return found


def leads_to(plan: Plan, model: FinanceModel) -> dict[str, float] | None:
    """The inputs that the first call changes, or takes for the user's own, with their values; None for other calls."""
    if plan.calls and plan.calls[0].name == "set_finance_model":
        return {name: float(value) for name, value in (plan.calls[0].args.get("inputs") or {}).items()}
    if not plan.calls or plan.calls[0].name != "what_if":
        return None
    values: dict[str, float] = {}
    defaults = {item.id: item.default for item in model.inputs}
    for change in plan.calls[0].args.get("changes") or ():
        name = str(change["variable"])
        base = values.get(name, defaults.get(name))
        value = resulting(base, str(change["relation"]), float(change["value"]))
        if value is not None:
            values[name] = value
    return values


def same(got: Mapping[str, float], wanted: Mapping[str, float]) -> bool:
    """Exactly these inputs with these values, to a millionth."""
    return got.keys() == wanted.keys() and all(
        abs(got[name] - value) <= 1e-6 * max(1.0, abs(value)) for name, value in wanted.items()
    )


async def answers(desk: Desk, lines: Sequence[Asking]) -> list[Answered]:
    """Say each message to a conversation of its own and hear whether it asks instead of doing something.

    A tool may ask as well as the planner. A draft that ends on "is that right?" is done and does not count.
    """
    found = []
    for line in lines:
        target = await desk.talk(Given(model=GivenModel(line.template) if line.template else None), line.language)
        record = await target.turn(line.text)
        done = any(call.get("ok", True) for call in record.get("tools") or ())
        found.append(Answered(line, bool(record.get("asks")) and not done, str(record.get("reply"))))
    return found
