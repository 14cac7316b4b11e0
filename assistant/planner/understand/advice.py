"""Tells questions of strategy and of sense, which the guidance answers, from questions of a figure or of the canvas.

"How do we keep them from paying each other directly?" and 为什么留存这么重要 name things that the model and the canvas
have too; neither a formula nor an edit answers them.
"""

from __future__ import annotations

import re

from assistant.language.lazy_re import lazy_re
from assistant.planner.understand.evidence import Evidence
from assistant.planner.understand.same_topic import refers_back

# Wants a way to bring somebody to something, or to keep something from happening.
_HOW_TO = lazy_re(
    r"\bhow (?:do|can|should|could|would|might|to|shall)\b(?: (?:we|i|you|one|they|a (?:founder|company|start-?up)))?"
    r"(?: (?:best|ever|actually|really|possibly))?(?: (?:try|hope|manage|learn) to)? "
    r"(?:keep|stop|prevent|avoid|discourage|deter|protect|defend|guard|convince|persuade|handle|deal with|cope with|"
    r"respond to|react to|compete|fight|make sure|ensure|win (?:over|back|their)|earn (?:their )?trust|"
    r"get (?:them|people|[a-z]+s) to)\b|"
    r"\bwhat (?:can|should|could) (?:we|i|one) do (?:about|against|to (?:keep|stop|prevent|avoid))\b|"
    r"\bwhat(?:['’]s| is| would be) (?:our|the|my) (?:moat|defen[cs]\w+|unfair advantage|answer to)\b|"
    r"(?:怎么|如何|咋|怎样|怎能)(?:才能?|能|可以|去|来)?(?:防|避免|阻止|杜绝|留住|留得?住|预防|应对|说服|劝|打动|保护|"
    r"对付|破解|拦|堵|赢得|打消|不让|不被|建立(?:信任|壁垒)|竞争|抗衡|让.{1,12}(?:不|别|愿意|肯|放心|信任|留))|"
    r"(?:要|该|得|能|可以)?(?:怎么|如何|咋|怎样)(?:去)?(?:防|办|应对|防范|避免)(?:呢|啊|呀|才好|好)?\W*$|"
    r"有什么(?:办法|法子|招)|(?:护城河|壁垒)(?:是|在|有)(?:什么|哪|啥)|防(?:得|不)住",
    re.IGNORECASE,
)
# Wants to know what something is good for.
_WHAT_FOR = lazy_re(
    r"\bwhy (?:is|are|does|do|would|should)\b[^?]{1,50}\b(?:important|matters?|crucial|critical|vital|essential|"
    r"necessary|needed|required|a big deal|worth (?:it|having))\b|"
    r"\bwhat(?:['’]s| is) the (?:point|use|sense|good) of\b|"
    r"为(?:什么|啥|何).{1,20}(?:重要|关键|要紧|必要|核心)|(?:有什么|有啥)(?:用(?!户|途径|例|到|了)|意义|必要)",
    re.IGNORECASE,
)
# Wants to know why something has to be there, such as an item of the canvas.
WHY_HAVE = lazy_re(
    r"\bwhy (?:do|should|would|must|did) (?:we|i|you|they|one|customers?) (?:need|have|want|bother|care|put|add|list|"
    r"write|suggest|recommend|say)\b|\bwhy (?:is|are) there\b|"
    r"为(?:什么|啥|何)(?:你说?|您说?|我们?|还|一定|非|画布[上里]|[\u4e00-\u9fff]{2,4}[里中上])*"
    r"(?:要有|需要|得有|必须|非要|要(?!\d)|写了?|列了?|放了?|加了?|有|建议)",
    re.IGNORECASE,
)


def asks_advice(seen: Evidence) -> str | None:
    """Guidance, where a text wants a way or a sense and neither a value nor a result of the model."""
    text = seen.text
    if seen.quantities:
        return None
    if _WHAT_FOR.search(text):
        return "guidance"
    figures = seen.view.find_outputs(text)
    return "guidance" if not figures and (_HOW_TO.search(text) or WHY_HAVE.search(text)) else None


def asks_of_told(text: str) -> bool:
    """Whether a text wants a way to deal with what was told just before it: "how do we stop that?", 这个怎么防."""
    return bool(_HOW_TO.search(text)) and refers_back(text)
