"""Where conversations are kept between turns, and how they are kept small."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import aiosqlite
from langgraph.checkpoint.sqlite.aio import AsyncSqliteSaver

# All but the newest checkpoint of a thread: nothing reads them, and a tiny turn leaves 230 KB of them.
PRUNE = (
    "DELETE FROM {table} WHERE thread_id = ? AND checkpoint_id <> "
    "(SELECT MAX(checkpoint_id) FROM checkpoints WHERE thread_id = ?)"
)


class Checkpoints(AsyncSqliteSaver):
    """SQLite checkpoints that can forget all but the last of a thread."""

    async def keep_latest(self, thread_id: str) -> None:
        """Delete every checkpoint of the thread but the newest, with its pending writes."""
        async with self.lock:
            for table in ("writes", "checkpoints"):
                await self.conn.execute(PRUNE.format(table=table), (thread_id, thread_id))
            await self.conn.commit()


@asynccontextmanager
async def open_checkpoints(path: Path) -> AsyncIterator[Checkpoints]:
    """Open, and if need be create, the database of conversations."""
    path.parent.mkdir(parents=True, exist_ok=True)
    async with aiosqlite.connect(path) as connection:
        saver = Checkpoints(connection)
        await saver.setup()
        await connection.execute("PRAGMA busy_timeout = 5000")
        yield saver
