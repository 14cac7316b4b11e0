"""Trains the two classifiers that come with the product: `canvas nlu train --shipped`.

Intents: English reads sentence vectors of all-MiniLM-L6-v2; Chinese, which that encoder does not know, character
n-grams and vectors that a learnt map places in the encoder's space, so that the English messages teach the Chinese head
too. Sentiment: English reads the encoder fine-tuned (`train_moods`), Chinese character n-grams, both a lexicon besides.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from assistant.errors import DataFileError
from assistant.service.data import Example, data_hash, label_names
from assistant.service.data_clean import clean
from assistant.service.data_shipped import FOLDER, Task, shipped_examples
from assistant.service.features import Embed, Floats, Spoken
from assistant.service.features_map import CrossMap, fit_map
from assistant.service.head_learn import Lent, Settings
from assistant.service.polarity import lexicon_hash, polarity
from assistant.service.predict import MAP, MINILM, MOODS, POLARITY, SHIPPED
from assistant.service.train import Encoder, Lend, Light, Say, line, places, save_light, train_light

COMMAND = "canvas nlu train --shipped"
TASKS: tuple[Task, ...] = ("intent", "sentiment")
CHINESE_MOODS = Settings(c=1.0, gate=False)  # the lexicon weighs more than with less regularisation
Parts = Mapping[Spoken, Sequence[Example]]


def train_shipped(embed: Embed, folder: Path = SHIPPED, data: Path = FOLDER, say: Say = print) -> None:
    """Train both on the shipped messages.

    Args:
        embed: all-MiniLM-L6-v2.
        folder: Where the models go.
        data: Where the messages lie.
        say: Takes lines of progress.
    """
    for task in TASKS:
        say(task)
        parts = shipped_examples(task, data)
        light = _intents(parts, embed, say) if task == "intent" else _moods(parts, folder, say)
        light.facts["command"] = COMMAND
        save_light(light, folder / task)


def _intents(parts: Parts, embed: Embed, say: Say) -> Light:
    remembered, bridge = Remembered(embed), CrossMap.load(MAP)
    lent: dict[Spoken, Lend] = {"zh": lender(clean(parts["en"]).train, remembered, bridge)}
    encoders: dict[Spoken, Encoder] = {"en": Encoder(MINILM, remembered), "zh": Encoder("map", bridge.embed)}
    return train_light("intent", parts, encoders, say=say, lent=lent)


def _moods(parts: Parts, folder: Path, say: Say) -> Light:
    from assistant.service.train_moods import train_moods

    light = train_light("sentiment", {"zh": parts["zh"]}, {"zh": Encoder(POLARITY, polarity)}, CHINESE_MOODS, say)
    head, report = train_moods(parts["en"], say, folder / "sentiment")
    say(line("en", report))
    every = [example for part in parts.values() for example in part]
    facts = {
        **light.facts,
        "kind": "fine-tuned with LoRA (en), light (zh)",
        "encoders": {"en": MOODS, "zh": POLARITY},
        "heads": {"en": "head_en", "zh": "head_zh"},
        "labels": label_names(every),
        "data": data_hash(every),
        "lexicon": lexicon_hash(),
        "reports": {"en": report, **light.facts["reports"]},
    }
    return Light({"en": head, **light.heads}, facts)


def lender(english: Sequence[Example], embed: Embed, bridge: CrossMap) -> Lend:
    """Lends the vectors of English messages to the Chinese head."""

    def lend(labels: Sequence[str]) -> Lent:
        known = [example for example in english if example.label in labels]
        unknown = [example.text for example in english if example.label is None]
        return Lent(
            bridge.beside(embed([example.text for example in known])),
            places(known, labels),
            unknown=bridge.beside(embed(unknown)) if unknown else None,
        )

    return lend


def learn_map(pairs: Path, embed: Embed, folder: Path = MAP) -> None:
    """Learn the map of Chinese into the encoder's space.

    Args:
        pairs: English<TAB>Chinese a line, further columns ignored, as Tatoeba pairs are distributed.
        embed: all-MiniLM-L6-v2.
        folder: Where the map goes.

    Raises:
        DataFileError: A line has no two columns.
    """
    found: dict[str, str] = {}
    for number, pair in enumerate(pairs.read_text(encoding="utf-8").splitlines(), start=1):
        columns = pair.split("\t")
        if len(columns) < 2:
            raise DataFileError("write English<TAB>Chinese", pairs, number)
        found.setdefault(columns[1], columns[0])
    fit_map(list(found), Remembered(embed)(list(found.values()))).save(folder)


def is_current(task: Task, folder: Path = SHIPPED, data: Path = FOLDER) -> bool:
    """Whether the shipped model was trained on the messages, and the lexicon, as they are now."""
    facts = json.loads((folder / task / "model.json").read_text(encoding="utf-8"))
    examples = [example for part in shipped_examples(task, data).values() for example in part]
    return bool(facts["data"] == data_hash(examples) and facts.get("lexicon", lexicon_hash()) == lexicon_hash())


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
