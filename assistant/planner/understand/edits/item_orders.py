"""Orders that only the canvas settles: items by place or by what they mention, "not A but B", "a new partner: X"."""

from __future__ import annotations

import re

from assistant.canvas import Canvas, find_blocks
from assistant.canvas.matching import holds, mentions, reworded
from assistant.language.lazy_re import lazy_re
from assistant.language.quantities import find_quantities
from assistant.planner.understand.edits.canvas_edits import CONNECT, EDGES, EVERYWHERE, POLITE, VERBS, Edit, edit_op
from assistant.planner.understand.edits.gone import read_gone
from assistant.planner.understand.edits.item_words import ASKS, bare, stands, touches, unled
from assistant.planner.understand.edits.let_go import TOO, read_let_go
from assistant.planner.understand.edits.not_but import read_not_but
from assistant.planner.understand.edits.places import ITEM, read_place

LONGEST = 200  # characters; a longer text tells a story
TO = rf"(?:{CONNECT['en']}|{CONNECT['zh']}|\s*(?:[:：=]|--?|—+)\s*)"
_SHARPER = (
    r"\s*(?:(?:be|read|say)\s+)?(?:a (?:bit|little) )?(?:(?:more|much) )*(?:specific|precise|concrete|detailed|"
    r"narrower?|"
    r"sharper|clearer)|(?:写)?(?:得|的)?(?:再|更)?(?:具体|细|明确|清楚|精确)(?:一?点|一些)?"
)
_DONE = r"(?:吧|了|掉|一下|please|pls|谢谢)*\W*"
_REMOVE = rf"(?:{VERBS['remove']}|take)"
_REMOVED = lazy_re(
    rf"(?:{_REMOVE})\s*{ITEM}\s*(?:out|off|away)?{_DONE}|[把将]?{ITEM}(?:都|全部|全|给|也)*(?:{_REMOVE}){_DONE}",
    re.IGNORECASE,
)
_REPLACED = lazy_re(
    rf"(?:[把将]\s*)?(?:(?:{VERBS['replace']}|set|narrow|sharpen|put)\s*)?{ITEM}(?:{_SHARPER})?"
    rf"(?:\s*(?:应该|应当|should|must|will|now|现在|要)\s*)?(?:{TO}|\s*(?:is|are|be|reads?|says?|becomes?|写|"
    rf"是)\s*)(?P<new>.+)",
    re.IGNORECASE,
)
# "substitute X for the second channel", 用“X”替换第二条渠道: what is new stands first.
_PUT_FOR = lazy_re(
    rf"(?:substitute|put|use)\s+(?P<en>.+?)\s+(?:for|in place of|instead of)\s+{ITEM}\W*|"
    rf"(?:用|拿|以)(?P<zh>.+?)(?:来)?(?:替换掉?|代替|替代|取代|换掉?){ITEM}\W*",
    re.IGNORECASE,
)
_MOVED = lazy_re(
    rf"(?:[把将])?\s*(?:{VERBS['move']}|put)?\s*{ITEM}\s*(?:{VERBS['move']}|应该|should|放|归|(?:over |down |"
    rf"up )?(?:to|into|under|in)|belongs?)",
    re.I,
)
_MERGED = lazy_re(
    rf"(?:merge|combine|fold|join|unite)\s*{ITEM}\s*(?:together\s*)?(?:(?:in)?to|as|:)\s*(?:one\s*(?:item|"
    rf"entry)?\s*[:：,]?\s*)?(?P<en>.+)|"
    rf"[把将]?{ITEM}(?:都|一起)?(?:合并|合|并)(?:成|为|作|起来)?(?:一(?:条|个|项))?(?:[:：,，]|叫做?|写成)+(?P<zh>.+)",
    re.IGNORECASE,
)
# Everything that mentions something, to be removed.
_ABOUT_EN = (
    r"(?:everything|anything|whatever|(?:all|any|every|each)(?: of)?(?: the| our)? (?:items?|entr(?:y|ies)|points?|"
    r"lines?|bullets?|"
    r"things?|notes?|costs?|channels?|partners?|segments?|customers?|resources?|activit(?:y|ies)|streams?))"
    r"\s+(?:that\s+|which\s+)?(?:is\s+|are\s+|has\s+|have\s+)?(?:about|on|regarding|concerning|around|with|"
    r"mention(?:s|ing)?|"
    r"contain(?:s|ing)?|say(?:s|ing)?|(?:related|relating|relates?|to do|refer(?:s|ring)?) (?:to|with)|"
    r"involving|involves)"
    r"\s+(?P<en>.+?)"
)
_ABOUT_ZH = (
    r"(?:所有|全部|凡是?|一切|任何)?(?:(?:和|跟|与|同|涉及|有关|关于|提到|提及|含有?|包含|带有?|写着|出现)的?)"
    r"(?P<zh>[^，,。]+?)(?:这个?词|字样)?(?:有关|相关|沾边)?(?:的|了的)?"
    r"(?:所有|全部)?(?:内容|条目|项目|条|项|东西|文字|部分|地方)?(?:都|全部|全|统统|通通|一律|给我)*"
)
_ABOUT = lazy_re(
    rf"(?:{_REMOVE})\s+{_ABOUT_EN}(?:\s+(?:from|on|in) the canvas)?{_DONE}|"
    rf"[把将]?{_ABOUT_ZH}(?:{_REMOVE}){_DONE}|(?:{_REMOVE})(?:画布[里上中]?)?{_ABOUT_ZH.replace('zh>', 'zh2>')}{_DONE}",
    re.IGNORECASE,
)
_REASON = lazy_re(
    r"[,，;；]\s*(?=(?:they|we|it|he|she|that|because|since|as)\b|他们?|她们?|它们?|我们|因为|反正)", re.IGNORECASE
)
_GAINED_EN = lazy_re(
    r"(?:(?:and|also|so|now|ok|oh|well)[\s,]+)*"
    r"(?:(?P<had>we|i|they|there|here)(?:['’]?(?:ve|s|re)| have| has| is| are)?\s*)?"
    r"(?P<did>(?:(?:also|just|now|finally|already|add|note|include|got|have|has|found|gained|won|signed|landed|"
    r"picked up|added)\s+)*)"
    r"(?:(?:a|an|the|our|my|some|us)\s+)?"
    r"(?P<more>(?:(?:another|one more|new|additional|further|extra|second|third|more|yet)\s+)*)(?:(?:key|main|"
    r"major|big)\s+)*",
    re.IGNORECASE,
)
_GAINED_ZH = lazy_re(
    r"(?P<more>(?:我们|又|还|再|也|刚刚?|新|最近|现在|目前|另外|已经|有|多了?|加了?|增加了?|谈下来?了?|谈成了?|"
    r"签下?了?|"
    r"找到了?|来了?|拿下了?|新增了?|增设|补充|[一两个类家条项种位份的])*)(?:主要|核心|关键|重要)?"
)
_NAMED_EN = lazy_re(
    r"\s*(?:(?:now|today|too)\s*)?(?P<link>[:：,，]|\s[-–—]+\s|is\b|are\b|called\b|named\b)\s*(?P<new>.+)", re.I
)
_NAMED_ZH = lazy_re(
    r"(?:里面|里|中|上)?(?:还|也|再|要)*(?:加|添|补|写|多|有)?(?:上|了|入|进)?(?:一|两)?(?:个|条|项|类|"
    r"笔)?(?P<link>[:：，,]|——|是|叫)\s*(?P<new>.+)"
)
_MOVE_THERE = lazy_re(
    r"\W*(?:so )?(?:please )?(?:move|put|shift) (?:it|them|that|those) (?:over )?there\W*$", re.IGNORECASE
)
_SITS = lazy_re(
    r"(?P<item>.+?)\s+(?:really\s+)?(?:belongs?|goes|(?:should|must|needs? to|ought to)\s+(?:go|be|sit|stand|move))\s+"
    r"(?:in|into|under|to|with|among)\s+(?:the\s+|our\s+)?$|"
    r"(?P<zh>.+?)(?:应该|应当|该|要)?(?:放|归|属|写|列|挪)(?:在|到|于|进|入)?$",
    re.IGNORECASE,
)
_DROPPED = lazy_re(
    rf"(?P<item>.+?)(?:已经|都)?(?:不做|不要|不用|不搞|没有|取消|停|不干)了?[，,](?:请|就|先|把它|"
    rf"给我)*(?:{VERBS['remove']}){_DONE}",
    re.IGNORECASE,
)
_SET = lazy_re(r"(?:please\s+)?(?:set|switch|turn)\s+(?P<a>.+?)\s+(?:in)?to\s+(?P<b>.+)", re.IGNORECASE)
_CALLED = lazy_re(r"(?:[把将])?(?P<a>.+?)(?:那|这)(?:一)?(?:条|项|个)(?:改叫|改成|改为|换成|写成|改名为)(?P<b>.+)")
_EVERY_ZH = r"(?:全部|全|都|统一|统统|通通|一律|给)*"
_SWAPPED = lazy_re(
    r"(?:(?:整张|整个|全部)?画布[里上中]?的?)?[把将]?(?:所有的?)?(?P<a>.+?)"
    rf"{_EVERY_ZH}{CONNECT['zh']}(?P<b>.+)"
)
_CALL = lazy_re(r"call\s+(?P<both>.+)", re.IGNORECASE)
# A part, named with the item in which it stands: "change the cloud cost from $3,000 to $4,000".
_WITHIN = (
    lazy_re(
        rf"(?:{VERBS['replace']})\s+(?P<where>.+?)\s+from\s+(?P<a>.+?)\s+to\s+(?P<b>.+)",
        re.IGNORECASE,
    ),
    lazy_re(
        rf"(?:{VERBS['replace']})\s+(?P<a>.+?)\s+(?:to|with|by|for|into)\s+(?P<b>.+?)\s+(?:in|of|on)\s+(?P<where>.+?)"
        r"\s+(?:item|entry|line|point|bullet)",
        re.IGNORECASE,
    ),
    lazy_re(
        rf"(?:in|for|on)\s+(?P<where>.+?)[,，]?\s+(?:{VERBS['replace']})\s+(?P<a>.+?)\s+(?:to|with|by|for|"
        rf"into)\s+(?P<b>.+)",
        re.I,
    ),
    lazy_re(rf"[把将]?(?P<where>.+?)(?:那条|这条|那项|一条|里|中)?(?:的|从)(?P<a>[^的]+?){CONNECT['zh']}(?P<b>.+)"),
    lazy_re(r"[把将]?(?P<where>.+?)从(?P<a>.+?)(?:涨到|降到|调到|提到|升到|减到|变成|改成|改为|到)(?P<b>.+)"),
)


