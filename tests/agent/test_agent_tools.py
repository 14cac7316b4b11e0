"""Tool calls: one after the other, each on the state the one before left; refusals are messages, bugs are not."""

from __future__ import annotations

import pytest
from agent.conftest import Start, results

from assistant.testing import calls, says


async def test_the_second_of_two_calls_sees_the_state_of_the_first(start: Start) -> None:
    talk = start(calls(("note", {"text": "a"}), ("note", {"text": "b"}), ("note", {"text": "c"})), says("Done."))
    state = await talk.say("note a, b and c")
    assert state["brief"] == {"notes": ["a", "b", "c"]}
    assert [m.artifact["data"]["notes"] for m in results(state)] == [["a"], ["a", "b"], ["a", "b", "c"]]
    assert [m.tool_call_id for m in results(state)] == ["call_1_note", "call_2_note", "call_3_note"]
    assert len(talk.model.seen) == 2  # the held calls are released without asking the model
    assert state["call_count"] == 3


async def test_a_refusal_ends_the_queue_and_the_model_sees_it(start: Start) -> None:
    talk = start(calls(("note", {"text": "a"}), ("refuse", {}), ("note", {"text": "b"})), says("Sorry."))
    state = await talk.say("try")
    assert state["brief"] == {"notes": ["a"]}
    assert [m.status for m in results(state)] == ["success", "error"]
    assert talk.shown(1)[-1].text == "Give a rate below 100%."
    assert state["messages"][-1].text == "Sorry."


@pytest.mark.parametrize(("language", "text"), [("en", "Give a rate below 100%."), ("zh", "请给出低于100%的比率。")])
async def test_a_refusal_speaks_the_language_of_the_user(start: Start, language: str, text: str) -> None:
    state = await start(calls(("refuse", {})), says("Sorry.")).say("try", language=language)
    (message,) = results(state)
    assert message.text == text
    assert message.artifact == {
        "tool": "refuse",
        "error": {"en": "Give a rate below 100%.", "zh": "请给出低于100%的比率。"},
        "question": True,
        "choices": ["churn"],
    }


async def test_bad_arguments_and_unknown_tools_are_messages(start: Start) -> None:
    talk = start(calls(("measure", {"value": "many"})), calls(("fly", {})), says("I cannot."))
    state = await talk.say("try")
    assert [m.status for m in results(state)] == ["error", "error"]
    assert "value" in results(state)[0].text
    assert "fly" in results(state)[1].text


async def test_a_bug_in_a_tool_rises(start: Start) -> None:
    with pytest.raises(ZeroDivisionError):
        await start(calls(("broken", {}))).say("try")


async def test_figures_name_their_call_and_a_newer_one_replaces_the_older(start: Start) -> None:
    talk = start(calls(("measure", {"value": 1.0}), ("measure", {"value": 2.0})), says("Done."))
    figures = (await talk.say("measure twice"))["figures"]
    assert [(f["id"], f["value"], f["source"]) for f in figures] == [
        ("profit", 1.0, "tool:measure#1"),
        ("profit", 2.0, "tool:measure#2"),
    ]
