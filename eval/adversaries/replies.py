"""Honest replies about published figures, in many phrasings, and the same replies with one thing changed to a lie."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from eval.adversaries.written import Written, write

Figures = Sequence[dict[str, Any]]
_MONTH = re.compile(r"\.month_(\d+)$")

SAYS = {
    "en": (
        "{L} comes to {X}.", "{L}: {X}.", "That puts {l} at {X}.", "We get {X} for {l}.", "- **{L}:** {X}",
        "| {L} | {X} |", "The model puts {l} at {X}, and that is the number to watch.", "As it stands, {l} is {X}.",
        "Look at {l} first: {X}.", "You would be looking at {X} for {l}.", "{L} works out at {X}, so plan for it.",
        "> {L} = {X}", "Good news or not, {l} ends up at {X}.",
    ),
    "zh": (
        "{L}为{X}。", "{L}是{X}。", "算下来，{L}是{X}。", "- **{L}**：{X}", "| {L} | {X} |",
        "目前{L}为{X}，这个数最值得关注。",
        "也就是说，{L}达到{X}。", "先看{L}：{X}。", "模型给出的{L}是{X}。",
        "照这样，{L}会是{X}，请据此安排。", "> {L} = {X}",
    ),
}  # fmt: skip
BASE = {
    "en": ("In the base case, {l} is {X}.", "{L} is {X} in the base case."),
    "zh": ("按基准方案，{L}为{X}。", "基准情景下{L}是{X}。"),
}
CHANGED = {
    "en": ("Under what-if 1, {l} would be {X}.", "{L} is {X} in what-if 1."),
    "zh": ("在假设1下，{L}为{X}。", "假设1中{L}是{X}。"),
}
MOVES = {
    "en": ("{L} goes from {A} to {B}.", "{L} moves from {A} to {B}.", "{L}: {A} before, {B} after."),
    "zh": ("{L}从{A}变为{B}。", "{L}由{A}变成{B}。", "{L}：之前{A}，之后{B}。"),
}
FILLERS = {
    "en": (
        "Here is what changes.",
        "The reason is simple.",
        "Tell me if you want the formula.",
        "Next, test the price.",
    ),
    "zh": ("结果如下。", "原因很简单。", "需要公式的话告诉我。", "下一步建议测试定价。"),
}


@dataclass(frozen=True)
class Stated:
    """One figure as a reply states it.

    Attributes:
        figure: The published figure.
        written: The number.
        sentence: The sentence.
        scenario: The scenario that the sentence names, None where it names none.
    """

    figure: dict[str, Any]
    written: Written
    sentence: str
    scenario: str | None = None


@dataclass(frozen=True)
class Reply:
    """A reply and the figures it states."""

    text: str
    stated: tuple[Stated, ...]


def honest_reply(figures: Figures, language: str, random: Random) -> Reply:
    """One to four statements about figures chosen at random, in phrasings chosen at random."""
    stated: list[Stated] = []
    lines: list[str] = []
    wanted = random.randint(1, 4)
    while len({id(s.figure) for s in stated}) < wanted:
        made = _move(figures, language, random) if random.random() < 0.25 else _say(figures, language, random)
        stated += made
        lines += list(dict.fromkeys(s.sentence for s in made))
        if random.random() < 0.2:
            lines.append(random.choice(FILLERS[language]))
    glue = "\n" if any(line.startswith(("|", "-", ">")) for line in lines) else (" " if language == "en" else "")
    return Reply(glue.join(lines), tuple(stated))


def _say(figures: Figures, language: str, random: Random) -> list[Stated]:
    figure = random.choice(figures)
    number = write(float(figure["value"]), str(figure["unit"]), language, random)
    if number is None:
        return []
    scenario, templates = None, SAYS[language]
    if random.random() < 0.3 and figure.get("scenario") in {"base", "what-if 1"}:
        scenario = str(figure["scenario"])
        templates = (BASE if scenario == "base" else CHANGED)[language]
    return [Stated(figure, number, _filled(random.choice(templates), figure, {"X": number.text}), scenario)]


def _move(figures: Figures, language: str, random: Random) -> list[Stated]:
    """Before and after of one figure, where it was published for both."""
    after = random.choice(figures)
    if after.get("scenario") in {None, "base"}:
        return []
    before = next((f for f in figures if f["id"] == after["id"] and f.get("scenario") == "base"), None)
    if before is None:
        return []
    numbers = [write(float(f["value"]), str(f["unit"]), language, random) for f in (before, after)]
    if numbers[0] is None or numbers[1] is None:
        return []
    sentence = _filled(random.choice(MOVES[language]), after, {"A": numbers[0].text, "B": numbers[1].text})
    return [Stated(before, numbers[0], sentence), Stated(after, numbers[1], sentence)]


def _filled(template: str, figure: dict[str, Any], numbers: dict[str, str]) -> str:
    label = str(figure["label"])
    return template.format(L=label[:1].upper() + label[1:], l=label, **numbers)


def month_of(figure: dict[str, Any]) -> int | None:
    """The month that a figure is of, None where it is of none."""
    match = _MONTH.search(str(figure["id"]))
    return int(match[1]) if match else None
