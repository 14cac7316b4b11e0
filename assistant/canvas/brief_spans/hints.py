"""Where the fields that the grammar of briefs reads stand in a text: hints for the tagger."""

from __future__ import annotations

from collections.abc import Mapping

from assistant.language._traditional import TO_SIMPLIFIED
from assistant.language.lazy_re import lazy_re
from assistant.learned.span_features import Hint

_SIGNS = str.maketrans("，；：（）！？。“”‘’—–", ",;:()!?.\"\"''--")  # one for one, so that places stay
_CLAUSES = lazy_re(r"[^,;.!?]+(?:[,.](?=\d)[^,;.!?]*)*")
_GAP = lazy_re(r"(?<=[\u3400-\u9fff]) (?=[\u3400-\u9fff])")


def broken(text: str) -> str:
    """The text with a comma for each space between Chinese words, which parts clauses; each character in its place."""
    return _GAP.sub("，", text)


def plain(text: str) -> str:
    """The text in small letters, half-width signs and simplified characters, each in its place."""
    low = text.translate(_SIGNS).translate(TO_SIMPLIFIED)
    return "".join(c if len(c.lower()) != 1 else c.lower() for c in low)


def places_of(words: str, text: str) -> list[tuple[int, int]]:
    """Where words stand in a plain text: as a whole, else clause by clause; a grammar puts some together from parts."""
    sought = plain(words).strip()
    at = text.find(sought)
    if at >= 0 and sought:
        return [(at, at + len(sought))]
    clauses = [c.group().strip() for c in _CLAUSES.finditer(sought)]
    return [(at, at + len(c)) for c in clauses if c and (at := text.find(c)) >= 0]


def hints_of(text: str, fields: Mapping[str, str]) -> tuple[Hint, ...]:
    """Where each field stands in the text."""
    low = plain(text)
    return tuple(Hint(name, *place) for name, words in fields.items() for place in places_of(words, low))
