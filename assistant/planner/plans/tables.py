"""Plans what-if tables: inputs with several values or a range each, read from the words."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any

from assistant.finance import Input
from assistant.language.lazy_re import lazy_re
from assistant.language.quantities import Quantity, find_quantities
from assistant.planner.context import Context
from assistant.planner.finance_view import FinanceView
from assistant.planner.lexicon import MONTH_N
from assistant.planner.plan import Call, Plan, PlanFunction, Say
from assistant.planner.plans.model_setup import setup_calls
from assistant.planner.plans.outputs import find_output
from assistant.planner.understand.values.assign import fits
from assistant.planner.understand.values.changes import read_changes
from assistant.planner.understand.values.convert import to_change
from assistant.planner.understand.values.mentions import Mention

JsonDict = dict[str, Any]
SLASHED = lazy_re(r"(?<=[\d%])\s?/(?=\s?[$¥￥€£]?\d)")
BETWEEN_ITEMS = lazy_re(r"\W*(?:\b(?:and|or|then|also)\b|和|与|或者?|还是|以及|还有|跟|分别)?\W*", re.IGNORECASE)
RANGE = lazy_re(r"\s*(?:\bto\b|\band\b|-|–|—|~|〜|～|至|到|\bthrough\b|\bup to\b|和|与)\s*", re.IGNORECASE)
TO = lazy_re(r"\bto\b|-|–|—|~|〜|～|至|到|\bthrough\b|\bup to\b", re.IGNORECASE)
RANGE_STARTS = lazy_re(r"\b(?:between|from|range of)\b\W*$|(?:从|在|介于|由)\s*$", re.IGNORECASE)
STEP = lazy_re(
    r"(?:\b(?:steps?|increments?|intervals?|jumps?) of|\bevery|\bby(?: steps of)?|\bstep(?: size)?)\s*$|"
    r"(?:步长(?:为|是)?|每隔|间隔(?:为|是)?|每次(?:加|增加|提高)?|以)\s*$",
    re.IGNORECASE,
)
IN_STEPS = lazy_re(r"\s*(?:steps|values|points|档|个档|步|个取值|个值)", re.IGNORECASE)
VALUE_FIRST = 12  # characters: a name before its values is likelier than one after them
MOST = 40


@dataclass(frozen=True)
class Run:
    """Values said in a row: listed, or the two ends of a range, with its step or how many values it has."""

    quantities: tuple[Quantity, ...]
    is_range: bool
    step: Quantity | None = None
    steps: int | None = None

    @property
    def span(self) -> tuple[int, int]:
        """Where in the text."""
        return self.quantities[0].span[0], self.quantities[-1].span[1]


def plan_table(text: str, context: Context, view: FinanceView) -> Plan:
    """A table of an output over the values of one or two inputs."""
    text = unslashed(text)
    runs, single = read_runs(text)
    mentions = [m for m in view.find_inputs(text) if not _inside(m, runs)]
    axes = _assigned(runs, mentions, context, view)
    free = [m for m in mentions if all(m is not used for used, _ in axes)]
    months = [m.span() for m in MONTH_N.finditer(text)]  # "month-12 profit" sets no horizon
    fixed_text = _blanked(text, [*(r.span for r in runs), *(m.span for m, _ in axes if m is not None), *months])
    fixed = read_changes(fixed_text, view).changes if single else ()
    fixed = tuple(c for c in fixed if c.variable not in {v for _, (v, _) in axes})
    # "profit by price and churn" names inputs without values: the tool varies them around their present ones.
    known = {v for _, (v, _) in axes} | {c.variable for c in fixed}
    bare = [m for m in free if len(m.ids) == 1 and m.ids[0] not in known]
    named = [(m.span[0], {"variable": m.ids[0]}) for m in bare]
    placed = [(m.span[0] if m else r["at"], {k: v for k, v in r.items() if k != "at"}) for m, (_, r) in axes]
    chosen = [a for _, a in sorted([*placed, *named][:2], key=lambda pair: pair[0])]
    if not chosen:
        return Plan(says=(Say("ask_table"),), asked={"kind": "table"}, focus={"template": view.model.id})
    args: JsonDict = dict(zip(("row", "column"), chosen, strict=False))
    if view.find_outputs(text):
        args["output"] = find_output(text, view)
    if fixed:
        args["changes"] = [c.to_json() for c in fixed]
    focus = {"variable": chosen[0]["variable"], "template": view.model.id}
    notes = [n for c in fixed for n in c.notes] + _unused(runs, axes, named, view)
    return Plan(calls=(*setup_calls(context, view), Call("what_if_table", args)), notes=tuple(notes), focus=focus)


def unslashed(text: str) -> str:
    """A list written 29/39/49 with separators that do not read as a fraction; every character keeps its place."""
    return SLASHED.sub(lambda m: ";" * len(m.group()), text)


def read_runs(text: str) -> tuple[list[Run], list[Quantity]]:
    """Lists and ranges of a text, and the quantities that stand alone."""
    text = unslashed(text)
    found = find_quantities(text)
    groups: list[list[Quantity]] = []
    for quantity in found:
        last = groups[-1][-1] if groups else None
        if last and _joined(text[last.span[1] : quantity.span[0]], last, quantity):
            groups[-1].append(quantity)
        else:
            groups.append([quantity])
    runs, single = [], []
    for group in (part for whole in groups for part in _parts(text, whole)):
        if len(group) == 1:
            single.append(group[0])
            continue
        gap = text[group[0].span[1] : group[1].span[0]]
        spread = len(group) == 2 and (TO.search(gap) or RANGE_STARTS.search(text[: group[0].span[0]]))
        runs.append(Run(tuple(_alike(group)), bool(spread)))
    return _stepped(text, runs, single)


def _stepped(text: str, runs: list[Run], single: list[Quantity]) -> tuple[list[Run], list[Quantity]]:
    """A quantity said as the step of a range belongs to the range before it."""
    left = []
    for quantity in single:
        before = [r for r in runs if r.is_range and r.span[1] <= quantity.span[0]]
        counted = IN_STEPS.match(text[quantity.span[1] :])
        if before and (STEP.search(text[: quantity.span[0]]) or counted):
            position = runs.index(before[-1])
            number = int(quantity.value) if counted and quantity.value >= 2 else None
            runs[position] = replace(before[-1], step=None if number else quantity, steps=number)
        else:
            left.append(quantity)
    return runs, left


def _joined(gap: str, left: Quantity, right: Quantity) -> bool:
    """Whether two quantities stand in one list or range: nothing but a separator between, and of one kind."""
    if not (BETWEEN_ITEMS.fullmatch(gap) or RANGE.fullmatch(gap)) or "\n" in gap:
        return False
    return left.kind == right.kind or "count" in (left.kind, right.kind)


def _parts(text: str, group: list[Quantity]) -> list[list[Quantity]]:
    """Two lists or ranges that follow one another: "$29 and $49 and 5, 10, 15%", "20 to 60 and 1000 to 3000"."""
    ranges = [n for n in range(1, len(group)) if TO.search(text[group[n - 1].span[1] : group[n].span[0]])]
    if ranges and len(group) > 2:
        cuts = {end for n in ranges for end in (n - 1, n + 1)}
    else:
        kinds = [q.kind for q in group]
        first = next((k for k in kinds if k != "count"), None)
        other = any(k not in ("count", first) for k in kinds)
        cuts = {max(n for n, k in enumerate(kinds) if k == first) + 1} if other else set()
    edges = sorted({0, *cuts, len(group)} & set(range(len(group) + 1)))
    return [group[start:end] for start, end in zip(edges, edges[1:], strict=False)]


def _alike(group: list[Quantity]) -> list[Quantity]:
    """The unit of one counts for all: "5, 10 and 15%", "$29, 39, 49"."""
    kinds = {q.kind for q in group if q.kind != "count"}
    if len(kinds) != 1:
        return group
    model = next(q for q in group if q.kind != "count")
    factor = 0.01 if model.kind in ("percent", "points") else 1.0
    return [
        q
        if q.kind != "count"
        else replace(
            q, kind=model.kind, value=round(q.value * factor, 12), currency=model.currency, period=model.period
        )
        for q in group
    ]


def _assigned(
    runs: list[Run], mentions: list[Mention], context: Context, view: FinanceView
) -> list[tuple[Mention | None, tuple[str, JsonDict]]]:
    """Each run with the input nearest to it that its values can be said of; without any, the input of the talk."""
    inputs = view.model.inputs_by_id
    costs = sorted(
        (_distance(m, r), i, j)
        for i, r in enumerate(runs)
        for j, m in enumerate(mentions)
        if any(fits(q, inputs[v]) for v in m.ids for q in r.quantities[:1])
    )
    taken: dict[int, int] = {}
    for _, i, j in costs:
        if i not in taken and j not in taken.values():
            taken[i] = j
    axes: list[tuple[Mention | None, tuple[str, JsonDict]]] = []
    for i, run in enumerate(runs):
        topic = str(context.focus.get("variable") or "")
        if i in taken:
            mention = mentions[taken[i]]
            ids = [v for v in mention.ids if fits(run.quantities[0], inputs[v])]
            axes.append((mention, (ids[0], _axis(run, inputs[ids[0]], view))))
        elif topic in inputs and fits(run.quantities[0], inputs[topic]) and not mentions:
            axes.append((None, (topic, _axis(run, inputs[topic], view))))
    return axes[:2]


def _axis(run: Run, variable: Input, view: FinanceView) -> JsonDict:
    values = [_value(q, variable, view) for q in run.quantities]
    if not run.is_range:
        return {"variable": variable.id, "values": values, "at": run.span[0]}
    low, high = sorted(values)
    axis: JsonDict = {"variable": variable.id, "low": low, "high": high, "at": run.span[0]}
    if run.steps:
        axis["steps"] = run.steps
    elif run.step is not None:
        step = _value(run.step, variable, view)
        if 0 < step <= high - low and (high - low) / step < MOST:
            count = int((high - low) / step + 1e-9)
            axis = {"variable": variable.id, "at": run.span[0]}
            axis["values"] = [float(f"{low + n * step:.12g}") for n in range(count + 1)]
    return axis


def _value(quantity: Quantity, variable: Input, view: FinanceView) -> float:
    plain = replace(quantity, relation=None, role=None)
    if plain.kind == "points":
        plain = replace(plain, kind="percent")
    return to_change(plain, variable, view.model).value


def _distance(mention: Mention, run: Run) -> int:
    start, end = run.span
    if mention.span[1] <= start:
        return start - mention.span[1]
    return max(0, mention.span[0] - end) + VALUE_FIRST


def _inside(mention: Mention, runs: list[Run]) -> bool:
    return any(q.span[0] <= mention.span[0] and mention.span[1] <= q.span[1] for r in runs for q in r.quantities)


def _blanked(text: str, spans: list[tuple[int, int]]) -> str:
    for start, end in spans:
        text = text[:start] + ";" * (end - start) + text[end:]
    return text


def _unused(runs: list[Run], axes: list[Any], named: list[Any], view: FinanceView) -> list[JsonDict]:
    """Say which values found no input, and which inputs no room, rather than drop them."""
    used = {a["at"] for _, (_, a) in axes}
    lost = [", ".join(q.text.strip() for q in r.quantities) for r in runs if r.span[0] not in used]
    over = [view.model.inputs_by_id[a["variable"]].label for _, a in named[max(0, 2 - len(axes)) :]]
    notes = []
    if lost:
        said = "; ".join(lost)
        notes.append({
            "en": f"I could not tell which input {said} is about, so it is not in the table.",
            "zh": f"没有看出{said}说的是哪个输入，所以没有放进表里。",
        })
    if over:
        notes.append({
            "en": f"A table has two inputs at most, so {', '.join(o.en for o in over)} stays as it is.",
            "zh": f"一张表最多两个输入，{'、'.join(o.zh for o in over)}保持不变。",
        })
    return notes


PLANS: dict[str, PlanFunction] = {"what_if_table": plan_table}
