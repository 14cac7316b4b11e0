"""A rule, and when it gives way to what the classifier hears.

Rules that look at the words alone were made for what the classifier mishears. Where it is sure of itself they are wrong
more often than it is (measured on the messages of outside authors), so they speak then only between intents that a bag
of n-grams cannot tell apart. Rules that look at the state of the conversation are not held back.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from assistant.planner.understand.evidence import Evidence

# What the classifier hears, and what a rule may make of it however sure the classifier is.
CLOSE = {
    ("set_inputs", "what_if"),
    ("show_model", "unit_economics"),
    ("show_model", "explain_figure"),
    ("next_test", "show_assumptions"),
    ("out_of_scope", "cannot_send"),
    ("out_of_scope", "set_language"),
    ("chitchat", "set_language"),
    ("review_canvas", "fill_canvas"),
    ("remove_item", "start_over"),
}
# With nothing to show, "what is a lean canvas?" asks for the term.
CLOSE_WITHOUT_CANVAS = {("show_view", "guidance")}


@dataclass(frozen=True)
class Rule:
    """Names an intent where the words show more than the classifier can know.

    Attributes:
        names: The intent that the evidence shows; None where the rule has nothing to say.
        of_words: Whether it looks at the words alone.
        yields_to: Intents that, surely heard, stand whatever the rule says.
    """

    names: Callable[[Evidence], str | None]
    of_words: bool = False
    yields_to: frozenset[str] = frozenset()

    def settles(self, seen: Evidence) -> str | None:
        """The intent it names; None where it names none or the classifier's stands."""
        intent = self.names(seen)
        return intent if intent and not (seen.sure and self._gives_way(seen, intent)) else None

    def _gives_way(self, seen: Evidence, intent: str) -> bool:
        if not self.of_words:
            return seen.intent in self.yields_to
        heard = (seen.intent, intent)
        close = heard in CLOSE or (heard in CLOSE_WITHOUT_CANVAS and not seen.context.canvas)
        return seen.intent != intent and not close
