"""Teach the planner what messages ask for in their place of the talk: `python -m eval.planning.teach`.

Plays the labelled talks of `assistant/planner/in_place/talks` with the planner led by the labels, so that every message
stands where its author meant it to, and learns the labels from what the planner sees there. The estimate leaves out one
author at a time; beside it stands what the words alone say.
"""

from __future__ import annotations

import argparse
import asyncio
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from assistant.learned.fitting import fit, fitting_temperature
from assistant.learned.linear import Floats, Linear, softmax
from assistant.learned.marks import marks_hash
from assistant.planner.brain import Brain
from assistant.planner.context import Context
from assistant.planner.in_place.features import features
from assistant.planner.in_place.reader import NAME, PARAMETERS, TALKS
from assistant.planner.in_place.situated import situated
from assistant.planner.understand.evidence import Evidence
from assistant.planner.understand.requests import Reader, Request
from assistant.planner.understand.settle import Heard
from eval.planning.scenes import Desk
from eval.planning.talks import Talk, read_talks

NOT_TAUGHT = frozenset({"answer", "unclear"})  # what only the open question tells, what nobody can tell
OURS = ("dialogues", "ours")  # our own talks teach, but say nothing of people we have not met
LEAST_SEEN = 2  # messages that a feature must hold in
MOST_FEATURES = 10_000
SLACK = 1.0  # inverse of the regularisation
SURE = 0.9


@dataclass(frozen=True)
class Taught:
    """A message in its place: its features, what an encoder reads, what it asks for, and what its words alone say."""

    names: list[str]
    situated: str
    intent: str
    heard: str
    language: str
    author: str


class Led:
    """Stands for the reader of requests and reads from every message what it is told to.

    Args:
        reader: Tells what a message shows.
    """

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self.meant = ""
        self.seen: Evidence | None = None

    def hear(self, context: Context) -> Heard:
        """What it is told."""
        self.seen = self._reader.seen(context.text, context)
        return Heard(self.meant, 1.0, True)

    def read(self, context: Context, heard: Heard | None = None) -> list[Request]:
        """The message as one request."""
        if heard is None:
            self.hear(context)
        return [Request(context.text, self.meant, True)]


async def played(talks: Sequence[Talk], author: str, desk: Desk) -> list[Taught]:
    """What the planner sees of each message with one label."""
    rows: list[Taught] = []
    with TemporaryDirectory() as folder:
        for talk in talks:
            target = await desk.talk(talk.given(Path(folder)), talk.language)
            assert isinstance(desk.brain, Brain)
            reader = desk.brain.reader
            assert isinstance(reader, Reader)
            for text, means in talk.turns:
                led = Led(reader)
                led.meant = means[0]
                desk.brain.reader = reader if means[0] in NOT_TAUGHT or len(means) > 1 else led
                await target.turn(text)
                desk.brain.reader = reader
                if led.seen is not None:
                    heard = led.seen.found.intent
                    rows.append(Taught(features(led.seen), situated(led.seen), means[0], heard, talk.language, author))
    return rows


def held_out(rows: Sequence[Taught], authors: Sequence[str], labels: Sequence[str]) -> tuple[list[Taught], Floats]:
    """Rows of the authors, and their scores by a reader that has not met them, shape (rows, labels)."""
    tested: list[Taught] = []
    scores: list[Floats] = []
    for author in authors:
        others = [row for row in rows if row.author != author]
        linear = linear_of(others)
        places = [labels.index(label) for label in linear.labels]
        for row in (row for row in rows if row.author == author):
            line = np.full(len(labels), -np.inf)
            line[places] = linear.scores(row.names)
            tested.append(row)
            scores.append(line)
    return tested, np.array(scores)


def linear_of(rows: Sequence[Taught]) -> Linear:
    """The linear reader that the messages teach, not calibrated yet."""
    names, intents = [row.names for row in rows], [row.intent for row in rows]
    return fit(names, intents, least=LEAST_SEEN, most=MOST_FEATURES, slack=SLACK)


def report(tested: Sequence[Taught], shares: Floats, labels: Sequence[str], confusions: int) -> None:
    """Print how often the authors left out are understood; `shares` are calibrated."""
    best, sure = shares.argmax(axis=1), shares.max(axis=1) >= SURE
    right = np.array([labels[i] == row.intent for i, row in zip(best, tested, strict=True)])
    alone = np.array([row.heard == row.intent for row in tested])
    for author in dict.fromkeys(row.author for row in tested):
        mine = np.array([row.author == author for row in tested])
        print(
            f"{author}: {mine.sum()} messages, right {right[mine].mean():.3f} "
            f"(by the words alone {alone[mine].mean():.3f}); "
            f"sure of {sure[mine].mean():.3f}, of these right {right[mine & sure].mean():.3f}"
        )
    wrong = Counter((tested[i].intent, labels[best[i]]) for i in np.flatnonzero(~right).tolist())
    for (meant, taken), count in wrong.most_common(confusions):
        print(f"{count:4} {meant} taken for {taken}")


def gathered(path: Path) -> list[Taught]:
    """Every message of the talks in a file."""

    async def run() -> list[Taught]:
        async with Desk() as desk:
            return await played(read_talks([path]), path.stem, desk)

    return asyncio.run(run())


def main() -> None:
    """Entry point of the command."""
    parser = argparse.ArgumentParser(description="Teach the planner what messages ask for in their place of the talk.")
    parser.add_argument("--folder", type=Path, default=PARAMETERS, help="where to write the parameters")
    parser.add_argument("--confusions", type=int, default=0, help="how many of the commonest confusions to print")
    options = parser.parse_args()
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as pool:
        rows = [row for found in pool.map(gathered, sorted(TALKS.glob("*.yaml"))) for row in found]
    labels = sorted({row.intent for row in rows})
    authors = sorted({row.author for row in rows if not row.author.endswith(OURS)})
    print(f"{len(rows)} messages of {len(authors)} authors and of our dialogues")
    tested, scores = held_out(rows, authors, labels)
    temperature = fitting_temperature(scores, np.array([labels.index(row.intent) for row in tested]))
    report(tested, softmax(scores / temperature), labels, options.confusions)
    linear = linear_of(rows)
    linear.temperature = temperature
    linear.save(options.folder, NAME, marks_hash(TALKS))


if __name__ == "__main__":
    main()
