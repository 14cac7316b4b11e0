"""What is indexed and what a search returns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from assistant.retrieval.documents import Document


@dataclass(frozen=True)
class Entry:
    """One indexed section.

    Attributes:
        id: `slug#n`, the same in every language.
        language: "en" or "zh".
        slug: Id of the document.
        title: Title of the document.
        path: File, relative to the folder that holds `knowledge`.
        heading: Heading of the section.
        text: Body of the section.
        topics: Key words of the document.
        blocks: Canvas blocks of the document.
    """

    id: str
    language: str
    slug: str
    title: str
    path: str
    heading: str
    text: str
    topics: tuple[str, ...]
    blocks: tuple[str, ...]

    @property
    def key(self) -> str:
        """Unique across languages."""
        return f"{self.language}:{self.id}"

    @property
    def content(self) -> str:
        """What an encoder reads: a section alone often does not name its subject."""
        return f"{self.title}. {self.heading}. {self.text}"

    @property
    def headline(self) -> str:
        """What names the section."""
        return f"{self.title}. {self.heading}"

    def to_json(self) -> dict[str, Any]:
        """Plain dict."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Entry:
        """Inverse of `to_json`."""
        return cls(**{**data, "topics": tuple(data["topics"]), "blocks": tuple(data["blocks"])})


@dataclass(frozen=True)
class Passage:
    """One section found for a question.

    Attributes:
        id: `slug#n`.
        slug: Id of the document.
        language: Language of the text, which differs from the one asked for only where that had nothing.
        title: Title of the document.
        path: File, relative to the folder that holds `knowledge`.
        heading: Heading of the section in that file.
        text: The whole section.
        quote: The sentence of it that answers best.
        score: Calibrated chance between 0 and 1 that the passage is about the question.
        relevant: True where it is good enough to cite.
    """

    id: str
    slug: str
    language: str
    title: str
    path: str
    heading: str
    text: str
    quote: str
    score: float
    relevant: bool

    @classmethod
    def of(cls, entry: Entry, *, quote: str, score: float, relevant: bool) -> Passage:
        """The section of `entry` as an answer."""
        return cls(
            id=entry.id,
            slug=entry.slug,
            language=entry.language,
            title=entry.title,
            path=entry.path,
            heading=entry.heading,
            text=entry.text,
            quote=quote,
            score=score,
            relevant=relevant,
        )


def entries_of(documents: Sequence[Document]) -> list[Entry]:
    """Every section of every document."""
    return [
        Entry(
            id=f"{document.id}#{section.number}",
            language=document.language,
            slug=document.id,
            title=document.title,
            path=document.path,
            heading=section.heading,
            text=section.text,
            topics=document.topics,
            blocks=document.blocks,
        )
        for document in documents
        for section in document.sections
    ]


def twins(entries: Sequence[Entry]) -> dict[str, Entry]:
    """English section of each Chinese one, by key, where both documents have the same number of sections."""
    english = {entry.id: entry for entry in entries if entry.language == "en"}
    sizes: dict[tuple[str, str], int] = {}
    for entry in entries:
        sizes[entry.language, entry.slug] = sizes.get((entry.language, entry.slug), 0) + 1
    return {
        entry.key: english[entry.id]
        for entry in entries
        if entry.language == "zh" and sizes["zh", entry.slug] == sizes.get(("en", entry.slug))
    }
