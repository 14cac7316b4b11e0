"""Orders that stand in one clause of a message, about an item that it names somewhere: 太贵，换成…, "drop it"."""

from __future__ import annotations

import re

from assistant.canvas import Canvas, Item, find_blocks
from assistant.canvas.matching import reworded
from assistant.language.lazy_re import lazy_re
from assistant.planner.edit_spans.reader import load_edit_reader
from assistant.planner.lexicon import SURELY_HYPOTHETICAL
from assistant.planner.understand.edits.block_led import read_block_led
from assistant.planner.understand.edits.canvas_edits import EDGES, POLITE, VERBS, Edit, edit_op, read_edit
from assistant.planner.understand.edits.grounded import ground, named_among
from assistant.planner.understand.edits.item_orders import read_orders
from assistant.planner.understand.edits.item_words import ASKS, stands, unled
from assistant.planner.understand.edits.let_go import points_back
from assistant.planner.understand.edits.off_and_on import OFF_AND_ON, named_item, said_of
from assistant.planner.understand.edits.order_proper import proper, slip

LONGEST = 160  # characters
LONGEST_STORY = 400
LONGEST_NEW = 60
SHORTEST = 2
NOT_YET = lazy_re(
    r"\b(?:don['’]?t|do not|not yet|never mind|haven['’]?t decided|leave it|without (?:changing|touching))\b|"
    r"先别|别[动改写删]|先不|不要[动改写]|还没(?:想好|定|决定)|暂时不",
    re.IGNORECASE,
)
_OPENS = lazy_re(
    r"^(?:\W*(?:懂了|明白了?|行了?|好的?|嗯|那就?(?:动|改|这样)?吧?|对了|哦|噢|唉|算了|ok(?:ay)?|fine|right|"
    r"got it|good|haha|fair enough|so|"
    r"first|then|now|and|also|well|oh)(?![a-z-])\W*)+",
    re.IGNORECASE,
)
_CLAUSE = lazy_re(r"\s*[,，;；。!！:：]\s*|\.\s+|\s+[-–—]+\s+")
# A thing that lets one down, and what comes in its place: 中通变卦了，换极兔.
_INSTEAD = lazy_re(
    r"(?P<a>.+?)[,，;；。.]\s*(?:(?:so|then|let'?s|we(?:'ll| will)?|please|just)\s+|那|就|先|请|我们|还是|改?用)*"
    r"(?:(?:switch(?:ing)? to|go(?:ing)? with|replace (?:it|them|that) (?:with|by)|swap (?:it|them|that) for|"
    r"change (?:it|them|that) to|make (?:it|that)|use|take)\s+(?P<en>[^,;]+?)(?:\s+instead)?|"
    r"(?:换成|换做|改成|改用|换用|改为|替换成|换|改)(?:了)?(?P<zh>[^,，。;；]+?)(?:吧|了|好了)?)\W*",
    re.IGNORECASE,
)
_ON_AND_OFF = lazy_re(
    rf"(?:.+[,，;；。]\s*)?(?P<where>[^,，;；。]+?)(?:全|都|整个|一律|统一)*(?:改成|改为|换成|换为|改做|变成)"
    rf"(?P<new>[^,，;；。]+?)[,，;；]\s*(?:原来的?|把|那)*(?P<a>[^,，;；。]+?)(?:那条|这条)?(?:就|都|也|给我|直接)*"
    rf"(?:{VERBS['remove']})(?:了|吧|掉)*\W*",
    re.IGNORECASE,
)
_SENT = lazy_re(
    rf"\b(?:{VERBS['move']}|put)\s+(?:it|that|them|those|this)\b|把?(?:它们?|这条|那条)(?:{VERBS['move']})",
    re.IGNORECASE,
)
_MAY_WE = lazy_re(r"\b(?:should|shall|may|can) (?:i|we)\b|要不要|该不该|是不是|能不能算", re.IGNORECASE)
_THAT_ONE = lazy_re(
    r"(?P<a>.+?)(?:那|这)(?:一)?(?:条|项|个|块|句|行|类)(?:客群|客户|内容|渠道)?[,，]?(?:就|应该|给我|帮我)?"
    r"(?:改成|改为|换成|写成|改叫|改写成|应该是|改)[:：]?\s*(?P<new>.+)|"
    r"(?:(?:the|that|our)\s+)?(?P<ea>.+?)\s+(?:one|entry|item|line|bullet|point)\s+(?:should|must|needs to|ought to)\s+"
    r"(?:now\s+)?(?:be|read|say|become)\s*[:：]?\s*(?P<enew>.+)",
    re.IGNORECASE,
)
_SHARPER = lazy_re(
    r"(?P<a>.+?)[,，]?\s*(?:范围|这里|这块)?(?:请|帮我|要|得|应该|再)*(?:写|定|收|缩|说|描述)?(?:得|的)?(?:再|更)?"
    r"(?:具体|细|窄|小|明确|清楚|精确|准确)(?:一?点儿?|一些|些)?[:：]\s*(?P<new>.+)|"
    r"(?:make|narrow|sharpen|tighten|be|get)?\s*(?P<ea>.+?)\s*(?:,\s*)?(?:down|more (?:specific|precise|"
    r"concrete)|narrower|sharper|tighter)"
    r"(?:\s+to)?\s*[:：]\s*(?P<enew>.+)",
    re.IGNORECASE,
)
_POINTS = lazy_re(
    r".?|(?:(?:so|and|then|but|because)\s+)*(?:it|that|them|those|this|they|these|he|she)(?: one)?|"
    r"[它他她这那]们?(?:条|个|些|项)?",
    re.IGNORECASE,
)
_REMINDS = lazy_re(
    r"^\W*(?:(?:i )?forgot(?: to (?:say|mention|add))?|one more thing|by the way|plus|also|忘了说?|漏了|对了|"
    r"还有)\W*(?:that\s+)?",
    re.I,
)
_REMOVAL = lazy_re(rf"\b(?:{VERBS['remove'].partition('|删除')[0]})\b|(?:删|去掉|拿掉|撤|砍|不要)", re.IGNORECASE)
_REMOVED = lazy_re(rf"[把将]?(?P<a>.+?)(?:都|也|给|先|就)*(?:{VERBS['remove']})(?:了|吧|掉)*")
_BELONGS = lazy_re(
    r"(?:算(?:是|作|在|进)?|属于?|归到?|划到|放到?|放在|该是|应该是|其实是|实际上是|明明是|"
    r"\bbelongs?\s+(?:in|under|to|with|among)|\bcounts?\s+as|\bgoes\s+(?:in|into|under|with)|\b(?:is|"
    r"are)\s+(?:really|actually)|"
    r"\bshould\s+be(?:\s+(?:in|under|with|among))?)\s*(?:an?\s+|the\s+|our\s+|part of\s+)*$",
    re.IGNORECASE,
)
_GAINS = lazy_re(
    r"(?:\bas\s+(?:an?|another|one more|our)(?:\s+(?:new|extra|additional|further))*|\bbelongs?\s+(?:with|among|"
    r"under|in|to)|"
    r"\bso\s+(?:they|it|he|she|that|those)(?:['’]re|['’]s|\s+are|\s+is)(?:\s+(?:now|an?|one of))*|"
    r"(?:所以|那|就|也)?(?:算|也是|属于|归到?|记到|记在|列为|列入|当作))\s*(?:the\s+|our\s+|my\s+|"
    r"我们的?)*(?:新的?|一个|一条)?$",
    re.IGNORECASE,
)


