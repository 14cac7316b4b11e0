"""`python -m eval.grounding_bench`: does the check of replies block what is false and let pass what is true?

Real conversations with the built-in planner fill the ledgers. Honest replies state their figures in many phrasings and
styles of writing numbers; each lie is an honest reply with one thing falsified. Neither the phrasings nor the numbers
come from the product's own formatting.
"""

from __future__ import annotations

import argparse
import asyncio
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any

from assistant import paths
from assistant.config import load_settings
from assistant.facts import Facts
from assistant.finance import load_models
from eval.adversaries.lies import ALL_KINDS, Ledger, tell_lie
from eval.adversaries.replies import honest_reply
from eval.connect import ConversationFactory, ConversationTarget
from eval.schema import Given, GivenModel

JsonDict = dict[str, Any]
SEED = 20
TALKS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("en", "subscription", ("what if conversion is 15%?",)),
    ("en", "subscription", ("show me the unit economics", "what if churn falls to 3% and the price is $49?")),
    ("en", "subscription", ("which input matters most for profit?",)),
    ("en", "subscription", ("at what price do we break even in month 12?",)),
    ("en", "usage", ("what if the price goes up 10%?",)),
    ("en", "venture", ("what if promotion conversion is 15%?",)),
    ("en", "freemium", ("show me the numbers of the model",)),
    ("zh", "subscription", ("如果转化率是15%呢？",)),
    ("zh", "subscription", ("看一下单位经济", "如果流失率降到3%，价格49美元呢？")),
    ("zh", "subscription", ("哪个输入对利润影响最大？",)),
    ("zh", "subscription", ("价格多少才能在第12个月盈亏平衡？",)),
    ("zh", "usage", ("如果价格提高10%呢？",)),
    ("zh", "venture", ("如果推广转化率是15%呢？",)),
    ("zh", "freemium", ("看一下模型的数字",)),
)


@dataclass(frozen=True)
class Talk:
    """State of a conversation after some turns, and what is true in it."""

    language: str
    state: JsonDict
    ledger: Ledger
    sayable: list[JsonDict]


@dataclass
class Score:
    """Counts of one language.

    Attributes:
        figures: Honest figures stated.
        flagged: Honest figures called ungrounded.
        replies: Honest replies.
        stopped: Honest replies that would be stopped.
        lies: Lies told, by kind.
        caught: Lies stopped, by kind.
        missed: Texts of lies that passed.
        false: Honest replies that would be stopped, with the tokens.
    """

    figures: int = 0
    flagged: int = 0
    replies: int = 0
    stopped: int = 0
    lies: Counter[str] = field(default_factory=Counter)
    caught: Counter[str] = field(default_factory=Counter)
    missed: list[str] = field(default_factory=list)
    false: list[str] = field(default_factory=list)

    @property
    def blocked(self) -> float:
        """Share of lies stopped."""
        return self.caught.total() / max(1, self.lies.total())

    @property
    def false_alarms(self) -> float:
        """Honest figures called ungrounded, a figure stated."""
        return self.flagged / max(1, self.figures)


async def talks() -> list[Talk]:
    """The conversations, played on the built-in planner."""
    factory = ConversationFactory(load_settings(model="planner"))
    try:
        return [await _talk(factory, *talk) for talk in TALKS]
    finally:
        await factory.aclose()


async def _talk(factory: ConversationFactory, language: str, template: str, texts: Sequence[str]) -> Talk:
    target = await factory(Given(model=GivenModel(template)), language)
    assert isinstance(target, ConversationTarget)
    for text in texts:
        await target.turn(text)
    state = await target.whole_state()
    return talk_of(language, state, texts)


def talk_of(language: str, state: JsonDict, texts: Sequence[str]) -> Talk:
    """A talk from a conversation's state."""
    figures = list(state.get("figures") or [])
    said = tuple(float(n) / d for text in texts for n in re.findall(r"\d+(?:\.\d+)?", text) for d in (1, 100))
    facts = [f.to_json() for f in Facts(load_models(paths.KNOWLEDGE / "models")).figures(state)]
    return Talk(language, state, Ledger(facts, said), figures)


def measure(made: Sequence[Talk], number: int, seed: int = SEED) -> dict[str, Score]:
    """Tell `number` honest replies and as many lies a language, and check each as the agent does."""
    facts = Facts(load_models(paths.KNOWLEDGE / "models"))
    scores: dict[str, Score] = {}
    for language in ("en", "zh"):
        random, score = Random(f"{seed} {language}"), Score()
        own = [talk for talk in made if talk.language == language]
        for talk, kind in _rounds(own, number, random):
            _one(talk, kind, score, facts, random)
        scores[language] = score
    return scores


def _rounds(own: Sequence[Talk], number: int, random: Random) -> Iterator[tuple[Talk, str]]:
    for index in range(number):
        yield random.choice(own), ALL_KINDS[index % len(ALL_KINDS)]


def _one(talk: Talk, kind: str, score: Score, facts: Facts, random: Random) -> None:
    reply = honest_reply(talk.sayable, talk.language, random)
    bad = facts.check(reply.text, talk.state)
    score.replies += 1
    score.figures += len(reply.stated)
    score.flagged += len(bad)
    if bad:
        score.stopped += 1
        score.false.append(f"{bad} in {reply.text!r}")
    lie = None
    while lie is None:  # not every reply offers a place for every kind of lie
        reply = honest_reply(talk.sayable, talk.language, random)
        lie = tell_lie(reply, kind, talk.ledger, talk.language, random)
        kind = kind if random.random() < 0.98 else "digits"
    score.lies[lie.kind] += 1
    # Blocked by the lie, not by a false alarm on the rest of the reply.
    if set(facts.check(lie.text, talk.state)) - set(facts.check(reply.text, talk.state)):
        score.caught[lie.kind] += 1
    else:
        score.missed.append(f"{lie.kind} {lie.told!r} in {lie.text!r}")


def report(scores: dict[str, Score]) -> str:
    """A Markdown table, a row a language."""
    lines = [
        "| language | honest replies | figures | false alarms a figure | lies | blocked | "
        + " | ".join(ALL_KINDS)
        + " |",
        "|---" * (6 + len(ALL_KINDS)) + "|",
    ]
    for language, score in scores.items():
        kinds = " | ".join(f"{score.caught[k]}/{score.lies[k]}" for k in ALL_KINDS)
        lines.append(
            f"| {language} | {score.replies} | {score.figures} | {score.false_alarms:.2%} | {score.lies.total()} "
            f"| {score.blocked:.1%} | {kinds} |"
        )
    return "\n".join(lines)


def main() -> None:
    """Print the table, and with `--show` what went wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--replies", type=int, default=600, help="honest replies, and lies, a language")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--show", type=int, default=0, help="so many examples of what went wrong")
    asked = parser.parse_args()
    scores = measure(asyncio.run(talks()), asked.replies, asked.seed)
    print(report(scores))
    for language, score in scores.items():
        for title, texts in (("missed", score.missed), ("false alarm", score.false)):
            for text in texts[: asked.show]:
                print(f"{language} {title}: {text}")


if __name__ == "__main__":
    main()
