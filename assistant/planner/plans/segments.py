"""Plans segmentation: which table, columns and number; segments into the canvas; new rows into segments."""

from __future__ import annotations

import re
from typing import Any

from assistant.language.lazy_re import lazy_re
from assistant.planner.context import Context
from assistant.planner.finance_view import FinanceView
from assistant.planner.lexicon import ORDINALS
from assistant.planner.plan import Call, Plan, PlanFunction, Say
from assistant.planner.plans.tables_in import columns_in, known_columns, named_file

JsonDict = dict[str, Any]
TOOL = "segment_customers"
_WORDS = {
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10,
}  # fmt: skip
_NUMBER = rf"\d{{1,2}}|{'|'.join(_WORDS)}"
_COUNT = lazy_re(
    rf"\b(?P<en>{_NUMBER})\s+(?:\w+\s+)?(?:segments?|groups?|clusters?|types?|parts?|buckets?|tiers?|classes)\b"
    rf"|(?P<zh>{_NUMBER})\s*(?:个|大)?(?:群|类|组|段|层|档|簇|份|种|个客群)|\bk\s*=\s*(?P<k>\d{{1,2}})",
    re.IGNORECASE,
)
_BY = lazy_re(
    r"\b(?:by|on|using|based\s+on|according\s+to|in\s+terms\s+of|over|from)\s+(?:the\s+columns?\s+|just\s+|only\s+|their\s+)?"
    r"(?P<en>[^.;!?]+?)(?=\s+(?:into|in\s+\d|without|but|please|and\s+(?:show|put|sum))\b|[.;!?]|$)"
    r"|(?:按照?|根据|依据|用|以|基于|从)(?P<zh>[^，。；！？,.]+?)(?:这几?列|几列|列)?(?:来|进行|做|给|对|把|将|分|聚|划)",
    re.IGNORECASE,
)
# "By behaviour" and "in this file" name no column.
_NO_COLUMN = lazy_re(
    r"\b(?:behaviou?r|similarity|type|data|file|table|sheet|upload(?:ed)?|export|spreadsheet|segments?|clusters?|customers?|"
    r"users?|k-?means|clustering|machine\s+learning|ai|value|profiles?|this|these|it|them|everything|all)\b|"
    r"行为|特征|画像|数据|文件|表|聚类|上传|客户群|k-?means|机器学习|算法|所有|全部|这些|分群",
    re.IGNORECASE,
)
_WITHOUT = lazy_re(
    r"\b(?:without|excluding|except(?:\s+for)?|ignoring|not\s+counting|leave\s+out|leaving\s+out|drop)\s+(?P<en>[^.;!?]+)"
    r"|(?:不看|不考虑|不要|不算|不用|去掉|除去|除了|排除|忽略|剔除)(?P<zh>[^，。；！？,.]+?)(?:这?一?列|以外|之外|外)?(?=再|重新|后|来|[，。；！？,.]|$)",
    re.IGNORECASE,
)
_VALUE = lazy_re(
    r"\b(?:show|sum\s+up|compare|tell|report|with|and|include)\s+(?P<en>[\w ]{2,40}?)"
    r"\s+(?:per|of\s+each|for\s+each|by|in\s+each)\s+(?:segment|group|cluster)\b"
    r"|\b(?P<en2>[\w ]{2,30}?)\s+as\s+(?:the\s+)?value\b"
    r"|(?:每|各)(?:个|一)?(?:群|类|组|分群)(?:客户)?的(?:平均|总)?(?P<zh>[^，。；！？,.\s是多少]{2,12})|以(?P<zh2>[^，。；！？,.\s]{2,12})(?:作为|为)价值",
    re.IGNORECASE,
)
_ASIDE = lazy_re(r"^(?:(?:tell|show|give|me|the|their|us|average|mean|total|sum|of|also|in)\s+)+", re.IGNORECASE)
_TO_CANVAS = lazy_re(
    r"\b(?:put|add|push|move|write|send|save|place|transfer|copy|take|bring|use)\b.{0,60}\bcanvas\b|\bon(?:to)?\s+the\s+canvas\b"
    r"|\b(?:put|add|push|write)\b.{0,40}\bcustomer\s+segments\b"
    r"|(?:放|加|写|填|推|导|更新|同步|存|添加|补充|移|贴|带)(?:入|进|到|上|在)?.{0,12}(?:画布|客户细分)|画布",
    re.IGNORECASE,
)
_SAVED = lazy_re(
    r"\b(?:assign|score|sort|classify|place|put|match|map|label)\b.{0,60}\b(?:same|saved|existing|those|these|found|previous|earlier|known|our|the)\s+"
    r"(?:segments?|groups?|clusters?)\b|\bwhich\s+(?:segment|group|cluster)\s+(?:do|does|are|is)\b"
    r"|(?:归|分配|套用|对应|划|匹配|打上|归类).{0,20}(?:已有|之前|现有|刚才|上面|原来|这些|前面|同样)的?(?:分群|群|类|分类|组)"
    r"|(?:已有|之前|现有|刚才|原来)的?(?:分群|分类|群).{0,10}(?:套用|归|分配|打标|应用)|属于哪(?:个|一)?(?:群|类|组|分群)",
    re.IGNORECASE,
)
_AGAIN = lazy_re(
    r"\b(?:try|instead|again|now|what\s+about|how\s+about|rather|same|redo|rerun|and|without|make\s+(?:it|them))\b"
    r"|再|试试|换成|换|改成|改为|重新|呢|那|去掉|不看|不考虑",
    re.IGNORECASE,
)
# "Per segment", "for each group": a number column beside it is summed up for the segments in hand.
_EACH = lazy_re(
    r"\b(?:per|by|each|every|of\s+the|for\s+the|in\s+the|across)\s+(?:\w+\s+)?(?:segments?|groups?|clusters?)\b"
    r"|(?:每|各)(?:一?个|一)?(?:客群|分群|群体|群|类客户|类|组)",
    re.IGNORECASE,
)
_TOPICS = lazy_re(
    r"\b(?:by|into|on|per|according\s+to)\s+(?:their\s+|the\s+)?(?:main\s+)?(?:topics?|themes?|subjects?)\b"
    r"|(?:按照?|根据|依)(?:其|内容|文本)?的?(?:主题|话题|议题|内容)|(?:主题|话题)(?:分组|分类|归类|聚类|归纳)",
    re.IGNORECASE,
)
# One of the segments: by its place, or the one that is worth or counts most.
_MOST_WORTH = lazy_re(
    r"\b(?:best|top|most (?:valuable|profitable|lucrative|important)|highest[- ]value|richest|biggest[- ]spend\w*)\b|"
    r"最(?:值钱|有价值|赚钱|重要|优质|好|有钱|肥)|价值最(?:高|大)|花(?:钱|费)?最多|消费最(?:高|多)",
    re.IGNORECASE,
)
_LARGEST = lazy_re(r"\b(?:largest|biggest|most common)\b|(?:人数|客户|数量|规模)?最(?:大|多)的", re.IGNORECASE)
FEWEST, MOST = 2, 20


