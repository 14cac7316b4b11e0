"""Rasa and promptfoo files become dialogue files that load; what does not map is listed."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.errors import DataFileError
from eval.importing import Imported, import_tests
from eval.load import load_file
from eval.propose import as_yaml

RASA = """\
version: "3.1"
stories:
- story: order
  steps:
  - user: |
      order a [pizza](food)
    intent: order_food
  - action: action_place_order
  - action: utter_done
  - user: thanks
  - slot_was_set: [{paid: true}]
test_cases:
- test_case: order
  steps:
  - user: 你好
  - bot: 您好
    assertions: [{bot_uttered: {text_matches: 您.}}, {flow_started: x}]
"""
PROMPTFOO = """\
prompts: ["Answer: {{message}}", file://p.txt]
providers: [openai:gpt]
defaultTest: {assert: [{type: latency, threshold: 900}]}
tests:
- description: greets
  vars: {message: [hello, 你好]}
  assert:
  - {type: icontains, value: hi}
  - {type: contains-any, value: [a, b]}
  - {type: not-regex, value: "x+"}
  - {type: starts-with, value: "H."}
  - {type: llm-rubric, value: is polite}
- vars: {other: "{{missing}}"}
"""


def imported(tmp_path: Path, text: str) -> Imported:
    path = tmp_path / "in.yaml"
    path.write_text(text, encoding="utf-8")
    found = import_tests(path)
    out = tmp_path / "out.yaml"
    out.write_text(as_yaml(found.cases), encoding="utf-8")
    assert len(load_file(out)) == len(found.cases)
    return found


def test_rasa(tmp_path: Path) -> None:
    found = imported(tmp_path, RASA)
    assert [case["id"] for case in found.cases] == ["order", "order (2)"]
    assert found.cases[0]["turns"] == [
        {"user": "order a pizza", "expect": {"tools": {"calls": ["place_order"]}}},
        {"user": "thanks"},
    ]
    assert found.cases[1]["turns"] == [
        {"user": "你好", "expect": {"reply": {"contains_all": ["您好"], "regex": ["您."]}}}
    ]
    assert found.unmapped == [
        "order: intent: order_food",
        "order: action: utter_done",
        "order: slot_was_set: [{'paid': True}]",
        "order (2): assertions: [{'flow_started': 'x'}]",
    ]


def test_promptfoo(tmp_path: Path) -> None:
    found = imported(tmp_path, PROMPTFOO)
    assert [case["turns"][0]["user"] for case in found.cases] == ["Answer: hello", "hello", "Answer: 你好", "你好"]
    assert found.cases[0]["turns"][0]["expect"] == {
        "latency_ms": {"total": 900},
        "reply": {
            "contains_all": ["hi"],
            "contains_any": ["a", "b"],
            "not_regex": ["x+"],
            "regex": [r"\A\s*H\."],
        },
    }
    assert found.unmapped[0] == "greets: assert {'type': 'llm-rubric', 'value': 'is polite'}"
    assert found.unmapped[-1] == "`providers` of the file"
    assert len(found.unmapped) == 4


def test_other_files_are_refused(tmp_path: Path) -> None:
    with pytest.raises(DataFileError, match="neither"):
        imported(tmp_path, "a: 1\n")
