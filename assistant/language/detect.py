"""Which of the two languages a text is in."""

from __future__ import annotations

from typing import Literal

from assistant.language.lazy_re import lazy_re

Language = Literal["en", "zh"]

_HAN = lazy_re(r"[\u3400-\u4dbf\u4e00-\u9fff]")
_LATIN_WORD = lazy_re(r"[A-Za-z][A-Za-z'’-]*")
_SKIPPED = lazy_re(r"https?://\S+|\S+@\S+\.\S+|`[^`]*`")
_ENGLISH_FUNCTION = frozenset(
    "a an the is are was were be been do does did if what how why when which who would could should can will may might "
    "i we you he she it they my our your his her its their me us them this that these those and or but so then than to "
    "of in on at by for from with as about into over not no please let's make set show tell"
    " give raise lower change put".split()
)
_CHINESE_FUNCTION = lazy_re(
    r"如果|假如|要是|怎么|什么|多少|哪|吗|呢|吧|啊|的话|的|了|着|把|将|被|让|给|跟|和|与|是|在|有|到|从|对"
    r"|我|你|您|他|她|它|们|这|那|请|帮|想|要|会|能|可以|不|没|再|也|都|就|还"
)
_WORDS_PER_HAN = 0.6  # a Chinese word is rather less than two characters long


def detect_language(text: str, default: Language = "en") -> Language:
    """Answer "zh" or "en": the language most of the sentence is in, judged by its function words first.

    Traditional characters count as Chinese. A text without letters is in `default`.
    """
    plain = _SKIPPED.sub(" ", text)
    han = len(_HAN.findall(plain))
    words = _LATIN_WORD.findall(plain)
    if not han and not words:
        return default
    if not han or not words:
        return "zh" if han else "en"
    english = sum(word.lower().replace("’", "'") in _ENGLISH_FUNCTION for word in words)
    chinese = len(_CHINESE_FUNCTION.findall(plain))
    zh_weight = han * _WORDS_PER_HAN + 2 * chinese
    en_weight = float(len(words) + 2 * english)
    if english == 0:
        en_weight = len(words) * 0.5  # only names and terms
    return "zh" if zh_weight >= en_weight else "en"
