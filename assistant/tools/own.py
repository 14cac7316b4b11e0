"""What the user's own documents say of the venture, with the passages that say it, for drafting."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from assistant.canvas.brief import Brief
from assistant.canvas.from_document import Passage, read_passages
from assistant.retrieval.own import documents_of, passage_of, read_library
from assistant.tools.guidance import citation, next_number, no_documents
from assistant.tools.plumbing import JsonDict


@dataclass(frozen=True)
class FromDocuments:
    """A brief read out of documents.

    Attributes:
        brief: What they say.
        citations: The passages that say it.
        read: `{name, fields: {field: n}}` of each document, the numbers those of the citations.
        notes: {en, zh} of documents that could not be read.
    """

    brief: Brief
    citations: list[JsonDict]
    read: list[JsonDict]
    notes: list[dict[str, str]]


def brief_of_documents(state: Mapping[str, Any], language: str) -> FromDocuments:
    """The brief that the documents of a conversation state; what the one uploaded last says counts most.

    Raises:
        ToolInputError: There is no document, or none that can be read.
    """
    files = state.get("files") or []
    if not documents_of(files):
        raise no_documents(files)
    library = read_library(files)
    if not library.entries:
        raise library.unread[0]
    brief, first = Brief(language=language), next_number(dict(state))
    cited: dict[str, int] = {}
    citations: list[JsonDict] = []
    read: list[JsonDict] = []
    for name in reversed(list(dict.fromkeys(entry.slug for entry in library.entries))):
        entries = [entry for entry in library.entries if entry.slug == name]
        found = read_passages([Passage(entry.heading, entry.text) for entry in entries], language)
        fields: dict[str, int] = {}
        for field, place in found.places.items():
            if getattr(brief, field):
                continue
            entry = entries[place]
            if entry.id not in cited:
                cited[entry.id] = first + len(citations)
                citations.append(citation(cited[entry.id], passage_of(entry)))
            fields[field] = cited[entry.id]
        brief = brief.filled_from(found.brief)
        read.append({"name": name, "fields": fields})
    notes = [{"en": error.en, "zh": error.zh} for error in library.unread]
    return FromDocuments(brief, citations, read, notes)
