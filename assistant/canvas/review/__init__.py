"""Review of a canvas: rules over word families, prices and structure, each with a fix. Pure."""

from assistant.canvas.review.finding import Finding, Rule
from assistant.canvas.review.rulebook import Rulebook, load_rulebook
from assistant.canvas.review.run import review

__all__ = ["Finding", "Rule", "Rulebook", "load_rulebook", "review"]
