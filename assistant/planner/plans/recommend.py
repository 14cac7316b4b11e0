"""Plans recommendations: for whom, how many, by what taste; and why one was made."""

from __future__ import annotations

import re
from typing import Any

from assistant.language.lazy_re import lazy_re
from assistant.language.quantities import find_numbers
from assistant.planner.context import Context
from assistant.planner.finance_view import FinanceView
from assistant.planner.lexicon import ORDINALS
from assistant.planner.plan import Call, Plan, PlanFunction, Say
from assistant.planner.plans.tables_in import named_files

JsonDict = dict[str, Any]
LONGEST_ANSWER = 40
_CODE = r"(?:#|no\.?\s*|number\s+|id\s*[:=]?\s*)?[\"“'‘]?(?P<{}>[A-Za-z0-9][A-Za-z0-9_.-]*)[\"”'’]?"
_USER = (
    r"\b(?:users?|customers?|clients?|members?|buyers?|shoppers?|accounts?|visitors?)\s+" + _CODE.format("a"),
    r"(?:用户|客户|会员|买家|顾客|账号)\s*(?:编号|ID|id|号)?\s*[:：是为]?\s*[\"“'‘]?(?P<b>[A-Za-z0-9][A-Za-z0-9_.-]*)",
    r"(?:给|为|向|对)(?:用户|客户|会员|买家|顾客|账号)?\s*[\"“'‘]?(?P<c>(?!喜欢|爱好|新|对|这|那|啥|什么|谁|哪)[A-Za-z0-9\u4e00-\u9fff·._-]{1,20}?)[\"”'’]?"
    r"(?:这个|这位)?(?:用户|客户|会员)?(?:应该|该|可以|再)?(?:推荐|推|做|生成|来)",
    r"(?:用户|客户|会员|买家|顾客)[\"“'‘]?(?P<d>[\u4e00-\u9fff·]{2,4}?)[\"”'’]?(?:会|可能|应该|喜欢|适合|下次|想|的推荐)",
    r"\b(?:recommend|suggest|offer)\b.*?\b(?:to|for)\s+" + _CODE.format("e") + r"\s*[?.!]?$",
    r"\b(?:recs|recommendations)\s+for\s+" + _CODE.format("f") + r"\s*[?.!]?$",
    # A code says by itself that it is one: "which books for u77?", 给u9来三本, "sorry, u7".
    r"(?<![A-Za-z0-9_.-])(?P<g>[A-Za-z]{1,8}[_-]?\d{1,9})(?![A-Za-z0-9_%-])",
)
# What stands where a name would and is none.
_NOBODY = lazy_re(
    r"^(?:this|that|the|our|my|a|an|any|all|each|every|everyone|them|him|her|me|us|users?|customers?|clients?|people|someone|new|who|"
    r"would|like|likes|next|data|file|table|pls|please|based|could|should|might|may|will|buy|want|id|in|from|with|and|"
    r"用户|客户|会员|买家|顾客|这个|这位|他|她|他们|我|我们|每个|每位|所有|新|一个|谁|商品|产品|哪些|什么|大家|这个用户|这个客户|这位客户|这位用户|新用户|新客户|"
    r"每个用户|每个客户|每位客户|每位用户|所有用户|所有客户|哪个用户|用户们|客户们)$",
    re.IGNORECASE,
)
_LIKES = lazy_re(
    r"\b(?:who|that)\s+(?:likes?|loves?|enjoys?|is\s+interested\s+in|is\s+into|wants?|prefers?)\s+(?P<a>.+?)(?=[,;.?!]|$)"
    r"|\b(?:interested\s+in|interests?\s*(?:are|is|:)|likes?|loves?|they\s+like|into)\s+(?P<b>(?!best|this|these|to\b|next)[a-z].+?)(?=[,;.?!]|$)"
    r"|(?:喜欢|爱好|感兴趣的是|偏好|兴趣是|对)(?P<c>[^，。？！,?!什么哪]{2,30}?)(?:感兴趣|的(?:新)?(?:用户|客户|人|会员)|$|[，。？！,?!])",
    re.IGNORECASE,
)
_SIMILAR = lazy_re(
    r"\b(?:similar\s+to|goes?\s+(?:well\s+)?with|alongside|like\s+(?:item|product)|bought\s+(?:together\s+)?with|pairs?\s+with)\s+"
    r"(?:(?:item|product)\s+)?[\"“']?(?P<a>.+?)[\"”']?(?=[,;.?!]|$)"
    r"|(?:和|与|跟)[“\"']?(?P<b>[^，。？！]+?)[”\"']?(?:类似|相似|搭配|一起(?:买|卖)|配套)",
    re.IGNORECASE,
)
_WHY = lazy_re(r"\bwhy\b|\breason\b|\bhow come\b|为什么|为何|理由|原因|凭什么", re.IGNORECASE)
_MORE = lazy_re(r"\b(?:more|others?|another)\b|更多|再来|还有|多来|换一?批|其他", re.IGNORECASE)
_COUNTS = lazy_re(
    r"\s*(?:-\s*)?(?:best\s+|other\s+|new\s+|more\s+)?(?:items?|products?|things?|recs?|recommendations?|offers?|books?|"
    r"movies?|courses?|suggestions?|titles?)\b|\s*(?:个|款|件|种|条|样|本|部|名|门)",
    re.IGNORECASE,
)
_TOP = lazy_re(r"(?:\btop|\bbest|\bfirst|前)\s*$", re.IGNORECASE)
# "listener is the user, podcast is the item": which columns say who and what.
_WHO_COLUMN = r"(?:users?|customers?|who|people|person|用户|客户|人)"
_WHAT_COLUMN = r"(?:items?|products?|things?|what|商品|产品|物品|东西|内容)"
_NAME = r"[\"“'‘]?(?P<{}>[\w\u4e00-\u9fff-]{{1,40}}?)[\"”'’]?"
_IS = (
    r"(?:\s*列|\s+column)?(?:\s+(?:is|are|means?)\s+(?:the\s+)?(?:column\s+(?:of|for)\s+(?:the\s+)?)?"
    r"|\s*(?:=|就?是|代表|表示|当作?|作为)\s*)"
)
_STARTS = r"(?:^|[\s,，;；、。]|\band\b|把)(?:the\s+)?"
_ENDS = r"(?:\s*(?:列|column))?(?=\s*(?:$|[,，;；、。.!！]|and\b))"
_NO_COLUMN = lazy_re(r"\d|^(?:who|what|which|this|that|it|here|these|those|这|那|这就|那就|谁|哪个?)$", re.IGNORECASE)
_ROLES = {
    role: (
        lazy_re(_STARTS + _NAME.format("a") + _IS + word + _ENDS, re.IGNORECASE),
        lazy_re(_STARTS + word + r"(?:\s*列)?" + _IS + _NAME.format("a") + _ENDS, re.IGNORECASE),
    )
    for role, word in (("user_column", _WHO_COLUMN), ("item_column", _WHAT_COLUMN))
}
USUAL = 5


