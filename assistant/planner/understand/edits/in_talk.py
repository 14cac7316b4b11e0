"""Edits that only talk and canvas together settle: what is wanted back, renamed, kept alone, given an amount."""

from __future__ import annotations

import re

from assistant.canvas import BlockId, Canvas, History, Item, find_blocks
from assistant.canvas.matching import in_place
from assistant.canvas.review.money import period_of
from assistant.language.lazy_re import lazy_re
from assistant.language.quantities import find_quantities
from assistant.planner.context import Context
from assistant.planner.understand.edits.amounts_said import corrected_amount, read_amount
from assistant.planner.understand.edits.brought_back import read_back
from assistant.planner.understand.edits.canvas_edits import EDGES, VERBS, Edit
from assistant.planner.understand.edits.clause_orders import NOT_YET, read_clauses, sent_there
from assistant.planner.understand.edits.grounded import ground, named_among, named_best, together
from assistant.planner.understand.edits.in_view import in_view
from assistant.planner.understand.edits.item_words import ASKS, bare, unled
from assistant.planner.understand.edits.let_go import OFF, elsewhere
from assistant.planner.understand.edits.off_and_on import read_off_and_on
from assistant.planner.understand.edits.places import read_place
from assistant.planner.understand.edits.read_spans import wanted_blocks

LONGEST = 160  # characters
SHORT = 60
_IT = r"(?:it|that|that one|this|this one|the new one|它|这条|那条|这个|那个|这一条|刚才那条|刚加的那?条?)"
_RENAMED = (
    lazy_re(
        rf"(?:(?:no|sorry|actually|hmm|and|then|oh|wait)\b[\s,]*)*(?:please )?(?:call|name|rename|label|make|"
        rf"change|turn)\s+{_IT}"
        r"(?:\s+(?:to|into|as)\b)?(?:\s+(?:say|read|be)\b)?\s*[:：]?\s*(?P<new>.+?)(?:[,\s]+instead)?\W*",
        re.IGNORECASE,
    ),
    lazy_re(
        r"(?:(?:no|sorry|actually|hmm|oh|wait)\b[\s,]*)*(?:it |that )?should (?:be|say|"
        r"read)\s*[:：]?\s*(?P<new>.+?)\W*",
        re.I,
    ),
    lazy_re(
        rf"(?:还是|嗯|不对|算了|那就?|[,，])*(?:[把将]?{_IT})?(?:还是|再|就)?(?:改成|改为|改叫|叫做?|换成|写成|应该是|"
        rf"改名叫?)[:：]?(?P<new>.+)"
    ),
)
_RATHER = lazy_re(r"(?P<b>.+?)\s*,?\s+(?:rather than|instead of|not)\s+(?P<a>.+?)\W*", re.IGNORECASE)
_NO_NAME = lazy_re(
    r"\b(?:shorter|longer|clearer|sharper|better|first|last|bold|an? assumption|a fact)\b|短|清楚|具体|好一?点", re.I
)
_ONLY = (
    lazy_re(r"\b(?:only keep|keep only|leave only|keep just|just keep)\b|只(?:留|保留|要|剩)(?:下|着)?", re.IGNORECASE),
    lazy_re(
        r"\b(?:(?:remove|delete|drop|clear|scrap|take (?:out|off)|get rid of)\b.{0,30}\b(?:except|but|"
        r"apart from|other than))\b|"
        r"除了(?=.+(?:都|全)(?:不要|删|清|去|拿|撤|砍))",
        re.IGNORECASE,
    ),
)
_CORRECTS = lazy_re(
    r"\W*(?:(?:sorry|oops|typo|wait|no|correction|i mean[t]?|actually|make (?:it|that)|"
    r"better)\b[\s,:：]*)+(?P<en>\S.{0,20}?)\W*|"
    rf"(?:{_IT}[,，]?\s*(?:is |['’]s )?(?:a bit |a little |way )?too \w+[,，;]?\s*(?:so\s+)?(?:make|change|set|"
    rf"put) (?:it|that)(?: to)?"
    rf"\s+(?P<less>\S.{{0,20}}?)\W*)|(?:{_IT})?(?:有点|太|还是太?)(?:贵|高|低|便宜|多|少)了?[,，]\s*(?:改|降|提|调|换)(?:成|到|为)?"
    r"(?P<less_zh>\S.{0,12}?)(?:吧|了)?\W*|"
    r"(?:不对|说错了?|打错了?|写错了?|错了|更正|抱歉|应该是|是)[,，:：\s]*(?:应该是|是|改成)?(?P<zh>\S.{0,12}?)",
    re.IGNORECASE,
)


