import json
from pathlib import Path
from typing import Any

import pytest

from assistant.errors import ToolInputError
from eval.load import load_file
from eval.record import build_record, pass_hat_k
from eval.runner import CaseResult, Trial, run_cases
from eval.schema import Case, Given
from eval.testing import ScriptedFactory, ScriptedTarget

TEXT = """\
version: 1
cases:
- id: hello
  tags: [small]
  turns:
  - user: {en: hello, zh: 你好}
    expect: {reply: {contains_any: [fine]}}
  - user: {en: bye, zh: 再见}
    expect:
      reply:
        contains_all: [bye]
"""


def cases(tmp_path: Path, text: str = TEXT) -> list[Case]:
    path = tmp_path / "c.yaml"
    path.write_text(text, encoding="utf-8")
    return load_file(path)


async def test_each_trial_gets_a_fresh_conversation_and_all_turns(tmp_path: Path) -> None:
    factory = ScriptedFactory([{"reply": "fine"}, {"reply": "bye"}])
    results = await run_cases(cases(tmp_path), factory, jobs=3, repeat=2)
    assert [(r.case.id, r.status, r.passes, len(r.trials)) for r in results] == [
        ("hello[en]", "passed", 2, 2),
        ("hello[zh]", "passed", 2, 2),
    ]
    heard = sorted((language, tuple(target.heard)) for _, language, target in factory.started)
    assert heard == [("en", ("hello", "bye"))] * 2 + [("zh", ("你好", "再见"))] * 2


async def test_a_failing_turn_does_not_end_the_case(tmp_path: Path) -> None:
    (english, _) = await run_cases(cases(tmp_path), ScriptedFactory([{"reply": "?"}, {"reply": "no"}]))
    assert english.status == "failed"
    lines = [(f.assertion, f.line) for turn in english.shown.turns for f in turn.failures]
    assert lines == [("reply.contains_any", 7), ("reply.contains_all", 11)]


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (ToolInputError("no such model", "没有"), "turn 2: ToolInputError: no such model"),
        (KeyError("x"), "turn 2: KeyError: 'x' (at "),
    ],
)
async def test_an_exception_is_an_error_of_the_case(tmp_path: Path, error: Exception, told: str) -> None:
    (english, _) = await run_cases(cases(tmp_path), ScriptedFactory([{"reply": "fine"}, error]))
    assert english.status == "error"
    assert len(english.shown.turns) == 1
    assert str(english.shown.error).startswith(told)


async def test_a_turn_has_to_end_in_time(tmp_path: Path) -> None:
    text = TEXT.replace("cases:", "defaults: {timeout_s: 0.01}\ncases:")
    (english, _) = await run_cases(cases(tmp_path, text), ScriptedFactory([{}], delay_s=5))
    assert (english.status, english.shown.error) == ("error", "turn 1: no answer within 0.01 s")


RELIABLE = "version: 1\ncases:\n- id: a\n  turns: [{user: hi, expect: {reply: {contains_any: [ok]}}}]\n"


@pytest.mark.parametrize(
    ("settings", "good", "status"),
    [
        ("  reliability: {trials: 4, min_pass: 3}\n", 4, "passed"),
        ("  reliability: {trials: 4, min_pass: 3}\n", 3, "passed"),
        ("  reliability: {trials: 4, min_pass: 3}\n", 2, "flaky"),
        ("  reliability: {trials: 4}\n", 3, "flaky"),
        ("  reliability: {trials: 4}\n", 0, "failed"),
        ("  repeat: 4\n", 4, "passed"),
        ("  repeat: 4\n", 1, "flaky"),
        ("  repeat: 4\n", 0, "failed"),
    ],
)
async def test_reliability(tmp_path: Path, settings: str, good: int, status: str) -> None:
    left = [good]

    def answers(_given: Given, _language: str) -> list[dict[str, Any]]:
        left[0] -= 1
        return [{"reply": "ok" if left[0] >= 0 else "no"}]

    (result,) = await run_cases(cases(tmp_path, RELIABLE + settings), ScriptedFactory(answers))
    assert (result.status, result.passes, len(result.trials)) == (status, good, 4)


async def test_repeat_leaves_reliability_alone(tmp_path: Path) -> None:
    text = RELIABLE + "  reliability: {trials: 2}\n" + RELIABLE.partition("cases:\n")[2].replace("id: a", "id: b")
    results = await run_cases(cases(tmp_path, text), ScriptedFactory([{"reply": "ok"}]), repeat=3)
    assert [len(r.trials) for r in results] == [2, 3]


