"""What a number in a message can be: a concept that inputs of the finance models share, or none of them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from assistant.finance import FinanceModel

MARKED = Path(__file__).resolve().parent / "marked"  # messages of outside authors, see `learned.marks`
# Numbers that are no input: the old value of "from 39 to 49", when something happens, what a result should reach,
# what somebody says a result is, and everything else (team size, dates, market size).
WAS, WHEN, TARGET, RESULT, OTHER = "was", "month", "target", "result", "other"
NO_INPUT = (WAS, WHEN, TARGET, RESULT, OTHER)
# Where one id means different things, the concept carries its model; all other ids mean the same in each.
_OWN = {
    ("usage", "price"),
    ("hardware", "price"),
    ("licence", "price"),
    ("licence", "conversion"),
    ("usage", "support_cost"),
    ("marketplace", "churn"),
    ("advertising", "churn"),
}


def concept(template: str, input_id: str) -> str:
    """The concept of an input of the model `template`; what is no input stands for itself."""
    return f"{template}.{input_id}" if (template, input_id) in _OWN else input_id


def concepts_of(model: FinanceModel) -> Mapping[str, str]:
    """Concepts of a model's inputs, each with the id of its input."""
    return {concept(model.id, variable.id): variable.id for variable in model.inputs}
