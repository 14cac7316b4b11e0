"""Public benchmarks as labelled messages with their official splits."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Literal

from assistant.errors import ConfigError
from assistant.service.data import Example, Split, label_names, read_examples

Name = Literal["banking77", "clinc150", "sst2", "tweeteval", "chnsenticorp", "smp2019"]
SENTIMENT = frozenset({"sst2", "tweeteval", "chnsenticorp"})
CHINESE = frozenset({"chnsenticorp", "smp2019"})


def load_benchmark(name: Name, folder: Path) -> list[Example]:
    """Messages of a benchmark; texts that leak are still in and are removed by `clean`.

    Args:
        name: Which one.
        folder: Folder with a sub-folder for each.

    Raises:
        ConfigError: It is not there.
    """
    if not folder.is_dir():
        raise ConfigError(f"no benchmarks in {folder}; give their folder with --folder")
    return _READERS[name](folder)


def hide(examples: Sequence[Example], labels: int, seed: int) -> list[Example]:
    """Make so many labels, drawn at random, out of scope: gone from training, of no label in the test."""
    hidden = set(random.Random(seed).sample(label_names(examples), labels))
    kept = [e for e in examples if e.label not in hidden or e.split == "test"]
    return [replace(e, label=None) if e.label in hidden else e for e in kept]


def _split(path: Path, split: Split, text: str = "", label: str = "") -> list[Example]:
    return [Example(e.text, e.label, split) for e in read_examples([path], text, label)]


def _banking77(folder: Path) -> list[Example]:
    place = folder / "banking77"
    return [*_split(place / "train.csv", "train"), *_split(place / "test.csv", "test")]


def _clinc150(folder: Path) -> list[Example]:
    return read_examples([folder / "clinc150" / "data_full.json"])


def _sst2(folder: Path) -> list[Example]:
    place = folder / "sst2"
    parts: tuple[tuple[str, Split], ...] = (("train", "train"), ("dev", "valid"), ("test", "test"))
    return [e for name, split in parts for e in _split(place / f"{name}.tsv", split)]


def _tweeteval(folder: Path) -> list[Example]:
    place = folder / "tweeteval_sentiment"
    found = _split(place / "train_reconstructed.tsv", "train")
    parts: tuple[tuple[str, Split], ...] = (("val", "valid"), ("test", "test"))
    for name, split in parts:
        texts = (place / f"{name}_text.txt").read_text(encoding="utf-8").strip("\n").split("\n")
        labels = (place / f"{name}_labels.txt").read_text(encoding="utf-8").split()
        found += [Example(text.strip(), label, split) for text, label in zip(texts, labels, strict=True)]
    return found


def _chnsenticorp(folder: Path) -> list[Example]:
    place = folder / "chnsenticorp_split"
    parts: tuple[tuple[str, Split], ...] = (("train", "train"), ("dev", "valid"), ("test", "test"))
    return [e for name, split in parts for e in _split(place / f"{name}.tsv", split)]


def _smp2019(folder: Path) -> list[Example]:
    found = []
    parts: tuple[tuple[str, Split], ...] = (("train", "train"), ("dev", "valid"), ("test", "test"))
    for name, split in parts:
        records = json.loads((folder / "smp2019_ecdt" / f"gp2019_{name}.json").read_text(encoding="utf-8"))
        found += [Example(r["text"], r["intent"], split) for r in records]
    return found


_READERS: dict[Name, Callable[[Path], list[Example]]] = {
    "banking77": _banking77,
    "clinc150": _clinc150,
    "sst2": _sst2,
    "tweeteval": _tweeteval,
    "chnsenticorp": _chnsenticorp,
    "smp2019": _smp2019,
}
