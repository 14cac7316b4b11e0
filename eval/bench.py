"""`make bench`: how fast the parts are, each beside a peer or a floor measured in the same run.

Times depend on the machine and on what else it does; the ratios hold better.
"""

from __future__ import annotations

import asyncio
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from statistics import median

from assistant import paths
from assistant.config import load_settings
from assistant.wiring import guidance_index, open_services

PHRASES = (
    "raise the price from $39 to $49 a month",
    "如果转化率提高5个百分点",
    "cut churn by a third",
    "每月固定成本20万元",
)
MESSAGES = ("what if conversion is 15%?", "如果流失率降到3%呢", "what would we have to charge to break even?", "谢谢")
QUESTIONS = ("how should I price an API", "how do I lower churn", "whom should I sell to first")
REPLY = "Profit in month 12 goes from $20,000 to $35,412.50, revenue grows by 12%, and payback takes 6.67 months. " * 5
START_S = 60


@dataclass(frozen=True)
class Row:
    """One comparison.

    Attributes:
        name: What was measured.
        ours: Milliseconds.
        peer: What it is compared with.
        theirs: Milliseconds of that.
    """

    name: str
    ours: float
    peer: str
    theirs: float

    def __str__(self) -> str:
        ratio = self.ours / self.theirs
        return f"{self.name:<28}{self.ours:>10.3f} ms{ratio:>9.1f} × {self.peer} ({self.theirs:.3f} ms)"


def timed(action: Callable[[], object], repeat: int = 15) -> float:
    """Median milliseconds of an action, after one run to warm up."""
    action()
    times = []
    for _ in range(repeat):
        begun = time.perf_counter()
        action()
        times.append((time.perf_counter() - begun) * 1000)
    return median(times)


def rows(home: Path) -> Iterator[Row]:
    """Measure everything; `home` is a data folder to use up."""
    yield _quantities()
    yield _what_if()
    yield _grounding()
    yield _guidance(home)
    yield asyncio.run(_planning(home))
    floor = timed(lambda: _python("import langchain.agents"), repeat=3)
    peer = "python -c 'import langchain.agents'"
    yield Row("canvas ask from cold", timed(lambda: _ask(home), repeat=3), peer, floor)
    bare = timed(lambda: _python("import gradio"), repeat=3)
    yield Row("page until it answers", timed(lambda: _page(home), repeat=3), "python -c 'import gradio'", bare)


def _quantities() -> Row:
    from assistant.language.quantities import find_quantities

    def number(text: str) -> list[str]:
        return [word for word in text.split() if word.strip("$%").replace(".", "").isdigit()]

    ours = timed(lambda: [find_quantities(text) for text in PHRASES * 25]) / len(PHRASES * 25)
    theirs = timed(lambda: [number(text) for text in PHRASES * 25]) / len(PHRASES * 25)
    return Row("quantities of a phrase", ours, "split() and isdigit()", theirs)


def _what_if() -> Row:
    from assistant.finance import Change, load_models, what_if

    model = load_models(paths.KNOWLEDGE / "models")["subscription"]
    base = model.defaults

    def by_hand() -> float:
        customers = total = 0.0
        for _ in range(24):
            customers = customers * (1 - base["churn"]) + base["trials"] * 0.15
            total += customers * (base["price"] - base["variable_cost"]) - base["fixed_cost"]
        return total

    ours = timed(lambda: what_if(model, base, [Change("conversion", "set", 0.15)]))
    return Row("what-if with every output", ours, "a loop for the profit alone", timed(by_hand))


def _grounding() -> Row:
    from assistant.figures import Figure
    from assistant.grounding import ungrounded
    from assistant.language.quantities import find_numbers

    figures = [Figure(f"profit.month_{n}", "Profit", 1000.0 * n, "USD", "month", "base", "t") for n in range(300)]
    ours = timed(lambda: ungrounded(REPLY, figures=figures, user_texts=[], passages=[], language="en"))
    return Row("grounding check of a reply", ours, "finding its numbers", timed(lambda: find_numbers(REPLY)))


def _guidance(home: Path) -> Row:
    from assistant.retrieval.documents import load_guidance
    from assistant.retrieval.lexical import Lexical
    from assistant.retrieval.passages import entries_of
    from assistant.retrieval.tokens import english_tokens

    index = guidance_index(load_settings(data_dir=home))()
    texts = [entry.content for entry in entries_of(load_guidance(paths.KNOWLEDGE)) if entry.language == "en"]
    lexical = Lexical.fit([english_tokens(text) for text in texts])
    number = count()  # a question asked before is remembered
    ours = timed(lambda: [index.search(f"{question} {next(number)}", "en") for question in QUESTIONS])
    theirs = timed(lambda: [lexical.scores(english_tokens(question)).argsort() for question in QUESTIONS])
    return Row("guidance query", ours / len(QUESTIONS), "BM25 alone", theirs / len(QUESTIONS))


async def _planning(home: Path) -> Row:
    async with open_services(load_settings(data_dir=home)) as services:
        turns, reads = [], []
        for message in MESSAGES * 3:
            conversation = services.conversation()
            begun = time.perf_counter()
            _ = [event async for event in conversation.stream(message)]
            turns.append((time.perf_counter() - begun) * 1000)
            begun = time.perf_counter()
            await conversation.state()
            reads.append((time.perf_counter() - begun) * 1000)
    warm = len(MESSAGES)
    return Row("turn of the planner", median(turns[warm:]), "reading the state", median(reads[warm:]))


def _python(code: str) -> None:
    subprocess.run([sys.executable, "-c", code], check=True)


def _canvas(*words: str) -> list[str]:
    return [sys.executable, "-c", "from assistant.cli import main; main()", *words]


def _ask(home: Path) -> None:
    command = _canvas("ask", "what if conversion is 15%?")
    subprocess.run(command, check=True, capture_output=True, env={**os.environ, "CANVAS_DATA_DIR": str(home)})


def _page(home: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {**os.environ, "CANVAS_DATA_DIR": str(home), "CANVAS_PORT": str(port)}
    quiet = subprocess.DEVNULL
    with subprocess.Popen(_canvas("ui"), env=environment, stdout=quiet, stderr=quiet) as page:
        try:
            _wait_for(f"http://127.0.0.1:{port}/", page)
        finally:
            page.terminate()


def _wait_for(url: str, page: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + START_S
    while time.monotonic() < end and page.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=5):
                return
        except OSError:
            time.sleep(0.05)
    raise RuntimeError(f"{url} does not answer")


def main() -> None:
    """Print one line a comparison."""
    with tempfile.TemporaryDirectory() as home:
        for row in rows(Path(home)):
            print(row, flush=True)


if __name__ == "__main__":
    main()
