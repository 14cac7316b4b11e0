"""Headings of a written canvas: "## Channels", "**渠道通路**", "Channels: fairs", "| Channels | fairs |"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.canvas.blocks import BlockId, find_blocks
from assistant.language.lazy_re import lazy_re


@dataclass(frozen=True)
class Heading:
    """One line, or the part of it under one heading.

    Attributes:
        is_heading: Whether it opens a block, or a section that is none.
        label: The heading as written.
        block: The block it names; None for text without a heading and for sections that are no block.
        strong: Whether it is set as a heading, or its name is one that canvases use rather than any description
            ("Customers: …").
        rest: What stands behind the heading; the whole line where there is none.
        request: Whether it says "please import this canvas", or heads a table, rather than being part of the canvas.
    """

    is_heading: bool
    label: str
    block: BlockId | None
    strong: bool
    rest: str
    request: bool = False


# Names of blocks that a founder's form uses too.
_WEAK = frozenset(
    "customers|customer|target customers|target customer|target market|target audience|audience|target users|users|"
    "user groups|buyers|clients|who pays|who buys|who we sell to|who we serve|ideal customer|pricing|pricing model|"
    "revenue|revenue model|how we make money|how we charge|how we earn|what we charge|value|benefit|benefits|offer|"
    "offering|what we offer|promise|usp|selling point|selling points|unique selling point|what we do|"
    "support|operations|"
    "客户|目标客户|目标用户|目标人群|用户群|用户群体|客群|客户群体|卖给谁|服务谁|谁买单|定价|收费|收费方式|收费模式|"
    "怎么收费|如何收费|怎么赚钱|如何赚钱|赚钱方式|盈利模式|变现|变现方式|收入|收入模式|卖点|价值|活动|售后".split("|")
)
# What a description is made of and no canvas block.
_BRIEF = (
    "problem statement|problems?|pain points?|pains?|the problem|products?|solutions?|ideas?|concept|price|prices|"
    "stage|"
    "region|location|industry|sector|differentiat(?:or|ion)s?|customer|what it does|company|startup|name|traction|"
    "existing alternatives|key metrics|unfair advantage|unique advantage|team|"
    "痛点|用户痛点|客户痛点|问题|产品|产品名称|项目|项目名称|解决方案|方案|想法|价格|阶段|进展|地区|行业|领域|差异化|优势|"
    "关键指标|独特优势|门槛优势|竞争优势|团队|公司"
)
_BRIEF_LABEL = lazy_re(rf"(?:^|(?<=[\n;；。.，,\s]))\W{{0,4}}(?:{_BRIEF})\s*[:：]", re.IGNORECASE)
_FOREIGN = lazy_re(rf"\W*(?:\d+[.)、]\s*)?(?P<label>{_BRIEF})\s*(?:[:：]\s*(?P<rest>.*))?", re.IGNORECASE | re.DOTALL)
_FLUFF = lazy_re(
    r"\b(?:our|the|my|your|main|primary|unique|key|core|and|or|of|block|section|part|list)\b|[和与及的]|我们|模块|部分|板块",
    re.IGNORECASE,
)
_PARENTHESES = lazy_re(r"[(（][^)）]*[)）]")
_MARKDOWN = lazy_re(r"^\s{0,3}#{1,6}\s*(?P<label>.+?)\s*#*\s*$")
_BOLD = lazy_re(
    r"^\s*(?:[-*+•]\s+|\d{1,2}[.)、]\s*)?(?:\*\*|__|【|\[|［|《)(?P<label>[^*_】\]］》]+?)"
    r"\s*[:：]?\s*(?:\*\*|__|】|\]|］|》)\s*[:：]?\s*(?P<rest>.*)$"
)
_COLON = lazy_re(
    r"^\s*(?:[-*+•]\s+|\d{1,2}[.)、]\s*)?(?P<label>[^:：=]{2,60}?)\s*(?:[:：=]|\s[-–—]+(?=\s|$)|[-–—]{2})\s*(?P<rest>.*)$"
)
_OWN_LABEL = lazy_re(r"(?P<label>[^\W\d][\w /&-]{1,28}?)\s*[:：]\s*(?P<rest>(?!//).+)")
_BULLETED = lazy_re(r"^\s*(?:[-*+•·▪]|\d{1,2}[.)、])\s*\S")
_BEFORE = lazy_re(r"(?:^|[;；。.,，、:：|\s*_])$")
_AFTER = lazy_re(r"(?:\*\*|__)?\s*(?:[(（][^)）]{0,40}[)）]\s*)?(?:[:：=]|\s[-–—]+\s)(?:\*\*|__)?\s*")
_TABLE_HEAD = lazy_re(r"\W*(?:blocks?|sections?|elements?|building blocks?|模块|板块|要素|构造块)\W*", re.IGNORECASE)
_REQUEST = lazy_re(
    r"(?=.*(?:canvas|bmc|画布|import|load|paste|导入|导进|载入|粘贴|贴进|读取))"
    r"\W*(?:(?:please|pls|can you|could you|here|this is|below|import|load|read|paste|use|take|put|i have|"
    r"we have|my|our)\b"
    r"|请|帮|把|将|导入|导进|载入|读取|粘贴|贴进|这是|这里是|下面|以下|我们?的?|我有|用).{0,80}",
    re.IGNORECASE,
)


def line_heading(line: str) -> Heading:
    """A line as a heading with what stands behind it, or as text without one."""
    if line.lstrip().startswith("|") and line.count("|") >= 2:
        return _table_row(line)
    for pattern in (_MARKDOWN, _BOLD, _COLON):
        match = pattern.match(line)
        if match is None:
            continue
        label, rest = match["label"], match.groupdict().get("rest") or ""
        if pattern is _MARKDOWN:
            inner = _COLON.match(label)
            if inner and (found := block_of(inner["label"])):
                return Heading(True, inner["label"], found, True, inner["rest"])
        if found := block_of(label):
            return Heading(True, label, found, pattern is not _COLON or is_strong(label), rest)
        if pattern is _MARKDOWN or (pattern is _BOLD and not rest and not _BULLETED.match(line)):
            return Heading(True, label, None, False, rest)
    return _unmarked(line)


def inline_headings(line: str) -> list[Heading]:
    """The parts of a line with several headings ("客户细分：诊所；渠道：展会"); empty where it has fewer than two."""
    if line.lstrip().startswith("|"):
        return []
    marks: list[tuple[int, int, int, BlockId]] = []
    for mention in find_blocks(line):
        start, end = mention.span
        after = _AFTER.match(line, end)
        glued = marks and not line[marks[-1][2] : start].strip(" *_")
        if after and not glued and _BEFORE.search(line[:start]):
            marks.append((start, end, after.end(), mention.block))
    if len(marks) < 2:
        return []
    parts = (
        [Heading(False, "", None, False, before)]
        if (before := line[: marks[0][0]].strip(" \t*#-_0123456789.)、"))
        else []
    )
    if parts and _REQUEST.fullmatch(parts[0].rest):
        parts = [Heading(False, "", None, False, parts[0].rest, request=True)]
    for (start, end, rest_start, block), following in zip(marks, [*marks[1:], None], strict=True):
        rest = line[rest_start : following[0] if following else len(line)]
        name = line[start:end]
        parts.append(Heading(True, name, block, is_strong(name), rest.strip(" \t*_;；,，、")))
    return parts


def own_label(line: str) -> Heading | None:
    """A line "Moon phase: full" between lines "Channels: …" as a section that is no block; None for other lines."""
    match = None if _BULLETED.match(line) else _OWN_LABEL.fullmatch(line.strip())
    return Heading(True, match["label"], None, False, match["rest"]) if match else None


def block_of(label: str) -> BlockId | None:
    """The block that `label` names and says nothing else: "1. Our key partners (suppliers)"."""
    bare = re.sub(r"[*_`#]", " ", _PARENTHESES.sub(" ", label)).replace("  ", " ").strip()
    mentions = find_blocks(bare) or find_blocks(bare.replace("_", " "))
    if not mentions or len({m.block for m in mentions}) != 1:
        return _by_id(label)
    left = bare
    for mention in reversed(mentions):
        left = left[: mention.span[0]] + " " + left[mention.span[1] :]
    return None if re.search(r"[^\W\d_]", _FLUFF.sub("", left)) else mentions[0].block


def is_strong(label: str) -> bool:
    """Whether a heading is one that canvases use and other texts hardly do."""
    return _PARENTHESES.sub(" ", label).strip(" *_#:：.-0123456789、").lower() not in _WEAK


def brief_labels(text: str) -> int:
    """How many labels of a founder's description, such as "Problem:", the text has."""
    return len(_BRIEF_LABEL.findall(text))


def _by_id(label: str) -> BlockId | None:
    found = find_blocks(label.strip().replace("_", " "))
    exact = found[0] if len(found) == 1 else None
    return exact.block if exact and exact.text.lower() == label.strip().replace("_", " ").lower() else None


def _table_row(line: str) -> Heading:
    cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
    rest = "; ".join(re.sub(r"\s*<br\s*/?>\s*", "; ", cell) for cell in cells[1:] if cell)
    found = block_of(cells[0])
    if found:
        return Heading(True, cells[0], found, True, rest)
    return Heading(False, "", None, False, "; ".join(c for c in cells if c), bool(_TABLE_HEAD.fullmatch(cells[0])))


def _unmarked(line: str) -> Heading:
    bare = line.strip()
    if not _BULLETED.match(line) and (found := block_of(bare)):
        return Heading(True, bare, found, is_strong(bare), "")
    foreign = _FOREIGN.fullmatch(bare)
    if foreign and not _BULLETED.match(line):
        return Heading(True, foreign["label"], None, False, foreign["rest"] or "")
    return Heading(False, "", None, False, line, request=bool(_REQUEST.fullmatch(bare)))