# "no, get rid of it entirely", 还是删了吧: the item put on or brought back last is to go.
_OFF_IT = (
    lazy_re(
        rf"\W*(?:(?:no|nope|actually|sorry|hmm+|oh|and|then|please|just|well|wait|let'?s|"
        rf"on second thoughts?|you know what)\b\W*)*(?:{VERBS['remove']}|take)"
        rf"\s+{_IT}(?:\s+(?:out|off|away|down|again|entirely|completely|altogether|"
        r"after all|now|please|then|too))*\W*",
        re.IGNORECASE,
    ),
    lazy_re(
        rf"(?:[哎唉嗯啊哦]|算了|不行|想想|那|就|不对|[,，。\s])*[把将]?(?:{_IT})?(?:还是|再|就|也|先|给我|给|直接)*"
        rf"(?:{VERBS['remove']})(?:了|吧|掉|算了|好了|[,，。\s])*"
    ),
)
_SENDS_IT = lazy_re(
    rf"\b(?:{VERBS['move']}|put)\s+{_IT}\b|\b{_IT}\s+(?:really |actually )?(?:belongs?|goes|should (?:be|go|sit))\b|"
    rf"[把将]?{_IT}(?:其实|应该|还是|该|得|要)*(?:{VERBS['move']}|放|归|算|属于)",
    re.IGNORECASE,
)
# It is to stand in another block as well: "it also counts as a channel", 它也算渠道，同样加到渠道里.
_THERE_TOO = lazy_re(
    rf"\W*(?:(?:and|but|actually|well|add|put|write|list)\b\s*)*(?:{_IT}\b.*\b(?:also|too|as well)\b|"
    rf"also\b.*\b{_IT}\b)|"
    r"\W*(?:那|其实|不过)?(?:它|这条|那条|这个|那个|这|那)?(?:其实)?(?:也|同时|同样)(?:把它|将它|可以|应该)*(?:加|写|放|记|列|算|归)",
    re.IGNORECASE,
)
_MISNAMED = lazy_re(
    r"(?:记|搞|看|说|弄|打|写|讲)(?:错|岔|混)了?|口误|我(?:是说|说的是|指的是)|"
    r"\bi mean[t]?\b|\bmy (?:mistake|bad)\b|\b(?:sorry|oops|ah|oh)\b|\bmisremember\w*|\bwrong (?:name|one|word)\b",
    re.IGNORECASE,
)


def read_in_talk(text: str, context: Context) -> list[Edit]:
    """The edits of a clause; empty where the talk settles none."""
    history = History.from_json(context.canvas)
    canvas = history.canvas
    if canvas.count and (sent := sent_there(text, canvas)):
        return sent
    if not canvas.count or len(text) > LONGEST:
        return []
    if back := read_back(text, history):
        return back
    if off_and_on := read_off_and_on(text, canvas):
        return off_and_on
    return _only(text, canvas) or _let_go(text, canvas) or _amount(text, context) or read_clauses(text, canvas)


def keeps_all(text: str, canvas: Canvas) -> bool:
    """Whether all that a text leaves standing is all there is: 只留甲，别的都删 where only 甲 stands."""
    kept = _kept(text, canvas)
    return bool(kept) and not _only(text, canvas)


def _only(text: str, canvas: Canvas) -> list[Edit]:
    """Removals of all but the items named, in their block."""
    kept = _kept(text, canvas)
    own = {block for block, _ in kept}
    ids = {item.id for _, item in kept}
    return [Edit("remove", "", i.id, "") for b, i in canvas.all_items() if b in own and i.id not in ids]


def _kept(text: str, canvas: Canvas) -> list[tuple[BlockId, Item]]:
    """The items of one block that alone are to stay."""
    if ASKS.search(text) or not any(p.search(text) for p in _ONLY):
        return []
    blocks = list(dict.fromkeys(m.block for m in find_blocks(text)))
    within = blocks[0] if len(blocks) == 1 else None
    offered = [(b, i) for b, i in canvas.all_items() if within in {None, b}]
    kept = named_among(text, canvas, offered, within)
    return kept if len({block for block, _ in kept}) == 1 else []


