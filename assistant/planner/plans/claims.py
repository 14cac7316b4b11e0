"""Plans the premise check: a result that the user states is recomputed before anything builds on it."""

from __future__ import annotations

import re

from assistant.planner.context import Context
from assistant.planner.finance_view import FinanceView
from assistant.planner.plan import Call, Plan, PlanFunction, Say
from assistant.planner.plans.claims_reading import Reading, read_calculation
from assistant.planner.plans.inputs import plan_show_model
from assistant.planner.plans.model_setup import carried_price

MANY_INPUTS = 4  # told with a result, they are a calculation and not talk
ASKED_FOR = 4  # inputs named in the question for them
WOULD = re.compile(r"\b(?:would|then|in that case|that way)\b|那样|这样|那么|那就|这么", re.IGNORECASE)


def plan_check_claim(text: str, context: Context, view: FinanceView) -> Plan:
    """Recompute what is claimed; without a number to check, show the numbers as they are."""
    reading = read_calculation(_whole(text, context), view)
    if not reading.claims:
        return plan_show_model(text, context, view)
    if not view.chosen and not reading.inputs:
        return _ask_inputs(reading, view)
    args: dict[str, object] = {"claims": reading.claims}
    inputs = {**carried_price(context, view), **reading.inputs}
    if inputs:
        args.update(inputs=inputs, template=view.model.id)
    elif view.scenario and WOULD.search(text):
        args["of_what_if"] = True
    return Plan(
        calls=(Call("check_claim", args),),
        notes=_unread(reading),
        focus={"template": view.model.id},
    )


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
