"""What the model is shown: the state in the system message, the last turns only."""

from __future__ import annotations

from agent.conftest import Start
from langchain_core.messages import HumanMessage, SystemMessage

from assistant.agent.middleware.context import STATE, TURNS_SHOWN
from assistant.testing import calls, says


async def test_the_system_message_has_the_state_as_text_and_as_data(start: Start) -> None:
    talk = start(calls(("note", {"text": "a"})), says("Done."))
    await talk.say("note a", language="en")
    before, after = (call[0] for call in talk.model.seen)
    assert isinstance(before, SystemMessage)
    assert before.text == "Notes: []"
    assert after.text == "Notes: ['a']"
    assert after.additional_kwargs[STATE] == {
        "language": "en",
        "canvas": None,
        "brief": {"notes": ["a"]},
        "finance": None,
        "files": None,
        "versions": None,
    }


async def test_only_the_last_turns_are_shown_and_all_are_kept(start: Start) -> None:
    talk = start(*[says(f"Answer {n}.") for n in range(TURNS_SHOWN + 3)])
    for n in range(TURNS_SHOWN + 3):
        state = await talk.say(f"question {n}")
    shown = [m.text for m in talk.shown(TURNS_SHOWN + 2) if isinstance(m, HumanMessage)]
    assert shown == [f"question {n}" for n in range(3, TURNS_SHOWN + 3)]
    assert len(state["messages"]) == 2 * (TURNS_SHOWN + 3)
