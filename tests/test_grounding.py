"""The grounding check on hundreds of honest replies and as many with one thing tampered with."""

# ruff: noqa: E501
from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from assistant.figures import Figure
from assistant.grounding import ungrounded
from assistant.language.formatting import MINUS, format_delta, format_number

CURRENCY = {"en": "USD", "zh": "CNY"}

# {name} is a figure; what stands around it is fixed. Names: b = base case, n = what-if 1, d = difference.
TEMPLATES = {
    "en": [
        "In the base case profit in month 12 is {b.profit}.",
        "Month 12 profit: {b.profit} in the base case, {n.profit} in what-if 1.",
        "With conversion at {n.conversion}, profit in month 12 becomes {n.profit}, up from {b.profit} in the base case.",
        "Raising conversion from {b.conversion} to {n.conversion} lifts CAC efficiency: {n.cac} per customer instead of {b.cac}.",
        "LTV is {b.ltv} and CAC {b.cac}, so LTV:CAC is {b.ratio} in the base case [1].",
        "Payback takes {b.payback}; the runway is {b.runway}.",
        "You would have {n.customers} in month 12 under what-if 1.",
        "Revenue in month 12 is {n.revenue} (what-if 1) versus {b.revenue} (base).",
        "1. Price: {b.price}\n2. Churn: {b.churn}\n3. Total profit: {b.total}\n\nThese 3 inputs drive the result.",
        "| | base | what-if 1 |\n|---|---|---|\n| profit, month 12 | {b.profit} | {n.profit} |\n| revenue | {b.revenue} | {n.revenue} |",
        "Over the horizon the total profit is {b.total} [2].",
        "At a churn of {b.churn} a month you keep a customer long enough to earn {b.ltv}.",
        "The change in profit is {d.profit}.",
        "**Gross margin** is {b.margin}; that is before fixed cost.",
        "I assumed a price of {b.price} per customer a month [1][2].",
        "Two things stand out: conversion ({n.conversion}) and churn ({b.churn}).",
        "Break-even needs a conversion of {x.goal}; today it is {b.conversion}.",
        "In what-if 1, revenue is {n.revenue} and CAC is {n.cac}.",
        "- Base case: {b.profit}\n- What-if 1: {n.profit}\n\nSo the B2B plan with GPT-4 looks better in 2026.",
        "Your first 200 trials cost nothing, as you said; after that CAC is {b.cac}.",
        "If you keep the price at {b.price}, your margin of {b.margin} is fine, but payback is {b.payback}.",
        "Profit is {n.profit.rounded}, to be exact {n.profit}.",
        "Roughly {b.revenue.rounded} in month 12 in the base case.",
        "Lowest cash is {b.cash}, so plan a reserve.",
        "Compared with {b.conversion}, {n.conversion} means {n.customers} in month 12.",
    ],
    "zh": [
        "基准情景下，第12个月的利润为{b.profit}。",
        "第12个月利润：基准{b.profit}，假设1为{n.profit}。",
        "转化率到{n.conversion}时，第12个月利润变为{n.profit}，基准情景为{b.profit}。",
        "转化率从{b.conversion}提高到{n.conversion}，单客获客成本由{b.cac}变为{n.cac}。",
        "LTV为{b.ltv}，CAC为{b.cac}，因此LTV:CAC为{b.ratio}[1]。",
        "回本周期是{b.payback}，现金还能撑{b.runway}。",
        "假设1下，第12个月你会有{n.customers}。",
        "第12个月收入：假设1是{n.revenue}，基准是{b.revenue}。",
        "1. 价格：{b.price}\n2. 月流失率：{b.churn}\n3. 总利润：{b.total}\n\n这3个输入决定了结果。",
        "| | 基准 | 假设1 |\n|---|---|---|\n| 第12个月利润 | {b.profit} | {n.profit} |\n| 收入 | {b.revenue} | {n.revenue} |",
        "整个周期的总利润为{b.total}[2]。",
        "月流失率{b.churn}时，一个客户的终身价值是{b.ltv}。",
        "利润变化为{d.profit}。",
        "**毛利率**为{b.margin}，还没有扣除固定成本。",
        "我按每个客户每月{b.price}来算[1][2]。",
        "有两点值得注意：转化率（{n.conversion}）和流失率（{b.churn}）。",
        "要盈亏平衡，转化率需要达到{x.goal}；现在是{b.conversion}。",
        "假设1中，收入为{n.revenue}，获客成本为{n.cac}。",
        "- 基准：{b.profit}\n- 假设1：{n.profit}\n\n所以这个B2B方案在2026年用GPT-4会更好。",
        "你说的前200个试用不花钱，之后每个客户的获客成本是{b.cac}。",
        "如果价格保持{b.price}，毛利率{b.margin}没问题，但回本周期是{b.payback}。",
        "利润约{n.profit.rounded}，准确地说是{n.profit}。",
        "基准情景下第12个月收入大约{b.revenue.rounded}。",
        "现金最低点为{b.cash}，建议留足储备。",
        "和{b.conversion}相比，{n.conversion}意味着第12个月有{n.customers}。",
    ],
}
USER = {
    "en": ["I have 200 trials free", "what if conversion goes up?"],
    "zh": ["我有200个试用不花钱", "转化率提高会怎样"],
}


