"""Plans the question what drives a column of an uploaded table, and what follows on it."""

from __future__ import annotations

import re
from typing import Any

from assistant.analytics.drivers.naming import Match, find_columns, named_columns, spaced
from assistant.language.lazy_re import lazy_re
from assistant.language.quantities import find_numbers
from assistant.planner.context import Context
from assistant.planner.finance_view import FinanceView
from assistant.planner.plan import Call, Plan, PlanFunction
from assistant.planner.plans.tables_in import named_file

JsonDict = dict[str, Any]
LONGEST_ANSWER = 40
_END = (
    r"(?=[,;.?!，；。？！]|$|\s+(?:without|excluding|except|ignoring|leaving|using|by|per|for each|split|broken|within|"
    r"separately)\b)"
)
# What may follow the target in English and says nothing of it.
_TAIL = lazy_re(
    r"\s*(?:,?\s*(?:according to|based on|judging by|looking at|look at|from)\s+.*"
    r"|\b(?:in|on|using|with|of|for)\s+(?:this|the|our|my|that|these|those)\s+(?:\w+\s+){0,2}"
    r"(?:file|data|dataset|table|csv|sheet|excel|spreadsheet|upload|export)\b.*|\bin\s+(?:\w+\s+)?(?:file|data|csv|table)\b.*"
    r"|\b(?:the most|most|please|pls|exactly|here)\b.*)$",
    re.IGNORECASE,
)
_TARGETS = (
    r"\bregress(?:ion of)?\s+(?P<t>.+?)(?=\s+(?:on|against|with)\b|[,;.?!]|$)",
    r"\b(?:drivers?|causes?|reasons?|predictors?|determinants?|driver analysis|analysis|regression)\s+"
    rf"(?:of|for|behind|on)\s+(?P<t>.+?){_END}",
    r"\b(?:drives?|driving|explains?(?!\s+(?:what|which|why)\s+\w+s\b)|influenc(?:es?|ing)|affects?|predicts?|determines?|impacts?|moves?|shapes?|"
    r"matters?\s+(?:most\s+)?(?:for|to)|behind|(?:linked|related|tied)\s+to|leads?\s+to|correlates?\s+with|goes?\s+with|"
    rf"contributes?\s+to|responsible\s+for)\s+(?P<t>.+?){_END}",
    rf"\bwhy\s+(?:do|does|did|are|is|have|has)?\s*(?P<t>.+?){_END}",
    r"\btarget\s+(?:is|=|:)?\s*(?P<t>[\w -]+)",
    r"(?:^|\s)(?P<t>[\w-]+(?:\s[\w-]+)?)\s+drivers?\b",
    r"(?:目标(?:列)?(?:是|为|：|:)|因变量(?:是|为)?)(?P<t>[^，。？！,?!]+)",
    r"(?:为什么|为何)(?P<t>[^，。？！,?!]+)",
    r"对(?P<t>[^，。？！,?!]+?)(?:做|进行|跑)(?:个|一个)?(?:回归|归因|驱动)",
    r"(?:和|与|跟)(?P<t>[^，。？！,?!和与]+?)(?:有关|相关|关系)",
    r"(?:影响|驱动|决定|导致|造成|解释|预测|促使|拉动)(?:着|了|到)?(?P<t>[^，。？！,?!]+?)(?:的)?(?:主要|关键|重要|核心)?(?:因素|原因|变量|特征|是什么|有哪些|$|[，。？！,?!])",
    r"(?P<t>[^，。？！,?!]+?)的?(?:主要|关键)?(?:驱动因素|影响因素|原因|归因)",
    r"(?:回归分析|分析)(?P<t>[^，。？！,?!]+?)(?:的|$)",
)
_FILLER = lazy_re(
    r"^(?:the|our|my|a|an|some|any|all|which|what|how much|how|customer'?s?(?=\s+\w))\s+|"
    r"^(?:一下|下|这个|这份|我们的?|有的|哪些|什么|数据里的?|表里的?)",
    re.IGNORECASE,
)
# Words about the analysis itself name no column.
_NOTHING = lazy_re(
    r"^(?:(?:do|run|make|give me|analy[sz]e|find|show|rank|fit|the|a|an|our|my|explain)\s+)*"
    r"(?:do|run|a|an|the|this|that|it|them|these|analy[sz]e)?\s*(?:file|data|table|csv|analysis|driver|drivers|regression|differences?|results?|factors?|"
    r"the drivers|variables?|columns?)?$|^(?:数据|文件|表格?|因素|原因|驱动|一下|结果|变量|驱动因素|影响因素)?$",
    re.IGNORECASE,
)
_BY = lazy_re(
    r"\b(?:by|per|for each|for every|within each|split by|broken down by|separately for|across|grouped by)\s+"
    r"(?:the\s+|each\s+)?(?P<by>[\w][\w -]*?)"
    r"(?=[,;.?!]|$|\s+(?:without|excluding|and then|please|too|as well|instead)\b)"
    r"|(?:按照?|分(?![析别组])|每个|每种|各个?|不同)(?P<zh>[\w\u4e00-\u9fff]+?)(?:分组|分别|拆分|拆开|细分|来?看看?|分析|统计|的话|情况|呢|吗|$|[，。？！,?!])",
    re.IGNORECASE,
)
_WITHOUT = lazy_re(
    r"\b(?:without|excluding|exclude|except(?: for)?|ignoring|ignore|leav(?:e|ing)\s+out|drop(?:ping)?|not counting|"
    r"minus|take out|taking out|remove|removing|apart from)\s+(?P<w>.+?)"
    r"(?=[;.?!]|$|\s+(?:please|and (?:again|(?:re-?)?(?:run|look|try|do|check|see|show|tell|go)\w*)|this time|again)\b)"
    r"|(?:不考虑|去掉|去除|排除|不含|不算|不要|剔除|除去|除了|忽略|不看|拿掉|删掉|抛开)(?P<zh>.+?)(?:这一?列|之?后|以外|之外|的话|再|重新|呢|吧|$|[，。？！,?!])",
    re.IGNORECASE,
)
_ONLY = lazy_re(
    r"\bregress\s+.+?\s+(?:on|against)\s+(?P<r>.+?)(?=[;.?!]|$)|\b(?:regression|model)\s+of\s+.+?\s+on\s+(?P<m>.+?)(?=[;.?!]|$)"
    r"|\b(?:using|with|from)\s+only\s+(?P<u>.+?)(?=[;.?!]|$)|\bonly\s+(?:use|using|look\s+at|with|consider)?\s*(?P<o>.+?)(?=[;.?!]|$)"
    r"|(?:只用|只看|仅用|只考虑|仅考虑)(?P<zh>[^，。？！]+?)(?:这?[几两三]?个?列|来?(?:解释|预测|分析)|$|[，。？！])",
    re.IGNORECASE,
)
_PREDICTS = lazy_re(
    r"\bpredict\b|\bprediction\b|\bestimate\b|\bforecast\s+(?:for\s+)?(?:a|one)\b|\bhow\s+likely\b|\bwhat\s+(?:would|about)\b.*\bwith\b|"
    r"\bhow\s+(?:much|many)\b|\bwhat\s+(?:if|is|are|will)\b|\bif\b|\bexpect\w*|"
    r"预测|估计|预计|可能性有?多大|概率(?:是|有)?多少|会不会|大概|大约|(?:会|能|该)?(?:是|有)多少|如果|假如|要是",
    re.IGNORECASE,
)
_SURELY_PREDICTS = lazy_re(r"\bpredict|\bestimate\b|\bhow\s+likely\b|预测|估计|预计|可能性|概率|会不会", re.IGNORECASE)
_LIST = lazy_re(r"\s*(?:,|，|、|&|\band\b|和|与|以及|及)\s*", re.IGNORECASE)
_COLUMN_WORD = lazy_re(r"\b(?:the|column|columns|field|variable)\b|这一?列|那一?列|列$|字段", re.IGNORECASE)

