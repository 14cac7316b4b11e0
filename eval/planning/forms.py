"""The same message as others would type it: hurried, without marks, in other scripts and widths, in two languages."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from random import Random
from typing import Any

Form = Callable[[str, str, Random], str]

_MARKS = re.compile(r"(?<!\d)[.,!?;:，。！？；：、…](?!\d)|[“”\"「」『』]")
_WORD = re.compile(r"[A-Za-z]{4,}")
_TYPED_WRONG = 8  # one word in so many
_FULL_WIDTH = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}
# What a pinyin keyboard offers first instead of what was meant.
_HOMOPHONES = {
    "在": "再", "再": "在", "的": "得", "得": "的", "做": "作", "账": "帐", "像": "象", "试用": "使用", "转化": "转换",
    "流失": "流逝", "利润": "利率", "价格": "价个", "画布": "画部", "成本": "成笨", "客户": "客护", "收入": "收如",
    "预测": "预侧", "如果": "如过", "看看": "看砍", "起草": "其草", "恢复": "回复", "撤销": "撤消", "评论": "评轮",
}  # fmt: skip
_TERMS = (
    ("conversion rate", "转化率"), ("churn rate", "流失率"), ("churn", "流失率"), ("conversion", "转化率"),
    ("break-even", "盈亏平衡"), ("break even", "盈亏平衡"), ("fixed costs", "固定成本"), ("price", "价格"),
    ("profit", "利润"), ("revenue", "收入"), ("canvas", "画布"), ("scenario", "方案"), ("customers", "客户"),
    ("segments", "分群"), ("forecast", "预测"), ("channels", "渠道"), ("review", "评审"), ("partners", "合作伙伴"),
    ("costs", "成本"), ("budget", "预算"), ("undo", "撤销"), ("export", "导出"), ("base case", "基准"),
)  # fmt: skip


def lower_case(text: str, language: str, random: Random) -> str:
    """Without capitals."""
    return text.lower()


def no_marks(text: str, language: str, random: Random) -> str:
    """Without punctuation and quotation marks; marks between digits stay."""
    return re.sub(r"\s+", " ", _MARKS.sub(" ", text)).strip()


def typos(text: str, language: str, random: Random) -> str:
    """English: a letter of one word in eight swapped, dropped or doubled, at least one. Chinese: one homophone."""
    if language == "zh":
        there = [right for right in _HOMOPHONES if right in text]
        if not there:
            return text
        right = random.choice(there)
        return text.replace(right, _HOMOPHONES[right], 1)
    words = list(_WORD.finditer(text))
    chosen = random.sample(words, min(len(words), 1 + len(words) // _TYPED_WRONG))
    for word in sorted(chosen, key=lambda w: -w.start()):
        text = text[: word.start()] + _mistyped(word[0], random) + text[word.end() :]
    return text


def _mistyped(word: str, random: Random) -> str:
    at = random.randrange(1, len(word) - 1)
    kind = random.choice(("swap", "drop", "double"))
    if kind == "swap":
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    return word[:at] + word[at + 1 :] if kind == "drop" else word[: at + 1] + word[at:]


def traditional(text: str, language: str, random: Random) -> str:
    """Chinese in the characters of Taiwan and Hong Kong."""
    return str(_converter().convert(text)) if language == "zh" else text


@lru_cache(maxsize=1)
def _converter() -> Any:
    from opencc import OpenCC

    return OpenCC("s2t")


def full_width(text: str, language: str, random: Random) -> str:
    """Digits, letters and signs as wide as a Chinese character, as a Chinese keyboard can leave them."""
    return text.translate(_FULL_WIDTH)


def code_switch(text: str, language: str, random: Random) -> str:
    """The first term of the trade in the other language."""
    for english, chinese in _TERMS:
        mine, other = (english, chinese) if language == "en" else (chinese, f" {english} ")
        pattern = rf"\b{re.escape(mine)}\b" if language == "en" else re.escape(mine)
        switched = re.sub(pattern, other, text, count=1, flags=re.IGNORECASE)
        if switched != text:
            return re.sub(r" {2,}", " ", switched).strip()
    return text


FORMS: dict[str, Form] = {
    "lower case": lower_case,
    "no marks": no_marks,
    "typos": typos,
    "traditional": traditional,
    "full width": full_width,
    "code switch": code_switch,
}