def plan_recommend(text: str, context: Context, view: FinanceView) -> Plan:
    """A list for the user, taste or item that the words name; a reason where they ask why."""
    last: JsonDict = ((context.seen.get("recommend_items") or {}).get("data")) or {}
    if last and _WHY.search(text) and (why := _why(text, last)):
        return why
    before = dict(last.get("request") or {})
    user, similar, likes = _user(text), _first(_SIMILAR, text), _first(_LIKES, text)
    args: JsonDict = {}
    pending = context.asked if context.asked.get("kind") == "recommend" else {}
    if columns := read_columns(text):
        args = {**{k: v for k, v in before.items() if v}, **dict(pending.get("args") or {}), **columns}
        return Plan(
            calls=(Call("recommend_items", args),), asked={"kind": "recommend", "args": args, "if_refused": True}
        )
    if not (user or similar or likes) and before:
        args = {k: v for k, v in before.items() if v}
    elif before:
        args = {k: before[k] for k in ("k", "files", "user_column", "item_column") if before.get(k)}
    args.update({k: v for k, v in (("user", user), ("item", similar), ("interests", likes)) if v})
    if similar and not user:
        args.pop("user", None)
    count = _count(text, user)
    if count:
        args["k"] = count
    elif before and _MORE.search(text):
        args["k"] = int(before.get("k") or USUAL) + USUAL
    if files := named_files(text, context):
        args["files"] = files
    return Plan(calls=(Call("recommend_items", args),), asked={"kind": "recommend", "args": args, "if_refused": True})


