"""Vectors in Chroma: one collection a build, so that readers never see half an index."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from assistant.errors import ConfigError
from assistant.retrieval.bert import Array
from assistant.retrieval.passages import Entry

PREFIX = "guidance_"
WRITE_BATCH = 500


class VectorStore:
    """Chroma collections of guidance vectors, opened on first use.

    Args:
        folder: Where the embedded Chroma keeps its files.
        url: Chroma server to use instead, `http(s)://host:port`; empty for the embedded one.
    """

    def __init__(self, folder: Path, url: str = "") -> None:
        self._folder = folder
        self._url = url
        self._open: dict[str, Any] = {}

    def write(self, name: str, entries: Sequence[Entry], vectors: Array) -> None:
        """Create the collection `name` anew with one vector for each entry."""
        self.drop(name)
        collection = self._client.create_collection(
            PREFIX + name, configuration={"hnsw": {"space": "cosine"}}, embedding_function=None
        )
        for start in range(0, len(entries), WRITE_BATCH):
            part = entries[start : start + WRITE_BATCH]
            collection.add(
                ids=[entry.key for entry in part],
                embeddings=vectors[start : start + WRITE_BATCH],
                metadatas=[_metadata(entry) for entry in part],
            )

    def nearest(self, name: str, vector: Array, language: str, block: str | None, count: int) -> dict[str, float]:
        """Cosine similarity of the nearest passages, best first, by key.

        Args:
            name: Collection.
            vector: Query, shape (dimension,).
            language: Language of the passages.
            block: Only documents about this canvas block; None for all.
            count: At most so many.
        """
        if name not in self._open:
            self._open[name] = self._client.get_collection(PREFIX + name, embedding_function=None)
        where: dict[str, Any] = {"language": language}
        if block is not None:
            where = {"$and": [where, {f"block_{block}": True}]}
        found = self._open[name].query(query_embeddings=[vector], n_results=count, where=where, include=["distances"])
        return {key: 1 - distance for key, distance in zip(found["ids"][0], found["distances"][0], strict=True)}

    def names(self) -> list[str]:
        """Collections of guidance there are."""
        listed = [collection.name for collection in self._client.list_collections()]
        return [name.removeprefix(PREFIX) for name in listed if name.startswith(PREFIX)]

    def drop(self, name: str) -> None:
        """Delete a collection where it exists."""
        self._open.pop(name, None)
        if name in self.names():
            self._client.delete_collection(PREFIX + name)

    @cached_property
    def _client(self) -> Any:
        import chromadb
        from chromadb.config import Settings

        quiet = Settings(anonymized_telemetry=False)
        if not self._url:
            self._folder.mkdir(parents=True, exist_ok=True)
            return chromadb.PersistentClient(path=str(self._folder), settings=quiet)
        parts = urlsplit(self._url)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise ConfigError(f"CANVAS_CHROMA_URL must look like http://host:8000, not {self._url!r}.")
        secure = parts.scheme == "https"
        port = parts.port or (443 if secure else 8000)
        try:
            return chromadb.HttpClient(host=parts.hostname, port=port, ssl=secure, settings=quiet)
        except ValueError as error:
            raise ConfigError(f"No Chroma server answers at {self._url}: {error}") from error


def _metadata(entry: Entry) -> dict[str, str | bool]:
    return {"language": entry.language, "slug": entry.slug, **{f"block_{block}": True for block in entry.blocks}}