def plan_segments(text: str, context: Context, view: FinanceView) -> Plan:
    """Segment a table, as the message and what was asked before say."""
    found = ((context.seen.get(TOOL) or {}).get("data")) or {}
    if _TO_CANVAS.search(text) and found:
        return _to_canvas(text, found, context)
    args: JsonDict = {**named_file(text, context)}
    told = text.replace(str(args["file"]), " ") if args else text
    if found and _SAVED.search(told):
        return Plan(calls=(Call(TOOL, {**args, "use_saved": True}),))
    if summed := _summed(told, found, context):
        return summed
    last = dict(context.focus.get("segments") or {})
    if found and _AGAIN.search(told) and args.get("file") in {None, last.get("file")}:
        args = {**last, **args}
    args |= read_arguments(told, context)
    return Plan(calls=(Call(TOOL, args),), focus={"segments": args})


def _summed(text: str, found: JsonDict, context: Context) -> Plan | None:
    """A number column summed up for each of the segments in hand, which stay as they are."""
    if not found.get("found") or not _EACH.search(text):
        return None
    lowered = text.casefold()
    named = [n for n in found.get("sums") or () if re.search(rf"(?<![a-z0-9]){re.escape(n.casefold())}", lowered)]
    if not named:
        return None
    last = dict(context.focus.get("segments") or {})
    columns = [] if found.get("of_customers") else [c["en"] for c in found["columns"]]
    args = {**last, "columns": columns, "value": max(named, key=len)}
    kept = {key: value for key, value in args.items() if value not in (None, [], "")}
    return Plan(calls=(Call(TOOL, kept),), focus={"segments": kept})


