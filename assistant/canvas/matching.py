"""Which item is meant: by id, by position, or by words that resemble its text."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from assistant.canvas.blocks import BLOCK_IDS, BLOCKS, BlockId
from assistant.canvas.canvas import Canvas, Item
from assistant.errors import ToolInputError
from assistant.language.lazy_re import lazy_re
from assistant.language.quantities import find_quantities

Placed = tuple[BlockId, Item]

_ORDINALS = {
    "first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "fifth": 5, "sixth": 6,
    "一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "last": -1, "最后一": -1, "最后": -1,
}  # fmt: skip
_ORDINAL = lazy_re(
    r"(?:the\s+)?(?:(?P<en>first|1st|second|2nd|third|3rd|fourth|fifth|sixth|last)(?:\s+(?:one|item|entry|point))?"
    r"|(?:#|no\.?\s*|item\s+|第)?(?P<digit>\d{1,2})\s*[条个项点]?|第?(?P<zh>最后一|最后|[一二三四五六])[条个项点]?)",
    re.IGNORECASE,
)
_STOP = frozenset("a an the of to and or for in on with our we it its that this is are be by at as from".split())
GOOD_MATCH = 0.55
CLEAR_LEAD = 0.12

NEAREST = 3
_LINK = lazy_re(r"\b(?:of|for|in|with|from|by|on|to|at|that|who|which)\b", re.IGNORECASE)
PART = 1.5  # what follows the first words is so much longer where they are a part of the item


def same_text(a: str, b: str) -> bool:
    """Whether two items say the same, apart from case, spacing and punctuation."""
    return _plain(a) == _plain(b)


def resolve_item(canvas: Canvas, reference: str, block: BlockId | None) -> Placed:
    """The item that `reference` means.

    Args:
        canvas: Where to look.
        reference: An id ("vp-2"), a position in the block ("second", "第二条", "last"), or words of its text.
        block: Look only there; None looks everywhere.

    Raises:
        ToolInputError: Nothing matches (the message lists what is there), or several do (a question with choices).
    """
    by_id = canvas.find(reference)
    if by_id:
        return by_id
    pool = [(b, i) for b, i in canvas.all_items() if block in {None, b}]
    if block is None and _ORDINAL.fullmatch(reference.strip()):
        holding = [row for row in pool if reference.strip().isdigit() and mentions(row[1].text, reference)]
        if len(holding) == 1:
            return holding[0]  # "delete the 45": the one that says so
        raise _which_list(reference)
    positioned = _by_position(reference, pool) if block else None
    if positioned:
        return positioned
    scored = sorted(((similarity(reference, i.text), b, i) for b, i in pool), key=lambda row: -row[0])
    good = [row for row in scored if row[0] >= GOOD_MATCH]
    if not good:
        raise _nothing(reference, pool, block)
    close = [(b, i) for score, b, i in good if good[0][0] - score < CLEAR_LEAD]
    if len(close) > 1:
        raise ambiguous(reference, close)
    return close[0]


def content_words(text: str) -> set[str]:
    """The words that say something, in the singular, and pairs of Chinese characters."""
    return _units(_plain(text))


def holds(text: str, words: str) -> bool:
    """Whether an item says just these words somewhere."""
    return bool(words) and _literal(words).search(text) is not None


def mentions(text: str, words: str) -> bool:
    """Whether an item speaks of `words`: says them, or each of them in singular or plural."""
    if not words.isascii():
        return words.lower() in text.lower()
    wanted = _units(_plain(words))
    return holds(text, words) or (bool(wanted) and wanted <= _units(_plain(text)))


def reworded(text: str, words: str, new: str) -> str:
    """An item after `words` became `new`.

    Only the words change where they name a part of the item: an amount for an amount, a phrase that keeps some of
    them, or a part that does not stand for the whole. Else the item is what was meant, and `new` replaces it whole.
    """
    if not holds(text, words):
        return new
    if holds(new, words) and find_quantities(new) and find_quantities(in_place(text, words, " ")):
        return new  # "the £199 fee" became "a £899 fee": the price of the old one goes with it
    around = _units(_plain(in_place(text, words, " "))) - _units(_plain(words))
    if _units(_plain(new)) & around:
        return new
    amounts = bool(find_quantities(words)) and bool(find_quantities(new))
    alike = amounts or bool(_units(_plain(words)) & _units(_plain(new)))
    return in_place(text, words, new) if alike or _is_part(text, words) else new


def _is_part(text: str, words: str) -> bool:
    """Whether words name a part of an item: "VetBase" in "software vendor VetBase", not the noun that heads it."""
    match = _literal(words).search(text)
    before, after = (text[: match.start()], text[match.end() :]) if match else ("", "")
    if not text.isascii():
        return max(len(before), len(after)) >= PART * len(words)
    if _plain(before):
        said = text[len(before) : len(before) + len(words)]
        return bool(_LINK.search(before)) or said[:1].isupper() or said[:1].isdigit()
    return not re.match(rf"\s*{_LINK.pattern}", after) and len(after.split()) >= PART * len(words.split())


def in_place(text: str, words: str, new: str) -> str:
    """An item with `words` exchanged for `new` wherever it says them."""
    changed = _literal(words).sub(lambda _: new, text)
    return changed[:1].upper() + changed[1:] if text[:1].isupper() and changed[:1].islower() else changed


def similarity(reference: str, text: str) -> float:
    """How well words resemble an item's text, 0 to 1; words contained in the text count in full."""
    a, b = _plain(reference), _plain(text)
    if not a or not b:
        return 0.0
    if a == b:
        return 1.2
    units_a, units_b = _units(a), _units(b)
    shared = len(units_a & units_b) / len(units_a) if units_a else 0.0
    contained = 0.95 if f" {a} " in f" {b} " or (not a.isascii() and a in b) else 0.0
    return max(contained, 0.9 * shared, SequenceMatcher(None, a, b).ratio() * 0.9)


