"""The guidance index: built once from the knowledge folder, opened fast, searched in both languages."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from functools import cached_property
from pathlib import Path
from threading import RLock

import numpy as np

from assistant.errors import KnowledgeError
from assistant.retrieval.bert import Array
from assistant.retrieval.bridge import ChineseBridge, NgramRidge
from assistant.retrieval.build import (
    GLOSSARY,
    PROBES,
    WORDS,
    embed_entries,
    fingerprint,
    load_probes,
    measure_background,
    read_entries,
    write_entries,
    write_lexical,
)
from assistant.retrieval.documents import LANGUAGES, load_guidance
from assistant.retrieval.embeddings import MINILM, Embedder, make_embedder
from assistant.retrieval.glossary import Glossary
from assistant.retrieval.lexical import Lexical
from assistant.retrieval.passages import Passage, entries_of
from assistant.retrieval.query import QueryEmbedder
from assistant.retrieval.search import Kit, Mode, Searcher, Tokens
from assistant.retrieval.store import VectorStore
from assistant.retrieval.tokens import ChineseTokens, english_tokens
from assistant.retrieval.vectors import VECTORS, Progress, VectorCache

MAX_RESULTS = 20


class GuidanceIndex:
    """Cited search over the guidance documents.

    A build writes a new Chroma collection and a new snapshot folder beside the old ones and then switches a pointer
    file, so that a reader never sees half an index and a build that dies leaves the old index in use.

    Args:
        data_dir: The product's data folder; the index lives in `index/` there.
        knowledge: The knowledge folder.
        embedder: Encoder.
        chroma_url: Chroma server that keeps the vectors; empty keeps them in `data_dir`.
    """

    def __init__(self, data_dir: Path, knowledge: Path, embedder: Embedder, chroma_url: str = "") -> None:
        self._root = data_dir / "index"
        self._knowledge = knowledge
        self._embedder = embedder
        self._store = VectorStore(self._root / "chroma", chroma_url)
        self._lock = RLock()
        self._searcher: Searcher | None = None

    @classmethod
    def open(
        cls, data_dir: Path, knowledge: Path, embedder: Embedder | str | None = None, chroma_url: str = ""
    ) -> GuidanceIndex:
        """Open the index of a data folder; nothing heavy is loaded before the first search.

        Args:
            data_dir: The product's data folder.
            knowledge: The knowledge folder.
            embedder: Encoder or its setting; MiniLM by default.
            chroma_url: See the class.

        Raises:
            ConfigError: The setting of the embedder is unknown.
        """
        if embedder is None or isinstance(embedder, str):
            embedder = make_embedder(embedder or MINILM, stamp=data_dir / "index" / "weights.stamp")
        return cls(data_dir, knowledge, embedder, chroma_url)

    @property
    def built(self) -> bool:
        """True where some build can be searched, even an outdated one."""
        return self._current() is not None

    @property
    def stale(self) -> bool:
        """True where the documents or the embedder have changed since the last build, or there is none."""
        return self._current() != self._fingerprint

    def build(self, progress: Progress | None = None, *, force: bool = False) -> bool:
        """Bring the index up to date.

        Args:
            progress: Called with the number of texts embedded so far and in all.
            force: Build even where nothing has changed.

        Returns:
            True where something was built.

        Raises:
            KnowledgeError: A document breaks its schema, or there is none.
        """
        with self._lock:
            name = fingerprint(self._knowledge, self._embedder)
            old = self._current()
            if name == old and not force:
                return False
            self._write(name, old, progress or (lambda done, total: None))
            self._switch(name)
            self._forget({name, old or name})
            self._searcher = None
            self.__dict__.pop("_fingerprint", None)
            return True

    def ship_vectors(self) -> Path:
        """Write the vectors of the index into the knowledge folder, so that a first build elsewhere takes seconds.

        Raises:
            KnowledgeError: The index was never built.
        """
        name = self._current()
        if name is None:
            raise KnowledgeError("the guidance is not indexed; run `canvas index build`", self._root)
        return Path(shutil.copyfile(self._root / name / VECTORS, self._knowledge / VECTORS))

    def search(self, query: str, language: str, *, block: str | None = None, k: int = 4) -> list[Passage]:
        """Passages about a question, best first; `relevant` tells which are good enough to cite.

        Args:
            query: Question in either language.
            language: "en" or "zh": language of the passages wanted; the other one is searched where it has nothing.
            block: Only documents about this canvas block; all where there is none about it.
            k: At most so many, at most 20.

        Raises:
            KnowledgeError: The index was never built.
        """
        if not query.strip():
            return []
        return self._opened().search(query, language, block, max(1, min(k, MAX_RESULTS)))

    def rank_documents(self, query: str, language: str, mode: Mode = "hybrid") -> list[str]:
        """Slugs of documents, best first; `mode` "dense" or "lexical" gives the baselines of the evaluation."""
        return self._opened().rank_documents(query, language, mode)

    def kit(self) -> Kit:
        """What searching other texts in the same way takes.

        Raises:
            KnowledgeError: The index was never built.
        """
        return self._opened().kit

    @cached_property
    def _fingerprint(self) -> str:
        return fingerprint(self._knowledge, self._embedder)

    def _current(self) -> str | None:
        pointer = self._root / "current.json"
        if not pointer.is_file():
            return None
        name = str(json.loads(pointer.read_text(encoding="utf-8"))["snapshot"])
        return name if (self._root / name / "entries.json").is_file() else None

    def _opened(self) -> Searcher:
        with self._lock:
            if self._searcher is None:
                name = self._current()
                if name is None:
                    raise KnowledgeError("the guidance is not indexed; run `canvas index build`", self._root)
                self._searcher = self._load(name)
            return self._searcher

    def _load(self, name: str) -> Searcher:
        folder = self._root / name
        entries, background = read_entries(folder)
        sizes = {language: sum(entry.language == language for entry in entries) for language in LANGUAGES}
        query = self._query_embedder(self._embedder, np.load(folder / "centre.npy"), NgramRidge.load(folder))

        def nearest(vector: Array, language: str, block: str | None, count: int) -> dict[str, float]:
            return self._store.nearest(name, vector, language, block, count)

        lexical = {code: Lexical.load(folder / f"lexical_{code}", size) for code, size in sizes.items() if size}
        tokens: dict[str, Tokens] = {
            "en": english_tokens,
            "zh": ChineseTokens(self._root / "jieba", folder / WORDS if sizes["zh"] else None),
        }
        return Searcher(entries, lexical, tokens, query, nearest, background)

    def _query_embedder(self, embedder: Embedder, centre: Array, ridge: NgramRidge | None) -> QueryEmbedder:
        if "zh" in embedder.languages:
            return QueryEmbedder(embedder, centre, None)
        glossary = Glossary.load(self._knowledge / GLOSSARY)
        return QueryEmbedder(embedder, centre, ChineseBridge(embedder, glossary, ridge))

    def _write(self, name: str, old: str | None, progress: Progress) -> None:
        entries = entries_of(load_guidance(self._knowledge))
        if not entries:
            raise KnowledgeError("no guidance documents", self._knowledge / "guidance")
        self._root.mkdir(parents=True, exist_ok=True)
        earlier = [self._root / old / VECTORS] if old else []
        cache = VectorCache(self._embedder, [self._knowledge / VECTORS, *earlier])
        space = embed_entries(entries, cache, Glossary.load(self._knowledge / GLOSSARY), progress)
        query = self._query_embedder(cache, space.centre, space.ridge)
        background = measure_background(load_probes(self._knowledge / PROBES), query)
        staging = Path(tempfile.mkdtemp(prefix="staging-", dir=self._root))
        try:
            write_entries(entries, background, staging)
            write_lexical(entries, ChineseTokens(self._root / "jieba"), staging)
            cache.save(staging / VECTORS)
            np.save(staging / "centre.npy", space.centre)
            if space.ridge is not None:
                space.ridge.save(staging)
            self._store.write(name, entries, space.vectors)
            shutil.rmtree(self._root / name, ignore_errors=True)
            staging.replace(self._root / name)
        finally:
            shutil.rmtree(staging, ignore_errors=True)

    def _switch(self, name: str) -> None:
        pointer = self._root / "current.json"
        fresh = self._root / f"current.{os.getpid()}.json"
        fresh.write_text(json.dumps({"snapshot": name}), encoding="utf-8")
        fresh.replace(pointer)

    def _forget(self, kept: set[str]) -> None:
        """Delete old builds; the last one stays for processes that still search in it."""
        for name in self._store.names():
            if name not in kept:
                self._store.drop(name)
        for folder in self._root.iterdir():
            if (folder / "entries.json").is_file() and folder.name not in kept:
                shutil.rmtree(folder, ignore_errors=True)
