"""Which language a message asks to be answered in: "switch to English", 用中文回答."""

from __future__ import annotations

import re

from assistant.language.detect import Language
from assistant.language.lazy_re import lazy_re

_EN = r"english|英文|英语"
_ZH = r"(?:simplified |mandarin )?chinese|mandarin|中文|汉语|普通话|简体"
_NAME = rf"(?:{_EN}|{_ZH})"
_END = r"(?=\s*(?:please|pls|from now on|from here|instead|again|only|now|thanks|next|[,.!?;:，。！？；：]|$))"
_ASKED = lazy_re(
    rf"\b(?:answers?|repl(?:y|ies)|respond|writ(?:e|ing)|speak|talk|continue|go on|carry on|explain|say (?:it|"
    rf"that|this)|"
    rf"tell me|switch|change|language|back|use)\b(?:\s+\w+){{0,4}}?\s+(?:in|to|into|"
    rf"=)?\s*(?:simplified )?{_NAME}{_END}|"
    rf"^\W*(?:in |ok,? )?{_NAME}(?:\s+please)?\W*$",
    re.IGNORECASE,
)
_ASKED_ZH = lazy_re(
    rf"(?:^\W*|[,，。；]|请|麻烦|你|能|可以|以后|之后|接下来|现在|都|就|还是|想|要|我|帮)(?:用|以|说|讲|换成?|切换?(?:到|成|回|为)?|改(?:用|成|为|回)|转(?:成|为|回))(?:回|到|成)?(?:简体)?{_NAME}"
    r"(?=\s*(?:回答|回复|答复|作答|答|回|说|讲|跟|和|与|交流|沟通|聊|来|吧|就|可以|行|模式|界面|[,.!?;:，。！？；：]|$))|"
    rf"^\W*(?:请)?{_NAME}(?:回答|回复|吧|谢谢)\W*",
    re.IGNORECASE,
)
# What is to be translated, or who speaks it, is not how to answer.
_OF_ELSE = lazy_re(r"\btranslat\w+\b|翻译|翻成|译成|译为|\b(?:canvas|deck|file|export)\b|画布|导出", re.IGNORECASE)


def wanted_language(text: str) -> Language | None:
    """The language that a message asks answers in; None where it asks for none."""
    found = [match for pattern in (_ASKED, _ASKED_ZH) for match in pattern.finditer(text)]
    if not found or _OF_ELSE.search(text):
        return None
    names = re.findall(_NAME, found[-1].group(), re.IGNORECASE)
    return "en" if re.fullmatch(_EN, names[-1], re.IGNORECASE) else "zh"


def only_asks_language(text: str) -> bool:
    """Whether a message asks for nothing but the language."""
    rest = _ASKED_ZH.sub(" ", _ASKED.sub(" ", text))
    rest = re.sub(
        r"\b(?:please|pls|can|could|would|will|you|to|me|ok|okay|now|from|on|thanks|instead|again)\b",
        " ",
        rest,
        flags=re.I,
    )
    rest = re.sub(
        r"回答|回复|答复|作答|交流|沟通|[跟和与]我|说话?|聊|吧|谢谢|请|麻烦|可以|一下|以后|之后|都|好吗|行吗|吗|模式|界面",
        "",
        rest,
    )
    return wanted_language(text) is not None and not re.search(r"[a-z]{3,}|[\u4e00-\u9fff]{2,}|\d", rest, re.IGNORECASE)
