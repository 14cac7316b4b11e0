"""Plans answers about figures of the model: one by name, a month, the months one by one, where a figure comes from."""

from __future__ import annotations

import re
from typing import Any

from assistant.language.lazy_re import lazy_re
from assistant.language.quantities import WrittenNumber, find_numbers
from assistant.planner.context import Context
from assistant.planner.finance_view import OF_A_MONTH, FinanceView
from assistant.planner.lexicon import BREAK_EVEN, CASH_LEFT, MONTH_N, MONTHS, WHEN
from assistant.planner.plan import Call, Plan, Say
from assistant.planner.plans.break_even import plan_break_even_count
from assistant.planner.plans.explaining import plan_other_result
from assistant.planner.plans.figure_parts import MADE_OF, part_named, parts_of
from assistant.planner.plans.model_setup import setup_calls
from assistant.planner.plans.outputs import find_output, month_asked
from assistant.planner.plans.own_money import plan_own_money
from assistant.planner.plans.part_of import plan_part_of
from assistant.planner.plans.table_cell import cell_of
from assistant.planner.plans.talk import plan_guidance
from assistant.planner.understand.follow_ups import OF_BASE, elliptic, last_args
from assistant.planner.understand.results import asked_results, beside_results, of_case
from assistant.planner.understand.same_topic import refers_back
from assistant.planner.understand.values.mentions import Mention

JsonDict = dict[str, Any]
# What a month is described by, the main result first.
SEVERAL = 3
# What one customer costs, and how long that takes to come back, said without the names of the metrics.
_WINS_ONE = lazy_re(
    r"\bcosts?\b.{0,20}\b(?:get|win|acquire|land|sign|gain|bring in) (?:a|an|one|each|every|another)\b.{0,12}"
    r"\b(?:customer|client|user|buyer|subscriber)|"
    r"(?:(?:拉来?|获取?|获得|得到|拿下|赢得|争取)到?(?:一个|每个|一位|1个)(?:新)?(?:客户|用户)|(?:获客|拉新|获新)一个).{0,8}(?:花|成本|多少钱)",
    re.IGNORECASE,
)
_COST_TO_WIN = lazy_re(
    r"\bcosts?\b.{0,12}\bto (?:get|win|acquire|land|sign)\b(?! (?:a|an|one|each|every|another)\b)|"
    r"获客(?:的钱|成本|费用)",
    re.IGNORECASE,
)
_COMES_BACK = lazy_re(
    r"\b(?:paid|pays?|paying|earn\w*|get\w*|win\w*|made?) (?:it )?back\b|(?:收|赚|挣)(?:得|能)?回来?|回本",
    re.IGNORECASE,
)
_ABOUT_ONE = {
    "cac",
    "payback_months",
    "new_customers",
    "customers",
    "customers.month_12",
    "costs.month_12",
    "break_even_month",
}
COMPUTED = {"set_finance_model", "unit_economics", "what_if", "check_claim", "goal_seek"}
TOOLS = ("what_if", "goal_seek", "compare_options", "explain_figures", "unit_economics", "set_finance_model")


def plan_unit_economics(text: str, context: Context, view: FinanceView) -> Plan:
    """The metrics of the base case; where some are asked for by name, those alone, or month by month."""
    if MONTHS.search(text):
        return plan_months(text, context, view)
    of_base = not (view.scenario and _of_case_in_hand(text, context))
    if of_base and (money := plan_own_money(text, context, view) or plan_break_even_count(text, context, view)):
        return money
    everyday = asked_results(context.text, view)
    named = [m for m in view.find_outputs(context.text) if "break_even_month" not in m.ids]
    named = beside_results(context.text, view, named)
    of_names = [
        of_month for m in named for of_month in _in_months(context.text, view, find_output(context.text, view, m))
    ]
    asked = tuple(dict.fromkeys([*_break_even(context.text, view), *everyday, *of_names]))
    asked = _of_a_customer(text, view, asked) or asked
    asked = () if len(asked) >= SEVERAL else asked or _of_month(text, view)  # so many that all of them are meant
    if view.scenario and (asked or not view.find_outputs(text)) and _of_case_in_hand(text, context):
        shown: JsonDict = {"outputs": list(asked)} if asked else {}
        return Plan(calls=(Call("what_if", {"changes": view.scenario, **shown}),))
    args: JsonDict = {"outputs": list(asked)} if asked else {}
    focus = {"template": view.model.id, **({"output": asked[0]} if asked else {})}
    return Plan(calls=(*setup_calls(context, view), Call("unit_economics", args)), focus=focus)


