"""Numbers that a text denies or complains of: "why do you say 39", 别写39, "39 is not from me"; they are no values."""

from __future__ import annotations

import re

from assistant.language.lazy_re import lazy_re
from assistant.language.quantities import Quantity, find_quantities

_CLAUSE = lazy_re(r"[,;，；。!！?？\n—]|\.(?!\d)|\b(?:but|when|while|although)\b|(?<=[\d月元块%家个])而")
# Asks the assistant for the reason of a number, or holds it up to it, before it stands.
_BEFORE = lazy_re(
    r"(?<!that's )(?<!that is )(?<!which is )\b(?:why|how come|since when|what makes)\b(?! not)|"
    r"\bwhere (?:do(?:es)?|did|is|are)\b|"
    r"\byou(?:'ve)? (?:still |just |always |keep |kept |have )*(?:put(?:ting)?|wr[io]te|written|sa(?:y|id|ying)|"
    r"invent\w*|"
    r"made up|show(?:ing)?|assum(?:e|ed)|used?)\b(?! (?:could|should|can|may)\b)|"
    r"\byou still\b|\b(?:still|wrongly) (?:says?|shows?|reads?|has|states?|lists?|writes?)\b|"
    r"^\W*(?:(?:please|so|just|and|well|no|hey|then|but)\W+)*(?:don'?t|do not|stop|quit|never) (?:\w+ )?(?:writ|"
    r"us|put|say|count|assum|show|tak|mak)\w*\b|"
    r"\b(?:never|nobody|no one|didn'?t|did not|haven'?t) (?:ever |once )?(?:sa(?:y|id)|t(?:ell|old)|mention\w*|"
    r"g[ai]ve)\b|"
    r"(?:怎么(?!样|办|才|能|收|定|做|提|降|增|减|把|让|才)|(?<!这就是)(?<!这是)(?<!就是)为什么|为啥|为何|干嘛|凭什么|咋(?!样|办))[^，,。]{0,8}|"
    r"你们?(?:还(?!是[把将改按用])|又|老|总|却|居然|竟然|非要?)|(?:谁|没人|没有人)(?:跟你|和你)?(?:说|告诉)|哪(?:里|儿)?来的|"
    r"^\W*什么(?!时候|情况)|"
    r"(?:别|甭|不要|不用|不许|不准)(?:再|老|总|给我)*(?:写|用|填|当|设|放|说|标|瞎|乱)|"
    r"(?:我|我们)?(?:没有?|从没|从来没有?)(?:说|(?:提|讲|给|报)过)",
    re.IGNORECASE,
)
_AFTER = lazy_re(
    r"[^,，。;；.]{0,16}?(?:"
    r"\b(?:is|was|are|were)(?:n'?t| not)? (?:\w+ )?(?:wrong|incorrect|nonsense|made up|invented|rubbish|mine|"
    r"ours|right|correct|"
    r"what (?:i|we) (?:said|told|gave)|from (?:me|us|nowhere))\b|"
    r"\bcomes? from (?:nowhere|thin air|you)\b|\bis your (?:own )?\w+\b|"
    r"\b(?:is|was|were) never (?:\w+ )?(?:mentioned|said|given|told|agreed)\b|"
    r"不对|不是(?:我|咱|我们)(?:们)?(?:说|给|讲|提|报|填)|错了|有误|不准(?!备)|(?:是)?你(?:自己)?(?:们)?(?:编|瞎写|乱写|写错|算错)|"
    r"(?:是|从)?(?:哪(?:里|儿)?|何处)来|我(?:们)?(?:可)?没(?:有)?(?:说|提|给|讲)过?|(?:是)?(?:怎么|咋)来的)",
    re.IGNORECASE,
)
_RIGHT = lazy_re(r"\b(?:is|was|are|were) (?!not\b)(?:\w+ )?(?:right|correct|mine|ours|what (?:i|we))\b", re.IGNORECASE)
_NOT = lazy_re(
    r"(?:\b(?:(?:is|was|are|were)(?:n'?t| not)|(?<!why )(?<!or )not|never)\s+(?:at |a |the )?[$€£¥]?|"
    r"(?<!是)(?:并|可|才)?不是)$",
    re.IGNORECASE,
)


# "The model is already included in the 22k", 已经算在2.2万里.
_WITHIN = lazy_re(
    r"\b(?:included|counted|contained|covered|already|part|inside)\s+(?:in|by|of|under|with)?\s*(?:the |our |"
    r"those |that )*"
    r"[$€£¥]?$|(?:算|包|含|计|放|摊)(?:括|含)?(?:到|在|进)(?:了|那|这)*$",
    re.IGNORECASE,
)
# What a number complained of would come to is told no more than the number itself: 这等于一年签72家.
_COMES_TO = lazy_re(
    r"\W*(?:这|那)(?:不|岂不|就|可)*(?:等于|相当于|成了|变成)|\W*(?:so )?(?:that|which)(?:'?s| is| would be|"
    r" would mean|"
    r" means| makes| would make)\b",
    re.IGNORECASE,
)


def denials(text: str) -> tuple[Quantity, ...]:
    """The numbers of a text that it denies, in order.

    Args:
        text: The message or a part of it.
    """
    return _with_wholes(text, [q for q in find_quantities(text) if is_denied(text, q)])


def complaints(text: str) -> tuple[Quantity, ...]:
    """The numbers that a text holds up to the assistant, rather than telling them."""
    return _with_wholes(text, [q for q in find_quantities(text) if _is_complained_of(text, q)])


def is_denied(text: str, number: Quantity) -> bool:
    """Whether a text says of a number that it is not so."""
    return bool(_NOT.search(text[: number.span[0]])) or _is_complained_of(text, number)


def blanked(text: str, numbers: tuple[Quantity, ...]) -> str:
    """A text with blanks in the place of some of its numbers."""
    for number in numbers:
        start, end = number.span
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def _with_wholes(text: str, denied: list[Quantity]) -> tuple[Quantity, ...]:
    """The numbers denied and those in which they are said to be counted already, which tell nothing new either."""
    wholes = [q for q in find_quantities(text) if denied and q not in denied and _WITHIN.search(text[: q.span[0]])]
    return tuple(sorted([*denied, *wholes], key=lambda q: q.span))


def _is_complained_of(text: str, number: Quantity) -> bool:
    if number.kind == "duration":
        return False
    start = max((m.end() for m in _CLAUSE.finditer(text, 0, number.span[0])), default=0)
    before = text[start : number.span[0]]
    if _BEFORE.search(before):
        return True
    if _COMES_TO.match(before) and any(_is_complained_of(text, q) for q in find_quantities(text[:start])):
        return True
    after = _AFTER.match(text[number.span[1] :])
    return after is not None and not _RIGHT.search(after.group())
