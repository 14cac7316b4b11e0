"""Retrain the reader of edits and say how good it is: `python -m assistant.planner.edit_spans.train`.

Every message stands beside a copy in which its items are those of other messages: what an item is varies without end,
the words around it do not. The estimate leaves out a third of the messages at a time.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from assistant.learned.fitting import fit
from assistant.learned.linear import Linear
from assistant.learned.marks import Mark, Marked, load_marked, marks_hash
from assistant.learned.span_features import features, tokens_of
from assistant.learned.span_training import tags_of
from assistant.planner.edit_spans.frames import count_frames
from assistant.planner.edit_spans.hints import hints_of
from assistant.planner.edit_spans.reader import FRAMES, NAME, NEW, OLD, PARAMETERS, EditReader

MARKED = Path(__file__).resolve().parent / "marked"
FOLDS = 3
COPIES = 2
TEMPERATURE = 0.3


def learn(messages: Sequence[Marked]) -> tuple[Linear, Counter[str]]:
    """Learn from messages of all languages: the scores of tags, and how often words stand around items."""
    frames = count_frames(messages)
    rows, labels = [], []
    for language in sorted({m.author[:2] for m in messages}):
        own = [m for m in messages if m.author.startswith(language)]
        for message, origin in [*((m, m) for m in own), *_exchanged(own)]:
            tokens = tokens_of(message.text)
            hints = hints_of(message.text, _named(message), frames, count_frames([origin]))
            rows += features(tokens, message.groups[0], hints)
            labels += tags_of(message, tokens)
    linear = fit(rows, labels)
    linear.temperature = TEMPERATURE
    return linear, frames


def _named(message: Marked) -> list[tuple[int, int]]:
    """Where a message names what stands on the canvas."""
    return [(m.start, m.end) for m in message.marks if m.tag == OLD]


def _exchanged(messages: Sequence[Marked]) -> list[tuple[Marked, Marked]]:
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
    """Print the share of messages left out whose new items are read as they were marked."""
    right: Counter[tuple[str, str]] = Counter()
    marked: Counter[tuple[str, str]] = Counter()
    for fold in range(FOLDS):
        reader = EditReader(*learn([m for i, m in enumerate(messages) if i % FOLDS != fold]))
        for message in messages[fold::FOLDS]:
            wanted = [message.text[m.start : m.end] for m in message.marks if m.tag == NEW]
            kind = (message.author[:2], message.groups[0])
            marked[kind] += bool(wanted)
            read = reader.read(message.text, message.groups[0], _named(message)).new
            right[kind] += bool(wanted) and sorted(map(_plain, read)) == sorted(map(_plain, wanted))
    for language, group in sorted(kind for kind in marked if marked[kind]):
        n = marked[language, group]
        print(f"  {language} {group:8} {n:4} messages, read as marked {right[language, group] / n:.3f}")


def _plain(text: str) -> str:
    return re.sub(r"^(?:an?|the|our|my|some)\s+", "", re.sub(r"[\s\W]+", " ", text.lower()).strip())


def main() -> None:
    """Entry point of the command."""
    parser = argparse.ArgumentParser(description="Retrain the reader of edits.")
    parser.add_argument("--folder", type=Path, default=PARAMETERS, help="where to write the parameters")
    folder = parser.parse_args().folder
    messages = load_marked(MARKED)
    measure(messages)
    linear, frames = learn(messages)
    linear.save(folder, NAME, marks_hash(MARKED))
    (folder / FRAMES).write_text(json.dumps(frames, ensure_ascii=False, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