_CHOOSING = lazy_re(
    r"^(?:(?:(?:ok(?:ay)?|sorry|well|then|so|in that case|the|use|take|explain|please|pls|i mean|i meant|let'?s|try|do|"
    r"look at|go with|make it|column)[\s,]+)+|"
    r"(?:好[的吧]?|哦|那么?|就|还是|我要|我(?:是)?[说指](?:的?是)?|[,，\s])*"
    r"(?:用|看看?|解释|分析|选|换成?|改成?)?)|"
    r"(?:\s+(?:one|column|please|then|instead))+$|(?:那?一?列|好了|吧|呗)+$",
    re.IGNORECASE,
)


def plan_drivers(text: str, context: Context, view: FinanceView) -> Plan:
    """What drives a column: the target, columns, groups and new rows that the words name, else those of before."""
    last: JsonDict = ((context.seen.get("explain_drivers") or {}).get("data")) or {}
    before = dict(last.get("request") or {})
    by, without, features = _group(text), _names(_WITHOUT, text), _names(_ONLY, text)
    predict = _new_row(text, last) if _predicts(text, last) else {}
    rest = _WITHOUT.sub(" ", _BY.sub(" ", text)) if by or without else text
    target = "" if predict and before else _target(rest)
    args: JsonDict = {}
    if not target and before:
        args = {k: v for k, v in before.items() if v}
        features = features or list(before.get("features") or ())
        without = list(dict.fromkeys([*(before.get("without") or ()), *without]))
    else:
        args["target"] = target
    args.update(named_file(text, context))
    told = {"by": by, "without": without, "features": features, "predict": [predict] if predict else []}
    args.update({key: value for key, value in told.items() if value})
    if args.get("by") and predict:
        del args["by"]
    return Plan(calls=(Call("explain_drivers", args),), asked={"kind": "drivers", "args": args, "if_refused": True})


