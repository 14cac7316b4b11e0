"""Chinese words, as jieba cuts them."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Iterator
from typing import Any


def cut_words(text: str) -> Iterator[str]:
    """The words of a Chinese text in order, nothing left out. The dictionary loads in a second, once a process."""
    yield from _jieba().cut(text)


def _jieba() -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # jieba's source has invalid escape sequences
        import jieba
    jieba.setLogLevel(logging.WARNING)
    return jieba
