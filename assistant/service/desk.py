"""Customer service to try out: messages read and answered, labels corrected into training data."""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from assistant.service.answers import AnswerBook, answer
from assistant.service.answers_fit import read_writer
from assistant.service.answers_report import answer_data
from assistant.service.classify import SENTIMENTS, Models, predict_feelings
from assistant.service.features import spoken

JsonDict = dict[str, Any]


class ServiceDesk:
    """Reads messages one by one, without a conversation around them.

    Args:
        models: Opens the classifiers when first needed.
        book: Reads the prepared answers when first needed.
        folder: Where corrections are kept, one file a task, as `canvas nlu train --data` reads them.
    """

    def __init__(self, models: Callable[[], Models], book: Callable[[], AnswerBook], folder: Path) -> None:
        self._models, self._book, self._folder = models, book, folder

    def read(self, messages: Sequence[str]) -> list[JsonDict]:
        """What each message wants, how it feels, and the answer; as `answer_customer` says it."""
        models, book = self._models(), self._book()
        intents, sentiments = models.intent.predict(messages), predict_feelings(models.sentiment, messages)
        rows = []
        for message, intent, sentiment in zip(messages, intents, sentiments, strict=True):
            writer = read_writer(message)
            done = answer(message, intent, book, writer, (), spoken(message) or "en")
            rows.append(answer_data(message, done, intent, sentiment, writer, book))
        return rows

    def titles(self) -> tuple[Mapping[str, Mapping[str, str]], Mapping[str, Mapping[str, str]]]:
        """Names of the intents and of the sentiments, by label."""
        return {id_: t.to_json() for id_, t in self._book().titles.items()}, SENTIMENTS

    def correct(self, message: str, intent: str | None, sentiment: str | None) -> list[Path]:
        """Append a corrected message to the training files, without personal data.

        Raises:
            ValueError: A label is none of the known ones.
        """
        from assistant.service.privacy.vault import redact  # not at start-up, where the desk is made

        intents, sentiments = self.titles()
        written = []
        for task, label, known in (("intent", intent, intents), ("sentiment", sentiment, sentiments)):
            if not label:
                continue
            if label not in known:
                raise ValueError(f"unknown {task} {label!r}")
            path = self._folder / f"corrections_{task}.csv"
            self._folder.mkdir(parents=True, exist_ok=True)
            fresh = not path.exists()
            with path.open("a", encoding="utf-8", newline="") as file:
                writer = csv.writer(file, lineterminator="\n")
                if fresh:
                    writer.writerow(["text", "label"])
                writer.writerow([redact(message), label])
            written.append(path)
        return written
