from __future__ import annotations

import json
import re
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.config import Settings
from ui.testing import ScriptedBackend, served

pytestmark = pytest.mark.filterwarnings("default")


@pytest.fixture
def address(backend: ScriptedBackend, tmp_path: Path) -> Iterator[str]:
    with served(backend, Settings(data_dir=tmp_path)) as url:
        yield url


def get(url: str, cookie: str = "") -> tuple[int, dict[str, str], str]:
    request = urllib.request.Request(url, headers={"Cookie": cookie} if cookie else {})
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:
            return answer.status, dict(answer.headers), answer.read().decode("utf-8", "replace")
    except urllib.error.HTTPError as error:
        return error.code, dict(error.headers), error.read().decode("utf-8", "replace")


def test_page_names_the_browser_and_exposes_no_api(address: str) -> None:
    status, headers, body = get(address)
    assert status == 200
    assert re.search(r"canvas_user=[0-9a-f]{32}; Path=/; Max-Age=\d+; HttpOnly; SameSite=Lax", headers["set-cookie"])
    assert "fonts.googleapis" not in body and "cdn." not in body
    assert "set-cookie" not in get(address, "canvas_user=ab12")[1]
    info = json.loads(get(f"{address}/gradio_api/info")[2])
    assert info["named_endpoints"] == {} and info["unnamed_endpoints"] == {}
    assert get(f"{address}/docs")[0] == 404


def test_downloads_are_for_the_owner_only(address: str, backend: ScriptedBackend) -> None:
    import asyncio

    async def export() -> None:
        async for _ in backend.conversation("abc").stream("export as json"):
            pass

    asyncio.run(export())
    backend.threads.touch("abc", "browser:ann1", "hello")
    status, headers, body = get(f"{address}/files/abc/canvas.json", "canvas_user=ann1")
    assert status == 200
    assert headers["content-disposition"] == 'attachment; filename="canvas.json"'
    assert json.loads(body)["channels"] == []
    assert get(f"{address}/files/abc/canvas.json", "canvas_user=eve1")[0] == 404
    assert get(f"{address}/files/abc/canvas.json")[0] == 404
    assert get(f"{address}/files/abc/threads.db", "canvas_user=ann1")[0] == 404
    assert get(f"{address}/files/abc/..%2f..%2fthreads.db", "canvas_user=ann1")[0] == 404


def test_server_files_cannot_be_fetched(address: str, tmp_path: Path) -> None:
    assert (tmp_path / "page.key").exists()
    assert get(f"{address}/gradio_api/file={tmp_path / 'page.key'}")[0] in {403, 404}


def test_login_guards_the_page(backend: ScriptedBackend, tmp_path: Path) -> None:
    users = tmp_path / "users"
    users.write_text("ann:right\n", encoding="utf-8")
    with served(backend, Settings(data_dir=tmp_path, auth_file=users)) as url:
        assert get(f"{url}/config")[0] == 401
        backend.threads.touch("abc", "user:ann", "hello")
        assert get(f"{url}/files/abc/canvas.json", "canvas_user=ann")[0] == 404
        data = b"username=ann&password=right"
        with urllib.request.urlopen(f"{url}/login", data=data, timeout=10) as answer:
            cookie = "; ".join(c.split(";")[0] for c in answer.headers.get_all("set-cookie") or [])
        assert get(f"{url}/config", cookie)[0] == 200
        folder = tmp_path / "exports" / "abc"
        folder.mkdir(parents=True)
        assert get(f"{url}/files/abc/canvas.json", cookie)[0] == 404
