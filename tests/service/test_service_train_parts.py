"""An encoder taught what parts of texts are: the changes reproduce it, and it tells the parts apart."""

from __future__ import annotations

import numpy as np
import pytest

from assistant.learned.part_vectors import part_vectors
from assistant.retrieval.embeddings import MiniLm
from assistant.service.train_torch import rate_share

TEXTS = [(f"{who} pay {much} a month", who, much) for who in ("vets", "pubs", "clubs") for much in ("$9", "$20")]


@pytest.mark.filterwarnings("ignore")
def test_parts_are_told_apart_by_the_changed_encoder() -> None:
    from assistant.service.train_parts import Parts, tuned_parts

    places = [[(t.index(w), t.index(w) + len(w)) for w in (who, much)] for t, who, much in TEXTS]
    examples = [Parts(text, place, [0, 1]) for (text, _, _), place in zip(TEXTS, places, strict=True)]
    said: list[str] = []
    changes, coefficients, bias = tuned_parts(examples, 2, epochs=6, threads=1, say=said.append)
    assert len(said) == 6
    vectors = part_vectors("bars pay $7 a month", [(0, 4), (9, 11)], MiniLm().changed_pieces(changes))
    assert (vectors @ coefficients + bias).argmax(axis=1).tolist() == [0, 1]


def test_the_rate_rises_for_a_tenth_of_the_steps_and_falls_to_nothing() -> None:
    shares = [rate_share(step, 20) for step in (0, 1, 2, 11, 20)]
    assert shares == pytest.approx(np.array([0.5, 1, 1, 0.5, 0]))
