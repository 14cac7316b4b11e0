"""Evaluation of guidance retrieval: recall@5 and nDCG@10 over documents, beside both halves of the fusion alone."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import yaml

from assistant.errors import DataFileError
from assistant.paths import EVAL
from assistant.retrieval.search import Mode

MODES: tuple[Mode, ...] = ("hybrid", "lexical", "dense")
NAMES: dict[Mode, str] = {"hybrid": "fused", "lexical": "BM25 only", "dense": "dense only"}
LANGUAGES = ("en", "zh")


@dataclass(frozen=True)
class Question:
    """A question and the documents that answer it.

    Attributes:
        question: As a user would ask it.
        relevant: Slugs of documents, in no order.
    """

    question: str
    relevant: tuple[str, ...]


@dataclass(frozen=True)
class Quality:
    """Means over the questions of one language.

    Attributes:
        questions: How many.
        recall_at_5: Share of the relevant documents among the first five.
        ndcg_at_10: Normalised discounted cumulative gain of the first ten.
    """

    questions: int
    recall_at_5: float
    ndcg_at_10: float


@dataclass(frozen=True)
class Report:
    """Quality by language and mode."""

    results: dict[str, dict[Mode, Quality]]

    def to_json(self) -> dict[str, dict[str, dict[str, float]]]:
        """Plain dict: language, mode, measure."""
        return {
            language: {
                mode: {
                    "questions": quality.questions,
                    "recall@5": quality.recall_at_5,
                    "nDCG@10": quality.ndcg_at_10,
                }
                for mode, quality in modes.items()
            }
            for language, modes in self.results.items()
        }

    def table(self) -> str:
        """Text table; says where a half alone beats the fusion."""
        lines = [f"{'language':<10}{'ranking':<12}{'questions':>10}{'recall@5':>10}{'nDCG@10':>10}"]
        notes: list[str] = []
        for language, modes in self.results.items():
            for mode, quality in modes.items():
                lines.append(
                    f"{language:<10}{NAMES[mode]:<12}{quality.questions:>10}"
                    f"{quality.recall_at_5:>10.3f}{quality.ndcg_at_10:>10.3f}"
                )
                if quality.ndcg_at_10 > modes["hybrid"].ndcg_at_10:
                    notes.append(f"{language}: {NAMES[mode]} has a higher nDCG@10 than the fusion.")
                if quality.recall_at_5 > modes["hybrid"].recall_at_5:
                    notes.append(f"{language}: {NAMES[mode]} has a higher recall@5 than the fusion.")
        return "\n".join([*lines, *notes])


class Ranker(Protocol):
    """What is evaluated; `GuidanceIndex` is one."""

    def rank_documents(self, query: str, language: str, mode: Mode = "hybrid") -> list[str]:
        """Slugs, best first."""
        ...


def recall_at(ranking: Sequence[str], relevant: Collection[str], k: int) -> float:
    """Share of the relevant documents among the first `k`."""
    return len(set(ranking[:k]) & set(relevant)) / len(set(relevant))


def ndcg_at(ranking: Sequence[str], relevant: Collection[str], k: int) -> float:
    """Normalised discounted cumulative gain with gain 1: Σ 1/log2(rank+1), divided by that of a perfect ranking.

    Formula: Järvelin & Kekäläinen 2002.
    """
    gain = sum(1 / math.log2(rank + 1) for rank, slug in enumerate(ranking[:k], start=1) if slug in relevant)
    best = sum(1 / math.log2(rank + 1) for rank in range(1, min(k, len(set(relevant))) + 1))
    return gain / best


def evaluate_retrieval(index: Ranker, gold: Mapping[str, Sequence[Question]]) -> Report:
    """Measure the fusion and its halves on questions by language."""
    results: dict[str, dict[Mode, Quality]] = {}
    for language, questions in gold.items():
        results[language] = {}
        for mode in MODES:
            rankings = [(index.rank_documents(item.question, language, mode), item.relevant) for item in questions]
            results[language][mode] = Quality(
                questions=len(questions),
                recall_at_5=sum(recall_at(ranking, wanted, 5) for ranking, wanted in rankings) / len(questions),
                ndcg_at_10=sum(ndcg_at(ranking, wanted, 10) for ranking, wanted in rankings) / len(questions),
            )
    return Report(results)


def load_gold(path: Path) -> list[Question]:
    """Read a gold file: a list of `{question, relevant: [slug, …]}`.

    Raises:
        DataFileError: The file breaks the schema.
    """
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    if not isinstance(data, list) or not data:
        raise DataFileError("must be a list of questions", path, 1)
    for number, item in enumerate(data, start=1):
        fits = (
            isinstance(item, dict)
            and set(item) == {"question", "relevant"}
            and isinstance(item["question"], str)
            and isinstance(item["relevant"], list)
            and item["relevant"]
            and all(isinstance(slug, str) for slug in item["relevant"])
        )
        if not fits:
            raise DataFileError(f"entry {number} must be {{question: text, relevant: [slug, …]}}", path)
    return [Question(item["question"], tuple(item["relevant"])) for item in data]


def run(index: Ranker, language: str | None = None, folder: Path = EVAL / "retrieval") -> Report:
    """Evaluate on the gold sets of the product and print the table.

    Args:
        index: A built index.
        language: "en", "zh" or None for both.
        folder: Where `gold_<language>.yaml` lie.

    Raises:
        DataFileError: A gold file is missing or breaks the schema.
    """
    gold: dict[str, list[Question]] = {}
    for code in [language] if language else LANGUAGES:
        path = folder / f"gold_{code}.yaml"
        if not path.is_file():
            raise DataFileError("the gold set is missing", path)
        gold[code] = load_gold(path)
    report = evaluate_retrieval(index, gold)
    print(report.table())
    return report
