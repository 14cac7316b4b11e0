"""Dialogue files of the view for evaluators: those that come with the product and those a user brought."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from assistant import paths
from eval.live import Job
from eval.load import load_file
from eval.propose import as_yaml, propose_case
from eval.remember import stored_turns
from eval.schema import Case

SHIPPED = paths.EVAL / "dialogues"
DIALOGUE = (".yaml", ".yml")


class DialogueFiles:
    """The dialogue files that a user may play.

    Args:
        home: Folder in which each user has one of their own.
        shipped: Folder of those that come with the product.
    """

    def __init__(self, home: Path, shipped: Path = SHIPPED) -> None:
        self._home, self._shipped = home, shipped

    def names(self, user: str) -> tuple[list[str], list[str]]:
        """Names of the shipped files and of the user's own."""
        return _dialogues(self._shipped), _dialogues(self.folder(user))

    def folder(self, user: str) -> Path:
        """The user's own folder; its name tells nothing about them."""
        return self._home / hashlib.sha256(user.encode()).hexdigest()[:24]

    def add(self, user: str, files: Iterable[Path]) -> list[Path]:
        """Copy files into the user's folder; gives the dialogue files among them, as they lie there."""
        folder = self.folder(user)
        folder.mkdir(parents=True, exist_ok=True)
        kept = [Path(shutil.copy(file, folder / file.name)) for file in files]
        return [file for file in kept if file.suffix.lower() in DIALOGUE]

    def save(self, user: str, name: str, text: str) -> None:
        """Write a dialogue file of the user's own."""
        folder = self.folder(user)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")

    def path(self, user: str, choice: str) -> Path | None:
        """The file of a choice such as `own:mine.yaml`; None for what the lists do not hold."""
        kind, _, name = choice.partition(":")
        shipped, own = self.names(user)
        if kind == "shipped" and name in shipped:
            return self._shipped / name
        return self.folder(user) / name if kind == "own" and name in own else None

    def job(self, user: str, choices: Sequence[str], model: str, language: str) -> Job:
        """What to play; files outside the shipped folder and the user's own are not read."""
        found = [path for choice in choices if (path := self.path(user, choice)) is not None]
        within = (str(self._shipped), str(self.folder(user)))
        return Job(tuple(map(str, found)), model, (language,) if language else (), within)


def case_of(job: Job, file: str, id_: str) -> Case | None:
    """A case of a job by its file and id; None where the files hold it no more."""
    for path in map(Path, job.paths):
        if path.name == file:
            return next((case for case in load_file(path) if case.id == id_), None)
    return None


def recorded(state: Mapping[str, Any]) -> str:
    """A conversation as a dialogue file with proposed expectations; empty where nothing was said."""
    turns = stored_turns(state)
    if not turns:
        return ""
    case = propose_case(turns)
    names = [str(file["name"]) for file in state.get("files") or []]
    if names:
        case = {"id": case["id"], "tags": case["tags"], "given": {"files": {name: name for name in names}}, **case}
    return as_yaml([case])


def _dialogues(folder: Path) -> list[str]:
    if not folder.is_dir():
        return []
    return sorted(path.name for path in folder.iterdir() if path.suffix.lower() in DIALOGUE)
