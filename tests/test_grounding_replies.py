# ruff: noqa: E501
"""The grounding check on replies as a language model writes them, honest and wrong."""

from __future__ import annotations

import pytest

from assistant.figures import Figure
from assistant.grounding import ungrounded

USERS = {
    "en": ["40% of clinics cancel, and I can win 20 clinics at 299 a month", "what about ¥299 a month"],
    "zh": ["40%的诊所会取消", "签下20家诊所，每家每月299元"],
}
CURRENCY = {"en": "USD", "zh": "CNY"}


def _figures(language: str) -> list[Figure]:
    money = CURRENCY[language]
    rows: list[tuple[str, float, str, str | None, str]] = [
        ("price", 39, money, "month", "base"),
        ("price", 59, money, "month", "what-if 1"),
        ("trials", 1000, "trials", "month", "base"),
        ("conversion", 0.10, "fraction", None, "base"),
        ("conversion", 0.15, "fraction", None, "what-if 1"),
        ("churn", 0.05, "fraction", "month", "base"),
        ("variable_cost", 9, money, "month", "base"),
        ("acquisition_spend", 20000, money, "month", "base"),
        ("fixed_cost", 15000, money, "month", "base"),
        ("horizon", 24, "months", None, "base"),
        ("profit.month_12", -7426.21, money, "month", "base"),
        ("profit.month_12", 6360.68, money, "month", "what-if 1"),
        ("profit.month_12.delta", 13786.89, money, "month", "what-if 1"),
        ("profit.month_12.delta_percent", 1.8565, "fraction", None, "what-if 1"),
        ("customers.month_12", 919.28, "customers", None, "base"),
        ("customers.month_12", 1378.92, "customers", None, "what-if 1"),
        ("cac", 200, money, None, "base"),
        ("cac", 133.333333, money, None, "what-if 1"),
        ("ltv", 600, money, None, "base"),
        ("ltv_to_cac", 3.0, "ratio", None, "base"),
        ("ltv_to_cac", 4.5, "ratio", None, "what-if 1"),
        ("payback_months", 6.6667, "months", None, "base"),
        ("gross_margin", 0.76923, "fraction", None, "base"),
        ("profit.total", -312456.78, money, None, "base"),
        ("break_even_month", 17, "month", None, "what-if 1"),
        ("cash.lowest", -112456.78, money, None, "base"),
        ("revenue.total", 10006000, money, None, "base"),
        ("profit", -30994765, money, "year", "base"),
        ("profit", -25994765, money, "year", "what-if 1"),
    ]
    return [Figure(i, i, v, u, p, s, "tool:what_if#1") for i, v, u, p, s in rows]


def _check(reply: str, language: str) -> list[str]:
    return ungrounded(
        reply,
        figures=_figures(language),
        user_texts=USERS[language],
        passages=["A healthy LTV:CAC is above 3:1 and payback under 12 months."],
        language=language,
    )


HONEST = {
    "en": [
        "With conversion at 15% instead of 10%, month-12 profit goes from −$7,426.21 to $6,360.68, an improvement of $13,786.89.",
        "At month 12 you'd have about 1,379 customers (base: 919).",
        "You would lose about $7,400 a month at month 12.",
        "You lose $7,426 in month 12 under the base case.",
        "CAC drops from $200 to $133.33 and LTV:CAC rises from 3.0x to 4.5x.",
        "LTV is $600, which is 3× CAC; payback is 6.7 months.",
        "Gross margin is 76.9% (roughly 77%).",
        "Over 24 months the total loss is $312,456.78.",
        "Cash bottoms out at −$112,457, i.e. you need $112k more.",
        "Break-even comes in month 17.",
        "Profit is −$30.99M a year, versus −$25.99M with 15% conversion.",
        "The total revenue is about $10 million.",
        "| Output | Base | What-if 1 | Change |\n|---|---|---|---|\n| Profit, month 12 | −$7,426.21 | $6,360.68 | +$13,786.89 |\n| Customers | 919 | 1,379 | |",
        "I set price = $39/month, trials = 1,000/month, conversion = 10%, churn = 5%/month.",
        "Formula: profit = customers × (39 − 9) − 20,000 − 15,000.",
        "customers × ($39 − $9) − $20,000 − $15,000 = −$7,426.21",
        "Here are three things you can do:\n1. Raise the price\n2. Cut churn\n3. Talk to 3 customers",
        "Your 3 questions:\n- Who pays?\n- How much?\n- Why now?",
        "In the first year (2026) focus on one segment; B2B buyers take longer.",
        "Profit at month 12: -7,426.21 USD",
        "The price of $59 is up from $39.",
        "It is a 50/50 bet.",
        "You said 40% of clinics cancel; that is in the canvas [1].",
        "If you win 20 clinics at 299 a month you are fine.",
        'Updated: "Revenue streams" now lists ¥299 a month. Undo any time.',
        "Profit improves by 185.65%, i.e. 186%.",
        "The horizon is 24 months, so months 1 to 24.",
        "Conversion is 10 percent today; fifteen percent would do it.",
        "A healthy LTV:CAC is above 3:1, and payback should be under 12 months [1].",
    ],
    "zh": [
        "转化率从10%提高到15%后，第12个月利润从−¥7,426.21变为¥6,360.68，增加¥13,786.89。",
        "第12个月大约有1379个客户（基准为919个）。",
        "第12个月每月亏损约7426元。",
        "获客成本由200元降到133.33元，LTV:CAC从3倍升到4.5倍。",
        "LTV为600元，是CAC的3倍，回本周期约6.7个月。",
        "毛利率为76.9%。",
        "24个月累计亏损31.2万元。",
        "现金最低为−11.2万元，也就是缺口约11.25万元。",
        "第17个月盈亏平衡。",
        "年利润为−3099万元，转化率15%时为−2599万元。",
        "总收入约1000万元。",
        "价格39元/月，每月试用1000次，转化率10%，月流失率5%。",
        "公式：利润 = 客户数 ×（39 − 9）− 20000 − 15000。",
        "下面三件事可以做：\n1. 涨价\n2. 降低流失\n3. 和3位客户聊聊",
        "我有2个问题：\n- 谁付钱？\n- 多少钱？",
        "一个月内先做一件事，其他的以后再说。",
        "你说有40%的诊所会取消，已写进画布[1]。",
        "如果签下20家诊所，每家每月299元，就可以了。",
        "利润提升185.65%。",
        "百分之十的转化率太低，百分之十五才够。",
        "两种方案各有优缺点，第一种更稳妥。",
        "在2026年第一季度完成验证。",
        "亏损三千零九十九万元。",
        "健康的LTV:CAC应高于3:1[1]。",
    ],
}


