"""The learned reader of numbers: its data, its store, and messages that none of its authors wrote."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from assistant.errors import DataFileError
from assistant.language.quantities import find_quantities
from assistant.learned.linear import Linear, load_linear, read_facts
from assistant.learned.marks import Mark, load_marked, marks_hash, parse
from assistant.planner.finance_view import FinanceView
from assistant.planner.numbers.features import features
from assistant.planner.numbers.labels import MARKED, NO_INPUT, concept
from assistant.planner.numbers.model import NAME, PARAMETERS
from assistant.planner.numbers.train import rows_of
from assistant.planner.understand.values.changes import read_changes

View = Callable[..., FinanceView]


def test_a_marked_line_is_text_and_marks() -> None:
    marked = parse("up from [was|39] to [price|$49] a seat")
    assert marked.text == "up from 39 to $49 a seat"
    assert marked.marks == (Mark("was", 8, 10), Mark("price", 14, 17))


def test_stored_parameters_belong_to_the_marked_messages() -> None:
    assert read_facts(PARAMETERS, NAME)["data"] == marks_hash(MARKED), "run `python -m assistant.planner.numbers.train`"


def test_every_mark_is_known_and_nearly_every_marked_number_is_found() -> None:
    messages = load_marked(MARKED)
    rows, unread = rows_of(messages)
    assert len({m.author for m in messages}) >= 6
    assert len(unread) < 0.03 * len(rows)


def test_an_unknown_mark_is_refused() -> None:
    with pytest.raises(DataFileError, match="pricing"):
        rows_of([parse("[pricing|9] a month", ("subscription", "told"), "en_0")])


def test_one_id_of_two_meanings_is_two_concepts() -> None:
    assert concept("subscription", "churn") == concept("hardware", "churn") == "churn"
    assert concept("usage", "price") != concept("subscription", "price")


def test_what_is_learnt_of_one_number_holds_of_others() -> None:
    def of(text: str) -> list[str]:
        return features(text, find_quantities(text), 0)

    assert of("each stable pays 45 a month") == of("each stable pays 48 a month")


def test_stored_weights_are_within_half_a_step(tmp_path: Path) -> None:
    weights = np.array([[0.5, -1.0], [0.013, 0.2]], dtype=np.float32)
    linear = Linear(("a", "b"), {"x": 0, "y": 1}, weights, np.array([0.1, -0.1]), 0.4)
    linear.save(tmp_path, "some", "hash")
    loaded = load_linear(tmp_path, "some")
    assert (loaded.labels, loaded.temperature, dict(loaded.columns)) == (("a", "b"), 0.4, {"x": 0, "y": 1})
    assert np.abs(loaded.weights - weights).max(axis=0) == pytest.approx([0, 0], abs=0.5 / 127)
    # Two features of equal weight in a vector of unit length, over the temperature.
    expected = (weights.sum(axis=0) / np.sqrt(2) + [0.1, -0.1]) / 0.4
    assert linear.scores(["x", "y", "never seen"]) == pytest.approx(expected, rel=1e-6)


@pytest.mark.parametrize(
    ("template", "text", "expected"),
    [
        ("subscription", "three out of every hundred riders hand back the helmet each month", {"churn": 0.03}),
        (
            "subscription",
            "each bakery hands us 85 monthly and eats up 20 of that in hosting",
            {"price": 85, "variable_cost": 20},
        ),
        ("subscription", "一家面馆一个月给我们168，伺候一家要花41", {"price": 168, "variable_cost": 41}),
        ("subscription", "来试的里头一成三最后掏腰包", {"conversion": 0.13}),
        ("marketplace", "we skim 11% off every booking", {"take_rate": 0.11}),
        ("freemium", "about 4,000 new free accounts show up every month", {"signups": 4000}),
        ("licence", "平均一家客户上35个席位", {"seats_per_customer": 35}),
    ],
)
def test_unnamed_inputs_are_read(template: str, text: str, expected: dict[str, float], view: View) -> None:
    read = {c.variable: c.value for c in read_changes(text, view(template)).changes}
    assert read == pytest.approx(expected)


@pytest.mark.parametrize(
    "text", ["we are 4 people and started in March", "我们团队6个人，去年3月开始做", "a rival charges $99 for it"]
)
def test_numbers_that_are_no_input_are_left_alone(text: str, view: View) -> None:
    assert read_changes(text, view()).changes == ()
    assert set(NO_INPUT) == {"was", "month", "target", "result", "other"}
