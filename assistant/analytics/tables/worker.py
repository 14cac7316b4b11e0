"""The process that reads one table: `python -m assistant.analytics.tables.worker PATH MEMORY_MB CORRECTIONS`."""

from __future__ import annotations

import json
import sys
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.analytics.tables.corrections import Corrections
from assistant.analytics.tables.limited import META
from assistant.analytics.tables.read import read_table
from assistant.errors import ToolInputError
from assistant.files.worker import limit

if TYPE_CHECKING:
    import pyarrow


def main(arguments: list[str]) -> int:
    """Read the table and write it to the output as an Arrow stream, or what the user has to mend."""
    path, memory, told = arguments
    limit(int(memory))
    warnings.simplefilter("ignore")
    said = Corrections.from_json(json.loads(told))
    try:
        table = read_table(Path(path), kinds=said.kinds, ignore=said.ignore, currency=said.currency)
    except ToolInputError as error:
        _write(None, {"error": {"en": error.en, "zh": error.zh, "question": error.question, "choices": error.choices}})
        return 0
    except Exception as error:  # whatever a parser raises on a broken file
        print(f"{type(error).__name__}: {error}", file=sys.stderr)
        return 1
    import pyarrow

    frame = table.frame.set_axis([f"c{i}" for i in range(len(table.columns))], axis=1)
    _write(pyarrow.Table.from_pandas(frame, preserve_index=False), table.to_json())
    return 0


def _write(found: pyarrow.Table | None, told: dict[str, Any]) -> None:
    import pyarrow
    import pyarrow.ipc

    answer = found if found is not None else pyarrow.table({})
    answer = answer.replace_schema_metadata({META: json.dumps(told).encode()})
    with pyarrow.ipc.new_stream(sys.stdout.buffer, answer.schema) as stream:
        stream.write_table(answer)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
