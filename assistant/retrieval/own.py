"""A conversation's own documents, searched as the guidance is: the same encoder, the same words, the same score.

Passages and vectors are made from the stored file when they are first needed and kept in memory, so nothing but the
file has to survive a restart.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from assistant.errors import ToolInputError
from assistant.files import Part, is_document, read_document
from assistant.language.own_documents import asks_own, without_mention
from assistant.retrieval.bert import Array
from assistant.retrieval.bridge import unit
from assistant.retrieval.index import GuidanceIndex
from assistant.retrieval.lexical import Lexical
from assistant.retrieval.passages import Entry, Passage
from assistant.retrieval.search import QUOTE_LENGTH, Evidence, Searcher

File = Mapping[str, Any]
# What a passage of a user's own document needs to be cited: it was uploaded to be used, so less than the guidance.
# Strength is cosine plus the share of BM25 that could be reached.
LEAST_ASKED, LEAST_UNASKED, SHARE_OF_BEST = 0.15, 0.5, 0.6
HEADING_WEIGHT = 1.0


@dataclass(frozen=True)
class OwnFound:
    """Passages of own documents, best first, and what could not be read."""

    passages: tuple[Passage, ...]
    unread: tuple[ToolInputError, ...]


@dataclass(frozen=True)
class OwnLibrary:
    """Passages of own documents in the order of the files, and what could not be read."""

    entries: tuple[Entry, ...]
    unread: tuple[ToolInputError, ...]


def read_library(files: Sequence[File]) -> OwnLibrary:
    """Every passage of the documents among `files`, `{"name", "path"}`; a later upload of a name replaces it."""
    entries: list[Entry] = []
    unread: list[ToolInputError] = []
    for name, path in documents_of(files).items():
        try:
            entries += _read(name, path, _stamp(path))
        except ToolInputError as error:
            unread.append(error)
    return OwnLibrary(tuple(entries), tuple(unread))


class OwnDocuments:
    """The documents that conversations brought.

    Args:
        index: Gives the opened guidance index, whose encoder and words are used; called on the first search.
    """

    def __init__(self, index: Callable[[], GuidanceIndex]) -> None:
        self._index = index
        self._searchers = lru_cache(maxsize=8)(self._searcher)

    def search(self, query: str, files: Sequence[File], k: int) -> OwnFound:
        """The best `k` passages about a question, in whatever language they are."""
        library = read_library(files)
        if not library.entries:
            return OwnFound((), library.unread)
        found = self._searchers(library.entries).search(query, asked=asks_own(query))
        return OwnFound(tuple(found[:k]), library.unread)

    def opening(self, files: Sequence[File], k: int) -> list[Passage]:
        """The first passages of the document uploaded last, for a question about it as a whole."""
        entries = read_library(files).entries
        return [passage_of(entry) for entry in entries if entry.slug == entries[-1].slug][:k]

    def _searcher(self, entries: tuple[Entry, ...]) -> _OwnSearcher:
        return _OwnSearcher(entries, self._index())


class _OwnSearcher:
    """Search in the passages of a conversation, one searcher a language."""

    def __init__(self, entries: tuple[Entry, ...], index: GuidanceIndex) -> None:
        self._languages: dict[str, Searcher] = {}
        kit = index.kit()
        for language in sorted({entry.language for entry in entries}):
            part = [entry for entry in entries if entry.language == language]
            words = [kit.tokens[language](f"{entry.heading} \n {entry.heading} \n {entry.text}") for entry in part]
            whole = [kit.embed(f"{entry.heading}. {entry.text}").vector for entry in part]
            heads = [kit.embed(entry.heading or entry.text).vector for entry in part]
            self._languages[language] = Searcher(
                part,
                {language: Lexical.fit([found or ["-"] for found in words])},
                kit.tokens,
                kit.embed,
                _nearest(part, unit(np.array(whole)), unit(np.array(heads))),
                kit.background,
            )

    def search(self, query: str, *, asked: bool) -> list[Passage]:
        """Every passage, best first; relevant ones where the question may be meant, or is meant, for the documents."""
        found: list[tuple[float, Passage]] = []
        plain = without_mention(query)
        for language, searcher in self._languages.items():
            evidence = searcher.evidence(plain, language)
            best = max((_strength(e) for e in evidence.values()), default=0.0)
            least = max(LEAST_ASKED, SHARE_OF_BEST * best) if asked else LEAST_UNASKED
            for key, value in evidence.items():
                strength = _strength(value)
                found.append((strength, searcher.passage(key, plain, value, relevant=strength >= least)))
        return [passage for _, passage in sorted(found, key=lambda pair: -pair[0])]


def _strength(evidence: Evidence) -> float:
    return evidence.cosine + evidence.lexical


def passage_of(entry: Entry) -> Passage:
    """A passage taken as it stands, quoted by its beginning."""
    quote = entry.text if len(entry.text) <= QUOTE_LENGTH else entry.text[: QUOTE_LENGTH - 1].rstrip() + "…"
    return Passage.of(entry, quote=quote, score=1.0, relevant=True)


def documents_of(files: Sequence[File]) -> dict[str, Path]:
    """Documents among uploaded files, by name."""
    return {str(f["name"]): Path(str(f["path"])) for f in files if is_document(str(f["name"]))}


def _nearest(
    entries: Sequence[Entry], whole: Array, heads: Array
) -> Callable[[Array, str, str | None, int], dict[str, float]]:
    """Nearest passages: as a whole, with their heading counted in."""
    keys = [entry.key for entry in entries]

    def nearest(vector: Array, language: str, block: str | None, count: int) -> dict[str, float]:
        asked = vector / max(float(np.linalg.norm(vector)), 1e-9)
        cosines = (whole @ asked + HEADING_WEIGHT * np.maximum(heads @ asked, whole @ asked)) / (1 + HEADING_WEIGHT)
        best = np.argsort(-cosines, kind="stable")[:count]
        return {keys[int(i)]: float(cosines[i]) for i in best}

    return nearest


def _stamp(path: Path) -> tuple[int, int]:
    if not path.is_file():
        return (0, 0)
    status = path.stat()
    return status.st_size, status.st_mtime_ns


@lru_cache(maxsize=64)
def _read(name: str, path: Path, stamp: tuple[int, int]) -> tuple[Entry, ...]:
    """Passages of a file; `stamp` changes with it."""
    return tuple(
        Entry(
            id=f"{name}#{number}",
            language=part.language,
            slug=name,
            title=name,
            path=name,
            heading=_place(part, number),
            text=part.text,
            topics=(),
            blocks=(),
        )
        for number, part in enumerate(read_document(path, name), start=1)
    )


def _place(part: Part, number: int) -> str:
    """Where a passage stands, as it is cited: its page, its heading, or its number."""
    chinese = part.language == "zh"
    if part.page is not None:
        return f"第{part.page}页" if chinese else f"p. {part.page}"
    return part.heading or (f"第{number}段" if chinese else f"part {number}")
