"""Plans talk about uploaded tables: what is in a file, and corrections of what was understood of its columns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from assistant.language.lazy_re import lazy_re
from assistant.planner.context import Context
from assistant.planner.finance_view import FinanceView
from assistant.planner.plan import Call, Plan, PlanFunction

JsonDict = dict[str, Any]
TABLE = lazy_re(r"\.(?:csv|tsv|tab|xlsx|xlsm|parquet|txt)$", re.IGNORECASE)
NAMED = lazy_re(r"[\w.()-]+\.(?:csv|tsv|tab|xlsx|xlsm|parquet)\b", re.IGNORECASE)
_KINDS = (
    ("category", r"categor(?:y|ical|ies)|class(?:es)?|labels?|factors?|groups?|类别|分类|类型|枚举"),
    ("text", r"(?:free[- ])?text|strings?|words|文本|文字|字符串?"),
    ("date", r"dates?|time(?:stamp)?s?|months?|日期|时间|月份"),
    ("rate", r"percent(?:age)?s?|rates?|shares?|百分比|比率|百分数"),
    ("money", r"money|amounts?|currency|金额|钱|货币"),
    ("id", r"(?:an? )?(?:ids?|identifiers?|keys?|codes?)|编号|标识|主键|代码|ID"),
    ("number", r"num(?:ber|eric)s?|integers?|counts?|数值|数字|数量|整数"),
)
_KIND = {kind: lazy_re(rf"(?:{words})$", re.IGNORECASE) for kind, words in _KINDS}
_ANY_KIND = "|".join(words for _, words in _KINDS)
_CODES = {
    "CNY": r"yuan|rmb|cny|renminbi|人民币|元|块",
    "USD": r"(?:us )?dollars?|usd|us\$|\$|美元|美金",
    "EUR": r"euros?|eur|€|欧元",
    "GBP": r"pounds?(?: sterling)?|gbp|£|英镑",
    "JPY": r"yen|jpy|日元",
    "HKD": r"hong kong dollars?|hkd|hk\$|港币|港元",
}
_CURRENCY = "|".join(_CODES.values())
_LEAVE = lazy_re(
    r"\b(?:ignore|drop|skip|exclude|leave\s+out|leave|remove|omit|don'?t\s+use|do\s+not\s+use|disregard|forget|without)\s+"
    r"(?P<en>[^.;!?]+?)(?:\s+out)?\s*(?:[.;!?]|$|\bfrom\b|\bplease\b)"
    r"|(?:忽略|去掉|去除|排除|删掉|删除|剔除|不要用?|不用|别用|不使用|不看|不考虑|跳过)(?:掉)?(?P<zh>[^，。；！？,.]+)"
    r"|(?P<zh2>[^，。；！？,.\s]+?)(?:这一?列|这个字段|列|字段)?(?:不要了?|不用了?|不需要|不算|别算|可以忽略|忽略掉?|去掉)[。！]?$",
    re.IGNORECASE,
)
_AS = lazy_re(
    rf"\b(?:treat|read|take|count|use|consider|interpret|make|set|see)\s+(?P<a>[^,.;]+?)\s+(?:as|to|be)\s+(?:an?\s+|the\s+)?"
    rf"(?P<a_kind>{_ANY_KIND})\b"
    rf"|(?:^|[,.;]\s*|\band\s+|\bbut\s+|\bno\s+|\bactually\s+)(?P<b>[^,.;]+?)\s+(?:is|are|should\s+be|must\s+be|holds?|contains?)\s+"
    rf"(?:really\s+|actually\s+|just\s+|in\s+fact\s+)?(?:an?\s+|the\s+)?(?P<b_kind>{_ANY_KIND})(?:\s+(?:column|field|values?))?\s*(?:[,.;!]|$|\bnot\b)"
    rf"|(?:把|将)?(?P<c>[^，。；,.\s]+?)(?:这一?列|列|字段)?(?:应该|应当|要|其实|都)?(?:当作|当成|当做|看作|看成|视为|作为|按照?|改成|改为|设为|设成|算作|是)"
    rf"(?:一种|一个)?(?P<c_kind>{_ANY_KIND})(?:型|列|字段|类型)?(?:来?(?:处理|看|理解|读))?[，。；,.！]?",
    re.IGNORECASE,
)
_IN = lazy_re(
    rf"(?:^|[,.;]\s*|\band\s+|\bno\s+|\bactually\s+)(?P<a>[^,.;]+?)\s+(?:is|are|should\s+be)\s+(?:really\s+|actually\s+|given\s+|all\s+)?(?:in\s+)?"
    rf"(?P<a_code>{_CURRENCY})(?![a-z])"
    rf"|(?:把|将)?(?P<c>[^，。；,.\s]+?)(?:这一?列|列|字段)?的?(?:单位)?(?:应该|应当|其实|都)?(?:是|为|按照?|用)(?:以)?(?P<c_code>{_CURRENCY})"
    rf"(?:计价|计|为单位|计算)?(?=[，。；,.！的\s]|$)",
    re.IGNORECASE,
)
_SPLIT = lazy_re(r"\s*(?:,|、|，|\band\b|和|与|以及|跟|\bor\b)\s*", re.IGNORECASE)
_FILLER = lazy_re(
    r"^(?:the|my|our|this|these|both|all|please|column|columns|field|fields|also|那|这|那个|这个|所有|请|一下|把|将|掉)\s*"
    r"|\s*(?:column|columns|field|fields|please|too|as\s+well|for\s+now|entirely|"
    r"(?:这|那)(?:一|两|几|些)?(?:列|个字段)|列|字段|吧|了|就行|即可|就好|的)$",
    re.IGNORECASE,
)
_NOT_A_COLUMN = lazy_re(
    r"^(?:it|that|this|they|them|these|which|what|there|here|那|这|它|其中|都|什么|哪些?)?$", re.IGNORECASE
)


def plan_describe(text: str, context: Context, view: FinanceView) -> Plan:
    """Describe the table, with the corrections that the message makes."""
    args: JsonDict = {**named_file(text, context)}
    said = _without_file(text, args)
    currency, kinds, ignore = read_currency(said), read_kinds(said), read_ignored(said)
    kinds = {name: kind for name, kind in kinds.items() if name not in currency and name not in ignore}
    for key, value in (("kinds", kinds), ("currency", currency), ("ignore", ignore)):
        if value:
            args[key] = value
    return Plan(
        calls=(Call("describe_table", args),), focus={"table": args.get("file", context.focus.get("table", ""))}
    )


def named_file(text: str, context: Context) -> JsonDict:
    """`{"file": name}` of the uploaded table that a message names; of a file that is not there too, to be asked for."""
    if told := named_files(text, context):
        return {"file": max(told, key=len)}
    found = NAMED.search(text)
    return {"file": found.group()} if found else {}


def named_files(text: str, context: Context) -> list[str]:
    """The uploaded tables that a message names, with or without their ending."""
    names = [str(f.get("name", "")) for f in context.files if TABLE.search(str(f.get("name", "")))]
    lowered = text.lower()
    told = [n for n in names if n.lower() in lowered]
    return told or [n for n in names if _names_file(TABLE.sub("", n).lower(), lowered)]


def _names_file(stem: str, text: str) -> bool:
    """Whether a text has the name of a file without its ending; an everyday word must be said to be a file."""
    plain = re.fullmatch(r"[a-z]+|[\u4e00-\u9fff]{1,4}", stem) is not None
    after = r"\s*(?:[这那][一]?[张份个])?(?:file|table|sheet|csv|excel|data|表格?|文件|数据)" if plain else ""
    return re.search(rf"(?<![a-z0-9]){re.escape(stem)}(?![a-z0-9]){after}", text) is not None


def read_ignored(text: str) -> list[str]:
    """Columns to be left out: "ignore id and zip", 忽略编号列."""
    found: list[str] = []
    for match in _LEAVE.finditer(text):
        found += columns_in(match["en"] or match["zh"] or match["zh2"])
    return found


def read_kinds(text: str) -> JsonDict:
    """Kinds by column: "treat zip as text", 把等级当作类别."""
    found: JsonDict = {}
    for match in _AS.finditer(text):
        names = columns_in(match["a"] or match["b"] or match["c"])
        said = match["a_kind"] or match["b_kind"] or match["c_kind"]
        kind = next((k for k, pattern in _KIND.items() if pattern.match(said)), None)
        found |= {name: kind for name in names if kind}
    return found


def read_currency(text: str) -> JsonDict:
    """ISO codes by column: "amount is in yuan", 金额是美元."""
    found: JsonDict = {}
    for match in _IN.finditer(text):
        said = (match["a_code"] or match["c_code"]).lower()
        code = next(c for c, words in _CODES.items() if re.fullmatch(words, said, re.IGNORECASE))
        found |= dict.fromkeys(columns_in(match["a"] or match["c"]), code)
    return found


def columns_in(text: str) -> list[str]:
    """Names in a list of columns: "the id and zip columns", 编号和邮编列."""
    names = []
    for part in _SPLIT.split(text.strip()):
        before = None
        while part != before:
            before, part = part, _FILLER.sub("", part).strip(" “”\"'`：:")
        if not _NOT_A_COLUMN.match(part):
            names.append(part)
    return list(dict.fromkeys(names))


def known_columns(context: Context, tools: Sequence[str] = ("describe_table",)) -> list[str]:
    """Columns that a tool has told of."""
    names: list[str] = []
    for tool in tools:
        for column in ((context.seen.get(tool) or {}).get("data") or {}).get("columns") or []:
            names.append(str((column.get("name") or column).get("en", "")))
    return [n for n in dict.fromkeys(names) if n]


def _without_file(text: str, args: JsonDict) -> str:
    return text.replace(str(args["file"]), " ") if args.get("file") else text


PLANS: dict[str, PlanFunction] = {"describe_table": plan_describe}
