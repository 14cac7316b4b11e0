"""What a number of a reply may be traced to: figures by size, numbers of the user and of passages."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.figures import Figure
from assistant.grounding_context import Context
from assistant.language._fold import fold_lower
from assistant.language.lazy_re import lazy_re
from assistant.language.quantities import WrittenNumber, find_numbers

COUNTED = lazy_re(
    r"\s+of (?:them|the|your|our|these|those)\b|\s*[个位家名种项件条份]"
    r"|\s+(?:(?!and\b|or\b|but\b|in\b|at\b|on\b|to\b|for\b|by\b|with\b|from\b|is\b|as\b|per\b|a\b|the\b)[a-z-]+\s)?"
    r"(?!plus|minus|less|versus|times|means|gives|leaves|makes|costs|equals|months|days|weeks|years|quarters|dollars|euros|pounds)"
    r"[a-z-]{3,}s\b"
)


@dataclass(frozen=True)
class Given:
    """A number of the user or of a passage.

    Attributes:
        number: The number.
        counted: It is a number of things, as in "20 clinics".
        quoted: It stands in a passage. A bare number of the user's may be a price, a rate or a time, as the talk has
            it; one of a passage is what the passage says.
    """

    number: WrittenNumber
    counted: bool
    quoted: bool = False


@lru_cache(maxsize=2048)
def given_in(text: str) -> tuple[Given, ...]:
    """Numbers of a text; kept, because every reply of a conversation is checked against the same passages."""
    folded = fold_lower(text)
    return tuple(Given(n, bool(COUNTED.match(folded, n.span[1]))) for n in find_numbers(text))


class BySize:
    """Figures in the order of their size, so that a number is compared with those near it only.

    Args:
        figures: All of them.
    """

    def __init__(self, figures: Sequence[Figure]) -> None:
        self.figures = sorted(figures, key=lambda f: abs(f.value))
        self._sizes = [abs(f.value) for f in self.figures]
        self._changed = {f.id for f in figures if f.scenario not in {None, "base"}}

    def near(self, size: float, reach: float) -> list[Figure]:
        """Figures whose size is within `reach` of `size`."""
        return self.figures[bisect_left(self._sizes, size - reach) : bisect_right(self._sizes, size + reach)]

    def unchanged(self, figure: Figure) -> bool:
        """Whether a base value was published for no scenario, so that it holds in all."""
        return figure.scenario == "base" and figure.id not in self._changed

    def differs(self, figure: Figure, context: Context) -> bool:
        """Whether the figure has another value in the scenario that the reply states."""
        return any(
            f.id == figure.id
            and f.value != figure.value
            and f.scenario is not None
            and any(is_scenario(f.scenario, said) for said in context.scenarios)
            for f in self.figures
        )


def is_scenario(scenario: str, said: str) -> bool:
    """Whether a figure's scenario is the one a reply names: "base", "changed" or "#2"."""
    if said == "base" or scenario == "base":
        return said == scenario
    return said == "changed" or re.search(r"\d+$", scenario) is None or scenario.rstrip().endswith(said[1:])
