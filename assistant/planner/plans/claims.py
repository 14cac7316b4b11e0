"""Plans the premise check: a result that the user states is recomputed before anything builds on it."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.finance.evaluate import evaluate
from assistant.language.lazy_re import lazy_re
from assistant.language.quantities import find_quantities
from assistant.planner.context import Context
from assistant.planner.finance_view import FinanceView
from assistant.planner.plan import Call, Plan, PlanFunction, Say
from assistant.planner.plans.claims_case import claim_of_case
from assistant.planner.plans.claims_reading import Reading, read_calculation
from assistant.planner.plans.claims_talk import bound_said, talked_claims
from assistant.planner.plans.decisions import plan_saas_metrics
from assistant.planner.plans.decisions_reading import asked_metrics
from assistant.planner.plans.goal import plan_goal_seek
from assistant.planner.plans.inputs import plan_set_inputs, plan_show_model
from assistant.planner.plans.model_setup import carried_price, setup_calls
from assistant.planner.plans.outputs import find_output
from assistant.planner.understand.follow_ups import GOES_ON, goal_again, last_args
from assistant.planner.understand.results import asked_results
from assistant.planner.understand.values.changes import read_changes

JsonDict = dict[str, object]
LONGEST = 120  # characters of a claim about a case
MANY_INPUTS = 4  # told with a result, they are a calculation and not talk
COMPUTED = {"unit_economics", "what_if", "check_claim", "goal_seek"}  # tools that show results of the model
CLOSE = 0.01  # of a value that is claimed as so many times another
ASKED_FOR = 4  # inputs named in the question for them
WOULD = lazy_re(r"\b(?:would|then|in that case|that way)\b|那样|这样|那么|那就|这么", re.IGNORECASE)
OF_NOW = lazy_re(
    r"\b(?:current\w*|today'?s?|as (?:it|things|they) (?:is|are|stands?))\b|目前|当前|现在的|现有", re.IGNORECASE
)


# A result said of a case: "if the price were 49, LTV would be 800", 涨到49的话LTV就是800.
CONDITION = lazy_re(
    r"^\W*(?:(?:and|so|but|then|ok|那|那么|所以)\W*)*"
    r"(?:(?:if|when|once|suppos\w+|assum\w+|with|at)\b(?P<if>[^\n]+?)(?:,\s*|\bthen\b)(?P<then>[^\n]+)|"
    r"(?:如果|要是|假如|假设|若|倘若)?(?P<if2>[^\n，,]+?)(?:的话|之后|以后)[，,]?(?P<then2>[^\n]+)|"
    r"(?:如果|要是|假如|假设|若|倘若)(?P<if3>[^\n，,]+)[，,](?P<then3>[^\n]+)|"
    r"(?P<if4>[^\n，,]+)[，,](?P<then4>[^\n，,]*(?:就|便|会|能)[^\n]+)|"
    r"(?P<if5>(?:cut|halv|doubl|rais|lower|drop|reduc|increas|bring)\w*\b[^\n]+?)(?:,\s*and\b|,|\band\b)(?P<then5>[^\n]+))$",
    re.IGNORECASE,
)
# Orders and goals end like claims in Chinese: 把利润做到50万吧.
ORDERS = lazy_re(r"^\W*(?:那|就|还是)*(?:把|帮|请|给我|让|看|算|改|换|设|用|按|试)|改成|设[为成]|做到|调到")
# Says that somebody else has the number, or doubts it.
JUDGES = lazy_re(
    r"\b(?:says?|said|claims?|claimed|thinks?|swears?|reckons?|told me|is (?:that|this|it) (?:right|true|correct)|"
    r"right\?|correct\?|check|verify|therefore|hence|so (?:we|the|our|my))\b|"
    r"(?:他|她|同事|财务|老板|合伙人|投资人|顾问|团队)(?:们)?(?:说|算|觉得|认为)|对吗|对不对|对不|没错吧|靠谱|核对|验证|检查|所以|因此|于是|得出|算出",
    re.IGNORECASE,
)
TOTAL_COST = lazy_re(r"\btotal costs?\b|总成本|成本(?:总|合计|一共|加起来)", re.IGNORECASE)
MANY_TOLD = 4  # numbers
PAYS_BACK = lazy_re(r"回本", re.IGNORECASE)
OF_A_CUSTOMER = {"ltv", "cac", "ltv_to_cac", "contribution", "payback_months"}


def plan_check_claim(text: str, context: Context, view: FinanceView) -> Plan:
    """Recompute what is claimed; without a number to check, show the numbers as they are."""
    if of_case := conditional_claim(text, context, view):
        changes, reading = of_case
        what_if = Call("what_if", {"changes": changes})
        check = Call("check_claim", {"claims": _of_talk(reading.claims, text, context), "of_what_if": True})
        return Plan(calls=(*setup_calls(context, view), what_if, check), focus={"template": view.model.id})
    if GOES_ON.match(text) and not JUDGES.search(text) and goal_again(text, context, view):
        return plan_goal_seek(text, context, view)
    if story := _story(text, context, view):
        return story
    reading = read_calculation(_whole(text, context), view)
    of_case_in_hand = False
    if not reading.claims and (other := _of_talked_case(text, context, view)):
        return other
    if not reading.claims:
        talked, of_case_in_hand = talked_claims(text, context, view)
        reading = Reading(claims=talked, unread=reading.unread)
    if not reading.claims:
        return plan_show_model(text, context, view)
    if not view.chosen and not reading.inputs and not context.seen.keys() & COMPUTED:
        return _ask_inputs(reading, view)
    args: dict[str, object] = {"claims": _of_talk(reading.claims, text, context)}
    inputs = {**carried_price(context, view), **reading.inputs}
    if inputs:
        args.update(inputs=inputs, template=view.model.id)
    elif of_case_in_hand or (
        view.scenario
        and not OF_NOW.search(text)
        and (WOULD.search(text) or (last_args(context, "check_claim") or {}).get("of_what_if"))
    ):
        args["of_what_if"] = True
    return Plan(
        calls=(Call("check_claim", args),),
        notes=_unread(reading),
        focus={"template": view.model.id},
    )


def _story(text: str, context: Context, view: FinanceView) -> Plan | None:
    """The inputs told by a text of many numbers that claims nothing: each 成本 of it is of something, not the total."""
    if JUDGES.search(text) or len(find_quantities(text)) < MANY_TOLD:
        return None
    claimed = [
        c for c in read_calculation(_whole(text, context), view).claims if not str(c["output"]).startswith("costs")
    ]
    if claimed or TOTAL_COST.search(text):
        return None
    plan = plan_set_inputs(text, context, view)
    if not plan.calls or len(plan.calls[-1].args.get("inputs") or ()) < MANY_TOLD:
        return None
    tail = text[find_quantities(text)[-1].span[1] :]
    asked = asked_results(tail, view) or tuple(find_output(tail, view, m) for m in view.find_outputs(tail))
    more = (Call("unit_economics", {"outputs": list(dict.fromkeys(asked))}),) if asked else ()
    return replace(plan, calls=(*plan.calls, *more))


def _of_talked_case(text: str, context: Context, view: FinanceView) -> Plan | None:
    """The check of a claim that so many are enough; of one about metrics of the period, those metrics once more."""
    if asked_metrics(text) or "saas_metrics" in context.last:
        told = (context.seen.get("saas_metrics") or {}).get("data", {}).get("told")
        return plan_saas_metrics(text, context, view) if told or asked_metrics(text) else None
    if not (case := claim_of_case(text, context, view)):
        return None
    change, claim = case
    what_if = Call("what_if", {"changes": [change], "outputs": [claim["output"]]})
    check = Call("check_claim", {"claims": [claim], "of_what_if": True})
    focus = {"template": view.model.id, "variable": change["variable"]}
    return Plan(calls=(*setup_calls(context, view), what_if, check), focus=focus)


def conditional_claim(text: str, context: Context, view: FinanceView) -> tuple[list[JsonDict], Reading] | None:
    """The changes of a case and what is claimed of it; None where a text claims nothing of a case."""
    found = CONDITION.match(text.strip()) if len(text) <= LONGEST else None
    if found is None:
        return None
    said, claimed = (
        [found[f"{part}{n}"] for n in ("", "2", "3", "4", "5") if found[f"{part}{n}"]][0] for part in ("if", "then")
    )
    focus = str(context.focus.get("variable") or "")
    # 涨到49 names nothing: what the talk is about, or else the price.
    follow = tuple(i for i in (focus, "price") if i in view.model.inputs_by_id)
    changes = read_changes(said, view, follow).changes
    reading = read_calculation(claimed, view)
    if changes and not reading.claims:
        reading = Reading(claims=_relative(claimed, view))
    return ([c.to_json() for c in changes], reading) if changes and reading.claims and not reading.inputs else None


def _relative(text: str, view: FinanceView) -> list[JsonDict]:
    """A result claimed to be so many times what it is in the plan: "profit in month 12 doubles as well"."""
    times = [q for q in find_quantities(text) if q.relation == "multiply"]
    named = view.find_outputs(text)
    if len(times) != 1 or not named:
        return []
    output = find_output(text, view, named[0])
    now = evaluate(view.model, view.inputs).values.get(output)
    if now is None:
        return []
    value = float(now) * times[0].value
    return [{"output": output, "value": float(f"{value:.6g}"), "resolution": abs(value) * CLOSE}]


def _of_talk(claims: list[JsonDict], text: str, context: Context) -> list[JsonDict]:
    """After a talk of LTV and CAC 回本 is about a customer's acquisition cost, not about the month of break-even."""
    bound = bound_said(text) if len(claims) == 1 and len(text) <= LONGEST else None
    claims = [{**c, "bound": bound} for c in claims] if bound else claims
    before = last_args(context, "check_claim") or last_args(context, "unit_economics") or {}
    spoken = {str(c["output"]) for c in before.get("claims") or ()} | {str(o) for o in before.get("outputs") or ()}
    if not (PAYS_BACK.search(text) and spoken & OF_A_CUSTOMER):
        return claims
    return [{**c, "output": "payback_months"} if c["output"] == "break_even_month" else c for c in claims]


