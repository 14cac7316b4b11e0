"""The process that opens one file: `python -m assistant.files.worker PARSER PATH MEMORY_MB NAME`."""

from __future__ import annotations

import importlib
import json
import sys
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

from assistant.errors import ToolInputError

CPU_SECONDS = 60


def main(arguments: list[str]) -> int:
    """Read the file and print `{"result": …}`, or `{"error": {"en", "zh"}}` for what the user can mend."""
    parser, path, memory, name = arguments
    limit(int(memory))
    warnings.simplefilter("ignore")
    module, function = parser.split(":")
    parse: Callable[[Path], Any] = getattr(importlib.import_module(module), function)
    try:
        answer: dict[str, Any] = {"result": parse(Path(path))}
    except ToolInputError as error:
        answer = {"error": {"en": error.en.replace("{name}", name), "zh": error.zh.replace("{name}", name)}}
    except Exception as error:  # whatever a parser raises on a broken file
        print(f"{type(error).__name__}: {error}", file=sys.stderr)
        return 1
    sys.stdout.buffer.write(json.dumps(answer, ensure_ascii=False).encode("utf-8", "replace"))
    return 0


def limit(megabytes: int) -> None:
    """Take away from this process the right to much memory and time, and to write files or start processes."""
    try:
        import resource
    except ImportError:  # not on Windows
        return
    size = megabytes * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_AS, (size, size))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
