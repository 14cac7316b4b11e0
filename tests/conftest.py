"""Shared by all tests: no network but this machine, state in temporary folders, one guidance index for all."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def plain_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in [name for name in os.environ if name.startswith(("CANVAS_", "OPENAI_", "OLLAMA_"))]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("CANVAS_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("LANGGRAPH_STRICT_MSGPACK", "true")


@pytest.fixture(scope="session", autouse=True)
def encoder() -> None:
    """What the readers share in the product; its weights are read when a reader first asks."""
    from assistant.learned.encoders import share_encoder
    from assistant.retrieval.embeddings import MiniLm

    share_encoder(MiniLm())


@pytest.fixture(scope="session")
def shared_index(pytestconfig: pytest.Config) -> Path:
    """A data folder with the guidance index, brought up to date once a run and kept between runs."""
    from assistant.paths import KNOWLEDGE
    from assistant.retrieval.index import GuidanceIndex

    assert pytestconfig.cache is not None
    folder = pytestconfig.cache.mkdir("guidance")
    GuidanceIndex.open(folder, KNOWLEDGE).build()
    return folder


@pytest.fixture
def data_dir(shared_index: Path, tmp_path: Path) -> Path:
    """The data folder of the test, with the guidance index in it, so that no test builds its own."""
    shutil.copytree(shared_index / "index", tmp_path / "data" / "index", copy_function=_place)
    return tmp_path / "data"


def _place(source: str, target: str) -> None:
    # What SQLite may write to is copied; the rest is only ever replaced.
    try:
        if "chroma" not in Path(source).parts:
            os.link(source, target)
            return
    except OSError:
        pass  # another file system
    shutil.copy2(source, target)
