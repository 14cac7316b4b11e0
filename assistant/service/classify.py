"""Messages with intent and sentiment, and what a pile of them says."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from assistant.errors import ToolInputError
from assistant.language.text import Text
from assistant.progress import Progress, part_of, unheard
from assistant.service.data_shipped import FOLDER
from assistant.service.opinion_finance import finance_feeling
from assistant.service.predict import EXPLAINED, Classifier, Prediction, SentenceEncoder

JsonDict = dict[str, Any]
COLUMN_NAMES = (
    *("message", "text", "content", "comment", "review", "feedback", "body", "question", "description", "utterance"),
    *("内容", "消息", "评论", "留言", "反馈", "评价", "描述", "问题", "文本"),
)
LONGEST_SHOWN = 140
MOST_CERTAIN = 0.99
MOVED_RIGHT = 0.96  # how often finance_feeling is right on the shipped messages that it speaks of
AT_ONCE = 500  # messages between two words of progress
SENTIMENTS: Mapping[str, Mapping[str, str]] = {
    "negative": {"en": "negative", "zh": "负面"},
    "neutral": {"en": "neutral", "zh": "中性"},
    "positive": {"en": "positive", "zh": "正面"},
}
REASONS: Mapping[str, Mapping[str, str]] = {
    "unlike": {"en": "like nothing it was taught", "zh": "与学过的都不像"},
    "unsure": {"en": "torn between labels", "zh": "难以判断"},
    "language": {"en": "a language it was not taught", "zh": "未学过的语言"},
    "empty": {"en": "no words in it", "zh": "没有文字"},
}


@dataclass(frozen=True)
class Models:
    """The classifiers in use and the names of the intents in both languages."""

    intent: Classifier
    sentiment: Classifier
    titles: Mapping[str, Mapping[str, str]]


@dataclass(frozen=True)
class Classified:
    """One message with what the two classifiers say of it."""

    text: str
    intent: Prediction
    sentiment: Prediction
    titles: Mapping[str, Mapping[str, str]]

    def to_json(self) -> JsonDict:
        """For the reply: texts as {"en", "zh"}."""
        shown = self.text if len(self.text) <= LONGEST_SHOWN else self.text[: LONGEST_SHOWN - 1] + "…"
        return {
            "text": {"en": shown, "zh": shown},
            "language": self.intent.language,
            "intent": _said(self.intent, self.titles),
            "sentiment": _said(self.sentiment, SENTIMENTS),
        }


@dataclass(frozen=True)
class Summary:
    """Counts over messages; entries are {id, title, count, share}, the commonest first."""

    count: int
    intents: list[JsonDict]
    sentiments: list[JsonDict]
    no_intent: int
    no_sentiment: int


def open_models(
    minilm: SentenceEncoder | None = None, intent: Path | str = "intent", sentiment: Path | str = "sentiment"
) -> Models:
    """The shipped classifiers, or others that were trained.

    Args:
        minilm: all-MiniLM-L6-v2 where it is open already.
        intent: Folder of an intent model.
        sentiment: Folder of a sentiment model.
    """
    return Models(
        Classifier.load(intent, minilm),
        Classifier.load(sentiment, minilm),
        intent_titles(),
    )


@lru_cache(maxsize=1)
def intent_titles() -> dict[str, dict[str, str]]:
    """Names of the shipped intents in both languages."""
    import yaml

    read = yaml.safe_load((FOLDER / "intents.yaml").read_text(encoding="utf-8"))
    return {entry["id"]: dict(entry["title"]) for entry in read["intents"]}


def classify(texts: Sequence[str], models: Models, progress: Progress = unheard) -> list[Classified]:
    """Intent and sentiment of each message."""
    intents = predict_all(models.intent, texts, part_of(progress, 0.0, 0.5))
    sentiments = predict_feelings(models.sentiment, texts, part_of(progress, 0.5, 1.0))
    return [
        Classified(text, intent, sentiment, models.titles)
        for text, intent, sentiment in zip(texts, intents, sentiments, strict=True)
    ]


def predict_all(
    classifier: Classifier, texts: Sequence[str], progress: Progress = unheard, explain: bool | None = None
) -> list[Prediction]:
    """What a classifier says of each message, so many at a time that it can tell how far it is."""
    explain = len(texts) <= EXPLAINED if explain is None else explain
    found: list[Prediction] = []
    for start in range(0, len(texts), AT_ONCE):
        done = Text(f"{start:,} of {len(texts):,} messages read", f"已读{start:,}/{len(texts):,}条消息")
        progress(start / len(texts), done)
        found += classifier.predict(texts[start : start + AT_ONCE], explain)
    return found


def predict_feelings(
    classifier: Classifier, texts: Sequence[str], progress: Progress = unheard, explain: bool | None = None
) -> list[Prediction]:
    """Sentiment of each message; of a sentence about a company, by what moved and which way."""
    return [_moved(text, p) for text, p in zip(texts, predict_all(classifier, texts, progress, explain), strict=True)]


def _moved(text: str, prediction: Prediction) -> Prediction:
    feeling = finance_feeling(text)
    if feeling is None or not prediction.top3:
        return prediction
    others = sum(p for label, p in prediction.top3 if label != feeling) or 1.0
    rest = [(label, p / others * (1 - MOVED_RIGHT)) for label, p in prediction.top3 if label != feeling]
    top = ((feeling, MOVED_RIGHT), *rest)
    return replace(prediction, label=feeling, confidence=MOVED_RIGHT, top3=top, abstained=False, reason="")


def shown(confidence: float) -> float:
    """A confidence as it is told: in whole percents, because no model knows its own to a hundredth, and never all."""
    return min(round(confidence, 2), MOST_CERTAIN)


def summarise(rows: Sequence[Classified], models: Models) -> Summary:
    """Counts of the labels given."""
    return Summary(
        len(rows),
        _counted([row.intent.label for row in rows], models.titles),
        _counted([row.sentiment.label for row in rows], SENTIMENTS),
        sum(row.intent.abstained for row in rows),
        sum(row.sentiment.abstained for row in rows),
    )


def message_column(frame: Any, column: str | None = None) -> str:
    """The column of messages in a table (pandas frame).

    Raises:
        ToolInputError: There is no such column, or none with texts.
    """
    names = [str(name) for name in frame.columns]
    if column:
        wanted = column.strip().casefold()
        found = next((name for name in names if name.casefold() == wanted), None)
        if found is None:
            raise ToolInputError(
                f"The table has no column “{column}”. It has: {', '.join(names)}. Which one holds the messages?",
                f"表里没有“{column}”这一列。现有：{'、'.join(names)}。哪一列是消息内容？",
                question=True,
                choices=tuple(names),
            )
        return found
    usual = next((name for name in names if any(word in name.casefold() for word in COLUMN_NAMES)), None)
    if usual is not None and _length(frame[usual]) > 0:
        return usual
    longest = max(names, key=lambda name: _length(frame[name]), default=None)
    if longest is None or _length(frame[longest]) < 5:
        raise ToolInputError(
            "I see no column of messages in this table. Which column holds the texts?",
            "没有看出哪一列是消息内容，请告诉我列名。",
            question=True,
            choices=tuple(names),
        )
    return longest


def to_csv(rows: Sequence[Classified]) -> str:
    """A table of all messages with their labels, safe to open in a spreadsheet."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["message", "intent", "intent_confidence", "sentiment", "sentiment_confidence", "abstained"])
    for row in rows:
        why = "; ".join(
            f"{kind}: {p.reason}" for kind, p in (("intent", row.intent), ("sentiment", row.sentiment)) if p.abstained
        )
        label, feeling = row.intent.label or "", row.sentiment.label or ""
        writer.writerow([
            _safe(row.text), label, f"{row.intent.confidence:.3f}", feeling, f"{row.sentiment.confidence:.3f}", why
        ])  # fmt: skip
    return out.getvalue()


