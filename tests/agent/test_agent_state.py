"""Reducers of the state and the reading of a turn, by hand."""

from __future__ import annotations

from langchain_core.messages import AIMessage, HumanMessage, ToolMessage

from assistant.agent.state import FIGURES_KEPT, PASSAGES_KEPT, append_citations, append_figures
from assistant.agent.turn import CORRECTION, artifact, current_turn, model_calls, user_texts


def figure(name: str, value: float, source: str = "tool:what_if#1") -> dict[str, object]:
    return {"id": name, "scenario": "base", "source": source, "value": value}


def test_figures_replace_and_append() -> None:
    old = [figure("a", 1), figure("b", 2)]
    assert append_figures(None, old) == old
    assert append_figures(old, None) == old
    assert [f["value"] for f in append_figures(old, [figure("a", 3), figure("a", 4, "tool:what_if#2")])] == [3, 2, 4]
    many = append_figures(old, [figure(str(n), n) for n in range(FIGURES_KEPT)])
    assert (len(many), many[0]["id"]) == (FIGURES_KEPT, "0")


def test_citations_append() -> None:
    assert append_citations([{"n": 1}], [{"n": 2}]) == [{"n": 1}, {"n": 2}]
    many = append_citations([{"n": 0}], [{"n": n + 1} for n in range(PASSAGES_KEPT)])
    assert (len(many), many[0]["n"]) == (PASSAGES_KEPT, 1)


def test_a_turn_starts_where_the_user_spoke() -> None:
    correction = HumanMessage("mend", additional_kwargs={CORRECTION: True})
    result = ToolMessage("r", tool_call_id="1")
    second = [HumanMessage("two"), AIMessage("b"), result, AIMessage("c"), correction]
    talk = [HumanMessage("one"), AIMessage("a"), *second]
    assert current_turn(talk) == second
    assert current_turn([]) == []
    assert user_texts(talk) == ["one", "two"]
    assert model_calls(talk) == 2


def test_a_result_without_artifact_is_an_error() -> None:
    message = ToolMessage("bad arguments", tool_call_id="1", name="what_if")
    assert artifact(message) == {
        "tool": "what_if",
        "error": {"en": "bad arguments", "zh": "bad arguments"},
        "question": False,
        "choices": [],
    }
