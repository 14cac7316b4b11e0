"""Reads what a message asks for in its place of the talk."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import cast

from assistant.learned.linear import Linear, load_linear, softmax
from assistant.planner.in_place.features import features
from assistant.planner.intents.labels import Intent
from assistant.planner.intents.model import REFUSED, likeliest
from assistant.planner.understand.evidence import Evidence

PARAMETERS = Path(__file__).resolve().parent / "parameters"
TALKS = Path(__file__).resolve().parent / "talks"
NAME = "talks"
OTHERS = 2
STRAY = 0.05


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
    """

    def __init__(self, linear: Linear) -> None:
        self._linear = linear

    @classmethod
    def load(cls, folder: Path = PARAMETERS) -> InPlace:
        """The stored reader.

        Raises:
            DataFileError: The parameters are missing.
        """
        return cls(load_linear(folder, NAME))

    def read(self, seen: Evidence) -> Placed:
        """What the message of `seen` asks for; the second where the first would turn the user away on a guess."""
        shares = softmax(self._linear.scores(features(seen)))
        ranked = [(self._linear.labels[i], float(shares[i])) for i in shares.argsort()[: -2 - OTHERS : -1]]
        intent, probability = likeliest(ranked)
        others = [cast(Intent, other) for other, share in ranked if other not in (intent, REFUSED) and share >= STRAY]
        return Placed(intent, probability, tuple(others))
