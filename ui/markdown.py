"""What may go into the chat's Markdown: user words as written, replies without raw HTML or remote images."""

from __future__ import annotations

import re

_MARKUP = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>~$&=])")
_MINUS = re.compile("\u2212(?=[$¥€£])")
_TAG = re.compile(r"<(?=[A-Za-z/!?])")
_IMAGE = re.compile(r"!(?=\[)")
_LINK = re.compile(r"\]\(\s*(?!/files/|https?://|#)[^)\s]*[^)]*\)", re.IGNORECASE)
_REFERENCE = re.compile(r"^(\s{0,3}\[[^\]]+\]):(?=\s*\S)", re.MULTILINE)


def literal(text: str) -> str:
    """Text that Markdown shows exactly as it was written."""
    return _MARKUP.sub(_escaped, text)


def safe(text: str) -> str:
    """Markdown of a reply: tables, lists and links stay; HTML, images and odd link targets become plain text.

    An image would be fetched from wherever a model says, and tell that place what is on the page.
    """
    text = _IMAGE.sub(r"!\\", _TAG.sub("&lt;", text))
    return unbroken(_REFERENCE.sub(r"\1\\:", _LINK.sub("]", text)))


def unbroken(text: str) -> str:
    """Text whose minus signs stay with their amounts: a line may otherwise end between "−" and "$15"."""
    return _MINUS.sub("\u2212\u2060", text)


def _escaped(match: re.Match[str]) -> str:
    entities = {"<": "&lt;", ">": "&gt;", "&": "&amp;"}
    return entities.get(match.group(), "\\" + match.group())
