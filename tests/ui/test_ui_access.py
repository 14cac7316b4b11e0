from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest

from assistant.errors import ConfigError
from ui.access import cookie_name, load_login, page_secret, user_of
from ui.files import find_file


def test_login_file(tmp_path: Path) -> None:
    path = tmp_path / "users"
    path.write_text("# team\nann:s3cret:with colon\n\nbo:x\n", encoding="utf-8")
    check = load_login(path)
    assert check("ann", "s3cret:with colon")
    assert not check("ann", "wrong")
    assert not check("nobody", "")


def test_five_wrong_passwords_close_a_name_for_a_while(tmp_path: Path) -> None:
    path = tmp_path / "users"
    path.write_text("ann:right\n", encoding="utf-8")
    check = load_login(path)
    assert not any(check("ann", f"wrong{i}") for i in range(5))
    assert not check("ann", "right")


@pytest.mark.parametrize("content", ["", "# nobody\n", "ann\n", "ann:\n", ":x\n"])
def test_unusable_login_files_are_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "users"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(ConfigError, match="CANVAS_AUTH_FILE"):
        load_login(path)


def test_a_missing_login_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="cannot be read"):
        load_login(tmp_path / "none")


def test_users_are_named_by_login_else_by_cookie() -> None:
    request = SimpleNamespace(username="ann", cookies={"canvas_user": "ab12"}, session_hash="s")
    assert user_of(request) == "user:ann"
    request.username = None
    assert user_of(request) == "browser:ab12"
    request.cookies = {}
    assert user_of(request) == "session:s"


def test_odd_cookies_name_nobody() -> None:
    assert cookie_name("canvas_user=ab12; x=y") == "ab12"
    assert cookie_name("canvas_user=../etc") is None
    assert cookie_name("") is None


def test_the_page_key_survives_a_restart(tmp_path: Path) -> None:
    first = page_secret(tmp_path / "new")
    assert len(first) == 32
    assert page_secret(tmp_path / "new") == first


def test_only_files_the_conversation_wrote_inside_the_folder_are_served(tmp_path: Path) -> None:
    home, outside = tmp_path / "home", tmp_path / "secret.md"
    home.mkdir()
    outside.write_text("x", encoding="utf-8")
    old, new = home / "a" / "canvas.md", home / "b" / "canvas.md"
    for path in (old, new):
        path.parent.mkdir()
        path.write_text("x", encoding="utf-8")
    (home / "link.md").symlink_to(outside)
    assert find_file([old, new], home, "canvas.md") == new
    assert find_file([old], home, "other.md") is None
    assert find_file([outside], home, "secret.md") is None
    assert find_file([home / "link.md"], home, "link.md") is None
