"""Plans exports: which file formats a text names, in whatever words."""

from __future__ import annotations

import re

from assistant.language.lazy_re import lazy_re
from assistant.planner.context import Context
from assistant.planner.plan import Call, Plan, Say

# What people call each format. The words of the second table are tried where none of the first is named.
NAMES = {
    "pdf": r"pdf",
    "docx": r"docx?|(?:ms |microsoft )?word(?!s)",
    "pptx": r"pptx?|power\s?point|keynote",
    "xlsx": r"xlsx?|excel",
    "svg": r"svg",
    "png": r"png|jpe?g",
    "html": r"html?",
    "json": r"json",
    "md": r"md|markdown",
}
KINDS = {
    "pptx": r"\bslides?\b|\b(?:slide )?deck\b|\bpresentation\b|幻灯片?|演示(?:文稿|稿)|演示",
    "svg": r"\bvector\b|矢量",
    "png": r"\b(?:image|picture|screenshot|photo|bitmap)\b|图片|图像|截图|位图|一张图|成图",
    "xlsx": r"\b(?:spread\s?sheet|workbook)\b|表格|工作簿|电子表",
    "html": r"\bweb\s?page\b|网页",
    "docx": r"\bdocument\b|\bdoc\b|文档",
    "md": r"\b(?:plain )?text\b|纯文本",
}
_NAMED = {id_: lazy_re(rf"(?<![a-z])(?:{words})(?![a-z])", re.IGNORECASE) for id_, words in NAMES.items()}
_KINDS = {id_: lazy_re(words, re.IGNORECASE) for id_, words in KINDS.items()}
# Formats that cannot be written, and what comes nearest to them.
NEAREST = {
    (
        "svg",
        "png",
    ): r"psd|photoshop|illustrator|indesign|figma|gif|tiff?|eps|dwg|canva|visio|vsdx?|xmind|miro|mural|思维导图|脑图",
    ("docx", "md"): r"epub|mobi|rtf|odt|la?tex|notion|语雀",
    ("xlsx", "json"): r"ods|xml|ya?ml|csv|tsv",
    ("pptx", "pdf"): r"odp|mp4|视频|动画",
}
_NEAREST = {near: lazy_re(rf"(?<![a-z])(?:{words})(?![a-z])", re.IGNORECASE) for near, words in NEAREST.items()}
_ENDING = lazy_re(r"(?<![\w.])\.([a-z]\w{1,4})\b", re.IGNORECASE)
DEFAULT = "md"
VAGUE = ("docx", "md")  # "document" and "text" say little beside the name of a format
SEVERAL = lazy_re(r"\band\b|\bboth\b|\bplus\b|[,&+/]|和|以及|还有|、|，|都|各", re.IGNORECASE)


def formats_of(text: str) -> list[str]:
    """Formats that a text names, in its order; Markdown where it names none."""
    named = _found(_NAMED, text)
    kinds = _found(_KINDS, text)
    if named and SEVERAL.search(text):  # "as PDF and slides"; a "PDF document" is one file
        named = {**{id_: place for id_, place in kinds.items() if id_ not in VAGUE}, **named}
    found = named or kinds
    return sorted(found, key=lambda id_: found[id_]) or [DEFAULT]


def _found(table: dict[str, re.Pattern[str]], text: str) -> dict[str, int]:
    return {id_: match.start() for id_, pattern in table.items() if (match := pattern.search(text))}


def unknown_format(text: str) -> tuple[str, tuple[str, ...]]:
    """A format that a text names and that cannot be written, with those nearest to it; empty where it names none."""
    if _found(_NAMED, text):
        return "", ()
    for near, pattern in _NEAREST.items():
        if found := pattern.search(text):
            return found.group(), near
    ending = _ENDING.search(text)
    return (ending.group(1), ("pdf", "svg")) if ending else ("", ())


def plan_export(text: str, context: Context) -> Plan:
    """Write the canvas to a file for each format named; of one that cannot be written, say what can."""
    name, near = unknown_format(text)
    if name:
        others = [id_ for id_ in NAMES if id_ not in near]
        return Plan(says=(Say("cannot_export", {"name": name, "near": list(near), "others": others}),))
    return Plan(calls=tuple(Call("export_canvas", {"format": id_}) for id_ in formats_of(text)))
