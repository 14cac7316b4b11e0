"""The small fixed parts of the page as HTML: head line, view switch, list of conversations, first screen."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from assistant.threads import TITLE_LENGTH, Thread
from ui.i18n import LANGUAGES, Words

NAMES = {"en": "English", "zh": "中文"}
VIEWS = ("chat", "canvas", "numbers", "service", "eval", "threads")


def header_html(words: Words) -> str:
    """Name of the product, the language switch and the light switch."""
    buttons = "".join(
        f'<button type="button" lang="{code}" data-language="{code}" aria-pressed="{_flag(code == words.language)}">'
        f"{NAMES[code]}</button>"
        for code in LANGUAGES
    )
    language, theme = escape(words("app.language")), escape(words("app.theme"))
    return (
        f'<header class="masthead"><h1>{escape(words("app.name"))}</h1><p>{escape(words("app.tagline"))}</p>'
        f'<div class="segmented" role="group" aria-label="{language}">{buttons}</div>'
        f'<button type="button" class="light-switch" data-light aria-label="{theme}" title="{theme}">'
        '<span aria-hidden="true"></span></button></header>'
    )


def nav_html(words: Words) -> str:
    """The view switch: all on a phone, those beside the talk on a desk."""
    buttons = "".join(
        f'<button type="button" data-view="{view}">{escape(words(f"view.{view}"))}</button>' for view in VIEWS
    )
    return f'<nav class="views segmented" aria-label="{escape(words("view.label"))}">{buttons}</nav>'


def threads_html(threads: Sequence[Thread], current: str | None, words: Words) -> str:
    """The list of conversations, newest first."""
    title = escape(words("threads.title"))
    if not threads:
        return f'<nav class="threads" aria-label="{title}"><p>{escape(words("threads.none"))}</p></nav>'
    rows = "".join(
        f'<li><button type="button" data-thread="{escape(t.id)}"{_current(t.id == current)}>'
        f"<span>{escape(_title(t.title, words))}</span><time>{escape(_day(t.updated))}</time></button></li>"
        for t in threads
    )
    return f'<nav class="threads" aria-label="{title}"><ul>{rows}</ul></nav>'


def starter_html(words: Words) -> str:
    """The first screen of a conversation, with examples to send."""
    chips = "".join(
        f'<li><button type="button" data-example="{i}">{escape(text)}</button></li>'
        for i, text in enumerate(words.lists["examples"])
    )
    return (
        f'<section class="starter"><h2>{escape(words("chat.welcome"))}</h2><p>{escape(words("chat.lead"))}</p>'
        f"<h3>{escape(words('chat.try'))}</h3><ul>{chips}</ul></section>"
    )


def _title(title: str, words: Words) -> str:
    return f"{title}…" if len(title) >= TITLE_LENGTH else title or words("threads.untitled")


def _flag(value: bool) -> str:
    return "true" if value else "false"


def _current(value: bool) -> str:
    return ' aria-current="true"' if value else ""


def _day(updated: str) -> str:
    """Month and day of an ISO time."""
    return updated[5:10].replace("-", "/")