def answer_recommend(context: Context, view: FinanceView) -> Plan | None:
    """The answer to "for which user?": a code, a name, or a taste."""
    text = context.text.strip(" .。!！")
    columns = read_columns(text)
    if not text or (len(text) > LONGEST_ANSWER and not columns) or re.search(r"[?？]", text):
        return None
    args = dict(context.asked.get("args") or {})
    if columns:
        args |= columns
    elif likes := _first(_LIKES, text):
        args["interests"] = likes
    else:
        args["user"] = _user(text) or re.sub(r"^(?:user|customer|用户|客户|for|给)\s*|\s*please$", "", text, flags=re.I)
        if count := _count(text, args["user"]):
            args["k"] = count
    return Plan(calls=(Call("recommend_items", args),), asked={"kind": "recommend", "args": args, "if_refused": True})


def read_columns(text: str) -> dict[str, str]:
    """Columns that a text names as those of the user and of the item."""
    found: dict[str, str] = {}
    for role, patterns in _ROLES.items():
        if match := next((m for p in patterns if (m := p.search(text))), None):
            found[role] = match["a"]
    return {role: name for role, name in found.items() if not _NO_COLUMN.search(name)}


def _why(text: str, last: JsonDict) -> Plan | None:
    items = list(last.get("items") or ())
    folded = re.sub(r"\bones?\b", "", text.casefold())
    chosen = [
        i for i in items if str(i["title"]["en"]).casefold() in folded or str(i["item"]["en"]).casefold() in folded
    ]
    if not chosen:
        chosen = [i for i, pattern in zip(items, ORDINALS, strict=False) if pattern.search(folded)]
    if not chosen and re.search(r"\blast\b|最后", folded):
        chosen = items[-1:]
    if not chosen and re.search(r"\b(?:these|those|them|this list)\b|这些|它们|这几个", folded):
        chosen = items
    return Plan(says=(Say("recommend_why", {"items": chosen, "data": last}),)) if chosen else None


def _user(text: str) -> str:
    for pattern in _USER:
        for found in re.finditer(pattern, text, re.IGNORECASE):
            said = next((g for g in found.groups() if g), "").strip(" .-")
            if said and not _NOBODY.match(said) and (re.search(r"\d|[\u4e00-\u9fff]", said) or said[:1].isupper()):
                return said
    return ""


def _count(text: str, user: str) -> int:
    for number in find_numbers(text):
        if number.kind != "count" or number.text.strip() == user or not 1 <= number.value <= 50:
            continue
        start, end = number.span
        if _COUNTS.match(text[end:]) or _TOP.search(text[:start]) or re.search(r"[个款件种条样本部名门]$", number.text):
            return int(number.value)
    return 0


def _first(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text)
    said = next((g for g in found.groups() if g), "").strip(" \"“”'") if found else ""
    return re.sub(r"^(?:the|our|a|an)\s+", "", said, flags=re.IGNORECASE)


PLANS: dict[str, PlanFunction] = {"recommend_items": plan_recommend}
