"""Reads a result that is claimed in the words of talk, which leave out what the number is of: "so about 80 then?"."""

from __future__ import annotations

import re
from typing import Any

from assistant.finance.evaluate import evaluate
from assistant.language.lazy_re import lazy_re
from assistant.language.quantities import Quantity, find_quantities
from assistant.planner.context import Context
from assistant.planner.finance_view import FinanceView
from assistant.planner.lexicon import BREAK_EVEN, MONTH_N, NO_LOSS
from assistant.planner.plans.outputs import MONTHS_OF, find_output
from assistant.planner.understand.follow_ups import times
from assistant.planner.understand.results import asked_results

JsonDict = dict[str, Any]
LONGEST = 120  # characters; a longer message tells more than it claims
BESIDE = 3  # characters between a number and the input whose value it is
SMALL = 50  # a bare number under this may be a ratio or a number of months
OVER = lazy_re(
    r"\b(?:over|above|more than|at least|exceed\w*|beats?|past|north of|upwards? of)\b|>|"
    r"超过?|以上|至少|不止|高于|多于|大于|[过破]了?(?=[\d一二三四五六七八九十百千万])|过(?:千|百|万)",
    re.IGNORECASE,
)
UNDER = lazy_re(
    r"\b(?:under|below|less than|at most|within|no more than|fewer than)\b|<|不到|以下|以内|之内|低于|少于|不超过|最多",
    re.IGNORECASE,
)
GAINS = lazy_re(
    r"\bin the black\b|\bprofitable\b|\b(?:self-)?sustain\w*\b|\b(?:never|not|n't) (?:need to )?(?:borrow|lose)\b|"
    r"\b(?:suffic\w+|pays? (?:off|for itself)|worth it|(?:he|she|it|we|they)(?:'s|'re| is| are) (?:fine|safe|ok))\b|"
    r"\b(?:make|making|earn\w*) (?:a )?(?:money|profit)\b|赚|盈利|划算|合算|够用?|有得赚|不亏|能活",
    re.IGNORECASE,
)
LOSES = lazy_re(
    r"\b(?:los(?:e|es|ing) money|in the red|at a loss|(?:we|it|they) (?:shrink|lose|bleed)|not profitable)\b|"
    r"亏|赔钱?|白干",
    re.IGNORECASE,
)
EVEN = lazy_re(r"\b(?:we(?:'re| are)|it(?:'s| is)) even\b|\bjust about (?:do|make) it\b|打平|持平|保本", re.IGNORECASE)
BETTER = lazy_re(
    r"\b(?:better|wins?|cheaper|best|more profitable|beats?)\b|"
    r"更(?:赚|好|划算|合算)|比.{0,8}(?:好|赚|强)|稳赚|还是划算",
    re.IGNORECASE,
)
OF_SALES = lazy_re(
    r"\b(?:gross(?! margin)|revenue|sales|takings|turnover|income|arr|mrr|bring\w* in)\b|"
    r"收入|营收|流水|销售额|毛着|ARR|抽(?:成)?下来",
    re.IGNORECASE,
)
OF_ONE = lazy_re(
    r"\b(?:per|each|every|(?:on|from|off|for|of) an?) (?!month|year|week|day|quarter)[a-z]+\b|"
    r"(?<![\d第十百千万])[一每](?:个(?!月)|单|套|次|户|节|辆|台|件|双|盒|份|家|人|位|斤|场|课|趟)",
    re.IGNORECASE,
)
SPANS = lazy_re(
    r"\b(?:a|per|each|every|in the first|the first|one)\s+(month|year|week)\b|"
    r"一(?:个)?(月|年|周)|(月|年)(?=有|能|赚|净|省)"
)
WORDS_OF_SPAN = {"月": "month", "年": "year", "周": "week"}
ONE_LEAVES = ("unit_margin", "margin_per_order", "contribution")
EVEN_AT = ("break_even_customers", "break_even_units", "break_even_users")
TAKES_BACK = lazy_re(r"\bpayback|\bpays? back|回本|回收", re.IGNORECASE)
KINDS = {
    "money": ("money",),
    "count": ("money", "count"),
    "percent": ("rate",),
    "points": ("rate",),
    "ratio": ("ratio",),
    "duration": ("duration",),
}


def talked_claims(text: str, context: Context, view: FinanceView) -> tuple[list[JsonDict], bool]:
    """What a short remark claims of the result that the talk is about, and whether it is said of the what-if in hand.

    Args:
        text: The message, normalised.
        context: The talk before it.
        view: The model.
    """
    if len(text) > LONGEST:
        return [], False
    if view.scenario and BETTER.search(text):
        now = evaluate(view.model, view.inputs).values.get(view.main_output)
        return ([_claim(view.main_output, float(f"{now:.6g}"), "at_least")] if now is not None else []), True
    said = _claimed(text, view)
    if said is None:
        return _by_sign(text, view), False
    if said.period == "year" and said.kind == "duration" and GAINS.search(text) and "horizon" in view.inputs:
        month = round(min(said.value * MONTHS_OF["year"], view.inputs["horizon"]))
        return [_claim(view.model.period_id("profit", month), 0.0, "at_least")], bool(view.scenario)
    output = _output(text, said, context, view)
    if not output:
        return [], False
    measure = view.model.formulas_by_id[view.model.split_id(output)[0]].measure
    in_months = MONTHS_OF.get(str(said.period), 1) if measure.shown == "months" else 1
    claim = _claim(output, said.value * in_months, bound_said(text), said.resolution * in_months)
    period = said.period or _span(text)
    if period and measure.period and period != measure.period:
        claim["period"] = period
    return [claim], False


