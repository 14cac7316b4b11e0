"""The last word: slots filled, numbers nobody backs mended once, then the house's own reply."""

from __future__ import annotations

from agent.conftest import COMPOSED, Start, results

from assistant.agent.turn import user_texts
from assistant.testing import calls, says


async def test_a_grounded_reply_passes_untouched(start: Start) -> None:
    state = await start(says("Fine.")).say("hello")
    assert [m.text for m in state["messages"]] == ["hello", "Fine."]


async def test_slots_are_filled_from_the_state(start: Start) -> None:
    state = await start(calls(("measure", {"value": 12.5})), says("Profit is {{f:profit}}.")).say("profit?")
    assert state["messages"][-1].text == "Profit is 12.5 USD."


async def test_a_reply_is_mended_once(start: Start) -> None:
    talk = start(says("It is wrong1 or wrong2"), says("It depends."))
    state = await talk.say("多少?", language="zh")
    assert [m.text for m in talk.shown(1)] == ["多少?", "It is wrong1 or wrong2", "zh: mend wrong1 wrong2"]
    # The attempt and its correction are no part of the conversation, and not what the user said.
    assert [m.text for m in state["messages"]] == ["多少?", "It depends."]
    assert user_texts(talk.shown(1)) == ["多少?"]


async def test_the_second_failure_is_replaced_by_what_the_tools_gave(start: Start) -> None:
    state = await start(calls(("measure", {"value": 1.0})), says("wrong"), says("still-wrong")).say("profit?")
    assert state["messages"][-1].text == f"{COMPOSED}measure"


async def test_an_unknown_slot_counts_as_a_wrong_number(start: Start) -> None:
    talk = start(says("Profit is {{f:profit}}."), says("Ask me to compute it."))
    state = await talk.say("profit?")
    assert talk.shown(1)[-1].text == "en: mend no figure has been published"
    assert state["messages"][-1].text == "Ask me to compute it."


async def test_a_tool_call_instead_of_the_mended_reply_is_not_followed(start: Start) -> None:
    state = await start(says("wrong"), calls(("measure", {"value": 1.0}))).say("profit?")
    assert results(state) == []
    assert state["messages"][-1].text == COMPOSED
