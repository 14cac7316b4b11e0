"""What the reply says: language, words, figures, grounding, questions."""

from __future__ import annotations

import re
from dataclasses import dataclass

from eval.assertions.base import Assertion, Failure, Observed
from eval.assertions.citations import parse_citations
from eval.assertions.figures import published
from eval.assertions.localised import texts_for
from eval.texts import language_of, shown_numbers
from eval.yaml_nodes import Node

LANGUAGES = ("same_as_user", "en", "zh")
WORD_KEYS = ("contains_any", "contains_all", "not_contains", "regex", "not_regex")
REPLY_KEYS = ("language", *WORD_KEYS, "states_figures", "grounded", "citations", "asks")
EXCERPT = 400  # characters of the reply in a failure


@dataclass(frozen=True)
class ReplyLanguage:
    """The reply is in this language, judged by its words."""

    line: int
    language: str

    def check(self, seen: Observed) -> list[Failure]:
        """One failure where another language prevails or there are no words."""
        wanted = seen.user_language if self.language == "same_as_user" else self.language
        got = language_of(seen.reply, default="none")
        return [] if got == wanted else [Failure("reply.language", self.line, wanted, got)]


@dataclass(frozen=True)
class ContainsAny:
    """At least one of the texts is in the reply, case ignored."""

    line: int
    texts: tuple[str, ...]

    def check(self, seen: Observed) -> list[Failure]:
        """One failure where none is there; an empty list asks for nothing."""
        reply = seen.reply.casefold()
        if not self.texts or any(text.casefold() in reply for text in self.texts):
            return []
        return [Failure("reply.contains_any", self.line, list(self.texts), _excerpt(seen))]


@dataclass(frozen=True)
class Contains:
    """A text is in the reply, or is not, case ignored."""

    line: int
    text: str
    wanted: bool

    def check(self, seen: Observed) -> list[Failure]:
        """One failure where it is the other way round."""
        if (self.text.casefold() in seen.reply.casefold()) == self.wanted:
            return []
        name = "reply.contains_all" if self.wanted else "reply.not_contains"
        return [Failure(name, self.line, self.text if self.wanted else f"without {self.text!r}", _excerpt(seen))]


@dataclass(frozen=True)
class NotRegex:
    """A regular expression is found nowhere in the reply (`re.search`, case matters unless it says `(?i)`)."""

    line: int
    pattern: str

    def check(self, seen: Observed) -> list[Failure]:
        """One failure with the text found."""
        found = re.search(self.pattern, seen.reply)
        return [Failure("reply.not_regex", self.line, f"no /{self.pattern}/", found.group(0))] if found else []


@dataclass(frozen=True)
class Regex:
    """A regular expression is found in the reply (`re.search`)."""

    line: int
    pattern: str

    def check(self, seen: Observed) -> list[Failure]:
        """One failure where it is not."""
        found = re.search(self.pattern, seen.reply)
        return [] if found else [Failure("reply.regex", self.line, f"/{self.pattern}/", _excerpt(seen))]


@dataclass(frozen=True)
class StatesFigure:
    """A published figure stands in the reply, at the precision of the number displayed.

    Signs are not compared: a loss of 3,120 states a profit of −3,120. A fraction may be told as points (5 for 0.05).
    """

    line: int
    figure: str

    def check(self, seen: Observed) -> list[Failure]:
        """One failure where the figure was not published or no number of the reply is it."""
        figures = published(seen, self.figure)
        numbers = shown_numbers(seen.reply)
        for figure in figures:
            value = float(figure["value"])
            exact = (value, value * 100) if figure.get("unit") == "fraction" else (value,)
            if any(number.displays(e) for number in numbers for e in exact):
                return []
        values = [f.get("value") for f in figures] or "not published"
        expected = {"figure": self.figure, "value": values}
        return [Failure("reply.states_figures", self.line, expected, [number.value for number in numbers])]


@dataclass(frozen=True)
class Grounded:
    """Every number of the reply traces to a figure, a citation or the user, or (`false`) some number does not."""

    line: int
    grounded: bool

    def check(self, seen: Observed) -> list[Failure]:
        """One failure with the tokens that trace to nothing."""
        tokens = list(seen.turn.get("ungrounded") or [])
        return [] if (not tokens) == self.grounded else [Failure("reply.grounded", self.line, self.grounded, tokens)]


@dataclass(frozen=True)
class Asks:
    """The reply is a clarifying question, or is none."""

    line: int
    asks: bool

    def check(self, seen: Observed) -> list[Failure]:
        """One failure; a question needs the turn's flag and a question mark."""
        flagged = bool(seen.turn.get("asks"))
        if flagged != self.asks:
            return [Failure("reply.asks", self.line, self.asks, flagged)]
        if self.asks and not re.search("[?？]", seen.reply):
            return [Failure("reply.asks", self.line, "a question mark", _excerpt(seen))]
        return []


def _excerpt(seen: Observed) -> str:
    return seen.reply if len(seen.reply) <= EXCERPT else seen.reply[:EXCERPT] + " …"


def parse_reply(node: Node, language: str) -> list[Assertion]:
    """The assertions under `expect.reply`, with the texts of one language.

    Raises:
        DataFileError: A key is unknown or a value malformed.
    """
    keys = node.mapping(REPLY_KEYS)
    found: list[Assertion] = []
    if "language" in keys:
        found.append(ReplyLanguage(keys["language"].line, keys["language"].choice(LANGUAGES)))
    for key in WORD_KEYS:
        if key in keys:
            found += _words(key, keys[key], language)
    if "states_figures" in keys:
        found += [StatesFigure(item.line, item.text()) for item in keys["states_figures"].one_or_more()]
    if "grounded" in keys:
        found.append(Grounded(keys["grounded"].line, keys["grounded"].boolean()))
    if "citations" in keys:
        found.append(parse_citations(keys["citations"]))
    if "asks" in keys:
        found.append(Asks(keys["asks"].line, keys["asks"].boolean()))
    return found


def _words(key: str, node: Node, language: str) -> list[Assertion]:
    items = texts_for(node, language)
    if key == "contains_any":
        return [ContainsAny(node.line, tuple(item.text() for item in items))]
    if key == "regex":
        return [Regex(item.line, _pattern(item)) for item in items]
    if key == "not_regex":
        return [NotRegex(item.line, _pattern(item)) for item in items]
    return [Contains(item.line, item.text(), key == "contains_all") for item in items]


def _pattern(node: Node) -> str:
    pattern = node.text()
    try:
        re.compile(pattern)
    except re.error as error:
        raise node.error(f"is not a regular expression: {error}") from error
    return pattern