@dataclass(frozen=True)
class Shown:
    """A figure as it stands in a reply."""

    figure: Figure
    text: str


def _figures(rng: random.Random, language: str) -> dict[str, Figure]:
    money = CURRENCY[language]

    def make(
        name: str, fid: str, value: float, unit: str, period: str | None, scenario: str | None
    ) -> tuple[str, Figure]:
        return name, Figure(fid, fid, value, unit, period, scenario, "tool:what_if#1")

    def amount(low: float, high: float) -> float:
        return round(rng.choice([-1, 1]) * rng.uniform(low, high), 2)

    base, new = rng.uniform(0.02, 0.2), rng.uniform(0.2, 0.5)
    before, after = amount(1000, 90000), amount(1000, 90000)
    pairs = [
        make("b.profit", "profit.month_12", before, money, "month", "base"),
        make("n.profit", "profit.month_12", after, money, "month", "what-if 1"),
        make("d.profit", "profit.month_12.delta", after - before, money, "month", "what-if 1"),
        make("b.revenue", "revenue.month_12", abs(amount(10000, 900000)), money, "month", "base"),
        make("n.revenue", "revenue.month_12", abs(amount(10000, 900000)), money, "month", "what-if 1"),
        make("b.conversion", "conversion", round(base, 3), "fraction", None, "base"),
        make("n.conversion", "conversion", round(new, 3), "fraction", None, "what-if 1"),
        make("x.goal", "conversion.goal", rng.uniform(0.2, 0.9), "fraction", None, "base"),
        make("b.churn", "churn", round(rng.uniform(0.01, 0.2), 3), "fraction", "month", "base"),
        make("b.margin", "gross_margin", rng.uniform(0.2, 0.9), "fraction", None, "base"),
        make("b.cac", "cac", rng.uniform(20, 900), money, None, "base"),
        make("n.cac", "cac", rng.uniform(20, 900), money, None, "what-if 1"),
        make("b.ltv", "ltv", rng.uniform(200, 4000), money, None, "base"),
        make("b.ratio", "ltv_to_cac", rng.uniform(0.5, 9), "ratio", None, "base"),
        make("b.payback", "payback_months", rng.uniform(2, 30), "months", None, "base"),
        make("b.runway", "runway_months", float(rng.randint(11, 36)), "months", None, "base"),
        make("n.customers", "customers.month_12", float(rng.randint(150, 90000)), "customers", None, "what-if 1"),
        make("b.price", "price", float(rng.randint(15, 400)), money, "month", "base"),
        make("b.total", "profit.total", amount(10000, 9e6), money, None, "base"),
        make("b.cash", "cash.lowest", amount(1000, 3e5), money, None, "base"),
    ]
    return dict(pairs)


def _show(name: str, figures: dict[str, Figure], language: str) -> Shown:
    rounded = name.endswith(".rounded")
    figure = figures[name.removesuffix(".rounded")]
    if rounded:
        return Shown(figure, _rounded(figure, language))
    if name.startswith("d."):
        return Shown(figure, format_delta(figure.value, figure.unit, language))
    period = figure.period if name == "b.price" and language == "zh" else None
    return Shown(figure, format_number(figure.value, figure.unit, language, period=period))


def _rounded(figure: Figure, language: str) -> str:
    sign = MINUS if figure.value < 0 else ""
    size = abs(figure.value)
    return f"{sign}¥{size / 1e4:.1f}万" if language == "zh" else f"{sign}${size / 1e3:.1f}k"


def _replies(language: str, seed: int, count: int) -> Iterator[tuple[str, list[Shown], dict[str, Figure]]]:
    rng = random.Random(seed)
    for index in range(count):
        figures = _figures(rng, language)
        template = TEMPLATES[language][index % len(TEMPLATES[language])]
        shown = [_show(n, figures, language) for n in re.findall(r"\{([a-z.]+)\}", template)]
        yield template, shown, figures


