"""Answers to customers: from a template, from the business's own documents, or from a person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

import yaml

from assistant.errors import KnowledgeError
from assistant.language.text import Text
from assistant.service.answers_fit import INDUSTRIES, NEEDS, SIZES, Customer
from assistant.service.answers_slots import Filled, details, fill
from assistant.service.handover import NO_TEMPLATE, RISKY_INTENT, UNKNOWN, Reason, holding_reply, risks
from assistant.service.predict import Prediction

Route = Literal["template", "documents", "handover"]
# How much each match says about which answer fits: what the customer needs changes an answer most.
_WEIGHTS = {"need": 4, "industry": 2, "size": 1}
_VALUES: Mapping[str, Mapping[str, str]] = {"industry": INDUSTRIES, "size": SIZES, "need": NEEDS}

SAME_QUESTION = 0.6  # of the pairs of letters shared, above which two questions are one


@dataclass(frozen=True)
class Template:
    """One prepared answer.

    Attributes:
        text: In both languages, with slots such as {order}.
        industry: Only for customers of this industry; empty for any.
        size: The same of the size.
        need: The same of what they care for most.
    """

    text: Text
    industry: str = ""
    size: str = ""
    need: str = ""

    def fit(self, customer: Customer) -> int | None:
        """How well it fits; None where it is meant for others."""
        total = 0
        for name, weight in _WEIGHTS.items():
            wanted = getattr(self, name)
            if wanted and wanted != getattr(customer, name):
                return None
            total += weight * bool(wanted)
        return total


@dataclass(frozen=True)
class AnswerBook:
    """Every prepared answer.

    Attributes:
        templates: By intent.
        titles: Names of the intents.
        risky: Intents that a person must answer.
        path: Where it was read, for the source of an answer.
    """

    templates: Mapping[str, tuple[Template, ...]]
    titles: Mapping[str, Text]
    risky: frozenset[str] = frozenset()
    path: str = "knowledge/service/answers.yaml"

    def choose(self, intent: str, customer: Customer) -> Template | None:
        """The answer that fits best; None where there is none for this customer."""
        fits = [(fit, t) for t in self.templates.get(intent, ()) if (fit := t.fit(customer)) is not None]
        return max(fits, key=lambda pair: pair[0])[1] if fits else None


@dataclass(frozen=True)
class Quote:
    """A passage of the business's own documents."""

    text: str
    title: str
    heading: str


@dataclass(frozen=True)
class Answer:
    """What to do about a message.

    Attributes:
        route: Where the answer comes from; "handover" where a person must write it.
        reply: What can be sent; of a hand-over, a holding reply.
        language: Language of the customer.
        template: The template taken.
        filled: The reply's slots and blanks.
        reasons: Why it goes to a person.
        found: Details of the message.
    """

    route: Route
    reply: str
    language: str
    template: Template | None = None
    filled: Filled | None = None
    reasons: tuple[Reason, ...] = ()
    found: Mapping[str, str] = field(default_factory=dict)


def answer(
    message: str, intent: Prediction, book: AnswerBook, customer: Customer, quotes: Sequence[Quote], language: str
) -> Answer:
    """Decide who answers, and write the answer where it can be written.

    Args:
        message: What the customer wrote.
        intent: What it is about.
        book: Prepared answers.
        customer: Who wrote it.
        quotes: Passages of own documents that answer it, best first.
        language: "en" or "zh", of the message.
    """
    found = details(message)
    reasons = risks(message)
    if intent.label in book.risky and not reasons:
        reasons = (RISKY_INTENT,)
    if reasons:
        return _hand_over(reasons, language, found)
    if quotes and _asks_the_same(message, quotes[0].heading):
        # The business has answered this very question itself: better than a prepared text with blanks.
        return Answer("documents", _quoted(quotes[0], language), language, found=found)
    template = book.choose(intent.label, customer) if intent.label else None
    if template is not None:
        filled = fill(template.text.zh if language == "zh" else template.text.en, found, language)
        return Answer("template", filled.text, language, template, filled, found=found)
    if quotes:
        return Answer("documents", _quoted(quotes[0], language), language, found=found)
    return _hand_over((NO_TEMPLATE if intent.label else UNKNOWN,), language, found)


def _asks_the_same(message: str, heading: str) -> bool:
    """Whether a heading of a document is the customer's question, by the pairs of letters they share (Dice)."""
    asked, written = _pairs(message), _pairs(heading.rsplit("›", 1)[-1])
    together = len(asked) + len(written)
    return bool(together) and 2 * len(asked & written) / together >= SAME_QUESTION


def _pairs(text: str) -> set[str]:
    letters = "".join(c for c in text.casefold() if c.isalnum())
    return {letters[i : i + 2] for i in range(len(letters) - 1)}


def _hand_over(reasons: tuple[Reason, ...], language: str, found: Mapping[str, str]) -> Answer:
    said = holding_reply(reasons)
    return Answer("handover", said.zh if language == "zh" else said.en, language, reasons=reasons, found=found)


def _quoted(quote: Quote, language: str) -> str:
    """Nothing but what the document says, with a greeting."""
    return f"您好，{quote.text}" if language == "zh" else f"Thank you for your question. {quote.text}"


def load_answers(folder: Path) -> AnswerBook:
    """Read `answers.yaml` and the names of the intents from `intents.yaml`.

    Raises:
        KnowledgeError: An answer is for an unknown intent, industry, size or need, or lacks a language.
    """
    described = yaml.safe_load((folder / "intents.yaml").read_text(encoding="utf-8"))["intents"]
    titles = {str(i["id"]): Text(str(i["title"]["en"]), str(i["title"]["zh"])) for i in described}
    risky = frozenset(str(i["id"]) for i in described if i.get("risky"))
    path = folder / "answers.yaml"
    if not path.exists():
        return AnswerBook({}, titles, risky)
    read = yaml.safe_load(path.read_text(encoding="utf-8"))
    templates = {}
    for intent, entries in read["answers"].items():
        if intent not in titles:
            raise KnowledgeError(f"answers for the unknown intent {intent!r}", path)
        templates[intent] = tuple(_template(entry, intent, path) for entry in entries)
    return AnswerBook(templates, titles, risky)


def _template(entry: Mapping[str, Any], intent: str, path: Path) -> Template:
    text, fits = entry.get("text") or {}, {name: str(entry.get(name) or "") for name in _WEIGHTS}
    if not text.get("en") or not text.get("zh"):
        raise KnowledgeError(f"an answer to {intent!r} needs text in en and zh", path)
    for name, value in fits.items():
        if value and value not in _VALUES[name]:
            raise KnowledgeError(f"{name}: {value!r} of {intent!r} is not one of {', '.join(_VALUES[name])}", path)
    return Template(Text(str(text["en"]).strip(), str(text["zh"]).strip()), **fits)
