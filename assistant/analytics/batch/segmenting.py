"""Segments of a file of any size: found on a sample of its rows, then every row assigned, a piece at a time."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from assistant.analytics.batch.engines import Engine, Progress
from assistant.analytics.batch.pieces import PIECE, BigFile, open_big, rows_of
from assistant.analytics.segments.partition import SegmentModel
from assistant.analytics.segments.segment import Segmentation, segment_table
from assistant.analytics.tables.bulk import plain_numbers, texts_of
from assistant.analytics.tables.numbers import Mark, decimal_mark, read_number
from assistant.analytics.tables.raw import Raw
from assistant.analytics.tables.read import table_of
from assistant.analytics.tables.table import named_column

if TYPE_CHECKING:
    import pandas as pd

SAMPLE = 50_000
LOOKED_AT = 2000


def segment_file(
    path: Path,
    engine: Engine,
    columns: Sequence[str] = (),
    segments: int | None = None,
    piece: int = PIECE,
    progress: Progress | None = None,
) -> Segmentation:
    """Segments of a sample of a file's rows; `assign_file` then tells the segment of every row.

    Args:
        path: CSV or TSV.
        engine: Where the file is read.
        columns: Columns to compare; all that can be where empty.
        segments: How many; found where not given.
        piece: Bytes read at a time.
        progress: Called with pieces read and all.

    Raises:
        ToolInputError: The file cannot be read, or holds nothing to compare.
    """
    import pandas as pd

    big = open_big(path, piece)
    whole = sum(end - start for start, end, _ in big.pieces)
    tasks = [
        json.dumps({"file": asdict(big), "piece": i, "share": SAMPLE * (end - start) / whole})
        for i, (start, end, _) in enumerate(big.pieces)
    ]
    parts = [pd.DataFrame(json.loads(told), dtype=object) for told in engine.run(sample_piece, tasks, progress)]
    sample = pd.concat(parts, ignore_index=True).set_axis(list(big.names), axis=1)
    table = table_of(Raw(sample, continental=big.separator == ";"), path.name)
    return segment_table(table, columns, segments)


def assign_file(
    path: Path,
    model: SegmentModel,
    out: Path,
    engine: Engine,
    ids: Sequence[str] = (),
    piece: int = PIECE,
    progress: Progress | None = None,
) -> list[int]:
    """Write the segment of every row of a file.

    Args:
        path: CSV or TSV with the columns of the model.
        model: Segments that were found before.
        out: CSV to write: row number, the `ids`, number of the segment counted from 1, its name.
        engine: Where it runs; on a cluster `path` and the folder of `out` must be shared by its machines.
        ids: Columns to copy beside the segment.
        piece: Bytes read at a time.
        progress: Called with pieces done and all.

    Returns:
        Rows by segment.

    Raises:
        ToolInputError: The file cannot be read or lacks a column.
    """
    big = open_big(path, piece)
    marks = _marks(big, [rule.name for rule in model.rules.numbers])
    kept = [named_column(big.names, name) for name in ids]
    told = {"file": asdict(big), "model": model.to_json(), "marks": marks, "ids": kept}
    with TemporaryDirectory(dir=out.parent, prefix=f".{out.name}-") as folder:
        tasks = [json.dumps({**told, "piece": i, "folder": folder}) for i in range(len(big.pieces))]
        sizes: Counter[int] = Counter()
        whole = Path(folder) / out.name
        with whole.open("w", encoding="utf-8-sig", newline="") as written:
            written.write(",".join(["row", *map(_quoted, kept), "segment", "segment_name"]) + "\n")
            for answer in engine.run(assign_piece, tasks, progress):
                counts = json.loads(answer)
                sizes.update({int(j): n for j, n in counts["sizes"].items()})
                with Path(counts["path"]).open(encoding="utf-8", newline="") as part:
                    shutil.copyfileobj(part, written)
        whole.replace(out)
    return [sizes[j] for j in range(len(model.names))]


def sample_piece(task: str) -> str:
    """One task: a random share of the rows of a piece, cells as text."""
    told = json.loads(task)
    rows = rows_of(_big(told["file"]), told["piece"])
    chosen = rows.sample(min(len(rows), max(1, round(told["share"]))), random_state=told["piece"])
    return json.dumps(chosen.sort_index().to_numpy(dtype=object).tolist())


def assign_piece(task: str) -> str:
    """One task: the segments of the rows of a piece, written to a file of its own."""
    import numpy as np
    import pandas as pd

    told = json.loads(task)
    model, big = SegmentModel.from_json(told["model"]), _big(told["file"])
    rows = rows_of(big, told["piece"])
    cells = {name: rows[named_column(big.names, name)] for name in model.rules.names}
    numbers = {rule.name for rule in model.rules.numbers}
    frame = pd.DataFrame({
        name: _floats(column, told["marks"][name]) if name in numbers else texts_of(column)[0]
        for name, column in cells.items()
    })
    labels = model.assign(frame)
    names = np.array([name["en"] for name in model.names], dtype=object)
    found = rows[told["ids"]].assign(segment=labels + 1, segment_name=names[labels])
    path = Path(told["folder"]) / f"{told['piece']}.csv"
    found.index += big.pieces[told["piece"]][2] + 1
    found.to_csv(path, header=False, encoding="utf-8")
    sizes = np.bincount(labels, minlength=len(model.names))
    return json.dumps({"path": str(path), "sizes": dict(enumerate(map(int, sizes)))})


def _big(told: dict[str, Any]) -> BigFile:
    pieces = tuple((start, end, before) for start, end, before in told["pieces"])
    return BigFile(**{**told, "names": tuple(told["names"]), "pieces": pieces})


def _marks(big: BigFile, names: Sequence[str]) -> dict[str, Mark]:
    """The decimal mark of each number column, told by the first piece and the same for all."""
    first = rows_of(big, 0)
    usual: Mark = "," if big.separator == ";" else "."
    return {
        name: decimal_mark(texts_of(first[named_column(big.names, name)].head(LOOKED_AT))[1], usual)[0]
        for name in names
    }


def _floats(cells: pd.Series[Any], mark: Mark) -> pd.Series[Any]:
    """Numbers of a column, missing where a cell is none."""
    import numpy as np

    if mark == ".":
        values = plain_numbers(cells)
        odd = values.isna()
    else:
        values, odd = cells.map(lambda _: np.nan).astype(float), cells.notna()
    texts, different = texts_of(cells[odd])
    read = {text: n.value for text in different if (n := read_number(text, mark))}
    values[odd] = texts.map(read).astype(float)
    return values


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"' if any(c in name for c in ',"\n') else name
