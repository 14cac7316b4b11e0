"""How people speak of documents they uploaded."""

from __future__ import annotations

import re

from assistant.language.lazy_re import lazy_re

ASKS_OWN = lazy_re(
    r"\b(?:my|our|the|this|that|these|those)\s+(?:\w+\s+){0,2}?(?:documents?|docs?|files?|decks?|pitch(?:es)?|"
    r"interviews?|notes?|transcripts?|memos?|reports?|attachments?|uploads?|plans?|pdf)\b|\bupload(?:ed|s)?\b|"
    r"\battach(?:ed|ment)\b|\bi (?:sent|shared|gave) you\b|\b[\w-]+\.(?:pdf|docx|md|txt)\b|"
    r"(?:我|我们|咱们|这份|这个|该|那份)的?.{0,6}(?:文档|文件|资料|材料|计划书|访谈|路演|纪要|记录|报告|稿)|"
    r"受访|访谈(?:对象|结果|里|中)|上传|附件|发(?:给)?你的|给你的|文档[里中]|文件[里中]|材料[里中]|访谈[里中]|计划书|路演",
    re.IGNORECASE,
)

ASKS_OVERVIEW = lazy_re(
    r"\bsummar\w+|\boverview\b|\bgist\b|\b(?:key|main) points\b|"
    r"\bwhat (?:does|do|is|was) .{0,40}\b(?:say|about)\W*$|"
    r"\b(?:read|look at|go through|check)\b.{0,30}\b(?:document|deck|file|pitch|pdf|notes?)\W*$|"
    r"总结|概括|摘要|概述|要点|讲了?(?:些|的是)?(?:什么|啥)|说了(?:些)?(?:什么|啥)|主要内容|大意|(?:看|读)(?:一下|看|完)",
    re.IGNORECASE,
)
_WHERE = (
    r"(?:(?:my|our|the|this|that|these|those)\s+(?:\w+\s+)?(?:documents?|docs?|files?|decks?|pitch(?:\s+deck)?|interviews?|"
    r"notes?|transcripts?|memos?|reports?|attachments?|pdf)(?:\s+i\s+(?:uploaded|sent|shared|attached))?)"
)
MENTION = lazy_re(
    rf"\b(?:what|where) (?:does|do|did|is|are)\s+{_WHERE}\s+(?:say|says|state|tell us|mention)?\s*(?:about|on|of)?|"
    rf"\b(?:according to|based on|in|from|per|of)\s+{_WHERE}|\b(?:uploaded|attached)\b|"
    r"(?:根据|按照|依据|在)?(?:我|我们|这份|这个|该|那份)?的?(?:上传的?)?(?:文档|文件|资料|材料|计划书|访谈|路演稿?|附件)(?:里面?|中|上)?"
    r"(?:写|说|提到?)?的?",
    re.IGNORECASE,
)
UPLOADED = lazy_re(
    r"\b(?:i|we)(?:'ve| have)?(?: just)? upload(?:ed)?\b|\b(?:the|my|our|this|just) upload(?:ed)?\b|"
    r"\battach(?:ed|ment)\b|"
    r"(?:我|刚|已|之前).{0,4}上传|上传[的了过]|附件",
    re.IGNORECASE,
)


def asks_own(query: str) -> bool:
    """Whether a question is about the user's own documents: "what does my pitch say", "我上传的文档里"."""
    return ASKS_OWN.search(query) is not None


def asks_overview(query: str) -> bool:
    """Whether a question is about a document as a whole: "summarise my deck", "这份文档讲了什么"."""
    return ASKS_OVERVIEW.search(query) is not None


def without_mention(query: str) -> str:
    """A question without the words that say where to look: "what does my deck say about pricing" is "pricing"."""
    plain = MENTION.sub(" ", query).strip(" ,，?？:：")
    return plain or query


def says_uploaded(text: str) -> bool:
    """Whether a text speaks of something uploaded, in so many words."""
    return UPLOADED.search(text) is not None
