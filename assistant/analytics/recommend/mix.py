"""Scores of every item for some users, and the mix of them that foretells best what users take next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from assistant.analytics.recommend.behaviour import Behaviour, Floats, Ints
from assistant.analytics.recommend.learn import factors, neighbours
from assistant.analytics.recommend.similar import TextSpace

Mix = dict[str, float]
POPULAR: Mix = {"popular": 1.0}
MIXES: tuple[Mix, ...] = (
    {"neighbours": 1.0},
    {"factors": 1.0},
    {"neighbours": 0.5, "factors": 0.5},
    {"neighbours": 0.8, "popular": 0.2},
    {"neighbours": 0.7, "text": 0.3},
    {"factors": 0.7, "text": 0.3},
    {"neighbours": 0.4, "factors": 0.4, "text": 0.2},
    {"text": 0.7, "popular": 0.3},
)
# The same with what sentences mean in place of the words they share, and with both.
SENSES: tuple[Mix, ...] = (
    {"neighbours": 0.7, "senses": 0.3},
    {"factors": 0.7, "senses": 0.3},
    {"neighbours": 0.4, "factors": 0.4, "senses": 0.2},
    {"neighbours": 0.6, "text": 0.2, "senses": 0.2},
    {"senses": 0.7, "popular": 0.3},
)
DEFAULT: Mix = {"neighbours": 0.5, "text": 0.3, "popular": 0.2}
K = 10
MOST_TESTED = 1500
FEWEST_TESTED = 30
DRAWS = 400
BLOCK = 256  # users scored at a time


@dataclass(frozen=True)
class Quality:
    """How often what users took next is among the first `K`.

    Attributes:
        tested: Users tested.
        hit: Share of them whose next item is among the first K of the mix.
        ndcg: The same, counting higher places more.
        popular_hit: Share for the most popular items.
        popular_ndcg: NDCG of them.
        gain_low: Lower end of the 95 % interval of the difference in NDCG, by drawing users again.
        gain_high: Upper end.
    """

    tested: int
    hit: float
    ndcg: float
    popular_hit: float
    popular_ndcg: float
    gain_low: float
    gain_high: float

    @property
    def beats_popularity(self) -> bool:
        """Whether the mix is better by more than chance."""
        return self.gain_low > 0


class Scores:
    """Learned from some of the interactions.

    Args:
        matrix: Sparse weights (users, items).
        text: The space of item texts.
    """

    def __init__(self, matrix: Any, text: TextSpace) -> None:
        self.matrix, self._text = matrix, text
        self.counts = np.asarray((matrix > 0).sum(axis=0), dtype=float).ravel()
        self.near = neighbours(matrix)
        self._users, self._items = factors(matrix)

    def parts(self, users: Ints) -> dict[str, Floats]:
        """Each kind of score, from 0 to 1 for each user, shape (users, items)."""
        rows = self.matrix[users]
        found = {
            "popular": np.tile(self.counts, (len(users), 1)),
            "neighbours": np.asarray((rows @ self.near).todense(), dtype=float),
            "factors": self._users[users] @ self._items.T,
        }
        if not self._text.empty:
            found["text"] = self._text.to_profiles(rows)
        if (senses := self._text.senses(rows)) is not None:
            found["senses"] = senses
        return {name: _unit(score) for name, score in found.items()}

    def mixed(self, users: Ints, mix: Mix) -> Floats:
        """Scores of a mix, with what users have already far below everything else."""
        total = blend(self.parts(users), mix)
        total[self.matrix[users].nonzero()] = -1.0
        return total


def blend(parts: dict[str, Floats], mix: Mix) -> Floats:
    """Weighted sum of the parts that exist, with popularity as the last word between equals."""
    total = 1e-6 * parts["popular"]
    for name, weight in mix.items():
        if name in parts:
            total = total + weight * parts[name]
    return total


def choose(behaviour: Behaviour, text: TextSpace) -> tuple[Mix, Quality | None]:
    """The best mix on each user's last item but one, and its quality on the last.

    Returns:
        The mix and its quality; None where too few users have a history to hold something out.
    """
    order = np.lexsort((np.arange(len(behaviour.user)), behaviour.time, behaviour.user))
    last, before = _ends(behaviour.user[order], order)
    if len(last) < FEWEST_TESTED:
        return DEFAULT, None
    mix = DEFAULT
    if len(before) >= FEWEST_TESTED:
        worded = (m for m in MIXES if not (text.empty and "text" in m))
        mixes = (DEFAULT, *worded, *(SENSES if text.senses_known else ()))
        gains = [_gain(p).mean() for p in _places(behaviour, text, before, _after(behaviour, before), mixes)]
        mix = mixes[int(np.argmax(gains))]
    return mix, _quality(behaviour, text, last, mix)


def _quality(behaviour: Behaviour, text: TextSpace, last: Ints, mix: Mix) -> Quality:
    own, popular = _places(behaviour, text, last, last, (mix, POPULAR))
    gain = _gain(own) - _gain(popular)
    rng = np.random.default_rng(0)
    drawn = np.array([gain[rng.integers(0, len(gain), len(gain))].mean() for _ in range(DRAWS)])
    low, high = np.percentile(drawn, [2.5, 97.5])
    return Quality(
        tested=len(own),
        hit=float((own < K).mean()),
        ndcg=float(_gain(own).mean()),
        popular_hit=float((popular < K).mean()),
        popular_ndcg=float(_gain(popular).mean()),
        gain_low=float(low),
        gain_high=float(high),
    )


def _ends(users: Ints, order: Ints) -> tuple[Ints, Ints]:
    """Rows of the last and the last but one item of users with at least two, and three, items."""
    last, before = [], []
    starts = np.flatnonzero(np.r_[True, users[1:] != users[:-1]])
    for start, end in zip(starts, np.r_[starts[1:], len(users)], strict=True):
        if end - start >= 2:
            last.append(order[end - 1])
        if end - start >= 3:
            before.append(order[end - 2])
    rng = np.random.default_rng(1)
    picked = [np.asarray(rows, dtype=np.int64) for rows in (last, before)]
    return tuple(  # type: ignore[return-value]
        rows if len(rows) <= MOST_TESTED else np.sort(rng.choice(rows, MOST_TESTED, replace=False)) for rows in picked
    )


def _places(behaviour: Behaviour, text: TextSpace, tested: Ints, hidden: Ints, mixes: Sequence[Mix]) -> list[Ints]:
    """Of each mix, the place of the held-out item of each tested row, counted from 0; hidden rows were not seen."""
    seen = np.ones(len(behaviour.user), dtype=bool)
    seen[hidden] = False
    scores = Scores(behaviour.matrix(seen), text)
    places: list[list[Ints]] = [[] for _ in mixes]
    for start in range(0, len(tested), BLOCK):
        rows = tested[start : start + BLOCK]
        users, items = behaviour.user[rows], behaviour.item[rows]
        parts, had = scores.parts(users), scores.matrix[users].nonzero()
        for found, mix in zip(places, mixes, strict=True):
            total = blend(parts, mix)
            total[had] = -1.0
            own = total[np.arange(len(users)), items]
            found.append((total > own[:, None]).sum(axis=1))
    return [np.concatenate(found) for found in places]


def _after(behaviour: Behaviour, rows: Ints) -> Ints:
    """These rows and all later ones of the same users."""
    first = dict(zip(behaviour.user[rows].tolist(), rows.tolist(), strict=True))
    own = np.array([first.get(u, -1) for u in behaviour.user.tolist()])
    time, place = behaviour.time, np.arange(len(behaviour.user))
    later = (time > time[own]) | ((time == time[own]) & (place >= own))
    return np.flatnonzero((own >= 0) & later)


def _gain(places: Ints) -> Floats:
    """NDCG at K with one right item: 1 / log2(place + 2) within the first K, else 0."""
    return np.where(places < K, 1 / np.log2(places + 2), 0.0)


def _unit(score: Floats) -> Floats:
    low, high = score.min(axis=1, keepdims=True), score.max(axis=1, keepdims=True)
    return np.asarray((score - low) / np.where(high > low, high - low, 1.0), dtype=float)