def answer_drivers(context: Context, view: FinanceView) -> Plan | None:
    """The answer to which column is meant; a question or a long text is a new request."""
    text = context.text.strip(" .。!！")
    if len(text) > LONGEST_ANSWER or re.search(r"[?？]", text) or not text:
        return None
    words = _CHOOSING.sub("", text)
    args = {**(context.asked.get("args") or {}), "target": words or text}
    return Plan(calls=(Call("explain_drivers", args),), asked={"kind": "drivers", "args": args, "if_refused": True})


def _predicts(text: str, data: JsonDict) -> bool:
    """Whether a message describes a new row whose target it asks for: "tenure 3 and monthly contract, how likely?"."""
    row = _new_row(text, data) if _PREDICTS.search(text) else {}
    return bool(row) and (len(row) > 1 or bool(_SURELY_PREDICTS.search(text)) or _names_target(text, data))


def _names_target(text: str, data: JsonDict) -> bool:
    target = str((data.get("request") or {}).get("target") or "")
    return bool(target) and target.casefold() in text.casefold()


def _fits(words: str, columns: list[str]) -> bool:
    return bool(find_columns(words, columns))


def _target(text: str) -> str:
    for pattern in _TARGETS:
        found = re.search(pattern, text, re.IGNORECASE)
        if not found:
            continue
        words = _TAIL.sub("", found.group("t")).strip()
        while (shorter := _FILLER.sub("", words)) != words:
            words = shorter.strip()
        if not _NOTHING.match(words):
            return words
    return ""


def _group(text: str) -> str:
    found = _BY.search(text)
    return (found.group("by") or found.group("zh") or "").strip() if found else ""


def _names(pattern: re.Pattern[str], text: str) -> list[str]:
    found = pattern.search(text)
    said = next((g for g in found.groups() if g), "") if found else ""
    parts = (_COLUMN_WORD.sub(" ", part).strip() for part in _LIST.split(said))
    return [p for p in parts if p]


def _new_row(text: str, last: JsonDict) -> JsonDict:
    """Values of columns in the words: "tenure 3, month-to-month contract", 在网3个月的按月合同."""
    row: JsonDict = {}
    folded = text.casefold()
    for name, values in (last.get("levels") or {}).items():
        hits = [v for v in values if len(v) > 2 and v.casefold() in folded]
        if len(hits) == 1 and hits[0].casefold() not in {"yes", "no"}:
            row[name] = hits[0]
    numbers = find_numbers(text)
    for match in named_columns(text, list(last.get("columns") or ())):
        if match.name in row:
            continue
        value = _near(match, text, numbers, (last.get("levels") or {}).get(match.name))
        if value is not None:
            row[match.name] = value
    return row


def _near(match: Match, text: str, numbers: Any, levels: list[str] | None) -> Any:
    """The value right after the name of a column, else right before it."""
    name = re.search(re.escape(spaced(match.name)).replace(r"\ ", r"[ _-]?"), text, re.IGNORECASE)
    if name is None:
        return None
    after = text[name.end() : name.end() + 30]
    if levels:
        said = re.match(r"\s*(?:=|:|：|is|of|为|是)?\s*(yes|no|true|false|是|否|有|无)\b", after, re.IGNORECASE)
        return next((v for v in levels if said and v.casefold() == said.group(1).casefold()), None)
    later = [n for n in numbers if 0 <= n.span[0] - name.end() <= 12]
    earlier = [n for n in numbers if 0 <= name.start() - n.span[1] <= 12]
    chosen = later[0] if later else earlier[-1] if earlier else None
    return chosen.value if chosen else None


PLANS: dict[str, PlanFunction] = {"explain_drivers": plan_drivers}
