"""Sets up the model that fits how a described venture charges, and says plainly what no model holds."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from assistant.planner.context import Context
from assistant.planner.plan import Call, Plan
from assistant.planner.understand.values.price_shape import PriceShape, read_price_shape

JsonDict = dict[str, Any]
MONTHS = 12
_SEAT = {
    "en": "No model is made for project business. I use the licence model: a project is a licence for one seat, paid "
    "in the month it is won, and the upkeep is its yearly maintenance. The months of delivery and of waiting for the "
    "payment are not in it; what a project costs you belongs to the delivery cost per new customer.",
    "zh": "没有专门的项目制模型，这里用许可证授权模型：一个项目算一份单席位授权，签约当月到账，之后的维护算作年维保。"
    "交付周期和回款等待不在模型里；做一个项目的成本请记在每新客户的交付成本里。",
}
_FEE = {
    "en": "The subscription model holds the monthly price only: the one-time fee is not in it and is not counted as a "
    "monthly price.",
    "zh": "订阅制模型只含每月的价格：一次性费用不在模型里，也没有当作月单价。",
}


def _counted(each: str) -> JsonDict:
    return {
        "en": f"The model counts calls, so one {each} is one call here and tokens are set to zero; what a {each} "
        "costs you belongs to the other cost per call.",
        "zh": f"模型按调用次数计，这里一{each}算一次调用，token 设为零；每{each}的成本请记在每次调用其他成本里。",
    }


def plan_price_shape(text: str, context: Context, numbers: Plan) -> Plan:
    """The numbers told with a venture, with the model and the inputs that its way of charging asks for.

    Args:
        text: The description.
        context: The conversation.
        numbers: What was read of its numbers without a look at how they are charged.
    """
    shape = read_price_shape(text, context.language)
    if shape is None or context.finance.get("inputs"):
        return numbers
    template, inputs, notes = _set_up(shape)
    args = {"template": template, "inputs": {**_beside(numbers, template, shape), **inputs}}
    call = Call("set_finance_model", args)
    return replace(numbers, calls=(call,), notes=notes, focus={**numbers.focus, "template": template})


def _set_up(shape: PriceShape) -> tuple[str, dict[str, float], tuple[JsonDict, ...]]:
    """The model, its inputs, and what is to be said of it."""
    if shape.kind == "device":
        return "hardware", {"price": shape.price, "subscription_price": shape.monthly}, ()
    if shape.kind == "use":
        inputs = {"price": 0.0, "call_price": shape.price, "tokens_per_call": 0.0}
        return "usage", inputs, (_counted(shape.each),)
    share = shape.monthly * MONTHS / shape.price if shape.monthly else shape.share
    if share > 1:  # what comes every month is the business, not what is paid once
        return "subscription", {"price": shape.monthly}, (_FEE,)
    return "licence", {"price": shape.price, "seats_per_customer": 1.0, "maintenance": share}, (_SEAT,)


def _beside(numbers: Plan, template: str, shape: PriceShape) -> dict[str, float]:
    """Inputs read for the same model that are none of the amounts charged."""
    told = {} if not numbers.calls else numbers.calls[0].args
    if told.get("template") != template:
        return {}
    return {id_: value for id_, value in told.get("inputs", {}).items() if value not in (shape.price, shape.monthly)}
