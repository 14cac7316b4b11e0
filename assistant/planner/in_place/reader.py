"""Reads what a message asks for in its place of the talk."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from assistant.learned.changes import Changes
from assistant.learned.linear import Floats, Linear, load_linear, softmax
from assistant.learned.tuned import TUNED_LANGUAGE, Embed, Tuned
from assistant.planner.in_place.features import features
from assistant.planner.in_place.situated import situated
from assistant.planner.intents.labels import Intent
from assistant.planner.intents.model import REFUSED, likeliest
from assistant.planner.understand.evidence import Evidence

PARAMETERS = Path(__file__).resolve().parent / "parameters"
TALKS = Path(__file__).resolve().parent / "talks"
NAME = "talks"
ENCODER = "encoder"
DOUBT = 0.8  # below this probability the linear reader is helped; above, an encoder changes nothing but the time
OTHERS = 2
STRAY = 0.05
Open = Callable[[Changes], Embed]


@dataclass(frozen=True)
class Placed:
    """What a message asks for where it stands.

    Attributes:
        intent: The likeliest.
        probability: Calibrated on talks of authors left out.
        others: The next likeliest, where more than a stray guess; what to try where the first comes to nothing.
    """

    intent: Intent
    probability: float
    others: tuple[Intent, ...] = ()


class InPlace:
    """Reads intents where they stand.

    Args:
        linear: Scores the intents by `features`.
        tuned: A second opinion on English messages, with what embeds them for it.
    """

    def __init__(self, linear: Linear, tuned: tuple[Tuned, Embed] | None = None) -> None:
        self._linear = linear
        self._tuned = tuned

    @classmethod
    def load(cls, changed: Open | None = None, folder: Path = PARAMETERS) -> InPlace:
        """The stored reader.

        Args:
            changed: all-MiniLM-L6-v2 with changes, such as `MiniLm.changed`; without, no second opinion is asked.
            folder: Where the parameters lie.

        Raises:
            DataFileError: The parameters are missing.
        """
        linear = load_linear(folder, NAME)
        if changed is None:
            return cls(linear)
        tuned = Tuned.load(folder, ENCODER)
        return cls(linear, (tuned, changed(tuned.changes)))

    def read(self, seen: Evidence) -> Placed:
        """What the message of `seen` asks for; the second where the first would turn the user away on a guess."""
        shares = softmax(self._scores(seen))
        ranked = [(self._linear.labels[i], float(shares[i])) for i in shares.argsort()[: -2 - OTHERS : -1]]
        intent, probability = likeliest(ranked)
        others = [cast(Intent, other) for other, share in ranked if other not in (intent, REFUSED) and share >= STRAY]
        return Placed(intent, probability, tuple(others))

    def _scores(self, seen: Evidence) -> Floats:
        """Of all labels, shape (labels,)."""
        scores = self._linear.scores(features(seen))
        if self._tuned is None or seen.context.language != TUNED_LANGUAGE or softmax(scores).max() >= DOUBT:
            return scores
        tuned, embed = self._tuned
        joined: Floats = tuned.joined(scores[None], self._linear.labels, embed([situated(seen)]))[0]
        return joined
