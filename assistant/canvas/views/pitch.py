"""An outline for a pitch: what can be said today, from canvas, brief and figures, and what an investor will miss."""

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
    standing,
)

ECONOMICS = ("ltv_to_cac", "payback_months", "gross_margin", "profit.month_12", "profit", "break_even_month")
NEEDS = ("cash.lowest", "runway_months")
RISKS_SHOWN = 3


def pitch_outline(venture: Venture) -> View:
    """Ten points in the order in which they are told."""
    brief = venture.brief
    problem = of_brief(brief, "problem") or [
        gap("brief:problem", "who suffers from what, and what it costs them", "谁在为什么事头疼，代价多大")
    ]
    solution = [*of_brief(brief, "product"), *of_brief(brief, "job"), *block_lines(venture, "value_propositions")]
    market = [*block_lines(venture, "customer_segments"), *of_brief(brief, "region")]
    market.append(gap("market", "how many such customers there are, with the source", "这样的客户有多少，附来源"))
    other = of_brief(brief, "differentiator") or [
        gap(
            "brief:differentiator",
            "why customers choose you over what they use today",
            "客户为什么选您，而不是现在用的办法",
        )
    ]
    sections = (
        section("problem", "The problem", "问题", problem),
        section("solution", "What we offer", "我们的产品", solution),
        section("market", "Who buys", "谁来买单", market),
        section("difference", "Why us", "为什么是我们", other),
        section("model", "How we earn", "怎么赚钱", block_lines(venture, "revenue_streams")),
        section("reach", "How we reach and keep them", "如何获客与留存", _reach(venture)),
        section("traction", "Proof so far", "已有验证", _traction(venture)),
        section(
            "economics", "Economics", "财务测算", [of_number(n) for n in venture.number(*ECONOMICS)] or [NO_NUMBERS]
        ),
        section("risks", "What we test next", "接下来要验证的", _risks(venture)),
        section("ask", "Team and ask", "团队与融资需求", _ask(venture)),
    )
    return View("pitch", {"en": "Pitch outline", "zh": "路演提纲"}, sections)


def _reach(venture: Venture) -> list[Line]:
    return [*block_lines(venture, "channels"), *block_lines(venture, "customer_relationships")]


def _traction(venture: Venture) -> list[Line]:
    proven = [of_item(i) for _, i in venture.canvas.all_items() if standing(i) == "validated"]
    stage = of_brief(venture.brief, "stage", {"en": "stage", "zh": "阶段"})
    missing = gap(
        "evidence",
        "customers who tried, signed or paid, with dates and numbers",
        "已试用、签约或付费的客户，写明时间和数字",
    )
    return [*stage, *(proven or [missing])]


def _risks(venture: Venture) -> list[Line]:
    untested: list[Line] = []
    for block in ("revenue_streams", "customer_segments", "value_propositions", "channels"):
        items = venture.canvas.block(block)
        untested += [of_item(i) for i in items if standing(i) == "assumption"]
    return untested[:RISKS_SHOWN] or [
        gap(
            "risks",
            "nothing is marked as an assumption; which belief would sink the venture?",
            "没有标为假设的内容；哪个判断一旦错了会致命？",
        )
    ]


def _ask(venture: Venture) -> list[Line]:
    return [
        gap("team", "who is on the team, and why they are the ones to do it", "团队有谁，为什么由你们来做"),
        *(of_number(n) for n in venture.number(*NEEDS)),
        gap("ask", "how much you ask for, and what it pays for until when", "需要多少资金，用在哪里，能撑到什么时候"),
    ]
