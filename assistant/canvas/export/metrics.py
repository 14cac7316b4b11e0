"""The font that exports are measured and drawn with, and how text breaks into lines."""

from __future__ import annotations

import re
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any

from assistant.language.lazy_re import lazy_re

FONT = Path(__file__).with_name("fonts") / "CanvasSansSC.ttf"
FAMILY = "Canvas Sans SC"
# Chinese text may break between any two characters, but no line starts with closing or ends with opening punctuation.
_CLOSING = "，。、；：？！）》」』】〉”’％%…·,.;:?!)]}"
_OPENING = "（《「『【〈“‘([{"
_ATOM = lazy_re(
    rf"\s+|[{re.escape(_OPENING)}]*(?:[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u30ff]|[^\s\u2e80-\uffef]+)"
    rf"[{re.escape(_CLOSING)}]*|\S"
)


@lru_cache(maxsize=1)
def _advances() -> tuple[dict[int, float], float]:
    """Advance width by code point in em, and that of a character the font has not."""
    from fontTools.ttLib import TTFont

    with TTFont(FONT, lazy=True) as font:
        units, widths = font["head"].unitsPerEm, font["hmtx"]
        table = {code: widths[name][0] / units for code, name in font.getBestCmap().items()}
        return table, widths[".notdef"][0] / units


def width(text: str, size: float) -> float:
    """Width of `text` in points at a font size."""
    table, missing = _advances()
    return size * sum(table.get(ord(char), missing) for char in text)


def missing(text: str) -> str:
    """Characters of `text` that the font cannot show."""
    table, _ = _advances()
    return "".join(dict.fromkeys(c for c in text if ord(c) not in table and not c.isspace()))


def wrap(text: str, size: float, room: float) -> list[str]:
    """Lines of `text` no wider than `room` points; an unbreakable word that is too long is cut between letters.

    Nothing but white space at line ends is left out.
    """
    lines: list[str] = []
    line, used = "", 0.0
    for atom in _ATOM.findall(text.strip()):
        atom = " " if atom.isspace() else atom
        more = width(atom, size)
        if used + more <= room or (line and atom == " "):
            line, used = line + atom, used + more
            continue
        if line.strip():
            lines.append(line.rstrip())
        line = atom.lstrip()
        while (used := width(line, size)) > room and len(line) > 1:
            cut = _fitting(line, size, room)
            lines.append(line[:cut])
            line = line[cut:]
    if line.strip():
        lines.append(line.rstrip())
    return lines


def _fitting(text: str, size: float, room: float) -> int:
    """How many characters of `text` fit, at least one."""
    count = 1
    while count < len(text) and width(text[: count + 1], size) <= room:
        count += 1
    return count


@lru_cache(maxsize=16)
def subset_font(characters: str) -> bytes:
    """The font reduced to `characters`, as TrueType."""
    from fontTools import subset
    from fontTools.ttLib import TTFont

    out = BytesIO()
    font: Any
    with TTFont(FONT, lazy=True) as font:  # lazily, for all ten thousand outlines take seconds
        maker = subset.Subsetter(subset.Options(notdef_outline=True, hinting=False))
        maker.populate(text=characters)
        maker.subset(font)
        font.save(out)
    return out.getvalue()
