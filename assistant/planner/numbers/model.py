"""What each number of a message is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np

from assistant.language.quantities import Quantity
from assistant.learned.encoders import Encoder, shared_encoder
from assistant.learned.linear import Linear, load_linear, softmax
from assistant.learned.part_opinions import PartOpinion
from assistant.planner.numbers.features import Named, features
from assistant.planner.numbers.labels import concept
from assistant.planner.understand.values.mentions import VariableIndex

PARAMETERS = Path(__file__).resolve().parent / "parameters"
NAME = "numbers"


class NumberReader:
    """Reads the numbers of messages.

    Args:
        linear: Scores concepts (see `labels`) by the features of one number.
        opinion: What an encoder says of the numbers of a message whose model is known, where there is one.
    """

    def __init__(self, linear: Linear, opinion: PartOpinion | None = None) -> None:
        self.linear = linear
        self._opinion = opinion
        self._place = {name: i for i, name in enumerate(linear.labels)}

    def read(
        self,
        text: str,
        quantities: Sequence[Quantity],
        names: Sequence[Named] = (),
        possible: Iterable[str] | None = None,
        template: str | None = None,
    ) -> list[dict[str, float]]:
        """For each number the probabilities of what it is, likeliest first.

        Args:
            text: The message, normalised.
            quantities: Its numbers, left to right.
            names: Concepts that the text names, see `named`.
            possible: What they can be, such as the concepts of one model; all by default.
            template: The model that the message is about, if it is known.
        """
        if not quantities:
            return []
        wanted = self.linear.labels if possible is None else possible
        kept = [self._place[name] for name in wanted if name in self._place]
        scores = np.stack([self.linear.scores(features(text, quantities, i, names)) for i in range(len(quantities))])
        if template is not None and self._opinion is not None:
            places = [quantity.span for quantity in quantities]
            scores = self._opinion.joined(scores, self.linear.labels, template, text, places)
        read = []
        for shares in softmax(scores[:, kept]):
            order = np.argsort(-shares, kind="stable")
            read.append({self.linear.labels[kept[i]]: float(shares[i]) for i in order})
        return read


def named(text: str, template: str, index: VariableIndex) -> list[Named]:
    """Concepts of inputs that the text names in the words of a model, left to right."""
    return [(concept(template, m.ids[0]), m.span) for m in index.find(text, "input") if len(m.ids) == 1]


def load_reader(folder: Path = PARAMETERS) -> NumberReader:
    """The stored reader, with the opinion of the encoder that the readers share.

    Raises:
        DataFileError: The parameters are missing.
    """
    return _opened(folder, shared_encoder())


@lru_cache
def _opened(folder: Path, encoder: Encoder | None) -> NumberReader:
    return NumberReader(load_linear(folder, NAME), PartOpinion.load(folder, encoder))
