"""Every command that README shows does what it says, typed as it stands there."""

from __future__ import annotations

import os
import re
import shlex
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from integration.openai_server import Answer, openai_server

ROOT = Path(__file__).resolve().parent.parent
CANVAS = Path(sys.executable).parent / "canvas"
BLOCK = re.compile(r"^```sh\n(.*?)^```", re.MULTILINE | re.DOTALL)
SECONDS = 120

# What each command must print; `canvas` alone, the page, has a test of its own.
PRINTS = {
    "canvas chat": "canvas chat --thread",
    'canvas ask "what if conversion is 15%?"': "15%",
    "canvas export clinic --format md": ".md",
    "canvas chart clinic --kind cash --out /tmp/cash.svg": "/tmp/cash.svg",
    'canvas nlu predict "where is my parcel"': '"label"',
    "canvas eval canvas": "matched",
    "canvas index build": "The index is up to date.",
    'canvas index search "how should I price an API"': "knowledge/guidance/en/",
    "canvas eval retrieval": "recall@5",
    "canvas check": "ok  knowledge/models",
    "canvas doctor": "planner",
}
WITH_A_MODEL = {"CANVAS_MODEL=openai:gpt-4o canvas chat", "CANVAS_MODEL=ollama:qwen3 canvas chat"}
ELSEWHERE = {
    "canvas",  # test_the_page_answers
    "canvas eval run eval/dialogues",  # integration/test_shipped_dialogues.py
    "make run",  # installs, then `canvas ui`
    "make test",  # this very run
    "export OPENAI_API_KEY=…",
}


def shown() -> list[str]:
    """The commands of README, without comments."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    lines = [line for block in BLOCK.findall(text) for line in block.splitlines()]
    return [re.split(r"\s+#", line)[0].strip() for line in lines if line.strip()]


def run(command: str, typed: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a line of the shell."""
    words = shlex.split(command)
    while "=" in words[0]:
        name, _, value = words.pop(0).partition("=")
        environment[name] = value
    assert words[0] == "canvas"
    return subprocess.run(
        [CANVAS, *words[1:]],
        cwd=ROOT,
        env={**os.environ, **environment},
        input=typed,
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )


def test_every_command_shown_is_tried() -> None:
    assert set(shown()) == PRINTS.keys() | WITH_A_MODEL | ELSEWHERE


@pytest.mark.slow
@pytest.mark.parametrize("command", PRINTS)
def test_a_command_works_as_shown(command: str, data_dir: Path) -> None:
    if "clinic" in command:
        brief = "We sell an AI tool that drafts radiology reports to small imaging clinics for $199 a month"
        run(f'canvas ask "{brief}; radiologists lose three hours a day typing" --thread clinic')
    if "chart" in command:
        run('canvas ask "what if churn is 4%" --thread clinic')
    result = run(command, "what if conversion is 15%?\n\n")
    assert (result.returncode, result.stderr) == (0, "")
    assert PRINTS[command] in result.stdout


@pytest.mark.slow
@pytest.mark.parametrize("command", sorted(WITH_A_MODEL))
def test_a_model_answers_as_shown(command: str, data_dir: Path) -> None:
    with openai_server([Answer(text="Whom do you sell to?")]) as server:
        url = {"OPENAI_BASE_URL": server.url, "OLLAMA_BASE_URL": server.url}
        result = run(command, "hello\n\n", OPENAI_API_KEY="k", **url)
    assert result.returncode == 0, result.stderr
    assert "Whom do you sell to?" in result.stdout
    assert server.requests[0]["model"] in command


@pytest.mark.slow
def test_the_page_answers(data_dir: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {**os.environ, "CANVAS_PORT": str(port)}
    with subprocess.Popen(
        [CANVAS], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    ) as page:
        try:
            assert 'lang="' in answer(f"http://127.0.0.1:{port}/", page)
        finally:
            page.terminate()


def answer(url: str, page: subprocess.Popen[str]) -> str:
    """The body of a page that may still be starting."""
    for _ in range(SECONDS * 4):
        assert page.poll() is None, page.stderr.read() if page.stderr else ""
        try:
            with urllib.request.urlopen(url, timeout=10) as reply:
                return str(reply.read().decode())
        except OSError:
            time.sleep(0.25)
    raise AssertionError(f"{url} does not answer")


def test_every_setting_of_the_table_is_one() -> None:
    from assistant.config import Settings

    table = set(re.findall(r"`CANVAS_(\w+)`", (ROOT / "README.md").read_text(encoding="utf-8")))
    assert {name.lower() for name in table} <= set(Settings.model_fields)


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md", "docs/architecture.md", "eval/dialogues/README.md"])
def test_links_between_pages_lead_somewhere(page: str) -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]+)", (ROOT / page).read_text(encoding="utf-8"))
    assert [link for link in links if not ((ROOT / page).parent / link).exists()] == []
