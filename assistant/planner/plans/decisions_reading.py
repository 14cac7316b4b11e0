"""Reads movements of recurring revenue, and weights of a budget, out of what somebody says."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from assistant.language.lazy_re import lazy_re
from assistant.language.quantities import Quantity, find_quantities

MOVES: dict[str, str] = {
    "opening": r"\b(?:start(?:ed|ing)?|opening|began|beginning|from|was at|previous(?:ly)?|last (?:month|"
    r"quarter|year))\b|"
    r"期初|月初|年初|季初|起初|原来|之前|上月底|去年底|上个月",
    "closing": r"\b(?:end(?:ed|ing)?|closing|now|to|reached|finished|today|currently)\b|期末|"
    r"月末|(?<!上)(?<!上个)月底|(?<!去)年底|(?<=[万千百亿元\d])[到至]|"
    r"季末|现在|目前|涨到|到了|增长到|变成|达到",
    "new": r"\bnew\b(?! (?:mrr|arr) is)|\blanded\b|新客|新增|新签|新客户|新用户",
    "expansion": r"\b(?:expansion|expanded|upsells?|upsold|upgrad\w+|cross-?sells?|add-?ons?)\b|增购|扩展|扩张|"
    r"扩容|升级|加购|追加|增值",
    "contraction": r"\b(?:contraction|contracted|downgrad\w+|shrank|shrink\w*|reduced plans?|down-?sells?)\b|"
    r"缩减|降级|减购|收缩|降配",
    "churned": r"\b(?:churn\w*|lost|cancel\w*|left|departed|attrition)\b|流失|退订|取消|走掉|丢了|掉了",
    # "Added 9k of upgrades" tells one movement; "added 400k of ARR" tells what all of them came to.
    "net_new": r"\b(?:add(?:ed|s|ing)?(?!-)|net(?:ted)? (?:new|add\w*)|(?:grew|rose|up|increased) by|gained)\b"
    r"(?![^,;.]{0,20}\b(?:new|upgrad\w*|expan\w*|upsell\w*)\b)|净新?增|净增加|增加了|涨了|多了",
    "net_burn": r"\b(?:burn(?:ed|t|ing|s)?|net burn|spent net|cash used)\b|烧了?|净消耗|消耗|净支出|亏了|耗掉",
    "cash": r"\b(?:cash|in the bank|bank balance|funds left)\b|现金|账上|存款|银行里",
    "growth": r"\b(?:grow(?:s|th|ing|n)?|grew)\b|增长|增速",
    "margin": r"\bmargins?\b|利润率|毛利率|净利率",
}
# A number written with its own sign; 烧掉 is no sign.
_MINUS = lazy_re(r"\s*(?:[-−–]|minus\b|负)", re.IGNORECASE)
_RECURRING = lazy_re(r"(?<![a-z])[MA]RR(?![a-z])|经常性收入", re.IGNORECASE)
BARE = 300  # "a margin of 25": bare growth and margins up to here are percent
_COMPILED = {name: lazy_re(pattern, re.IGNORECASE) for name, pattern in MOVES.items()}
ASKED: dict[str, re.Pattern[str]] = {
    "nrr": lazy_re(
        r"(?<![A-Za-z])NRR(?![A-Za-z])|(?<![A-Za-z])NDR(?![A-Za-z])|net (?:revenue|dollar|mrr|arr)? ?retention|"
        r"净收入留存|净留存|净金额留存|净续费",
        re.I,
    ),
    "grr": lazy_re(
        r"(?<![A-Za-z])GRR(?![A-Za-z])|(?<![A-Za-z])GDR(?![A-Za-z])|gross (?:revenue|dollar|mrr|"
        r"arr)? ?retention|毛收入留存|毛留存|总收入留存",
        re.I,
    ),
    "burn_multiple": lazy_re(r"burn multiple|消耗倍数|烧钱倍数|烧钱效率|燃烧倍数|资金效率", re.I),
    "rule_of_40": lazy_re(r"rule of (?:40|forty)|(?:40|四十)\s*%?\s*法则|(?:40|四十)原则", re.I),
    "quick_ratio": lazy_re(r"quick ratio|速动比率|快速比率", re.I),
    "runway_months": lazy_re(r"\brunway\b|撑多久|能撑|跑道", re.I),
    "revenue_churn": lazy_re(r"revenue churn|mrr churn|churn rate|收入流失率|流失率", re.I),
    "net_new": lazy_re(r"net new (?:m|a)rr|净新增", re.I),
}
_MARGIN_KINDS = lazy_re(
    r"\b(EBITDA|operating|free cash flow|FCF|net|gross|profit)\s+(?:profit )?margin|(营业|经营|净|毛|自由现金流|"
    r"EBITDA)利?润?率",
    re.IGNORECASE,
)
_PERIODS = (
    ("quarter", lazy_re(r"\bquarter|\bQ[1-4]\b|季", re.IGNORECASE)),
    ("year", lazy_re(r"\byear\b|\bannual|\bFY\d*|去年|今年|全年|一年|年度|年初|年底", re.IGNORECASE)),
    ("month", lazy_re(r"\bmonth(?!s)|当月|本月|上个?月|这个月|一个月|每月|月初|月末|月底", re.IGNORECASE)),
)
_BREAK = lazy_re(r"[,;，；。、.!?！？](?!\d)|\b(?:and|while|but|with)\b|和|且|而")
NEAR = 8  # characters between an amount and the MRR or ARR that it is
SIGNED = ("margin", "growth", "net_burn", "net_new")
BREAK_COST, REACH = 12, 45  # characters
AFTER_COST = 3  # "5k expansion" and "expansion 5k" are equally common


def read_movements(text: str) -> dict[str, object]:
    """The arguments of `saas_metrics` that a text tells; empty where it tells none."""
    hidden = text
    for name in ("rule_of_40",):
        hidden = ASKED[name].sub(lambda m: " " * len(m.group()), hidden)
    quantities = [q for q in find_quantities(hidden) if q.kind in ("money", "count", "percent")]
    if hidden != text or all(_COMPILED[name].search(text) for name in ("growth", "margin")):
        quantities = [_percent(q) for q in quantities]
    told: dict[str, object] = {}
    pairs = sorted(
        (cost, name, place)
        for place, quantity in enumerate(quantities)
        for name, pattern in _COMPILED.items()
        if (cost := _cost(hidden, quantity, name, pattern)) is not None
    )
    taken: set[int] = set()
    for _, name, place in pairs:
        if name not in told and place not in taken:
            told[name] = _amount(name, quantities[place])
            taken.add(place)
    _start(hidden, told, quantities, taken)
    _shares(told, quantities, taken)
    if told:
        _about(text, quantities, told)
    return told


def _percent(quantity: Quantity) -> Quantity:
    """Growth and margin are told without a sign for percent as often as with one."""
    bare = quantity.kind == "count" and abs(quantity.value) <= BARE
    return replace(quantity, kind="percent", value=quantity.value / 100) if bare else quantity


def _amount(name: str, quantity: Quantity) -> float:
    """The number of a movement: "contraction −2k" and 降级1万 both name what was lost."""
    signed = name in SIGNED and (quantity.kind == "percent" or _MINUS.match(quantity.text) is not None)
    return quantity.value if signed else abs(quantity.value)


def _start(text: str, told: dict[str, object], quantities: list[Quantity], taken: set[int]) -> None:
    """Recurring revenue named beside what left it is what there was at the start: "180k MRR, lost 12k"."""
    if "churned" not in told or "opening" in told or "closing" in told:
        return
    for place, quantity in enumerate(quantities):
        near = text[max(0, quantity.span[0] - NEAR) : quantity.span[1] + NEAR]
        if place not in taken and quantity.kind != "percent" and _RECURRING.search(near):
            told["opening"] = abs(quantity.value)
            taken.add(place)
            return


def asked_metrics(text: str) -> list[str]:
    """Ids of the metrics a text names."""
    return [name for name, pattern in ASKED.items() if pattern.search(text)]


def _cost(text: str, quantity: Quantity, name: str, pattern: re.Pattern[str]) -> int | None:
    """Distance of a number from the nearest word for a movement; None where it cannot be one."""
    percent = quantity.kind == "percent"
    if percent != (name in ("growth", "margin")) and not (percent and name in ("churned", "expansion", "contraction")):
        return None
    if name == "opening" and quantity.role == "from":
        return 0
    best: int | None = None
    start, end = quantity.span
    for match in pattern.finditer(text):
        if match.start() >= end:
            gap, cost = text[end : match.start()], AFTER_COST
        elif match.end() <= start:
            gap, cost = text[match.end() : start], 0
        else:
            gap, cost = "", 0
        if name in ("opening", "closing") and match.start() >= end and match.group().lower() in ("from", "to"):
            continue
        cost += len(gap) + BREAK_COST * len(_BREAK.findall(gap)) + BREAK_COST * bool(re.search(r"\d", gap))
        if cost <= REACH and (best is None or cost < best):
            best = cost
    return best


def _shares(told: dict[str, object], quantities: list[Quantity], taken: set[int]) -> None:
    """A share such as "3% churned" of a known start is an amount."""
    opening = told.get("opening")
    for name in ("churned", "expansion", "contraction"):
        percent = next(
            (q for i, q in enumerate(quantities) if i in taken and q.kind == "percent" and q.value == told.get(name)),
            None,
        )
        if percent is not None:
            if isinstance(opening, float):
                told[name] = float(f"{opening * percent.value:.12g}")
            else:
                told.pop(name)


def _about(text: str, quantities: list[Quantity], told: dict[str, object]) -> None:
    if re.search(r"(?<![a-z])ARR(?![a-z])|年度经常性", text, re.IGNORECASE) and not re.search(
        r"(?<![a-z])MRR(?![a-z])|月度经常性", text, re.IGNORECASE
    ):
        told["recurring"] = "ARR"
    for period, pattern in _PERIODS:
        if pattern.search(text):
            told["period"] = period
            break
    if currency := next((q.currency for q in quantities if q.currency), None):
        told["currency"] = currency
    if "margin" in told and (kind := _MARGIN_KINDS.search(text)):
        told["margin_kind"] = next(g for g in kind.groups() if g)


PARTS: dict[str, re.Pattern[str]] = {
    "rd": lazy_re(r"\bR\s?&\s?D\b|\bresearch\b|\bproduct\b|\bengineering\b|\bdevelopment\b|\btech\w*|研发|"
        r"产品|技术|开发", re.I),
    "marketing": lazy_re(r"\bmarketing\b|\bsales\b|\bgrowth\b|\bads?\b|\badvertising\b|\bacquisition\b|市场|"
        r"营销|推广|销售|获客|广告", re.I),
    "talent": lazy_re(r"\btalent\b|\bpeople\b|\bhiring\b|\bteam\b|\bstaff\b|\bsalar\w+|\brecruit\w+|人才|"
        r"团队|人员|招聘|招人|人力|薪酬|人(?=$|[，。,.\s])", re.I),
    "cost_control": lazy_re(r"\bcost[- ]?control\w*|\bcontingency\b|\breserves?\b|\bbuffer\b|\boperations?\b|"
        r"\boverhead\b|成本控制|控制成本|降本|储备|预备金|备用金|风险金|运营", re.I),
}  # fmt: skip
_REST = lazy_re(
    r"\b(?:the )?(?:rest|remainder|remaining|what is left|balance)\b|剩下|剩余|其余|"
    r"余下",
    re.IGNORECASE,
)
_PRIORITY = lazy_re(
    r"\b(?:priorit\w+|focus\w*|emphasi\w+|more (?:on|to|for|weight)|mostly|mainly|bigger|larger|higher|lean)\b|"
    r"优先|重点|侧重|偏重|多给|多投|多一点|提高|加大|倾斜|为主",
    re.IGNORECASE,
)
_LESS = lazy_re(r"\b(?:less|lower|smaller|cut|reduce|fewer)\b|少给|少投|少一点|降低|减少|压缩", re.IGNORECASE)
_CLAUSE = lazy_re(r"[,;，；。、.!?！？\n](?!\d)|\band\b|和|以及")


def read_weights(text: str, before: Mapping[str, float] | None = None) -> tuple[dict[str, float], str, dict[str, int]]:
    """Shares said of parts ("40% R&D"), the part that takes the rest, and parts to be given more (+1) or less (−1).

    Args:
        text: The message.
        before: Shares of the split before, of which "double talent" speaks.
    """
    last = ""
    shares: dict[str, float] = {}
    rest, leaning = "", dict[str, int]()
    cuts = [0, *(m.end() for m in _CLAUSE.finditer(text)), len(text)]
    for start, end in zip(cuts, cuts[1:], strict=False):
        clause = text[start:end]
        named = [(m.start(), part) for part, pattern in PARTS.items() for m in pattern.finditer(clause)]
        percents = [
            q
            for q in find_quantities(clause)
            if q.kind == "percent" or (q.kind == "ratio" and (before if q.relation == "multiply" else 0 < q.value < 1))
        ]
        left = dict.fromkeys(part for _, part in sorted(named))
        if percents and not left and last:
            left = {last: None}  # 研发多一点，六成
            named = [(0, last)]
            leaning.pop(last, None)
        last = next(iter(left)) if len(left) == 1 and not percents else ""
        for quantity in percents:
            near = sorted((abs(at - quantity.span[0]), part) for at, part in named if part in left)
            if near:
                part = near[0][1]
                times = quantity.relation == "multiply"
                shares[part] = min(1.0, (before or {}).get(part, 0) * quantity.value) if times else quantity.value
                left.pop(near[0][1])
        if percents or not left:
            continue
        if _REST.search(clause):
            rest = next(iter(left))
        elif _LESS.search(clause):
            leaning.update(dict.fromkeys(left, -1))
        elif _PRIORITY.search(clause):
            leaning.update(dict.fromkeys(left, 1))
    return shares, rest, leaning


def read_budget(text: str, known: Mapping[str, object]) -> tuple[float | None, str | None]:
    """The sum to be split, and its currency; the one split before where the text names none."""
    sums = [q for q in find_quantities(text) if q.kind in ("money", "count") and q.value >= SMALLEST]
    sums = [_like(q, known) for q in sums]
    sums = [
        q
        for q in sums
        if not re.match(
            r"\s*(?:months?|people|customers|users|个月|人|"
            r"个客户)",
            text[q.span[1] :],
        )
    ]
    if sums:
        best = max(sums, key=lambda q: (q.kind == "money", q.value))
        return best.value, best.currency
    earlier = known.get("budget")
    return (float(earlier), None) if isinstance(earlier, int | float) else (None, None)


def _like(quantity: Quantity, known: Mapping[str, object]) -> Quantity:
    """A bare number beside a sum of thousands is of its size: "and with 350?" after 200k is 350k."""
    earlier = known.get("budget")
    bare = quantity.kind == "count" and quantity.value < THOUSAND and quantity.text.strip().isdigit()
    thousands = isinstance(earlier, int | float) and earlier >= SMALLEST * THOUSAND
    return replace(quantity, value=quantity.value * THOUSAND) if bare and thousands else quantity


SMALLEST = 100  # a smaller number is no budget
THOUSAND = 1000