def read_clauses(text: str, canvas: Canvas) -> list[Edit]:
    """The edits that a clause of a message orders; empty where none does, or where nothing is to be done yet."""
    if len(text) > LONGEST or SURELY_HYPOTHETICAL.search(text) or NOT_YET.search(text) or ASKS.search(text):
        return []
    for read in (
        _on_and_off,
        _that_one,
        _sharper,
        _belongs,
        sent_there,
        _of_clause,
        _instead,
        _new_there,
    ):
        if edits := read(_OPENS.sub("", text), canvas):
            return edits
    return []


def is_one_edit(text: str) -> bool:
    """Whether sentences side by side are one order: about what the first names, A out and B in, a slip mended."""
    ordered = proper(text)
    alone = ordered != text and not re.search(r"[,，;；。.]\s*\S", ordered)
    return (
        bool(slip(text) or alone)
        or points_back(text)
        or bool(OFF_AND_ON.fullmatch(text.strip()))
        or read_block_led(text).settles
    )


def _on_and_off(text: str, canvas: Canvas) -> list[Edit]:
    """What is new said before what it replaces: 客户改成大学生，小学生不要了."""
    match = _ON_AND_OFF.fullmatch(text)
    found = named_item(match["a"], canvas, strictly=True) if match else None
    blocks = {m.block for m in find_blocks(match["where"])} if match else set()
    place = canvas.find(found.id) if found else None
    if not match or not found or not place or (blocks and place[0] not in blocks):
        return []
    new = unled(match["new"])
    return [Edit("replace", "", found.id, new)] if len(new) >= SHORTEST else []


def _that_one(text: str, canvas: Canvas) -> list[Edit]:
    match = _THAT_ONE.fullmatch(text)
    found = named_item(match["a"] or match["ea"], canvas) if match else None
    return _said(found, match["new"] or match["enew"]) if match else []


def _sharper(text: str, canvas: Canvas) -> list[Edit]:
    match = _SHARPER.fullmatch(text)
    found = named_item(match["a"] or match["ea"], canvas) if match else None
    return _said(found, match["new"] or match["enew"]) if match else []


