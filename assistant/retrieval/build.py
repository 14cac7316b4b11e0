"""Building the index: vectors, lexical index, the map for Chinese and the scale of the cosine."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import yaml

from assistant.errors import KnowledgeError
from assistant.retrieval.bert import Array
from assistant.retrieval.bridge import ChineseBridge, NgramRidge, unit
from assistant.retrieval.documents import LANGUAGES, guidance_files
from assistant.retrieval.embeddings import Embedder
from assistant.retrieval.glossary import Glossary
from assistant.retrieval.lexical import Lexical
from assistant.retrieval.passages import Entry, twins
from assistant.retrieval.query import QueryVector
from assistant.retrieval.search import Background, Tokens
from assistant.retrieval.tokens import ChineseTokens, english_tokens
from assistant.retrieval.vectors import Progress, VectorCache

FORMAT = 4  # raise when the same documents must be indexed anew after a change of the code
GLOSSARY = "glossary.yaml"
PROBES = "off_topic.yaml"
WORDS = "words.txt"
HEADLINE_WEIGHT = 0.25  # of title and heading alone, beside the whole section
NO_PROBES = Background(0.1, 0.1)
MIN_DEVIATION = 0.02


def fingerprint(knowledge: Path, embedder: Embedder) -> str:
    """Hash over everything the index depends on: documents, glossary, probes, embedder and format."""
    digest = hashlib.sha256(f"{FORMAT} {embedder.fingerprint}".encode())
    for path in [*guidance_files(knowledge), knowledge / GLOSSARY, knowledge / PROBES]:
        if path.is_file():
            digest.update(f"\0{path.relative_to(knowledge).as_posix()}\0".encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


@dataclass(frozen=True)
class Space:
    """Vectors of the guidance.

    Attributes:
        vectors: Unit vectors of the entries relative to the centre, shape (entries, dimension).
        centre: Mean vector of the guidance, shape (dimension,). What all passages share tells nothing about which of
            them answers a question, so it is taken off; how near a question is to it tells whether it is about
            business at all.
        ridge: Map for Chinese; None where the encoder knows Chinese or no document has a twin.
    """

    vectors: Array
    centre: Array
    ridge: NgramRidge | None


def embed_entries(entries: Sequence[Entry], embedder: VectorCache, glossary: Glossary, progress: Progress) -> Space:
    """Vectors of every entry, and the map for Chinese where the encoder needs one.

    A Chinese section takes the vector of its English twin: what the map learns to predict, and exact. One without a
    twin goes over the bridge itself.
    """
    readable = [entry for entry in entries if entry.language in embedder.languages]
    texts = [entry.content for entry in readable] + [entry.headline for entry in readable]
    both = embedder.embed(texts, progress)
    raw = unit(both[: len(readable)] + HEADLINE_WEIGHT * both[len(readable) :])
    centre = raw.mean(axis=0)
    rows = dict(zip([entry.key for entry in readable], unit(raw - centre), strict=True))
    if len(readable) == len(entries):
        return Space(np.array(list(rows.values())), centre, None)
    pairs = twins(entries)
    places = {entry.key: place for place, entry in enumerate(readable)}
    chinese = [entry for entry in entries if entry.key in pairs]
    rows |= {entry.key: rows[pairs[entry.key].key] for entry in chinese}
    ridge = None
    if chinese:
        targets = raw[[places[pairs[entry.key].key] for entry in chinese]] - centre
        ridge = NgramRidge.fit([entry.content for entry in chinese], targets)
    alone = [entry for entry in entries if entry.key not in rows]
    if alone:
        vectors, _ = ChineseBridge(embedder, glossary, ridge).embed([entry.content for entry in alone], centre)
        rows |= dict(zip([entry.key for entry in alone], unit(vectors), strict=True))
    return Space(np.array([rows[entry.key] for entry in entries]), centre, ridge)


def write_lexical(entries: Sequence[Entry], chinese: ChineseTokens, folder: Path) -> None:
    """BM25 over title and heading (twice), key words and text, one index a language; and the words for questions."""
    tokens: dict[str, Tokens] = {"en": english_tokens, "zh": chinese}
    for language in LANGUAGES:
        rows = [
            tokens[language](" \n ".join([*[entry.title, entry.heading] * 2, *entry.topics, entry.text]))
            for entry in entries
            if entry.language == language
        ]
        if rows:
            lexical = Lexical.fit(rows)
            lexical.save(folder / f"lexical_{language}")
            if language == "zh":
                chinese.write_words(lexical.vocabulary, folder / WORDS)


def load_probes(path: Path) -> dict[str, list[str]]:
    """Off-topic questions by language; none where the file is missing.

    Raises:
        KnowledgeError: The file is not a mapping of "en" and "zh" to lists of texts.
    """
    if not path.is_file():
        return {}
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    fits = isinstance(data, dict) and all(
        key in LANGUAGES and isinstance(value, list) and all(isinstance(item, str) for item in value)
        for key, value in data.items()
    )
    if not fits:
        raise KnowledgeError("must map 'en' and 'zh' to lists of questions", path, 1)
    return dict(data)


def measure_background(
    probes: Mapping[str, Sequence[str]], embed: Callable[[str], QueryVector]
) -> dict[str, Background]:
    """How near off-topic questions come to the centre of the guidance, by language."""
    result: dict[str, Background] = {}
    for language in LANGUAGES:
        nearness = [embed(question).nearness for question in probes.get(language, ())]
        result[language] = (
            Background(float(np.mean(nearness)), max(float(np.std(nearness)), MIN_DEVIATION))
            if len(nearness) > 1
            else NO_PROBES
        )
    return result


def write_entries(entries: Sequence[Entry], background: Mapping[str, Background], folder: Path) -> None:
    """Keep the sections and the scale of the cosine."""
    data = {
        "entries": [entry.to_json() for entry in entries],
        "background": {language: asdict(scale) for language, scale in background.items()},
    }
    (folder / "entries.json").write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")


def read_entries(folder: Path) -> tuple[list[Entry], dict[str, Background]]:
    """Inverse of `write_entries`."""
    data = json.loads((folder / "entries.json").read_text(encoding="utf-8"))
    entries = [Entry.from_json(item) for item in data["entries"]]
    return entries, {language: Background(**scale) for language, scale in data["background"].items()}
