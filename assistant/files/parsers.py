"""What stands in a document, page by page or heading by heading. Runs in the limited process only."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from assistant.errors import ToolInputError
from assistant.language.lazy_re import lazy_re

JsonDict = dict[str, Any]
MAX_PAGES = 500
HEADING = lazy_re(r"^#{1,6}\s+(.+?)\s*#*$")
FULL_LINE = 0.75  # of the longest line of a page
ENDS = lazy_re(r"[.!?:;。！？：；]$")
STARTS = lazy_re(r"[•·○●√×\-*–—]|\d{1,2}[.、)）]|[（(]?[一二三四五六七八九十][、)）]")
# Text encodings to believe in without guessing.
MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def parse_pdf(path: Path) -> list[JsonDict]:
    """`[{page, heading, text}]`, one a page with text.

    Raises:
        ToolInputError: The file has a password, too many pages, or no text.
    """
    from pypdf import PdfReader
    from pypdf.errors import PdfReadError

    try:
        reader = PdfReader(path)
        if reader.is_encrypted and not reader.decrypt(""):
            raise ToolInputError(
                "{name} is protected by a password. Save a copy without it and upload that.",
                "{name}有密码保护。请另存一份无密码的版本再上传。",
            )
        if len(reader.pages) > MAX_PAGES:
            raise ToolInputError(
                f"{{name}} has {len(reader.pages)} pages; at most {MAX_PAGES} can be read. Upload the part you need.",
                f"{{name}}共{len(reader.pages)}页，最多可读取{MAX_PAGES}页。请上传需要的部分。",
            )
        parts = [
            {"page": number, "heading": "", "text": _unwrapped(_clean(page.extract_text() or ""))}
            for number, page in enumerate(reader.pages, start=1)
        ]
    except PdfReadError:
        raise _damaged("PDF") from None
    parts = [part for part in parts if part["text"]]
    if sum(len(str(part["text"])) for part in parts) < 20:
        raise ToolInputError(
            "{name} has pages but no text: it is probably a scan. Run text recognition (OCR) on it first, or upload "
            "the original document.",
            "{name}没有可读取的文字，可能是扫描件。请先做文字识别（OCR），或上传原始文档。",
        )
    return parts


def parse_docx(path: Path) -> list[JsonDict]:
    """`[{page: None, heading, text}]`, one a heading; tables row by row.

    Raises:
        ToolInputError: The file is no Word document, or has no text.
    """
    import zipfile

    from docx import Document
    from docx.opc.exceptions import PackageNotFoundError
    from docx.table import Table

    try:
        document: Any = Document(str(path))
    except (PackageNotFoundError, KeyError, ValueError, zipfile.BadZipFile):
        if path.read_bytes()[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
            raise ToolInputError(
                "{name} is an old .doc file or has a password. Save it as .docx without a password and upload that.",
                "{name}是旧版 .doc 文件或有密码保护。请另存为无密码的 .docx 再上传。",
            ) from None
        raise _damaged("Word") from None
    parts: list[JsonDict] = [{"page": None, "heading": "", "text": ""}]
    for block in document.iter_inner_content():
        if isinstance(block, Table):
            rows = (" | ".join(dict.fromkeys(c.text.strip() for c in row.cells)) for row in block.rows)
            parts[-1]["text"] += "\n".join(row for row in rows if row.strip(" |")) + "\n\n"
        elif (block.style.name or "").startswith(("Heading", "Title", "标题")) and block.text.strip():
            parts.append({"page": None, "heading": block.text.strip(), "text": ""})
        else:
            parts[-1]["text"] += block.text + "\n"
    return _with_text(parts)


def parse_text(path: Path) -> list[JsonDict]:
    """`[{page: None, heading, text}]` of plain text or Markdown, one a heading, in whatever encoding it is.

    Raises:
        ToolInputError: The file is no text.
    """
    content = path.read_bytes()
    parts: list[JsonDict] = [{"page": None, "heading": "", "text": ""}]
    for line in _decoded(content).splitlines():
        match = HEADING.match(line)
        if match:
            parts.append({"page": None, "heading": match[1], "text": ""})
        else:
            parts[-1]["text"] += line + "\n"
    return _with_text(parts)


def _decoded(content: bytes) -> str:
    marked = next((encoding for mark, encoding in MARKS if content.startswith(mark)), None)
    if marked is None and b"\0" in content[:4096]:
        raise _not_text()
    try:
        return content.decode(marked or "utf-8")
    except UnicodeDecodeError:
        pass
    try:  # what Chinese Windows writes
        text = content.decode("gb18030")
        if sum("\u4e00" <= char <= "\u9fff" for char in text) * 5 >= len(text):
            return text
    except UnicodeDecodeError:
        pass
    from charset_normalizer import from_bytes

    best = from_bytes(content).best()
    if best is None:
        raise _not_text()
    return str(best)


def _with_text(parts: list[JsonDict]) -> list[JsonDict]:
    """Parts with cleaned text; a heading without any goes before that of the next part, or is text itself."""
    found: list[JsonDict] = []
    above: list[str] = []
    for part in parts:
        text, heading = _clean(part["text"]), " › ".join(h for h in [*above, part["heading"]] if h)
        above = [] if text else [heading]
        if text:
            found.append({**part, "heading": heading, "text": text})
    if any(above):
        found.append({"page": None, "heading": "", "text": above[0]})
    if not found:
        raise ToolInputError("{name} has no text.", "{name}里没有文字。")
    return found


def _clean(text: str) -> str:
    kept = "".join(c for c in text.replace("\r\n", "\n").replace("\r", "\n") if c in "\n\t" or c.isprintable())
    lines = (" ".join(line.split()) for line in kept.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _unwrapped(text: str) -> str:
    """Lines that only the width of the page broke, joined: those about as long as the longest that end no sentence."""
    lines = text.split("\n")
    full = max((len(line) for line in lines), default=0) * FULL_LINE
    joined = ""
    for line, after in zip(lines, [*lines[1:], ""], strict=True):
        broken = len(line) >= full and after and not ENDS.search(line) and not STARTS.match(after)
        han = broken and ("\u2e80" <= line[-1] <= "\uffef" or "\u2e80" <= after[0] <= "\uffef")
        joined += line + ("" if han else " " if broken else "\n")
    return joined.strip()


def _damaged(kind: str) -> ToolInputError:
    return ToolInputError(
        f"{{name}} cannot be opened as a {kind} file: it is damaged, or is another kind of file.",
        f"{{name}}无法作为{kind}文件打开：文件已损坏或类型不符。",
    )


def _not_text() -> ToolInputError:
    return ToolInputError(
        "{name} is not a text file. PDF, DOCX, MD and TXT can be read.",
        "{name}不是文本文件。可读取的类型：PDF、DOCX、MD、TXT。",
    )
