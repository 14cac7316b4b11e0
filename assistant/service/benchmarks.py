"""Measures classifiers: on messages of one's own, or trained on public benchmarks beside published results."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

import numpy as np

from assistant.errors import ConfigError
from assistant.service.benchmarks_data import SENTIMENT, Name, load_benchmark
from assistant.service.data import Example, read_examples
from assistant.service.data_clean import clean, few_shots
from assistant.service.head_metrics import evaluate
from assistant.service.oos import auroc
from assistant.service.predict import Classifier
from assistant.service.train import places, save_light

JsonDict = dict[str, Any]
TIMED = 100  # messages
# Accuracy, as published for whole training sets; research of the papers named.
PUBLISHED: dict[str, str] = {
    "banking77": "RoBERTa-base ≈ .937 (Casanueva et al. 2020; Ying & Thomas 2022)",
    "clinc150": "BERT ≈ .969 in scope (Larson et al. 2019)",
    "sst2": "MiniLM .913 (Wang et al. 2020), DistilBERT .911",
    "tweeteval": "macro-recall RoBERTa .713, TimeLMs .737 (Loureiro et al. 2022)",
    "chnsenticorp": "BERT .950 with leaked texts",
    "smp2019": "–",
}


def run_benchmark(
    name: Name, folder: Path, method: str = "frozen", shots: int | None = None, seeds: int = 1, base: str = "minilm"
) -> list[JsonDict]:
    """Train and test on a benchmark, once for each seed.

    Args:
        name: Which one.
        folder: Where the benchmarks lie.
        method: "frozen", "full" or "lora".
        shots: Messages a label; left out, the whole training set.
        seeds: How many.
        base: The encoder.

    Raises:
        ConfigError: The benchmark is not there.
    """
    from assistant.service.train_torch import Tuning
    from assistant.service.train_tuned import Plan, train_model

    results = []
    for seed in range(seeds):
        cleaned = clean(load_benchmark(name, folder))
        train = few_shots(cleaned.train, shots, seed) if shots else [*cleaned.train]
        unknown = [e for e in cleaned.train if e.label is None] if shots else []
        plan = Plan(
            "sentiment" if name in SENTIMENT else "intent", base, method, Tuning(base, method == "lora", seed=seed)
        )
        with TemporaryDirectory() as temporary:
            started = perf_counter()
            valid = [] if shots or method == "frozen" else cleaned.valid
            light = train_model(plan, [*train, *unknown, *valid], Path(temporary), say=lambda _: None)
            seconds = perf_counter() - started
            save_light(light, Path(temporary))
            found = judge(Classifier.load(temporary), cleaned.test)
        setting = f"{method}, {shots} shots" if shots else method
        results.append({"data": name, "setting": setting, "seed": seed, "removed": _removed(cleaned.counts()),
                        "train_s": round(seconds, 1), "published": PUBLISHED[name], **found})  # fmt: skip
    return results


def measure(model: str, data: Sequence[Path]) -> JsonDict:
    """A trained model on labelled messages.

    Raises:
        ConfigError: A label is not one of the model's.
    """
    classifier = Classifier.load(model)
    examples = read_examples(data)
    strange = sorted({str(e.label) for e in examples if e.label is not None} - set(classifier.labels))
    if strange:
        raise ConfigError(f"the model has no label {', '.join(strange)}; it has {', '.join(classifier.labels)}")
    return {"data": ", ".join(str(path) for path in data), "setting": model, **judge(classifier, examples)}


def judge(classifier: Classifier, examples: Sequence[Example]) -> JsonDict:
    """Accuracy, macro-F1, calibration, what is refused, and how long one message takes."""
    known = [e for e in examples if e.label is not None]
    unknown = [e.text for e in examples if e.label is None]
    # A label that training never saw, such as a slip in a test set, can only be missed.
    labels = (*classifier.labels, *sorted({str(e.label) for e in known} - set(classifier.labels)))
    truth = places(known, labels)
    texts = [e.text for e in known]
    unseen = len(labels) - len(classifier.labels)
    inside = classifier.measured(texts)
    probabilities, accepted = np.pad(inside.probabilities, ((0, 0), (0, unseen))), inside.given
    report = evaluate(probabilities, truth, labels)
    right = probabilities.argmax(axis=1) == truth
    found: JsonDict = {
        "n": len(known),
        "accuracy": round(report.accuracy, 4),
        "macro_f1": round(report.macro_f1, 4),
        "macro_recall": round(report.macro_recall, 4),
        "top3": round(report.top3, 4),
        "ece": round(report.ece, 4),
        "kept": round(float(accepted.mean()), 4),
        "accuracy_kept": round(float(right[accepted].mean()), 4) if accepted.any() else None,
        "in_scope_right": round(float((right & accepted).mean()), 4),
    }
    if unknown:
        outside = classifier.measured(unknown)
        found["oos_recall"] = round(float((~outside.given).mean()), 4)
        found["oos_auroc"] = round(auroc(inside.familiarity, outside.familiarity), 4)
    return {**found, **timed(classifier, texts)}


def timed(classifier: Classifier, texts: Sequence[str]) -> JsonDict:
    """Milliseconds of one message (median and 95th percentile) and messages a second in one batch."""
    texts = list(texts[:TIMED])
    classifier.predict(texts[:3], explain=False)
    times = []
    for text in texts:
        started = perf_counter()
        classifier.predict([text], explain=False)
        times.append((perf_counter() - started) * 1000)
    started = perf_counter()
    classifier.predict(texts, explain=False)
    batch = len(texts) / (perf_counter() - started)
    return {
        "p50_ms": round(median(times), 2),
        "p95_ms": round(float(np.quantile(times, 0.95)), 2),
        "per_s": round(batch),
    }


def table(results: Sequence[JsonDict]) -> str:
    """Results as Markdown."""
    names = ("data", "setting", "seed", "accuracy", "macro_f1", "macro_recall", "ece", "kept", "accuracy_kept",
             "oos_recall", "oos_auroc", "p50_ms", "per_s", "train_s", "published")  # fmt: skip
    used = [name for name in names if any(result.get(name) is not None for result in results)]
    lines = ["| " + " | ".join(used) + " |", "|" + "---|" * len(used)]
    lines += ["| " + " | ".join(str(result.get(name, "")) for name in used) + " |" for result in results]
    return "\n".join(lines)


def _removed(counts: dict[str, int]) -> JsonDict:
    return {name: counts[name] for name in ("duplicates", "conflicts", "leaks")}
