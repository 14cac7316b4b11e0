"""Keeps what the numbers reader knows to be a cost, a share or a count out of the price that a draft is told of."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from assistant.language.lazy_re import lazy_re
from assistant.language.quantities import find_quantities
from assistant.planner.plan import Plan

_PARTS = lazy_re(r"\s*[;；，]\s*|,\s+|(?<=[\u3400-\u9fff]),\s*")
_CHARGED = lazy_re(r"price|cpm|take_rate|fee|ticket|order_value|revenue_per", re.IGNORECASE)
_CHINESE = lazy_re(r"[\u3400-\u9fff]")
_NEARLY = 1e-9


def without_costs(draft: Plan, numbers: Plan) -> Plan:
    """The draft whose price holds no number that the numbers of the same message take for something else.

    Args:
        draft: Draws a canvas from a brief.
        numbers: Sets inputs told along with the venture.
    """
    inputs = {id_: value for call in numbers.calls for id_, value in call.args.get("inputs", {}).items()}
    charged = {id_ for id_ in inputs if _CHARGED.search(id_)}
    others = [value for id_, value in inputs.items() if id_ not in charged]
    prices = [inputs[id_] for id_ in charged]

    def is_cost(part: str) -> bool:
        said = [q.value for q in find_quantities(part)]
        return bool(said) and all(_among(v, others) and not _among(v, prices) for v in said)

    def cleaned(brief: dict[str, Any]) -> dict[str, Any]:
        told = str(brief.get("pricing") or "")
        parts = [part for part in _PARTS.split(told) if part]
        kept = [part for part in parts if not is_cost(part)]
        if len(kept) == len(parts):
            return brief
        joint = "，" if _CHINESE.search(told) else "; "
        return {key: value for key, value in {**brief, "pricing": joint.join(kept)}.items() if value}

    calls = [
        replace(c, args={**c.args, "brief": cleaned(c.args["brief"])}) if "brief" in c.args else c for c in draft.calls
    ]
    asked = {**draft.asked, "brief": cleaned(draft.asked["brief"])} if "brief" in draft.asked else draft.asked
    return replace(draft, calls=tuple(calls), asked=asked)


def _among(value: float, values: list[float]) -> bool:
    return any(abs(value - other) <= _NEARLY * max(abs(value), abs(other)) for other in values)