def _said(prediction: Prediction, titles: Mapping[str, Mapping[str, str]]) -> JsonDict:
    def title(label: str) -> JsonDict:
        return dict(titles.get(label) or {"en": label.replace("_", " "), "zh": label})

    words = ", ".join(prediction.words)
    return {
        "label": prediction.label,
        "title": title(prediction.label) if prediction.label else None,
        "confidence": shown(prediction.confidence),
        "words": {"en": words, "zh": words.replace(", ", "、")},
        "top3": [{"id": label, "title": title(label), "probability": p} for label, p in prediction.top3],
        "reason": dict(REASONS[prediction.reason]) if prediction.reason else None,
    }


def _counted(labels: Sequence[str | None], titles: Mapping[str, Mapping[str, str]]) -> list[JsonDict]:
    counts = Counter(label for label in labels if label is not None)
    return [
        {
            "id": label,
            "title": dict(titles.get(label) or {"en": label.replace("_", " "), "zh": label}),
            "count": count,
            "share": count / len(labels),
        }
        for label, count in counts.most_common()
    ]


def _length(cells: Any) -> float:
    """Mean length of the texts of a column; 0 for a column of numbers."""
    texts = [cell for cell in cells if isinstance(cell, str)]
    return sum(map(len, texts)) / len(texts) if texts else 0.0


def _safe(text: str) -> str:
    return f"'{text}" if text[:1] in {"=", "+", "-", "@", "\t", "\r"} else text
