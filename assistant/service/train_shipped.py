"""Trains the two classifiers that come with the product: `canvas nlu train --shipped`.

English reads sentence vectors of all-MiniLM-L6-v2, Chinese, which that encoder does not know, character n-grams.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from assistant.service.data import data_hash
from assistant.service.data_shipped import FOLDER, Task, shipped_examples
from assistant.service.features import Embed, Floats
from assistant.service.predict import SHIPPED
from assistant.service.train import Say, save_light, train_light

COMMAND = "canvas nlu train --shipped"
TASKS: tuple[Task, ...] = ("intent", "sentiment")


def train_shipped(embed: Embed, folder: Path = SHIPPED, data: Path = FOLDER, say: Say = print) -> None:
    """Train both on the shipped messages.

    Args:
        embed: all-MiniLM-L6-v2.
        folder: Where the models go.
        data: Where the messages lie.
        say: Takes lines of progress.
    """
    remembered = Remembered(embed)
    for task in TASKS:
        say(task)
        light = train_light(task, shipped_examples(task, data), {"en": remembered}, "minilm", say=say)
        light.facts["command"] = COMMAND
        save_light(light, folder / task)


def is_current(task: Task, folder: Path = SHIPPED, data: Path = FOLDER) -> bool:
    """Whether the shipped model was trained on the messages as they are now."""
    facts = json.loads((folder / task / "model.json").read_text(encoding="utf-8"))
    examples = [example for part in shipped_examples(task, data).values() for example in part]
    return bool(facts["data"] == data_hash(examples))


class Remembered:
    """An encoder that embeds every text once.

    Args:
        embed: The encoder.
    """

    def __init__(self, embed: Embed) -> None:
        self._embed = embed
        self._known: dict[str, Floats] = {}

    def __call__(self, texts: Sequence[str]) -> Floats:
        """Vectors of `texts`, shape (texts, dimension)."""
        new = [text for text in dict.fromkeys(texts) if text not in self._known]
        if new:
            self._known |= dict(zip(new, self._embed(new), strict=True))
        return np.array([self._known[text] for text in texts], dtype=np.float32)
