"""How often fields of briefs are right, by grammar alone and with the taggers: `python -m …brief_spans.measure`.

Each author's briefs are read by taggers that have seen none of them. A field is right when it shares seven tenths of
the words of the shorter with something that the author marked so; wrong is anything else that is filled.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from assistant.canvas.brief_spans.passes import LANGUAGES, Passes
from assistant.canvas.brief_spans.reader import GROUP
from assistant.canvas.brief_spans.revise import BOUNDS, revised
from assistant.canvas.brief_spans.train import Example, examples_of, learn, load_briefs
from assistant.learned.marks import Marked

Truth = Counter[tuple[str, str]]
SHARED = 0.7


def main() -> None:
    """Entry point of the command."""
    examples = examples_of(load_briefs())
    for language in LANGUAGES:
        mine = [e for e in examples if e.message.author.startswith(language)]
        before: Truth = Counter()
        after: Truth = Counter()
        for author in sorted({e.message.author for e in mine}):
            passes = learn([e for e in mine if e.message.author != author])
            own = [e for e in mine if e.message.author == author]
            before += measured(own, None)
            after += measured(own, passes)
        for field in BOUNDS:
            print(f"{language} {field:15} {said(before, field)} -> {said(after, field)}")


def measured(examples: Sequence[Example], passes: Passes | None) -> Truth:
    """How often each field of the briefs among messages is right, wrong or missed; by grammar alone without passes."""
    truth: Truth = Counter()
    for example in (e for e in examples if e.message.groups[0] == GROUP):
        fields = example.fields if passes is None else revised(example.message.text, example.fields, passes)
        _count(truth, example.message, fields)
    return truth


def said(truth: Truth, field: str) -> str:
    """The counts of a field in words."""
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
