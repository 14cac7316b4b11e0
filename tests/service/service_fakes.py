"""Classifiers that say what the test wants."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, cast

from assistant.service.classify import Models, intent_titles
from assistant.service.predict import Classifier, Prediction


class Fake:
    """Predicts by a function from the text to a label, None for abstaining."""

    def __init__(self, label: Callable[[str], str | None]) -> None:
        self._label = label

    def predict(self, texts: Sequence[str], explain: bool | None = None) -> list[Prediction]:
        return [prediction(self._label(text)) for text in texts]


def prediction(label: str | None, confidence: float = 0.9) -> Prediction:
    top: Any = ((label or "order_status", confidence),)
    return Prediction(label, confidence, top, ("word",), "en", label is None)


def models(intent: Callable[[str], str | None], sentiment: Callable[[str], str | None]) -> Models:
    return Models(cast(Classifier, Fake(intent)), cast(Classifier, Fake(sentiment)), intent_titles())
