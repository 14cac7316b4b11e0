"""Chinese words, as jieba cuts them."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Iterator
from typing import Any


def cut_words(text: str, *, guess: bool = True) -> Iterator[str]:
    """The words of a Chinese text in order, nothing left out. The dictionary loads in a second, once a process.

    Args:
        text: The text.
        guess: Whether characters that make no word of the dictionary may be put together to one.
    """
    yield from _jieba().cut(text, HMM=guess)


def _jieba() -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # jieba's source has invalid escape sequences
        import jieba
    jieba.setLogLevel(logging.WARNING)
    return jieba
