"""The plan for technical risk: reserves, cooperation, fast iteration, risk management, from what is on the canvas."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.canvas.canvas import Canvas
from assistant.canvas.feasibility import Words, quoted


@dataclass(frozen=True)
class Instrument:
    """One instrument of the risk plan: its name and what to do with it here."""

    name: Words
    text: Words


def risk_plan(canvas: Canvas, reserve: Words | None) -> tuple[Instrument, ...]:
    """Four instruments.

    Args:
        canvas: The canvas.
        reserve: What three months of fixed cost come to, said by the finance room; None where it is not known.
    """
    return (_reserves(reserve), _cooperation(canvas), _iteration(canvas), _management(canvas))


def _reserves(reserve: Words | None) -> Instrument:
    name = {"en": "Reserves", "zh": "储备"}
    if reserve is None:
        return Instrument(
            name,
            {
                "en": "keep three months of fixed cost unassigned; tell me your fixed cost and I put a number on it",
                "zh": "留出3个月固定成本不做安排；告诉我每月固定成本，就能算出金额",
            },
        )
    return Instrument(name, {"en": f"keep {reserve['en']} unassigned", "zh": f"留出{reserve['zh']}不做安排"})


def _cooperation(canvas: Canvas) -> Instrument:
    name = {"en": "Cooperation", "zh": "合作"}
    partners, resources = canvas.block("key_partners"), canvas.block("key_resources")
    if partners:
        quote, known = quoted(partners, 2), all(p.status == "fact" for p in partners[:2])
        en = f"let {quote['en']} carry part of the risk" + (
            "" if known else ", once they have agreed: so far that is assumed"
        )
        zh = f"让{quote['zh']}分担一部分风险" + ("" if known else "，前提是对方同意，目前只是假设")
        return Instrument(name, {"en": en, "zh": zh})
    if resources:
        quote = quoted(resources, 1)
        return Instrument(
            name,
            {
                "en": f"no partner shares the risk of {quote['en']} yet; find a second source for it",
                "zh": f"{quote['zh']}目前没有伙伴分担风险，请找第二来源",
            },
        )
    return Instrument(
        name,
        {
            "en": "name a partner who brings data, compute or a first customer",
            "zh": "写出能带来数据、算力或首个客户的伙伴",
        },
    )


def _iteration(canvas: Canvas) -> Instrument:
    name = {"en": "Fast iteration", "zh": "快速迭代"}
    guesses = [
        i
        for b in ("value_propositions", "key_activities", "key_resources")
        for i in canvas.block(b)
        if i.status == "assumption"
    ]
    if guesses:
        quote = quoted(guesses, 1)
        return Instrument(
            name,
            {
                "en": f"release a small version that puts {quote['en']} before customers, and evaluate each change "
                "automatically",
                "zh": f"先发布能让客户检验{quote['zh']}的最小版本，每次改动都自动评测",
            },
        )
    promises = canvas.block("value_propositions")
    quote = quoted(promises, 1)
    if promises:
        return Instrument(
            name,
            {
                "en": f"measure {quote['en']} on real cases before and after every change",
                "zh": f"每次改动前后都用真实案例衡量{quote['zh']}",
            },
        )
    return Instrument(
        name,
        {
            "en": "write down what the product promises, so that a small version can test it",
            "zh": "先写下产品承诺什么，才能用小版本去检验",
        },
    )


def _management(canvas: Canvas) -> Instrument:
    name = {"en": "Risk management", "zh": "风险管理"}
    watched = [*canvas.block("key_resources")[:1], *canvas.block("cost_structure")[:1]]
    if not watched:
        return Instrument(
            name,
            {
                "en": "name the resources and costs the product needs; each gets an owner and an early sign",
                "zh": "写出产品离不开的资源和成本，每项指定负责人和预警信号",
            },
        )
    quote = quoted(watched)
    return Instrument(
        name,
        {
            "en": f"give {quote['en']} an owner, an early sign and a prepared response; look at it every month",
            "zh": f"为{quote['zh']}指定负责人、预警信号和预案，每月检查一次",
        },
    )


def needs(canvas: Canvas) -> Sequence[Words]:
    """What an assessment needs where the canvas is empty."""
    if canvas.count:
        return ()
    return (
        {"en": "what you offer, and to whom", "zh": "做什么产品，卖给谁"},
        {"en": "the problem and the price", "zh": "解决什么问题，怎么收费"},
        {"en": "the stage: idea, prototype, pilot or launched", "zh": "处于什么阶段：想法、原型、试点还是已上线"},
        {"en": "your own numbers: price, customers, costs, cash", "zh": "您自己的数字：价格、客户数、成本、现金"},
    )
