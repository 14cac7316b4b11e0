"""The list of conversations: what the page shows beside the chat."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

TITLE_LENGTH = 48


@dataclass(frozen=True)
class Thread:
    """One conversation.

    Attributes:
        id: Name of the thread.
        title: Start of the first message.
        updated: When it was last used, ISO 8601 in UTC.
    """

    id: str
    title: str
    updated: str


class ThreadList:
    """Conversations by user, newest first, in a small SQLite file.

    Args:
        path: The file; created with its folder when first written.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    def touch(self, thread: str, user: str, text: str) -> None:
        """Note that a user wrote in a thread; the first message gives its title."""
        title = " ".join(text.split())[:TITLE_LENGTH]
        with closing(self._connect()) as db, db:
            db.execute(
                "INSERT INTO threads VALUES (?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET updated = excluded.updated "
                "WHERE threads.user = excluded.user",
                (thread, user, title, datetime.now(UTC).isoformat()),
            )

    def of(self, user: str) -> list[Thread]:
        """The threads of a user, newest first."""
        with closing(self._connect()) as db:
            rows = db.execute("SELECT id, title, updated FROM threads WHERE user = ? ORDER BY updated DESC", (user,))
            return [Thread(*row) for row in rows]

    def owner(self, thread: str) -> str | None:
        """Who a thread belongs to; None where it is unknown."""
        with closing(self._connect()) as db:
            row = db.execute("SELECT user FROM threads WHERE id = ?", (thread,)).fetchone()
            return None if row is None else str(row[0])

    def _connect(self) -> sqlite3.Connection:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        db = sqlite3.connect(self._path, timeout=5)
        db.execute("CREATE TABLE IF NOT EXISTS threads (id TEXT PRIMARY KEY, user TEXT, title TEXT, updated TEXT)")
        return db
