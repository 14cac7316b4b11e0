"""What a text shows by itself: the classifier's guess, the names and numbers in it, the telling words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from assistant.language.quantities import Quantity, find_quantities
from assistant.planner.context import Context
from assistant.planner.finance_view import FinanceView
from assistant.planner.lexicon import OURS, SURELY_HYPOTHETICAL
from assistant.planner.understand.edits.canvas_edits import EditKind, edit_op
from assistant.planner.understand.values.mentions import Mention

SURE = 0.9


class Named(Protocol):
    """What somebody takes an utterance to ask for."""

    @property
    def intent(self) -> str: ...  # noqa: D102

    @property
    def confidence(self) -> float: ...  # noqa: D102

    @property
    def understood(self) -> bool: ...  # noqa: D102


class Prediction(Named, Protocol):
    """What the classifier says of an utterance by itself."""

    @property
    def ranked(self) -> Sequence[tuple[str, float]]: ...  # noqa: D102


def is_sure(found: Named) -> bool:
    """Whether who named it is sure of it."""
    return found.understood and found.confidence >= SURE


@dataclass(frozen=True)
class Evidence:
    """One text with what tells what it asks for.

    Attributes:
        text: The text, normalised.
        found: The classifier's guess.
        context: The conversation.
        view: The finance model it may be about.
    """

    text: str
    found: Prediction
    context: Context
    view: FinanceView

    @property
    def intent(self) -> str:
        """The classifier's guess."""
        return self.found.intent

    @cached_property
    def inputs(self) -> list[Mention]:
        """Inputs of the model named in the text."""
        return self.view.find_inputs(self.text)

    @cached_property
    def outputs(self) -> list[Mention]:
        """Outputs of the model named in the text."""
        return self.view.find_outputs(self.text)

    @cached_property
    def quantities(self) -> list[Quantity]:
        """Numbers in the text."""
        return find_quantities(self.text)

    @cached_property
    def edit(self) -> EditKind | None:
        """The canvas edit the text orders, if it is one."""
        return edit_op(self.text)

    @property
    def hypothetical(self) -> bool:
        """Whether the text is plainly a supposition."""
        return bool(SURELY_HYPOTHETICAL.search(self.text))

    @property
    def ours(self) -> bool:
        """Whether it speaks of the founder's own venture."""
        return bool(OURS.search(self.text))

    @property
    def topic(self) -> bool:
        """Whether there is an input that a text naming none can be about."""
        return bool(self.view.scenario or self.context.focus.get("variable"))
