"""Dialogue files to cases: paths, languages, defaults."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import get_args

from assistant.errors import DataFileError
from eval.assertions import Assertion, parse_expect
from eval.assertions.localised import texts_for
from eval.ending import parse_ending
from eval.persona import parse_persona, persona_languages
from eval.schema import Case, Given, GivenModel, Language, Reliability, Turn
from eval.texts import language_of
from eval.yaml_nodes import Node, read_yaml

VERSION = 1
LANGUAGES: tuple[Language, ...] = get_args(Language)
FILE_KEYS = ("version", "defaults", "cases")
DEFAULTS_KEYS = ("repeat", "timeout_s")
CASE_KEYS = ("id", "tags", "given", "turns", "persona", "end", "budget", "reliability", *DEFAULTS_KEYS)
GIVEN_KEYS = ("model", "canvas", "files", "clock", "seed")
MODEL_KEYS = ("template", "inputs")
TURN_KEYS = ("user", "variants", "expect")
RELIABILITY_KEYS = ("trials", "min_pass")
NOT_DIALOGUES = {"fixtures", "data"}  # folders beside dialogue files that hold what they refer to


@dataclass(frozen=True)
class _Defaults:
    repeat: int = 1
    timeout_s: float = 20.0


def load_paths(paths: Sequence[Path]) -> list[Case]:
    """All cases of files and folders.

    Args:
        paths: Dialogue files, or folders with such (`*.yaml`, `*.yml`, at any depth, `fixtures` and `data` left out).

    Raises:
        DataFileError: A path does not exist, a folder holds no dialogue file, or a file is invalid.
    """
    files = dict.fromkeys(file.resolve() for path in paths for file in _files(path))
    return [case for file in files for case in load_file(file)]


def load_file(path: Path) -> list[Case]:
    """The cases of one file, in its order, each language a case of its own.

    Raises:
        DataFileError: The file is invalid; names the line.
    """
    keys = read_yaml(path).mapping(FILE_KEYS, required=("version", "cases"))
    if keys["version"].integer() != VERSION:
        raise keys["version"].error(f"only version {VERSION} is known")
    defaults = _parse_defaults(keys["defaults"]) if "defaults" in keys else _Defaults()
    cases: list[Case] = []
    seen: dict[str, int] = {}
    for node in keys["cases"].items():
        parsed = _parse_case(node, defaults)
        name = node.mapping()["id"].text()
        if name in seen:
            raise node.error(f"`{name}` is already the id of the case in line {seen[name]}")
        seen[name] = node.line
        cases += parsed
    return cases


def _files(path: Path) -> Iterable[Path]:
    if not path.is_dir():
        return [path]
    found = [
        file
        for file in sorted(path.rglob("*"))
        if file.suffix in {".yaml", ".yml"} and not NOT_DIALOGUES & set(file.relative_to(path).parts[:-1])
    ]
    if not found:
        raise DataFileError("holds no dialogue file (*.yaml)", path)
    return found


def _parse_defaults(node: Node) -> _Defaults:
    keys = node.mapping(DEFAULTS_KEYS)
    return _Defaults(_repeat(keys, 1), _timeout(keys, 20.0))


def _repeat(keys: Mapping[str, Node], default: int) -> int:
    return keys["repeat"].integer(1) if "repeat" in keys else default


def _timeout(keys: Mapping[str, Node], default: float) -> float:
    if "timeout_s" not in keys:
        return default
    seconds = keys["timeout_s"].number()
    if seconds <= 0:
        raise keys["timeout_s"].error("must be above 0")
    return seconds


def _parse_case(node: Node, defaults: _Defaults) -> list[Case]:
    keys = node.mapping(CASE_KEYS, required=("id",))
    if "turns" not in keys and "persona" not in keys:
        raise node.error("`turns` is missing")
    turns = keys["turns"].items() if "turns" in keys else []
    if "turns" in keys and not turns:
        raise keys["turns"].error("needs at least one turn")
    languages = _languages(turns)
    if "persona" in keys and not languages:
        languages = tuple(code for code in LANGUAGES if code in persona_languages(keys["persona"]))
    first = turns[0].mapping()["user"] if turns else keys["persona"].mapping()["opens"]
    cases: list[Case] = []
    for language in languages or (_detected(first),):
        cases += _variants(_case(node, keys, turns, language, bool(languages), defaults), turns)
    return cases


def _case(
    node: Node, keys: Mapping[str, Node], turns: Sequence[Node], language: Language, named: bool, defaults: _Defaults
) -> Case:
    name = keys["id"].text()
    return Case(
        id=f"{name}[{language}]" if named else name,
        lang=language,
        tags=tuple(tag.text() for tag in keys["tags"].one_or_more()) if "tags" in keys else (),
        given=_parse_given(keys["given"]) if "given" in keys else Given(),
        turns=tuple(_parse_turn(turn, language) for turn in turns),
        path=node.path,
        line=node.line,
        repeat=_repeat(keys, defaults.repeat),
        timeout_s=_timeout(keys, defaults.timeout_s),
        reliability=_parse_reliability(keys["reliability"]) if "reliability" in keys else None,
        ending=parse_ending(keys, language),
        persona=parse_persona(keys["persona"], language) if "persona" in keys else None,
    )


def _variants(case: Case, turns: Sequence[Node]) -> list[Case]:
    """The case, then one case for each paraphrase; turns with fewer paraphrases keep their first wording."""
    nodes = [turn.mapping(TURN_KEYS) for turn in turns]
    texts = [[n.text() for n in texts_for(keys["variants"], case.lang)] if "variants" in keys else [] for keys in nodes]
    cases = [case]
    for number in range(max(map(len, texts), default=0)):
        said = [
            replace(turn, user=other[number], language=_spoken(other[number], turn.language))
            if number < len(other)
            else turn
            for turn, other in zip(case.turns, texts, strict=True)
        ]
        cases.append(replace(case, id=f"{case.id}~{number + 1}", turns=tuple(said), variant_of=case.id))
    return cases


def _detected(user: Node) -> Language:
    return _spoken(user.text(), "en")


def _languages(turns: Sequence[Node]) -> tuple[Language, ...]:
    """Languages of the turns that give several; turns with a plain text are shared by them."""
    found: tuple[Language, ...] = ()
    for turn in turns:
        user = turn.mapping(TURN_KEYS, required=("user",))["user"]
        if not user.is_mapping:
            continue
        given = user.mapping(LANGUAGES)
        here = tuple(language for language in LANGUAGES if language in given)
        if not here:
            raise user.error("needs a text for `en` or `zh`")
        if found and here != found:
            raise user.error(f"the turns before are in {' and '.join(found)}, this one is in {' and '.join(here)}")
        found = here
    return found


def _parse_turn(node: Node, language: Language) -> Turn:
    keys = node.mapping(TURN_KEYS, required=("user",))
    user = keys["user"]
    text = user.mapping(LANGUAGES)[language].text() if user.is_mapping else user.text()
    assertions: tuple[Assertion, ...] = parse_expect(keys["expect"], language) if "expect" in keys else ()
    return Turn(text, language if user.is_mapping else _spoken(text, language), assertions, node.line)


def _spoken(text: str, language: Language) -> Language:
    return "zh" if language_of(text, language) == "zh" else "en"


def _parse_reliability(node: Node) -> Reliability:
    keys = node.mapping(RELIABILITY_KEYS, required=("trials",))
    trials = keys["trials"].integer(1)
    minimum = keys["min_pass"].integer(1) if "min_pass" in keys else trials
    if minimum > trials:
        raise keys["min_pass"].error(f"cannot be more than the {trials} trials")
    return Reliability(trials, minimum)


def _parse_given(node: Node) -> Given:
    keys = node.mapping(GIVEN_KEYS)
    files = keys["files"].mapping() if "files" in keys else {}
    return Given(
        model=_parse_model(keys["model"]) if "model" in keys else None,
        canvas=_existing(keys["canvas"], {".json", ".md"}) if "canvas" in keys else None,
        files={key: _existing(value) for key, value in files.items()},
        clock=_clock(keys["clock"]) if "clock" in keys else None,
        seed=keys["seed"].integer() if "seed" in keys else None,
    )


def _parse_model(node: Node) -> GivenModel:
    keys = node.mapping(MODEL_KEYS, required=("template",))
    inputs = keys["inputs"].mapping() if "inputs" in keys else {}
    return GivenModel(keys["template"].text(), {name: value.number() for name, value in inputs.items()})


def _existing(node: Node, suffixes: set[str] | None = None) -> Path:
    path = (node.path.parent / node.text()).resolve()
    if not path.is_file():
        raise node.error(f"no file {path}")
    if suffixes and path.suffix.lower() not in suffixes:
        raise node.error(f"needs a file of {' or '.join(sorted(suffixes))}")
    return path


def _clock(node: Node) -> dt.datetime:
    """A date or time; without a zone it is UTC."""
    value = node.plain()
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        value = dt.datetime(value.year, value.month, value.day, tzinfo=dt.UTC)
    if isinstance(value, str):
        try:
            value = dt.datetime.fromisoformat(value)
        except ValueError:
            value = None
    if not isinstance(value, dt.datetime):
        raise node.error("needs a date like 2026-01-15, or a time like 2026-01-15T09:30:00")
    return value if value.tzinfo else value.replace(tzinfo=dt.UTC)
