"""Reads what is asked of versions: "save this as v1", "what changed since v1", "另开一个分支试试做学校"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from assistant.language.lazy_re import lazy_re

Action = Literal["save", "list", "diff", "restore", "branch", "switch", "delete"]


@dataclass(frozen=True)
class VersionTalk:
    """What is asked.

    Attributes:
        action: What to do.
        name: The version or branch meant; empty where none is named.
        other: The second one of a comparison.
        pivot: What is different on a new branch, as said: "we sell to schools instead".
        sure: Whether the words leave no doubt that versions are meant.
        pair: What a comparison of two unnamed things is of: "compare the two branches".
    """

    action: Action
    name: str = ""
    other: str = ""
    pivot: str = ""
    sure: bool = False
    pair: Literal["", "branches", "versions"] = ""


COMMON = {"main"}
_MAIN = lazy_re(r"main|master|trunk|主|主线|主干", re.IGNORECASE)
PREVIOUS = lazy_re(
    r"(?:previous|last|earlier|prior|old|上一个?|上个|前一个?|之前|原来|旧)(?:one|的|版)?", re.IGNORECASE
)
_WORD = r"(?:versions?|snapshots?|branch(?:es)?|forks?|版本|分支|快照|存档)"
_THING = (
    r"(?:the |this |that |my |our |current |present |whole |named |new |a |an )*"
    r"(?:canvas(?: version)?|version|state|model|draft|one|snapshot|it|this|everything)"
)
_QUOTED = lazy_re(r"[\"“‘「『《']([^\"”’」』》']{1,60})[\"”’」』》']")
_DELETE = lazy_re(
    rf"\b(?:delete|remove|drop|discard|get rid of|forget)\s+(?:the\s+)?(?:saved\s+)?(?:{_WORD}\s+(?P<a>.+)"
    rf"|(?P<b>.+?)\s+{_WORD}$)"
    rf"|(?:删除|删掉|去掉|丢弃|不要)(?:了)?(?:这个|那个)?(?:{_WORD}(?P<c>.+)|(?P<d>.+?)(?:这个|那个)?{_WORD})"
    rf"|把(?:{_WORD}(?P<e>.+?)|(?P<f>.+?)(?:这个|那个)?{_WORD})(?:给)?(?:删除|删掉|删了)",
    re.IGNORECASE,
)
_BOTH = lazy_re(
    r"(?i)\b(?:two|both|my|our|the|these|all)\b(?: two)?(?: saved)? (?P<en>branches|versions|variants)\b"
    r"|[这那]?[两俩2][个条版]?(?P<zh>分支|版本)|(?P<each>分支|版本)(?:之间|对比|比较|有什么区别)"
)
_ON_THIS = lazy_re(r"(?i)\b(?:in|on) (?:this|that|the current) (?:branch|fork)\b|[这本此前][个条]?分支[里上中下]")
_WITH = lazy_re(r"[和与跟同](?P<a>[^，,。]{1,20}?)(?:作|做|进行)?(?:比较|对比|比一比|比)(?:一下|下|看看|吧)?\W*$")
_LIST = lazy_re(
    rf"\b(?:list|show(?: me)?|see|what|which|view|how many)\b.{{0,30}}\b(?:versions|branches|snapshots)\b"
    rf"|^\W*(?:my |our |saved |all )*(?:versions|branches|version (?:list|history))\W*$"
    rf"|(?:有|存了|存过|保存了|保存过|列出|列一下|看看|看一下|查看|显示|展示).{{0,10}}(?:哪些|几个|所有|全部"
    rf"|历史|已保存的?|的)?{_WORD}(?:列表|历史|记录)?(?:吗|呢)?\W*$|{_WORD}(?:列表|历史|记录)|{_WORD}有哪些|历史版本",
    re.IGNORECASE,
)
_PAIR = lazy_re(
    r"\b(?:compare|diff(?:erences?)?|difference)\b.{0,25}?\b(?:between\s+)?(?P<a>\S.{0,40}?)\s+(?:and|with|to"
    r"|vs\.?|versus|against)\s+(?P<b>.+)"
    r"|\bhow (?:does|do|is|did)\s+(?P<c>.+?)\s+(?:differ(?:ent)?|change[d]?)\s+(?:from|to|since)\s+(?P<d>.+)"
    r"|\b(?:from|between)\s+(?P<e>\S.{0,40}?)\s+(?:to|and)\s+(?P<f>.+)"
    r"|(?:对比|比较|比对)(?:一下|下)?(?P<g>.+?)(?:和|与|跟|同|、|vs)(?P<h>.+)"
    r"|(?:从)?(?P<i>[^，,。]{1,30}?)(?:到|和|与|跟|同|相比|比起|对比"
    r"|相较于?)(?P<j>[^，,。]{1,30}?)(?:之间)?(?:有什么|有哪些|有啥|的|都|有多大)?(?:改了|变了|变化|区别|不同"
    r"|差别|差异|不一样|改动)",
    re.IGNORECASE,
)
_SINCE = lazy_re(
    r"\b(?:changed?|changes|different|differences?|differs?|new|did (?:we|i) change)\b.{0,20}?\b(?:since|from"
    r"|against|compared (?:to|with)|vs\.?|versus|after|to)\s+(?P<a>.+)"
    r"|\b(?:compare|diff)\b(?:\s+(?:it|this|now|the canvas|the current (?:one|canvas|version)))?\s*(?:to|with"
    r"|against|vs\.?)?\s+(?P<b>.+)"
    r"|(?:和|与|跟|同|比|较|相比|相较于?|比起|自从?|从)(?P<c>[^，,。]{1,30}?)(?:相比|比较|对比|比起来|相较|以来"
    r"|以后|之后|起|比|后)?[，,]?(?:现在|目前|当前|我们|画布)*(?:都|又|到底)?(?:改了|变了|改动了|有什么(?:变化"
    r"|不同|区别|改动)|有哪些(?:变化|不同|区别|改动)|哪里(?:变|改|不同)|什么变了|差在哪|有啥(?:变化|区别|不同))",
    re.IGNORECASE,
)
_CHANGED = lazy_re(
    r"\bwhat(?:'s| is| has| have)?\b.{0,12}\bchanged\b|\bchanges since\b|改了(?:什么|哪些|啥)|变了(?:什么|哪些"
    r"|啥)|有(?:什么|哪些)(?:变化|改动)",
    re.IGNORECASE,
)
_BRANCH = lazy_re(
    r"\b(?:branch|fork|pivot)\b(?:\s+(?:off|out|here|now|it|this|the canvas))*\s*[:,\-–—]\s*(?P<pa>.+)"
    r"|\b(?:new|another|separate|second|fresh|open|create|start|make|try|in|on)\b.{0,20}?\b(?:branch"
    r"|fork)\b(?:\s*(?:called|named|for|to try|to test|where|in which|:|,|-))*\s*(?P<pb>.*)"
    r"|^\W*(?:please\s+)?(?:branch|fork)\b(?:\s+(?:off|out|it|this|the canvas|as|into|called|named|for"
    r"|to))*\s*(?P<pc>.*)"
    r"|(?:另?(?:新?开|新?建|创建|拉|分|起)(?:一?个|一?条|出)*(?:新的?)?|新)(?:分支|支线)(?:出来)?(?:，|,|：|:"
    r"|来|去|叫做?|名为|命名为|名字叫|取名|\s)*(?P<pd>.*)"
    r"|^\W*分支[：:，,]\s*(?P<pe>.+)|(?:在|用)(?:一个)?(?:新|另一个)分支(?:上|里)?(?P<pf>.*)",
    re.IGNORECASE,
)
_SWITCH = lazy_re(
    r"\b(?:switch|change|move|jump|go)\b(?:\s+(?:back|over))*\s+to\s+(?:the\s+)?(?P<a>.+?)(?:\s+branch)?\W*$"
    r"|\bcheck\s?out\s+(?P<b>.+)"
    r"|(?:切换?|换|跳)(?:回到?|到|至|去)(?P<c>.+)",
    re.IGNORECASE,
)
_RESTORE = lazy_re(
    r"\b(?:go|get|take (?:me|us)|roll|bring (?:me|us)|revert|return|come|be)\s*(?:it |everything "
    r"|the canvas )?(?:back\s+)?to\s+(?P<a>.+)"
    rf"|\b(?:restore|reload|load|reinstate|recover|bring back|revert)\s+(?:{_WORD}\s+|the\s+)?(?P<b>.+)"
    r"|(?:回到|回退到|退回到?|恢复(?:到|成|为)?|还原(?:到|成|为)?|回滚到?|载入|加载|打开|用回|换回)(?P<c>.+)",
    re.IGNORECASE,
)
_SAVE = lazy_re(
    rf"\b(?:save|store|keep|remember|bookmark|tag|freeze|snapshot|name|call"
    rf"|label)\b\s*(?:{_THING})?(?:\s+(?:for now|here))?(?:\s*(?:as|under|called|named|:|with the name"
    rf"|by the name(?: of)?)\s*(?P<a>.+))?"
    rf"|(?:take|make|create)\s+a\s+(?:snapshot|version|save point|checkpoint)(?:\s+(?:called|named|as|:)\s*(?P<b>.+))?"
    r"|(?:存|保存|另存|记|留|命名|标记|备份)(?:一?下|个|一?份|一?版|一个)*(?:当前|现在|目前|这个|这|的)*(?:画布"
    r"|版本|状态|快照|档|内容|一版)*(?:[，,]?(?:叫做?|名为|命名为|名字(?:叫|是)|取名|作为|成|为|做|作|：|:|到"
    r"|标为)+\s*(?P<c>.+))?",
    re.IGNORECASE,
)
_CALLED = lazy_re(
    r"\b(?:call|name|label|tag)\s+(?:this|it|that|the current)(?:\s+(?:version|one|state|canvas))?\s+(?P<a>.+)",
    re.IGNORECASE,
)
_SIDE_BY_SIDE = lazy_re(r"\b(?:diff|compare)\s+(?P<a>\S+)\s+(?P<b>\S+)\W*$", re.IGNORECASE)
_SAVE_BA = lazy_re(r"把.{0,14}?(?:存|保存|另存|记|命名|标记)(?:为|成|作|做|下来|一下|个)*(?:版本)?(?P<a>.*)")
_TAIL = lazy_re(
    r"(?:[\s,，]*(?:please|pls|thanks|thank you|for now|first|then|again|now|would you|will you|好吗|可以吗"
    r"|行吗|吧|呢|吗|啊|呀|哈|的话|先|谢谢|看看|一下))+\W*$",
    re.IGNORECASE,
)
_HEAD = lazy_re(
    r"^(?:the |our |my |a |an |that |this )*(?:version |branch |named |called |canvas |版本|分支|叫做?|名为"
    r"|那个|这个|那版|之前的|原来的)*",
    re.IGNORECASE,
)
_END = lazy_re(
    r"\s*(?:the |a )?(?:version|branch|snapshot|这个版本|那个版本|版本|这个分支|分支|那版|这版|的(?:画布|样子"
    r"|状态|内容))$",
    re.IGNORECASE,
)
_NOW = lazy_re(
    r"(?:it|this|now|the canvas|current(?:ly)?|what we have(?: now)?|我们|现在的?|目前的?|当前的?|画布|这"
    r"|当前画布|现在的画布|现在这版)",
    re.IGNORECASE,
)
_FORM = lazy_re(r"^(?:v|version ?|版本?)\d[\d.]*$", re.IGNORECASE)
_STEPS = lazy_re(
    r"^\W*(?:(?:one|two|three|\d+)\s+(?:steps?|edits?|changes?)|(?:上|前|一|两|三|\d)+步|the start of)",
    re.IGNORECASE,
)


def read_version_talk(text: str, known: Sequence[str] = ()) -> VersionTalk | None:
    """What the text asks of versions; None where it asks nothing of them.

    Args:
        text: A message, normalised.
        known: Names of the versions and branches there are.
    """
    quoted = _QUOTED.findall(text)
    named = [name for name in sorted(known, key=len, reverse=True) if _mentions(text, name)]
    word = bool(re.search(_WORD, text, re.IGNORECASE))
    for action, read in _READERS:
        found = read(text)
        if found is None:
            continue
        found = found if found.name or not quoted else VersionTalk(action, quoted[0], found.other, found.pivot)
        if quoted and action != "branch":
            found = VersionTalk(action, quoted[0], quoted[1] if len(quoted) > 1 else found.other, found.pivot)
        names = {found.name.casefold(), found.other.casefold()}
        told = any(name.casefold() in names or name not in COMMON for name in named)
        kept = action == "save" and found.name and re.search(r"画布|\bcanvas\b|这一?版|当前|现在", text, re.IGNORECASE)
        if found.pair and not (found.name or quoted):
            return VersionTalk(action, sure=True, pair=found.pair)
        told = told or (found.name == "main" and action in ("switch", "restore")) or bool(kept)
        sure = word or told or _FORM.match(found.name) is not None
        return VersionTalk(action, found.name, found.other, found.pivot, sure)
    return None


def names_of(versions: dict[str, Any]) -> list[str]:
    """Names of versions and branches in the state `versions`, and of the branch every conversation has."""
    saved = [str(v["name"]) for v in versions.get("saved") or ()]
    return [*saved, *(versions.get("heads") or {}), str(versions.get("branch") or "main")]


def _delete(text: str) -> VersionTalk | None:
    match = _DELETE.search(text)
    return VersionTalk("delete", _name(_group(match))) if match else None


def _list(text: str) -> VersionTalk | None:
    asked = _LIST.search(text) and not re.search(r"(?i)\bdiffer|\bcompar|区别|不同|对比|比较", text)
    return VersionTalk("list") if asked and not _CHANGED.search(text) else None


def _diff(text: str) -> VersionTalk | None:
    if not re.search(
        r"\b(?:compare|compared|diff|differ\w*|chang\w+|new since)\b|对比|比较|比对|相比|比起|改了|变了|变化"
        r"|区别|不同|差别|差异|不一样|改动",
        text,
        re.IGNORECASE,
    ):
        return None
    both = _BOTH.search(text)
    if both:
        branches = re.match(r"(?i)branch|分支", _group(both))
        return VersionTalk("diff", pair="branches" if branches else "versions")
    if since := _WITH.search(text):
        return VersionTalk("diff", _name(since["a"]))
    pair = _PAIR.search(text) or _two(text)
    if pair:
        first, second = [g for g in pair.groups() if g][:2]
        names = [_name(first), _name(second)]
        if _NOW.fullmatch(names[0]) and names[1]:
            names = [names[1], ""]
        if names[0]:
            return VersionTalk("diff", names[0], "" if _NOW.fullmatch(names[1]) else names[1])
    since = _SINCE.search(text)
    if since:
        return VersionTalk("diff", _name(_group(since)))
    return VersionTalk("diff") if _CHANGED.search(text) else None


def _two(text: str) -> re.Match[str] | None:
    match = _SIDE_BY_SIDE.search(text)
    linked = match and re.fullmatch(r"(?i)with|to|against|vs\.?|it|this|now", match["a"])
    return None if linked else match


def _branch(text: str) -> VersionTalk | None:
    if _ON_THIS.search(text) or re.search(
        r"\b(?:switch|go back|return|compare|delete)\b|切换|切回|回到|对比", text, re.IGNORECASE
    ):
        return None
    match = _BRANCH.search(text)
    if not match:
        return None
    told = _group(match) or text[: match.start()]
    pivot = re.sub(
        r"^(?:and|let'?s|i want to|we want to|我们?(?:想|要)?|来)\s*",
        "",
        told.strip(" .。!！?？:：,，"),
        flags=re.IGNORECASE,
    )
    pivot = _TAIL.sub("", pivot).strip(" .。!！?？:：,，")
    return VersionTalk("branch", pivot=pivot)


def _switch(text: str) -> VersionTalk | None:
    match = _SWITCH.search(text)
    if not match or re.match(r"(?i)\W*go to", text):
        return None
    back = re.match(r"(?i)\bgo back to", match.group())
    return None if back else VersionTalk("switch", _name(_group(match)))


def _restore(text: str) -> VersionTalk | None:
    match = _RESTORE.search(text)
    if not match or _STEPS.match(_group(match)):
        return None
    return VersionTalk("restore", _name(_group(match)))


def _save(text: str) -> VersionTalk | None:
    match = _CALLED.search(text) or _SAVE_BA.search(text) or _SAVE.search(text)
    return VersionTalk("save", _name(_group(match))) if match else None


_READERS: tuple[tuple[Action, Any], ...] = (
    ("delete", _delete),
    ("list", _list),
    ("diff", _diff),
    ("branch", _branch),
    ("switch", _switch),
    ("restore", _restore),
    ("save", _save),
)


def _group(match: re.Match[str]) -> str:
    return next((g for g in match.groups() if g), "")


def _name(said: str) -> str:
    """A name as said, without courtesy, articles and the word "version"."""
    bare = _TAIL.sub("", said).strip(" \t.。!！?？,，:：;；\"“”'‘’「」")
    bare = _HEAD.sub("", bare)
    bare = (_END.sub("", bare) or bare).strip(" \"“”'‘’「」")
    return "main" if _MAIN.fullmatch(bare) else bare


def _mentions(text: str, name: str) -> bool:
    pattern = re.escape(name)
    return bool(re.search(rf"(?<![A-Za-z0-9]){pattern}(?![A-Za-z0-9])", text, re.IGNORECASE))
