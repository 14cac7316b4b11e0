"""Hybrid search over one built index: dense and lexical rankings fused, scored, thinned out and quoted."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal, TypeAlias

import numpy as np

from assistant.retrieval.bert import Array
from assistant.retrieval.everyday_words import in_own_terms
from assistant.retrieval.fusion import drop_near_duplicates, reciprocal_rank_fusion
from assistant.retrieval.lexical import Lexical
from assistant.retrieval.passages import Entry, Passage
from assistant.retrieval.query import QueryVector
from assistant.retrieval.short_forms import spelt_out
from assistant.retrieval.tokens import is_chinese, sentences

Mode: TypeAlias = Literal["hybrid", "dense", "lexical"]
Tokens: TypeAlias = Callable[[str], list[str]]
Embed: TypeAlias = Callable[[str], QueryVector]
Nearest: TypeAlias = Callable[[Array, str, str | None, int], dict[str, float]]

DEPTH = 50
PER_DOCUMENT = 2
QUOTE_LENGTH = 240


@dataclass(frozen=True)
class Evidence:
    """What speaks for one passage.

    Attributes:
        cosine: Similarity of question and passage, relative to the centre of the guidance.
        lexical: BM25 as a share of the score a passage could reach.
        nearness: How near the question is to the guidance as a whole, standardised by off-topic questions.
    """

    cosine: float
    lexical: float
    nearness: float


@dataclass(frozen=True)
class Calibration:
    """Logistic model of "this passage is about the question": an intercept and a weight for each kind of evidence."""

    bias: float
    cosine: float
    lexical: float
    nearness: float

    def support(self, evidence: Evidence) -> float:
        """What speaks for this very passage, apart from the question being about business."""
        return self.cosine * evidence.cosine + self.lexical * evidence.lexical

    def score(self, evidence: Evidence) -> float:
        """Chance between 0 and 1."""
        return 1 / (1 + math.exp(-(self.bias + self.support(evidence) + self.nearness * evidence.nearness)))


@dataclass(frozen=True)
class Background:
    """How near off-topic questions come to the centre of the guidance: tells the scale of an encoder.

    Attributes:
        mean: Mean over the probes.
        deviation: Standard deviation over the probes.
    """

    mean: float
    deviation: float

    def standardise(self, nearness: float) -> float:
        """Deviations above the mean."""
        return (nearness - self.mean) / self.deviation


@dataclass(frozen=True)
class Kit:
    """Encoder, tokenisers by language and scale of the cosine of a searcher."""

    embed: Embed
    tokens: Mapping[str, Tokens]
    background: Mapping[str, Background]


# By language of the question. Fitted on 50 questions on topic and 40 off topic a language, none of them in the gold
# sets or among the probes. Chinese comes over a bridge: its vectors say less, and lexical search counts as much.
CALIBRATION = {"en": Calibration(-6.5, 6.0, 4.0, 1.65), "zh": Calibration(-2.5, 6.0, 4.0, 0.73)}
DENSE_WEIGHT = {"en": 2.0, "zh": 1.0}
MIN_SUPPORT = 0.5  # share of the best passage's support below which a passage is not cited


class Searcher:
    """Search in the passages of one build.

    Args:
        entries: Every indexed section.
        lexical: BM25 by language, over the entries of that language in their order.
        tokens: Tokeniser by language.
        embed: Query embedder by language of the passages searched.
        nearest: Vector search.
        background: Scale of the cosine by language.
    """

    def __init__(
        self,
        entries: Sequence[Entry],
        lexical: Mapping[str, Lexical],
        tokens: Mapping[str, Tokens],
        embed: Embed,
        nearest: Nearest,
        background: Mapping[str, Background],
    ) -> None:
        self._entries = {entry.key: entry for entry in entries}
        self._by_language = {
            language: [entry for entry in entries if entry.language == language] for language in lexical
        }
        self._lexical = lexical
        self._tokens = tokens
        self.kit = Kit(embed, tokens, background)
        # The same question comes again: with a block and without, and three times in the evaluation.
        self._embed = lru_cache(maxsize=256)(embed)
        self._nearest = nearest
        self._background = background

    def search(self, query: str, language: str, block: str | None, k: int) -> list[Passage]:
        """The best `k` passages, best first; relevant ones before others."""
        if not any(block in entry.blocks for entry in self._entries.values()):
            block = None
        language = self._language_with_text(language, block)
        evidence = self.evidence(query, language, block)
        ranking = self._capped(list(fuse(evidence, language_of(query))))
        texts = {key: self._entries[key].text for key in ranking}
        chosen = drop_near_duplicates(ranking, texts, k)
        calibration = CALIBRATION[language_of(query)]
        least = MIN_SUPPORT * max((calibration.support(evidence[key]) for key in chosen), default=0.0)
        found = [
            self._passage(key, query, calibration.score(evidence[key]), calibration.support(evidence[key]) >= least)
            for key in chosen
        ]
        return sorted(found, key=lambda passage: not passage.relevant)

    def rank_documents(self, query: str, language: str, mode: Mode = "hybrid") -> list[str]:
        """Slugs, best first, each at the place of its best passage; for evaluation and its baselines."""
        evidence = self.evidence(query, language, None)
        keys = fuse(evidence, language_of(query), mode)
        return list(dict.fromkeys(self._entries[key].slug for key in keys))

    def evidence(self, query: str, language: str, block: str | None = None) -> dict[str, Evidence]:
        """Evidence for every passage that either search finds, by key."""
        if not is_chinese(query):  # Chinese has the glossary
            query = spelt_out(query)
        query = in_own_terms(query)
        asked = self._embed(query)
        length = float(np.linalg.norm(asked.vector))
        nearest = self._nearest(asked.vector, language, block, DEPTH) if length else {}
        cosines = {key: cosine * length for key, cosine in nearest.items()}
        lexical = self._lexical_shares(query, language, block)
        # A passage beyond the nearest ones is at best as near as the last of them.
        floor = min(cosines.values(), default=0.0)
        nearness = self._background[language_of(query)].standardise(asked.nearness)
        return {
            key: Evidence(cosines.get(key, floor), lexical.get(key, 0.0), nearness)
            for key in dict.fromkeys([*cosines, *lexical])
        }

    def _lexical_shares(self, query: str, language: str, block: str | None) -> dict[str, float]:
        words = self._tokens[language](query)
        index = self._lexical[language]
        scores = index.scores(words)
        ceiling = index.ceiling(words) or 1.0
        entries = self._by_language[language]
        best = [int(place) for place in np.argsort(-scores, kind="stable") if scores[place] > 0]
        kept = [place for place in best if block is None or block in entries[place].blocks]
        return {entries[place].key: float(scores[place]) / ceiling for place in kept[:DEPTH]}

    def _language_with_text(self, language: str, block: str | None) -> str:
        order = [language, *(other for other in self._by_language if other != language)]
        for candidate in order:
            if any(block is None or block in entry.blocks for entry in self._by_language.get(candidate, [])):
                return candidate
        return next(candidate for candidate in order if self._by_language.get(candidate))

    def _capped(self, ranking: Sequence[str]) -> list[str]:
        """At most `PER_DOCUMENT` passages of a document, so that one document does not fill the answer."""
        seen: Counter[str] = Counter()
        kept: list[str] = []
        for key in ranking:
            slug = self._entries[key].slug
            seen[slug] += 1
            if seen[slug] <= PER_DOCUMENT:
                kept.append(key)
        return kept

    def passage(self, key: str, query: str, evidence: Evidence, *, relevant: bool) -> Passage:
        """A passage with its quote and score, where the caller judges whether it is good enough."""
        score = CALIBRATION[language_of(query)].score(evidence)
        return replace(self._passage(key, query, score, supported=True), relevant=relevant)

    def _passage(self, key: str, query: str, score: float, supported: bool) -> Passage:
        entry = self._entries[key]
        quote = best_sentence(entry.text, query, self._tokens[entry.language])
        return Passage.of(entry, quote=quote, score=round(score, 3), relevant=supported and score >= 0.5)


def fuse(evidence: Mapping[str, Evidence], language: str, mode: Mode = "hybrid") -> dict[str, float]:
    """Reciprocal rank fusion of the two kinds of evidence, best first; or one kind alone as a baseline."""
    dense = sorted(evidence, key=lambda key: -evidence[key].cosine)
    lexical = sorted((key for key in evidence if evidence[key].lexical > 0), key=lambda key: -evidence[key].lexical)
    if mode == "dense":
        return reciprocal_rank_fusion([dense])
    if mode == "lexical":
        return reciprocal_rank_fusion([lexical])
    return reciprocal_rank_fusion([dense, lexical], [DENSE_WEIGHT[language], 1.0])


def language_of(query: str) -> str:
    """Language of a question: Chinese as soon as it has a Chinese character."""
    return "zh" if is_chinese(query) else "en"


def best_sentence(text: str, query: str, tokens: Tokens) -> str:
    """The sentence of `text` that shares most words with `query`, the first one where none does; shortened if long."""
    wanted = set(tokens(query))
    parts = sentences(text) or [text]
    best = max(parts, key=lambda part: len(wanted & set(tokens(part))))
    return best if len(best) <= QUOTE_LENGTH else best[: QUOTE_LENGTH - 1].rstrip() + "…"
