"""Whole talks: each message judged in its place, with what the planner itself made of those before."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from eval.planning.lines import LANGUAGES, Utterance
from eval.planning.measure import PLAIN, Planned, carried_out, deed
from eval.planning.scenes import Desk, Kind
from eval.schema import Given, GivenModel
from eval.yaml_nodes import Node, read_yaml

TALKS = Path(__file__).resolve().parent / "data" / "talks"


@dataclass(frozen=True)
class Talk:
    """A talk as its author wrote it.

    Attributes:
        language: Of its messages.
        template: The finance model at the start, None for none.
        canvas: Items by block at the start.
        turns: Messages with their kinds; several for one that asks for several things.
    """

    language: str
    template: str | None
    canvas: Mapping[str, Sequence[str]]
    turns: tuple[tuple[str, tuple[str, ...]], ...]


def read_talks(paths: Sequence[Path], languages: Sequence[str] = LANGUAGES, every: int = 1) -> list[Talk]:
    """Read the files.

    Args:
        paths: Files with `talks: [{language, model?, canvas?: {block: texts}, turns: [{say, means}]}]`.
        languages: Languages wanted.
        every: Take every n-th talk.

    Raises:
        DataFileError: A file is not like that.
    """
    talks = [_talk(node) for path in paths for node in read_yaml(path).mapping(("version", "talks"))["talks"].items()]
    return [talk for talk in talks if talk.language in languages][::every]


def _talk(node: Node) -> Talk:
    keys = node.mapping(("language", "model", "canvas", "turns"), ("language", "turns"))
    blocks = keys["canvas"].mapping() if "canvas" in keys else {}
    turns = [turn.mapping(("say", "means"), ("say", "means")) for turn in keys["turns"].items()]
    return Talk(
        keys["language"].choice(LANGUAGES),
        keys["model"].text() if "model" in keys else None,
        {block: [item.text() for item in items.items()] for block, items in blocks.items()},
        tuple((t["say"].text(), tuple(kind.text() for kind in t["means"].one_or_more())) for t in turns),
    )


async def talked(desk: Desk, talks: Sequence[Talk], kinds: Mapping[str, Kind]) -> list[Planned]:
    """Play the talks; a message is right where the first thing done is what its first kind wants."""
    found: list[Planned] = []
    with TemporaryDirectory() as folder:
        for number, talk in enumerate(talks):
            target = await desk.talk(_given(talk, Path(folder) / f"{number}.json"), talk.language)
            for text, means in talk.turns:
                wall, cpu = time.perf_counter(), time.process_time()
                await target.turn(text)
                wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
                tools = kinds[means[0]].tools
                if tools is not None:
                    plan = desk.planned
                    line = Utterance(text, talk.language, means[0])
                    found.append(Planned(line, PLAIN, deed(plan), carried_out(plan, tools), 1000 * wall, 1000 * cpu))
    return found


def _given(talk: Talk, path: Path) -> Given:
    items = {
        block: [{"id": f"{block}-{i}", "text": text, "status": "fact"} for i, text in enumerate(texts, 1)]
        for block, texts in talk.canvas.items()
    }
    path.write_text(json.dumps(items, ensure_ascii=False), encoding="utf-8")
    return Given(model=GivenModel(talk.template) if talk.template else None, canvas=path if items else None)
