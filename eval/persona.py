"""A simulated user: says what a script tells it to, depending on what the assistant did. Never gates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from eval.assertions import Assertion, Observed, parse_expect
from eval.yaml_nodes import Node

LANGUAGES = ("en", "zh")
PERSONA_KEYS = ("name", "opens", "answers", "otherwise", "until", "max_turns")
ANSWER_KEYS = ("when", "say", "times")
MAX_TURNS = 8


@dataclass(frozen=True)
class Answer:
    """What the persona says when a turn meets the conditions.

    Attributes:
        when: Conditions, as expectations; none always holds.
        say: The text.
        times: How often at most in a talk.
    """

    when: tuple[Assertion, ...]
    say: str
    times: int


@dataclass(frozen=True)
class Persona:
    """A scripted user.

    Attributes:
        name: Who it is, for reports.
        opens: The first message.
        answers: Tried in order after every turn.
        otherwise: Said when no answer fits; None ends the talk.
        until: The talk ends as soon as a turn meets all of this; empty for never.
        max_turns: Longest talk.
        line: Its line in the file.
    """

    name: str
    opens: str
    answers: tuple[Answer, ...]
    otherwise: str | None
    until: tuple[Assertion, ...]
    max_turns: int
    line: int


@dataclass
class Improviser:
    """Plays a persona through one talk."""

    persona: Persona
    _said: int = 0
    _used: dict[int, int] | None = None

    def next(self, seen: Observed | None) -> str | None:
        """What the persona says after a turn (None: at the start); None ends the talk."""
        if seen is None:
            self._said, self._used = 1, {}
            return self.persona.opens
        done = bool(self.persona.until) and holds(self.persona.until, seen)
        if done or self._said >= self.persona.max_turns:
            return None
        self._said += 1
        used = self._used if self._used is not None else {}
        for number, answer in enumerate(self.persona.answers):
            if used.get(number, 0) < answer.times and holds(answer.when, seen):
                used[number] = used.get(number, 0) + 1
                return answer.say
        return self.persona.otherwise


def holds(conditions: tuple[Assertion, ...], seen: Observed) -> bool:
    """Whether a turn meets all conditions."""
    return not any(condition.check(seen) for condition in conditions)


def persona_languages(node: Node) -> tuple[str, ...]:
    """The languages that the first message is given in; empty for a plain text."""
    opens = node.mapping(PERSONA_KEYS, required=("opens",))["opens"]
    return tuple(key for key in LANGUAGES if key in opens.mapping(LANGUAGES)) if opens.is_mapping else ()


def parse_persona(node: Node, language: str) -> Persona:
    """A case's `persona` in one language.

    Raises:
        DataFileError: A key is unknown or missing, or a text is not given in the language.
    """
    keys = node.mapping(PERSONA_KEYS, required=("opens",))
    return Persona(
        name=keys["name"].text() if "name" in keys else "persona",
        opens=_say(keys["opens"], language),
        answers=tuple(_answer(item, language) for item in keys["answers"].items()) if "answers" in keys else (),
        otherwise=_say(keys["otherwise"], language) if "otherwise" in keys else None,
        until=parse_expect(keys["until"], language) if "until" in keys else (),
        max_turns=keys["max_turns"].integer(1) if "max_turns" in keys else MAX_TURNS,
        line=node.line,
    )


def _answer(node: Node, language: str) -> Answer:
    keys = node.mapping(ANSWER_KEYS, required=("say",))
    when = parse_expect(keys["when"], language) if "when" in keys else ()
    return Answer(when, _say(keys["say"], language), keys["times"].integer(1) if "times" in keys else 1)


def _say(node: Node, language: str) -> str:
    if not node.is_mapping:
        return node.text()
    given: Mapping[str, Node] = node.mapping(LANGUAGES)
    if language not in given:
        raise node.error(f"needs a text for `{language}`")
    return given[language].text()
