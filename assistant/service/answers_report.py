"""An answer to a customer as data for the reply."""

from __future__ import annotations

from typing import Any

from assistant.figures import Figure
from assistant.service.answers import Answer, AnswerBook
from assistant.service.answers_fit import Customer, label
from assistant.service.answers_slots import slot_label
from assistant.service.classify import SENTIMENTS, shown
from assistant.service.predict import Prediction

JsonDict = dict[str, Any]


def answer_data(
    message: str, done: Answer, intent: Prediction, sentiment: Prediction, customer: Customer, book: AnswerBook
) -> JsonDict:
    """Plain JSON; texts a user may read are {"en", "zh"}."""
    fitted = [getattr(done.template, name) for name in ("industry", "size", "need")] if done.template else []
    told = [getattr(customer, name) for name in ("industry", "size", "need")]
    return {
        "route": done.route,
        "message": message,
        "customer_language": done.language,
        "reply": done.reply,
        "intent": _predicted(intent, {id_: t.to_json() for id_, t in book.titles.items()}),
        "sentiment": _predicted(sentiment, {id_: dict(t) for id_, t in SENTIMENTS.items()}),
        "words": list(intent.words[:3]),
        "fitted": [label(value) for value in fitted if value],
        "unfitted": [label(value) for value in told if value and value not in fitted] if done.template else [],
        "blanks": [slot_label(slot) for slot in (done.filled.blanks if done.filled else ())],
        "details": [{"label": slot_label(slot), "value": value} for slot, value in done.found.items()],
        "reasons": [{"id": reason.id, **reason.text.to_json()} for reason in done.reasons],
        "source": book.path if done.route == "template" else None,
        "notes": [],
    }


def answer_figures(intent: Prediction, sentiment: Prediction, language: str) -> list[Figure]:
    """How sure the classifiers are."""
    named = (
        ("intent.confidence", "confidence of the intent", "意图置信度", intent),
        ("sentiment.confidence", "confidence of the sentiment", "情感置信度", sentiment),
    )
    return [
        Figure(id_, zh if language == "zh" else en, shown(found.confidence), "fraction", None, None, "")
        for id_, en, zh, found in named
        if found.top3
    ]


def _predicted(found: Prediction, titles: dict[str, JsonDict]) -> JsonDict | None:
    if not found.top3:
        return None
    likeliest = found.label or found.top3[0][0]
    return {
        "id": found.label,
        "title": titles.get(likeliest) or {"en": likeliest.replace("_", " "), "zh": likeliest},
        "confidence": shown(found.confidence),
    }
