"""Named scenarios and the history of the base case."""

from __future__ import annotations

from typing import Any

import pytest

from assistant import paths
from assistant.errors import ToolInputError
from assistant.finance import history, load_models, scenarios
from assistant.finance.session import BaseCase, base_case

MODELS = load_models(paths.KNOWLEDGE / "models")
JsonDict = dict[str, Any]


def finance(**more: Any) -> JsonDict:
    return {"template": "subscription", "inputs": MODELS["subscription"].defaults, "stated": ["price"], **more}


def hand(name: str, *changes: tuple[str, str, float]) -> JsonDict:
    return {"name": name, "changes": [{"variable": v, "relation": r, "value": x} for v, r, x in changes]}


def case(state: JsonDict) -> BaseCase:
    return base_case(MODELS, state)


def with_two() -> JsonDict:
    state = finance(scenario=hand("what-if 1", ("conversion", "set", 0.15)))
    state, _, _ = scenarios.save(state, case(state), "optimistic")
    state = {**state, "scenario": hand("what-if 2", ("churn", "multiply", 2.0))}
    state, _, _ = scenarios.save(state, case(state), "悲观")
    return state


def test_saving_keeps_the_changes_and_names_the_what_if() -> None:
    state = with_two()
    assert [s["name"] for s in state["scenarios"]] == ["optimistic", "悲观"]
    assert state["scenarios"][1]["changes"] == [{"variable": "churn", "relation": "multiply", "value": 2.0}]
    assert state["scenario"]["name"] == "悲观"
    assert state["inputs"]["churn"] == 0.05


def test_saving_under_a_name_again_replaces_and_can_be_undone() -> None:
    state = {**with_two(), "scenario": hand("what-if 3", ("price", "set", 99))}
    after, _, replaced = scenarios.save(state, case(state), "The Optimistic scenario")
    assert replaced
    assert len(after["scenarios"]) == 2
    back = history.undo(after)
    assert back["scenarios"][0]["changes"][0]["variable"] == "conversion"


def test_without_a_what_if_the_present_numbers_are_saved() -> None:
    state = finance()
    after, saved, _ = scenarios.save(state, case(state), "today's plan")
    assert len(saved.changes) == len(MODELS["subscription"].inputs)
    assert scenarios.column(case(after), saved).changes == ()


def test_comparing_recomputes_from_the_present_base() -> None:
    state = with_two()
    state["inputs"] = {**state["inputs"], "price": 49.0}
    columns = scenarios.compare(state, case(state), [])
    assert [c.name for c in columns] == [None, "optimistic", "悲观"]
    customers = 100 * (1 - 0.95**12) / 0.05
    assert columns[0].result.values["profit.month_12"] == pytest.approx(customers * 40 - 35000)
    assert columns[1].result.values["profit.month_12"] == pytest.approx(1.5 * customers * 40 - 35000)
    assert columns[2].inputs["churn"] == pytest.approx(0.1)


def test_promoting_keeps_the_base_before_and_the_scenario() -> None:
    state, done, previous = scenarios.promote(with_two(), case(with_two()), "optimistic", "zh")
    assert state["inputs"]["conversion"] == 0.15
    assert "conversion" in state["stated"]
    assert state["scenario"] is None
    assert done.name == "optimistic"
    assert previous.name == "原基准"
    assert [s["name"] for s in state["scenarios"]] == ["optimistic", "悲观", "原基准"]
    columns = {c.name: c for c in scenarios.compare(state, case(state), [])}
    assert columns["optimistic"].inputs == columns[None].inputs
    assert columns["原基准"].inputs["conversion"] == 0.10
    again, _, second = scenarios.promote(state, case(state), "原基准", "zh")
    assert again["inputs"]["conversion"] == 0.10
    assert second.name == "原基准 2"


def test_deleting_leaves_the_others() -> None:
    state, gone = scenarios.delete(with_two(), case(with_two()), ["乐观方案"])
    assert [g.name for g in gone] == ["optimistic"]
    assert [s["name"] for s in state["scenarios"]] == ["悲观"]


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("the optimistic one", "optimistic"),
        ("Optimistic case", "optimistic"),
        ("乐观方案", "optimistic"),
        ("best case", "optimistic"),
        ("pessimistic", "悲观"),
        ("悲观的那个", "悲观"),
    ],
)
def test_names_are_found_however_they_are_dressed(said: str, meant: str) -> None:
    assert scenarios.find(scenarios.saved_scenarios(with_two()), said).name == meant


@pytest.mark.parametrize("name", ["", "base", "基准情形", "x" * 60])
def test_names_that_cannot_be_used(name: str) -> None:
    with pytest.raises(ToolInputError) as caught:
        scenarios.save(finance(), case(finance()), name)
    assert caught.value.zh


def test_an_unknown_name_is_asked_back_with_those_there_are() -> None:
    with pytest.raises(ToolInputError) as caught:
        scenarios.compare(with_two(), case(with_two()), ["bullish"])
    assert caught.value.question
    assert caught.value.choices == ("optimistic", "悲观")


def test_a_scenario_of_another_model_is_not_forced_onto_this_one() -> None:
    state = {**with_two(), "template": "freemium", "inputs": MODELS["freemium"].defaults}
    with pytest.raises(ToolInputError, match="subscription"):
        scenarios.promote(state, case(state), "optimistic", "en")


def test_undo_and_redo_walk_through_the_bases() -> None:
    first = history.remembered({}, finance(inputs={**MODELS["subscription"].defaults, "price": 49.0}))
    second = history.remembered(first, {**first, "inputs": {**first["inputs"], "price": 59.0}})
    assert len(second["history"]) == 2
    back = history.undo(second)
    assert back["inputs"]["price"] == 49.0
    assert history.redo(back)["inputs"]["price"] == 59.0
    assert "template" not in history.undo(second, 2)
    with pytest.raises(ToolInputError, match="2"):
        history.undo(second, 3)
    with pytest.raises(ToolInputError):
        history.redo(second)
    fresh = history.remembered(back, {**back, "inputs": {**back["inputs"], "price": 9.0}})
    assert fresh["undone"] == []


def test_looking_changes_nothing_and_the_history_is_bounded() -> None:
    state = finance()
    assert history.remembered(state, dict(state))["history"] == []
    assert history.remembered({}, finance(stated=[]))["history"] == []
    for price in range(80):
        state = history.remembered(state, {**state, "inputs": {**state["inputs"], "price": float(price)}})
    assert len(state["history"]) == history.KEPT


def test_reset_and_restore_keep_the_scenarios_and_can_be_undone() -> None:
    state = with_two()
    state = history.remembered(state, {**state, "inputs": {**state["inputs"], "price": 59.0}})
    restored = history.restore(state)
    assert restored["inputs"]["price"] == 39
    assert len(restored["scenarios"]) == 2
    reset = history.reset(MODELS["subscription"], state)
    assert reset["inputs"] == MODELS["subscription"].defaults
    assert (reset["stated"], len(reset["scenarios"])) == ([], 2)
    assert history.undo(reset)["inputs"]["price"] == 59.0
    with pytest.raises(ToolInputError):
        history.restore(finance())
