"""How often fields of briefs are right, by grammar alone and with the tagger: `python -m …brief_spans.measure`.

Each author's briefs are read by a tagger that has seen none of them. A field is right when it shares seven tenths of
the words of the shorter with something that the author marked so; wrong is anything else that is filled.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

from assistant.canvas.brief_spans.revise import BOUNDS, revised
from assistant.canvas.brief_spans.train import calibrated, load_briefs
from assistant.canvas.extract import grammar_fields
from assistant.learned.marks import Marked
from assistant.learned.tagger import Tagger

Truth = Counter[tuple[str, str]]
SHARED = 0.7


def main() -> None:
    """Entry point of the command."""
    messages = load_briefs()
    for language in ("en", "zh"):
        mine = [m for m in messages if m.author.startswith(language)]
        before: Truth = Counter()
        after: Truth = Counter()
        for author in sorted({m.author for m in mine}):
            tagger = Tagger(calibrated([m for m in mine if m.author != author]))
            for message in (m for m in mine if m.author == author and m.groups[0] == "brief"):
                fields = grammar_fields(message.text, language)
                _count(before, message, fields)
                _count(after, message, revised(message.text, fields, tagger))
        for field in BOUNDS:
            print(f"{language} {field:15} {_said(before, field)} -> {_said(after, field)}")


def _said(truth: Truth, field: str) -> str:
    return ", ".join(f"{what} {truth[field, what]:3}" for what in ("right", "wrong", "missed"))


def _count(truth: Truth, message: Marked, fields: Mapping[str, str]) -> None:
    for field, bounds in BOUNDS.items():
        marked = [message.text[m.start : m.end] for m in message.marks if m.tag == bounds.tag]
        if words := fields.get(field):
            truth[field, "right" if any(_alike(words, mark) for mark in marked) else "wrong"] += 1
        elif marked:
            truth[field, "missed"] += 1


def _alike(one: str, other: str) -> bool:
    first, second = (Counter(re.findall(r"[a-z0-9']+|[\u3400-\u9fff]", text.lower())) for text in (one, other))
    return (first & second).total() >= max(1, SHARED * min(first.total(), second.total()))


if __name__ == "__main__":
    main()