def read_arguments(text: str, context: Context) -> JsonDict:
    """Arguments of the tool besides the file, as far as the message says them."""
    args: JsonDict = {}
    if value := _VALUE.search(text):
        names = columns_in(_ASIDE.sub("", next(g for g in value.groups() if g)))
        if len(names) == 1 and not _NO_COLUMN.search(names[0]):
            args["value"] = names[0]
            text = text.replace(value.group(), " ")
    if without := _WITHOUT.search(text):
        args["without"] = columns_in(without["en"] or without["zh"])
        text = text.replace(without.group(), " ")
    if count := _COUNT.search(text):
        said = (count["en"] or count["zh"] or count["k"]).lower()
        number = _WORDS.get(said) or int(said)
        if FEWEST <= number <= MOST:
            args["segments"] = number
            text = text.replace(count.group(), " ")
    if _TOPICS.search(text):
        args["columns"] = ["topics"]
    elif columns := _columns(text, context):
        args["columns"] = columns
    return args


def _columns(text: str, context: Context) -> list[str]:
    """Columns after "by", or that are known and named; words that name none are left out."""
    known = known_columns(context, ("describe_table", TOOL))
    for match in _BY.finditer(text):
        names = [n for n in columns_in(match["en"] or match["zh"]) if not _NO_COLUMN.search(n)]
        if names:
            return names
    lowered = text.casefold()
    return [
        n for n in known if len(n) > 1 and re.search(rf"(?<![a-z0-9]){re.escape(n.casefold())}(?![a-z0-9])", lowered)
    ]


def _to_canvas(text: str, found: JsonDict, context: Context) -> Plan:
    """The segments found last, or those the message picks, as items with their evidence."""
    items = [str(item[context.language]) for item in found.get("canvas_items") or []]
    items = [items[place] for place in _picked(text, found) if place < len(items)] or items
    if not items:
        return Plan(says=(Say("no_segments_for_canvas"),))
    operations = [{"op": "add", "block": "customer_segments", "text": text} for text in items]
    return Plan(calls=(Call("edit_canvas", {"operations": operations}),))


def _picked(text: str, found: JsonDict) -> list[int]:
    """Places of the segments that a message means; empty where it means all of them."""
    segments: list[JsonDict] = list(found.get("segments") or ())
    named = [i for i, s in enumerate(segments) if any(n.casefold() in text.casefold() for n in s["name"].values())]
    if named or not segments:
        return named
    if _MOST_WORTH.search(text) and all(s.get("value") for s in segments):
        return [max(range(len(segments)), key=lambda i: float(segments[i]["value"]["mean"]))]
    if _LARGEST.search(text):
        return [max(range(len(segments)), key=lambda i: int(segments[i]["size"]))]
    return [i for i, pattern in enumerate(ORDINALS[: len(segments)]) if pattern.search(text)]


PLANS: dict[str, PlanFunction] = {TOOL: plan_segments}
