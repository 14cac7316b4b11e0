"""Splits a message into the requests it makes."""

from __future__ import annotations

import re

SENTENCE = re.compile(r"(?<=[。！？!?；;\n])\s*|(?<=[a-z0-9)%]\.)\s+(?=\S)")
EN_VERBS = (
    r"add|remove|delete|drop|move|replace|change|rename|undo|redo|export|download|show|what|how|set|draft|tell|explain|"
    r"give|compute|calculate|find|check|run|put|include|save|keep|reset|go back"
)
CONNECTED = re.compile(
    rf"[,，]?\s*\b(?:and then|then|after that|and also|and finally)\b,?\s+(?=(?:{EN_VERBS})\b)|"
    rf"[,，]?\s+\band\s+(?=(?:{EN_VERBS})\b)|,\s+(?=(?:{EN_VERBS})\b)|"
    r"[,，]?\s*(?:然后|接着|之后|最后|随后)[,，]?(?=.{2})|"
    r"[,，]\s*(?=(?:并且?|再|同时|顺便|另外)?(?:把|将|删|去掉|移除|加上|新增|添加|增加一|撤销|撤回|恢复|导出|看看|看一下|算|帮我|如果|要是|假如|那如果|给我))",
    re.IGNORECASE,
)


def split_requests(text: str) -> list[str]:
    """The message in pieces that may each be a request of its own, in order."""
    pieces: list[str] = []
    for sentence in SENTENCE.split(text):
        pieces.extend(part.strip() for part in CONNECTED.split(sentence))
    return [p for p in pieces if re.search(r"\w", p)]
