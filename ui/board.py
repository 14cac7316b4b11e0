"""The nine-block board as HTML.

Everything a user or a model wrote is escaped here, on the server: the page's template engine would run `${…}` inside
values as a script, so it only ever gets finished HTML.
"""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

from assistant.canvas.blocks import LAYOUT_ORDER
from ui.i18n import Words

# What tests have shown; in the legend only once there is such an item.
TESTED = ("validated", "refuted")


def board_html(canvas: Mapping[str, list[dict[str, Any]]], words: Words) -> str:
    """The board.

    Args:
        canvas: `{block: [{id, text, status}]}`; missing blocks are empty.
        words: Language of the page.
    """
    items = [item for block in LAYOUT_ORDER for item in canvas.get(block) or []]
    unsure = sum(item.get("status") == "assumption" for item in items)
    head = _legend(items, unsure, words) if items else _invitation(words)
    blocks = "".join(_block(block, canvas.get(block) or [], words) for block in LAYOUT_ORDER)
    label = escape(words("board.label"))
    return f'<section class="board" aria-label="{label}">{head}<div class="board-grid">{blocks}</div></section>'


def _legend(items: list[dict[str, Any]], unsure: int, words: Words) -> str:
    counts = escape(words("board.counts", items=len(items), assumptions=unsure))
    tested = [status for status in TESTED if any(item.get("status") == status for item in items)]
    statuses = ("fact", "assumption", *tested)
    marks = "".join(
        f'<span class="mark-{status}"><i class="mark" aria-hidden="true"></i>{escape(words(f"board.{status}"))}</span>'
        for status in statuses
    )
    return f'<p class="board-legend"><span class="marks">{marks}</span><span class="counts">{counts}</span></p>'


def _invitation(words: Words) -> str:
    title, text = escape(words("board.empty_title")), escape(words("board.empty_text"))
    return f'<div class="invitation"><h2>{title}</h2><p>{text}</p></div>'


def _block(block: str, items: list[dict[str, Any]], words: Words) -> str:
    name, hint = escape(words(f"blocks.{block}")), escape(words(f"hints.{block}"))
    body = "".join(_item(item, words) for item in items)
    body = f"<ul>{body}</ul>" if items else f'<p class="hint">{hint}</p>'
    state = "filled" if items else "empty"
    return f'<section class="block {block} {state}" data-block="{block}"><h3>{name}</h3>{body}</section>'


def _item(item: Mapping[str, Any], words: Words) -> str:
    status = item.get("status") if item.get("status") in {"assumption", *TESTED} else "fact"
    mark = escape(words(f"board.{status}_mark"))
    return (
        f'<li class="mark-{status}" data-item="{escape(str(item.get("id", "")))}">'
        f'<i class="mark" role="img" aria-label="{mark}" title="{mark}"></i>'
        f"<span>{escape(str(item.get('text', '')))}</span></li>"
    )
