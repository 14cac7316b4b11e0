import json
import sys
import xml.etree.ElementTree as ElementTree
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace
from typing import Any, ClassVar

import pytest
import typer
from typer.testing import CliRunner

from assistant.errors import ConfigError
from eval.baseline import compare
from eval.cli import add_run_command, check_dialogues
from eval.parallel import How
from eval.run import RunOptions, run_command
from eval.target import TargetFactory
from eval.testing import Answer, ScriptedFactory

TEXT = """\
version: 1
cases:
- id: greet
  tags: [chat]
  turns:
  - user: {en: hello, zh: 你好}
    expect: {reply: {language: same_as_user}}
- id: count
  tags: [figures, gate]
  turns:
  - user: how much?
    expect:
      reply:
        contains_all: ["<25>"]
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "cases.yaml"
    path.write_text(TEXT, encoding="utf-8")
    return path


class Model:
    """Connects to scripted conversations; English ones answer `english`."""

    def __init__(self, english: Sequence[Answer]) -> None:
        self.english = english
        self.names: list[str | None] = []

    def __call__(self, name: str | None) -> TargetFactory:
        self.names.append(name)
        self.factory = ScriptedFactory(lambda _, language: [{"reply": "你好呀"}] if language == "zh" else self.english)
        return self.factory


ALL_WELL = Model([{"reply": "It is <25> \x00 in all."}])
WRONG = Model([{"reply": "It is <26> \x00 in all.", "tools": [{"name": "what_if", "args": {"a": 1}}]}])
BROKEN = Model([RuntimeError("boom")])


@pytest.mark.parametrize(("model", "code"), [(ALL_WELL, 0), (WRONG, 1), (BROKEN, 1)])
def test_exit_code_tells_whether_all_passed(
    file: Path, model: Model, code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_command([file], RunOptions(models=("planner",)), model) == code
    told = capsys.readouterr()
    assert f"{3 if code == 0 else 2 if model is WRONG else 1} of 3 cases passed" in told.out
    assert "[3/3]" in told.err
    assert model.names[-1] == "planner"
    assert model.factory.closed


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (RunOptions(how=How(jobs=0)), "--jobs"),
        (RunOptions(how=How(repeat=0)), "--repeat"),
        (RunOptions(tags=("nope",)), "no case has the tag nope (tags there are: chat, figures, gate)"),
        (RunOptions(baseline=Path("nowhere.json")), "no evaluation record"),
        (RunOptions(json=Path("/proc/nowhere/x.json")), "cannot write a report"),
    ],
)
def test_a_run_that_cannot_be_made_exits_with_2(
    file: Path, options: RunOptions, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_command([file], options, ALL_WELL) == 2
    assert words in capsys.readouterr().err


def test_a_bad_file_exits_with_2_and_names_the_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "bad.yaml"
    path.write_text(TEXT + "  expect: {}\n", encoding="utf-8")
    assert run_command([path], RunOptions(), ALL_WELL) == 2
    assert f"{path}:15: " in capsys.readouterr().err
    assert [problem.line for problem in check_dialogues([path])] == [15]


def test_a_model_that_is_not_configured_exits_with_2(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def connect(_name: str | None) -> TargetFactory:
        raise ConfigError("no such model")

    assert run_command([file], RunOptions(), connect) == 2
    assert capsys.readouterr().err == "error: no such model\n"


def test_a_bug_of_the_evaluation_exits_with_2(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def connect(_name: str | None) -> TargetFactory:
        raise KeyError("bug")

    assert run_command([file], RunOptions(), connect) == 2
    assert "KeyError: 'bug'" in capsys.readouterr().err


def test_failures_are_told_with_their_line(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run_command([file], RunOptions(), WRONG)
    out = capsys.readouterr().out
    assert "FAILED count  (cases.yaml:8)" in out
    assert "✗ cases.yaml:14 reply.contains_all: expected <25>, got It is <26>" in out
    assert "failed assertions: reply.contains_all 1" in out


def test_filter_and_list(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    untouched = Model([])
    assert run_command([file], RunOptions(list_only=True), untouched) == 0
    assert capsys.readouterr().out.splitlines() == [
        "greet[en]\ten\tchat\tcases.yaml:3",
        "greet[zh]\tzh\tchat\tcases.yaml:3",
        "count\ten\tfigures,gate\tcases.yaml:8",
    ]
    assert run_command([file], RunOptions(list_only=True, tags=("gate", "other")), untouched) == 0
    assert capsys.readouterr().out == "count\ten\tfigures,gate\tcases.yaml:8\n"
    assert untouched.names == []


def test_all_reports_are_written(file: Path, tmp_path: Path) -> None:
    out = tmp_path / "out" / "deep"
    options = RunOptions(
        json=out / "r.json", junit=out / "r.xml", html=out / "r.html", markdown=out / "r.md"
    )  # fmt: skip
    assert run_command([file], options, WRONG) == 1
    record = json.loads((out / "r.json").read_text(encoding="utf-8"))
    assert [case["status"] for case in record["cases"]] == ["passed", "passed", "failed"]
    suite = ElementTree.fromstring((out / "r.xml").read_text(encoding="utf-8"))[0]
    assert (suite.get("name"), suite.get("tests"), suite.get("failures"), suite.get("errors")) == (
        "cases.yaml",
        "3",
        "1",
        "0",
    )
    failure = suite[2].find("failure")
    assert failure is not None
    assert "cases.yaml:14 reply.contains_all: expected <25>" in str(failure.get("message"))
    assert "tools: what_if" in str(suite[2].findtext("system-out"))
    page = (out / "r.html").read_text(encoding="utf-8")
    assert "reply.contains_all" in page
    assert "<i>14</i>        contains_all" in page  # the failing line of the file is marked
    assert "&lt;26&gt;" in page
    assert "<26>" not in page
    assert "你好呀" in page
    assert "what_if({&#34;a&#34;: 1})" in page
    markdown = (out / "r.md").read_text(encoding="utf-8")
    assert "### count\n\nfailed\n\n- turn 1 · cases.yaml:14" in markdown
    assert "| figures | 1 | 0 | 1 | 0 | 0 |" in markdown


def test_errors_and_flaky_cases_in_junit(file: Path, tmp_path: Path) -> None:
    assert run_command([file], RunOptions(junit=tmp_path / "r.xml", how=How(repeat=2)), BROKEN) == 1
    suite = ElementTree.parse(tmp_path / "r.xml").getroot()[0]
    assert suite.get("errors") == "2"
    error = suite[2].find("error")
    assert error is not None
    assert "RuntimeError: boom" in str(error.get("message"))
    assert str(error.text).startswith("0/2 trials passed")


def test_baseline(file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    earlier = tmp_path / "earlier.json"
    assert run_command([file], RunOptions(json=earlier), WRONG) == 1
    assert run_command([file], RunOptions(baseline=earlier, json=tmp_path / "now.json"), ALL_WELL) == 0
    out = capsys.readouterr().out
    assert "0 newly failing, 1 newly passing, 0 added, 0 removed" in out
    assert "newly passing: count" in out
    now = json.loads((tmp_path / "now.json").read_text(encoding="utf-8"))
    assert now["summary"]["baseline"]["newly_passing"] == ["count"]


def test_compare() -> None:
    def record(**statuses: str) -> dict[str, object]:
        return {"cases": [{"id": name, "status": status, "file": "f"} for name, status in statuses.items()]}

    diff = compare(
        record(a="passed", b="flaky", c="passed", d="failed"), record(a="flaky", b="passed", c="passed", e="error")
    )
    assert diff.to_json() == {"newly_failing": ["a"], "newly_passing": ["b"], "added": ["e"], "removed": ["d"]}


def test_command_line(file: Path) -> None:
    app = typer.Typer()
    app.callback()(lambda: None)
    add_run_command(app, ALL_WELL)
    runner = CliRunner()
    result = runner.invoke(
        app, ["run", str(file), "--filter", "gate", "--jobs", "2", "--model", "hf:x", "--repeat", "2"]
    )
    assert (result.exit_code, ALL_WELL.names[-1]) == (0, "hf:x")
    assert "1 of 1 cases passed" in result.stdout
    assert runner.invoke(app, ["run", str(file), "--jobs", "0"]).exit_code == 2
    assert runner.invoke(app, ["run", str(file), "--list"]).stdout.startswith("greet[en]")
    assert "Exit code" in runner.invoke(app, ["run", "--help"]).stdout


class Cluster:
    """Stands in for Dask's client: threads play the shares."""

    made: ClassVar[list[dict[str, Any]]] = []

    def __init__(self, address: str | None = None, **options: Any) -> None:
        if address:
            raise OSError("timed out")
        self.made.append(options)

    def __enter__(self) -> "Cluster":
        return self

    def __exit__(self, *_: object) -> None:
        return None

    def get_executor(self, pure: bool) -> ThreadPoolExecutor:
        assert not pure  # the same share twice is played twice
        return ThreadPoolExecutor(2)


def test_shares_are_played_on_a_dask_cluster(
    file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", SimpleNamespace(Client=Cluster))
    assert run_command([file], RunOptions(how=How(processes=2, dask="local")), ALL_WELL) == 0
    assert Cluster.made[0]["n_workers"] == 2
    assert "3 of 3 cases passed" in capsys.readouterr().out
    assert run_command([file], RunOptions(how=How(dask="tcp://nowhere:1")), ALL_WELL) == 2
    assert "no scheduler answers there" in capsys.readouterr().err
    monkeypatch.setitem(sys.modules, "distributed", None)
    assert run_command([file], RunOptions(how=How(dask="local")), ALL_WELL) == 2
    assert "pip install" in capsys.readouterr().err


def test_a_case_that_failed_names_its_model(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run_command([file], RunOptions(models=("one", "two")), WRONG)
    told = capsys.readouterr().out
    assert "; one)" in told
    assert "; two)" in told
