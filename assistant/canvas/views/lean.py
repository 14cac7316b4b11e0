"""The lean canvas: the nine blocks again, around problem, solution, metrics and what cannot be copied."""

from __future__ import annotations

from assistant.canvas.views.parts import (
    NO_NUMBERS,
    Line,
    Venture,
    View,
    block_lines,
    gap,
    of_brief,
    of_item,
    of_number,
    section,
)
from assistant.canvas.views.vpc import kind_of

KEY_METRICS = (
    "customers.month_12",
    "revenue.month_12",
    "ltv_to_cac",
    "payback_months",
    "gross_margin",
    "runway_months",
)
METRICS_SHOWN = 5


def lean_canvas(venture: Venture) -> View:
    """Nine sections in the order in which a lean canvas is read."""
    brief = venture.brief
    problem = of_brief(brief, "problem") or [
        gap(
            "brief:problem",
            "which problem, how often, and what it costs the customer today",
            "什么问题、多久发生一次、现在让客户付出多大代价",
        )
    ]
    solution = [*of_brief(brief, "job"), *of_brief(brief, "product"), *_products(venture)] or [
        gap("brief:product", "what you offer against the problem", "针对问题提供什么产品或服务")
    ]
    alternatives = gap(
        "alternatives",
        "existing alternatives: what customers do about it today",
        "现有替代方案：客户现在怎么应付这个问题",
    )
    sections = (
        section("problem", "Problem", "问题", [*problem, alternatives]),
        section("customer_segments", "Customer segments", "客户细分", block_lines(venture, "customer_segments")),
        section("value", "Unique value proposition", "独特价值主张", _unique(venture)),
        section("solution", "Solution", "解决方案", solution),
        section("channels", "Channels", "渠道", block_lines(venture, "channels")),
        section("revenue_streams", "Revenue streams", "收入来源", block_lines(venture, "revenue_streams")),
        section("cost_structure", "Cost structure", "成本结构", block_lines(venture, "cost_structure")),
        section("key_metrics", "Key metrics", "关键指标", _metrics(venture)),
        section("unfair_advantage", "Unfair advantage", "独特优势", _advantage(venture)),
    )
    return View("lean", {"en": "Lean canvas", "zh": "精益画布"}, sections)


def _products(venture: Venture) -> list[Line]:
    return [of_item(i) for i in venture.canvas.block("value_propositions") if kind_of(i.text) == "products"]


def _unique(venture: Venture) -> list[Line]:
    promises = [i for i in venture.canvas.block("value_propositions") if kind_of(i.text) != "products"]
    if promises:
        return [of_item(i) for i in promises]
    return block_lines(venture, "value_propositions")


def _metrics(venture: Venture) -> list[Line]:
    found = (
        venture.number(*KEY_METRICS)[:METRICS_SHOWN]
        or [n for n in venture.numbers if n.value is not None][:METRICS_SHOWN]
    )
    return [of_number(n) for n in found] or [NO_NUMBERS]


def _advantage(venture: Venture) -> list[Line]:
    said = of_brief(venture.brief, "differentiator")
    resources = venture.canvas.block("key_resources")
    why = {"en": "a resource; is it hard to copy?", "zh": "资源之一，别人难以复制吗？"}
    missing = gap(
        "brief:differentiator",
        "nothing said yet of what others cannot copy or buy",
        "还没有说明哪些是别人抄不走、买不到的",
    )
    return [*said, *(of_item(i, why) for i in resources)] if said else [missing, *(of_item(i, why) for i in resources)]
