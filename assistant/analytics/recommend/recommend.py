"""Items for one user, each with the reason."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from assistant.analytics.recommend.behaviour import Behaviour, Floats, plain
from assistant.analytics.recommend.learn import together
from assistant.analytics.recommend.mix import POPULAR, Mix, Quality, Scores, blend, choose
from assistant.analytics.recommend.similar import Embed, TextSpace
from assistant.language.text import Text

ALIKE = 0.12  # cosine of texts that is worth naming
NEW_SHARE = 0.25  # similarity a new item needs to be put before known ones


@dataclass(frozen=True)
class Suggestion:
    """One item for a user.

    Attributes:
        item: Its name in the data.
        title: What it is called.
        reason: Why, in words.
        kind: What the reason is: people who took the same, a similar text, popularity, or the user's own words.
        because: Title of the item of the user's that led to it; empty where none.
        buyers: Users who have the item.
        shared: Users who have both it and the item that led to it; 0 where that is not the reason.
        of: Users who have the item that led to it.
    """

    item: str
    title: str
    reason: Text
    kind: str
    because: str = ""
    buyers: int = 0
    shared: int = 0
    of: int = 0


class Recommender:
    """Learns from behaviour, measures itself, suggests.

    Args:
        behaviour: The interactions.
        embed: Sentence vectors, where the caller has them.
    """

    def __init__(self, behaviour: Behaviour, embed: Embed | None = None) -> None:
        self.behaviour = behaviour
        self.text = TextSpace(behaviour.texts, embed)
        self.mix, self.quality = choose(behaviour, self.text)
        self._users = {name.casefold(): i for i, name in enumerate(behaviour.users)}

    @cached_property
    def scores(self) -> Scores:
        """Learned from everything."""
        return Scores(self.behaviour.matrix(), self.text)

    @property
    def used(self) -> Mix:
        """The mix that suggests: popularity where nothing was better."""
        measured: Quality | None = self.quality
        return self.mix if measured is None or measured.beats_popularity else POPULAR

    def find_user(self, name: str) -> int | None:
        """Index of a user by name, in any case and without leading zeros."""
        said = (plain(name) or "").casefold()
        stripped = {key.lstrip("0"): i for key, i in self._users.items()}
        return self._users.get(said, stripped.get(said.lstrip("0")) if said.strip("0") else None)

    def history(self, user: int, most: int = 5) -> list[str]:
        """Titles of what a user has, the latest first."""
        rows = np.flatnonzero(self.behaviour.user == user)
        latest = rows[np.argsort(-self.behaviour.time[rows], kind="stable")][:most]
        return [self.behaviour.titles[i] for i in self.behaviour.item[latest]]

    def suggest(self, user: int | None, k: int, interests: str = "") -> list[Suggestion]:
        """The first `k` items for a user.

        Args:
            user: Index of the user; None for one without a history.
            k: How many.
            interests: What the user says of their taste; may be empty.
        """
        told = self.text.to_words(interests) if interests and not self.text.empty else np.zeros(0)
        if user is None:
            total = _unit(self.scores.counts) * (0.3 if told.any() else 1.0)
        else:
            total = self._personal(user)
        if told.any():
            total = np.where(total < 0, total, total + told)
        order = np.argsort(-total, kind="stable")[:k]
        return [self._suggestion(int(i), user, told) for i in order if total[i] >= 0]

    def similar(self, item: int, k: int) -> list[Suggestion]:
        """Items that go with one item."""
        near = np.asarray(self.scores.near[item].todense()).ravel()
        total = _unit(near) + (0.5 * self.text.like(item) if not self.text.empty else 0)
        total[item] = -1
        return [self._because(int(i), item) or self._popular(int(i)) for i in np.argsort(-total, kind="stable")[:k]]

    def find_item(self, words: str) -> int | None:
        """Index of the item that words name, by code or title."""
        said = words.strip().casefold()
        for names in (self.behaviour.items, self.behaviour.titles):
            for i, name in enumerate(names):
                if name.casefold() == said:
                    return i
        return None

    def _personal(self, user: int) -> Floats:
        index = np.array([user])
        parts = self.scores.parts(index)
        total = blend(parts, self.used)[0]
        if "text" in parts:
            # Items nobody has touched yet are known by their text alone.
            new = self.scores.counts == 0
            alike = parts["text"][0]
            total[new] = np.where(alike[new] > NEW_SHARE, alike[new] * float(np.median(np.sort(total)[-20:])), 0.0)
        total[self.scores.matrix[user].indices] = -1.0
        return np.asarray(total, dtype=float)

    def _suggestion(self, item: int, user: int | None, told: Floats) -> Suggestion:
        if told.any() and told[item] > ALIKE:
            title = self.behaviour.titles[item]
            return Suggestion(
                self.behaviour.items[item], title, Text("fits what you said", "符合您说的兴趣"), "words",
                buyers=int(self.scores.counts[item]),
            )  # fmt: skip
        if user is not None and self.used is not POPULAR:
            own = self.scores.matrix[user].indices
            weight = self.scores.matrix[user].data
            near = np.asarray(self.scores.near[:, item].todense()).ravel()[own] * weight
            if near.size and near.max() > 0:
                return self._because(item, int(own[near.argmax()])) or self._popular(item)
            if not self.text.empty:
                alike = self.text.like(item)[own]
                if alike.size and alike.max() > ALIKE:
                    return self._because(item, int(own[alike.argmax()])) or self._popular(item)
        return self._popular(item)

    def _because(self, item: int, owned: int) -> Suggestion | None:
        behaviour = self.behaviour
        shared, of = together(self.scores.matrix, owned, item)
        title, source, buyers = behaviour.titles[item], behaviour.titles[owned], int(self.scores.counts[item])
        if shared:
            verb = ("bought", "买了") if behaviour.bought else ("chose", "选了")
            reason = Text(
                f"because of {source}: {shared} of the {of} who {verb[0]} it also {verb[0]} this",
                f"因为“{source}”：{of}位{verb[1]}它的用户中有{shared}位也{verb[1]}这个",
            )
            return Suggestion(behaviour.items[item], title, reason, "people", source, buyers, shared, of)
        if self.text.empty:
            return None
        words = self.text.shared(item, owned)
        if not words:
            return None
        new = Text("new, and ", "新品，且") if not buyers else Text("", "")
        reason = Text(
            f"{new.en}similar to {source}: {', '.join(words)}", f"{new.zh}与“{source}”相似：{'、'.join(words)}"
        )
        return Suggestion(behaviour.items[item], title, reason, "text", source, buyers)

    def _popular(self, item: int) -> Suggestion:
        buyers = int(self.scores.counts[item])
        verb = ("bought", "买过") if self.behaviour.bought else ("chose", "选过")
        reason = Text(f"popular: {buyers} people {verb[0]} it", f"热门：{buyers}人{verb[1]}")
        return Suggestion(self.behaviour.items[item], self.behaviour.titles[item], reason, "popular", buyers=buyers)


def _unit(values: Floats) -> Floats:
    top = values.max() if values.size else 0.0
    return values / top if top > 0 else values
