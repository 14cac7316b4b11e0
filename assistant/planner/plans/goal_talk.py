"""What a goal seek takes from the talk where its words leave it out: the result, its target, the input sought."""

from __future__ import annotations

import re
from typing import Any

from assistant.finance.evaluate import evaluate
from assistant.language.lazy_re import lazy_re
from assistant.language.quantities import Quantity, find_quantities
from assistant.planner.context import Context
from assistant.planner.finance_view import FinanceView
from assistant.planner.lexicon import BREAK_EVEN, NO_LOSS
from assistant.planner.plans.break_even import covers_costs
from assistant.planner.plans.goal_target import SMALL, in_scale
from assistant.planner.plans.outputs import MONTHS_OF, find_output
from assistant.planner.understand.follow_ups import last_args, values
from assistant.planner.understand.results import asked_results
from assistant.planner.understand.values.changes import read_changes
from assistant.planner.understand.values.mentions import Mention

JsonDict = dict[str, Any]
BRIEF = {True: 80, False: 30}  # characters of an English and a Chinese question that leans on the talk before it
BESIDE = 12  # characters between a question word and what it asks for
DIGITS = 6  # of a target that is taken from the plan
# A result is to stay what it was: "to make the same", 跟原来一样, "make up for that".
AS_BEFORE = lazy_re(
    r"\bthe same\b|\bstand still\b|\bwhere (?:it|we|they|things) (?:was|were|are|stood)\b|\bas (?:before|it was|now)\b|"
    r"\bunchanged\b|\b(?:ma(?:ke|kes|king) up|compensat\w+) for\b|\boffset\b|\bno worse off\b|"
    r"原来的?|不变|(?:跟|和|同).{0,8}一样|保住|持平|抵消|补回来|不吃亏",
    re.IGNORECASE,
)
# A target that the words point to without saying what it is: it must be asked.
OWN_AIM = lazy_re(r"\b(?:goals?|targets?|aims?)\b|目标|healthy|健康", re.IGNORECASE)
# The goal before it once more: "same question", 再算一次.
ONCE_MORE = lazy_re(
    r"\b(?:again|redo|re-?run|recalculate|once more|same (?:q|question|thing))\b|"
    r"重新?(?:算|求|来)|再(?:算|求|来)一?(?:次|遍|下)",
    re.IGNORECASE,
)
HOW_FAR = lazy_re(
    r"\bhow (?:low|high|much|many|far|big|small|full|cheap|expensive)\b|\b(?:at|to) (?:what|which)\b|"
    r"\b(?:min(?:imum)?|max(?:imum)?|worst|lowest|highest|least|most)\b|\bwhat(?:'s|s| is) the\b|"
    r"\bwhat (?!change|else|step|thing)[a-z]+ (?:would|must|do|does|should|can|could)\b|"
    r"\bwhat (?:would|does|must|should)\b.{0,24}\b(?:have|need)s? to be\b|"
    r"多少|多高|多低|几(?!乎)|最[低高多少]",
    re.IGNORECASE,
)
COUNTS = lazy_re(
    r"\bhow many (?!months|years|weeks|days)\b|\b[a-z]+ (?:are )?(?:needed|required)\b|"
    r"\b(?:min|max)(?:imum)? [a-z]+s\b|"
    r"(?:多少|几)(?:个(?!月|点)|家|人|位|单|套|台|辆|双|件|次|盒|份|户|桌|间|场|课|只|条|趟|斤|名|学员|用户|客|会员|店)",
    re.IGNORECASE,
)
NEW_ONES = lazy_re(
    r"\b(?:a|per|every|each) (?:month|week|day)\b|\bmonthly\b|\bsign[- ]?ups?\b|\badds?\b|\bnew\b|\bwin\b|\bland\b|"
    r"每(?:个?月|天|周)|一(?:个月|天|周)|新",
    re.IGNORECASE,
)
CHARGE = lazy_re(
    r"\b(?:charge|ask for|ask (?:per|a|each)|sell (?:it|them|one|each) for|priced?|what (?:fee|rate|sub))\b|"
    r"(?:收|卖|定|抽成?|要价|报价|收费|定价|标价|票价|会费|月费|年费)(?:得|到|要|为|成)*(?:多少|多高|几(?!成))|(?:费|价)(?:要|得|该|应该?)?(?:多少|多高|几)",
    re.IGNORECASE,
)
MONEY = lazy_re(
    r"\b(?:raise|funding|money|cash|capital|savings|float)\b|融|本钱|资金|启动|筹|(?<!卖)(?<!收)钱|现金", re.IGNORECASE
)
# Asks how much to bring along: what keeps the bank from running dry.
NEEDS_MONEY = lazy_re(
    r"\bhow much (?:money|cash|capital|funding|savings|of a (?:float|cushion))\b|"
    r"\bhow much .{0,16}\b(?:raise|put in|borrow)\b|"
    r"(?:多少|几.{0,2})(?:本钱|本金|启动资金|资金|现金|垫资)|(?:融|筹|借|投|垫)(?:进去)?(?:多少|几)",
    re.IGNORECASE,
)
LASTS = lazy_re(
    r"\b(?:last|survive|runway|hold out|keep going|get through|stay alive)\b|撑|活|维持|跑道|够用|续命|更稳",
    re.IGNORECASE,
)
RATIO = lazy_re(r"\bratio\b|\bcac\b|\bltv\b|比值|比例|倍数", re.IGNORECASE)
STOCKS = ("units", "starting_customers", "starting_buyers", "starting_users", "promotions")
FLOWS = ("units", "trials", "new_buyers", "new_users", "signups", "leads", "calls", "promotions")
PRICES = ("price", "take_rate", "cpm", "promotion_revenue")
OF_KIND = {"duration": "break_even_month", "rate": "gross_margin", "ratio": "ltv_to_cac"}
KINDS = {"duration": "duration", "percent": "rate", "ratio": "ratio"}


