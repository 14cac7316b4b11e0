"""Tells where one wish of a message ends and the next begins: what is kept, gone back to or made stands by itself.

"Remember this as v1 and then pretend …" names a version v1; "go back to where we were. What price …" is asked of the
base. Each wish is then read like a message of its own, with what those before it will have done.
"""

from __future__ import annotations

import re

from assistant.language.lazy_re import lazy_re
from assistant.language.quantities import find_quantities

_LEAD = (
    r"\W*(?:(?:please|pls|ok(?:ay)?|nice|great|good|cool|so|now|first|well|and|then|can you|could you|let['’]?s|let me|"
    r"i want to|i['’]?d like to|请|麻烦|帮我|帮忙|那就?|好的?|行|先|首先|我想|我要|你|就)(?![a-z])\W*)*"
)
# Puts away what there is: "save this as the base plan", 把现在存成“稳健版”.
STORES = lazy_re(
    rf"{_LEAD}(?:(?:save|store|remember|bookmark|tag|snapshot|freeze|file|"
    r"(?:keep|name)(?= (?:it|this|that|the|these)\b))\b[^.?!。？！]{0,40}?"
    r"\b(?:as(?! (?:is|it|they|before|now|low|high)\b)|under|called|named)\b|"
    r"(?:save|store|bookmark|freeze|snapshot|back up)\s+"
    r"(?:this|it|that|(?:the|our|my) (?:canvas|plan|numbers|case|model))\b|"
    r"(?:call|name|label) (?:it|this|that)\b|"
    r"(?:[把将].{0,14}?)?(?:另?存|保存|记|命名|备份|留)(?:一?下来?|起来|一?[个份版])*(?:为|成|作|做|叫|底)|(?:保存|另存|备份)(?:一下)?(?:当前|现在|这))",
    re.IGNORECASE,
)
# Drops what is supposed: "go back to where we were", 回到原来.
GOES_BACK = lazy_re(
    rf"{_LEAD}(?:(?:(?:go|get|come|switch|revert|return|take (?:me|us)|bring (?:me|us))\s+)?back to (?:the |our |my )?"
    r"(?:where (?:we|i|things) (?:were|was|started)|base(?:line)?|normal|original|start|how (?:it|things) (?:was|were)|"
    r"(?:real|actual|current|present) (?:numbers?|figures?|plan|case)|before)\b(?! as\b)|"
    r"(?:forget|drop|scrap|undo|ignore|reset|cancel) (?:that|this|the) (?:what-?if|scenario|supposition|case)|"
    r"(?:回到?|恢复到?|还原到?|退回到?|切回)(?:成|为)?(?:基准|原来|之前|刚开始|最初|原样|原先|本来|现实|实际|真实)|"
    r"(?:取消|撤掉?|去掉|忘掉|不看|放下)(?:刚才)?(?:那个|这个)?(?:假设|假定|情景|what-?if))",
    re.IGNORECASE,
)
# Wants one more case made: "give me a pessimistic version with …", 再来个乐观版：….
MAKES_CASE = lazy_re(
    rf"{_LEAD}(?:also |another |再|另外?)*"
    r"(?:(?:give|show|make|build|create|do|run|add|set up|draw up|try|compute|calculate)\b"
    r"(?: me| us)? (?:a|an|the|one|another)\b[^,.;:?!]{0,30}?\b(?:version|case|scenario|plan|variant|one|run)\b|"
    r"(?:来|做|建|弄|搞|给|出|加|算|跑|试|看|设)(?:我|我们)?(?:一下)?(?:一?[个版份种套])[^，,。：:；;]{0,10}?"
    r"(?:版本?|情景|情形|方案|场景|情况))",
    re.IGNORECASE,
)
_COMPARES = (
    r"(?:[和跟与同].{1,8})?(?:compar\w+|(?:put|show) (?:them|both|the two) side by side|"
    r"对比|比较|比一比|比一下|比比)"
)
COMPARES = lazy_re(rf"{_LEAD}(?:把?它?们?)?{_COMPARES}", re.IGNORECASE)
_BEGINS = (
    r"(?:please |now |also |just |again )*(?:pretend|suppos\w+|imagin\w+|assum\w+|say|try|see|give|show|make|create|"
    r"build|do|run|test|what|how|which|put|set|change|add|raise|increase|lower|reduce|double|halve|cut|tell|compute|"
    r"calculate|go|compar\w+|let['’]?s|let|if|look|check|work out|find|save|keep|store)\b"
)
_BEGINS_ZH = (
    r"(?:来|看|算|试|做|给|建|弄|搞|出|跑|加|添|删|补|要(?!求)|需|多少|对比|比较|比一|假[如设定]|设想|如果|要是|万一|把|将|"
    r"换|改|涨|降|问|请|帮|模拟|存|保存|回到|告诉|月|价)"
)
_NEXT = lazy_re(
    rf"(?:[\s,，;；、]+(?:(?:and|but|then|also|after that)\s+)*|[\s,，;；、]*(?:and then|then|and)\s+)(?={_BEGINS})|"
    rf"[\s,，;；、]*(?:然后|接着|之后|并且|顺便|另外|同时|最后)?再?(?<=[\s,，;；、再后着便外时且])(?={_BEGINS_ZH})|"
    r"(?<=[。！？!?；;])\s*(?=\S)|(?<=[^\s\d]\.)\s+(?=\S)|(?<=\d\.)\s+(?=[A-Z])",
    re.IGNORECASE,
)
_THEN_COMPARES = lazy_re(
    r"[\s,，;；。.、]*(?:(?:and|then|finally|lastly)\s+|然后|接着|最后|再|并|和)*"
    rf"(?:please |请|帮我|把?它?们?)?(?={_COMPARES})",
    re.IGNORECASE,
)
LEAST = 2  # signs of a wish


def split_wishes(text: str) -> list[str]:
    """The message in wishes, in order; one where nothing is kept, gone back to or made before the next is said."""
    wishes: list[str] = []
    while end := _end(text):
        wishes.append(text[: end[0]].strip(" ,，;；"))
        text = text[end[1] :].strip(" ,，;；。")
    return [*wishes, text] if wishes else [text]


def before_next(name: str) -> str:
    """A name as said, up to where the next wish begins."""
    found = next((m for m in _NEXT.finditer(name) if m.start()), None)
    return name[: found.start()] if found else name


def _end(text: str) -> tuple[int, int] | None:
    """Where the first wish of a text ends, and where the next one begins; None where the text is one wish."""
    head = STORES.match(text) or GOES_BACK.match(text)
    if head:
        return next((m.span() for m in _NEXT.finditer(text, head.end()) if _is_more(text, m)), None)
    made = MAKES_CASE.match(text)
    if made and find_quantities(text):
        return next((m.span() for m in _THEN_COMPARES.finditer(text, made.end()) if _is_more(text, m)), None)
    return None


def _is_more(text: str, found: re.Match[str]) -> bool:
    return len(text) - found.end() >= LEAST and found.start() > 0