def pastes_calculation(text: str, view: FinanceView) -> bool:
    """Whether a message is a whole calculation: several inputs and a result that is said to follow from them."""
    reading = read_calculation(text, view)
    return len(reading.inputs) >= MANY_INPUTS and bool(reading.claims)


def _whole(text: str, context: Context) -> str:
    """The message with its line breaks, where the request is all of it."""
    return context.raw if context.raw and text.strip() == context.text.strip() else text


def _ask_inputs(reading: Reading, view: FinanceView) -> Plan:
    """Nothing is known to compute the claim from."""
    output = view.model.split_id(str(reading.claims[0]["output"]))[0]
    reached = view.model.depends_on(output)
    needed = [i.label.to_json() for i in view.model.inputs if i.id in reached][:ASKED_FOR]
    label = view.model.formulas_by_id[output].label.to_json()
    return Plan(says=(Say("ask_claim_inputs", {"output": label, "inputs": needed}),), asked={"kind": "claim_inputs"})


def _unread(reading: Reading) -> tuple[dict[str, object], ...]:
    """Numbers of a calculation that found no place are named, so that nothing is dropped silently."""
    numbers = [n for n in reading.unread if any(c.isdigit() for c in n)]
    if len(reading.inputs) < MANY_INPUTS or not numbers:
        return ()
    listed = ", ".join(numbers[:5])
    return (
        {
            "en": f"I found no place in the model for: {listed}.",
            "zh": f"这些数字没有对应到模型里：{listed.replace(', ', '、')}。",
        },
    )


PLANS: dict[str, PlanFunction] = {"check_claim": plan_check_claim}