def bound_said(text: str) -> str | None:
    """Whether a number is said to be passed or not reached rather than met: "over 2,000", 不到六个月."""
    if UNDER.search(text):
        return "at_most"
    return "at_least" if OVER.search(text) else None


def _claim(output: str, value: float, bound: str | None, resolution: float | None = None) -> JsonDict:
    claim: JsonDict = {"output": output, "value": value}
    return {**claim, **({"resolution": resolution} if resolution else {}), **({"bound": bound} if bound else {})}


def _claimed(text: str, view: FinanceView) -> Quantity | None:
    """The number that is claimed: the last amount of money, else the last number; never a share of time or an input."""
    inputs = [] if BREAK_EVEN.search(text) else [m.span for m in view.find_inputs(text)]
    found = [
        q
        for q in find_quantities(text)
        if (q.relation != "multiply" or q.kind == "ratio")
        and not (q.value == 1 and q.kind in ("duration", "count"))
        and not any(0 <= max(q.span[0] - end, start - q.span[1]) <= BESIDE for start, end in inputs)
    ]
    money = [q for q in found if q.kind == "money"]
    return (money or found)[-1] if found else None


def _by_sign(text: str, view: FinanceView) -> list[JsonDict]:
    """A claim without a number: that there is a profit, a loss, or neither."""
    output = view.main_output
    if not view.model.split_id(output)[0] == "profit":
        return []
    if EVEN.search(text):
        return [_claim(output, 0.0, None)]
    if GAINS.search(text) and not (LOSES.search(text) and not NO_LOSS.search(text)):
        return [_claim(output, 0.0, "at_least")]
    return [_claim(output, 0.0, "at_most")] if LOSES.search(text) else []


def _output(text: str, said: Quantity, context: Context, view: FinanceView) -> str:
    """What the number is of: what the words name, the result just shown where the kind fits, else the usual one."""
    model = view.model
    if said.kind == "duration" or any(m.start() <= said.span[0] < m.end() for m in MONTH_N.finditer(text)):
        return _of_time(text, context, view)
    if said.kind == "count" and BREAK_EVEN.search(text):
        return next((o for o in EVEN_AT if o in model.formulas_by_id), "")
    fits = KINDS.get(said.kind, ())
    named = [m for m in view.find_outputs(text) if model.formulas_by_id[m.ids[0]].measure.kind in fits]
    if named:
        return find_output(text, view, named[0])
    asked = [o for o in asked_results(text, view) if _kind(o, view) in fits]
    if asked:
        return asked[0]
    shown = [o for o in _shown(context) if model.split_id(o)[0] in model.formulas_by_id]
    if said.kind in ("count", "ratio") and said.value < SMALL:
        shown_small = [o for o in shown if _kind(o, view) in ("ratio", "duration")]
        if shown_small or said.kind == "ratio":
            return shown_small[0] if shown_small else _known("ratio", view)
    if said.kind in ("percent", "points"):
        return next((o for o in shown if _kind(o, view) == "rate"), _known("rate", view))
    return _of_money(text, said, shown, view)


def _of_money(text: str, said: Quantity, shown: list[str], view: FinanceView) -> str:
    model = view.model
    if OF_SALES.search(text) and "revenue" in model.formulas_by_id:
        number = model.split_id(view.main_output)[1]
        return model.period_id("revenue", number) if number else "revenue"
    if OF_ONE.search(text) and not _span(text):
        return next((o for o in ONE_LEAVES if o in model.formulas_by_id), view.main_output)
    if money := [o for o in shown if _kind(o, view) == "money"]:
        return money[0]
    return view.main_output if _span(text) or said.period else _of_size(said, view)


def _of_size(said: Quantity, view: FinanceView) -> str:
    """The profit, or what one sale leaves: the one whose present value is nearer; neither for a handful of coins."""
    if said.kind == "count" and said.value < SMALL:
        return ""
    values = evaluate(view.model, view.inputs).values
    sums = [o for o in (view.main_output, *ONE_LEAVES) if values.get(o)]
    return min(sums, key=lambda o: times(abs(float(values[o] or 0.0)), abs(said.value)), default=view.main_output)


def _of_time(text: str, context: Context, view: FinanceView) -> str:
    shown = [o for o in _shown(context) if _kind(o, view) == "duration"]
    known = view.model.formulas_by_id
    usual = "payback_months" if TAKES_BACK.search(text) else "break_even_month"
    return shown[0] if shown else usual if usual in known else ""


def _shown(context: Context) -> list[str]:
    """Outputs that the talk was about last, those asked for by name first."""
    last = (context.focus.get("last") or {}).get("args") or {}
    named = [str(o) for o in last.get("outputs") or ()] + [str(c["output"]) for c in last.get("claims") or ()]
    focus = str(context.focus.get("output") or "")
    return [o for o in dict.fromkeys([*named, str(last.get("output") or ""), focus]) if o]


def _kind(output: str, view: FinanceView) -> str:
    formula = view.model.formulas_by_id.get(view.model.split_id(output)[0])
    return formula.measure.kind if formula else ""


def _known(kind: str, view: FinanceView) -> str:
    usual = {"rate": "gross_margin", "ratio": "ltv_to_cac"}[kind]
    return usual if usual in view.model.formulas_by_id else ""


def _span(text: str) -> str | None:
    """The time that a claim is for: "a year", 一个月."""
    found = SPANS.search(text)
    word = next((g for g in found.groups() if g), "") if found else ""
    return WORDS_OF_SPAN.get(word, word) or None
