"""Training utterances: one YAML file per intent under `planner/utterances/`, one utterance a line.

    en:
      hurried: |
        conv {pct}?
    zh:
      …

Lines are grouped by *family*: a way of wording. Families are kept together when accuracy is estimated, so that the
estimate says how foreign wordings fare. `{slot}` is filled from `slots.yaml`; a line with slots yields a few examples.

Every third message whose numbers are marked (`planner/numbers/marked`) is an example too: what is told as a fact sets
inputs, what is supposed is a what-if.

`utterances/authors/` holds one file per outside author, who wrote without sight of the others: intent, language, lines
taken as they are. Leaving one author out says how the planner fares with people it has never met.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.errors import DataFileError
from assistant.language.lazy_re import lazy_re
from assistant.learned.marks import files_hash, load_marked, yaml_content
from assistant.planner.intents.labels import INTENTS, Intent
from assistant.planner.numbers.labels import MARKED

TEAM = "team"
UTTERANCES = Path(__file__).resolve().parent.parent / "utterances"
FILLINGS = 3
_EVERY = 3
# Messages of further authors would make their intents weigh more than the others, whose examples do not grow with them.
NUMBERED = [MARKED / f"{language}_{number}.yaml" for language in ("en", "zh") for number in range(1, 5)]
_MEANT: dict[str, Intent] = {"told": "set_inputs", "what_if": "what_if", "goal": "goal_seek"}
_SLOT = lazy_re(r"\{(\w+)\}")


@dataclass(frozen=True)
class Example:
    """One labelled utterance.

    Attributes:
        text: As a user would write it, slots filled.
        intent: Its label.
        language: "en" or "zh".
        family: Wording family, unique across intents and languages: "what_if/en/hurried".
        line: The line it was made from; fillings of one line are never split between training and test.
        author: Who wrote it: `TEAM`, or the name of a file under `authors/`.
    """

    text: str
    intent: Intent
    language: str
    family: str
    line: str
    author: str = TEAM


def load_examples(folder: Path = UTTERANCES) -> list[Example]:
    """Every training example, slots filled the same way on every call.

    Raises:
        DataFileError: A file is missing or malformed, or a slot has no words.
    """
    slots = _read(folder / "slots.yaml")
    examples: list[Example] = []
    for intent in INTENTS:
        path = folder / f"{intent}.yaml"
        for language, families in _read(path).items():
            if not isinstance(families, dict) or language not in slots:
                raise DataFileError(f"{language!r} must be en or zh with wording families below it", path)
            rng = random.Random(f"{intent}/{language}")
            for family, lines in families.items():
                name = f"{intent}/{language}/{family}"
                for line in str(lines).splitlines():
                    for text in _fill(line.strip(), slots[language], rng, path):
                        examples.append(Example(text, intent, language, name, f"{name}/{line.strip()}"))
    for path in sorted((folder / "authors").glob("*.yaml")):
        examples += _by_author(path)
    return examples + _with_numbers()


def _with_numbers() -> list[Example]:
    """Messages whose numbers are marked; as many as the other intents bear beside them."""
    authors = {path.stem for path in NUMBERED}
    chosen = [m for m in load_marked(MARKED) if m.author in authors and m.groups[1] in _MEANT][::_EVERY]
    return [
        Example(m.text, intent, m.author[:2], f"{intent}/{m.author}", f"{m.author}/{m.text}", f"numbers_{m.author}")
        for m in chosen
        for intent in [_MEANT[m.groups[1]]]
    ]


def _by_author(path: Path) -> list[Example]:
    examples: list[Example] = []
    for intent, languages in _read(path).items():
        if intent not in INTENTS or not isinstance(languages, dict):
            raise DataFileError(f"{intent!r} must be an intent with languages below it", path)
        for language, lines in languages.items():
            name = f"{intent}/{language}/{path.stem}"
            texts = dict.fromkeys(line.strip() for line in str(lines).splitlines() if line.strip())
            examples += [Example(text, intent, language, name, f"{name}/{text}", path.stem) for text in texts]
    return examples


def data_hash(folder: Path = UTTERANCES) -> str:
    """SHA-256 over the utterance files, to tell whether stored parameters are current."""
    return files_hash(sorted(folder.rglob("*.yaml")), files_hash(NUMBERED))


def _read(path: Path) -> dict[str, Any]:
    try:
        content = yaml_content(path)
    except FileNotFoundError:
        raise DataFileError("every intent needs a file of utterances", path) from None
    if not isinstance(content, dict):
        raise DataFileError("must hold the languages en and zh", path)
    return content


def _fill(line: str, slots: dict[str, list[Any]], rng: random.Random, path: Path) -> list[str]:
    names = _SLOT.findall(line)
    unknown = sorted(set(names) - slots.keys())
    if unknown:
        raise DataFileError(f"slots {unknown} are not in slots.yaml: {line!r}", path)
    if not line:
        return []
    count = FILLINGS if names else 1
    texts = [_SLOT.sub(lambda match: str(rng.choice(slots[match.group(1)])), line) for _ in range(count)]
    return list(dict.fromkeys(texts))
