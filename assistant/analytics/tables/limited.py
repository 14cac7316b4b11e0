"""Reads somebody else's table in a process of its own that may not take much memory or time.

The process answers with an Arrow stream: the typed columns, and what was understood of them as metadata.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from assistant.analytics.tables.column import Column
from assistant.analytics.tables.corrections import Corrections
from assistant.analytics.tables.table import Table
from assistant.errors import ToolInputError
from assistant.files.guard import Limits, check_size
from assistant.language.text import Text
from assistant.paths import ROOT

LIMITS = Limits(size_mb=250, unzipped_mb=300, seconds=120, memory_mb=4096, answer_mb=2048)
META = b"canvas"
WORKER = "assistant.analytics.tables.worker"


def read_limited(path: Path, name: str = "", corrections: Corrections | None = None, limits: Limits = LIMITS) -> Table:
    """Read a table file in a process with limits.

    Args:
        path: The file.
        name: What the user calls it; the file's name where empty.
        corrections: What the user said of its columns.
        limits: What reading it may take.

    Raises:
        ToolInputError: The file is missing, too large, no table, or not read within the limits.
    """
    name = name or path.name
    check_size(path, name, limits)
    said = json.dumps((corrections or Corrections()).to_json())
    environment = {key: value for key, value in os.environ.items() if key in {"PATH", "SYSTEMROOT", "LANG", "HOME"}}
    # Arrow's own allocator reserves more address space than the limit allows.
    environment |= {"ARROW_DEFAULT_MEMORY_POOL": "system", "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter and module, no shell
            [sys.executable, "-m", WORKER, str(path.resolve()), str(limits.memory_mb), said],
            capture_output=True,
            timeout=limits.seconds,
            cwd=ROOT,
            env=environment,
            stdin=subprocess.DEVNULL,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise ToolInputError(
            f"{name} takes too long to read (over {limits.seconds:g} seconds). Upload a part of it, or save it as CSV.",
            f"读取{name}耗时过长（超过{limits.seconds:g}秒）。请只上传一部分，或另存为CSV。",
        ) from None
    if done.returncode != 0 or len(done.stdout) > limits.answer_mb * 1024 * 1024:
        raise ToolInputError(
            f"{name} cannot be read as a table: it is damaged or too large. Save it anew as CSV or .xlsx.",
            f"{name}无法作为表格读取：文件已损坏或过大。请另存为CSV或.xlsx后再上传。",
        )
    return _table(done.stdout, path, name)


def _table(answer: bytes, path: Path, name: str) -> Table:
    import pyarrow.ipc

    found = pyarrow.ipc.open_stream(answer).read_all()
    told = json.loads(found.schema.metadata[META])
    if "error" in told:
        error = told["error"]
        en, zh = (str(error[side]).replace(path.name, name) for side in ("en", "zh"))
        raise ToolInputError(en, zh, question=bool(error["question"]), choices=tuple(error["choices"]))
    frame = found.to_pandas()
    frame.columns = [c["name"] for c in told["columns"]]
    for column in told["columns"]:
        if column["kind"] == "date":
            frame[column["name"]] = frame[column["name"]].astype("datetime64[ns]")
    notes = tuple(Text(n["en"], n["zh"]) for n in told["notes"])
    return Table(frame, tuple(Column.from_json(c) for c in told["columns"]), notes, name)
