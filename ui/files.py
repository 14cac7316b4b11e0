"""The download route: files that a conversation wrote, for its owner only."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from pathlib import Path

from fastapi import FastAPI, HTTPException, Request
from fastapi.responses import FileResponse


def find_file(written: Iterable[Path], folder: Path, name: str) -> Path | None:
    """The newest file of that name among those a conversation wrote; None where it wrote none.

    Args:
        written: Files the conversation wrote, oldest first.
        folder: Nothing outside of it is ever served.
        name: Bare file name.
    """
    home = folder.resolve()
    for path in reversed(list(written)):
        if path.name == name and path.resolve().is_relative_to(home) and path.is_file():
            return path
    return None


def add_files_route(
    app: FastAPI,
    folder: Path,
    written: Callable[[str], Awaitable[list[Path]]],
    allowed: Callable[[Request, str], bool],
) -> None:
    """Serve `/files/{thread}/{name}`.

    Args:
        app: The application.
        folder: Where conversations write files.
        written: Files that a conversation wrote.
        allowed: Tells whether whoever asks owns the conversation.
    """

    async def download(thread: str, name: str, request: Request) -> FileResponse:
        path = find_file(await written(thread), folder, name) if allowed(request, thread) else None
        if path is None:
            raise HTTPException(404)
        headers = {"X-Content-Type-Options": "nosniff", "Cache-Control": "private, no-store"}
        return FileResponse(path, filename=name, content_disposition_type="attachment", headers=headers)

    app.add_api_route("/files/{thread}/{name}", download, methods=["GET"], response_model=None)
