"""The encoder that the readers share, given once at the start: pure packages import none, and its weights are large."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from assistant.learned.changes import Changes
from assistant.learned.part_vectors import Pieces
from assistant.learned.tuned import Embed


class Encoder(Protocol):
    """all-MiniLM-L6-v2, such as `retrieval.embeddings.MiniLm`."""

    def __hash__(self) -> int:
        """Readers remember what they opened with it."""

    @property
    def changed(self) -> Callable[[Changes], Embed]:
        """What embeds texts by the encoder as fine-tuned; raises ConfigError where its weights are missing."""

    @property
    def changed_pieces(self) -> Callable[[Changes], Pieces]:
        """The word pieces of texts by the encoder as fine-tuned; raises ConfigError where its weights are missing."""


_shared: list[Encoder] = []


def share_encoder(encoder: Encoder | None) -> None:
    """Give all stored readers this encoder from now on; None takes it away."""
    _shared[:] = [] if encoder is None else [encoder]


def shared_encoder() -> Encoder | None:
    """The encoder that was given; None where readers must do without."""
    return _shared[0] if _shared else None
