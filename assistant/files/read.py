"""A user's document as parts with a page or heading, and the parts as passages of the size of guidance sections."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from assistant.errors import ToolInputError
from assistant.files.guard import parse_limited
from assistant.language.lazy_re import lazy_re

DOCUMENT_TYPES = {
    ".pdf": "assistant.files.parsers:parse_pdf",
    ".docx": "assistant.files.parsers:parse_docx",
    ".md": "assistant.files.parsers:parse_text",
    ".markdown": "assistant.files.parsers:parse_text",
    ".txt": "assistant.files.parsers:parse_text",
}
LONGEST = {"en": 900, "zh": 420}  # characters of a passage
_BREAKS = lazy_re(r"(?<=[。！？；])|(?<=[.!?])\s+|\n+")
_HAN = lazy_re(r"[\u4e00-\u9fff]")


@dataclass(frozen=True)
class Part:
    """A passage of a document.

    Attributes:
        page: Page, counted from 1; None where the format has none.
        heading: Heading it stands under; may be empty.
        text: The text.
        language: "en" or "zh".
    """

    page: int | None
    heading: str
    text: str
    language: str


def is_document(name: str) -> bool:
    """Whether the ending of a file's name is that of a document."""
    return Path(name).suffix.lower() in DOCUMENT_TYPES


def read_document(path: Path, name: str = "") -> list[Part]:
    """Passages of a document, in order; nothing of its text is left out.

    Args:
        path: The file.
        name: What the user calls it.

    Raises:
        ToolInputError: The type is unknown, or the file cannot be read; says what to give instead.
    """
    name = name or path.name
    parser = DOCUMENT_TYPES.get(Path(name).suffix.lower())
    if parser is None:
        raise ToolInputError(
            f"{name} is not a document that can be read. PDF, DOCX, MD and TXT can.",
            f"{name}不是可读取的文档类型。可读取：PDF、DOCX、MD、TXT。",
        )
    found = parse_limited(parser, path, name)
    return [
        Part(part["page"], part["heading"], text, language_of(text)) for part in found for text in chunks(part["text"])
    ]


def language_of(text: str) -> str:
    """Chinese, "zh", where a good part of the text is; else "en"."""
    return "zh" if len(_HAN.findall(text)) * 5 > len(text) else "en"


def chunks(text: str) -> list[str]:
    """`text` in pieces no longer than a guidance section, broken between sentences where there are any."""
    limit = LONGEST[language_of(text)]
    pieces: list[str] = []
    current = ""
    for sentence in _sentences(text, limit):
        if current and len(current) + len(sentence) > limit:
            pieces.append(current.strip())
            current = ""
        current += sentence
    if current.strip():
        pieces.append(current.strip())
    return pieces


def _sentences(text: str, limit: int) -> list[str]:
    """Sentences with the white space after them; one longer than the limit is cut."""
    ends = [match.end() for match in _BREAKS.finditer(text)]
    found: list[str] = []
    for start, end in zip([0, *ends], [*ends, len(text)], strict=True):
        piece = text[start:end]
        found += [piece[i : i + limit] for i in range(0, len(piece), limit)]
    return found
