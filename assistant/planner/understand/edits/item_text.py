"""How an item must read: the words a message means, without the order, the talk and the reasons around them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.canvas import Canvas
from assistant.language.lazy_re import lazy_re
from assistant.language.quantities import find_quantities
from assistant.planner.understand.edits.amounts_said import read_amount
from assistant.planner.understand.edits.canvas_edits import EDGES, VERBS, Edit
from assistant.planner.understand.edits.in_view import PRONOUNS
from assistant.planner.understand.edits.item_words import bare, stands
from assistant.planner.understand.edits.several_edits import QUOTED

_NO_NAME = {*PRONOUNS, "", "条", "个", "项", "直接"}
_SHARE = 0.25  # of the words of an item that a quotation must be to be all of it
# “…”那格 quotes what a block is called, no item.
_OF_BLOCK = lazy_re(r"\s*(?:那|这)?(?:一)?(?:格|栏|块|模块)|\s*(?:block|section|box|column)\b", re.IGNORECASE)
_ON_BLOCK = lazy_re(r"^“[^”]+”\s*(?:那|这)?(?:一)?[格栏块][^,，]*[,，]\s*(?:我们?有?)?")
_LEAD = lazy_re(
    r"^(?:(?:and|but|so|also|actually|please|pls|well|hm+|ok(?:ay)?|then|now|n|just|maybe|say|as do|so do|"
    r"(?:we(?:'ve| have)? |i(?:'ve| have)? )?(?:taken on|hired|brought in|signed up|teamed up with))\b[\s,:]*|"
    r"(?:那就|就加|加一[条个项]|写成|写上|写进|加上|改成|换成|改叫|对应地|[那就行好再还也请嗯哦]?[,，:：])[\s,，:：]*)+",
    re.IGNORECASE,
)
_TAIL = lazy_re(
    r"(?:[\s,，]+(?:is|are|r|too|also|as well|please|pls|instead|now|then|actually|thanks|thank you|though|i (?:think|"
    r"guess|suppose|mean(?:t)?)|if (?:i may|you (?:can|could|would)))|\s*(?:→|->|=>)|"
    r"[,，]?(?:吧|了|谢谢|谢了|同时|同样|也(?:可以|能)?(?:做|用|买|要|是)?|呗|就行|就好|就可以|好了|这样))+\W*$",
    re.IGNORECASE,
)
# Why it is so is no part of the item: "leased vans, they are cheaper"; 艺考生，他们补文化课.
_REASON = lazy_re(
    r"\s*(?:[,;，；]\s*(?:(?:and\s+)?(?:they|we|it|he|she|i|you|that|this|because|since|as|so|which)\b|"
    r"the \w+ (?:is|are|has|have|was|were)\b|"
    r"他们?|她们?|它们?|我们?|咱|因为|反正|毕竟|不然|这样|免得|省得|谈|刚|目前|[^,，]*(?:太.|没人|不起|不了|了$))|"
    r"[.!?。！？]\s+(?=\S)|(?<=\d)[,，]\s*\d+太).*$",
    re.IGNORECASE,
)
_CLAUSES = lazy_re(r"(?<!\d)[,，]|[,，](?!\d)|[;；。!！\n]|\.(?:\s|$)")
_NEXT_CLAUSE = lazy_re(
    r"[;；。]\s*|[,，]\s*(?!\d{3}\b)(?:and\s+|另外|还有|然后|而且)?|\s+and\s+(?=(?:the|our|my)\b)|\.\s+", re.IGNORECASE
)
_OUT_OF_PLACE = lazy_re(
    r"\s+(?:out|off|away|gone|dead|finished|over|history)\b(?:\s+(?:of|from)\s+.{1,30})?\W*$",
    re.IGNORECASE,
)
# What stands before a quotation that is the item: 加上“…”, "put “…” among".
_ORDERED = lazy_re(
    r"(?:\b(?:add|put|include|write)|[加补添写记]上?)(?:一[条个项]| an?| the)?[\s:：,，]*$", re.IGNORECASE
)
_WRITTEN = lazy_re(r"[,，]?\s*(?:写|改|换)[成为作]?$|\s+(?:to|with|into)$", re.IGNORECASE)
_BECOMES = lazy_re(
    r"(?:the |our )?(?P<en>[^,;.]+?)\s+(?:becomes?|became|(?:is|are)(?: now)?|now|"
    r"(?:has|have|ought) to (?:say|be)|(?:should|must)(?: now)? (?:say|read|be))\s+(?P<new>[^;]+?)"
    r"(?:\s+(?:now|then|too|from now on|this year|instead of .+))*\W*|"
    r"(?P<zh>[^，,。]{2,12}?)(?:现在|如今|其实|应该)?(?:是|变成|变为|涨到|降到|得写|要写|写)(?P<new_zh>[^，,。]+)[。！]*",
    re.IGNORECASE,
)
_CALLED = lazy_re(
    r"(?:call|name|make) it (?P<en>[^,;.]+)\W*|(?:就|改)?叫(?:它|做|作)?(?P<zh>[^，,。]{2,16})\W*", re.IGNORECASE
)
_INSTEAD_OF = lazy_re(r"\b(?:instead of|rather than)\s+(?P<old>[^,;.]+?)\W*$", re.IGNORECASE)
_PUT_INSTEAD = lazy_re(
    r"\s*[,;]?\s+(?:and|then)\s+(?:write|put|say)(?: in)?\s+(?P<en>.+?)\s+(?:there|instead|in its place)\W*$|"
    r"[,，;；]?(?:改写?|写|换)(?:成|上|为)(?P<zh>[^，,。]+)\W*$",
    re.IGNORECASE,
)
_REMOVES = lazy_re(
    rf"^\W*(?:(?:and|but|so|also|then|now|n|hm+|ok(?:ay)?|please|oh|no|let's|we|i)\b[\s,]*)*"
    rf"(?:{VERBS['remove']}|rm|del|take|off with|out with|away with|lose|dropped|cancelled|scrapped)(?![a-z])\s*"
    rf"(?:(?:out|off|away)\s+)?",
    re.IGNORECASE,
)
_REMOVED_ZH = lazy_re(
    rf"^(?:(?:画布|图)(?:里面?|上面?|中)?的?|[那先把将请就]|帮我)*(?P<item>.+?)(?:[这那]?一?[条个项类])?"
    rf"(?:先|请|就|给我|都|也|可以|还是|我|直接|把它)*(?:{VERBS['remove']}|去了|拿走|不做)(?:了|吧|掉)*\W*$"
)
_REMOVES_ZH = lazy_re(r"(?:去掉|删掉|删除|删了|拿掉|划掉|撤掉|砍掉)(?P<item>[\u4e00-\u9fff\w]{2,})$")


def worded(edits: Sequence[Edit], text: str, canvas: Canvas) -> list[Edit]:
    """The edits of a clause with their items and texts in the words that were meant.

    Args:
        edits: As they were read.
        text: The clause.
        canvas: The canvas as it stands; what names an item on it is left as it is.
    """
    quotes = [match for match in QUOTED.finditer(text) if not _OF_BLOCK.match(text, match.end())]
    if len(edits) == 1 and (put := _put_instead(edits[0], text, canvas)):
        return [put]
    if len(edits) == 1 and len(quotes) == 1:
        quote = next(group for group in quotes[0].groups() if group).strip()
        ordered = edits[0].op == "add" and _ORDERED.search(text[: quotes[0].start()])
        edits = [replace(edits[0], text=quote) if ordered else _quoted(edits[0], quote, canvas)]
        if quote in (edits[0].item, edits[0].text):
            return edits
    return [_plain(edit, text, canvas) for edit in edits]


def reworded_beside(edits: Sequence[Edit], text: str, canvas: Canvas) -> list[Edit]:
    """What other clauses than that of the edits tell of other items: "swap A for B, and the membership is 48 now"."""
    named, said = {edit.item for edit in edits}, {edit.text for edit in edits}
    found: list[Edit] = []
    for clause in _NEXT_CLAUSE.split(text)[1:]:
        told = read_amount(clause, canvas) or [_become(Edit("replace", "", "", ""), clause)]
        found += [e for e in told if e.text and e.text not in said and e.item not in named and stands(e.item, canvas)]
    return found


def _put_instead(edit: Edit, text: str, canvas: Canvas) -> Edit | None:
    """The replacement that an order to take one item off and to write another there means."""
    match = _PUT_INSTEAD.search(text) if edit.op == "remove" and not edit.everywhere else None
    if not match:
        return None
    item = edit.item if stands(edit.item, canvas) else _removed(edit.item, text[: match.start()])
    return Edit("replace", edit.block, item, _meant((match["en"] or match["zh"]).strip(EDGES)))


def _quoted(edit: Edit, quote: str, canvas: Canvas) -> Edit:
    """An edit of which one phrase of the message is quoted: that is the item, or what it shall say."""

    def is_it(words: str) -> bool:
        return quote in words and len(quote) >= _SHARE * len(words) or bool(words) and words in quote

    if edit.op in ("add", "replace") and is_it(edit.text):
        return replace(edit, text=quote)
    if edit.op == "replace" and not edit.text and (item := edit.item.partition("“")[0].strip(EDGES)):
        return replace(edit, item=_WRITTEN.sub("", item), text=quote)
    if edit.op != "add" and quote in edit.item and not stands(edit.item, canvas):
        return replace(edit, item=quote)
    return edit


def _plain(edit: Edit, text: str, canvas: Canvas) -> Edit:
    if edit.op in ("add", "replace") and edit.text and edit.text in text:
        return replace(edit, text=_meant(edit.text))
    if edit.item.lower() in PRONOUNS:
        return edit
    if edit.op == "replace" and not edit.text and not canvas.find(edit.item):
        return _become(edit, text)
    if edit.op == "remove" and edit.item and not edit.everywhere and not stands(edit.item, canvas):
        return replace(edit, item=_removed(edit.item, text))
    return edit


def _become(edit: Edit, text: str) -> Edit:
    """What a message says an item now is, where no order names both: "the fare is 28 now", 学费现在是两千."""
    said = _LEAD.sub("", text.strip())
    if match := _CALLED.fullmatch(said):
        return replace(edit, item="it", text=_meant(match["en"] or match["zh"]))
    match = _BECOMES.fullmatch(said)
    if not match:
        return edit
    new = _meant((match["new"] or match["new_zh"]).strip(EDGES))
    if any(2 * len(q.text) > len(new) for q in find_quantities(new)):
        return edit  # a number alone is a part of an item
    instead = _INSTEAD_OF.search(said)
    item = bare(instead["old"] if instead else match["en"] or match["zh"])
    return replace(edit, item=item, text=new) if item else edit


def _meant(words: str) -> str:
    """The words of an item without what leads to it, what follows it and the reasons given."""
    if "”" in words and "“" not in words:
        words = words.partition("”")[0]  # the end of a quotation, and what is said of it
    if QUOTED.fullmatch(words):
        return words
    said = _LEAD.sub("", _ON_BLOCK.sub("", words))
    said = _TAIL.sub("", _REASON.sub("", said) or said)
    if said.count("“") != said.count("”"):
        return words
    return said.strip(EDGES) or words


def _removed(item: str, text: str) -> str:
    """What a message wants off that does not stand on the canvas: the object of its own order."""
    before = ""
    for clause in filter(None, (c.strip() for c in _CLAUSES.split(text))):
        if match := _REMOVED_ZH.match(clause) or _REMOVES_ZH.search(clause):
            named = match["item"]
        elif _REMOVES.match(clause) or _OUT_OF_PLACE.search(clause):
            named = re.sub(
                r"\s+(?:is|are|r|was|were)$", "", _OUT_OF_PLACE.sub("", _REMOVES.sub("", clause)), flags=re.I
            )
        else:
            before = before or _LEAD.sub("", clause)
            continue
        named = bare(_LEAD.sub("", named))
        return before or item if named.lower() in _NO_NAME else named
    return item
