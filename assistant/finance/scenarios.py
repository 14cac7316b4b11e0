"""Named scenarios: changes of the base case that are kept, compared side by side, and made the base."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from assistant.errors import ToolInputError
from assistant.finance.evaluate import Evaluation, evaluate
from assistant.finance.history import remembered
from assistant.finance.scenario import AppliedChange, Change, what_if
from assistant.finance.session import BaseCase
from assistant.language.lazy_re import lazy_re

JsonDict = dict[str, Any]
LONGEST_NAME = 40
MOST = 30  # scenarios kept
BASE_NAMES = frozenset({
    "base", "baseline", "the base", "base case", "basecase", "present base", "current", "present", "today",
    "current numbers", "the original", "original",
    "基准", "基础", "基线", "基准情形", "现状", "当前", "目前", "现在", "原来",
})  # fmt: skip
# One scenario by its names in both languages.
SAME = tuple(
    frozenset(group.split("|"))
    for group in (
        "optimistic|optimist|best|best-case|upside|bull|rosy|乐观|最好|最佳|最优|理想",
        "pessimistic|pessimist|worst|worst-case|downside|bear|gloomy|悲观|最坏|最差|糟糕",
        "conservative|cautious|prudent|保守|谨慎|稳健",
        "aggressive|bold|激进|进取",
        "realistic|likely|most likely|expected|middle|现实|中性|最可能|正常",
        "previous base|old base|former base|last base|earlier base|原基准|旧基准|之前的基准|上一个基准|以前的基准",
    )
)
_DRESS = lazy_re(
    r"^(?:the|my|our|a|an|that|this)\s+|\s+(?:scenario|scenarios|case|version|plan|one|variant|option)$|"
    r"^(?:那个|这个|我的|我们的)|(?:的)?(?:情景|情形|方案|场景|版本|情况|那个|版)$|[\"'“”‘’「」《》]",
    re.IGNORECASE,
)
_NUMBERED = lazy_re(r"what-if(?: \d+)?")
PREVIOUS = {"en": "previous base", "zh": "原基准"}


@dataclass(frozen=True)
class Saved:
    """A scenario as kept in the conversation; its changes start from the base case of the model `template`."""

    name: str
    template: str
    changes: tuple[Change, ...]

    def to_json(self) -> JsonDict:
        """For the state."""
        changes = [{"variable": c.variable, "relation": c.relation, "value": c.value} for c in self.changes]
        return {"name": self.name, "template": self.template, "changes": changes}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Saved:
        """Inverse of `to_json`."""
        changes = tuple(Change(c["variable"], c["relation"], c["value"]) for c in data["changes"])
        return cls(str(data["name"]), str(data["template"]), changes)


@dataclass(frozen=True)
class Column:
    """One side of a comparison.

    Attributes:
        name: Name of the scenario; None for the base case.
        changes: What it changes of the present base case.
        inputs: All inputs.
        result: The model evaluated with them.
    """

    name: str | None
    changes: tuple[AppliedChange, ...]
    inputs: Mapping[str, float]
    result: Evaluation


def saved_scenarios(finance: Mapping[str, Any]) -> list[Saved]:
    """The scenarios kept, oldest first."""
    return [Saved.from_json(s) for s in finance.get("scenarios") or ()]


def in_hand(finance: Mapping[str, Any], case: BaseCase) -> Saved | None:
    """The what-if last computed, where it still stands."""
    scenario = finance.get("scenario") or {}
    if not scenario.get("changes"):
        return None
    return Saved.from_json({**scenario, "template": case.model.id})


def named_of_late(finance: Mapping[str, Any]) -> list[JsonDict]:
    """The what-ifs of late that were given a name, oldest first; they start from the present base case."""
    return [r for r in finance.get("recent") or () if not _NUMBERED.fullmatch(str(r.get("name") or "what-if"))]


def save(finance: Mapping[str, Any], case: BaseCase, name: str | None) -> tuple[JsonDict, Saved, bool]:
    """Keep the what-if in hand under a name; without one in hand, the numbers of the base case as they stand.

    Returns:
        The new state, what was kept, and whether a scenario of that name was replaced.

    Raises:
        ToolInputError: The name cannot be used, there is nothing to name, or there are too many scenarios.
    """
    hand = in_hand(finance, case)
    called = _checked_name(name or (hand.name if hand else ""))
    changes = hand.changes if hand else _all_set(case.inputs)
    fresh = Saved(called, case.model.id, changes)
    others = [s for s in saved_scenarios(finance) if key(s.name) != key(called)]
    replaced = len(others) < len(saved_scenarios(finance))
    if len(others) >= MOST:
        raise ToolInputError(
            f"{MOST} scenarios are kept already; delete one first.", f"已保存{MOST}个方案，请先删除一个。"
        )
    scenario = {**(finance.get("scenario") or {}), "name": called} if hand else finance.get("scenario")
    return _with(finance, case, [*others, fresh], scenario=scenario), fresh, replaced


def delete(finance: Mapping[str, Any], case: BaseCase, names: Sequence[str]) -> tuple[JsonDict, list[Saved]]:
    """Drop scenarios.

    Raises:
        ToolInputError: One of them is not kept.
    """
    kept = saved_scenarios(finance)
    gone = [find(kept, name) for name in names]
    return _with(finance, case, [s for s in kept if s not in gone], scenario=finance.get("scenario")), gone


def promote(
    finance: Mapping[str, Any], case: BaseCase, name: str | None, language: str
) -> tuple[JsonDict, Column, Saved]:
    """Make a scenario the base case; the base until now is kept as "previous base".

    The promoted scenario stays in the list with the values it led to, so that it can still be compared.

    Returns:
        The new state, the scenario as it was computed from the old base, and the old base as a scenario.

    Raises:
        ToolInputError: There is no such scenario, or it belongs to another model.
    """
    kept = saved_scenarios(finance)
    chosen = find(_pool(finance, case), name) if name else in_hand(finance, case)
    if chosen is None:
        raise ToolInputError(
            "Name the scenario that is to become the base.", "请说明要把哪个方案设为基准。", question=True,
            choices=tuple(s.name for s in kept),
        )  # fmt: skip
    done = column(case, chosen)
    settled = Saved(chosen.name, chosen.template, tuple(Change(c.variable.id, "set", c.after) for c in done.changes))
    previous = Saved(_free_name(PREVIOUS[language], kept), case.model.id, _all_set(case.inputs))
    listed = [settled if s == chosen else s for s in kept]
    stated = list(dict.fromkeys([*case.stated, *(c.variable.id for c in done.changes)]))
    state = _with(finance, case, [*listed, previous], scenario=None)
    return remembered(finance, {**state, "inputs": dict(done.inputs), "stated": stated, "recent": []}), done, previous


def compare(finance: Mapping[str, Any], case: BaseCase, names: Sequence[str]) -> list[Column]:
    """Scenarios beside each other, each recomputed from the present base case, which comes first.

    Args:
        finance: State of the finance room.
        case: Its base case.
        names: Scenarios; empty for all of the model in use.

    Raises:
        ToolInputError: One is unknown or of another model, or there is none at all.
    """
    pool = _pool(finance, case)
    wanted = [find(pool, name) for name in names if not is_base(name)]
    chosen = wanted or [s for s in pool if s.template == case.model.id]
    if not chosen:
        raise no_scenarios()
    base = Column(None, (), case.inputs, evaluate(case.model, case.inputs))
    return [base, *(column(case, s) for s in dict.fromkeys(chosen))]


def column(case: BaseCase, scenario: Saved) -> Column:
    """A scenario computed from the base case; only what differs from it counts as changed.

    Raises:
        ToolInputError: It belongs to another model, or a change is impossible from this base.
    """
    if scenario.template != case.model.id:
        raise ToolInputError(
            f"“{scenario.name}” belongs to the model '{scenario.template}', the one in use is '{case.model.id}'; "
            f"switch to {scenario.template} first.",
            f"方案“{scenario.name}”属于{scenario.template}模型，当前使用的是{case.model.id}模型；请先切换模型。",
        )
    done = what_if(case.model, case.inputs, scenario.changes)
    changed = tuple(c for c in done.changes if c.after != c.before)
    return Column(scenario.name, changed, done.inputs, done.after)


def find(pool: Sequence[Saved], name: str) -> Saved:
    """The scenario of that name, however it is dressed ("the optimistic one", 乐观方案).

    Raises:
        ToolInputError: None or several could be meant.
    """
    wanted = key(name)
    tests: tuple[Callable[[Saved], bool], ...] = (
        lambda s: key(s.name) == wanted,
        lambda s: any(wanted in group and key(s.name) in group for group in SAME),
        lambda s: bool(wanted) and (wanted in key(s.name) or key(s.name) in wanted),
    )
    for test in tests:
        found = list({key(s.name): s for s in pool if test(s)}.values())
        if len(found) == 1:
            return found[0]
        if found:
            break
    if not pool:
        raise no_scenarios()
    names = tuple(s.name for s in pool)
    raise ToolInputError(
        f"No scenario is called “{name}”. Kept are: {', '.join(names)}. Which one?",
        f"没有名为“{name}”的方案。已有：{'、'.join(names)}。您指哪一个？",
        question=True,
        choices=names,
    )


def bare_name(name: str) -> str:
    """A name without what people dress it with: "the Optimistic scenario" is "Optimistic"."""
    bare = name.strip()
    while (shorter := _DRESS.sub("", bare).strip()) != bare and shorter:
        bare = shorter
    return bare


def key(name: str) -> str:
    """A name as it is compared, in small letters."""
    return bare_name(name).lower()


def is_base(name: str) -> bool:
    """Whether a name means the base case itself."""
    return key(name) in BASE_NAMES or name.strip().lower() in BASE_NAMES


def no_scenarios() -> ToolInputError:
    """Nothing is kept yet."""
    return ToolInputError(
        "No scenario is saved yet. Compute a what-if, such as “what if conversion is 15%”, then say “save this as "
        "optimistic”.",
        "还没有保存过方案。请先做一个假设测算，例如“如果转化率是15%”，然后说“把这个存为乐观方案”。",
    )


def _pool(finance: Mapping[str, Any], case: BaseCase) -> list[Saved]:
    """The scenarios kept, and the what-ifs of late: those with a name of their own and the one in hand."""
    hand, kept = in_hand(finance, case), saved_scenarios(finance)
    named = [Saved.from_json({**r, "template": case.model.id}) for r in named_of_late(finance)]
    late = {key(s.name): s for s in (*named, *([hand] if hand else []))}
    known = {key(s.name) for s in kept}
    return [*kept, *(s for name, s in late.items() if name not in known)]


def _with(finance: Mapping[str, Any], case: BaseCase, kept: Sequence[Saved], scenario: JsonDict | None) -> JsonDict:
    base = {"template": case.model.id, "inputs": dict(case.inputs), "stated": list(case.stated)}
    after = {**finance, **base, "scenarios": [s.to_json() for s in kept], "scenario": scenario}
    return remembered(finance, after)


def _all_set(inputs: Mapping[str, float]) -> tuple[Change, ...]:
    return tuple(Change(name, "set", float(value)) for name, value in inputs.items())


def _free_name(wanted: str, kept: Sequence[Saved]) -> str:
    taken = {key(s.name) for s in kept}
    numbered = (f"{wanted} {n}" if n > 1 else wanted for n in range(1, MOST + 2))
    return next(name for name in numbered if key(name) not in taken)


def _checked_name(name: str) -> str:
    bare = re.sub(r"\s+", " ", name).strip(" .。,，\"'“”‘’")
    if not bare:
        raise ToolInputError(
            "Under which name shall I save it, for example “optimistic”?",
            "用什么名称保存，例如“乐观”？",
            question=True,
        )
    if len(bare) > LONGEST_NAME:
        raise ToolInputError(
            f"A name has at most {LONGEST_NAME} characters; give a shorter one.",
            f"方案名称最多{LONGEST_NAME}个字，请换一个短一些的。",
        )
    if is_base(bare):
        raise ToolInputError(
            f"“{bare}” is the base case itself. Say “keep it” to make the what-if the base, or give another name.",
            f"“{bare}”就是基准情形本身。要设为基准请说“就按这个”，或换一个名称保存。",
        )
    return bare
