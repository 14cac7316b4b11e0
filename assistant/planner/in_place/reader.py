"""Reads what a message asks for in its place of the talk."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from assistant.learned.linear import Linear, load_linear, softmax
from assistant.planner.in_place.features import features
from assistant.planner.intents.labels import Intent
from assistant.planner.intents.model import likeliest
from assistant.planner.understand.evidence import Evidence

PARAMETERS = Path(__file__).resolve().parent / "parameters"
TALKS = Path(__file__).resolve().parent / "talks"
NAME = "talks"


@dataclass(frozen=True)
class Placed:
    """What a message asks for where it stands.

    Attributes:
        intent: The likeliest.
        probability: Calibrated on talks of authors left out.
    """

    intent: Intent
    probability: float


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
        return Placed(*likeliest([(self._linear.labels[i], float(shares[i])) for i in shares.argsort()[:-3:-1]]))
