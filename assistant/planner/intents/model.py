"""Intent of one utterance: inference in NumPy over stored parameters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import numpy as np
from numpy.typing import NDArray

from assistant.language.lazy_re import lazy_re
from assistant.learned.linear import softmax
from assistant.planner.intents.features import Embed, Floats, Vectoriser
from assistant.planner.intents.labels import INTENTS, Intent

PARAMETERS = Path(__file__).resolve().parent / "parameters"
NEIGHBOURS = 5
REFUSED: Intent = "unsafe_request"
LEAST_TO_REFUSE = 0.7  # nobody is turned away on a guess
CLEAR = 0.9  # so sure of itself, the plain head is not worth the time of the embedded one
_CHINESE = lazy_re(r"[\u3400-\u9fff]")


@dataclass(frozen=True)
class Prediction:
    """What one utterance asks for.

    Attributes:
        intent: The likeliest label; the second where the first would turn the user away on a guess.
        confidence: Its calibrated probability.
        ranked: Every label with its probability, likeliest first.
        understood: False where the utterance is too unlike anything known to act on; `intent` is then only a guess.
    """

    intent: Intent
    confidence: float
    ranked: list[tuple[Intent, float]]
    understood: bool


@dataclass(frozen=True)
class Calibration:
    """Learnt on held-out wording families.

    Attributes:
        temperature: Divides the logits.
        weights: Of the acceptance signals, see `Head.signals`; the last one is the constant.
        thresholds: Least acceptance score by language.
    """

    temperature: float
    weights: tuple[float, ...]
    thresholds: Mapping[str, float]


@dataclass(frozen=True)
class Memory:
    """Training utterances by n-gram: rows `rows[starts[c]:starts[c + 1]]` hold n-gram `c` with weights `values[…]`."""

    starts: NDArray[np.int32]
    rows: NDArray[np.uint16]
    values: NDArray[np.float16]
    size: int

    def similarity(self, columns: NDArray[np.intp], weights: Floats) -> float:
        """Mean cosine of the `w` block to the nearest training utterances, 0 … 1."""
        scores = np.zeros(self.size)
        for column, weight in zip(columns, weights, strict=True):
            part = slice(self.starts[column], self.starts[column + 1])
            scores[self.rows[part]] += weight * self.values[part]
        return float(np.sort(scores)[-NEIGHBOURS:].mean())


class Head:
    """Logistic regression over n-grams and, if trained so, a sentence embedding.

    Args:
        vectoriser: N-gram columns and weights.
        coefficients: Shape (columns + embedding size, labels).
        bias: Shape (labels,).
        memory: The training utterances, for similarity.
        calibration: Temperature and acceptance.
        embed: The sentence embedder that the coefficients were trained with, if any.
    """

    def __init__(
        self,
        vectoriser: Vectoriser,
        coefficients: NDArray[np.floating],
        bias: Floats,
        memory: Memory,
        calibration: Calibration,
        embed: Embed | None = None,
    ) -> None:
        self.vectoriser = vectoriser
        self.coefficients = coefficients
        self.bias = bias
        self.memory = memory
        self.calibration = calibration
        self.embed = embed

    def logits(self, text: str) -> Floats:
        """Scores of the labels before calibration, shape (labels,)."""
        columns, weights, _ = self.vectoriser.transform(text)
        return self._logits(text, columns, weights)

    def signals(self, text: str) -> tuple[Floats, Floats]:
        """Calibrated probabilities, and what acceptance rests on.

        The signals are: log of the greatest probability, its log ratio to the second, similarity to the nearest
        training utterances, share of known words, 1.
        """
        columns, weights, known = self.vectoriser.transform(text)
        probabilities = softmax(self._logits(text, columns, weights) / self.calibration.temperature)
        similarity = self.memory.similarity(columns, weights)
        return probabilities, np.array([*sureness(probabilities[None])[0], similarity, known, 1.0])

    def predict(self, text: str, language: str) -> Prediction:
        """The intent of one utterance."""
        probabilities, signals = self.signals(text)
        order = np.argsort(-probabilities, kind="stable")
        ranked = [(INTENTS[i], float(probabilities[i])) for i in order]
        score = float(signals @ np.array(self.calibration.weights))
        thresholds = self.calibration.thresholds
        some_word_known = signals[3] > 0
        understood = some_word_known and score >= thresholds.get(language, max(thresholds.values()))
        intent, confidence = likeliest(ranked)
        return Prediction(intent, confidence, ranked, bool(understood))

    def _logits(self, text: str, columns: NDArray[np.intp], weights: Floats) -> Floats:
        scores = weights @ self.coefficients[columns].astype(np.float64) + self.bias
        if self.embed is not None:
            vector = np.asarray(self.embed([text]), dtype=np.float64)[0]
            scores = scores + vector @ self.coefficients[len(self.vectoriser.index) :].astype(np.float64)
        return scores


class IntentClassifier:
    """Recognises what one utterance asks for.

    Args:
        plain: Head over n-grams of both languages.
        embedded: Head over n-grams and sentence embeddings, for English text; needs the embedder.
    """

    def __init__(self, plain: Head, embedded: Head | None = None) -> None:
        self.plain = plain
        self.embedded = embedded

    @classmethod
    def load(cls, embed: Embed | None = None, folder: Path = PARAMETERS) -> IntentClassifier:
        """The stored classifier.

        Args:
            embed: Sentences to all-MiniLM-L6-v2 vectors, shape (sentences, 384); makes English markedly better where
                an "embedded" head is stored.
            folder: Where the parameters lie.

        Raises:
            DataFileError: The parameters are missing or belong to other labels.
        """
        from assistant.planner.intents.storage import load_head

        plain = load_head(folder, "plain")
        stored = (folder / "embedded.json").is_file()
        return cls(plain, load_head(folder, "embedded", embed) if embed is not None and stored else None)

    def predict(self, text: str, language: str) -> Prediction:
        """The intent of one utterance (one clause).

        Args:
            text: As the user wrote it.
            language: "en" or "zh": the language it is mainly written in.
        """
        plain = self.plain.predict(text, language)
        if self.embedded is None or _CHINESE.search(text) or (plain.understood and plain.confidence >= CLEAR):
            return plain
        return self.embedded.predict(text, language)


def likeliest(ranked: Sequence[tuple[str, float]]) -> tuple[Intent, float]:
    """The first of at least two labels; the second where the first would turn the user away on a guess."""
    doubtful = ranked[0][0] == REFUSED and ranked[0][1] < LEAST_TO_REFUSE
    intent, probability = ranked[int(doubtful)]
    return cast(Intent, intent), probability


def sureness(probabilities: Floats) -> Floats:
    """Log of the greatest probability and its log ratio to the second (at most 5), shape (rows, 2)."""
    ordered = np.log(np.maximum(np.sort(probabilities, axis=1), 1e-12))
    return np.stack([ordered[:, -1], np.minimum(ordered[:, -1] - ordered[:, -2], 5.0)], axis=1)
