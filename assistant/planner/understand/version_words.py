"""Words that speak of versions and branches: save, list, compare, branch off, switch, restore, delete."""

from __future__ import annotations

import re

from assistant.language.lazy_re import lazy_re

MAIN = lazy_re(r"main|master|trunk|主|主线|主干", re.IGNORECASE)
PREVIOUS = lazy_re(
    r"(?:previous|last|earlier|prior|old|上一个?|上个|前一个?|之前|原来|旧)(?:one|的|版)?", re.IGNORECASE
)
WORD = r"(?:versions?|snapshots?|branch(?:es)?|forks?|版本|分支|快照|存档)"
THING = (
    r"(?:the |this |that |my |our |current |present |whole |named |new |a |an )*"
    r"(?:canvas(?: version)?|version|state|model|draft|one|snapshot|it|this|everything)"
)
QUOTED = lazy_re(r"[\"“‘「『《']([^\"”’」』》']{1,60})[\"”’」』》']")
DELETE = lazy_re(
    rf"\b(?:delete|remove|drop|discard|get rid of|forget)\s+(?:the\s+)?(?:saved\s+)?(?:{WORD}\s+(?P<a>.+)"
    rf"|(?P<b>.+?)\s+{WORD}$)"
    rf"|(?:删除|删掉|去掉|丢弃|不要)(?:了)?(?:这个|那个)?(?:{WORD}(?P<c>.+)|(?P<d>.+?)(?:这个|那个)?{WORD})"
    rf"|把(?:{WORD}(?P<e>.+?)|(?P<f>.+?)(?:这个|那个)?{WORD})(?:给)?(?:删除|删掉|删了)",
    re.IGNORECASE,
)
BOTH = lazy_re(
    r"(?i)\b(?:two|both|my|our|the|these|all)\b(?: two)?(?: saved)? (?P<en>branches|versions|variants)\b"
    r"|[这那]?[两俩2][个条版]?(?P<zh>分支|版本)|(?P<each>分支|版本)(?:之间|对比|比较|有什么区别)"
)
ON_THIS = lazy_re(r"(?i)\b(?:in|on) (?:this|that|the current) (?:branch|fork)\b|[这本此前][个条]?分支[里上中下]")
WITH = lazy_re(r"[和与跟同](?P<a>[^，,。]{1,20}?)(?:作|做|进行)?(?:比较|对比|比一比|比)(?:一下|下|看看|吧)?\W*$")
LIST = lazy_re(
    rf"\b(?:list|show(?: me)?|see|what|which|view|how many)\b.{{0,30}}\b(?:versions|branches|snapshots)\b"
    rf"|^\W*(?:my |our |saved |all )*(?:versions|branches|version (?:list|history))\W*$"
    rf"|(?:有|存了|存过|保存了|保存过|列出|列一下|看看|看一下|查看|显示|展示).{{0,10}}(?:哪些|几个|所有|全部"
    rf"|历史|已保存的?|的)?{WORD}(?:列表|历史|记录)?(?:吗|呢)?\W*$|{WORD}(?:列表|历史|记录)|{WORD}有哪些|历史版本",
    re.IGNORECASE,
)
PAIR = lazy_re(
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
SINCE = lazy_re(
    r"\b(?:changed?|changes|different|differences?|differs?|new|did (?:we|i) change)\b.{0,20}?\b(?:since|from"
    r"|against|compared (?:to|with)|vs\.?|versus|after|to)\s+(?P<a>.+)"
    r"|\b(?:compare|diff)\b(?:\s+(?:it|this|now|the canvas|the current (?:one|canvas|version)))?\s*(?:to|with"
    r"|against|vs\.?)?\s+(?P<b>.+)"
    r"|(?:和|与|跟|同|比|较|相比|相较于?|比起|自从?|从)(?P<c>[^，,。]{1,30}?)(?:相比|比较|对比|比起来|相较|以来"
    r"|以后|之后|起|比|后)?[，,]?(?:现在|目前|当前|我们?|画布)*(?:都|又|到底)?(?:改了|变了|改动了|有什么(?:变化"
    r"|不同|区别|改动)|有哪些(?:变化|不同|区别|改动)|哪里(?:变|改|不同)|什么变了|差在哪|有啥(?:变化|区别|不同))",
    re.IGNORECASE,
)
CHANGED = lazy_re(
    r"\bwhat(?:'s| is| has| have)?\b.{0,12}\bchanged\b|\bchanges since\b|改了(?:什么|哪些|啥)|变了(?:什么|哪些"
    r"|啥)|有(?:什么|哪些)(?:变化|改动)",
    re.IGNORECASE,
)
BRANCH = lazy_re(
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
SWITCH = lazy_re(
    r"\b(?:switch|change|move|jump|go)\b(?:\s+(?:back|over))*\s+to\s+(?:the\s+)?(?P<a>.+?)(?:\s+branch)?\W*$"
    r"|\bcheck\s?out\s+(?P<b>.+)"
    r"|(?:切换?|换|跳)(?:回到?|到|至|去)(?P<c>.+)",
    re.IGNORECASE,
)
RESTORE = lazy_re(
    r"\b(?:go|get|take (?:me|us)|roll|bring (?:me|us)|revert|return|come|be)\s*(?:it |everything "
    r"|the canvas )?(?:back\s+)?to\s+(?P<a>.+)"
    rf"|\b(?:restore|reload|load|reinstate|recover|bring back|revert)\s+(?:{WORD}\s+|the\s+)?(?P<b>.+)"
    r"|(?:回到|回退到|退回到?|恢复(?:到|成|为)?|还原(?:到|成|为)?|回滚到?|载入|加载|打开|用回|换回)(?P<c>.+)",
    re.IGNORECASE,
)
SAVE = lazy_re(
    rf"\b(?:save|store|keep|remember|bookmark|tag|freeze|snapshot|name|call"
    rf"|label)\b\s*(?:{THING})?(?:\s+(?:for now|here))?(?:\s*(?:as|under|called|named|:|with the name"
    rf"|by the name(?: of)?)\s*(?P<a>.+))?"
    rf"|(?:take|make|create)\s+a\s+(?:snapshot|version|save point|checkpoint)(?:\s+(?:called|named|as|:)\s*(?P<b>.+))?"
    r"|(?:存|保存|另存|记|留|命名|标记|备份)(?:一?下|个|一?份|一?版(?!本)|一个)*(?:当前|现在|目前|这个|这|的)*(?:画布"
    r"|版本|状态|快照|档|内容|一版)*(?:[，,]?(?:叫做?|名为|命名为|名字(?:叫|是)|取名|作为|成|为|做|作|：|:|到"
    r"|标为)+\s*(?P<c>.+))?",
    re.IGNORECASE,
)
CALLED = lazy_re(
    r"\b(?:call|name|label|tag)\s+(?:this|it|that|the current)(?:\s+(?:version|one|state|canvas))?\s+(?P<a>.+)",
    re.IGNORECASE,
)
SIDE_BY_SIDE = lazy_re(r"\b(?:diff|compare)\s+(?P<a>\S+)\s+(?P<b>\S+)\W*$", re.IGNORECASE)
SAVE_BA = lazy_re(r"把.{0,14}?(?:存|保存|另存|记|命名|标记)(?:为|成|作|做|下来|一下|个)*(?:版本)?(?P<a>.*)")
TAIL = lazy_re(
    r"(?:[\s,，]*(?:please|pls|thanks|thank you|for now|first|then|again|now|would you|will you|好吗|可以吗"
    r"|行吗|吧|呢|吗|啊|呀|哈|的话|先|谢谢|看看|一下))+\W*$",
    re.IGNORECASE,
)
HEAD = lazy_re(
    r"^(?:the |our |my |a |an |that |this |one )*(?:version |branch |named |called |canvas |版本|分支|叫做?|名为"
    r"|那个|这个|那版|之前的|原来的)*",
    re.IGNORECASE,
)
END = lazy_re(
    r"\s*(?:the |a )?(?:version|branch|snapshot|这个版本|那个版本|版本|这个分支|分支|[那这]一?版|[那这]一?个|"
    r"的(?:画布|样子"
    r"|状态|内容))$",
    re.IGNORECASE,
)
NOW = lazy_re(
    r"(?:it|this|now|the canvas|current(?:ly)?|what we have(?: now)?|我们|现在的?|目前的?|当前的?|画布|这"
    r"|当前画布|现在的画布|现在这版)",
    re.IGNORECASE,
)
FORM = lazy_re(r"^(?:v|version ?|版本?)\d[\d.]*$", re.IGNORECASE)
# Said of all there is, the canvas with its numbers, rather than of a case of the numbers.
OF_CANVAS = lazy_re(r"\b(?:canvas|versions?|snapshot)\b|画布|版本|快照", re.IGNORECASE)
STEPS = lazy_re(
    r"^\W*(?:(?:one|two|three|\d+)\s+(?:steps?|edits?|changes?)|(?:上|前|一|两|三|\d)+步|the start of)",
    re.IGNORECASE,
)