def read_orders(text: str, canvas: Canvas) -> list[Edit]:
    """The edits of a clause that the items on the canvas settle; empty where it orders none of these."""
    body = POLITE.sub("", text).strip()
    if not canvas.count or not body or len(body) > LONGEST:
        return []
    for read in (_about, _by_place, _dropped, read_not_but, read_gone, read_let_go, _sits, _within, _renamed, _gained):
        if edits := read(body, canvas):
            return edits
    return []


def _about(body: str, canvas: Canvas) -> list[Edit]:
    match = _ABOUT.fullmatch(body)
    if not match:
        return []
    words = bare(_REASON.split(next(g for g in match.groups() if g))[0])
    return [Edit("remove", "", words, "", everywhere=True)] if words else []


def _by_place(body: str, canvas: Canvas) -> list[Edit]:
    placed = read_place(body, canvas)
    if placed is None:
        return []
    rest = POLITE.sub("", placed.text).strip()
    if TOO.fullmatch(rest):
        return []
    if _REMOVED.fullmatch(rest):
        return [Edit("remove", placed.block, item, "") for item in placed.items]
    target = next((m.block for m in find_blocks(rest) if m.block != placed.block), "")
    if target and _MOVED.match(rest):
        return [Edit("move", target, item, "") for item in placed.items]
    if put := _PUT_FOR.fullmatch(rest):
        return [Edit("replace", placed.block, placed.items[0], unled(put["en"] or put["zh"]))]
    if len(placed.items) > 1 and (one := _MERGED.fullmatch(rest)):
        first, *others = placed.items
        merged = Edit("replace", placed.block, first, unled(one["en"] or one["zh"]))
        return [merged, *(Edit("remove", placed.block, item, "") for item in others)]
    match = _REPLACED.fullmatch(rest)
    if not match or len(placed.items) > 1 or ASKS.search(rest):
        return []
    return [Edit("replace", placed.block, placed.items[0], unled(match["new"]))]