def _said(item: Item | None, new: str) -> list[Edit]:
    new = new.strip(EDGES)
    return [Edit("replace", "", item.id, new)] if item and len(new) >= SHORTEST else []


def _belongs(text: str, canvas: Canvas) -> list[Edit]:
    """An item named in full that is said to be of another block than its own."""
    for mention in find_blocks(text)[-1:]:
        before = text[: mention.span[0]]
        if not _BELONGS.search(before) or text[mention.span[1] :].strip(EDGES + "里中的吧才对"):
            continue
        named = [g for g in ground(before, canvas) if g.whole and g.block != mention.block]
        return [Edit("move", mention.block, g.item.id, "") for g in named[:1]]
    return []


def _of_clause(text: str, canvas: Canvas) -> list[Edit]:
    """A whole order in one of several clauses: 想试个激进版：跟拍套餐删掉，只做租衣."""
    cuts = [m.span() for m in _CLAUSE.finditer(text)]
    starts, ends = [0, *(end for _, end in cuts)], [*(start for start, _ in cuts), len(text)]
    for start, end in zip(starts, ends, strict=True):
        clause = POLITE.sub("", _OPENS.sub("", text[start:end])).strip()
        clause = clause[max(clause.find("把"), 0) :]  # 关键业务那格把客户培训删了
        if not clause:
            continue
        if edits := [e for e in read_orders(clause, canvas) if e.op != "add" and not _POINTS.fullmatch(e.item)]:
            return edits
        if (bare := _REMOVED.fullmatch(clause)) and stands(bare["a"], canvas):
            return [Edit("remove", "", bare["a"], "")]
        op = edit_op(clause, of_known_item=True)
        if op not in {"remove", "replace", "move"}:
            continue
        edit = read_edit(clause, op)
        complete = {"replace": edit.text, "move": edit.block}.get(op, "remove")
        if complete and not _POINTS.fullmatch(edit.item) and stands(edit.item, canvas):
            return [edit]
    return []


def sent_there(text: str, canvas: Canvas) -> list[Edit]:
    """The item stands in what is said before: "Webinars are how we keep them. Move that to relationships"."""
    match = _SENT.search(text)
    if not match or not match.start() or len(text) > LONGEST_STORY or _MAY_WE.search(text) or NOT_YET.search(text):
        return []
    before = text[: match.start()]
    target = find_blocks(text[match.end() :])
    blocks = {m.block for m in find_blocks(before)}
    named = named_among(before, canvas, [(b, i) for b, i in canvas.all_items() if b in blocks])
    if len(target) != 1 or not named or named[0][0] == target[0].block:
        return []
    return [Edit("move", target[0].block, named[0][1].id, "")]


def _instead(text: str, canvas: Canvas) -> list[Edit]:
    match = _INSTEAD.fullmatch(text)
    new = (match["en"] or match["zh"] or "").strip(EDGES) if match else ""
    if not match or not new or len(new) > LONGEST_NEW or re.fullmatch(r"[\W\d]*", new):
        return []
    item = named_item(match["a"], canvas)
    if item is None:
        return []
    # 那个渠道去掉，改… has the whole item go.
    words = "" if _REMOVAL.search(match["a"]) else said_of(match["a"], item.text)
    text_new = reworded(item.text, words, unled(new)) if words else unled(new)
    return [Edit("replace", "", item.id, text_new)]


def _new_there(text: str, canvas: Canvas) -> list[Edit]:
    """What is told of a block at the end: "they take our waste, so they're partners"."""
    for mention in find_blocks(text)[-1:]:
        before, after = text[: mention.span[0]], text[mention.span[1] :].strip(EDGES)
        told = _GAINS.search(before)
        if not told or len(after) > SHORTEST or any(g.whole for g in ground(before, canvas)):
            continue
        said = load_edit_reader().read(text, "add").new
        new = said[0] if said else _told(before[: told.start()], told.group())
        return [Edit("add", mention.block, "", unled(new))] if len(new) >= SHORTEST else []
    return []


def _told(lead: str, link: str) -> str:
    """What is told of a block: the last clause of "…, X as a partner", who it is of "X will help, so it belongs …"."""
    lead = _REMINDS.sub("", _OPENS.sub("", lead)).strip(EDGES)
    if link.lower().startswith("as"):
        return _CLAUSE.split(lead)[-1].strip(EDGES)
    lead = re.sub(
        r"[,，\s]*(?:\b(?:so|and|hence)\s+)?\b(?:it|they|he|she|that)$|[,，]?(?:所以)?(?:他|她|它)们?也?$",
        "",
        lead,
        flags=re.I,
    )
    subject = re.match(r"(?P<who>\S.+?)\s+(?:will|would|has|have|had|is|are|can|agreed|wants?)\b", lead, re.IGNORECASE)
    named = subject["who"] if subject and "belong" in link.lower() else lead
    return re.sub(r"^(?:my|our)\s+", "", named.strip(EDGES), flags=re.IGNORECASE)
