"""Items told to be over rather than ordered off the canvas: "we stopped going to trade shows", 展会不去了."""

from __future__ import annotations

import re

from assistant.canvas import BlockId, Canvas, Item, find_blocks
from assistant.canvas.matching import similarity
from assistant.language.lazy_re import lazy_re
from assistant.planner.understand.edits.canvas_edits import EDGES, VERBS, Edit
from assistant.planner.understand.edits.item_words import ALIKE, ASKS, bare

_DOING = (
    r"(?:(?:going|go|doing|do|using|use|working|work|selling|sell|running|run|having|have|need|needing|"
    r"want|offer|offering|paying|pay|serve|serving|target|targeting|attend|attending|partner|"
    r"partnering)\b(?:\s+(?:to|at|in|with|through|via|on|for))?\s+)?"
)
_WE = r"(?:(?:so|and|also|by the way|actually|unfortunately)\b[\s,]*)*(?:(?:we|i)(?:['’]ve|['’]re|\s+have|\s+are)?\s+)?"
_SINCE = r"(?:\s*[,;，；]\s*.+)?\W*"
_STOPPED = (
    r"(?:stopped|quit|gave up(?: on)?|given up(?: on)?|dropped|ended|abandoned|cancel+ed|got rid of|let go of|"
    r"discontinued|are done with|done with)"
)
_ZH_VERB = r"(?:做|去|用|要|搞|参加|跑|卖给?|投|跟|和|合作|服务|接|使用|需要)"
_ZH_LEAD = r"(?:其实|不过|另外|对了|那|，|,|我们|咱们|我|现在|目前|已经|以后|先|暂时|也)*"
_OVER = (
    lazy_re(rf"{_WE}(?:have\s+)?{_STOPPED}\s+{_DOING}(?P<a>[^,;]+?)(?:\s+now)?{_SINCE}", re.IGNORECASE),
    lazy_re(rf"{_WE}(?:no longer|never again)\s+{_DOING}(?P<a>[^,;]+?)(?:\s+(?:any ?more|now))?{_SINCE}", re.I),
    lazy_re(
        rf"{_WE}(?:do|are|wo|will|did)?(?:n['’]t|\s*not|\s*never)\s+{_DOING}(?P<a>[^,;]+?)"
        rf"\s+(?:any ?more|any longer|after all){_SINCE}",
        re.IGNORECASE,
    ),
    # "Cloud is not a cost any more"; not "farmers are not interested any more".
    lazy_re(
        r"(?:both\s+)?(?P<a>[^,;]+?)\s+(?:is|are|was|were|has|have)\s*(?:(?:n['’]t|\s+not|\s+no)"
        r"(?:\s+(?:an?|one of|part of|our|needed|used|there|in use)\b[^,;]{0,20}?)?\s+(?:any ?more|any longer)|"
        rf"no longer(?:\s+(?:an?|one of|part of|needed|used|there|in use)\b[^,;]{{0,20}})?|gone|off the table){_SINCE}",
        re.IGNORECASE,
    ),
    lazy_re(
        rf"{_ZH_LEAD}(?:(?:不再|没有|停止|放弃|砍掉|停掉)(?:打算|准备|想)?{_ZH_VERB}*|不{_ZH_VERB}+)了?"
        rf"(?P<a>[^，,。；]+?)(?:这[个块条项]|合作)?(?:了|吧)*{_SINCE}"
    ),
    lazy_re(
        r"(?:另外|对了|那)?(?P<a>[^，,。；]+?)(?:这[个块条项])?(?:我们)?(?:现在|目前|已经|以后|先|暂时|都|也|就)*"
        rf"(?:不再?{_ZH_VERB}|停|取消|放弃|黄|没|砍掉|停掉)(?:了|吧)+{_SINCE}"
    ),
)
_AND = lazy_re(r"\s+and\s+|\s*(?:和|跟|与|以及|、)\s*")
_ALL_EN = lazy_re(
    rf"(?:{VERBS['remove']})\s+(?:all|every|each|(?P<both>both|the two|all two))(?:\s+of)?\s+(?:the\s+|our\s+|"
    rf"my\s+)?(?P<block>\ue0fe)"
    r"(?:\s+(?:items?|entries|points?))?(?:\s+(?:please|now))*\W*",
    re.IGNORECASE,
)
_ALL_ZH = lazy_re(
    rf"(?:请|帮我)?[把将]?(?P<all>所有|全部)?的?\ue0fe(?:里面?|中|上)?的?(?:内容|条目|东西|项目)?(?P<each>都|"
    rf"全部|全|统统|通通)*"
    rf"给?(?:{VERBS['remove']})(?:了|掉|吧)*\W*|(?:请|帮我)?(?:{VERBS['remove']})(?:掉)?(?P<first>所有|"
    rf"全部)的?\ue0fe\W*"
)


def read_gone(body: str, canvas: Canvas) -> list[Edit]:
    """Removals of what is told to be over, or of all that a block holds; empty where no item of the canvas is meant."""
    if ASKS.search(body):
        return []
    if whole := _all_of(body, canvas):
        return whole
    for form in _OVER:
        if match := form.fullmatch(body):
            parts = _AND.split(match["a"].strip(EDGES))
            found = [_item(part, canvas) for part in parts]
            if all(found):
                return [Edit("remove", "", item.id, "") for item in dict.fromkeys(i for i in found if i)]
    return []


def _all_of(body: str, canvas: Canvas) -> list[Edit]:
    mentions = find_blocks(body)
    if len(mentions) != 1:
        return []
    start, end = mentions[0].span
    around = f"{body[:start]}\ue0fe{body[end:]}"
    english, chinese = _ALL_EN.fullmatch(around), _ALL_ZH.fullmatch(around)
    if not english and not (chinese and any(chinese.groups())):
        return []
    block = mentions[0].block
    if english and english["both"] and len(canvas.block(block)) != len(("one", "other")):
        return []
    return [Edit("remove", block, item.id, "") for item in canvas.block(block)]


def _item(words: str, canvas: Canvas) -> Item | None:
    """The one item that words name best: "the forum", or "cloud cost" for what stands under costs."""
    named = bare(re.sub(r"^both\s+", "", words.strip(EDGES), flags=re.IGNORECASE))
    best = _best(named, canvas, None)
    if best:
        return best
    for mention in find_blocks(named):
        rest = f"{named[: mention.span[0]]} {named[mention.span[1] :]}".strip(EDGES)
        if len(rest) > 1 and (best := _best(rest, canvas, mention.block)):
            return best
    return None


def _best(words: str, canvas: Canvas, block: BlockId | None) -> Item | None:
    if len(words) < 2:
        return None
    scored = [(similarity(words, i.text), i) for b, i in canvas.all_items() if block in {None, b}]
    score, item = max(scored, key=lambda row: row[0], default=(0.0, None))
    return item if score >= ALIKE else None
