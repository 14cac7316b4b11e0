"""Review of a canvas: rules over word families, prices and structure, each with a fix. Pure."""

from assistant.canvas.review.finding import Finding, Rule
from assistant.canvas.review.rulebook import Rulebook, load_rulebook
from assistant.canvas.review.run import review
from assistant.canvas.review.unfinished import on_examples, unfinished

__all__ = ["Finding", "Rule", "Rulebook", "load_rulebook", "on_examples", "review", "unfinished"]
