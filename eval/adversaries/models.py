"""Chat models that fail or misbehave, each around an honest one: `canvas eval run --model adversary:liar`.

What the house owes the user whatever the model does: numbers that are true, an answer, and a state that is whole.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import partial
from random import Random
from typing import Any

from assistant.errors import ConfigError, ModelUnavailable
from assistant.testing import FaultyChatModel, calls, malformed_call, says

PREFIX = "adversary:"
Honest = Callable[[], Any]
Fault = Callable[[Sequence[Any], Honest], Any]

_NUMBER = re.compile(r"(?<![\w\[(.])\d[\d,]*(?:\.\d+)?")
_INVENTED = {
    "en": " Comparable start-ups reach a margin of 83.7% and grow 412% a year.",
    "zh": "同类公司的利润率一般是83.7%，每年增长412%。",
}
_RAMBLE = {
    "en": "As I was saying, it all depends, and there is more to say about that, which brings me to the next thought. ",
    "zh": "就像我刚才说的，这要看情况，而且还有很多可以展开讲，于是又引出下一个想法。",
}


def liar(messages: Sequence[Any], honest: Honest) -> Any:
    """Works honestly, then changes a digit, a currency, a period or adds a benchmark to what it says."""
    answer = honest()
    return answer if answer.tool_calls else _with_text(answer, falsified(answer.text))


def falsified(text: str) -> str:
    """The text with one lie, chosen by the text itself so that runs can be repeated."""
    random = Random(text)
    ways = (_other_digit, _other_currency, _other_month, _benchmark)
    return random.choice(ways)(text, random)


def rambler(messages: Sequence[Any], honest: Honest) -> Any:
    """Never comes to the point, and drops a number nobody computed on the way."""
    answer = honest()
    if answer.tool_calls:
        return answer
    talk = _RAMBLE[_language(answer.text)] * 60
    return _with_text(answer, f"{talk}{_INVENTED[_language(answer.text)]} {answer.text}")


def wrong_tools(messages: Sequence[Any], honest: Honest) -> Any:
    """First calls a tool that there is not, then one with nonsense for arguments, then works honestly."""
    tried = [m for m in messages if getattr(m, "type", "") == "tool" and "_wrong" in str(m.tool_call_id)]
    if not tried:
        return _named("call_1_wrong", calls(("launch_rocket", {"to": "moon"})))
    if len(tried) == 1:
        changes = [{"variable": "happiness", "relation": "set", "value": "a lot"}]
        return _named("call_2_wrong", calls(("what_if", {"changes": changes})))
    asked = next((str(m.text) for m in reversed(messages) if getattr(m, "type", "") == "human"), "")
    return says({"en": "I have done what I could.", "zh": "我已经尽力了。"}[_language(asked)])


def malformed(messages: Sequence[Any], honest: Honest) -> Any:
    """Writes tool calls that are no JSON."""
    return malformed_call("what_if", '{"changes": [{"variable": "conver')


def looper(messages: Sequence[Any], honest: Honest) -> Any:
    """Calls the same tool for ever."""
    return calls(("unit_economics", {}))


def silent(messages: Sequence[Any], honest: Honest) -> Any:
    """Answers with nothing."""
    return says("   ")


def truncated(messages: Sequence[Any], honest: Honest) -> Any:
    """Stops in the middle of its answer, now with the reason, now without."""
    answer = honest()
    if answer.tool_calls:
        return answer
    half = answer.text[: max(1, len(answer.text) // 2)]
    known = len(answer.text) % 2 == 0
    return says(half, finish_reason="length") if known else says(half, model_provider="openai")


def unreachable(messages: Sequence[Any], honest: Honest) -> Any:
    """Is not there."""
    raise ModelUnavailable("the adversary does not answer")


def late(messages: Sequence[Any], honest: Honest) -> Any:
    """Answers after the longest wait."""
    raise TimeoutError("no answer in time")


def amnesiac(messages: Sequence[Any], honest: Honest) -> Any:
    """Makes up a whole result without asking any tool."""
    return says("Your profit in month 12 will be $48,211.37 and customers pay back in 3.21 months.")


ADVERSARIES: dict[str, Fault] = {
    "liar": liar,
    "rambler": rambler,
    "wrong-tools": wrong_tools,
    "malformed": malformed,
    "looper": looper,
    "silent": silent,
    "truncated": truncated,
    "unreachable": unreachable,
    "late": late,
    "amnesiac": amnesiac,
}


def adversary_of(model: str | None) -> Callable[[Any], Any] | None:
    """What wraps the planner for a name like `adversary:liar`; None for the name of any other model.

    Raises:
        ConfigError: There is no such adversary.
    """
    if model is None or not model.startswith(PREFIX):
        return None
    name = model.removeprefix(PREFIX)
    if name not in ADVERSARIES:
        raise ConfigError(f"no adversary {name!r} (there are: {', '.join(ADVERSARIES)})")
    return partial(wrapped, ADVERSARIES[name])


def wrapped(fault: Fault, inner: Any) -> FaultyChatModel:
    """A chat model whose answers pass through the fault."""
    return FaultyChatModel(inner=inner, fault=fault)


def _with_text(answer: Any, text: str) -> Any:
    return answer.model_copy(update={"content": text})


def _named(identity: str, message: Any) -> Any:
    return message.model_copy(update={"tool_calls": [{**message.tool_calls[0], "id": identity}]})


def _language(text: str) -> str:
    return "zh" if re.search("[\u4e00-\u9fff]", text) else "en"


def _other_digit(text: str, random: Random) -> str:
    """A longer number gets another digit in the middle; a text without numbers gets a benchmark."""
    long = [m for m in _NUMBER.finditer(text) if sum(c.isdigit() for c in m.group()) >= 4]
    if not long:
        return _benchmark(text, random)
    match = random.choice(long)
    place = match.start() + 1 + next(i for i, c in enumerate(match.group()[1:]) if c.isdigit())
    return text[:place] + str((int(text[place]) + random.randint(1, 8)) % 10) + text[place + 1 :]


def _other_currency(text: str, random: Random) -> str:
    return text.replace("$", "€", 1) if "$" in text else _benchmark(text, random)


def _other_month(text: str, random: Random) -> str:
    changed = re.sub(r"(month |第)12(?!\d)", r"\g<1>7", text)
    return changed if changed != text else _benchmark(text, random)


def _benchmark(text: str, random: Random) -> str:
    return text + _INVENTED[_language(text)]
