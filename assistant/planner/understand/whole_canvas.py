"""Recognises by their words the requests about the canvas as a whole: paste, version, view, start over.

The classifier alone cannot know them: a pasted canvas is told by its shape, a version by its name.
"""

from __future__ import annotations

import re

from assistant.canvas import History, find_blocks
from assistant.canvas.importing import looks_like_canvas
from assistant.language.lazy_re import lazy_re
from assistant.planner.lexicon import CORRECTED_CUSTOMER, DEFINITION
from assistant.planner.plans.canvas import awaits_answer, corrects_brief, tells_venture
from assistant.planner.understand.edits import edit_op, read_edit
from assistant.planner.understand.evidence import Evidence
from assistant.planner.understand.item_orders import read_orders
from assistant.planner.understand.item_words import stands
from assistant.planner.understand.let_go import names_one_more
from assistant.planner.understand.splitting import split_requests
from assistant.planner.understand.version_talk import names_of, read_version_talk
from assistant.planner.understand.version_words import PREVIOUS

FEWEST_PASTED = 4  # blocks of a canvas in one line
LONGEST = 160  # characters; longer messages tell a story in which such words come up by chance
# ASCII: "来个SWOT" has no word boundary before the S otherwise.
_VIEW = {
    "vpc": lazy_re(
        r"value[- ]prop(?:osition)?s? (?:canvas|map|design|diagram|view)|\bVPC\b|价值主张(?:画布|图|设计)"
        r"|(?:jobs|pains)[,/ ]+(?:and )?(?:pains|gains)|痛点.{0,4}(?:收益|增益).{0,6}(?:对照|对应|画布|图)",
        re.IGNORECASE | re.ASCII,
    ),
    "lean": lazy_re(
        r"\blean[- ](?:canvas|version|format|view|startup canvas)|\blean one\b"
        r"|精益(?:创业)?(?:商业)?画布|精益(?:画布|版|视图)",
        re.IGNORECASE | re.ASCII,
    ),
    "swot": lazy_re(
        r"\bSWOT\b|strengths?(?:,| and) weaknesses|优势.{0,3}劣势|优劣势|强弱危机|态势分析|机会.{0,2}威胁",
        re.IGNORECASE | re.ASCII,
    ),
    "pitch": lazy_re(
        r"\b(?:elevator |investor )?pitch(?:[- ](?:outline|deck|script|story|structure|notes|points))?\b"
        r"|investor (?:deck|story|outline)|路演(?:提纲|大纲|稿|框架|思路|PPT)?|融资(?:提纲|大纲|故事)"
        r"|(?:BP|商业计划书)(?:提纲|大纲|框架)|电梯演讲|给投资人讲",
        re.IGNORECASE | re.ASCII,
    ),
}
_FORMAT = lazy_re(
    r"(?<![a-z])\.?(?:json|markdown|md|html|pdf|docx|word|pptx?|xlsx|excel|svg|png)(?![a-z])|\b(?:export|"
    r"download)\b|导出|下载",
    re.IGNORECASE,
)
_ABOUT = lazy_re(
    r"^\W*(?:how (?:do|should|can|to)|what (?:makes|is an?|are|does|should)|why|when should|should (?:i|we)"
    r"|tips|advice|explain|difference)\b"
    r"|^\W*(?:什么是|怎么(?:写|做好|准备)|如何(?:写|做好|准备)|为什么|什么叫|有什么(?:技巧|建议|用))"
    r"|是什么(?:意思)?\W*$",
    re.IGNORECASE,
)
_DIFFERENCE = lazy_re(r"\bdifference\b|区别|不同", re.IGNORECASE)
_START_OVER = lazy_re(
    r"^\W*(?:ok(?:ay)?|please|pls|can (?:we|you)|could (?:we|you)|let'?s|i(?:'d| would)? (?:want|like) to"
    r"|we want to|just|now|then|,|\s)*"
    r"(?:start(?:ing)? (?:over|again|afresh|anew|fresh|from (?:scratch|zero|the beginning))|begin again"
    r"|scrap (?:it|this|everything|the canvas|all of it)"
    r"|(?:clear|wipe|empty|erase|reset|blank|clean)(?: out| off)? (?:the |my |our |this )?(?:whole |entire "
    r"|full )?(?:canvas|board|everything|it all|all|slate|all (?:the )?blocks)"
    r"|(?:delete|remove) everything(?! (?:about|related|on|for|to do|that|with|from|in|under|concerning))"
    r"|throw (?:it |everything )?(?:all )?away|new canvas"
    r"|blank canvas)\b(?! of| and add)"
    r"|清空(?:整个|全部|所有)?(?:的)?(?:画布|内容|模块|一切)?\W*(?:吧|重来|重新.{0,4})?\W*$|(?:把)?(?:画布|全部"
    r"|所有(?:内容)?|一切)(?:都|全部|给)*(?:清空|清掉|清除|删光|清零)"
    r"|清(?:除|掉|零)(?:整个|全部|所有)?(?:画布|内容)|(?:重新|从头)(?:开始|来过?|再来|做起|来一遍)|从零开始"
    r"|推倒重来|重来(?:一遍|吧)?\W*$|删除(?:所有|全部)内容",
    re.IGNORECASE,
)
_NUMBERS = lazy_re(
    r"\b(?:numbers?|figures?|inputs?|model|values?|assumptions?)\b|数字|数值|输入|模型|参数", re.IGNORECASE
)
_CLEAR_BLOCK = lazy_re(r"\b(?:clear|empty|wipe|erase|blank)\b(?: out)?|清空|清掉|清除|清干净", re.IGNORECASE)
_IMPORT = lazy_re(
    r"\b(?:import|load|upload|read in|bring in)\b.{0,40}\b(?:canvas|bmc|board|model canvas)\b|\b(?:canvas"
    r"|bmc)\b.{0,20}\b(?:import|from (?:the|a|my) file)\b"
    r"|(?:导入|载入|读入|读取|上传|贴进来).{0,16}(?:画布|canvas|BMC)|(?:画布|canvas).{0,12}(?:导入|载入|贴进|导进)",
    re.IGNORECASE,
)
# 存成“寒冬”: what is in hand, a what-if or else the canvas.
_STORED = lazy_re(
    r"\W*(?:[把将]?(?:它|这个|这版|这张|现在的?|当前)|就|先|请|帮我)*(?:另存|保存|存)(?:成|为|作)"
    r"\s*\W?\S{1,12}?\W?(?:吧|了)?\W*|"
    r"\W*(?:please )?(?:save|store|keep) (?:it|this|that|a copy(?: of (?:it|this))?) "
    r"(?:as|under|called|named) \S+(?: \S+)?\W*",
    re.IGNORECASE,
)
_HAVE_ONE = lazy_re(r"\bi (?:already )?have (?:a|my) canvas\b|已经有(?:一张|一个)?画布", re.IGNORECASE)


