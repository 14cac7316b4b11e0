"""Splits a message into the requests it makes."""

from __future__ import annotations

import re

from assistant.canvas import find_blocks
from assistant.language.lazy_re import lazy_re
from assistant.planner.understand.enumerated import enumerated

SENTENCE = lazy_re(r"(?<=[。！？!?；;\n])\s*|(?<=[a-z0-9)%]\.)\s+(?=\S)")
EN_VERBS = (
    r"add|remove|delete|drop|move|replace|change|rename|undo|redo|export|download|show|what|how|set|draft|tell|explain|"
    r"give|compute|calculate|find|check|run|put|include|save|keep|reset|go back|review|critique|audit|print|list|swap|"
    r"rename|scrap|kill|send|email|hand over|take (?:out|off|away)|throw out|summari[sz]e|compare|assess"
)
_PLEASE = r"(?:(?:please|pls|kindly|can you|could you|also)\s+)*"
CONNECTED = lazy_re(
    rf"[,，]?\s*\b(?:and then|then|after that|and also|and finally|finally|lastly)\b,?\s+(?={_PLEASE}(?:{EN_VERBS})\b)|"
    rf"[,，]?\s+(?:\band|&)\s+(?={_PLEASE}(?:{EN_VERBS})\b)|,\s+(?!what|how)(?={_PLEASE}(?:{EN_VERBS})\b)|"
    r"[,，]\s*(?=再(?:给|往|在|从).{1,10}(?:加|添|补|写|删|去|移|挪))|[,，、]\s*(?:弄?完了?(?:之?后|事儿?|再)?|"
    r"完事儿?|做完|搞定)[,，]?(?=.{2})|"
    r"[,，]\s*(?:顺带|顺便|捎带)(?:着|再|也|帮我)*(?=.{2})|"
    r"[,，]?\s*(?:然后|接着)[,，]?(?=.{2})|[,，]\s*(?:之后|最后|随后)[,，]?(?=.{2})|"
    r"[,，]\s*(?=(?:并且?|再|同时|顺便|另外)?(?:把|将|删|去掉|移除|加上|新增|添加|增加一|撤销|撤回|恢复|导出|"
    r"看看|看一下|算(?!进|上|在)|帮我|告诉我|如果|要是|假如|那如果|给我))",
    re.IGNORECASE,
)
# Two edits in a breath: "客户细分加上动物园，渠道加上播客".
NEXT_EDIT = lazy_re(
    r"[，,；;、]\s*(?=[^，,；;、]{1,20}(?<![a-z])(?:add|remove|delete|update|move|replace)(?![a-z])|"
    r"[^，,；;、]{1,10}(?:加上|新增|添加|增加|补充|写上|写进|放到|放进|移到|移至|挪到|归到|删掉|"
    r"(?<=[里中上])(?:再|也|还)?(?:加|写|添|补|删|去)|(?:加|添|写)(?![盟工油班密热速])|删除|去掉|划掉|拿掉|换成|换为|改成|改为))"
)
ORDERED = lazy_re(
    r"^\s*(?:请|先|再|也|还)*(?:[把将].+(?:删掉|删除|去掉|划掉|拿掉|换成|换为|改成|改为)|删掉|删除|去掉|划掉|"
    r"拿掉|移除|删)"
)
# What only leads over to a request.
LEADS_IN = lazy_re(
    r"\W*(?:next(?: up)?|first(?:ly)?|second(?:ly)?|then|now|finally|lastly|also|and|so|on second thoughts?|"
    r"on reflection|"
    r"thinking about it|one more thing|another thing|"
    r"(?:let'?s )?(?:leave|park) (?:that|it|this)(?: for now| there| aside)?|hold that thought|"
    r"(?:这个|那个|它)?(?:先|暂且|暂时)?(?:放一放|搁一搁|搁一边|放一边)(?:吧)?|接下来|下一步|首先|其次|最后|另外|对了|还有|想了想|"
    r"转念一想|再想想)\W*",
    re.IGNORECASE,
)
_COUNTS_AS = lazy_re(r"\s*算(?:是|作|在|进|我们的?)?")


def split_requests(text: str) -> list[str]:
    """The message in pieces that may each be a request of its own, in order."""
    if counted := enumerated(text):
        return [piece for part in counted for piece in split_requests(part)]
    pieces: list[str] = []
    for sentence in SENTENCE.split(text):
        pieces.extend(p.strip() for part in _whole(CONNECTED.split(sentence)) for p in _edits(part))
    pieces = [p for p in pieces if re.search(r"\w", p)]
    return [p for p in pieces if not LEADS_IN.fullmatch(p)] or pieces


def _whole(parts: list[str]) -> list[str]:
    """Parts in which 算核心资源 is no order to compute: it says of what stands before where it belongs."""
    kept: list[str] = []
    for part in parts:
        counted = _COUNTS_AS.match(part)
        blocks = find_blocks(part) if counted and kept else []
        if counted and blocks and blocks[0].span[0] == counted.end():
            kept[-1] = f"{kept[-1]},{part}"
        else:
            kept.append(part)
    return kept


def _edits(part: str) -> list[str]:
    """Edits of different blocks side by side, as pieces of their own."""
    pieces = NEXT_EDIT.split(part)
    return pieces if all(find_blocks(piece) or ORDERED.search(piece) for piece in pieces) else [part]
