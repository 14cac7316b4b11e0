from __future__ import annotations

import asyncio
import json
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from langchain_core.messages import AIMessage, HumanMessage, ToolMessage

from assistant.errors import ConfigError
from eval.live import Job, check_within, chosen, play
from eval.load import load_file
from ui.eval_files import DialogueFiles, case_of, recorded
from ui.eval_html import case_html, name_of, progress_html, table_html
from ui.eval_runs import Run, Runs
from ui.i18n import words

DIALOGUE = """\
version: 1
cases:
- id: hello
  turns:
  - user: {en: "say 4", zh: "说4"}
    expect:
      reply:
        contains_any: ["5"]
"""


class Echo:
    """Repeats what is said."""

    async def __call__(self, given: Any, language: str) -> Any:
        async def turn(text: str, files: Any = ()) -> Any:
            return {"user": text, "reply": text, "tools": [], "figures": [], "canvas": {}, "model": {}}

        return SimpleNamespace(turn=turn)

    async def aclose(self) -> None:
        pass


@pytest.fixture
def dialogue(tmp_path: Path) -> Path:
    path = tmp_path / "mine.yaml"
    path.write_text(DIALOGUE, encoding="utf-8")
    return path


def lines_of(job: Job) -> list[dict[str, Any]]:
    lines: list[dict[str, Any]] = []
    play(job, lambda model: Echo(), lines.append)
    return lines


def a_run(dialogue: Path) -> Run:
    job = Job((str(dialogue),), "planner", within=(str(dialogue.parent),))
    run = Run(job)
    for line in lines_of(job):
        run.hear(line)
    run.end()
    return run


def speaker(lines: list[Any], then: str = "") -> tuple[str, ...]:
    """A process that says these lines."""
    code = (
        f"import sys, time; sys.stdin.read()\nfor l in {[json.dumps(x) for x in lines]!r}: print(l, flush=True)\n{then}"
    )
    return (sys.executable, "-c", code)


async def until(true: Any) -> None:
    for _ in range(200):
        if true():
            return
        await asyncio.sleep(0.05)
    raise AssertionError("it never happened")


def test_a_job_is_played_line_by_line(dialogue: Path) -> None:
    lines = lines_of(Job((str(dialogue),), "planner", ("zh",)))
    assert lines[0] == {"total": 1}
    assert [line["case"]["id"] for line in lines if "case" in line] == ["hello[zh]"]
    assert lines[1]["case"]["turns"][0]["failures"][0]["line"] == 8
    assert "seconds" in lines[-1]


def test_a_mistake_in_a_file_is_told_with_its_line(dialogue: Path) -> None:
    dialogue.write_text(DIALOGUE.replace("contains_any", "contains_sum"), encoding="utf-8")
    assert "mine.yaml:8" in lines_of(Job((str(dialogue),), "planner"))[-1]["error"]


def test_a_test_reads_no_files_of_the_server(tmp_path: Path) -> None:
    (tmp_path / "secret.csv").write_text("a\n1\n", encoding="utf-8")
    home = tmp_path / "home"
    home.mkdir()
    path = home / "evil.yaml"
    path.write_text(DIALOGUE.replace("  turns:", "  given: {files: {x: ../secret.csv}}\n  turns:"), encoding="utf-8")
    with pytest.raises(ConfigError, match=r"secret.csv lies outside"):
        chosen(Job((str(path),), "planner", within=(str(home),)))
    check_within(load_file(path), [tmp_path])


def test_files_of_others_are_not_offered(dialogue: Path, tmp_path: Path) -> None:
    files = DialogueFiles(tmp_path / "home", shipped=tmp_path / "none")
    assert files.add("ann", [dialogue]) == [files.folder("ann") / "mine.yaml"]
    assert files.names("ann") == ([], ["mine.yaml"]) and files.names("eve") == ([], [])
    assert files.job("eve", ["own:mine.yaml", "own:../x.yaml", "shipped:y"], "planner", "").paths == ()
    job = files.job("ann", ["own:mine.yaml"], "planner", "en")
    assert job.languages == ("en",) and len(job.paths) == 1
    case = case_of(job, "mine.yaml", "hello[zh]")
    assert case is not None and case.turns[0].user == "说4"
    assert case_of(job, "mine.yaml", "gone") is None


@pytest.mark.parametrize(("language", "failed"), [("en", "failed"), ("zh", "失败")])
def test_results_name_the_failing_line(dialogue: Path, language: str, failed: str) -> None:
    said = words(language)
    run = a_run(dialogue)
    name = name_of(run.cases["mine.yaml", "hello[en]"])
    table = table_html(run, said, name)
    assert table.count("data-case=") == 2 and f">{failed}</span>" in table and 'aria-current="true"' in table
    html = case_html(run.cases["mine.yaml", "hello[en]"], said)
    assert '<span class="row bad"><i>8</i>        contains_any: [&quot;5&quot;]' in html
    assert said("eval.line", file="mine.yaml", line=8) in html
    assert said("eval.outcome", passed=0, failed=2, seconds=f"{run.seconds:.0f}") in progress_html(run, said)


def test_what_a_model_says_is_escaped(dialogue: Path) -> None:
    dialogue.write_text(DIALOGUE.replace("say 4", "<img src=x>"), encoding="utf-8")
    assert "<img" not in case_html(a_run(dialogue).cases["mine.yaml", "hello[en]"], words("en"))


@pytest.mark.filterwarnings("default")
async def test_a_run_is_followed_to_its_end(dialogue: Path) -> None:
    said = await asyncio.to_thread(lines_of, Job((str(dialogue),), "planner"))
    runs = Runs(speaker(said))
    run = runs.start("ann", Job((), "planner"))
    with pytest.raises(RuntimeError):
        runs.start("ann", Job((), "planner"))
    await until(lambda: run.done)
    assert (run.total, run.counted("failed"), run.error, run.cancelled) == (2, 2, "", False)
    assert run.record()["summary"]["failed"] == 2
    assert runs.of("eve") is None


@pytest.mark.filterwarnings("default")
async def test_a_cancelled_run_keeps_what_was_played(dialogue: Path) -> None:
    said = await asyncio.to_thread(lines_of, Job((str(dialogue),), "planner"))
    runs = Runs(speaker(said[:2], "time.sleep(60)"))
    run = runs.start("ann", Job((), "planner"))
    await until(lambda: run.cases)
    await runs.stop("ann")
    assert run.done and run.cancelled and len(run.cases) == 1
    runs.start("ann", Job((), "planner"))
    await runs.stop("ann")


@pytest.mark.filterwarnings("default")
async def test_a_run_that_breaks_says_so() -> None:
    runs = Runs((sys.executable, "-c", "raise SystemExit(3)"))
    run = runs.start("ann", Job((), "planner"))
    await until(lambda: run.done)
    assert "exit code 3" in progress_html(run, words("en"))


def test_a_conversation_becomes_a_test(tmp_path: Path) -> None:
    call = {"name": "what_if", "args": {"changes": []}, "id": "1", "type": "tool_call"}
    messages = [
        HumanMessage("如果转化率是15%呢？"),
        AIMessage("", tool_calls=[call]),
        ToolMessage("{}", tool_call_id="1", name="what_if", artifact={"data": {}, "figures": []}),
        AIMessage("好的，算好了。"),
    ]
    path = tmp_path / "recorded.yaml"
    path.write_text(recorded({"messages": messages}), encoding="utf-8")
    case = load_file(path)[0]
    assert case.turns[0].user == "如果转化率是15%呢？" and case.lang == "zh"
    assert recorded({"messages": []}) == ""
