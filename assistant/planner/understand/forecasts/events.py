"""Known future events in a message ("May will be 20% higher", 国庆促销会多20%), and numbers typed to be forecast."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from assistant.language.lazy_re import lazy_re
from assistant.language.quantities import Quantity, find_quantities
from assistant.planner.understand.forecasts.times import Time, find_times

JsonDict = dict[str, Any]
MORE = lazy_re(
    r"\b(?:more|higher|extra|additional|increas\w*|up|add\w*|gain\w*|rais\w*|ris\w*|boost\w*|better|grow\w*|bring\w*|jump\w*|lift\w*|"
    r"on\s+top|surge\w*|plus)\b|多|增|涨|升|高|额外|带来|提|加|好",
    re.IGNORECASE,
)
LESS = lazy_re(
    r"\b(?:less|lower|fewer|los\w+|drop\w*|fall\w*|decreas\w*|down|declin\w*|cut\w*|reduc\w*|worse|miss\w*|below|slump\w*|shrink\w*)\b|"
    r"少|减|降|跌|低|损失|下滑|差|缩",
    re.IGNORECASE,
)
# What somebody does, as against what sales do: doubling the budget does not double sales.
DRIVER = lazy_re(
    r"\b(?:marketing|advertis\w*|ads?(?:\s+spend\w*)?|ad\s+budget|budget|spend(?:ing)?|headcount|sales\s+(?:team|staff|people|force)|"
    r"reps|hir\w+|prices?|discount\w*|campaigns?|promotions?|stores?|outlets?|capacity)\b|"
    r"营销|广告|推广|预算|投放|投入|销售(?:团队|人员)|人手|招聘|招人|价格|单价|定价|涨价|降价|促销|门店|开店|产能",
    re.IGNORECASE,
)
RESULT = lazy_re(
    r"\b(?:sales|revenue|orders?|demand|turnover|sell\w*|sold|income|units|bookings|takings|forecast|result|numbers?)\b|"
    r"收入|销售额|销量|营收|订单|业绩|营业额|卖|需求|流水|销售(?!团队|人员)",
    re.IGNORECASE,
)
# Of these the message says itself what they bring: "the promotion brings 20% more".
BRINGS = lazy_re(
    r"\b(?:bring|add|give|yield|lift|boost|worth|means?|will\s+be|would\s+be|is|higher|lower|more|less|extra)\w*\b|"
    r"带来|多|少|会增加|贡献|提升|拉动|高|低",
    re.IGNORECASE,
)
HAPPENS = lazy_re(
    r"\b(?:promot\w+|campaign|launch\w*|fair|trade\s+show|exhibition|event|festival|sale|price\s+(?:rise|increase|cut)|marketing|"
    r"advertis\w*|open\w*|hir\w+|closed?|closing|clos\w+|strike|expansion|discount\w*)\b|"
    r"促销|活动|展会|上线|上市|发布|推广|营销|广告|开店|开业|停业|放假|装修|涨价|降价|打折|大促|投放|新品",
    re.IGNORECASE,
)
_SENTENCE = lazy_re(r"[;；。！!?？\n]|[.](?=\s|$)|\s[—–-]{1,2}\s|——")
_LISTED = lazy_re(
    r"^[\s,，、;；/|:：→>()（）-]*(?:(?:and|then|finally|or|和|以及|及|然后|最后是?|跟|与|is|was|were|是|为|had|到了?)[\s,，、:：]*)?$",
    re.IGNORECASE,
)
_EVERY = (
    ("week", lazy_re(r"\bweek(?:s|ly)?\b|周|星期", re.IGNORECASE)),
    ("quarter", lazy_re(r"\bquarter(?:s|ly)?\b|季", re.IGNORECASE)),
    ("month", lazy_re(r"\bmonth(?:s|ly)?\b|月", re.IGNORECASE)),
    ("year", lazy_re(r"\byear(?:s|ly)?\b|\bannual(?:ly)?\b|年", re.IGNORECASE)),
    ("day", lazy_re(r"\bda(?:ys?|ily)\b|天|每日", re.IGNORECASE)),
)
_ASKS = lazy_re(
    r"\bforecast\w*|\bpredict\w*|\bproject\b|\bextrapolat\w*|\bestimat\w*|\bnext\b|\bwill\b|预测|预估|推算|预计|估计|估算|接下来|未来|下(?=个|一|季|月|周|年)"
)
_SINCE = lazy_re(r"(?:\bsince|\bfrom|\bstart\w*(?:\s+in)?|\bbeginning(?:\s+in|\s+of)?|从|自|始于)\s*$", re.IGNORECASE)
LEAST_TYPED = 3


@dataclass(frozen=True)
class Told:
    """What a message says of the future.

    Attributes:
        events: As the tool takes them.
        open: Times for which something happens whose effect on sales is not said, in the words of the tool.
    """

    events: tuple[JsonDict, ...] = ()
    open: tuple[str, ...] = ()


@dataclass(frozen=True)
class Typed:
    """Numbers typed to be forecast: arguments of the tool, and where in the text they stand."""

    args: JsonDict
    span: tuple[int, int]


def read_events(text: str, times: list[Time] | None = None) -> Told:
    """Events of the future, sentence by sentence."""
    every = find_times(text) if times is None else times
    events: list[JsonDict] = []
    waiting: list[str] = []
    start = 0
    for end in [*(m.start() for m in _SENTENCE.finditer(text)), len(text)]:
        sentence = text[start:end]
        inside = [Time(t.period, (t.span[0] - start, t.span[1] - start)) for t in every if start <= t.span[0] < end]
        told = _of_sentence(sentence, inside)
        events += told.events
        waiting += told.open
        start = end
    return Told(tuple(events), tuple(waiting))


def effect_of(quantity: Quantity, sentence: str) -> JsonDict | None:
    """What a quantity does to a forecast: {effect, amount}; None where it does not say."""
    value, kind = quantity.value, quantity.kind
    if kind == "ratio":
        return {"effect": "multiply", "amount": value} if value > 0 else None
    sign = -1.0 if LESS.search(sentence) and not MORE.search(sentence) else 1.0
    if kind in ("percent", "points"):
        if quantity.relation == "set" and value > 0.5 and not (MORE.search(sentence) or LESS.search(sentence)):
            return {"effect": "multiply", "amount": value}
        change = value if quantity.relation == "change_by" else sign * abs(value)
        return {"effect": "multiply", "amount": round(1 + change, 9)}
    if kind in ("money", "count"):
        if quantity.relation == "change_by":
            return {"effect": "add", "amount": value}
        said = MORE.search(sentence) or LESS.search(sentence)
        return {"effect": "add", "amount": sign * value} if said else {"effect": "set", "amount": value}
    return None


def read_typed(text: str, *, told: bool = False) -> Typed | None:
    """At least three numbers in a row, with what is said of their periods; None where there are none.

    Args:
        text: The message.
        told: True where the numbers were asked for, so that the message need not ask for a forecast.
    """
    times = find_times(text)
    hidden = list(text)
    for time in times:
        hidden[time.span[0] : time.span[1]] = "," * (time.span[1] - time.span[0])
    plain = "".join(hidden)
    runs: list[list[Quantity]] = [[]]
    for quantity in find_quantities(plain):
        if quantity.kind not in ("money", "count"):
            runs.append([])
        elif runs[-1] and _LISTED.match(plain[runs[-1][-1].span[1] : quantity.span[0]]):
            runs[-1].append(quantity)
        else:
            runs.append([quantity])
    run = max(runs, key=len)
    if len(run) < LEAST_TYPED:
        return None
    span = (run[0].span[0], run[-1].span[1])
    around = f"{text[: span[0]]} {text[span[1] :]}"
    if not (told or _ASKS.search(around)):
        return None
    args: JsonDict = {"values": [q.value for q in run]}
    if currency := next((q.currency for q in run if q.currency), None):
        args["currency"] = currency
    args |= _when(text, times, span, len(run))
    return Typed(args, span)


def _when(text: str, times: list[Time], span: tuple[int, int], count: int) -> JsonDict:
    """Frequency and first period of typed numbers."""
    first = next((t for t in times if _SINCE.search(text[: t.span[0]])), None)
    named = [t for t in times if span[0] - 12 <= t.span[0] <= span[1]]
    if len(named) == count:
        first = named[0]
    elif len(named) == 2 and named[0].span[1] <= span[0]:
        first = named[0]  # "Jan to Jun: 120, 135, …"
    years = [t.period for t in times if re.fullmatch(r"\d{4}", t.period)]
    found: JsonDict = {"start": first.period.split("/")[0]} if first else {}
    if first and len(years) == 1 and not first.period[:4].isdigit():
        found["start"] = f"{years[0]}-{found['start']}"
    if first and "Q" in first.period:
        return {**found, "frequency": "quarter"}
    if first and re.fullmatch(r"\d{4}", first.period):
        return {**found, "frequency": "year"}
    told = text[: span[1] + 40] if span[0] < 3 else text[: span[0]] + text[span[1] : span[1] + 30]
    asked = re.search(
        r"forecast|predict|预测|预估|推算|next|下(?=个|一|季|月|周)|未来|接下来", text[span[1] :], re.IGNORECASE
    )
    if asked:
        told = text[: span[0]] + text[span[1] : span[1] + asked.start()]
    every = next((name for name, pattern in _EVERY if pattern.search(told)), None)
    return {**found, **({"frequency": every} if every and every != "month" else {})}


def _of_sentence(sentence: str, times: list[Time]) -> Told:
    if not times:
        return Told()
    quantities = [
        q
        for q in find_quantities(sentence)
        if q.kind != "duration" and all(q.span[1] <= t.span[0] or t.span[1] <= q.span[0] for t in times)
    ]
    quantities = _of_sales(sentence, quantities)
    drives = DRIVER.search(sentence) and not RESULT.search(sentence) and not _brings(sentence, quantities)
    if not quantities or drives:
        return Told(open=tuple(t.period for t in times)) if HAPPENS.search(sentence) or drives else Told()
    told = quantities if len(quantities) == len(times) else [q for q in quantities if q.relation] or quantities
    pairs = zip(times, told, strict=True) if len(times) == len(told) else ((t, told[0]) for t in times)
    made = [(t, effect_of(q, _clause(sentence, q))) for t, q in pairs]
    return Told(tuple({"period": t.period, **effect} for t, effect in made if effect))


def _of_sales(sentence: str, quantities: list[Quantity]) -> list[Quantity]:
    """Of several amounts those in clauses about sales: "we double marketing in May, that adds 20% to sales"."""
    if len(quantities) < 2 or not DRIVER.search(sentence):
        return quantities
    told = [(q, _clause(sentence, q)) for q in quantities]
    done = [q for q, clause in told if DRIVER.search(clause) and not RESULT.search(clause)]
    brought = [q for q, clause in told if q not in done and (RESULT.search(clause) or BRINGS.search(clause))]
    return brought if done and brought else quantities


def _brings(sentence: str, quantities: list[Quantity]) -> bool:
    """Whether the amount is what the event brings ("the promotion adds 20%"), not what is done ("double ads")."""
    first = min((q.span[0] for q in quantities), default=0)
    driver = DRIVER.search(sentence)
    return bool(driver and driver.start() < first and BRINGS.search(sentence[driver.end() :]))


def _clause(sentence: str, quantity: Quantity) -> str:
    """The part of the sentence around a quantity, so that "up" of one event does not turn another."""
    left = max(sentence.rfind(c, 0, quantity.span[0]) for c in ",，、") + 1
    ends = [i for c in ",，、" if (i := sentence.find(c, quantity.span[1])) >= 0]
    return sentence[left : min(ends, default=len(sentence))]
