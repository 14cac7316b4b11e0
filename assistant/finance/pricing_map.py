"""How one demand is carried into each pricing mode: which input of a model stands for what.

A demand is read from the model in use and written into the inputs of the other models. What a mode needs beyond it
keeps the example value of its model file, and is marked as such. Nothing is taken over between models of different
periods or currencies.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from assistant.finance.evaluate import evaluate
from assistant.finance.model import FinanceModel, Text
from assistant.finance.session import BaseCase

Origin = Literal["yours", "carried", "derived", "example"]
Concept = Literal[
    "reach", "conversion", "churn", "price", "serving", "acquisition_spend", "fixed_cost", "starting", "cash", "horizon"
]  # fmt: skip
MODES = ("subscription", "usage", "freemium", "advertising", "licence")
EXTRA_MODES = ("hardware", "marketplace")
# The input that is first set when a mode is priced: the one at which two modes can tie.
LEVER = {
    "subscription": "price", "usage": "price", "freemium": "upgrade", "advertising": "cpm", "licence": "price",
    "hardware": "price", "marketplace": "take_rate",
}  # fmt: skip
_COMMON: dict[Concept, str] = {
    "acquisition_spend": "acquisition_spend",
    "fixed_cost": "fixed_cost",
    "cash": "cash",
    "horizon": "horizon",
}
# Inputs that stand for the concepts as they are.
PLAIN: dict[str, dict[Concept, str]] = {
    "subscription": {
        **_COMMON, "reach": "trials", "conversion": "conversion", "churn": "churn", "price": "price",
        "serving": "variable_cost", "starting": "starting_customers",
    },
    "usage": {
        **_COMMON, "reach": "trials", "conversion": "conversion", "churn": "churn", "starting": "starting_customers",
    },
    # The upgrade rate of a free plan is no trial conversion, so neither stands for the other.
    "freemium": {
        **_COMMON, "reach": "signups", "churn": "churn", "price": "price", "serving": "variable_cost",
        "starting": "starting_customers",
    },
    "advertising": {
        **_COMMON, "reach": "new_users", "churn": "churn", "serving": "serving_cost", "starting": "starting_users",
    },
    "licence": {**_COMMON, "reach": "leads", "conversion": "conversion", "starting": "starting_customers"},
    "hardware": {
        **_COMMON, "churn": "churn", "price": "subscription_price", "serving": "service_cost",
        "starting": "starting_customers",
    },
    "marketplace": {**_COMMON, "churn": "churn", "starting": "starting_buyers"},
}  # fmt: skip


@dataclass(frozen=True)
class Carried:
    """A value of the demand.

    Attributes:
        origin: "yours" where the user gave it, "carried" where it is an example of the model in use, "derived" where it
            follows from several of its inputs.
    """

    value: float
    origin: Origin


@dataclass(frozen=True)
class Assumption:
    """An input of a mode: its value and where that comes from; `how` explains a derived one."""

    input: str
    value: float
    origin: Origin
    how: Text | None = None


def read_demand(case: BaseCase) -> dict[Concept, Carried]:
    """The demand that the model in use describes; empty for a model that is not by the month."""
    model = case.model
    if model.period != "month" or model.id not in PLAIN:
        return {}
    known = {
        concept: Carried(case.inputs[name], "yours" if name in case.stated else "carried")
        for concept, name in PLAIN[model.id].items()
    }
    derive = _READERS.get(model.id)
    return {**known, **(derive(case) if derive else {})}


def assumptions(
    model: FinanceModel, demand: Mapping[Concept, Carried], case: BaseCase, given: Mapping[str, float]
) -> tuple[Assumption, ...]:
    """Every input of a mode, in the order of its file.

    Args:
        model: The mode's model.
        demand: What is carried over.
        case: The base case it was read from; the mode of its own model keeps all its inputs.
        given: Values the user stated for this mode, by input id.
    """
    if model.id == case.model.id:
        own = {i: Assumption(i, v, "yours" if i in case.stated else "carried") for i, v in case.inputs.items()}
    else:
        own = {i.id: Assumption(i.id, i.default, "example") for i in model.inputs}
        for concept, name in PLAIN[model.id].items():
            if concept in demand:
                own[name] = Assumption(name, demand[concept].value, demand[concept].origin)
        for made in _written(model, demand):
            own[made.input] = made
    for name, value in given.items():
        own[name] = Assumption(name, value, "yours")
    return tuple(own[i.id] for i in model.inputs)


def _read_usage(case: BaseCase) -> dict[Concept, Carried]:
    working = evaluate(case.model, case.inputs).working
    found: dict[Concept, Carried] = {}
    pairs: tuple[tuple[Concept, str], ...] = (("price", "revenue_per_customer"), ("serving", "cost_per_customer"))
    for concept, name in pairs:
        if name in working:
            found[concept] = Carried(working[name], "derived")
    return found


def _read_licence(case: BaseCase) -> dict[Concept, Carried]:
    served = case.inputs["seats_per_customer"] * case.inputs["support_cost"]
    lapse = 1 - case.inputs["renewal"] ** (1 / 12)
    return {"churn": Carried(lapse, "derived"), "serving": Carried(served, "derived")}


def _read_hardware(case: BaseCase) -> dict[Concept, Carried]:
    origin: Origin = "yours" if "units" in case.stated else "carried"
    return {"reach": Carried(case.inputs["units"], origin), "conversion": Carried(1.0, "derived")}


def _read_marketplace(case: BaseCase) -> dict[Concept, Carried]:
    origin: Origin = "yours" if "new_buyers" in case.stated else "carried"
    return {"reach": Carried(case.inputs["new_buyers"], origin), "conversion": Carried(1.0, "derived")}


_READERS: dict[str, Callable[[BaseCase], dict[Concept, Carried]]] = {
    "usage": _read_usage,
    "licence": _read_licence,
    "hardware": _read_hardware,
    "marketplace": _read_marketplace,
}


def _written(model: FinanceModel, demand: Mapping[Concept, Carried]) -> list[Assumption]:
    """Inputs that follow from the demand by arithmetic."""
    match model.id:
        case "usage":
            return _write_usage(model, demand)
        case "licence":
            return _write_licence(demand)
        case "hardware":
            return _write_buyers("units", demand)
        case "marketplace":
            return _write_buyers("new_buyers", demand)
    return []


def _write_usage(model: FinanceModel, demand: Mapping[Concept, Carried]) -> list[Assumption]:
    """As many calls as cost the same to serve; without a cost to go by, the example."""
    served = evaluate(model, model.defaults).working.get("cost_per_customer", 0.0)
    if "serving" not in demand or demand["serving"].value <= 0 or served <= 0:
        return []
    calls = model.defaults["calls"] * demand["serving"].value / served
    how = Text("as many calls as cost the same to serve a customer", "按每客户服务成本相同推算调用次数")
    return [Assumption("calls", calls, "derived", how)]


def _write_licence(demand: Mapping[Concept, Carried]) -> list[Assumption]:
    made = [
        Assumption("seats_per_customer", 1.0, "derived", Text("one seat a customer", "每客户按一个席位计")),
        Assumption(
            "delivery_cost", 0.0, "derived", Text("delivered like the others, online", "与其他模式一样在线交付")
        ),
    ]
    if "churn" in demand:
        renewal = (1 - demand["churn"].value) ** 12
        made.append(
            Assumption("renewal", renewal, "derived", Text("the same churn over a year", "相同流失率折算为一年"))
        )
    if "serving" in demand:
        made.append(Assumption("support_cost", demand["serving"].value, demand["serving"].origin))
    return made


def _write_buyers(name: str, demand: Mapping[Concept, Carried]) -> list[Assumption]:
    if "reach" not in demand or "conversion" not in demand:
        return []
    buyers = demand["reach"].value * demand["conversion"].value
    return [Assumption(name, buyers, "derived", Text("those who would have paid", "等于愿意付费的人数"))]
