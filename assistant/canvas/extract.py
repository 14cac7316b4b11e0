"""From a founder's free description to a brief."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.canvas.brief import Brief
from assistant.canvas.patterns import PatternLibrary, load_patterns
from assistant.canvas.reading.chinese import read_chinese
from assistant.canvas.reading.english import read_english


def extract_brief(text: str, language: str, patterns: PatternLibrary | None = None) -> Brief:
    """The brief that a description states, in the founder's words; what it does not say stays empty.

    Args:
        text: A description of any shape: prose, fragments, "Customer: …" lists.
        language: "en" or "zh" of the conversation; text that is plainly in the other one is read in that.
        patterns: Library whose industries are recognised; the built-in one by default.
    """
    spoken = _language(text, language)
    fields = read_chinese(text) if spoken == "zh" else read_english(text)
    brief = Brief.from_json({**fields, "idea": text.strip(), "language": spoken})
    industry = (patterns or load_patterns()).industry(brief)
    return replace(brief, industry=industry.id) if industry else brief


def complete_brief(given: Brief, patterns: PatternLibrary) -> Brief:
    """A brief whose unknown fields are read out of its idea."""
    return given.filled_from(extract_brief(given.idea, given.language, patterns)) if given.idea else given


def _language(text: str, language: str) -> str:
    han = len(re.findall(r"[\u4e00-\u9fff]", text))
    latin = len(re.findall(r"[A-Za-z]+", text))
    if han and han >= latin:
        return "zh"
    return "en" if latin and not han else language
