"""Recognises that an edit is to be thought of and not made: "don't write anything yet", 先别改，说说看."""

from __future__ import annotations

import re

from assistant.language.lazy_re import lazy_re

_HOLDS = lazy_re(
    r"\b(?:don['’]?t|do not) (?:write|change|edit|touch|add|do|save|put|update|record)(?: (?:it|that|this|them|anything"
    r"|anything down|any of (?:it|that|this)))?(?: in| down)? (?:yet|for now|just yet|anything)\b|"
    r"\b(?:don['’]?t|do not) (?:write|change|edit|touch|add|do|save|update) (?:anything|any of (?:it|that|this))\b|"
    r"\b(?:i['’]?m|i am) (?:just|only) (?:asking|wondering|thinking)\b|"
    r"\bjust (?:asking|wondering|thinking (?:aloud|out loud))\b|"
    r"(?:先|暂时|暂且)(?:别|不要|不用|甭|不)(?:动|改|写|加|删|记|存|急)|"
    r"(?:我)?(?:只是|就是|就|随便|单纯)(?:问问|问一?下|问一问|想想|随口一?问)|说说看?(?:就行|就好|而已)|别(?:真的?|当真)[改写加删动]",
    re.IGNORECASE,
)
_LEAST_BESIDE = 4  # letters; what is shorter beside it asks for nothing
_SENTENCE = lazy_re(r"(?<=[。！？!?；;])|(?<=[a-z0-9)]\.)\s")


def holds_back(text: str) -> bool:
    """Whether a message says that nothing is to be changed yet."""
    return bool(_HOLDS.search(text))


def only_holds_back(piece: str) -> bool:
    """Whether a piece of a message says that and asks for nothing itself."""
    left = _HOLDS.sub("", piece)
    return left != piece and len(re.sub(r"\W|你|您|请|先|please|but|yet|ok", "", left, flags=re.I)) < _LEAST_BESIDE


def considered(text: str) -> str:
    """The text without the sentences that hold it back."""
    return "".join(part for part in _SENTENCE.split(text) if not only_holds_back(part)).strip() or text
