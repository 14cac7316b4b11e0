"""Prompt files: checked when loaded, the same on both sides of the language."""

from __future__ import annotations

from pathlib import Path

import pytest
from jinja2 import UndefinedError

from assistant.errors import DataFileError
from assistant.paths import PROMPTS
from assistant.prompts import PromptLibrary

HEAD = "---\nid: {id}\nversion: 1\nlanguage: {language}\nvariables: [{variables}]\n---\n"


def write(folder: Path, name: str, text: str, *, id_: str = "hello", language: str = "en", variables: str = "") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(HEAD.format(id=id_, language=language, variables=variables) + text, encoding="utf-8")
    return path


def test_a_prompt_is_filled_in_the_language_asked_for_or_in_any(tmp_path: Path) -> None:
    write(tmp_path, "en/hello.md", "Hello {{ name }}!\n", variables="name")
    write(tmp_path, "zh/hello.md", "{{ name }}，您好！", language="zh", variables="name")
    write(tmp_path, "rule.md", "No numbers.", id_="rule", language="any")
    library = PromptLibrary(tmp_path)
    assert library.render("hello", "en", name="Ann") == "Hello Ann!"
    assert library.render("hello", "zh", name="安") == "安，您好！"
    assert library.render("rule", "zh") == "No numbers."
    with pytest.raises(UndefinedError):
        library.render("hello", "en")
    with pytest.raises(DataFileError, match="no such prompt"):
        library.render("bye", "en")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Hello", "front matter"),
        ("---\nid: a\n---\nHello", "missing key 'language'"),
        (HEAD.format(id="a", language="en", variables="") + "{{ name }}", "'name' is used but not declared"),
        ("---\nid: a\nversion: 1\nlanguage: en\nvariables: []\nmood: good\n---\nHello", "unknown key 'mood'"),
        (HEAD.format(id="a", language="en", variables="") + "Hi\n{% if %}", "file.md:8"),
    ],
)
def test_what_is_wrong_names_the_file(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "file.md").write_text(text, encoding="utf-8")
    with pytest.raises(DataFileError, match=message) as caught:
        PromptLibrary(tmp_path).load_all()
    assert "file.md:" in str(caught.value)


def test_a_prompt_lies_where_its_id_and_language_say(tmp_path: Path) -> None:
    write(tmp_path, "en/hello.md", "Hello")
    write(tmp_path, "en/greeting.md", "Hello again")
    with pytest.raises(DataFileError, match="do not fit the place"):
        PromptLibrary(tmp_path).load_all()


def test_every_reply_is_there_in_both_languages_with_the_same_variables() -> None:
    prompts = PromptLibrary(PROMPTS).load_all()
    replies = {(p.id, p.language): p for p in prompts if p.language != "any"}
    names = {id_ for id_, _ in replies}
    assert len(names) >= 30
    for name in names:
        assert set(replies[name, "en"].variables) == set(replies[name, "zh"].variables), name


def test_the_correction_names_the_tokens_and_the_language() -> None:
    library = PromptLibrary(PROMPTS)
    english = library.render("correct_numbers", "any", tokens=["$48 billion", "12"], language="en")
    assert "$48 billion, 12" in english
    assert "请用中文回复" not in english
    assert "请用中文回复" in library.render("correct_numbers", "any", tokens=["12"], language="zh")
