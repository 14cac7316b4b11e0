"""The command line from outside: help with examples, the turn as JSON, exit codes, errors in one line."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from assistant.cli import app, main

COMMANDS = {
    "ui": "canvas ui --port 8000",
    "chat": "canvas chat --thread clinic",
    "ask": "canvas ask",
    "export": "canvas export clinic --format md",
    "chart": "canvas chart clinic --kind tornado",
    "check": "canvas check",
    "doctor": "canvas doctor",
    "batch forecast": "canvas batch forecast sales.csv --by shop --horizon 12",
    "batch segment": "canvas batch segment customers.csv --column spend --column orders",
    "batch assign": "canvas batch assign customers.csv --model segments-model.json",
    "index build": "canvas index build",
    "index search": "canvas index search",
    "nlu train": "canvas nlu train",
    "nlu map": "canvas nlu map",
    "nlu evaluate": "canvas nlu evaluate",
    "nlu predict": "canvas nlu predict",
    "eval run": "canvas eval run",
    "eval retrieval": "canvas eval retrieval",
    "eval canvas": "canvas eval canvas",
    "eval record": "canvas eval record",
    "eval import": "canvas eval import",
}
TURN = {
    "thread": str,
    "user": str,
    "reply": str,
    "language": str,
    "asks": bool,
    "tools": list,
    "figures": list,
    "citations": list,
    "canvas": dict,
    "model": dict,
    "ungrounded": list,
    "files": list,
    "latency_ms": float,
}


def canvas(*words: str) -> Any:
    return CliRunner().invoke(app, list(words), catch_exceptions=False)


def error_of(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *words: str) -> tuple[Any, str]:
    """Exit code and stderr of the real entry point."""
    monkeypatch.setattr(sys, "argv", ["canvas", *words])
    with pytest.raises(SystemExit) as caught:
        main()
    return caught.value.code, capsys.readouterr().err


@pytest.mark.parametrize("command", COMMANDS)
def test_help_gives_an_example(command: str) -> None:
    result = canvas(*command.split(), "--help")
    assert result.exit_code == 0
    assert COMMANDS[command] in " ".join(result.output.replace("│", " ").split())


def test_the_list_of_commands_is_complete() -> None:
    names = {command.name for command in app.registered_commands} | {group.name for group in app.registered_groups}
    assert names == {command.split()[0] for command in COMMANDS}
    groups = {g.name: g.typer_instance for g in app.registered_groups}
    inner = {f"{name} {c.name}" for name, group in groups.items() if group for c in group.registered_commands}
    assert inner == {command for command in COMMANDS if " " in command}


def test_ask_prints_the_turn_as_json(data_dir: Path) -> None:
    result = canvas("ask", "what if conversion is 15%?", "--thread", "clinic", "--json")
    assert result.exit_code == 0
    turn = json.loads(result.stdout)
    assert {key: type(value) for key, value in turn.items()} == TURN
    assert turn["thread"] == "clinic"
    assert turn["tools"] == [
        {
            "name": "what_if",
            "args": {"changes": [{"variable": "conversion", "relation": "set", "value": 0.15}]},
            "ok": True,
            "error": None,
        }
    ]
    assert set(turn["figures"][0]) == {"id", "label", "value", "unit", "period", "scenario", "source"}
    assert turn["model"]["template"] == "subscription"
    assert len(turn["canvas"]) == 9
    again = json.loads(canvas("ask", "那25%呢", "--thread", "clinic", "--json").stdout)
    assert again["tools"][0]["args"]["changes"][0]["value"] == 0.25
    assert again["language"] == "zh"


def test_ask_prints_only_the_reply(data_dir: Path) -> None:
    result = canvas("ask", "hello")
    assert result.exit_code == 0
    assert len(result.stdout.strip()) > 20
    assert result.stderr == ""


def test_export_writes_the_canvas_of_a_thread(data_dir: Path) -> None:
    brief = "We sell an AI tool that drafts radiology reports to small imaging clinics for $199 a month; radiologists"
    canvas("ask", f"{brief} lose three hours a day typing", "--thread", "clinic")
    for kind in ("md", "json"):
        result = canvas("export", "clinic", "--format", kind)
        assert result.exit_code == 0
        path = Path(result.stdout.strip())
        assert path.is_relative_to(data_dir)
        assert "clinics" in path.read_text(encoding="utf-8")
    empty = canvas("export", "nobody")
    assert empty.exit_code == 1
    assert empty.stdout.strip()


def test_check_passes_on_what_is_shipped() -> None:
    result = canvas("check")
    assert (result.exit_code, "BAD" in result.stdout) == (0, False), result.stdout
    assert result.stdout.count("ok ") == 8


def test_doctor_names_model_embedder_and_folders(data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    healthy = canvas("doctor")
    assert healthy.exit_code == 0
    for expected in ("planner", "minilm", str(data_dir), "up to date", "cpu"):
        assert expected in healthy.stdout
    monkeypatch.setenv("CANVAS_MODEL", "openai:gpt-4o")
    sick = canvas("doctor")
    assert sick.exit_code == 1
    assert "problem: OPENAI_API_KEY is not set" in sick.stdout


def test_index_builds_once_and_is_searched(data_dir: Path) -> None:
    assert canvas("index", "build").stdout == "The index is up to date.\n"
    found = canvas("index", "search", "how should I price an API", "--k", "2").stdout.splitlines()
    assert len(found) == 2
    assert all("knowledge/guidance/en/" in line for line in found)
    assert "knowledge/guidance/zh/" in canvas("index", "search", "怎么给接口定价", "--k", "1").stdout


@pytest.mark.parametrize(
    ("words", "environment", "message"),
    [
        (("ask", "hi", "--model", "gpt-4o"), {}, "error: CANVAS_MODEL='gpt-4o' is not known"),
        (("ask", "hi"), {"CANVAS_MODEL": "openai:gpt-4o"}, "error: OPENAI_API_KEY is not set"),
        (("index", "build"), {"CANVAS_EMBEDDER": "word2vec"}, "error: Unknown embedder 'word2vec'"),
        (("doctor",), {"CANVAS_PORT": "99999"}, "error: CANVAS_PORT: "),
        (("chat",), {"CANVAS_LANGUAGE": "fr"}, "error: CANVAS_LANGUAGE: "),
        (("eval", "run", "no-such-folder"), {}, "no-such-folder"),
    ],
)
def test_errors_are_one_line_and_exit_code_two(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    words: tuple[str, ...],
    environment: dict[str, str],
    message: str,
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    code, err = error_of(monkeypatch, capsys, *words)
    assert code == 2
    assert message in err
    assert len(err.strip().splitlines()) == 1


def test_help_loads_nothing_heavy() -> None:
    heavy = "{'torch', 'transformers', 'gradio', 'chromadb', 'langchain', 'sklearn', 'openai'}"
    code = f"import sys, assistant.cli; print({heavy} & set(sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "set()\n"