def _of_case_in_hand(text: str, context: Context) -> bool:
    """Whether the what-if in hand is asked about: by its words, or in a few of them right after it was run."""
    just_run = last_args(context, "what_if") is not None and not OF_BASE.search(text)
    return of_case(text) or (just_run and elliptic(text))


def _in_months(text: str, view: FinanceView, output: str) -> list[str]:
    """An output in each month that a text names: "revenue in month 3 and in month 18"."""
    months = [int(next(g for g in found.groups() if g)) for found in MONTH_N.finditer(text)]
    base, number = view.model.split_id(output)
    return [view.model.period_id(base, m) for m in dict.fromkeys(months)] if number and len(months) > 1 else [output]


def _of_a_customer(text: str, view: FinanceView, asked: tuple[str, ...]) -> tuple[str, ...]:
    """CAC or its payback where the words tell what they are: "what it cost to win them is paid back"."""
    if not {"cac", "payback_months"} <= view.model.formulas_by_id.keys() or BREAK_EVEN.search(text) and not asked:
        return ()
    if len(set(asked) - _ABOUT_ONE) > 1:  # a list of metrics asks for all of them
        return ()
    spent = "cac" in asked or {"new_customers", "costs.month_12"} <= set(asked)
    wins, back = _WINS_ONE.search(text), _COMES_BACK.search(text)
    if back and (spent or _COST_TO_WIN.search(text)):
        return ("payback_months",)
    return (("cac", "payback_months") if back else ("cac",)) if wins else ()


def plan_months(text: str, context: Context, view: FinanceView) -> Plan:
    """The months one by one."""
    calls = (*setup_calls(context, view), Call("explain_figures", {"monthly": True, **_in_hand(text, view)}))
    return Plan(calls=calls, focus={"template": view.model.id})


def plan_explain(text: str, context: Context, view: FinanceView) -> Plan:
    """The months one by one, or the formula behind a figure: by its value, by its name, or the one shown last."""
    if MONTHS.search(text):
        return plan_months(text, context, view)
    if counted := plan_part_of(text, context, view):
        return counted
    if other := plan_other_result(text, context, bool(view.find_outputs(text))) or _of_cell(text, context, view):
        return other
    named = _named(text, view)
    part = part_named(text, view) if not named else ""
    shown = [named[0], *parts_of(named[0], view)] if named and MADE_OF.search(text) else [part] if part else []
    if part or len(shown) > 1:
        args = {"outputs": shown, **_in_hand(text, view)}
        return Plan(calls=(*setup_calls(context, view), Call("explain_figures", args)), focus={"output": shown[0]})
    if found := _by_value(text, context, view):
        output, of_what_if = found
        args = {"outputs": [output], "of_what_if": of_what_if}
        return Plan(calls=(Call("explain_figures", args),), focus={"output": output, "template": view.model.id})
    if named and view.scenario and view.model.formulas_by_id[view.model.split_id(named[0])[0]].is_series:
        return Plan(calls=(Call("explain_figures", {"outputs": named, "of_what_if": True}),))
    if named and not view.scenario:
        return plan_unit_economics(text, context, view)
    return _of_last(text, context, view)


def _of_cell(text: str, context: Context, view: FinanceView) -> Plan | None:
    """The case of a cell of the table that was just shown, computed and explained."""
    cell = cell_of(text, context, view) if last_args(context, "what_if_table") is not None else ()
    if not cell:
        return None
    output = str(context.seen["what_if_table"]["data"]["output"]["id"])
    what_if = Call("what_if", {"changes": [c.to_json() for c in cell], "outputs": [output]})
    return Plan(
        calls=(what_if, Call("explain_figures", {"outputs": [output], "of_what_if": True})),
        focus={"output": output, "template": view.model.id},
    )


