"""The order in a clause without what is said beside it: what stays, when an item was put on, slips mended at once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.canvas import Canvas, find_blocks
from assistant.language.lazy_re import lazy_re
from assistant.planner.understand.edits.canvas_edits import CONNECT, EDGES, VERBS, Edit, edit_op, linked, read_edit
from assistant.planner.understand.edits.in_view import PUT_ON_EN, PUT_ON_ZH
from assistant.planner.understand.edits.item_words import unled

LONGEST_SLIP = 40  # characters
# What is to stay as it is: "…, but leave the model alone", ……，客户关系那边不动.
_STAYS = lazy_re(
    r"\s*[,，;；.。]\s*(?:(?:but|and|just|please)\s+)*(?:leave|keep|don['’]?t (?:touch|change))\b[^,;.]{1,40}"
    r"(?:as (?:it|they) (?:is|are)|alone|there|untouched|unchanged|the same|in place|\w+)\W*$|"
    r"\s*[,，;；.。]\s*[^,;.]{1,40}\b(?:stays?|remains?|can stay|should stay)\b[^,;.]{0,20}\W*$|"
    r"\s*[，,；;。]\s*(?:但是?|不过|而)?(?:别动|不要动|保留|留着)[^，,；;。]{1,12}\W*$|"
    r"\s*[，,；;。]\s*(?:但是?|不过|而)?[^，,；;。]{1,12}?(?:都|就|先|也|还)?(?:不动|不变|保留|留着|照旧|别动|不用动|不要动|不改)\W*$",
    re.IGNORECASE,
)
_KEEPS_ONLY = lazy_re(r"\bonly\b|\bjust keep\b|\bkeep just\b|只|除了", re.IGNORECASE)
_TITLE = lazy_re(rf"^\s*[a-z]{{2,10}}:\s+(?=(?:{VERBS['add']}|{VERBS['remove']}|{VERBS['replace']})\b)", re.IGNORECASE)
_ON_CANVAS = lazy_re(r"\s+(?:entry|item|line|bullet)?\s*\b(?:from|off|on|in) (?:the|our|my) canvas\b", re.IGNORECASE)
_ADDED_LAST = lazy_re(
    r"\b(?:whatever|what|the (?:last )?(?:one|thing|item|entry)) (?:that |which )?(?:i|we|you) (?:just |"
    r"last )?(?:added|put in|put on|"
    r"wrote)(?: last| just now)?",
    re.IGNORECASE,
)
_THEN_VERB = lazy_re(r"\s*(?:也|都|全|还是|先|再|就)*(?:删|去掉|拿|撤|砍|改|换|挪|移|放|不要|取消|划)")
_BECOMES = lazy_re(
    rf"{CONNECT['en']}|{CONNECT['zh']}|\b(?:is|are|be|say|says|read|reads|only|just|not|without|shorten\w*|now)\b|"
    r"是|叫|只|不|去掉|[:：“\"'「]",
    re.IGNORECASE,
)
_SLIP = lazy_re(
    r"\s*[,，.。;；!！–—-]+\s*(?:oh[\s,]+)?(?:"
    r"(?:no[\s,]+wait|wait[\s,]+no|wait|no|nope|sorry|scratch that|correction|oops|actually(?: no)?|rather|or rather)"
    r"\b[\s,:，–—-]*(?:(?:no|sorry|i mean[t]?|make (?:that|it)|it['’]?s|that['’]?s|it should be|should be|"
    r"rather|add|put)"
    r"\b[\s,:]*)*|i mean[t]?\b[\s,:]*|make that\b[\s,:]*|"
    r"[噢哦啊哎呃嗯]*(?:等等|等一?下|等会儿?|不对|不不|不(?=[,，])|不是|说错了?|打错了?|写错了?|错了|口误)[,，:：。\s]*"
    r"(?:(?:我)?(?:应该是|应当是|应该|是|我是说|说的是|改成|换成|写成)[,，:：]?)?)"
    r"(?P<new>[^,，.。;；]+?)(?:[,，]\s*(?:请|就)?(?:加|写|补|add|put)?\s*(?P=new))?\W*$",
    re.IGNORECASE,
)


def proper(text: str) -> str:
    """The order of a clause by itself: 把刚加的顺丰去掉，别的不动 is 把顺丰去掉."""
    if not _KEEPS_ONLY.search(text):
        text = _STAYS.sub("", text) or text
    title = _TITLE.match(text)
    text = text[title.end() :] if title and not find_blocks(title.group()) else text
    text = _ADDED_LAST.sub("that one", text)
    text = PUT_ON_EN.sub("", _ON_CANVAS.sub(" ", text)).strip()
    return PUT_ON_ZH.sub(lambda m: "那条" if _THEN_VERB.match(text, m.end()) else "", text)


def slip(text: str) -> tuple[str, str] | None:
    """What was ordered first and what was meant: "add fairs to channels, no wait, webinars"; None without a slip."""
    match = _SLIP.search(text)
    before = text[: match.start()] if match else ""
    if (
        not match
        or len(match["new"]) > LONGEST_SLIP
        or not (find_blocks(before) or edit_op(before, of_known_item=True))
    ):
        return None
    return before, match["new"].strip(EDGES)


def sparing_nothing_new(edits: Sequence[Edit], text: str, canvas: Canvas) -> list[Edit]:
    """The edits without a new wording that only repeats the item: 我想改月卡价格 does not say what the pass costs."""
    return [_asking(edit, canvas) if edit.op == "replace" and not _BECOMES.search(text) else edit for edit in edits]


def _asking(edit: Edit, canvas: Canvas) -> Edit:
    found = canvas.find(edit.item)
    repeats = found and edit.text and len(edit.text) < len(found[1].text) and edit.text.lower() in found[1].text.lower()
    return replace(edit, text="") if repeats else edit


def as_meant(edits: Sequence[Edit], new: str) -> list[Edit]:
    """The edits that were ordered first, the last of them with what was meant."""
    *first, last = edits
    block, words = _placed(new, last.block)
    old, _, put = words.partition(next(iter(re.findall(CONNECT["zh"], words)), "\0"))
    wrong = next((e for e in edits if put and old.strip(EDGES) in {e.text, e.item}), None)
    if wrong:
        return [replace(e, text=put.strip(EDGES)) if e is wrong else e for e in edits]
    if not words or last.op == "move":
        return [*first, replace(last, block=block)]
    if last.op in {"add", "replace"}:
        return [*first, replace(last, block=block, text=unled(words))]
    return [*first, replace(last, block=block, item=unled(words))]


def _placed(new: str, block: str) -> tuple[str, str]:
    """The block that a correction names, else the one named first, and what is to stand there."""
    for mention in find_blocks(new)[-1:]:
        if linked(new, mention) or not new.replace(mention.text, "").strip(EDGES):
            return mention.block, read_edit(f"add {new}" if new.isascii() else new, "add").text
    return block, new
