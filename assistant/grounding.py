"""Does every number of a reply trace to a figure, a cited passage or the user's own words?

A number is accepted iff a source equals it at the precision it is displayed with and agrees in unit and, where the
reply states them, in currency, period, month and scenario. Nothing is computed here: tools publish what people quote.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from assistant.figures import Figure
from assistant.grounding_context import Context, context_of
from assistant.grounding_sources import COUNTED, BySize, Given, given_in, is_scenario
from assistant.language._fold import fold_lower
from assistant.language.lazy_re import lazy_re
from assistant.language.quantities import WrittenNumber, find_numbers

_HIDDEN = lazy_re(
    r"\[\^?\d{1,3}(?:\s*[,，、-]\s*\d{1,3})*\]|【\d{1,3}】"  # citations
    r"|^[ \t>#*|-]*(?:[-*•]\s*)?(?:\*\*)?[(（]?\d{1,2}(?:[.)、）．]|\.\))(?!\d)(?:\*\*)?"  # list indices
    r"|^[ \t>]*[-*•](?=\s)"  # bullets, which are no minus and no range
    r"|(?<![a-z])(?:step|option|question|phase|stage|item|part|tip|block|figure|table|scenario"
    r"|what-if|version)s?\s*#?\d{1,2}(?![\d.,]*\d|\s*%)"
    r"|(?:步骤|问题|选项|方案|情景|阶段|建议|假设|图|表|版本)\s*\d{1,2}(?![\d.,%]|\s*(?:个|万|元|%|倍))"
    r"|(?:百分之?百|百分百)|\b50/50\b|五五开"
    r"|[(（](?:19|20)\d{2}[)）]|\bmonths?\s+1(?=\s*(?:to|through|-|–)\s*\d)",
    re.IGNORECASE | re.MULTILINE,
)
_ITEM = lazy_re(r"^\s*(?:[-*•]|\d{1,2}[.)、）．]|[(（]\d{1,2}[)）])\s*\S")
_LESS = lazy_re(
    r"\b(?:loss(?:es)?|los(?:e|es|ing|t)|negative|minus|deficit|shortfall|declin\w+|decreas\w+"
    r"|drop\w*|f[ae]ll(?:s|ing|en)?|less|fewer"
    r"|lower\w*|down|cuts?|reduc\w+|short|burn\w*|below|worse\w*|shrink\w*|red|under water|owe"
    r"|cheaper|smaller|needs?|gap|sav(?:e|es|ing))\b"
    r"|亏|减|降|缺|少|低(?!值)|跌|负|缺口|赤字|消耗|下滑|倒贴|烧|节省|省|缩水"
)
_LOSS_OF = lazy_re(
    r"(?:\bloss(?:es)? of|\blos(?:e|es|ing)|\bnegative|亏损|亏掉|亏|净亏)\s*(?:about|roughly|around"
    r"|了|约|大约|为|额)?\s*$"
)
_COUNT_NOUN = lazy_re(
    r"\s*(?:more |fewer |new |paying |active |free )?(?:customers?|users?|subscribers?|trials?"
    r"|orders?|people|leads?|sign-?ups?|visitors?|employees?)\b"
    r"|\s*[个名位家]?(?:新|付费|活跃|免费)?(?:客户|用户|人(?!民|均)|订户|员工|家企业)|\s*(?:次试用"
    r"|个试用|单(?!价|位)|笔)"
)
_ABOUT = lazy_re(
    r"(?:\babout|\baround|\broughly|\bapproximately|\bnearly|\balmost|\bsome|~|≈|约|大概|将近|差不多|接近)\s*$"
)
_OR_SO = lazy_re(r"\s*(?:or so\b|左右|上下)")
_BY_THEN = lazy_re(
    r"(?:\b(?:after|in|within|by|over|for|first|next|last|at|until|through|to|of|from|every|and|or)\s*"
    r"(?:the )?(?:first |next |last |about )?"
    r"|[前后过到在近至满])$"
)
_THEN = lazy_re(r"\s*(?:later|in\b|from now|out\b|on\b|ahead|[后内里时末底之以起])")
_MAX_ZEROS = 6
_MONEY_NOUN = lazy_re(r"\s*(?:dollars?|yuan|euros?|usd|cny)\b|\s*(?:元|美元)")
_BLOCKS = lazy_re(r"\s*(?:-| )?(?:building )?blocks?\b|\s*(?:个|大)(?:模块|板块|构造块|要素|格)")
_PLAIN_UNITS = frozenset({"", "ratio", "x", "×", "1", "number", "count", "multiple", "dimensionless", "times"})
_RATE_UNITS = frozenset({"fraction", "percent", "points", "rate", "share"})
_TIME_UNITS = {unit + s: unit for unit in ("day", "week", "month", "quarter", "year") for s in ("", "s")}
_RATE_KINDS = frozenset({"percent", "points"})
_COMPARABLE: dict[str, frozenset[str]] = {
    "percent": frozenset({"percent", "points", "ratio", "count"}),
    "points": frozenset({"percent", "points", "ratio", "count"}),
    "money": frozenset({"money", "count"}),
    "count": frozenset({"money", "count", "ratio"}),
    "duration": frozenset({"duration", "count"}),
    "ratio": frozenset({"ratio", "percent", "count"}),
}
_IDIOM_LIMIT = 10


def ungrounded(
    reply: str, *, figures: Sequence[Figure], user_texts: Sequence[str], passages: Sequence[str], language: str
) -> list[str]:
    """The numbers of `reply` that trace to nothing, in order, as they are written.

    Args:
        reply: Text for the user, Markdown allowed; slots are ignored.
        figures: What the tools of the conversation published.
        user_texts: All that the user wrote.
        passages: Cited passages (and other texts the reply may quote from).
        language: "en" or "zh"; both languages' numbers are read in either case.
    """
    shown = _HIDDEN.sub(_hide, reply.replace("*", " ").replace("`", " "))
    folded = fold_lower(reply)
    given = [n for text in user_texts for n in given_in(text)]
    given += [replace(n, quoted=True) for text in passages for n in given_in(text)]
    lists = _list_lengths(reply)
    bad = []
    numbers = find_numbers(shown)
    by_size = BySize(figures)
    for number in numbers:
        context = context_of(folded, number, numbers)
        if _is_idiom(number) or _is_listed(number, lists, context):
            continue
        if not _by_figure_or_words(number, context, by_size, given):
            bad.append(number.text.strip())
    return bad


def _hide(match: re.Match[str]) -> str:
    """Blanks; for a bullet a mark, so that a number at the end of the line before takes no unit from this one."""
    text = match.group()
    return " " * (len(text) - 1) + (";" if text.strip(" \t>") in {"-", "•"} else " ")


def _is_idiom(number: WrittenNumber) -> bool:
    """Say whether it is talk like "two things", 一个, "a year", "half", "double", and no figure."""
    if number.factor or number.text.strip().lower() in {"half", "半", "一半", "a half"}:
        return True
    if not number.words:
        return False
    spelled = not any(c.isdigit() for c in number.text)
    if number.kind == "duration":
        return spelled and number.value in {0.5, 1}
    return spelled and number.kind == "count" and 0 <= number.value <= _IDIOM_LIMIT


def _list_lengths(reply: str) -> set[int]:
    lengths, run = set(), 0
    for line in [*reply.splitlines(), ""]:
        if _ITEM.match(line):
            run += 1
        elif line.strip() and line.startswith((" ", "\t")):
            continue  # goes on with an item
        elif run:
            lengths.add(run)
            run = 0
    if run:
        lengths.add(run)
    return lengths


def _is_listed(number: WrittenNumber, lists: set[int], context: Context) -> bool:
    if number.kind != "count" or number.value != int(number.value) or number.value < 1:
        return False
    if number.value == 9 and _BLOCKS.match(context.after):
        return True
    return number.value in lists and not number.period and not _MONEY_NOUN.match(context.after)


def _by_figure_or_words(number: WrittenNumber, context: Context, by_size: BySize, given: Iterable[Given]) -> bool:
    if number.kind == "duration" and _names_month(number, context, by_size.figures):
        return True
    size = abs(number.value)
    figures = by_size.near(size, _resolution(number, context) + size * 1e-9)
    equal = [f for f in figures if _same_kind(number, context, f) and _equals(number, context, f.value, f.id)]
    if any(_agrees(number, context, f, anywhere=by_size.unchanged(f)) for f in equal):
        return True
    if context.scenarios and any(by_size.differs(f, context) for f in equal):
        return False
    return any(_said(number, context, n, contradicted=bool(equal)) for n in given)


def _names_month(number: WrittenNumber, context: Context, figures: Sequence[Figure]) -> bool:
    """Say whether "month 12" or "after 12 months" names a month that figures are given for."""
    if number.period != "month":
        return False
    if number.value == 1:
        return True
    ordinal = not number.text.lstrip()[:1].isdigit()  # "month 12", 第12个月
    if not ordinal and not (_BY_THEN.search(context.before) or _THEN.match(context.after)):
        return False
    wanted = f".month_{number.value:g}"
    return any(f.id.endswith(wanted) or wanted + "." in f.id for f in figures)


def _equals(number: WrittenNumber, context: Context, value: float, figure_id: str = "") -> bool:
    resolution = _resolution(number, context)
    if _close(number.value, value, resolution):
        return not (value > 0 and figure_id.startswith(("profit", "cash")) and _LOSS_OF.search(context.before))
    return value < 0 <= number.value and _close(number.value, -value, resolution) and bool(_LESS.search(context.clause))


def _resolution(number: WrittenNumber, context: Context) -> float:
    """Worth of the last digit shown; after "about" and 约, final zeros are no digits, but two digits always are."""
    if not (_ABOUT.search(context.before) or _OR_SO.match(context.after)) or number.value == 0:
        return number.resolution
    steps = abs(number.value) / number.resolution
    zeros = 0
    while steps >= 100 and steps % 10 == 0 and zeros < _MAX_ZEROS:
        steps, zeros = steps / 10, zeros + 1
    return number.resolution * 10.0**zeros


def _close(shown: float, value: float, resolution: float) -> bool:
    """Equal after rounding to the last digit shown; a tie may go either way."""
    return abs(shown - value) <= resolution * 0.5 * (1 + 1e-6) + abs(value) * 1e-12


def _same_kind(number: WrittenNumber, context: Context, figure: Figure) -> bool:
    unit = figure.unit
    currency = len(unit) == 3 and unit.isupper()
    if number.kind in {"percent", "points"}:
        return unit in _RATE_UNITS
    if number.kind == "money":
        return currency
    if number.kind == "duration":
        return _TIME_UNITS.get(unit) == number.period
    if number.kind == "ratio":
        return unit in _PLAIN_UNITS or (unit in _RATE_UNITS and number.fraction)
    return _counts(number, context, figure, money=currency)


def _counts(number: WrittenNumber, context: Context, figure: Figure, *, money: bool) -> bool:
    """Whether a bare number can be the figure: not "9 customers" for a cost of 9 or "5 things" for a ratio of 4.5."""
    if figure.unit in _RATE_UNITS:
        return number.resolution < 1
    if money:
        return not (COUNTED.match(context.after) or _COUNT_NOUN.match(context.after))
    if figure.unit in _TIME_UNITS or figure.unit in _PLAIN_UNITS - {"count", "number"}:
        return not COUNTED.match(context.after) and (number.resolution < 1 or figure.value == round(figure.value))
    return True


def _agrees(number: WrittenNumber, context: Context, figure: Figure, *, anywhere: bool) -> bool:
    """Whether what the reply says of the number fits the figure; `anywhere`: it is the same in every scenario."""
    if number.currency and figure.unit != number.currency:
        return False
    if number.kind != "duration" and number.period and figure.period and number.period != figure.period:
        return False
    month = re.search(r"\.month_(\d+)$", figure.id)
    if month and context.months and int(month.group(1)) not in context.months:
        return False
    return (
        figure.scenario is None
        or anywhere
        or not context.scenarios
        or any(is_scenario(figure.scenario, s) for s in context.scenarios)
    )


def _said(number: WrittenNumber, context: Context, given: Given, *, contradicted: bool) -> bool:
    """True where the user or a passage gave the number; what the reply adds to it must not contradict a figure."""
    source = given.number
    if not _comparable(number, context, given):
        return False
    if number.currency and source.currency not in {None, number.currency}:
        return False
    if number.period and source.period not in {None, number.period}:
        return False
    adds = (number.currency and not source.currency) or (number.period and not source.period) or context.months
    return not (adds and contradicted)


def _comparable(number: WrittenNumber, context: Context, given: Given) -> bool:
    """True where both measure the same kind of thing and are equal at the precision shown."""
    source = given.number
    if given.quoted and source.kind == "count" and number.kind in {"money", "duration", *_RATE_KINDS}:
        return False
    if source.kind == "count" and number.kind in _RATE_KINDS and not given.counted:
        if _close(number.value, source.value / 100, number.resolution):
            return True  # a bare "15" said of a rate
    if number.kind == "count" and source.kind in _RATE_KINDS:
        return number.resolution < 1 and _close(number.value, source.value, number.resolution)
    if number.kind == "count" and source.kind == "money" and COUNTED.match(context.after):
        return False
    if number.kind == source.kind == "duration" and source.period != number.period:
        return False
    return source.kind in _COMPARABLE[number.kind] and _equals(number, context, source.value)
