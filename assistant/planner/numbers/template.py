"""Which finance model the numbers of a message belong to."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from assistant.finance import FinanceModel
from assistant.language.quantities import find_quantities
from assistant.planner.numbers.labels import NO_INPUT, concepts_of
from assistant.planner.numbers.model import load_reader

CLEARLY = 0.5  # natural log of how many times likelier another model must be than the default one
FLOOR = 1e-3  # no single number rules a model out


def likely_template(text: str, models: Mapping[str, FinanceModel], default: str) -> str:
    """The model that could hold what the numbers of a text probably are; `default` unless another is clearly likelier.

    Args:
        text: The message, normalised.
        models: All finance models by id.
        default: Id of the one that is taken without signs of another.
    """
    read = load_reader().read(text, find_quantities(text))
    fits = {id_: _log_share(read, model) for id_, model in models.items()}
    best = max(fits, key=fits.__getitem__)
    return best if fits[best] - fits[default] > CLEARLY else default


def _log_share(read: list[dict[str, float]], model: FinanceModel) -> float:
    """Log probability that every number is an input of the model, or none of any."""
    own = {*concepts_of(model), *NO_INPUT}
    return float(sum(np.log(FLOOR + sum(share for name, share in shares.items() if name in own)) for shares in read))