@pytest.mark.parametrize(("language", "reply"), [(lang, r) for lang, replies in HONEST.items() for r in replies])
def test_honest(language: str, reply: str) -> None:
    assert _check(reply, language) == []


WRONG = [
    ("en", "Profit in month 12 is $7,426.21.", ["$7,426.21"]),
    ("en", "Profit in month 12 is −$6,360.68 in what-if 1.", ["−$6,360.68"]),
    ("en", "In the base case, profit in month 12 is $6,360.68.", ["$6,360.68"]),
    ("en", "In month 24 you earn $6,360.68.", ["$6,360.68"]),
    ("en", "The price is $39 a year.", ["$39 a year"]),
    ("en", "The price is €39.", ["€39"]),
    ("en", "Your margin is $76.9.", ["$76.9"]),
    ("en", "CAC is 200%.", ["200%"]),
    ("en", "The total revenue is $10 billion.", ["$10 billion"]),
    ("en", "LTV:CAC is 24.6×.", ["24.6×"]),
    ("en", "twelve percent of them convert", ["twelve percent"]),
    ("en", "About three hundred thousand firms need this.", ["three hundred thousand"]),
    ("en", "A profit of $7,426 in month 12 would follow.", ["$7,426"]),
    ("en", "You would make a loss of $6,360.68 in month 12.", ["$6,360.68"]),
    ("en", "Payback is 6.7 years.", ["6.7 years"]),
    ("en", "Around 85% of startups fail.", ["85%"]),
    ("zh", "第12个月利润为¥7,426.21。", ["¥7,426.21"]),
    ("zh", "基准情景下第12个月利润为¥6,360.68。", ["¥6,360.68"]),
    ("zh", "第24个月利润为¥6,360.68。", ["¥6,360.68"]),
    ("zh", "价格是39美元。", ["39美元"]),
    ("zh", "价格是39元/年。", ["39元/年"]),
    ("zh", "总收入约1000亿元。", ["1000亿元"]),
    ("zh", "百分之十二的人会付费。", ["百分之十二"]),
    ("zh", "大约有三十万家企业需要。", ["三十万"]),
    ("zh", "回本周期约6.7年。", ["6.7年"]),
    ("zh", "毛利率是76.9元。", ["76.9元"]),
    ("zh", "第12个月盈利7426元。", ["7426元"]),
]


@pytest.mark.parametrize(("language", "reply", "tokens"), WRONG)
def test_wrong(language: str, reply: str, tokens: list[str]) -> None:
    assert _check(reply, language) == tokens


@pytest.mark.parametrize(
    "reply",
    [
        "1. First\n2) Second\n3、第三\n\n(4) Fourth",
        "See [1], [2][3] and [4, 5].",
        "One idea, two things, a second one, the first step, 一个、两种、三点建议",
        "Step 2 of the plan; question 3; 方案2；步骤1",
        "On 2026-03-15, 2026年3月 and March 2026; Q3; 24/7; GPT-4; B2B; A100; v2.1",
        "It is 100% yours? No: 百分百放心。",
        "4 checks:\n- a\n- b\n- c\n- d",
        "共4项：\n1. 甲\n2. 乙\n3. 丙\n4. 丁",
        "Half of the work is done; double-check it.",
    ],
)
def test_what_is_no_figure_passes(reply: str) -> None:
    assert [t for t in ungrounded(reply, figures=[], user_texts=[], passages=[], language="en") if t != "100%"] == []
