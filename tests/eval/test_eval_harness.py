"""Paraphrases, whole talks, personas, budgets, selection, golden numbers, schema, recording."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant.errors import ConfigError, DataFileError
from assistant.paths import EVAL
from eval.golden import update_golden
from eval.json_schema import FILE, dialogue_schema, written
from eval.load import load_file
from eval.propose import as_yaml, propose_case
from eval.record import build_record
from eval.reports import html_report, junit_report
from eval.runner import Allowance, run_cases
from eval.schema import Case
from eval.select import by_languages, failed_in, parse_shard, shard
from eval.testing import ScriptedFactory, published_figure, tool_call, turn_record
from eval.variants import compare_variants

Answer = dict[str, Any]


def load(tmp_path: Path, text: str, name: str = "c.yaml") -> list[Case]:
    path = tmp_path / name
    path.write_text("version: 1\ncases:\n" + text, encoding="utf-8")
    return load_file(path)


VARIANTS = """\
- id: a
  turns:
  - user: {en: what if 15%, zh: 15%呢}
    variants: {en: [suppose 15%, 15% then], zh: 假如15%}
    expect: {reply: {contains_any: [ok]}}
  - user: {en: more, zh: 再来}
"""


def answers(profit: float) -> list[Answer]:
    return [{"reply": "ok", "figures": [published_figure("profit", profit, "what-if 1")]}, {"reply": "更多 more"}]


async def test_each_paraphrase_is_a_case_that_must_give_the_same_figures(tmp_path: Path) -> None:
    cases = load(tmp_path, VARIANTS)
    assert [(c.id, c.turns[0].user, c.turns[1].user) for c in cases] == [
        ("a[en]", "what if 15%", "more"),
        ("a[en]~1", "suppose 15%", "more"),
        ("a[en]~2", "15% then", "more"),
        ("a[zh]", "15%呢", "再来"),
        ("a[zh]~1", "假如15%", "再来"),
    ]
    given = iter([1.0, 1.0, 2.0, 5.0, 5.0])
    results = compare_variants(await run_cases(cases, ScriptedFactory(lambda *_: answers(next(given)))))
    assert [r.status for r in results] == ["passed", "passed", "failed", "passed", "passed"]
    (failure,) = results[2].shown.turns[0].failures
    assert (failure.assertion, failure.line) == ("variants.figures", 5)
    assert (failure.expected, failure.got) == ({"profit@what-if 1": 1.0}, {"profit@what-if 1": 2.0})


END = """\
- id: a
  turns: [{user: one}, {user: two}]
  end:
    tools: {calls: [first, second], forbidden: [third]}
    reply: {contains_all: [eins, zwei], regex: "zw.i"}
    canvas: {channels: {min_items: 1}}
  budget: {seconds: 1, tokens: 10, tool_calls: 2}
"""


@pytest.mark.parametrize(
    ("second", "failed"),
    [
        ({"tokens": 4, "canvas": {"channels": [{"text": "web"}]}}, []),
        ({"tokens": 9, "canvas": {"channels": [{"text": "web"}]}}, ["budget.tokens"]),
        ({"tokens": 4}, ["canvas.channels.min_items"]),
        ({"tokens": 4, "canvas": {"channels": [{}]}, "latency_ms": 2000}, ["budget.seconds"]),
        ({"canvas": {"channels": [{}]}}, ["budget.tokens"]),
    ],
)
async def test_the_whole_talk_is_judged_at_its_end(tmp_path: Path, second: Answer, failed: list[str]) -> None:
    first: Answer = {"reply": "eins", "tools": [tool_call("first")], "tokens": 4}
    script = [first, {"reply": "zwei", "tools": [tool_call("second")], **second}]
    (result,) = await run_cases(load(tmp_path, END), ScriptedFactory(script))
    assert [f.assertion for f in result.shown.ending] == failed
    assert result.status == ("failed" if failed else "passed")


PERSONA = """\
- id: shy
  persona:
    name: shy founder
    opens: {en: hello, zh: 你好}
    answers:
    - when: {reply: {asks: true, contains_any: [price, 价格]}}
      say: {en: nine dollars, zh: 九美元}
    - say: {en: yes, zh: 好}
    otherwise: {en: go on, zh: 继续}
    until: {reply: {contains_any: [done]}}
    max_turns: 5
  end: {reply: {contains_any: [never]}}