def goal_repeated(text: str, context: Context, view: FinanceView) -> JsonDict | None:
    """The last goal once more, with the numbers as they are now; None where a text asks for nothing of the kind."""
    if other := _other_time(text, context, view):
        return other
    data = (context.seen.get("goal_seek") or {}).get("data") or {}
    if not data or len(text) > BRIEF[text.isascii()] or not ONCE_MORE.search(text):
        return None
    variable, output = str(data["variable"]["id"]), str(data["output"]["id"])
    known = view.model.split_id(output)[0] in view.model.formulas_by_id
    if variable not in view.model.inputs_by_id or not known or view.index.find(text):
        return None
    said = [q for q in values(text) if q.value != 1]  # 再算一次 counts nothing
    before = float(data["target"])
    target = in_scale(said[-1].value, before) if said and said[-1].kind in ("money", "count") else before
    return {"variable": variable, "output": output, "target": target}


def _other_time(text: str, context: Context, view: FinanceView) -> JsonDict | None:
    """The last goal, a time, with another time: "and 15 months?" after a runway of 18."""
    last = last_args(context, "goal_seek")
    times = [q for q in find_quantities(text) if q.kind == "duration" and q.period in MONTHS_OF]
    if last is None or len(times) != 1 or _kind(str(last["output"]), view) != "duration":
        return None
    if len(text) > BRIEF[text.isascii()] or view.index.find(text):
        return None
    return {**last, "target": times[0].value * MONTHS_OF[str(times[0].period)]}


def meant_output(text: str, context: Context, view: FinanceView) -> str:
    """The output whose value is the goal: the one named, else one that is told by what is wanted of it."""
    before = text
    for mention in [m for m in view.find_outputs(text) if _is_sought(text, m, view)]:
        start, end = mention.span
        text = text[:start] + " " * (end - start) + text[end:]
    if view.find_outputs(text) or BREAK_EVEN.search(text) or NO_LOSS.search(text):
        return find_output(text, view)
    asked = asked_results(text, view)
    timed = any(q.kind == "duration" for q in find_quantities(text))
    if timed and (LASTS.search(text) or set(asked) & {"runway_months", "cash.lowest"}):
        return _known("runway_months", text, view)
    if NEEDS_MONEY.search(text) or "cash.lowest" in asked:
        return _known("cash.lowest", text, view)
    return asked[0] if asked else _by_kind(text, bool(RATIO.search(before)), context, view)


def _by_kind(text: str, of_ratio: bool, context: Context, view: FinanceView) -> str:
    """The output that a value is of, told by its kind: of the one shown last, else of the usual one of the kind."""
    focus = str(context.focus.get("output") or "")
    known = view.model.split_id(focus)[0] in view.model.formulas_by_id
    said = find_quantities(text)
    small = any(q.kind == "count" and 1 < q.value < SMALL for q in said)
    if small and (of_ratio or (known and _kind(focus, view) in KINDS.values())):
        return _known(OF_KIND["ratio"], text, view) if of_ratio else focus  # "and to get it to 5?"
    kinds = [KINDS[q.kind] for q in said if q.kind in KINDS and _is_level(q, of_ratio)]
    if not kinds or read_changes(text, view).changes:
        return find_output(text, view)
    if known and _kind(focus, view) in kinds:
        return focus
    timely = [k for k in kinds if k != "duration" or LASTS.search(text)]
    return _known(OF_KIND[timely[0]], text, view) if timely else find_output(text, view)


