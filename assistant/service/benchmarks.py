"""Measures classifiers: on messages of one's own, or trained on public benchmarks beside published results."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, process_time
from typing import TYPE_CHECKING, Any, cast

from assistant.errors import ConfigError
from assistant.service.benchmarks_data import CHINESE, SENTIMENT, Name, hide, load_benchmark
from assistant.service.benchmarks_judge import judge
from assistant.service.data import Example, data_hash, read_examples
from assistant.service.data_clean import clean, few_shots, split_off
from assistant.service.data_shipped import Task
from assistant.service.head_learn import Settings
from assistant.service.predict import Classifier
from assistant.service.train import Say, save_light

if TYPE_CHECKING:  # it imports torch
    from assistant.service.train_tuned import Plan

JsonDict = dict[str, Any]
TEST_SHARE = 0.2
# Accuracy, as published for whole training sets; research of the papers named.
PUBLISHED: dict[str, str] = {
    "banking77": "RoBERTa-base ≈ .937 (Casanueva et al. 2020; Ying & Thomas 2022)",
    "clinc150": "BERT ≈ .969 in scope (Larson et al. 2019)",
    "sst2": "MiniLM .913 (Wang et al. 2020), DistilBERT .911",
    "tweeteval": "macro-recall RoBERTa .713, TimeLMs .737 (Loureiro et al. 2022)",
    "chnsenticorp": "BERT .950 with leaked texts",
    "smp2019": "–",
}


@dataclass(frozen=True)
class Trial:
    """What is trained and measured.

    Attributes:
        name: Which benchmark; for messages of one's own, what their labels are.
        method: "floor" (logistic regression on the frozen vectors alone, on n-grams for Chinese), "frozen", "full" or
            "lora".
        shots: Messages a label; left out, the whole training set.
        unseen: So many labels, drawn at random, are left out of training and count as out of scope.
        base: The encoder.
        epochs: Of fine-tuning, at most.
    """

    name: Name | Task
    method: str = "frozen"
    shots: int | None = None
    unseen: int = 0
    base: str = "minilm"
    epochs: int = 5

    @property
    def setting(self) -> str:
        """In words."""
        shots = f", {self.shots} shots" if self.shots else ""
        return self.method + shots + (f", {self.unseen} labels unseen" if self.unseen else "")


def run_benchmark(trial: Trial, folder: Path, seeds: int = 1, say: Say = print) -> list[JsonDict]:
    """Train and test on a benchmark, once for each seed.

    Args:
        trial: What.
        folder: Where the benchmarks lie.
        seeds: How many.
        say: Takes lines of progress.

    Raises:
        ConfigError: The benchmark is not there.
    """
    return [_once(trial, load_benchmark(cast(Name, trial.name), folder), seed, say) for seed in range(seeds)]


def _once(trial: Trial, examples: Sequence[Example], seed: int, say: Say) -> JsonDict:
    from assistant.service.train_tuned import train_model

    cleaned = clean(hide(examples, trial.unseen, seed))
    train = [*cleaned.train, *cleaned.valid]
    if trial.shots:
        train = [*few_shots(cleaned.train, trial.shots, seed), *(e for e in cleaned.train if e.label is None)]
    with TemporaryDirectory() as temporary:
        started, spent = perf_counter(), process_time()
        light = train_model(_plan(trial, seed), train, Path(temporary), say=say)
        seconds, cpu = perf_counter() - started, process_time() - spent
        save_light(light, Path(temporary))
        found = judge(Classifier.load(temporary), cleaned.test)
    known = {"data": trial.name, "setting": trial.setting, "seed": seed, "published": PUBLISHED.get(trial.name, "–")}
    cost = {"removed": _removed(cleaned.counts()), "train_s": round(seconds, 1), "cpu_s": round(cpu, 1)}
    return {**known, **cost, **found}


def _plan(trial: Trial, seed: int) -> Plan:
    from assistant.service.train_torch import Tuning
    from assistant.service.train_tuned import Plan

    task: Task = "sentiment" if trial.name in {*SENTIMENT, "sentiment"} else "intent"
    tuning = Tuning(trial.base, trial.method == "lora", epochs=trial.epochs, seed=seed)
    if trial.method != "floor":
        return Plan(task, trial.base, trial.method, tuning)
    chinese = trial.base == "minilm" and trial.name in CHINESE
    plain = Settings(ngrams=chinese, vectors=0.0 if chinese else 1.0, gate=task == "intent", c=1.0)
    return Plan(task, trial.base, "frozen", tuning, plain)


def run_own(trial: Trial, data: Sequence[Path], columns: tuple[str, str], seeds: int, say: Say) -> list[JsonDict]:
    """Train on most of one's own messages and test on the rest: what a model of them would be worth.

    Args:
        trial: How; `name` says what the labels are.
        data: Files; a part marked as test is the test, else a fifth of each label.
        columns: Names of the columns of messages and labels, empty to find them.
        seeds: How many.
        say: Takes lines of progress.
    """
    examples = read_examples(data, *columns)
    found = []
    for seed in range(seeds):
        marked = examples
        if not any(e.split == "test" for e in examples):
            rest, aside = split_off(clean(examples).train, TEST_SHARE, seed)
            marked = [*rest, *(replace(e, split="test") for e in aside)]
        found.append(_once(trial, marked, seed, say) | {"data": _named(data)})
    return found


def measure(model: str, data: Sequence[Path], columns: tuple[str, str] = ("", "")) -> JsonDict:
    """A trained model on labelled messages; `weakest` and `confusions` say where it errs.

    Raises:
        ConfigError: A label is not one of the model's.
    """
    classifier = Classifier.load(model)
    examples = read_examples(data, *columns)
    strange = sorted({str(e.label) for e in examples if e.label is not None} - set(classifier.labels))
    if strange:
        raise ConfigError(
            f"the model has no label {', '.join(strange)}; it has {', '.join(classifier.labels)}. To see what a model "
            "of your own labels would be worth, leave out --model"
        )
    seen = {"trained_on_these": True} if data_hash(examples) == classifier.facts["data"] else {}
    return {"data": _named(data), "setting": model, **seen, **judge(classifier, examples)}


def table(results: Sequence[JsonDict]) -> str:
    """Results as Markdown."""
    names = ("data", "setting", "seed", "n", "accuracy", "macro_f1", "macro_recall", "ece", "kept", "accuracy_kept",
             "in_scope_right", "oos_recall", "oos_recall_at_96", "oos_auroc", "p50_ms", "per_s", "train_s", "cpu_s",
             "published")  # fmt: skip
    used = [name for name in names if any(result.get(name) is not None for result in results)]
    lines = ["| " + " | ".join(used) + " |", "|" + "---|" * len(used)]
    lines += ["| " + " | ".join(str(result.get(name, "")) for name in used) + " |" for result in results]
    return "\n".join(lines)


def told(result: JsonDict) -> str:
    """Where a model errs, as Markdown: its weakest labels and the commonest confusions."""
    lines: list[str] = []
    if result["n"]:
        low, high = result["accuracy_95"]
        lines += ["", f"{result['n']} messages say that the accuracy lies between {low:.1%} and {high:.1%} (95 %)."]
    if result.get("trained_on_these"):
        lines += ["", "These are the messages that the model was trained on: new ones will fare worse."]
    if result.get("weakest"):
        lines += [
            "",
            "Weakest labels:",
            "",
            "| label | precision | recall | F1 | messages |",
            "|---|---:|---:|---:|---:|",
        ]
        lines += [
            f"| {row['label']} | {row['precision']:.2f} | {row['recall']:.2f} | {row['f1']:.2f} | {row['n']} |"
            for row in result["weakest"]
        ]
    if result.get("confusions"):
        lines += ["", "Commonest errors:", "", "| label | taken for | times |", "|---|---|---:|"]
        lines += [f"| {label} | {said} | {count} |" for label, said, count in result["confusions"]]
    return "\n".join(lines)


def _named(data: Sequence[Path]) -> str:
    return ", ".join(path.name for path in data)


def _removed(counts: dict[str, int]) -> JsonDict:
    return {name: counts[name] for name in ("duplicates", "conflicts", "leaks")}
