"""Takes apart words that list several items of a block: "Hill Farm and Brook Farm", 小红书、婚博会, 干洗和仓库租金."""

from __future__ import annotations

import re

from assistant.language.lazy_re import lazy_re
from assistant.planner.understand.edits.canvas_edits import EDGES

LONGEST = {True: 8, False: 12}  # words of English, characters of Chinese; what is longer is a clause
_MARKS = lazy_re(r"\s*[、;；]\s*(?:and\s+|还有|以及|和)?", re.IGNORECASE)
_COMMAS = lazy_re(r"\s*(?:[、;；]|[,，](?!\d{3}\b)|\s[+/](?=\s))\s*(?:and\s+|还有|以及|和)?", re.IGNORECASE)
_AND = lazy_re(r"\s*,?\s+(?:and|plus|&|as well as)\s+|\s*(?:和|与|以及|还有|跟|及)\s*", re.IGNORECASE)
_NAMED = lazy_re(r"(?:an?|the|our|some)\s+\S|[A-Z\d“\"'\ue000-\ue0fd]|.*[^s]s$", re.DOTALL)
# What is promised and how customers are kept is said in phrases: "fast and friendly help" is one of them.
PHRASES = {"value_propositions", "customer_relationships"}
_WHO = lazy_re(r".*[人者客家员生师户友民商童年族群店馆所校院司厂局社妈爸娘庭]")
_CLAUSE = lazy_re(
    r"\s*(?:(?:they|we|it|he|she|i|you|that|this|because|since|as|so|which|who|where|but|if|for|thanks?|please|all|both|"
    r"just|only|not|no|don['’]t|and (?:they|we|it|that|i))\b|他|她|它|我|咱|这|那|因为|反正|毕竟|所以|不|别|先|就|都|"
    r"没|谢|麻烦|请|暂时|目前|噢|哦|啊|等|以后|其他|其余)",
    re.IGNORECASE,
)
_CONDITION = lazy_re(
    r"(?:满|每|至少)?\d[\d,.]*\s*\S{0,3}(?:起|起步|以上|以下|以内|起订)|(?:from |at least |"
    r"min(?:imum)? )\d[\d,.]*.{0,12}|"
    r"\d[\d,.]*\s*(?:or more|and up|%|minimum)(?: \w+)?",
    re.IGNORECASE,
)
_LEADS = lazy_re(r"^(?:还有|另外|以及|再加上?|and|plus|also)\s*", re.IGNORECASE)


def listed(words: str, block: str, *, commas: bool = False) -> list[str]:
    """The items that words list, in order; the words themselves where they name one.

    Args:
        words: What is to go on the canvas.
        block: The block it goes to.
        commas: Whether commas stand between items, as behind "Channels:", rather than before a reason.
    """
    parts = [part.strip(EDGES) for part in (_COMMAS if commas else _MARKS).split(words)]
    parts = _items_before_clause([part for part in parts if part])
    if len(parts) > 1 and not _apart(parts):
        parts = [words.strip(EDGES)]
    return [item for part in parts for item in _joined_by_and(part, block, of_list=len(parts) > 1)]


def _items_before_clause(parts: list[str]) -> list[str]:
    """The parts up to the first that is a remark: "fairs, resellers, they sell best"."""
    if any(_CONDITION.fullmatch(part) for part in parts[1:]):
        return [", ".join(parts)] if parts[0].isascii() else ["，".join(parts)]  # 每棵980，10棵起 is one price
    end = next((n for n, part in enumerate(parts) if n and _CLAUSE.match(part)), len(parts))
    return [_LEADS.sub("", part) if n else part for n, part in enumerate(parts[:end])]


def _apart(parts: list[str]) -> bool:
    """Whether parts between marks stand each for itself: not 大理、三亚的新娘, not 一、二线城市."""
    shared = "的" in parts[-1] and "的" not in parts[0]
    named = [piece for part in parts for piece in _AND.split(part)]
    return not shared and all(len(part) > 1 for part in parts) and all(map(_short, named))


def _short(part: str) -> bool:
    english = part.isascii()
    return (len(part.split()) if english else len(part)) <= LONGEST[english]


def _joined_by_and(part: str, block: str, *, of_list: bool) -> list[str]:
    pieces = [piece.strip(EDGES) for piece in _AND.split(part)]
    if len(pieces) < 2 or block in PHRASES or not all(len(p) > 1 and _short(p) for p in pieces):
        return [part]
    listed_on = of_list and (part.isascii() or "的" not in part)
    apart = listed_on or (_apart_en(pieces) if part.isascii() else _apart_zh(pieces, block))
    return pieces if apart else [part]


def _apart_en(pieces: list[str]) -> bool:
    """Whether each stands for itself: "fairs and flyers", not "bed and breakfast owners" or "arts and crafts shops"."""
    shared = len(pieces[0].split()) == 1 and len(pieces[-1].split()) > 1 and pieces[-1][:1].islower()
    return not shared and all(_NAMED.match(piece) for piece in pieces[:-1])


def _apart_zh(pieces: list[str], block: str) -> bool:
    """Whether each stands for itself: 小红书和婚博会, not 退休的教师和医生."""
    if any("的" in piece or re.search(r"\d", piece) for piece in pieces):
        return False
    who = [bool(_WHO.fullmatch(piece)) for piece in pieces]
    # 农业和食品企业: what stands first is no name of its own.
    return all(who) if block == "customer_segments" else not who[-1] or all(who)