def _is_level(quantity: Quantity, of_ratio: bool) -> bool:
    """Whether a value is one to be reached, as "to 40%" is, rather than a change: "down by a third", "double"."""
    if quantity.relation == "multiply":
        return quantity.kind == "ratio" and of_ratio
    return quantity.relation != "change_by"


def meant_target(text: str, output: str, context: Context, view: FinanceView) -> float | None:
    """The target where none is said: what the output was before, or zero of what is earned or is in the bank."""
    if as_before(text, view):
        return _before(text, output, context, view)
    base = view.model.split_id(output)[0].split(".")[0]
    plain = base in ("profit", "cash", "cash_balance") and not OWN_AIM.search(text)
    return 0.0 if plain and (HOW_FAR.search(text) or COUNTS.search(text) or view.find_inputs(text)) else None


def as_before(text: str, view: FinanceView) -> bool:
    """Whether the result is to stay what it was; an input that does is only left alone: 月费不变时，转化率要多高."""
    inputs = [m.span[1] for m in view.find_inputs(text)]
    return any(m.start() not in inputs for m in AS_BEFORE.finditer(text))


def meant_lever(text: str, output: str, context: Context, view: FinanceView) -> str:
    """The input that a question is after without its name: the number of what is sold, the price, the one talked of."""
    inputs = view.model.inputs_by_id
    if (
        any("cac" in m.ids for m in view.find_outputs(text))
        and not output.startswith("cac")
        and "acquisition_spend" in inputs
    ):
        return "acquisition_spend"
    if MONEY.search(text) and "cash" in inputs and view.model.split_id(output)[0] in ("runway_months", "cash.lowest"):
        return "cash"
    if COUNTS.search(text):
        return counted(text, context, view)
    if CHARGE.search(text):
        return next((i for i in PRICES if i in inputs), "")
    focus = str(context.focus.get("variable") or "")
    brief = len(text) <= BRIEF[text.isascii()]
    if brief and (last := last_args(context, "goal_seek")) and str(last.get("variable")) in inputs:
        return str(last["variable"])
    leans = brief and HOW_FAR.search(text)
    return focus if leans and focus in inputs and inputs[focus].kind in ("rate", "money", "count") else ""


def counted(text: str, context: Context, view: FinanceView) -> str:
    """How many of what is sold: the number the founder has told, else those of a month where one is spoken of."""
    inputs = view.model.inputs_by_id
    order = (*FLOWS, *STOCKS) if NEW_ONES.search(text) or covers_costs(text) else (*STOCKS, *FLOWS)
    known = [i for i in dict.fromkeys(order) if i in inputs]
    stated = set(context.finance.get("stated") or ())
    return next((i for i in known if i in stated), known[0] if known else "")


def _is_sought(text: str, mention: Mention, view: FinanceView) -> bool:
    """Whether an output is what the question is after, so that it is no goal: "how many customers for 25k profit"."""
    if "cac" in mention.ids:
        ratio = any(q.kind == "ratio" for q in find_quantities(text)) or re.search(r"\bratio\b|比值|倍", text)
        return len(view.find_outputs(text)) > 1 or bool(ratio)
    if _kind(mention.ids[0], view) != "count":
        return False
    asked = [m.end() for m in HOW_FAR.finditer(text[: mention.span[0]])]
    behind = text[mention.span[1] : mention.span[1] + BESIDE]
    return bool(asked and mention.span[0] - asked[-1] <= BESIDE) or bool(re.search(r"needed|多少|几", behind))


def _before(text: str, output: str, context: Context, view: FinanceView) -> float | None:
    """The value of an output that a case in hand, or a change of the plan since it was shown, has moved."""
    now = evaluate(view.model, view.inputs).values.get(output)
    if view.scenario or read_changes(text, view).changes:
        return None if now is None else float(f"{float(now):.{DIGITS}g}")
    shown = (context.seen.get("unit_economics") or {}).get("figures") or ()
    past = [float(f["value"]) for f in shown if f["id"] == output and f["value"] is not None]
    moved = past and (now is None or abs(past[-1] - float(now)) > abs(float(now)) * 10**-DIGITS)
    return float(f"{past[-1]:.{DIGITS}g}") if moved else None


def _kind(output: str, view: FinanceView) -> str:
    formula = view.model.formulas_by_id.get(view.model.split_id(output)[0])
    return formula.measure.kind if formula else ""


def _known(output: str, text: str, view: FinanceView) -> str:
    """The output where the model has it, else its main one."""
    return output if output in view.model.formulas_by_id else find_output(text, view)