def _fill(template: str, texts: list[str]) -> str:
    parts = iter(texts)
    return re.sub(r"\{[a-z.]+\}", lambda _: next(parts), template)


def _check(reply: str, figures: dict[str, Figure], language: str) -> list[str]:
    return ungrounded(reply, figures=list(figures.values()), user_texts=USER[language], passages=[], language=language)


def _digit(text: str, rng: random.Random) -> str | None:
    places = [i for i, c in enumerate(text) if c.isdigit()]
    at = rng.choice(places)
    other = rng.choice([d for d in "123456789" if d != text[at]])
    return text[:at] + other + text[at + 1 :]


def _sign(text: str, rng: random.Random) -> str | None:
    if text.startswith(MINUS):
        return text[1:]
    return MINUS + text.lstrip("+") if text[0] in "$¥+" else None


def _unit(text: str, rng: random.Random) -> str | None:
    if "%" in text:
        return rng.choice(["$", "¥"]) + text.replace("%", "")
    if "$" in text:
        return rng.choice([text.replace("$", "¥"), text.replace("$", "").rstrip("k") + "%"])
    if "¥" in text:
        bare = text.replace("¥", "")
        return rng.choice([text.replace("¥", "$"), (bare.split("/")[0].rstrip("万")) + "%"])
    if "months" in text or "个月" in text:
        return text.replace("months", "years").replace("个月", "年")
    if "customers" in text or "个客户" in text:
        return text.replace(" customers", "%").replace("个客户", "%")
    return text.replace("×", "%") if "×" in text else None


def _period(text: str, rng: random.Random) -> str | None:
    if "/月" in text:
        return text.replace("/月", "/年")
    return None


def _scale(text: str, rng: random.Random) -> str | None:
    if text.endswith("k"):
        return text[:-1] + "M"
    if text.endswith("万"):
        return text[:-1] + "亿"
    if text[-1].isdigit() and text.lstrip(MINUS)[0] in "$¥":
        return text + rng.choice(["万", "k", " million"])
    return None


TAMPERS = [_digit, _sign, _unit, _period, _scale]


def _tampered(language: str, seed: int, count: int) -> Iterator[tuple[str, str, dict[str, Figure]]]:
    rng = random.Random(seed)
    made = 0
    for template, shown, figures in _replies(language, seed, count * 5):
        tamper = TAMPERS[made % len(TAMPERS)]
        texts = [s.text for s in shown]
        options = [(i, t) for i, text in enumerate(texts) if (t := tamper(text, rng)) and t not in texts]
        if not options:
            tamper, options = _digit, [(0, str(_digit(texts[0], rng)))]
        at, text = rng.choice(options)
        yield tamper.__name__, _fill(template, [*texts[:at], text, *texts[at + 1 :]]), figures
        made += 1
        if made == count:
            return


@pytest.mark.parametrize("language", ["en", "zh"])
def test_honest_replies_pass(language: str) -> None:
    alarms = []
    for template, shown, figures in _replies(language, 7, 400):
        reply = _fill(template, [s.text for s in shown])
        bad = _check(reply, figures, language)
        if bad:
            alarms.append((bad, reply))
    assert len(alarms) <= 0.005 * 400, alarms[:5]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_tampered_replies_are_caught(language: str) -> None:
    missed = [
        (kind, reply) for kind, reply, figures in _tampered(language, 11, 400) if not _check(reply, figures, language)
    ]
    assert len(missed) <= 0.01 * 400, (len(missed), missed[:8])


SCENARIO_TAMPERED = {
    "en": [
        ("In the base case, profit in month 12 is {}.", "n.profit"),
        ("Under what-if 1 profit in month 12 is {}.", "b.profit"),
        ("CAC is {} in the base case.", "n.cac"),
        ("Profit in month 24 is {}.", "b.profit"),
        ("Revenue is {} in month 6.", "n.revenue"),
        ("Base case revenue: {}", "n.revenue"),
    ],
    "zh": [
        ("基准情景下，第12个月利润为{}。", "n.profit"),
        ("假设1下第12个月利润为{}。", "b.profit"),
        ("基准情景的获客成本是{}。", "n.cac"),
        ("第24个月的利润是{}。", "b.profit"),
        ("第6个月收入为{}。", "n.revenue"),
        ("基准收入：{}", "n.revenue"),
    ],
}


@pytest.mark.parametrize("language", ["en", "zh"])
def test_wrong_scenario_or_month_is_caught(language: str) -> None:
    rng = random.Random(3)
    for _ in range(20):
        figures = _figures(rng, language)
        for template, name in SCENARIO_TAMPERED[language]:
            reply = template.format(_show(name, figures, language).text)
            assert _check(reply, figures, language), reply
