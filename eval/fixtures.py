"""Canvas fixtures: JSON by block, or Markdown with a heading a block and a bullet an item."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from assistant.canvas import resolve_block
from assistant.errors import DataFileError

Blocks = dict[str, list[dict[str, Any]]]

_HEADING = re.compile(r"^#{2,6}\s+(.+?)\s*#*$")
_BULLET = re.compile(r"^\s*[-*+]\s+(.+?)\s*$")
_ASSUMPTION = re.compile(r"\s*\*?[(（](?:assumption|假设)[^)）]*[)）]\*?\s*$", re.IGNORECASE)


def read_canvas(path: Path) -> Blocks:
    """The canvas of a fixture as `{block: [{text, status, id?}]}`.

    Raises:
        DataFileError: The file is neither, or names a block that there is not.
    """
    text = path.read_text(encoding="utf-8-sig")
    if path.suffix.lower() == ".md":
        return _from_markdown(text, path)
    try:
        blocks = json.loads(text)
    except ValueError as error:
        raise DataFileError(f"is not JSON: {error}", path) from error
    if not isinstance(blocks, dict) or not all(isinstance(items, list) for items in blocks.values()):
        raise DataFileError("needs {block: [{id, text, status}]}", path)
    return {
        name: [{"text": item} if isinstance(item, str) else dict(item) for item in items]
        for name, items in blocks.items()
    }


def _from_markdown(text: str, path: Path) -> Blocks:
    """Headings of the second level and below name blocks; an item may end in "(assumption …)"."""
    blocks: Blocks = {}
    current: list[dict[str, Any]] | None = None
    for number, line in enumerate(text.splitlines(), start=1):
        if heading := _HEADING.match(line):
            block = resolve_block(heading[1])
            if block is None:
                raise DataFileError(f"{heading[1]!r} is no block of the canvas", path, number)
            current = blocks.setdefault(block, [])
        elif current is not None and (bullet := _BULLET.match(line)):
            plain = _ASSUMPTION.sub("", bullet[1])
            current.append({"text": plain, "status": "fact" if plain == bullet[1] else "assumption"})
    return blocks
