"""promptfoo: `prompts`, `tests` with `vars` and `assert`, `defaultTest`."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from eval.importing import Imported, JsonDict, unique

_PLACE = re.compile(r"\{\{\s*(\w+)\s*\}\}")
_USUAL = ("message", "query", "question", "input", "prompt")
_KNOWN = {"description", "vars", "assert", "options", "metadata"}


def from_promptfoo(data: Mapping[str, Any]) -> Imported:
    """The cases of a parsed configuration: each prompt with each test, lists of values multiplied out."""
    found = Imported()
    tests = data.get("tests")
    if not isinstance(tests, list):
        found.unmapped.append(f"tests: {tests} (tests in other files are not read)")
        tests = []
    usual = data.get("defaultTest") if isinstance(data.get("defaultTest"), Mapping) else {}
    for number, test in enumerate(tests, start=1):
        if not isinstance(test, Mapping):
            found.unmapped.append(f"test {number}: {test}")
            continue
        _test(number, test, usual or {}, data.get("prompts") or [], found)
    skipped = {"description", "prompts", "tests", "defaultTest"}
    found.unmapped += [f"`{key}` of the file" for key in data if key not in skipped]
    return found


def _test(number: int, test: Mapping[str, Any], usual: Mapping[str, Any], prompts: Any, found: Imported) -> None:
    title = str(test.get("description") or f"test {number}")
    found.unmapped += [f"{title}: {key}: {value}" for key, value in test.items() if key not in _KNOWN]
    expect: JsonDict = {}
    for assertion in [*(usual.get("assert") or []), *(test.get("assert") or [])]:
        if not (isinstance(assertion, Mapping) and _map(assertion, expect)):
            found.unmapped.append(f"{title}: assert {assertion}")
    for values in _rows({**(usual.get("vars") or {}), **(test.get("vars") or {})}):
        for prompt in prompts if isinstance(prompts, list) and prompts else [""]:
            text = _said(prompt, values)
            if text is None:
                found.unmapped.append(f"{title}: prompt {str(prompt)[:80]!r} with {values}")
                continue
            turn: JsonDict = {"user": text, **({"expect": expect} if expect else {})}
            found.cases.append({"id": unique(title, found.cases), "tags": ["promptfoo"], "turns": [turn]})


def _rows(values: Mapping[str, Any]) -> Iterator[dict[str, str]]:
    lists = [value if isinstance(value, list) else [value] for value in values.values()]
    for row in itertools.product(*lists):
        yield dict(zip(values, map(str, row), strict=True))


def _said(prompt: Any, values: Mapping[str, str]) -> str | None:
    """What the user says: the one variable that is a message, else the prompt filled in; None where neither can be."""
    if not isinstance(prompt, str) or prompt.startswith("file://") or "{%" in prompt:
        prompt = ""
    named = [values[name] for name in _USUAL if name in values]
    text = _PLACE.sub(lambda m: values.get(m[1], m[0]), prompt) if prompt else (named or [*values.values(), ""])[0]
    return None if not text.strip() or _PLACE.search(text) or text.startswith("file://") else text


def _texts(value: Any) -> list[str]:
    return [str(item) for item in value] if isinstance(value, list) else [str(value)]


def _escaped(value: Any, before: str = "", after: str = "") -> list[str]:
    return [before + re.escape(str(value)) + after]


# What an assertion becomes: a key of `reply` and its texts. Words are compared without regard to case here.
_REPLY: dict[str, tuple[str, Callable[[Any], list[str]]]] = {
    "contains": ("contains_all", _texts),
    "icontains": ("contains_all", _texts),
    "contains-all": ("contains_all", _texts),
    "icontains-all": ("contains_all", _texts),
    "contains-any": ("contains_any", _texts),
    "icontains-any": ("contains_any", _texts),
    "not-contains": ("not_contains", _texts),
    "not-icontains": ("not_contains", _texts),
    "regex": ("regex", _texts),
    "not-regex": ("not_regex", _texts),
    "equals": ("regex", lambda value: _escaped(value, r"\A\s*", r"\s*\Z")),
    "starts-with": ("regex", lambda value: _escaped(value, r"\A\s*")),
}


def _map(assertion: Mapping[str, Any], expect: JsonDict) -> bool:
    """Add an assertion to the expectations; False where it has no counterpart."""
    kind, value = str(assertion.get("type")), assertion.get("value")
    if kind == "latency" and isinstance(assertion.get("threshold"), int | float):
        expect["latency_ms"] = {"total": assertion["threshold"]}
        return True
    inline = isinstance(value, str | int | float | list) and not str(value).startswith("file://")
    if kind not in _REPLY or not inline or "{{" in str(value):
        return False
    key, texts = _REPLY[kind]
    reply = expect.setdefault("reply", {})
    if key == "contains_any" and key in reply:
        return False  # two lists of which each needs one are more than one list can say
    reply.setdefault(key, []).extend(texts(value))
    return True