def named_views(text: str) -> list[str]:
    """Ids of the views that a text names, in its order."""
    found = [(match.start(), name) for name, pattern in _VIEW.items() if (match := pattern.search(text))]
    return [name for _, name in sorted(found)]


def pasted(seen: Evidence) -> str | None:
    """A canvas pasted as text, by its shape; or an order to take one from a file."""
    if "import_canvas" not in seen.context.tools:
        return None
    if seen.text == seen.context.text and looks_like_canvas(raw := seen.context.raw or seen.text):
        few = "\n" not in raw.strip() and len({m.block for m in find_blocks(raw)}) < FEWEST_PASTED
        stands_there = History.from_json(seen.context.canvas).canvas.count
        return None if few and stands_there else "import_canvas"  # a line or two of blocks go on the canvas there is
    ordered = len(seen.text) <= LONGEST and (_IMPORT.search(seen.text) or _HAVE_ONE.search(seen.text))
    return "import_canvas" if ordered and not _ABOUT.search(seen.text) else None


def starts_over(seen: Evidence) -> str | None:
    """An order to empty the canvas, or a block of it."""
    if "clear_canvas" not in seen.context.tools or len(seen.text) > LONGEST:
        return None
    if _NUMBERS.search(seen.text):
        return None  # of the model, not of the canvas
    emptied = _CLEAR_BLOCK.search(seen.text) and find_blocks(seen.text) and len(seen.text) <= LONGEST // 3
    return "start_over" if _START_OVER.search(seen.text) or (emptied and not seen.quantities) else None


def one_more(seen: Evidence) -> str | None:
    """Another item to go, after one was taken off: "and the last channel as well"."""
    if seen.context.focus.get("edit") != "remove" or len(seen.text) > LONGEST:
        return None
    canvas = History.from_json(seen.context.canvas).canvas
    return "remove_item" if names_one_more(seen.text, canvas) else None


def of_items(seen: Evidence) -> str | None:
    """An edit that the items on the canvas settle: by place, "everything about …", "not A but B"."""
    if "edit_canvas" not in seen.context.tools or awaits_answer(seen.context):
        return None
    if seen.context.brief and (corrects_brief(seen.text, seen.context) or CORRECTED_CUSTOMER.search(seen.text)):
        return None
    canvas = History.from_json(seen.context.canvas).canvas
    if edits := read_orders(seen.text, canvas):
        return f"{edits[0].op}_item"
    # "先删经销商，然后渠道里写上应用商店": a message that begins with an order about an item tells no venture.
    first = split_requests(seen.text)[0] if seen.intent == "describe_venture" else ""
    op = edit_op(first, of_known_item=True) if first else None
    return f"{op}_item" if op in ("remove", "replace") and stands(read_edit(first, op).item, canvas) else None


def of_versions(seen: Evidence) -> str | None:
    """An order about a version or branch, by that word or by the name of one."""
    if "manage_versions" not in seen.context.tools or len(seen.text) > LONGEST or _ABOUT.search(seen.text):
        return None
    talk = read_version_talk(seen.text, names_of(seen.context.versions))
    if talk and seen.inputs and seen.quantities and talk.action in ("switch", "restore"):
        return None  # "conversion would go to 15%"
    if talk and talk.name and _STORED.fullmatch(seen.text) and not _FORMAT.search(seen.text):
        return "manage_scenarios" if seen.view.scenario else "manage_versions"
    if talk is None or not talk.sure or (talk.action == "save" and _FORMAT.search(seen.text)):
        return None
    if talk.action == "restore" and PREVIOUS.fullmatch(talk.name) and not seen.context.versions.get("saved"):
        return "undo"
    return "manage_versions"


def of_view(seen: Evidence) -> str | None:
    """A view by its name, where it is wanted rather than asked about."""
    if "show_view" not in seen.context.tools or not named_views(seen.text) or len(seen.text) > LONGEST:
        return None
    asked_about = any(p.search(seen.text) for p in (_ABOUT, _DIFFERENCE, DEFINITION)) and not seen.ours
    if asked_about or _FORMAT.search(seen.text) or tells_venture(seen.text, seen.context):
        return None
    return None if seen.intent in ("add_item", "replace_item", "remove_item") and seen.edit else "show_view"
