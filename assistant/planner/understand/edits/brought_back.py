"""Items wanted back that an edit took off or reworded: "put the nurseries back", 连锁那类还是恢复吧, 换回来."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.canvas import BlockId, History, Item
from assistant.canvas.matching import content_words, same_text
from assistant.language.lazy_re import lazy_re
from assistant.planner.understand.edits.canvas_edits import VERBS, Edit, edit_op
from assistant.planner.understand.edits.item_words import ASKS

LONGEST = 100  # characters
BACK = lazy_re(
    r"\b(?:bring|put|get|take|add|want|have|need|give|change|turn|switch|set)\b.{0,40}\bback\b(?! to)|\bundelete\b|"
    r"\b(?:restore|reinstate|un-?remove|recover|revive)\b|"
    r"恢复(?!到|成|为)|还原(?!到|成|为)|[加放换改拿要找补写]回来?(?!到|成|为)|(?:还是|又|得)(?:留着|要的|得有)",
    re.IGNORECASE,
)
_OTHER = lazy_re(
    r"\b(?:version|branch|numbers?|model|scenario|base case|input|everything|all of it|churn|price)\b|"
    r"版本|分支|数字|模型|情形|全部|所有|一切|输入|流失|价格|存|\bv\d",
    re.IGNORECASE,
)


# 把刚才划掉的那条放回去: the item itself is not named.
_REMOVED_ONE = lazy_re(
    rf"\b(?:one|item|entry|what|thing)\b.{{0,12}}\b(?:removed|deleted|dropped|took off|taken off|struck|cut|"
    r"scrapped)\b|"
    rf"(?:{VERBS['remove']})(?:了|掉)?的(?:那|这)?[条个项家]?",
    re.IGNORECASE,
)


def read_back(text: str, history: History) -> list[Edit]:
    """Edits that bring an item back as it stood last; empty where the text names none that is gone or reworded."""
    if len(text) > LONGEST or not BACK.search(text) or _OTHER.search(text) or ASKS.search(text):
        return []
    said = content_words(text)
    best: tuple[int, BlockId, Item] | None = None
    for block, item in _gone(history):
        score = _score(said, item, history)
        if score and (best is None or score > best[0]):
            best = (score, block, item)
    if best is None and (gone := _last_removed(history)) and _REMOVED_ONE.search(text):
        best = (1, *gone)
    if best is None:
        return []
    _, block, item = best
    if history.canvas.find(item.id):
        return [Edit("replace", "", item.id, item.text)]
    return [Edit("add", block, "", item.text)]


def _score(said: set[str], item: Item, history: History) -> int:
    """How much of an item a text names that nothing on the canvas says as well."""
    now = history.canvas.find(item.id)
    others = content_words(now[1].text) if now else set[str]()
    shared = (content_words(item.text) & said) - others
    return sum(len(word) for word in shared)


def only_brings_back(text: str, history: History, pieces: Sequence[str]) -> bool:
    """Whether of the pieces of a message one wants an item back and the others order nothing."""
    others = [piece for piece in pieces if not BACK.search(piece)]
    return bool(read_back(text, history)) and not any(edit_op(piece) for piece in others)


def _last_removed(history: History) -> tuple[BlockId, Item] | None:
    """The item that was taken off last."""
    gone = [(block, item) for block, item in _gone(history) if not history.canvas.find(item.id)]
    return gone[0] if gone else None


def _gone(history: History) -> Iterator[tuple[BlockId, Item]]:
    """Items of earlier states that the canvas no longer holds as they were, the newest state first."""
    present = list(history.canvas.all_items())
    seen: set[tuple[str, str]] = set()
    for entry in reversed(history.entries[: history.position]):
        for block, item in entry.canvas.all_items():
            if (item.id, item.text) in seen or any(same_text(item.text, now.text) for _, now in present):
                continue
            seen.add((item.id, item.text))
            yield block, item


def names_nothing(text: str) -> bool:
    """Whether a text only wants the last change back: 恢复吧, "put it back", "bring that back please"."""
    rest = BACK.sub(" ", text)
    rest = re.sub(
        r"\bi\.e\.?|\b(?:it|that|them|those|this|please|pls|back|actually|no|sorry|hmm+|well|ok(?:ay)?|"
        r"you know what|can you|"
        r"could you|let'?s|i|we|want|the|item|again|of|one|ones|step|on second thoughts?|wait|oh|just|one)\b|"
        r"[吧了啊呀呢嗯哦算还是我的它那个那条刚才请帮把给再又要上一步唉哎]|[\W_]",
        "",
        rest,
        flags=re.IGNORECASE,
    )
    return len(text) <= LONGEST and bool(BACK.search(text)) and not rest and not _OTHER.search(text)
