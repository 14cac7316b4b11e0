"""Who is asking: names from the login or a random cookie, and the file of users."""

from __future__ import annotations

import hmac
import secrets
import time
from collections.abc import Callable
from http.cookies import CookieError, SimpleCookie
from pathlib import Path
from typing import Any

from assistant.errors import ConfigError

COOKIE = "canvas_user"
YEAR_S = 365 * 24 * 3600
TRIES, PAUSE_S = 5, 30.0


class Anonymous:
    """ASGI middleware: gives every browser a random name in a cookie that scripts cannot read.

    Args:
        app: The application behind it.
    """

    def __init__(self, app: Any) -> None:
        self._app = app

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Serve one request."""
        if scope["type"] != "http" or cookie_name(_header(scope, b"cookie")):
            await self._app(scope, receive, send)
            return
        name = secrets.token_hex(16)
        given = f"{COOKIE}={name}"
        old = _header(scope, b"cookie")
        kept = [(k, v) for k, v in scope["headers"] if k != b"cookie"]
        joined = f"{old}; {given}" if old else given
        scope = {**scope, "headers": [*kept, (b"cookie", joined.encode("latin-1"))]}

        async def answer(message: Any) -> None:
            # Only the page itself sets it, or requests made at once would each be somebody else.
            if message["type"] == "http.response.start" and scope["path"] == "/":
                cookie = f"{given}; Path=/; Max-Age={YEAR_S}; HttpOnly; SameSite=Lax"
                message = {**message, "headers": [*message["headers"], (b"set-cookie", cookie.encode("latin-1"))]}
            await send(message)

        await self._app(scope, receive, answer)


def cookie_name(header: str) -> str | None:
    """The random name in a `Cookie` header."""
    try:
        found = SimpleCookie(header).get(COOKIE)
    except CookieError:
        return None
    return found.value if found and found.value.isalnum() else None


def user_of(request: Any) -> str:
    """Who makes a request to the page: the login name, else the browser's random name."""
    if request.username:
        return f"user:{request.username}"
    name = dict(request.cookies or {}).get(COOKIE)
    return f"browser:{name}" if name else f"session:{request.session_hash}"


def load_login(path: Path) -> Callable[[str, str], bool]:
    """Check of names and passwords against a file of `user:password` lines.

    Five wrong passwords for a name close it for half a minute.

    Raises:
        ConfigError: The file cannot be read, or a line is not `user:password`.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise ConfigError(f"CANVAS_AUTH_FILE: {path} cannot be read") from error
    users: dict[str, str] = {}
    for number, line in enumerate(lines, start=1):
        if not line.strip() or line.startswith("#"):
            continue
        name, colon, password = line.strip().partition(":")
        if not (name and colon and password):
            raise ConfigError(f"CANVAS_AUTH_FILE: {path}:{number}: write user:password")
        users[name] = password
    if not users:
        raise ConfigError(f"CANVAS_AUTH_FILE: {path} names no user")
    failures: dict[str, list[float]] = {}

    def check(name: str, password: str) -> bool:
        now = time.monotonic()
        recent = [t for t in failures.get(name, []) if now - t < PAUSE_S]
        right = hmac.compare_digest(users.get(name, "").encode(), password.encode()) and name in users
        if right and len(recent) < TRIES:
            failures.pop(name, None)
            return True
        if name in users:
            failures[name] = [*recent, now][-TRIES:]
        return False

    return check


def page_secret(folder: Path) -> str:
    """The key that encrypts what the page stores in browsers; made once, so that a restart does not forget them."""
    path = folder / "page.key"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        path.write_text(secrets.token_hex(16), encoding="utf-8")
        path.chmod(0o600)
    return path.read_text(encoding="utf-8").strip()


def _header(scope: Any, name: bytes) -> str:
    return b"; ".join(v for k, v in scope["headers"] if k == name).decode("latin-1")
