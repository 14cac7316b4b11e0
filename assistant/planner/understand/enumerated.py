"""Several requests counted out in one message: "1) … 2) …", "three things: …, … and …", 一是……二是……."""

from __future__ import annotations

import re

from assistant.language.lazy_re import lazy_re

FEWEST = 2
_QUOTED = lazy_re(r"“[^”]*”|\"[^\"]*\"|「[^」]*」|『[^』]*』|(?<!\w)['‘][^'’]+['’](?!\w)")
# Each way of counting, with what its marks look like in order.
_MARKS = (
    lazy_re(r"(?:(?<=^)|(?<=[\s,，;；:：。.、]))\(?(?P<n>\d)(?:[)）]|[.、．](?!\d)|:(?=\s))\s*"),
    lazy_re(r"(?:(?<=^)|(?<=[\s,，;；:：。.]))\(?(?P<n>[a-f])\)\s*", re.IGNORECASE),
    lazy_re(r"(?P<n>[①②③④⑤⑥])\s*"),
    lazy_re(r"(?:(?<=^)|(?<=[\s,，;；:：。.]))第?(?P<n>[一二三四五])(?:是|来?[,，、:：])\s*"),
)
_ORDERS = ("123456789", "abcdef", "①②③④⑤⑥", "一二三四五")
_COUNTS = {"two": 2, "three": 3, "four": 4, "five": 5, "两": 2, "二": 2, "俩": 2, "三": 3, "仨": 3, "四": 4, "五": 5}
_ANNOUNCED = lazy_re(
    r"^\W*(?:(?:ok(?:ay)?|so|please|pls|hi|hey|just|do)\b[\s,]*)*"
    r"(?P<en>two|three|four|five|[2-5])\s+(?:\w+\s+)?(?:things|requests|changes|edits|tasks|jobs|fixes|points|orders|steps)"
    r"(?:\s+(?:please|pls|for you|to do))?\s*[:.,–—-]\s*|"
    r"^\W*(?:好的?|那|请|麻烦|帮我?|你?(?:一下)?|做|办|改|[,，\s])*(?P<zh>[两二俩三仨四五2-5])"
    r"(?:件事儿?|个(?:事儿?|修改|改动|动作|操作|请求|任务|要求)|处(?:修改|改动)?|步)[:：,，。]\s*",
    re.IGNORECASE,
)
# What may stand before the first mark and asks for nothing itself.
_PREAMBLE = lazy_re(
    rf"(?:{_ANNOUNCED.pattern})?(?:(?:ok(?:ay)?|so|please|pls|hi|hey|can you|could you|do|these|this|the following|"
    r"in this order)\b|[请帮我您你先依次按顺序做下面这些事情以下麻烦好的]|[\s,，:：.。–—-])*",
    re.IGNORECASE,
)
_COMMA = lazy_re(r"\s*(?:[,，;；、]\s*(?:(?:and|plus|then)\b\s*)?|\s+and\s+)", re.IGNORECASE)


def enumerated(text: str) -> list[str]:
    """The requests that a text counts out, in order, without their marks; empty where it counts none."""
    hidden = _QUOTED.sub(lambda found: "\ue0ff" * len(found.group()), text)
    for pattern, order in zip(_MARKS, _ORDERS, strict=True):
        marks = list(pattern.finditer(hidden))
        said = "".join(mark["n"].lower() for mark in marks)
        if len(marks) >= FEWEST and order.startswith(said) and _PREAMBLE.fullmatch(hidden[: marks[0].start()]):
            ends = [mark.start() for mark in marks[1:]] + [len(text)]
            parts = [text[mark.end() : end].strip(" ,，;；、") for mark, end in zip(marks, ends, strict=True)]
            return [part for part in parts if part]
    return _announced(text, hidden)


def _announced(text: str, hidden: str) -> list[str]:
    """The parts of a text that says how many they are, where commas make just so many."""
    found = _ANNOUNCED.match(hidden)
    if not found:
        return []
    said = (found["en"] or found["zh"]).lower()
    count = _COUNTS.get(said) or int(said)
    cuts = [m.span() for m in _COMMA.finditer(hidden, found.end())]
    commas = [span for span in cuts if re.search(r"[,，;；、]", hidden[span[0] : span[1]])]
    for chosen in (commas, cuts):
        if len(chosen) == count - 1:
            starts, ends = [found.end(), *(end for _, end in chosen)], [*(start for start, _ in chosen), len(text)]
            return [text[start:end].strip() for start, end in zip(starts, ends, strict=True)]
    return []
