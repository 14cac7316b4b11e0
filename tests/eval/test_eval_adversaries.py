"""Whatever the model does, the assistant stays right: the whole loop with every adversary, in both languages."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from assistant.config import Settings
from assistant.errors import ConfigError
from assistant.events import TurnEnded
from assistant.testing import says
from assistant.wiring import Services, open_services
from eval.adversaries.models import ADVERSARIES, adversary_of, falsified
from eval.texts import language_of, shown_numbers

QUESTION = {"en": "what if conversion is 15%?", "zh": "如果转化率是15%呢？"}
# customers_12 = 150 × (1 − 0.95^12) / 0.05 = 1378.919737; × 30 − 35000, in yuan × 207 − 240000
PROFIT = {"en": 6367.59211, "zh": 45436.385559}
HONEST_TOOLS = {"liar", "rambler", "truncated"}


class Switch:
    """A chat model of which the fault can be changed between turns, so that the product is assembled once."""

    def __init__(self) -> None:
        self.fault: Any = None

    def __call__(self, inner: Any) -> Any:
        from eval.adversaries.models import wrapped

        return wrapped(lambda messages, honest: self.fault(messages, honest), inner)


@pytest.fixture
async def opened(data_dir: Path) -> AsyncIterator[tuple[Services, Switch]]:
    switch = Switch()
    async with open_services(Settings(data_dir=data_dir), wrap=switch) as services:
        yield services, switch


async def ask(services: Services, text: str) -> dict[str, Any]:
    events = [event async for event in services.conversation().stream(text)]
    assert isinstance(events[-1], TurnEnded), events[-1]
    return events[-1].record


async def test_every_adversary_is_survived(opened: tuple[Services, Switch]) -> None:
    services, switch = opened
    for name, fault in ADVERSARIES.items():
        for language, text in QUESTION.items():
            switch.fault = fault
            record = await ask(services, text)
            assert record["reply"].strip(), name
            assert record["ungrounded"] == [], (name, record["reply"])
            assert language_of(record["reply"], "none") == language, (name, record["reply"])
            assert "Traceback" not in record["reply"]
            assert not {"48,211.37", "83.7%", "412%"} & set(record["reply"].replace("，", " ").split())
            if name in HONEST_TOOLS:
                stated = [n for n in shown_numbers(record["reply"]) if n.displays(PROFIT[language])]
                assert stated, (name, record["reply"])


async def test_faults_are_on_the_record(opened: tuple[Services, Switch]) -> None:
    services, switch = opened
    wanted = {
        "silent": "empty answer",
        "malformed": "malformed tool call",
        "looper": "more than 12 model calls",
        "unreachable": "ModelUnavailable",
        "late": "TimeoutError",
    }
    for name, reason in wanted.items():
        switch.fault = ADVERSARIES[name]
        assert (await ask(services, QUESTION["en"]))["fault"].startswith(reason)


async def test_a_fault_leaves_the_conversation_whole(opened: tuple[Services, Switch]) -> None:
    services, switch = opened
    conversation = services.conversation()
    honest = None
    for fault in (lambda _, answer: answer(), ADVERSARIES["silent"], lambda _, answer: answer()):
        switch.fault = fault
        events = [event async for event in conversation.stream(QUESTION["en"])]
        honest = events[-1]
    assert isinstance(honest, TurnEnded)
    assert [tool["name"] for tool in honest.record["tools"]] == ["what_if"]
    assert honest.record["model"]["inputs"]["conversion"] == 0.10


@pytest.mark.parametrize(
    "text",
    [
        "Profit in month 12 is $6,367.59 and rises.",
        "Nothing to tell.",
        "第12个月利润为6,367.59美元。",
        "没有数字。",
    ],
)
def test_a_liar_always_lies(text: str) -> None:
    assert falsified(text) != text
    assert falsified(text) == falsified(text)


def test_adversaries_by_name() -> None:
    assert adversary_of(None) is None
    assert adversary_of("openai:gpt") is None
    assert adversary_of("adversary:liar") is not None
    with pytest.raises(ConfigError, match="there are: liar"):
        adversary_of("adversary:nobody")


def test_an_honest_answer_passes_through() -> None:
    assert ADVERSARIES["rambler"]([], lambda: says("ok")).text.endswith("ok")
