"""Tokens for lexical search: stemmed English words, Chinese words by jieba."""

from __future__ import annotations

import logging
import re
import unicodedata
import warnings
from collections.abc import Iterable
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from assistant.language.lazy_re import lazy_re

CJK = lazy_re(r"[\u3400-\u9fff]+")
LATIN = lazy_re(r"[a-z0-9]+")
SENTENCE = lazy_re(r"(?<=[。！？!?；])|(?<=\.)\s+|\n+")
ENGLISH_STOP = frozenset(
    "a about an and any are as at be been but by can could did do does for from get had has have how i if in into is "
    "it its just know me my need no not of on or our should so some tell than that the their them then there these "
    "they this to up us use want was we what when where which who why will with would you your".split()
)
CHINESE_STOP = frozenset(
    (
        "的 了 吗 呢 吧 啊 是 我 你 他 她 它 我们 你们 他们 咱们 这 那 这个 那个 这些 那些 "
        "什么 怎么 怎样 如何 哪些 哪个 哪 为什么 有 没有 和 与 或 或者 还是 在 对 把 被 从 到 向 "
        "给 让 就 都 也 还 很 太 更 最 要 会 能 可以 应该 需要 想 请 请问 一个 一下 一些 "
        "多少 几个 几 个 之 其 而 并 但 但是 如果 因为 所以 时候 时 后 前 里 上 下 中 不 "
        "说 做 好 该 才 再 又 呀 嘛 地 得 "
    ).split()
)

COMMON = 50  # occurrences in jieba's corpus: 52,000 words
# Words of one character are left out where they are often part of a content word.
CHINESE_STOPS = lazy_re(
    "|".join(sorted((word for word in CHINESE_STOP if len(word) > 1), key=len, reverse=True))
    + "|[的了吗呢吧啊是我你他她它这那把被就都也还很太]"
)


def normalise(text: str) -> str:
    """Lower case, full-width characters folded to half-width."""
    return unicodedata.normalize("NFKC", text).lower()


def is_chinese(text: str) -> bool:
    """True where the text has a Chinese character."""
    return CJK.search(text) is not None


def english_tokens(text: str) -> list[str]:
    """Stemmed words without stop words."""
    words = (word for word in LATIN.findall(normalise(text).replace("'", "")) if word not in ENGLISH_STOP)
    return [stem(word) for word in words]


class ChineseTokens:
    """Chinese words, split by jieba on first use.

    Args:
        cache: Folder in which jieba keeps its prefix dictionaries, so that later starts are fast.
        words: Dictionary file to use instead of jieba's 350,000 words, which take a second to load.
    """

    def __init__(self, cache: Path, words: Path | None = None) -> None:
        self._cache = cache
        self._words = words

    def __call__(self, text: str) -> list[str]:
        """Words and their parts without stop words; English words in the text are stemmed."""
        plain = normalise(text)
        cut = self._jieba.cut_for_search
        words = [word for run in CJK.findall(plain) for word in cut(run) if word not in CHINESE_STOP]
        return words + english_tokens(plain)

    def write_words(self, vocabulary: Iterable[str], path: Path) -> None:
        """Write a dictionary of `vocabulary` and of common words, enough to split a question as the passages were."""
        common = {word for word, count in self._jieba.FREQ.items() if count >= COMMON}
        wanted = sorted({word for word in vocabulary if is_chinese(word)} | CHINESE_STOP | common)
        lines = [f"{word} {self._jieba.FREQ.get(word) or 1}\n" for word in wanted]
        path.write_text("".join(lines), encoding="utf-8")

    @cached_property
    def _jieba(self) -> Any:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # jieba's source has invalid escape sequences
            import jieba
        jieba.setLogLevel(logging.WARNING)
        self._cache.mkdir(parents=True, exist_ok=True)
        # The full dictionary is jieba's own tokenizer, loaded once a process whoever asks for it.
        tokenizer = jieba.Tokenizer(str(self._words)) if self._words else jieba.dt
        tokenizer.tmp_dir = str(self._cache)
        tokenizer.initialize()
        return tokenizer


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """Light English stemmer: plural, -ing, -ed, -ly, -er and final e, so that "pricing", "priced" and "price" meet."""
    if len(word) > 4 and word.endswith("ies"):
        word = word[:-3] + "y"
    elif len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    for suffix in ("ing", "edly", "ed", "ly"):
        if word.endswith(suffix) and len(word) - len(suffix) >= 3 and re.search("[aeiouy]", word[: -len(suffix)]):
            word = word[: -len(suffix)]
            if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "lsz":
                word = word[:-1]
            break
    return word[:-1] if len(word) > 3 and word.endswith("e") else word


def sentences(text: str) -> list[str]:
    """Sentences of a passage, English or Chinese, list markers dropped."""
    parts = (part.strip().lstrip("-*•").strip() for part in SENTENCE.split(text))
    return [part for part in parts if part]