def read_last_item(text: str, context: Context) -> list[Edit]:
    """A new wording, or a corrected part, of the one item that the turn before put on the canvas."""
    view = in_view(context)
    if meant := _misnamed(text, context):
        return meant
    if not context.focus.get("in_view_now") or context.focus.get("in_view") != "edit" or len(view.items) != 1:
        return []
    found = History.from_json(context.canvas).canvas.find(view.items[0])
    if found is None or ASKS.search(text):
        return []
    item = found[1]
    if parted := _off_or_on(text, *found):
        return [parted]
    if (match := _CORRECTS.fullmatch(text)) and find_quantities(item.text):
        return corrected_amount(next(g for g in match.groups() if g), *found)
    if (match := _RATHER.fullmatch(text)) and bare(match["a"]).lower() in item.text.lower():
        return [Edit("replace", "", item.id, in_place(item.text, bare(match["a"]), bare(match["b"])))]
    for pattern in _RENAMED:
        if match := pattern.fullmatch(text):
            new = unled(match["new"]).strip(EDGES)
            if new and not _NO_NAME.search(new) and not (find_quantities(new) and len(new.split()) == 1):
                return [Edit("replace", "", item.id, new)]
    return []


def _off_or_on(text: str, block: BlockId, item: Item) -> Edit | None:
    """The removal of an item in view, or its move where "it" is said to belong to another block."""
    if any(pattern.fullmatch(text) for pattern in _OFF_IT):
        return Edit("remove", "", item.id, "")
    mentions = wanted_blocks(text)
    targets = {mention.block for mention in mentions} - {block}
    says_more = mentions and re.match(r"\s*[:：]", text[mentions[-1].span[1] :])  # "put this under channels: X"
    if len(targets) == 1 and not says_more and _THERE_TOO.match(text):
        return Edit("add", targets.pop(), "", item.text)
    sent = len(targets) == 1 and _SENDS_IT.search(text) and not says_more
    return Edit("move", targets.pop(), item.id, "") if sent else None


def _misnamed(text: str, context: Context) -> list[Edit]:
    """The edit that found nothing by its words, of the item that a message names in their place."""
    missed = context.focus.get("missed") if context.focus.get("in_view_now") else None
    if not missed or not _MISNAMED.search(text) or ASKS.search(text) or NOT_YET.search(text):
        return []
    canvas = History.from_json(context.canvas).canvas
    named = named_among(text, canvas, list(canvas.all_items()))
    if len(named) != 1:
        return []
    block = missed.get("block", "") if missed["op"] == "move" else ""
    return [Edit(missed["op"], block, named[0][1].id, missed.get("text", ""))]


def _let_go(text: str, canvas: Canvas) -> list[Edit]:
    """Removals ordered at the end of what names the item by one telling word: "Instagram brings nothing, drop it"."""
    told = OFF.search(text)
    if not told or ASKS.search(text) or elsewhere(text) or NOT_YET.search(text[told.start() :]):
        return []
    before = text[: told.start()]
    placed = read_place(before, canvas)
    if placed and all(canvas.find(item) for item in placed.items):
        return [Edit("remove", "", item, "") for item in placed.items]
    named = together(before, [g for g in ground(before, canvas) if g.whole])
    if named:
        return [Edit("remove", "", g.item.id, "") for g in named]
    offered = list(canvas.all_items())
    if blocks := {m.block for m in find_blocks(before)}:
        offered = [(b, i) for b, i in offered if b in blocks]
    best = named_best(before, offered)
    return [Edit("remove", "", best[1].id, "")] if best else []


def _amount(text: str, context: Context) -> list[Edit]:
    """A new amount of an item, where it is not an input of the model in use."""
    canvas = History.from_json(context.canvas).canvas
    on_it = re.search(r"\bcanvas\b|画布", text, re.IGNORECASE)
    counted = bool(context.finance.get("template"))
    if counted and not on_it and not find_blocks(text):
        return []
    edits = read_amount(text, canvas, priced=not counted)
    named = {mention.block for mention in find_blocks(text)}
    if named and any((found := canvas.find(e.item)) and found[0] not in named for e in edits):
        return []  # "the value proposition is a desk that answers 24 hours a day" is no price
    for edit in edits:
        found = canvas.find(edit.item)
        monthly = found and any(period_of(found[1].text, q) == "month" for q in find_quantities(found[1].text))
        if monthly and not (on_it or find_blocks(text)):
            return []  # what a customer pays a month is an input of the model first
    return edits
