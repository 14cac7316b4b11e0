"""What stood before the user's eyes: the block shown last, the items of the last edit; words that point there."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.canvas import BLOCKS, BlockId, Canvas, History, find_blocks
from assistant.canvas.matching import mentions
from assistant.language.lazy_re import lazy_re
from assistant.planner.context import Context
from assistant.planner.understand.edits.canvas_edits import Edit
from assistant.planner.understand.edits.places import ITEM, read_place

EDITED = "edit"  # in the focus: what the last edit changed is in view
PRONOUNS = frozenset(
    "it that this them those these they both 它 它们 这个 那个 这条 那条 这项 那项 这些 那些 这一条 那一条 这两条 "
    "那两条 两条 两个 这两个 那两个 俩 刚才那条 刚才那个".split()
) | {"that one", "this one", "both of them", "both of those"}
_PLURAL = lazy_re(r"\b(?:them|those|these|they|both)\b|们|些|两|俩", re.IGNORECASE)
_PAIR = 2
LITTLE_BESIDE = 3  # characters beside an item that make the message but its name
_ZH = (
    r"(?P<former>前者|前一[个条项])|(?P<latter>后者|后一[个条项])|"
    r"(?P<place>(?:倒数)?第[一二三四五六七八\d](?:个|条|项|类|种|家|点|句|行)|"
    r"最后(?:那|面|的)?一?(?:个|条|项|类|种)|"
    r"(?:前|后)面?[两二三四](?:个|条|项|类|种|家|点|句|行))"
)
_EN = (
    r"\b(?:the\s+)?(?P<former_en>former)(?:\s+one)?\b|\b(?:the\s+)?(?P<latter_en>latter)(?:\s+one)?\b|"
    r"\b(?:the\s+)?(?P<place_en>first|second|third|fourth|fifth|sixth|last|bottom|top|[1-6](?:st|nd|rd|th))\s+"
    r"(?:one|item|entry|point|line|bullet)\b(?!\s+(?:of|in|on|under)\b)"
)
_REFERS = lazy_re(f"{_ZH}|{_EN}", re.IGNORECASE)
_CLAUSES = lazy_re(r"([,，;；。.!！?？:：])")


@dataclass(frozen=True)
class InView:
    """What can be pointed at.

    Attributes:
        block: The block shown or edited last; None where none or several were.
        items: Ids of what it showed, or of what the last edit changed and left standing, in that order.
    """

    block: BlockId | None = None
    items: tuple[str, ...] = ()


def in_view(context: Context) -> InView:
    """What the turns before left in view."""
    shown = str(context.focus.get("in_view") or "")
    canvas = History.from_json(context.canvas).canvas
    if shown in BLOCKS:
        block: BlockId = shown
        return InView(block, tuple(item.id for item in canvas.block(block)))
    changes = ((context.seen.get("edit_canvas") or {}).get("data") or {}).get("changes") or []
    if shown != EDITED or not changes:
        return InView()
    blocks = {str(change["block"]) for change in changes}
    block_of = next(iter(blocks)) if len(blocks) == 1 else None
    standing = dict.fromkeys(str(change["id"]) for change in changes if canvas.find(str(change["id"])))
    return InView(block_of, tuple(standing))  # type: ignore[arg-type]


def spelled_out(text: str, context: Context) -> str:
    """A message with block and place instead of what only points: 后者 becomes 客户关系第二条."""
    if not _REFERS.search(text) or context.asked.get("kind") not in {None, "edit", "block"}:
        return text
    view = in_view(context)
    if not view.block and len(view.items) < _PAIR:
        return text
    canvas = History.from_json(context.canvas).canvas
    parts: list[str] = []
    for part in _CLAUSES.split(text):
        if mentions := find_blocks(part):  # "the first channel reads X, and delete the second one"
            named = mentions[-1].block
            view = InView(named, tuple(item.id for item in canvas.block(named)))
        parts.append(_clause(part, view, canvas))
    return "".join(parts)


def _clause(part: str, view: InView, canvas: Canvas) -> str:
    if read_place(part, canvas):
        return part

    def named(match: re.Match[str]) -> str:
        former, latter = match["former"] or match["former_en"], match["latter"] or match["latter_en"]
        if former or latter:
            if len(view.items) < _PAIR:
                return match.group()
            return _placed(view.items[0 if former else -1], canvas, match.group())
        if not view.block:
            return match.group()
        label = BLOCKS[view.block].label
        return f"{label['zh']}{match.group()}" if not match.group().isascii() else f"{match.group()} of {label['en']}"

    before = _REFERS.search(part)
    if before and any(m.span[1] == before.start() for m in find_blocks(part)):
        return part
    said = _REFERS.sub(named, part)
    placed = read_place(said, canvas)
    return said if placed and all(canvas.find(item) for item in placed.items) else part


def _placed(item: str, canvas: Canvas, said: str) -> str:
    """An item by its block and its number there."""
    found = canvas.find(item)
    if not found:
        return said
    number = [i.id for i in canvas.block(found[0])].index(item) + 1
    label = BLOCKS[found[0]].label
    return f"item {number} of {label['en']}" if said.isascii() else f"{label['zh']}第{number}条"


_AGAIN = lazy_re(
    r"\b(?:another|more|also|too|as well|new one|second|then|next|instead|rather|as do|so do)\b|"
    r"^\W*(?:and|n|plus|or)\b|"
    r"再|还|也|另外|又|第二|新|补|换|同样|[加放写记填]进去|[加写记]上去|\b(?:put|add|write) (?:it|that|this|"
    r"them) (?:in|there|down)\b",
    re.IGNORECASE,
)


PUT_ON_EN = lazy_re(
    r"\s*(?:,\s*)?\b(?:that|which)?\s*(?:i|we|you)(?:['’]ve)?\s+(?:have\s+)?(?:just|only just|recently)\s+"
    r"(?:added|put (?:in|on|there)|wrote|mentioned|entered)(?:\s+(?:there|now))?",
    re.IGNORECASE,
)
PUT_ON_ZH = lazy_re(
    r"(?:刚刚?才?|刚才|方才|前面|上面)(?:新)?(?:加|添|写|补|放|说|提|记|填)(?:上|进去?|到)?的(?:那个|那条|那一条)?"
)
PUT_ON = lazy_re(f"{PUT_ON_EN.pattern}|{PUT_ON_ZH.pattern}", re.IGNORECASE)
_TOO = lazy_re(
    rf"\W*(?:(?:and|also|then|plus|oh)\b\W*|还有|再|另外|然后|把)*(?:the\s+)?{ITEM}"
    r"(?:\s*(?:as well|too|also|likewise|please|同样|一样|也))*\W*",
    re.IGNORECASE,
)
_THAT_ONE_ZH = lazy_re(
    r"(?:前面|刚才|刚刚|上面|之前|原来|先前)?的?[那这](?:一)?[条个项](?:就|都|也|可以)*(?:不用|不必|不需要|别|没必要)?再?(?:留着?|要)?了?"
)
# "change it to something cheaper" does not say what it is to read.
_VAGUE = lazy_re(
    r"^(?:some|any)thing\b|^(?:a (?:bit|little)|more|less)\s+\w+$|^更?\S{1,3}一?[点些]儿?的?$", re.IGNORECASE
)
# 写：飞前确认地块, "put in: …" after a block was shown or emptied
WRITES = lazy_re(
    r"\W*(?:(?:please|now|then|ok(?:ay)?|and|so)\b\W*)*(?:write|put|add|enter|fill|list|note)(?: in| down| there| this|"
    r" these| the following| instead)*\s*[:：]|\W*(?:就|请|那|现在|重新|先)*(?:写|填|加|补|放|记)(?:上|入|进|成|下|"
    r"这些|这几条|进去)*\s*[:：]",
    re.IGNORECASE,
)


def in_same_block(edits: list[Edit], text: str, context: Context) -> list[Edit]:
    """Additions that name no block in the one in view, where the words go on with it: 再补两个, "and another one"."""
    block = in_view(context).block if context.focus.get("in_view_now") else None
    if not block or any(edit.op != "add" for edit in edits):
        return edits
    bare_name = len(edits) == 1 and len(text.strip()) - len(edits[0].text) <= LITTLE_BESIDE
    if not (_AGAIN.search(text) or WRITES.match(text) or bare_name):
        return edits
    return [Edit("add", edit.block or block, "", edit.text) for edit in edits]


def _in_block(items: Sequence[str], block: str, context: Context) -> tuple[str, ...]:
    """Those of the items that stand in a block, or what stands there in the same words."""
    canvas = History.from_json(context.canvas).canvas
    said = [found[1].text for item in items if (found := canvas.find(item))]
    own = [i.id for b, i in canvas.all_items() if b == block]
    there = tuple(item for item in items if item in own)
    return there or tuple(i.id for b, i in canvas.all_items() if b == block and i.text in said)


def repeated(text: str, context: Context) -> list[Edit]:
    """What the last edit took off is to go of items named by place too: "and the first channel", 还有第二条渠道."""
    if not context.focus.get("in_view_now") or context.focus.get("edit") != "remove":
        return []
    canvas = History.from_json(context.canvas).canvas
    placed = read_place(text, canvas)
    alone = placed and _TOO.fullmatch(placed.text) and all(canvas.find(item) for item in placed.items)
    return [Edit("remove", "", item, "") for item in placed.items] if placed and alone else []


def just_put_on(edits: Sequence[Edit], text: str, context: Context) -> list[Edit]:
    """Edits of what the last edit put on, where a message says so: of two florists, "drop the florist I just added"."""
    if not PUT_ON.search(text):
        return list(edits)
    canvas = History.from_json(context.canvas).canvas
    changes = ((context.seen.get("edit_canvas") or {}).get("data") or {}).get("changes") or []
    added = [str(c["id"]) for c in changes if c["op"] == "add" and canvas.find(str(c["id"]))]
    return [_of_added(edit, added, canvas) for edit in edits]


def _of_added(edit: Edit, added: Sequence[str], canvas: Canvas) -> Edit:
    if edit.op == "add" or not edit.item or canvas.find(edit.item):
        return edit
    items = [found[1] for id_ in added if (found := canvas.find(id_))]
    named = [item for item in items if mentions(item.text, edit.item)]
    return Edit(edit.op, edit.block if edit.op == "move" else "", named[0].id, edit.text) if len(named) == 1 else edit


def pointed(edits: list[Edit], context: Context) -> list[Edit]:
    """Edits with the items in view for "it" and "them"; without an item, to be asked for, where none is in view."""
    found: list[Edit] = []
    for edit in edits:
        said = edit.item.lower().removeprefix("the ").strip()
        said = "那条" if _THAT_ONE_ZH.fullmatch(said) else said
        if edit.op == "add" or said not in PRONOUNS:
            found.append(edit)
            continue
        items = in_view(context).items if context.focus.get("in_view_now") else ()
        if edit.op in {"remove", "replace"} and edit.block:
            items = _in_block(items, edit.block, context)
        several = bool(_PLURAL.search(said))
        if not items or (len(items) > 1 and not several):
            items = ("",)
        new = "" if _VAGUE.search(edit.text) else edit.text
        found += [Edit(edit.op, edit.block, item, new) for item in items]
    return found
