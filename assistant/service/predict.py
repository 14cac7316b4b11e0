"""What a message is about and how it is meant: the classifier that everything else uses.

Classifier.load(folder).predict(["Where is my parcel?", "退款什么时候到账"])
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, Protocol

import numpy as np
from numpy.typing import NDArray

from assistant.errors import ConfigError, DataFileError
from assistant.learned.changes import Changes
from assistant.retrieval.embeddings import MiniLm
from assistant.service.features import Embed, Floats, Spoken, spoken
from assistant.service.features_map import CrossMap
from assistant.service.features_moods import load_changes, moods
from assistant.service.head import Head
from assistant.service.head_storage import load_head
from assistant.service.polarity import polarity
from assistant.service.predict_words import Probe, telling_words

Reason = Literal["", "unlike", "unsure", "language", "empty"]
LANGUAGES: tuple[Spoken, ...] = ("en", "zh")
SHIPPED = Path(__file__).resolve().parent / "models"
MAP = SHIPPED / "map"
MINILM, MOODS, POLARITY = "minilm", "minilm-moods", "polarity"
EXPLAINED = 20  # messages at once; more only when asked for, because each costs as many predictions as it has words


class SentenceEncoder(Protocol):
    """Sentences in, unit vectors out; also as fine-tuning changed it."""

    def embed(self, texts: Sequence[str]) -> Floats: ...  # noqa: D102

    def changed(self, changes: Changes) -> Embed: ...  # noqa: D102


@dataclass(frozen=True)
class Prediction:
    """What one message is.

    Attributes:
        label: The label; None where the classifier abstains.
        confidence: Calibrated probability of the likeliest label, also where it is not given.
        top3: The three likeliest labels with their probabilities, likeliest first.
        words: The words that speak most for the likeliest label, strongest first.
        language: Language whose head read the message.
        abstained: True where no label is given.
        reason: Why not: "unlike" anything taught, "unsure" between labels, a "language" not taught, "empty".
    """

    label: str | None
    confidence: float
    top3: tuple[tuple[str, float], ...]
    words: tuple[str, ...]
    language: Spoken
    abstained: bool
    reason: Reason = ""


@dataclass(frozen=True)
class Measured:
    """Many messages read for a measurement.

    Attributes:
        probabilities: Calibrated, shape (messages, labels); equal ones where no head reads the language.
        given: Whether a label would be given, shape (messages,).
        familiarity: How like the training messages each is; the least of all where no head reads the language.
    """

    probabilities: NDArray[np.float32]
    given: NDArray[np.bool_]
    familiarity: NDArray[np.float64]


class Classifier:
    """Classifies messages of both languages.

    Args:
        heads: By language.
        embeds: By language, the encoder that its head was trained with, where it reads sentence vectors.
        facts: The model's `model.json`: task, labels, data hash, metrics.
    """

    def __init__(self, heads: Mapping[Spoken, Head], embeds: Mapping[Spoken, Embed], facts: Mapping[str, Any]) -> None:
        self.heads = dict(heads)
        self.facts = dict(facts)
        self._embeds = dict(embeds)

    @classmethod
    def load(cls, folder: Path | str, minilm: SentenceEncoder | None = None) -> Classifier:
        """Read a trained model.

        Args:
            folder: What `canvas nlu train` wrote, or "intent" or "sentiment" for the models that come along.
            minilm: all-MiniLM-L6-v2 where it is open already.

        Raises:
            DataFileError: A file is missing or broken.
            ConfigError: The encoder that the model names cannot be opened.
        """
        path = SHIPPED / str(folder) if str(folder) in {"intent", "sentiment"} else Path(folder)
        try:
            facts = json.loads((path / "model.json").read_text(encoding="utf-8"))
        except FileNotFoundError:
            raise DataFileError("missing; train one with `canvas nlu train`", path / "model.json") from None
        heads: dict[Spoken, Head] = {language: load_head(path, name) for language, name in facts["heads"].items()}
        known = minilm or MiniLm()
        named = {name: open_encoder(name, path, known) for name in set(facts["encoders"].values())}
        return cls(heads, {language: named[name] for language, name in facts["encoders"].items()}, facts)

    @property
    def labels(self) -> tuple[str, ...]:
        """Every label that a prediction can have."""
        return tuple(self.facts["labels"])

    def predict(self, texts: Sequence[str], explain: bool | None = None) -> list[Prediction]:
        """Classify messages.

        Args:
            texts: Messages as they were written.
            explain: Whether to find the words that mattered; left out, for up to 20 messages.
        """
        explain = len(texts) <= EXPLAINED if explain is None else explain
        results: list[Prediction | None] = [None] * len(texts)
        for language, head, places in self._routed(texts):
            predicted = self._predict(head, [texts[place] for place in places], language, explain)
            for place, prediction in zip(places, predicted, strict=True):
                results[place] = prediction
        return [r or _nothing(spoken(text)) for r, text in zip(results, texts, strict=True)]

    def measured(self, texts: Sequence[str]) -> Measured:
        """What a measurement needs of many messages, each read once."""
        found = np.full((len(texts), len(self.labels)), 1 / len(self.labels), dtype=np.float32)
        given, familiar = np.zeros(len(texts), dtype=bool), np.full(len(texts), -1e9)
        for language, head, places in self._routed(texts):
            scores = head.score(head.rows([texts[place] for place in places], self._embeds.get(language)))
            columns = [self.labels.index(label) for label in head.labels]
            found[places] = 0
            found[np.ix_(places, columns)] = head.probabilities(scores.logits)
            given[places] = ~head.unfamiliar(scores) & (found[places].max(axis=1) >= head.least)
            familiar[places] = head.familiarity(scores)
        return Measured(found, given, familiar)

    def _routed(self, texts: Sequence[str]) -> list[tuple[Spoken, Head, list[int]]]:
        languages = [spoken(text) for text in texts]
        routed = []
        for language in LANGUAGES:
            places = [place for place, found in enumerate(languages) if found == language]
            head = self.heads.get(language)
            if places and head is not None:
                routed.append((language, head, places))
        return routed

    def _predict(self, head: Head, texts: list[str], language: Spoken, explain: bool) -> list[Prediction]:
        embed = self._embeds.get(language)
        scores = head.score(head.rows(texts, embed))
        probabilities = head.probabilities(scores.logits)
        unlike = head.unfamiliar(scores)
        order = np.argsort(-probabilities, axis=1)[:, :3]
        results = []
        for place, text in enumerate(texts):
            top = tuple((head.labels[i], float(probabilities[place, i])) for i in order[place])
            reason: Reason = "unlike" if unlike[place] else "unsure" if top[0][1] < head.least else ""
            words: tuple[str, ...] = ()
            if explain:
                words = telling_words(text, language, Probe(head, embed, int(order[place, 0])))
            results.append(
                Prediction(None if reason else top[0][0], top[0][1], top, words, language, bool(reason), reason)
            )
        return results


def open_encoder(name: str, folder: Path, minilm: SentenceEncoder) -> Embed:
    """The encoder that a model in `folder` names.

    Args:
        name: "minilm"; "minilm-moods", changed as the folder says, with the lexicon; "map", Chinese into its space;
            "polarity", the lexicon alone; or "onnx", a graph in the folder.
        folder: Of the model.
        minilm: all-MiniLM-L6-v2.

    Raises:
        ConfigError: There is no encoder of the name.
        DataFileError: A file of it is missing.
    """
    if name == "onnx":
        from assistant.service.onnx_run import OnnxEncoder

        return OnnxEncoder(folder).embed
    if name == "map":
        return CrossMap.load(MAP).embed
    if name == MOODS:
        return moods(minilm.changed(load_changes(folder)))
    if name in (MINILM, POLARITY):
        return minilm.embed if name == MINILM else polarity
    raise ConfigError(f"unknown encoder {name!r} in {folder / 'model.json'}")


def _nothing(language: Spoken | None) -> Prediction:
    reason: Reason = "empty" if language is None else "language"
    return Prediction(None, 0.0, (), (), language or "en", True, reason)