def _dropped(body: str, canvas: Canvas) -> list[Edit]:
    match = _DROPPED.fullmatch(body)
    return [Edit("remove", "", bare(match["item"]), "")] if match and stands(match["item"], canvas) else []


def _sits(body: str, canvas: Canvas) -> list[Edit]:
    for mention in find_blocks(body)[-1:]:
        match = _SITS.fullmatch(body[: mention.span[0]])
        tail = _MOVE_THERE.sub("", body[mention.span[1] :]).strip(EDGES)
        item = bare(match["item"] or match["zh"]) if match else ""
        if item and tail in {"", "里", "中", "下", "里面", "block"} and stands(item, canvas):
            return [Edit("move", mention.block, item, "")]
    return []


def _within(body: str, canvas: Canvas) -> list[Edit]:
    for pattern in _WITHIN:
        match = pattern.fullmatch(body)
        if not match:
            continue
        old, new = bare(match["a"]), match["b"].strip(EDGES)
        found = [i for _, i in canvas.all_items() if holds(i.text, old) and touches(match["where"], i.text)]
        if len(found) == 1 and new:
            return [Edit("replace", "", found[0].id, reworded(found[0].text, old, new))]
    return []


def _renamed(body: str, canvas: Canvas) -> list[Edit]:
    everywhere = bool(EVERYWHERE.search(body))
    body = body if not body.isascii() else EVERYWHERE.sub("", body)
    for pattern in (_SET, _CALLED, _SWAPPED):
        match = pattern.fullmatch(body)
        if not match or not stands(match["a"], canvas):
            continue
        old, new = bare(match["a"]), bare(match["b"])
        if find_quantities(new) and not find_quantities(old):
            return []  # a number of the finance model
        whole = next((i for _, i in canvas.all_items() if pattern is _CALLED and holds(i.text, old)), None)
        return [Edit("replace", "", whole.id if whole else old, new, everywhere)]
    called = _CALL.fullmatch(body)
    words = called["both"].split() if called else []
    for cut in range(len(words) - 1, 0, -1):
        old = " ".join(words[:cut])
        if any(mentions(i.text, bare(old)) for _, i in canvas.all_items()):
            return [Edit("replace", "", bare(old), unled(" ".join(words[cut:])), everywhere)]
    return []


def _gained(body: str, canvas: Canvas) -> list[Edit]:
    named_blocks = find_blocks(body)
    if not named_blocks or ASKS.search(body):
        return []
    first = named_blocks[0]
    lead, after = body[: first.span[0]], body[first.span[1] :]
    english = first.text.isascii()
    before = (_GAINED_EN if english else _GAINED_ZH).fullmatch(lead)
    named = (_NAMED_EN if english else _NAMED_ZH).fullmatch(after)
    if not before or not named:
        return []
    # "Our customers are dentists" tells the brief; "another channel is …" adds, and so does "channel: …".
    link = named["link"].strip()
    told = bool(before["more"].strip()) or (english and bool(before["had"] or before["did"]))
    if link not in {":", "："} and not told:
        return []
    # What costs or brings an amount is a number of the finance model.
    if first.block in {"cost_structure", "revenue_streams"} and find_quantities(named["new"]):
        return []
    new = unled(named["new"])
    ordered = edit_op(new, of_known_item=True) not in (None, "add")  # "partners: replace A with B"
    return [Edit("add", first.block, "", new)] if new and not ordered else []
