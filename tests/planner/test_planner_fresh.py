"""A message after a question of ours: an answer, or a request of its own."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from assistant.planner.context import Context
from assistant.planner.understand.fresh import is_new_request


@dataclass(frozen=True)
class Guess:
    intent: str
    confidence: float = 0.99
    understood: bool = True


def follows(kind: str, text: str, guess: Guess) -> bool:
    language = "en" if text.isascii() else "zh"
    return is_new_request(Context(text, language, asked={"kind": kind}), guess)


@pytest.mark.parametrize(
    ("kind", "text", "intent"),
    [
        ("value", "what if a competitor copies us", "what_if"),
        ("variable", "show me the whole canvas please", "show_canvas"),
        ("lever", "保存这个版本，名字叫初稿", "manage_versions"),
        ("budget", "我们访谈了20家，14家愿意买", "record_evidence"),
        ("forecast", "what would an investor attack first", "review_canvas"),
    ],
)
def test_a_sure_request_leaves_the_question_aside(kind: str, text: str, intent: str) -> None:
    assert follows(kind, text, Guess(intent))


@pytest.mark.parametrize(
    ("kind", "text", "guess"),
    [
        ("value", "7,000", Guess("goodbye")),
        ("value", "make it 12% then", Guess("what_if")),
        ("variable", "the second one please", Guess("apply_fix")),
        ("variable", "流失率", Guess("guidance")),
        ("lever", "第二个吧，谢谢你", Guess("apply_fix")),
        ("variable", "it is what customers pay each month", Guess("guidance", confidence=0.6)),
        ("variable", "whatever the monthly thing is", Guess("show_model", understood=False)),
        ("recommend", "what would user 12 like best", Guess("recommend_items")),
        ("messages", "this is the third time my order is late", Guess("record_evidence")),
        ("customer_message", "can I return this after a month of use", Guess("guidance")),
    ],
)
def test_what_may_be_an_answer_is_tried_as_one(kind: str, text: str, guess: Guess) -> None:
    assert not follows(kind, text, guess)
