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
FIXTURES = Path(__file__).resolve().parent.parent / "dialogues" / "fixtures"
COURTESIES = frozenset({"greeting", "thanks"})
GIVEN = ("model", "canvas", "canvas_file", "files")


@dataclass(frozen=True)
class Talk:
    """A talk as its author wrote it.

    Attributes:
        language: Of its messages.
        template: The finance model at the start, None for none.
        canvas: Items by block at the start, or a file that holds them.
        files: Uploaded at the start.
        turns: Messages with their kinds; several for one that asks for several things.
    """

    language: str
    template: str | None
    canvas: Mapping[str, Sequence[str]] | Path
    files: tuple[Path, ...]
    turns: tuple[tuple[str, tuple[str, ...]], ...]

    def given(self, folder: Path) -> Given:
        """The state that it starts in; a canvas that is told item by item is written into `folder`."""
        return Given(
            model=GivenModel(self.template) if self.template else None,
            canvas=_written(self.canvas, folder) if self.canvas else None,
            files={path.stem: path for path in self.files},
        )


def read_talks(paths: Sequence[Path], languages: Sequence[str] = LANGUAGES, every: int = 1) -> list[Talk]:
    """Read the files.

    Args:
        paths: Files with `talks: [{language, model?, canvas?: {block: texts}, turns: [{say, means}]}]`; `canvas_file`
            and `files` name fixtures of the dialogues.
        languages: Languages wanted.
        every: Take every n-th talk.

    Raises:
        DataFileError: A file is not like that.
    """
    talks = [_talk(node) for path in paths for node in read_yaml(path).mapping(("version", "talks"))["talks"].items()]
    return [talk for talk in talks if talk.language in languages][::every]


def _talk(node: Node) -> Talk:
    keys = node.mapping(("language", *GIVEN, "turns"), ("language", "turns"))
    blocks = keys["canvas"].mapping() if "canvas" in keys else {}
    told = {block: [item.text() for item in items.items()] for block, items in blocks.items()}
    turns = [turn.mapping(("say", "means"), ("say", "means")) for turn in keys["turns"].items()]
    return Talk(
        keys["language"].choice(LANGUAGES),
        keys["model"].text() if "model" in keys else None,
        FIXTURES / keys["canvas_file"].text() if "canvas_file" in keys else told,
        tuple(FIXTURES / item.text() for item in keys["files"].items()) if "files" in keys else (),
        tuple((t["say"].text(), tuple(kind.text() for kind in t["means"].one_or_more())) for t in turns),
    )


async def talked(desk: Desk, talks: Sequence[Talk], kinds: Mapping[str, Kind]) -> list[Planned]:
    """Play the talks; a message is right where the first thing done is what it asks for first, courtesies aside."""
    found: list[Planned] = []
    with TemporaryDirectory() as folder:
        for talk in talks:
            target = await desk.talk(talk.given(Path(folder)), talk.language)
            for text, means in talk.turns:
                wall, cpu = time.perf_counter(), time.process_time()
                await target.turn(text)
                wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
                kind = next((k for k in means if k not in COURTESIES), means[0])
                tools = kinds[kind].tools
                if tools is not None:
                    plan = desk.planned
                    line = Utterance(text, talk.language, kind)
                    found.append(Planned(line, PLAIN, deed(plan), carried_out(plan, tools), 1000 * wall, 1000 * cpu))
    return found


def _written(canvas: Mapping[str, Sequence[str]] | Path, folder: Path) -> Path:
    if isinstance(canvas, Path):
        return canvas
    items = {
        block: [{"id": f"{block}-{i}", "text": text, "status": "fact"} for i, text in enumerate(texts, 1)]
        for block, texts in canvas.items()
    }
    path = folder / "canvas.json"
    path.write_text(json.dumps(items, ensure_ascii=False), encoding="utf-8")
    return path
