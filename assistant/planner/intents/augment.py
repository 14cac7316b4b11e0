"""Noisy copies of training utterances: the ways in which hurried people really write."""

from __future__ import annotations

import random
from dataclasses import replace

from assistant.planner.intents.dataset import Example

_PREFIXES = {
    "en": ("please ", "ok ", "so ", "hey, ", "um ", "and ", "well, ", "now ", "hi, ", "also, "),
    "zh": ("请", "那", "嗯，", "好，", "你好，", "那个，", "麻烦", "另外，", "现在", "请问，"),
}
_SUFFIXES = {"en": (" please", "?", "!", " thanks", "...", "."), "zh": ("。", "？", "吧", "，谢谢", "！", "啊")}
_UNTOUCHED = frozenset({"affirm", "deny", "greeting", "goodbye", "thanks", "chitchat", "help"})


def augment(examples: list[Example], copies: int, seed: int = 0) -> list[Example]:
    """`examples` followed by up to `copies` noisy versions of each; labels and families are kept.

    Capitals, full-width forms and traditional characters need no copies, because normalisation folds them.
    """
    noisy = []
    for example in examples:
        rng = random.Random(f"{seed}/{example.text}")  # the same noise whatever else is in the list
        noisy += [replace(example, text=_noise(example, rng)) for _ in range(copies)]
    known = {(e.text, e.intent) for e in examples}
    return examples + [e for e in noisy if (e.text, e.intent) not in known]


def _noise(example: Example, rng: random.Random) -> str:
    text = example.text.rstrip("?？.。!！") if rng.random() < 0.5 else example.text
    if rng.random() < 0.4:
        text = _typo(text, rng)
    if example.intent not in _UNTOUCHED:
        if rng.random() < 0.25:
            text = rng.choice(_PREFIXES[example.language]) + text
        if rng.random() < 0.25:
            text += rng.choice(_SUFFIXES[example.language])
    return text or example.text


def _typo(text: str, rng: random.Random) -> str:
    letters = [i for i, (a, b) in enumerate(zip(text, text[1:], strict=False)) if a.isalpha() and b.isalpha()]
    if len(letters) < 8:
        return text
    at = rng.choice(letters)
    kind = rng.choice(("swap", "drop", "double"))
    if kind == "swap" and text[at].isascii():
        return text[:at] + text[at + 1] + text[at] + text[at + 2 :]
    if kind == "double" and text[at].isascii():
        return text[: at + 1] + text[at:]
    return text[:at] + text[at + 1 :]