"""


async def test_a_persona_answers_what_it_is_asked_and_never_gates(tmp_path: Path) -> None:
    cases = load(tmp_path, PERSONA)
    script = [{"reply": "What price?", "asks": True}, {"reply": "ok"}, {"reply": "ok"}, {"reply": "done"}, {}]
    factory = ScriptedFactory(script)
    results = await run_cases(cases, factory)
    assert factory.started[0][2].heard == ["hello", "nine dollars", "yes", "go on"]
    assert factory.started[1][2].heard == ["你好", "九美元", "好", "继续"]
    record = build_record(results, model=None, seconds=1)
    assert (record["summary"]["total"], record["summary"]["simulated"]["failed"]) == (0, 2)
    assert "<skipped" in junit_report(record)


async def test_a_persona_stops_at_its_limit(tmp_path: Path) -> None:
    factory = ScriptedFactory([{"reply": "ok"}] * 9)
    await run_cases(load(tmp_path, PERSONA), factory)
    assert len(factory.started[0][2].heard) == 5


async def test_what_the_allowance_does_not_cover_is_not_played(tmp_path: Path) -> None:
    cases = load(tmp_path, "".join(f"- id: c{n}\n  turns: [{{user: hi}}]\n" for n in range(3)))
    results = await run_cases(cases, ScriptedFactory([{"tokens": 60}]), allowance=Allowance(tokens=100))
    assert [r.status for r in results] == ["passed", "passed", "error"]
    assert results[2].shown.error == "not played: the run has used its 100 tokens"
    late = await run_cases(cases, ScriptedFactory([{}]), allowance=Allowance(seconds=0))
    assert {r.shown.error for r in late} == {"not played: the run has used its 0 s"}


def test_selection(tmp_path: Path) -> None:
    cases = load(tmp_path, VARIANTS + VARIANTS.replace("id: a", "id: b"))
    parts = [shard(cases, n, 3) for n in (1, 2, 3)]
    assert sorted(c.id for part in parts for c in part) == sorted(c.id for c in cases)
    assert [{c.group for c in part} & {c.group for c in parts[0]} for part in parts[1:]] == [set(), set()]
    assert {c.lang for c in by_languages(cases, ["zh"])} == {"zh"}
    record = {"cases": [{"file": "c.yaml", "id": "a[en]~2", "status": "failed"}]}
    assert [c.id for c in failed_in(record, cases)] == ["a[en]", "a[en]~2"]
    assert parse_shard("2/3") == (2, 3)
    with pytest.raises(ConfigError, match="i/n"):
        parse_shard("4/3")
    with pytest.raises(ConfigError, match="use en or zh"):
        by_languages(cases, ["de"])
    with pytest.raises(ConfigError, match=r"do not hold c\.yaml:gone"):
        failed_in({"cases": [{"file": "c.yaml", "id": "gone", "status": "error"}]}, cases)


GOLDEN = """\
# keep me
- id: a
  turns:
  - user: hi
    expect:
      tools: {calls: [{name: t, figures: {profit: {approx: 5.0, rel: 1.0e-6}, cost: 3}}]}   # and me
      model: {price: 39}
      reply: {contains_any: [ok]}
"""


async def test_golden_numbers_are_written_and_nothing_else(tmp_path: Path) -> None:
    cases = load(tmp_path, GOLDEN)
    figures = [published_figure("profit", 6.25), published_figure("cost", 3)]
    script: list[Answer] = [
        {"reply": "no", "tools": [tool_call("t")], "figures": figures, "model": {"inputs": {"price": 41.0}}}
    ]
    told = update_golden(await run_cases(cases, ScriptedFactory(script)))
    assert told == ["c.yaml:8 profit: 5.0 → 6.25", "c.yaml:9 price: 39 → 41"]
    text = (tmp_path / "c.yaml").read_text(encoding="utf-8")
    assert text == "version: 1\ncases:\n" + GOLDEN.replace("5.0", "6.25").replace("39", "41")
    assert update_golden([]) == ["no expected number to update"]


async def test_the_page_marks_the_line_that_failed(tmp_path: Path) -> None:
    results = await run_cases(load(tmp_path, GOLDEN), ScriptedFactory([{"reply": "no"}]))
    page = html_report(build_record(results, model=None, seconds=1))
    assert '<div id="c1l10" class="bad"><i>10</i>      reply: {contains_any: [ok]}</div>' in page
    assert '<a href="#c1l10">c.yaml:10</a> reply.contains_any' in page
    assert '<div id="c1l6"><i>6</i>  - user: hi</div>' in page


def test_the_schema_file_is_up_to_date_and_holds_for_shipped_dialogues() -> None:
    jsonschema = pytest.importorskip("jsonschema")
    assert FILE.read_text(encoding="utf-8") == written()
    check = jsonschema.Draft202012Validator(dialogue_schema())
    for path in sorted((EVAL / "dialogues").glob("*.yaml"))[::6]:
        data = json.loads(json.dumps(yaml.safe_load(path.read_text(encoding="utf-8")), default=str))
        assert [error.message for error in check.iter_errors(data)] == [], path.name
    wrong = {"version": 1, "cases": [{"id": "a", "turns": [{"user": "hi", "expect": {"replies": {}}}]}]}
    assert not check.is_valid(wrong)


@pytest.mark.parametrize("text", ["- id: a\n", "- id: a\n  persona: {opens: {en: x}, answers: [{say: {zh: 好}}]}\n"])
def test_mistakes_are_told(tmp_path: Path, text: str) -> None:
    with pytest.raises(DataFileError):
        load(tmp_path, text)


@pytest.mark.parametrize(
    ("user", "reply"), [("what if 15%", "Profit is $6,367.59."), ("如果15%呢", "利润为6,367.59美元。")]
)
async def test_a_conversation_becomes_a_test_that_passes_on_itself(tmp_path: Path, user: str, reply: str) -> None:
    changes = [{"variable": "conversion", "relation": "set", "value": 0.15}]
    turn = turn_record(
        user,
        reply=reply,
        tools=[tool_call("what_if", changes=changes, title=None), {**tool_call("bad"), "ok": False}],
        figures=[published_figure("profit", -7421.6, "base"), published_figure("profit", 6367.59211, "what-if 1")],
        canvas={"channels": [{"text": "web"}]},
    )
    case = propose_case([turn])
    expect = case["turns"][0]["expect"]
    assert expect["tools"]["calls"] == [
        {"name": "what_if", "args": {"changes": changes}, "figures": {"profit": {"approx": 6367.59, "rel": 1e-4}}}
    ]
    assert expect["reply"] == {
        "language": "same_as_user",
        "grounded": True,
        "asks": False,
        "states_figures": ["profit"],
    }
    assert expect["canvas"] == {"channels": {"min_items": 1, "any_contains": ["web"]}}
    path = tmp_path / "r.yaml"
    path.write_text(as_yaml([case]), encoding="utf-8")
    (result,) = await run_cases(
        load_file(path), ScriptedFactory([{key: value for key, value in turn.items() if key != "user"}])
    )
    assert result.status == "passed", result.shown