def test_a_broken_trial_makes_an_error_of_a_case_that_has_too_few_passes(tmp_path: Path) -> None:
    (case,) = cases(tmp_path, RELIABLE)
    good, broken = Trial((), 0.1), Trial((), 0.1, "turn 1: KeyError: 'x'")
    assert CaseResult(case, (good, broken)).status == "error"
    assert CaseResult(case, (good, broken)).shown is broken


GIVEN = """\
version: 1
cases:
- id: a
  given: {model: {template: subscription, inputs: {price: 50}}, canvas: c.json}
  turns:
  - user: what if we double the price
    expect:
      canvas: {unchanged: true}
      tools: {calls: [{name: what_if, args: {changes: [{variable: price, relation: set, value: 100}]}}]}
  - user: and conversion up 5 points
    expect:
      canvas: {unchanged: false}
      tools: {calls: [{name: what_if, args: {changes: [{variable: conversion, relation: set, value: 0.15}]}}]}
"""
ANSWERS: list[dict[str, Any]] = [
    {
        "canvas": {"channels": [{"id": "n1", "text": "Web", "status": "fact"}]},
        "model": {"template": "subscription", "inputs": {"price": 50.0, "conversion": 0.10}},
        "tools": [
            {"name": "what_if", "args": {"changes": [{"variable": "price", "relation": "multiply", "value": 2}]}}
        ],
    },
    {
        "canvas": {"channels": []},
        "tools": [
            {
                "name": "what_if",
                "args": {"changes": [{"variable": "conversion", "relation": "change_by", "value": 0.05}]},
            }
        ],
    },
]


async def test_the_state_before_a_turn_is_what_the_turn_before_left(tmp_path: Path) -> None:
    (tmp_path / "c.json").write_text('{"channels": [{"text": "Web"}]}', encoding="utf-8")
    (result,) = await run_cases(cases(tmp_path, GIVEN), ScriptedFactory(ANSWERS))
    assert [f for turn in result.shown.turns for f in turn.failures] == []


class _KnowsItsState(ScriptedTarget):
    async def state(self) -> dict[str, Any]:
        return {"canvas": {"channels": [{"text": "Shop"}]}, "model": {"inputs": {"price": 60.0}}}


async def test_a_target_that_tells_its_state_is_believed(tmp_path: Path) -> None:
    (tmp_path / "c.json").write_text('{"channels": [{"text": "Web"}]}', encoding="utf-8")

    async def start(_given: Given, _language: str) -> ScriptedTarget:
        return _KnowsItsState(ANSWERS)

    (result,) = await run_cases(cases(tmp_path, GIVEN), start)
    assert [f.assertion for f in result.shown.turns[0].failures] == ["tools.what_if.args.changes", "canvas.unchanged"]


def test_pass_hat_k_is_the_unbiased_estimate() -> None:
    assert pass_hat_k(8, 8, 8) == 1.0
    assert pass_hat_k(4, 3, 1) == 0.75
    assert pass_hat_k(4, 3, 2) == 0.5  # C(3,2)/C(4,2) = 3/6
    assert pass_hat_k(4, 3, 4) == 0.0


async def test_the_record_holds_turns_with_failures_and_counts(tmp_path: Path) -> None:
    answers: dict[str, list[dict[str, Any]]] = {
        "en": [{"reply": "fine"}, {"reply": "bye", "latency_ms": 9}],
        "zh": [{"reply": "fine"}, {"reply": "走"}],
    }
    results = await run_cases(cases(tmp_path), ScriptedFactory(lambda _, language: answers[language]), repeat=2)
    record = json.loads(json.dumps(build_record(results, model="planner", seconds=1.0)))
    english, chinese = record["cases"]
    assert {key: english[key] for key in ("id", "lang", "tags", "status", "file", "line", "error")} == {
        "id": "hello[en]",
        "lang": "en",
        "tags": ["small"],
        "status": "passed",
        "file": "c.yaml",
        "line": 3,
        "error": None,
    }
    assert [turn["failures"] for turn in english["turns"]] == [[], []]
    failure = {"assertion": "reply.contains_all", "line": 11, "expected": "bye", "got": "走"}
    assert chinese["turns"][1]["failures"] == [failure]
    assert chinese["turns"][1]["user"] == "再见"
    summary = record["summary"]
    assert [summary[key] for key in ("total", "passed", "failed", "flaky", "error")] == [2, 1, 1, 0, 0]
    assert summary["pass_rate"] == 0.5
    assert summary["languages"]["zh"] == {"total": 1, "passed": 0, "failed": 1, "flaky": 0, "error": 0}
    assert summary["tags"]["small"]["total"] == 2
    assert summary["assertions_failed"] == {"reply.contains_all": 1}
    assert summary["pass_k"] == {"1": 0.5, "2": 0.5}
    assert summary["latency_ms"] == {"p50": 5.0, "p95": 9.0}
    assert summary["model"] == "planner"
