"""Recognises by their words the requests about the canvas as a whole: paste, version, view, start over.

The classifier alone cannot know them: a pasted canvas is told by its shape, a version by its name.
"""

from __future__ import annotations

import re

from assistant.canvas import History, find_blocks
from assistant.canvas.importing import looks_like_canvas
from assistant.language.lazy_re import lazy_re
from assistant.planner.understand.edits.told_blocks import told_blocks
from assistant.planner.understand.evidence import Evidence

FEWEST_PASTED = 4  # blocks of a canvas in one line
LONGEST = 160  # characters; longer messages tell a story in which such words come up by chance
# ASCII: "来个SWOT" has no word boundary before the S otherwise.
_VIEW = {
    "vpc": lazy_re(
        r"value[- ]prop(?:osition)?s? (?:canvas|map|design|diagram|view)|\bVPC\b"
        r"|价值主张的?(?:那[个张种])?(?:画布|图|设计)"
        r"|(?:jobs|pains)[,/ ]+(?:and )?(?:pains|gains)|痛点.{0,4}(?:收益|增益).{0,6}(?:对照|对应|画布|图)",
        re.IGNORECASE | re.ASCII,
    ),
    "lean": lazy_re(
        r"\blean[- ](?:canvas|version|format|view|way|style|layout|startup canvas)|\blean one\b"
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
        r"|(?:one|two|three|1|2|3)[- ]minute (?:intro\w*|talk|speech|version|story|summary)"
        r"|(?:BP|商业计划书)(?:提纲|大纲|框架)|电梯演讲|给(?:投资人|评委)(?:讲|听|介绍)|讲给[^，,。]{1,10}听"
        r"|[一两三半1-3]分钟(?:的)?(?:介绍|讲|版|说|稿|陈述|演讲)",
        re.IGNORECASE | re.ASCII,
    ),
}
_ABOUT = lazy_re(
    r"^\W*(?:how (?:do|should|can|to)|what (?:makes|is an?|are|does|should)|why|when should|should (?:i|we)"
    r"|tips|advice|explain|difference)\b"
    r"|^\W*(?:什么是|怎么(?:写|做好|准备)|如何(?:写|做好|准备)|为什么|什么叫|有什么(?:技巧|建议|用))"
    r"|是什么(?:意思)?\W*$",
    re.IGNORECASE,
)
_IMPORT = lazy_re(
    r"\b(?:import|load|upload|read in|bring in)\b.{0,40}\b(?:canvas|bmc|board|model canvas)\b|\b(?:canvas"
    r"|bmc)\b.{0,20}\b(?:import|from (?:the|a|my) file)\b"
    r"|(?:导入|载入|读入|读取|上传|贴进来).{0,16}(?:画布|canvas|BMC)|(?:画布|canvas).{0,12}(?:导入|载入|贴进|导进)",
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
        stands_there = History.from_json(seen.context.canvas).canvas.count
        fewest = FEWEST_PASTED if stands_there else FEWEST_PASTED - 1
        few = "\n" not in raw.strip() and bool(told_blocks(raw)) and len({m.block for m in find_blocks(raw)}) < fewest
        return None if few else "import_canvas"  # a line or two of blocks are put on the canvas there is
    ordered = len(seen.text) <= LONGEST and (_IMPORT.search(seen.text) or _HAVE_ONE.search(seen.text))
    return "import_canvas" if ordered and not _ABOUT.search(seen.text) else None
