"""Small menus above the board: other views of the canvas, versions, files. A choice is said in the chat."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from ui.i18n import Words

VIEWS = ("lean", "vpc", "swot", "pitch")
FILES = {
    "md": "Markdown",
    "pdf": "PDF",
    "docx": "Word",
    "pptx": "PowerPoint",
    "xlsx": "Excel",
    "png": "PNG",
    "svg": "SVG",
    "html": "HTML",
    "json": "JSON",
}
# Each part of a choice: what to do, and with which version.
JOINT = ":"


def menus_html(versions: Sequence[str], filled: bool, words: Words) -> str:
    """The menus; nothing can be chosen while the canvas is empty and no version is saved.

    Args:
        versions: Names of the saved versions and other branches, newest first.
        filled: Whether anything stands on the canvas.
        words: Language of the page.
    """
    views = [(f"view{JOINT}{view}", words(f"menus.{view}")) for view in VIEWS]
    saved = [("save", words("menus.save"))] if filled else []
    saved += [(f"back{JOINT}{name}", words("menus.back", name=name)) for name in versions]
    saved += [(f"compare{JOINT}{name}", words("menus.compare", name=name)) for name in versions]
    files = [(f"file{JOINT}{id_}", label) for id_, label in FILES.items()]
    return (
        f'<div class="menus">{_menu("views", words("menus.views"), views if filled else [])}'
        f"{_menu('versions', words('menus.versions'), saved)}"
        f"{_menu('files', words('menus.files'), files if filled else [])}</div>"
    )


def sentence(choice: str, words: Words) -> str:
    """What a choice says in the chat; empty for what no menu offers."""
    kind, _, name = choice.partition(JOINT)
    if kind == "view" and name in VIEWS:
        return words(f"send.view_{name}")
    if kind == "file" and name in FILES:
        return words("send.export_as", name=FILES[name])
    if kind == "save":
        return words("send.version_save")
    if kind in ("back", "compare") and name:
        return words(f"send.version_{kind}", name=name)
    return ""


def _menu(name: str, title: str, options: Sequence[tuple[str, str]]) -> str:
    rows = "".join(f'<option value="{escape(value)}">{escape(text)}</option>' for value, text in options)
    off = "" if options else " disabled"
    return (
        f'<select data-menu="{name}" aria-label="{escape(title)}"{off}>'
        f'<option value="" selected>{escape(title)}</option>{rows}</select>'
    )