def _literal(words: str) -> re.Pattern[str]:
    inner = r"\s*".join(re.escape(part) for part in words.split())
    return re.compile(rf"(?<![A-Za-z0-9]){inner}(?![A-Za-z0-9])", re.IGNORECASE)


def ambiguous(reference: str, candidates: list[Placed]) -> ToolInputError:
    """The question which of several items is meant."""
    shown_en = "; ".join(f"{i.id} “{i.text}” ({BLOCKS[b].label['en']})" for b, i in candidates)
    shown_zh = "；".join(f"{i.id}“{i.text}”（{BLOCKS[b].label['zh']}）" for b, i in candidates)
    en = f"“{reference}” fits several items" if reference else "Several items are there"
    zh = f"“{reference}”对应多条内容" if reference else "这里有多条内容"
    return ToolInputError(
        f"{en}: {shown_en}. Which one do you mean?",
        f"{zh}：{shown_zh}。您指的是哪一条？",
        question=True,
        choices=tuple(i.id for _, i in candidates),
    )


def _by_position(reference: str, pool: list[Placed]) -> Placed | None:
    match = _ORDINAL.fullmatch(reference.strip())
    if not match:
        return None
    word = match["en"] or match["zh"]
    number = _ORDINALS[word.lower()] if word else int(match["digit"])
    index = number - 1 if number > 0 else len(pool) - 1
    return pool[index] if 0 <= index < len(pool) else None


def _which_list(reference: str) -> ToolInputError:
    en, zh = (", ".join(BLOCKS[b].label["en"] for b in BLOCK_IDS), "、".join(BLOCKS[b].label["zh"] for b in BLOCK_IDS))
    return ToolInputError(
        f"“{reference}” of which block: {en}?",
        f"“{reference}”是哪个模块里的：{zh}？",
        question=True,
        choices=tuple(BLOCK_IDS),
    )


def _nothing(reference: str, pool: list[Placed], block: BlockId | None) -> ToolInputError:
    where_en = f" in {BLOCKS[block].label['en']}" if block else " on the canvas"
    where_zh = f"“{BLOCKS[block].label['zh']}”里" if block else "画布上"
    if not pool:
        return ToolInputError(f"There is nothing{where_en} yet.", f"{where_zh}还没有内容。")
    nearest = sorted(pool, key=lambda placed: -similarity(reference, placed[1].text))[:NEAREST]
    listed_en = "; ".join(f"“{i.text}”" for _, i in nearest)
    listed_zh = "；".join(f"“{i.text}”" for _, i in nearest)
    lead_en, lead_zh = ("There is", "现有") if len(pool) <= NEAREST else ("Nearest are", "最接近的有")
    return ToolInputError(
        f"Nothing{where_en} matches “{reference}”. {lead_en}: {listed_en}.",
        f"{where_zh}没有与“{reference}”相符的内容。{lead_zh}：{listed_zh}。",
    )


def _plain(text: str) -> str:
    return " ".join(
        re.findall(r"[a-z0-9%$€£]+(?:\.[a-z0-9%$€£]+)*|[\u4e00-\u9fff]+", text.lower().replace("’", "'"))
    ).strip(" .")


def _units(plain: str) -> set[str]:
    words = {_stem(w.strip("$€£")) for w in re.findall(r"[a-z0-9%$€£.]+", plain)} - _STOP
    han = re.findall(r"[\u4e00-\u9fff]+", plain)
    return words | {run[i : i + 2] for run in han for i in range(max(len(run) - 1, 1))}


def _stem(word: str) -> str:
    for ending in ("ies", "es", "s"):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            return word[: -len(ending)] + ("y" if ending == "ies" else "")
    return word
