"""Training of the light classifiers: linear heads over n-grams and frozen sentence vectors, seconds on one core."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.errors import ConfigError
from assistant.service.card import write_card
from assistant.service.data import Example, data_hash, label_names
from assistant.service.data_clean import Cleaned, clean, doubtful, imbalance
from assistant.service.data_shipped import Task
from assistant.service.features import Embed, Spoken, spoken
from assistant.service.head import Head
from assistant.service.head_fit import Fitted, fit_head
from assistant.service.head_learn import Lent, Settings
from assistant.service.head_storage import save_head

JsonDict = dict[str, Any]
Say = Callable[[str], None]
Lend = Callable[[Sequence[str]], Lent]
FEW_ENOUGH = 8000
LOOSE = 30.0  # inverse regularisation; better where each label has a few clear messages
MANY_GRAMS = 60_000
ENCODED = 2.0  # weight of an encoder's vectors beside n-grams


@dataclass(frozen=True)
class Encoder:
    """Sentence vectors for training, and the name under which `Classifier.load` finds the encoder again."""

    name: str
    embed: Embed


@dataclass(frozen=True)
class Light:
    """A light classifier ready to be stored.

    Attributes:
        heads: By language.
        facts: What `model.json` will say.
    """

    heads: dict[Spoken, Head]
    facts: JsonDict


def by_language(examples: Sequence[Example]) -> dict[Spoken, list[Example]]:
    """Messages by the language that their head will read them in."""
    found: dict[Spoken, list[Example]] = {}
    for example in examples:
        language = spoken(example.text)
        if language is not None:
            found.setdefault(language, []).append(example)
    return found


def train_light(
    task: Task,
    parts: Mapping[Spoken, Sequence[Example]],
    encoders: Mapping[Spoken, Encoder],
    settings: Settings | None = None,
    say: Say = print,
    lent: Mapping[Spoken, Lend] | None = None,
) -> Light:
    """Train a head for each language.

    Args:
        task: "intent" or "sentiment"; intents get a gate against messages of no known kind.
        parts: Training messages by language; validation and test parts are set aside by `clean`.
        encoders: Of the languages that have one.
        settings: What can be tuned; left out, whether n-grams help is tried where there are vectors.
        say: Takes lines of progress.
        lent: By language, what turns its labels into messages of another language that teach its head too.

    Raises:
        ConfigError: A language has fewer than two labels.
    """
    every = [example for examples in parts.values() for example in examples]
    labels = label_names(every)
    heads: dict[Spoken, Head] = {}
    reports: JsonDict = {}
    for language, examples in parts.items():
        tried = [settings] if settings else candidates(task, len(examples), language if language in encoders else "")
        lend = lent.get(language) if lent else None
        fitted, reports[language] = _one(language, examples, encoders.get(language), tried, lend)
        heads[language] = fitted.head
        say(line(language, reports[language]))
    facts: JsonDict = {
        "task": task,
        "kind": "light",
        "labels": labels,
        "encoders": {language: encoder.name for language, encoder in encoders.items() if language in heads},
        "heads": {language: f"head_{language}" for language in heads},
        "data": data_hash(every),
        "trained": datetime.now(UTC).date().isoformat(),
        "reports": reports,
    }
    return Light(heads, facts)


def _one(
    language: Spoken, examples: Sequence[Example], encoder: Encoder | None, tried: Sequence[Settings], lend: Lend | None
) -> tuple[Fitted, JsonDict]:
    """The best head of one language among the settings tried, and what the card says of it."""
    cleaned = clean(examples)
    # Held-out folds set what a validation part would, so that its messages may teach too.
    cleaned = replace(cleaned, train=[*cleaned.train, *cleaned.valid], valid=[])
    known = [e for e in cleaned.train if e.label is not None]
    labels = label_names(known)
    if len(labels) < 2:
        raise ConfigError(f"a classifier needs at least two labels; the {language} messages have {len(labels)}")
    texts, truth = [e.text for e in known], places(known, labels)
    unknown = [e.text for e in cleaned.train if e.label is None]
    embed = encoder.embed if encoder else None
    loan = lend(labels) if lend else None
    fits = [fit_head(texts, truth, labels, option, embed, unknown, loan) for option in tried]
    best = max(fits, key=lambda fit: fit.report.macro_f1)
    return best, summary(cleaned, best, texts, truth)


def candidates(task: Task, messages: int, vectors: str) -> list[Settings]:
    """Settings worth trying, by the language whose vectors there are, where the set is small enough to try."""
    both = Settings(gate=task == "intent", rare=1 if messages <= FEW_ENOUGH else 2)
    if vectors != "en":
        uneven = replace(both, c=10.0, vectors=0.0, rare=2, ratio=True, orders=(1, 2, 3), most=MANY_GRAMS)
        return [both] if both.gate else [both, uneven] if messages <= FEW_ENOUGH else [uneven]
    alone, both = replace(both, ngrams=False), replace(both, vectors=ENCODED, alone=True)
    return [both] if messages > FEW_ENOUGH else [both, alone, replace(alone, c=LOOSE, evened=True)]


def save_light(light: Light, folder: Path) -> None:
    """Write heads, facts and the model card into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    for language, head in light.heads.items():
        save_head(head, folder, f"head_{language}")
    text = json.dumps(light.facts, ensure_ascii=False, indent=1)
    (folder / "model.json").write_text(text + "\n", encoding="utf-8")
    write_card(light.facts, folder)


def places(examples: Sequence[Example], labels: Sequence[str]) -> NDArray[np.intp]:
    """Position of each example's label among `labels`."""
    index = {label: place for place, label in enumerate(labels)}
    return np.array([index[str(e.label)] for e in examples], dtype=np.intp)


def summary(cleaned: Cleaned, fitted: Fitted, texts: Sequence[str], truth: NDArray[np.intp]) -> JsonDict:
    """What the card says of one language: data, held-out metrics, abstention, doubtful labels."""
    count, doubts = doubtful(texts, truth, fitted.held_out, fitted.head.labels)
    return {
        "data": {**cleaned.counts(), **imbalance(cleaned.train)},
        "held_out": fitted.report.to_json(),
        "ece_before_temperature": round(fitted.ece_before, 4),
        "temperature": round(fitted.head.temperature, 4),
        "abstention": {
            "covered": round(fitted.covered, 4),
            "accuracy_when_covered": round(fitted.covered_accuracy, 4),
            "known_kept_by_gate": round(fitted.kept, 4),
            "unknown_refused": None if fitted.oos_recall is None else round(fitted.oos_recall, 4),
            "unknown_auroc": None if fitted.oos_auroc is None else round(fitted.oos_auroc, 4),
        },
        "doubtful_labels": {
            "count": count,
            "first": [{"text": d.text, "label": d.label, "suggested": d.suggested} for d in doubts],
        },
    }


def line(language: str, report: JsonDict) -> str:
    """One line of a report for the terminal."""
    held, data, away = report["held_out"], report["data"], report["abstention"]
    refused = "" if away["unknown_auroc"] is None else f", unknown AUROC {away['unknown_auroc']:.3f}"
    return (
        f"{language}: {data['train']} messages ({data['duplicates']} duplicates, {data['conflicts']} conflicting and "
        f"{data['leaks']} leaking removed), held-out accuracy {held['accuracy']:.3f}, macro-F1 {held['macro_f1']:.3f}, "
        f"ECE {held['ece']:.3f}{refused}; {report['doubtful_labels']['count']} doubtful labels"
    )