def _of_last(text: str, context: Context, view: FinanceView) -> Plan:
    """What is behind the figures that were shown last, or the input whose value is quoted."""
    for tool in ("what_if", "goal_seek", "unit_economics", "set_finance_model"):
        data = context.seen.get(tool, {}).get("data", {})
        if data.get("explanation"):
            return Plan(says=(Say("explain", {"explanation": data["explanation"]}),))
    computed = bool(context.seen.keys() & COMPUTED)
    last = (_input_with(text, view) if computed else "") or str(context.focus.get("output") or "")
    last = last or (view.main_output if computed else "")
    if last and view.model.split_id(last)[0] in view.model.formulas_by_id:
        calls = (*setup_calls(context, view), Call("explain_figures", {"outputs": [last]}))
        return Plan(calls=calls, focus={"output": last})
    if not refers_back(text) and not find_numbers(text):
        return plan_guidance(text, context)  # "subscription or usage, how does one choose?"
    return Plan(says=(Say("nothing_to_explain"),))


def _in_hand(text: str, view: FinanceView) -> JsonDict:
    return {"of_what_if": True} if view.scenario and of_case(text) else {}


def _named(text: str, view: FinanceView) -> list[str]:
    return [find_output(text, view, mention) for mention in view.find_outputs(text)]


def _of_month(text: str, view: FinanceView) -> tuple[str, ...]:
    """What a month looks like: its main results."""
    number = month_asked(text)
    if number is None:
        return ()
    known = view.model.formulas_by_id
    if CASH_LEFT.search(text) and "cash_balance" in known:
        return (view.model.period_id("cash_balance", number),)
    return tuple(view.model.period_id(o, number) for o in OF_A_MONTH if o in known and known[o].is_series)


def _break_even(text: str, view: FinanceView) -> list[str]:
    """When, or with how many customers, the venture stops losing money."""
    if not BREAK_EVEN.search(text):
        return []
    names = ["break_even_month"] if WHEN.search(text) else ["break_even_customers", "break_even_users"]
    return [name for name in names if name in view.model.formulas_by_id]


def _by_value(text: str, context: Context, view: FinanceView) -> tuple[str, bool] | None:
    """The output that has the value a text quotes, and whether it is one of the what-if in hand; newest first."""
    published = [f for tool in TOOLS for f in reversed(context.seen.get(tool, {}).get("figures") or ())]
    known = [f for f in published if view.model.split_id(str(f["id"]))[0] in view.model.formulas_by_id]
    months = [m.span() for m in MONTH_N.finditer(text)]
    for number in find_numbers(text):
        if any(start <= number.span[0] < end for start, end in months):
            continue
        hits = [f for f in known if _is_value(f, number)]
        # The what-if in hand was shown last.
        hits.sort(key=lambda f: (f["scenario"] == "base") if view.scenario else (f["scenario"] != "base"))
        if hits:
            return str(hits[0]["id"]), hits[0]["scenario"] != "base"
    return None


def _input_with(text: str, view: FinanceView) -> str:
    """The first output that is computed from an input which has the value a text quotes: "what's the 9 for"."""
    for number in find_numbers(text):
        near = max(number.resolution / 2, 1e-9)
        held = [i for i in view.model.inputs_by_id if abs(view.inputs[i] - number.value) <= near]
        using = [f.id for f in view.model.formulas if held and held[0] in f.uses]
        if len(held) == 1 and using:
            return find_output("", view, Mention((using[0],), "output", (0, 0)))
    return ""


def _is_value(figure: JsonDict, number: WrittenNumber) -> bool:
    shown = figure["value"] * (100 if figure["unit"] == "fraction" and number.kind != "percent" else 1)
    return bool(abs(shown - number.value) <= max(number.resolution / 2, 1e-9))
