"""`python -m eval.json_schema`: writes docs/dialogue.schema.json, with which editors check and complete dialogue files.

The lists of keys are those of the loader, so that the two cannot drift apart.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from assistant import paths
from assistant.canvas.blocks import LAYOUT_ORDER
from eval import load, persona
from eval.assertions import EXPECT_KEYS
from eval.assertions.canvas import BLOCK_KEYS
from eval.assertions.citations import CITATIONS_KEYS
from eval.assertions.reply import LANGUAGES, REPLY_KEYS, WORD_KEYS
from eval.assertions.tools import CALL_KEYS, MODES, TOOLS_KEYS
from eval.assertions.values import APPROX_KEYS
from eval.ending import BUDGET_KEYS

Schema = dict[str, Any]
FILE = paths.EVAL.parent / "docs" / "dialogue.schema.json"

SCALAR: Schema = {"type": ["string", "number", "boolean"]}
NUMBER: Schema = {"type": ["number", "string"]}  # YAML 1.1 reads 1e-6 as text
COUNT: Schema = {"type": "integer", "minimum": 0}
POSITIVE: Schema = {"type": "integer", "minimum": 1}
FLAG: Schema = {"type": "boolean"}


def dialogue_schema() -> Schema:
    """The schema of a dialogue file (JSON Schema 2020-12)."""
    file = _object(
        load.FILE_KEYS,
        {
            "version": {"const": load.VERSION},
            "defaults": _object(load.DEFAULTS_KEYS, {"repeat": POSITIVE, "timeout_s": NUMBER}),
            "cases": {"type": "array", "items": {"$ref": "#/$defs/case"}},
        },
        ("version", "cases"),
    )
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Dialogue tests of canvas-assistant",
        **file,
        "$defs": {
            "text": _one_of(SCALAR, _object(load.LANGUAGES, {code: SCALAR for code in load.LANGUAGES})),
            "texts": _one_of(_some(SCALAR), _object(load.LANGUAGES, {code: _some(SCALAR) for code in load.LANGUAGES})),
            "number": _one_of(NUMBER, _object(APPROX_KEYS, {key: NUMBER for key in APPROX_KEYS}, ("approx",))),
            "case": _case(),
            "expect": _expect(),
        },
    }


def _case() -> Schema:
    expect: Schema = {"$ref": "#/$defs/expect"}
    text: Schema = {"$ref": "#/$defs/text"}
    turn = _object(load.TURN_KEYS, {"user": text, "variants": {"$ref": "#/$defs/texts"}, "expect": expect}, ("user",))
    model = _object(load.MODEL_KEYS, {"template": SCALAR, "inputs": _map(NUMBER)}, ("template",))
    given = {"model": model, "canvas": SCALAR, "files": _map(SCALAR), "clock": SCALAR, "seed": COUNT}
    answer = _object(persona.ANSWER_KEYS, {"when": expect, "say": text, "times": POSITIVE}, ("say",))
    user = {
        "name": SCALAR,
        "opens": text,
        "answers": {"type": "array", "items": answer},
        "otherwise": text,
        "until": expect,
        "max_turns": POSITIVE,
    }
    return _object(
        load.CASE_KEYS,
        {
            "id": SCALAR,
            "tags": _some(SCALAR),
            "given": _object(load.GIVEN_KEYS, given),
            "turns": {"type": "array", "minItems": 1, "items": turn},
            "persona": _object(persona.PERSONA_KEYS, user, ("opens",)),
            "end": expect,
            "budget": _object(BUDGET_KEYS, {key: NUMBER for key in BUDGET_KEYS}),
            "reliability": _object(load.RELIABILITY_KEYS, {"trials": POSITIVE, "min_pass": POSITIVE}, ("trials",)),
            "repeat": POSITIVE,
            "timeout_s": NUMBER,
        },
        ("id",),
    )


def _expect() -> Schema:
    number: Schema = {"$ref": "#/$defs/number"}
    texts: Schema = {"$ref": "#/$defs/texts"}
    figures = _map(_one_of(number, {"type": "null"}))
    call = _object(CALL_KEYS, {"name": SCALAR, "args": {"type": "object"}, "figures": figures}, ("name",))
    tools = {
        "mode": {"enum": list(MODES)},
        "calls": {"type": "array", "items": _one_of(SCALAR, call)},
        "forbidden": _some(SCALAR),
    }
    block = _object(BLOCK_KEYS, {key: COUNT if key.endswith("_items") else texts for key in BLOCK_KEYS})
    reply = {
        "language": {"enum": list(LANGUAGES)},
        **{key: texts for key in WORD_KEYS},
        "states_figures": _some(SCALAR),
        "grounded": FLAG,
        "citations": _object(CITATIONS_KEYS, {"min": COUNT, "must_resolve": FLAG}),
        "asks": FLAG,
    }
    return _object(
        EXPECT_KEYS,
        {
            "tools": _object(TOOLS_KEYS, tools),
            "reply": _object(REPLY_KEYS, reply),
            "canvas": _object(("unchanged", *LAYOUT_ORDER), {"unchanged": FLAG, **{b: block for b in LAYOUT_ORDER}}),
            "model": {
                "type": "object",
                "properties": {"template": SCALAR, "inputs": _map(number)},
                "additionalProperties": number,
            },
            "latency_ms": _object(("total",), {"total": NUMBER}),
        },
    )


def _object(keys: Sequence[str], properties: Schema, required: Sequence[str] = ()) -> Schema:
    """An object of these keys and no others.

    Raises:
        KeyError: The loader knows a key that has no schema here.
    """
    found = {"type": "object", "properties": {key: properties[key] for key in keys}, "additionalProperties": False}
    return {**found, "required": list(required)} if required else found


def _map(values: Schema) -> Schema:
    return {"type": "object", "additionalProperties": values}


def _some(item: Schema) -> Schema:
    """One value or a list of them."""
    return _one_of(item, {"type": "array", "items": item})


def _one_of(*options: Schema) -> Schema:
    return {"anyOf": list(options)}


def written() -> str:
    """The schema as the file holds it."""
    return json.dumps(dialogue_schema(), indent=1, ensure_ascii=False) + "\n"


def main(file: Path = FILE) -> None:
    """Write the file."""
    file.write_text(written(), encoding="utf-8")
    print(file)


if __name__ == "__main__":
    main()
