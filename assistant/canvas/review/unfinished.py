"""What is not there yet to be reviewed: empty blocks, and items that only name what is still to be confirmed."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.canvas.blocks import BLOCK_IDS, BLOCKS
from assistant.canvas.canvas import Canvas
from assistant.canvas.review.finding import Finding, Text, short
from assistant.language.lazy_re import lazy_re

_OPEN = lazy_re(
    r"\b(?:to confirm|to be confirmed|open question|tbd|tbc)\b|待(?:确认|核实|补充|定(?!位)|与.{1,20}确认)"
    r"|向.{1,20}核实的",
    re.IGNORECASE,
)
SETTLED = frozenset({"validated", "refuted"})
QUOTED = 4


def unfinished(canvas: Canvas, found: Sequence[Finding]) -> list[Text]:
    """Sentences on what is open, without the empty blocks that the review has found already."""
    told = {finding.hit.block for finding in found if finding.rule.check == "empty_block"}
    empty = [BLOCKS[block].label for block in BLOCK_IDS if not canvas.block(block) and block not in told]
    items = [i.text for _, i in canvas.all_items() if i.status not in SETTLED and _OPEN.search(i.text)]
    lines: list[Text] = []
    if empty:
        lines.append(_line("Empty blocks", "空着的模块", [b["en"] for b in empty], [b["zh"] for b in empty]))
    if items:
        quoted = [short(text) for text in items[:QUOTED]]
        more = len(items) > QUOTED
        en, zh = [f"“{q}”" for q in quoted], [f"“{q}”" for q in quoted]
        lines.append(_line("Still to confirm", "仍待确认", en + ["and others"] * more, zh + ["等"] * more))
    return lines


def on_examples(inputs: Sequence[Text]) -> Text:
    """Says that most inputs of the finance model, named here, are examples."""
    return _line(
        "Most inputs of the finance model are examples, so its results say little about you yet",
        "财务模型的输入多数还是示例值，结果还说明不了您的情况",
        [i["en"] for i in inputs],
        [i["zh"] for i in inputs],
    )


def _line(en: str, zh: str, of_en: Sequence[str], of_zh: Sequence[str]) -> Text:
    return {"en": f"{en}: {', '.join(of_en)}", "zh": f"{zh}：{'、'.join(of_zh)}"}
