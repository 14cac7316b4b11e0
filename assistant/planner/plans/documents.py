"""Plans work from documents that the user uploaded: drafting the canvas from a pitch or plan."""

from __future__ import annotations

import re

from assistant.language.lazy_re import lazy_re
from assistant.language.own_documents import says_uploaded
from assistant.planner.context import Context
from assistant.planner.plan import Call, Plan
from assistant.planner.understand.evidence import Evidence

READABLE = (".pdf", ".docx", ".md", ".markdown", ".txt")
# "a canvas from my pitch deck", "according to the uploaded plan", "根据我上传的文档起草".
SOURCE = lazy_re(
    r"\b(?:from|using|with|based on|out of|according to|per|read|use|take|turn)\b.{0,40}"
    r"\b(?:documents?|docs?|files?|decks?|pitch|plan|memo|notes?|interviews?|attachments?|uploads?|uploaded|attached|pdf|"
    r"word|slides)\b|"
    r"(?:根据|按照?|依据|基于|参考|从|用|把|照着?|读).{0,20}(?:文档|文件|资料|材料|计划书|路演|稿|附件|访谈|纪要|PDF|PPT|上传)",
    re.IGNORECASE,
)
DRAFTS = lazy_re(
    r"\b(?:draft|make|create|build|write|prepare|fill|generate|do|sketch|map|start|turn)\b|"
    r"起草|草拟|生成|做|画(?!布)|写|填|整理|梳理|出一|搭",
    re.IGNORECASE,
)
# "who is on the team in my plan?", 我的文档里写了谁
WITHIN = lazy_re(
    r"\b(?:in|from|inside|does|do|of|according to)\s+(?:my|the|our|that|this)\s+(?:uploaded\s+|attached\s+)?"
    r"(?:documents?|docs?|files?|decks?|pitch|plan|memo|notes?|interviews?|attachments?|pdf)\b|"
    r"(?:文档|文件|资料|材料|计划书|路演稿|附件|访谈|纪要|PDF)(?:里面?|中|上|内)",
    re.IGNORECASE,
)
ASKS = lazy_re(r"[?？]|^\W*(?:who|what|which|when|where|why|how)\b|谁|什么|哪|多少|几[个位家条]|吗|怎么", re.IGNORECASE)
LONGEST = 160  # characters; a longer text is a description, whatever it says of documents


def has_document(context: Context) -> bool:
    """Whether the user uploaded something that can be read as a document."""
    return any(str(f.get("name", "")).lower().endswith(READABLE) for f in context.files)


def drafts_from_documents(text: str, context: Context) -> bool:
    """Whether a text asks to draft from an uploaded document."""
    if len(text) > LONGEST or not (SOURCE.search(text) and DRAFTS.search(text)):
        return False
    return has_document(context) or says_uploaded(text)


def asks_documents(seen: Evidence) -> str | None:
    """A question about what stands in an uploaded document."""
    asks = len(seen.text) <= LONGEST and WITHIN.search(seen.text) and ASKS.search(seen.text) and not seen.edit
    drafts = drafts_from_documents(seen.text, seen.context)
    return "guidance" if asks and not drafts and has_document(seen.context) else None


def plan_from_documents(text: str, context: Context) -> Plan | None:
    """A draft from the uploaded documents; None where the text asks for something else."""
    if not drafts_from_documents(text, context):
        return None
    return Plan(calls=(Call("draft_canvas", {"brief": {}, "from_documents": True}),))
