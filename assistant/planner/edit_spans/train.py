"""Retrain the reader of edits and say how good it is: `python -m assistant.planner.edit_spans.train`.

Every message stands beside a copy in which its items are those of other messages: what an item is varies without end,
the words around it do not. The estimate leaves out one author a language at a time.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.learned.fitting import fit
from assistant.learned.marks import Mark, Marked, load_marked, marks_hash
from assistant.learned.span_features import features
from assistant.learned.span_training import tags_of
from assistant.learned.tagger import Tagger
from assistant.learned.tokens import tokens_of
from assistant.planner.edit_spans.frames import count_frames
from assistant.planner.edit_spans.hints import hints_of
from assistant.planner.edit_spans.reader import FRAMES, NAME, NEW, OLD, PARAMETERS, EditReader

MARKED = Path(__file__).resolve().parent / "marked"
COPIES = 2
TEMPERATURE = 0.3
Learnt = tuple[Counter[str], Tagger]


@dataclass(frozen=True)
class _Example:
    """A message, or a copy of one, as the tagger sees it: the features of its tokens and their tags."""

    rows: list[list[str]]
    labels: list[str]


def learn(messages: Sequence[Marked]) -> Learnt:
    """Learn from messages of all languages: how often words stand around items, and the tagger of `EditReader`."""
    frames = count_frames(messages)
    examples = list(_examples(messages, frames))
    named = fit([row for e in examples for row in e.rows], [label for e in examples for label in e.labels])
    named.temperature = TEMPERATURE
    return frames, Tagger(named)


def _examples(messages: Sequence[Marked], frames: Counter[str]) -> Iterator[_Example]:
    for language in sorted({m.author[:2] for m in messages}):
        own = [m for m in messages if m.author.startswith(language)]
        for message, origin in [*((m, m) for m in own), *exchanged(own)]:
            tokens = tokens_of(message.text)
            hints = hints_of(message.text, named_in(message), frames, count_frames([origin]))
            rows = features(tokens, message.groups[0], hints)
            yield _Example(rows, tags_of(message, tokens))


def named_in(message: Marked) -> list[tuple[int, int]]:
    """Where a message names what stands on the canvas."""
    return [(m.start, m.end) for m in message.marks if m.tag == OLD]


def exchanged(messages: Sequence[Marked]) -> list[tuple[Marked, Marked]]:
    """Copies of messages with the items of others, each with the one it was made from."""
    chance = random.Random(0)
    pools = {t: [m.text[k.start : k.end] for m in messages for k in m.marks if k.tag == t] for t in (NEW, OLD)}
    copies = []
    for message in messages:
        for _ in range(COPIES):
            text, at, marks = "", 0, []
            for mark in message.marks:
                text += message.text[at : mark.start]
                own = message.text[mark.start : mark.end]
                item = chance.choice(pools[mark.tag]) if mark.tag in pools else own
                marks.append(Mark(mark.tag, len(text), len(text) + len(item)))
                text, at = text + item, mark.end
            copies.append((Marked(text + message.text[at:], tuple(marks), message.groups, message.author), message))
    return copies


def measure(messages: Sequence[Marked]) -> None:
    """Print the share of messages, read without their authors, whose new items are read as they were marked."""
    for number in sorted({_number(m) for m in messages}):
        reader = EditReader(*learn([m for m in messages if _number(m) != number]))
        print_right([m for m in messages if _number(m) == number], reader)


def print_right(messages: Sequence[Marked], reader: EditReader) -> None:
    """Print the share of messages, by author and kind, whose new items are read as they were marked."""
    right: Counter[tuple[str, str]] = Counter()
    marked: Counter[tuple[str, str]] = Counter()
    for message in messages:
        wanted = [message.text[m.start : m.end] for m in message.marks if m.tag == NEW]
        if not wanted:
            continue
        read = reader.read(message.text, message.groups[0], named_in(message)).new
        marked[message.author, message.groups[0]] += 1
        right[message.author, message.groups[0]] += sorted(map(_plain, read)) == sorted(map(_plain, wanted))
    for (author, group), n in sorted(marked.items()):
        print(f"  {author} {group:8} {n:4} messages, read as marked {right[author, group] / n:.3f}", flush=True)


def _number(message: Marked) -> str:
    """Which of the authors of its language wrote a message."""
    return message.author.partition("_")[2]


def _plain(text: str) -> str:
    return re.sub(r"^(?:an?|the|our|my|some)\s+", "", re.sub(r"[\s\W]+", " ", text.lower()).strip())


def main() -> None:
    """Entry point of the command."""
    parser = argparse.ArgumentParser(description="Retrain the reader of edits.")
    parser.add_argument("--folder", type=Path, default=PARAMETERS, help="where to write the parameters")
    folder = parser.parse_args().folder
    messages = load_marked(MARKED)
    measure(messages)
    frames, tagger = learn(messages)
    tagger.linear.save(folder, NAME, marks_hash(MARKED))
    (folder / FRAMES).write_text(json.dumps(frames, ensure_ascii=False, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
