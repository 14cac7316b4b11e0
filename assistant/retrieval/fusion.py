"""Combining rankings and thinning them out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

RRF_K = 60


def reciprocal_rank_fusion(
    rankings: Sequence[Sequence[str]], weights: Sequence[float] | None = None, k: int = RRF_K
) -> dict[str, float]:
    """Fuse rankings: the score of an item is Σ weight / (k + rank), ranks counted from 1.

    Formula: Cormack, Clarke & Büttcher, SIGIR 2009, with their k = 60; best first in the returned dict, ties in the
    order of first appearance.

    Args:
        rankings: Item ids, best first; a ranking need not hold every item.
        weights: One for each ranking; all 1 by default.
        k: Damps the lead of the first ranks.
    """
    scores: defaultdict[str, float] = defaultdict(float)
    for ranking, weight in zip(rankings, weights or [1.0] * len(rankings), strict=True):
        for rank, item in enumerate(ranking, start=1):
            scores[item] += weight / (k + rank)
    return dict(sorted(scores.items(), key=lambda pair: -pair[1]))


def drop_near_duplicates(
    ranking: Sequence[str], texts: Mapping[str, str], limit: int, threshold: float = 0.6
) -> list[str]:
    """The first `limit` items whose text is not nearly the same as that of one already taken.

    Args:
        ranking: Item ids, best first.
        texts: Text of each item.
        limit: How many to take.
        threshold: Jaccard similarity of 4-character shingles from which two texts count as the same.
    """
    taken: list[str] = []
    shingles: list[frozenset[str]] = []
    for item in ranking:
        if len(taken) == limit:
            break
        candidate = _shingles(texts[item])
        if all(_jaccard(candidate, other) < threshold for other in shingles):
            taken.append(item)
            shingles.append(candidate)
    return taken


def _shingles(text: str) -> frozenset[str]:
    plain = "".join(text.lower().split())
    return frozenset(plain[start : start + 4] for start in range(max(1, len(plain) - 3)))


def _jaccard(left: frozenset[str], right: frozenset[str]) -> float:
    return len(left & right) / len(left | right)
